// The minimal pairs of tests/cases/status_pairs.tsv through the whole pipeline: at least 95 in 100 of their acts must be coded, with the
// right status. An act that is not found counts as wrong. Failures are printed:
//   denied, coded possible: Serbia denied planning to *attack* Kosovo.
#include <gtest/gtest.h>

#include <fstream>
#include <iostream>
#include <map>
#include <set>

#include "demarche/demarche.h"

namespace demarche {
namespace {

constexpr double kShare = 0.95;
constexpr std::size_t kPairs = 500;

struct Pair {
  std::string group, status, text, shown;
  Span act;
};

std::vector<Pair> pairs() {
  std::vector<Pair> out;
  std::ifstream in(DEMARCHE_SOURCE_DIR "/tests/cases/status_pairs.tsv");
  std::string group;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("## ")) group = line.substr(3);
    if (line.empty() || line[0] == '#') continue;
    const std::size_t tab = line.find('\t');
    const std::size_t last = line.rfind('*');
    const std::size_t first = last == std::string::npos || last == 0 ? last : line.rfind('*', last - 1);
    if (tab == std::string::npos || first == std::string::npos || first < tab) {
      ADD_FAILURE() << "needs a status, a tab and an act between asterisks: " << line;
      continue;
    }
    Pair pair{group, line.substr(0, tab), line.substr(tab + 1), line.substr(tab + 1), {}};
    // the last marked act counts; earlier ones are for the reader
    std::string text;
    std::uint32_t open = 0;
    bool inside = false;
    for (const char c : pair.shown) {
      if (c != '*') {
        text += c;
      } else if (!inside) {
        open = static_cast<std::uint32_t>(text.size());
        inside = true;
      } else {
        pair.act = {open, static_cast<std::uint32_t>(text.size())};
        inside = false;
      }
    }
    pair.text = text;
    out.push_back(std::move(pair));
  }
  return out;
}

/// The status of the claim whose trigger overlaps the act; "" if there is none.
std::string coded(const Coder& coder, const Pair& pair) {
  const Result<Document> document = coder.read({.name = "pair", .date = "2024-05-14", .publisher = "", .text = pair.text});
  if (!document) return document.error().text();
  for (const Claim& claim : document->claims)  // the act itself before what holds it in its phrase ("ordered an attack")
    if (document->tokens[static_cast<std::size_t>(claim.trigger_token)].span.overlaps(pair.act)) return std::string(name(claim.status));
  for (const Claim& claim : document->claims)
    if (claim.trigger.overlaps(pair.act)) return std::string(name(claim.status));
  return "";
}

TEST(StatusPairs, NinetyFiveInAHundredAreRight) {
  const Result<Coder> coder = Coder::load({.data = DEMARCHE_SOURCE_DIR});
  ASSERT_TRUE(coder) << coder.error().text();
  const std::vector<Pair> all = pairs();
  ASSERT_GE(all.size(), kPairs);
  std::map<std::string, std::pair<int, int>> groups;  // right, all
  std::size_t right = 0;
  for (const Pair& pair : all) {
    const std::string status = coded(*coder, pair);
    const bool so = status == pair.status;
    right += so;
    groups[pair.group].first += so;
    ++groups[pair.group].second;
    if (!so) std::cout << pair.status << (status.empty() ? ", not coded: " : ", coded " + status + ": ") << pair.shown << '\n';
  }
  for (const auto& [group, count] : groups) std::cout << count.first << " of " << count.second << ": " << group << '\n';
  std::cout << right << " of " << all.size() << " right\n";
  EXPECT_GE(static_cast<double>(right), kShare * static_cast<double>(all.size()));
}

TEST(StatusPairs, EachStatusIsThereAndNoSentenceTwice) {
  std::map<std::string, int> of_status;
  std::set<std::string> seen;
  for (const Pair& pair : pairs()) {
    ++of_status[pair.status];
    EXPECT_TRUE(seen.insert(pair.shown).second) << pair.shown;
  }
  for (const char* status : {"actual", "planned", "possible", "denied", "historical"}) EXPECT_GE(of_status[status], 10) << status;
}

}  // namespace
}  // namespace demarche
