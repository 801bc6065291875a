// The sentences of tests/cases/times.tsv and places.tsv through the whole pipeline: in at least 95 of 100 some claim must have the time or
// place that is wanted. Failures are printed:
//   wanted 2024-05-13, coded 2024-05-14: Rebels attacked the town early Monday.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <sstream>

#include "demarche/demarche.h"

namespace demarche {
namespace {

constexpr double kShare = 0.95;

/// Rows of as many cells; comments and headings left out.
std::vector<std::vector<std::string>> rows(const std::string& file, std::size_t cells) {
  std::vector<std::vector<std::string>> out;
  std::ifstream in(DEMARCHE_SOURCE_DIR "/tests/cases/" + file);
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string> row;
    std::istringstream text(line);
    for (std::string cell; std::getline(text, cell, '\t');) row.push_back(cell);
    EXPECT_EQ(row.size(), cells) << line;
    if (row.size() == cells) out.push_back(row);
  }
  return out;
}

const Coder& coder() {
  static const Result<Coder> kCoder = Coder::load({.data = DEMARCHE_SOURCE_DIR});
  if (!kCoder) ADD_FAILURE() << kCoder.error().text();
  return *kCoder;
}

std::string days(const Time& time) {
  if (time.begin.empty()) return "-";
  if (time.from_story) return "story";
  return time.begin == time.end ? time.begin : time.begin + ".." + time.end;
}

void share(std::size_t right, std::size_t all, std::size_t least) {
  std::cout << right << " of " << all << " right\n";
  EXPECT_GE(all, least);
  EXPECT_GE(static_cast<double>(right), kShare * static_cast<double>(all));
}

TEST(WhereWhenTable, NinetyFiveInAHundredTimesAreRight) {
  std::size_t right = 0;
  const auto all = rows("times.tsv", 3);
  for (const auto& row : all) {
    const Result<Document> d = coder().read({.name = "case", .date = row[0], .publisher = "", .text = row[1]});
    ASSERT_TRUE(d) << d.error().text();
    const std::string wanted = row[2].substr(0, row[2].find(' '));
    const bool history = row[2].ends_with("historical");
    const bool so = std::any_of(d->claims.begin(), d->claims.end(), [&](const Claim& c) {
      return (wanted == "*" || days(c.time) == wanted) && (!history || c.status == Status::historical);
    });
    right += so;
    if (!so)
      std::cout << "wanted " << row[2] << ", coded " << (d->claims.empty() ? "no claim" : days(d->claims[0].time)) << ": " << row[1]
                << '\n';
  }
  share(right, all.size(), 100);
}

TEST(WhereWhenTable, NinetyFiveInAHundredPlacesAreRight) {
  std::size_t right = 0;
  const auto all = rows("places.tsv", 2);
  for (const auto& row : all) {
    const Result<Document> d = coder().read({.name = "case", .date = "2024-05-14", .publisher = "", .text = row[0]});
    ASSERT_TRUE(d) << d.error().text();
    const bool none = row[1] == "-";
    const std::string country = row[1].substr(0, 3), name = row[1].size() > 4 ? row[1].substr(4) : "";
    const auto fits = [&](const Claim& c) {
      return none ? c.place.country.empty() : c.place.country == country && c.place.name.find(name) != std::string::npos;
    };
    const bool so = none ? !d->claims.empty() && std::all_of(d->claims.begin(), d->claims.end(), fits)
                         : std::any_of(d->claims.begin(), d->claims.end(), fits);
    right += so;
    if (!so)
      std::cout << "wanted " << row[1] << ", coded "
                << (d->claims.empty() ? "no claim" : d->claims[0].place.country + " " + d->claims[0].place.name) << ": " << row[0] << '\n';
  }
  share(right, all.size(), 75);
}

}  // namespace
}  // namespace demarche
