// The sentences of tests/cases/resolution.tsv through the whole pipeline: in at least 95 of 100 some claim must have the actors and
// recipients that are wanted. Failures are printed:
//   wanted KEN GOV, UGA GOV > RWA: The presidents of Kenya and Uganda met. Both condemned Rwanda.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <set>

#include "demarche/demarche.h"

namespace demarche {
namespace {

constexpr double kShare = 0.95;
constexpr std::size_t kSentences = 150;

struct Case {
  std::string group, date, text, wanted;
};

std::vector<Case> cases() {
  std::vector<Case> out;
  std::ifstream in(DEMARCHE_SOURCE_DIR "/tests/cases/resolution.tsv");
  std::string group;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("## ")) group = line.substr(3);
    if (line.empty() || line[0] == '#') continue;
    const std::size_t a = line.find('\t'), b = line.rfind('\t');
    if (a == b || line.find(" > ", b) == std::string::npos) {
      ADD_FAILURE() << "needs a date, a text and ACTORS > RECIPIENTS: " << line;
      continue;
    }
    out.push_back({group, line.substr(0, a), line.substr(a + 1, b - a - 1), line.substr(b + 1)});
  }
  return out;
}

std::vector<std::string> parts(std::string_view list) {
  std::vector<std::string> out;
  while (!list.empty()) {
    const auto comma = std::min(list.find(','), list.size());
    std::string_view part = list.substr(0, comma);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    out.emplace_back(part);
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return out;
}

bool is(const std::string& wanted, const Entity& e) {
  const auto equals = wanted.find('=');
  const std::string code = wanted.substr(0, equals), have = e.code();
  if (equals != std::string::npos && wanted.substr(equals + 1) != '"' + e.name + '"') return false;
  return code == "*" || (code.ends_with('?') ? have.find(code.substr(0, code.size() - 1)) != std::string::npos : have == code);
}

bool side(std::string_view wanted, const Document& d, const std::vector<Index>& mentions) {
  std::vector<std::string> all = parts(wanted);
  const bool open = std::erase(all, "*") > 0;
  if (!open && all.size() != mentions.size()) return false;
  return std::all_of(all.begin(), all.end(), [&](const std::string& w) {
    return std::any_of(mentions.begin(), mentions.end(), [&](Index m) { return d.entity_of(m) && is(w, *d.entity_of(m)); });
  });
}

TEST(Resolution, NinetyFiveInAHundredAreRight) {
  const Result<Coder> coder = Coder::load({.data = DEMARCHE_SOURCE_DIR});
  ASSERT_TRUE(coder) << coder.error().text();
  const std::vector<Case> all = cases();
  ASSERT_GE(all.size(), kSentences);
  std::map<std::string, std::pair<int, int>> groups;  // right, all
  std::size_t right = 0;
  for (const Case& c : all) {
    const Result<Document> d = coder->read({.name = "case", .date = c.date, .publisher = "", .text = c.text});
    ASSERT_TRUE(d) << d.error().text();
    const auto middle = c.wanted.find(" > ");
    const bool so = std::any_of(d->claims.begin(), d->claims.end(), [&](const Claim& claim) {
      return side(c.wanted.substr(0, middle), *d, claim.actors) && side(c.wanted.substr(middle + 3), *d, claim.recipients);
    });
    right += so;
    groups[c.group].first += so;
    ++groups[c.group].second;
    if (!so) std::cout << "wanted " << c.wanted << ": " << c.text << '\n';
  }
  for (const auto& [group, count] : groups) std::cout << count.first << " of " << count.second << ": " << group << '\n';
  std::cout << right << " of " << all.size() << " right\n";
  EXPECT_GE(static_cast<double>(right), kShare * static_cast<double>(all.size()));
}

TEST(Resolution, NoSentenceTwice) {
  std::set<std::string> seen;
  for (const Case& c : cases()) EXPECT_TRUE(seen.insert(c.date + c.text).second) << c.text;
}

}  // namespace
}  // namespace demarche
