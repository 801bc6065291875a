// Plain sentences of all types (tests/plain.txt): who does what to whom is right in ninety-four of a hundred.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>
#include <stdexcept>

#include "demarche/demarche.h"

namespace demarche {
namespace {

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, at);) out.push_back(part);
  return out;
}

std::set<std::string> countries(const Document& document, const std::vector<Index>& mentions) {
  std::set<std::string> out;
  for (const Index m : mentions)
    if (const Entity* e = document.entity_of(m); e && !e->country.empty()) out.insert(e->country);
  return out;
}

/// "KEN+UGA>CONSULT>": is there such a claim? A side that names nobody may be anybody.
bool is_coded(const Document& document, const std::string& act) {
  const std::vector<std::string> sides = split(act, '>');
  if (sides.size() < 2) throw std::invalid_argument("tests/plain.txt: no act: " + act);
  const auto wanted = [&](std::size_t side) {
    const auto names = side < sides.size() ? split(sides[side], '+') : std::vector<std::string>{};
    return std::set<std::string>(names.begin(), names.end());
  };
  return std::any_of(document.claims.begin(), document.claims.end(), [&](const Claim& claim) {
    const auto who = countries(document, claim.actors), whom = countries(document, claim.recipients), actors = wanted(0),
               recipients = wanted(2);
    return claim.event == sides[1] && (actors.empty() || who == actors) &&
           std::includes(whom.begin(), whom.end(), recipients.begin(), recipients.end());
  });
}

TEST(Plain, WhoDoesWhatToWhom) {
  const Result<Coder> coder = Coder::load({.data = DEMARCHE_SOURCE_DIR});
  ASSERT_TRUE(coder) << coder.error().text();
  std::ifstream file(DEMARCHE_SOURCE_DIR "/tests/plain.txt");
  std::size_t sentences = 0, right = 0;
  for (std::string line; std::getline(file, line);) {
    const auto tab = line.find('\t');
    if (line.empty() || line.front() == '#' || tab == std::string::npos) continue;
    ++sentences;
    const Result<Document> document = coder->read({.name = "plain", .date = "2024-05-14", .publisher = {}, .text = line.substr(tab + 1)});
    ASSERT_TRUE(document);
    const std::vector<std::string> acts = split(line.substr(0, tab), ',');
    const bool none = acts.front() == "-";
    if (none ? document->claims.empty()
             : std::all_of(acts.begin(), acts.end(), [&](const std::string& act) { return is_coded(*document, act); }))
      ++right;
    else
      std::cout << line << '\n';
  }
  EXPECT_GE(sentences, 350U);
  EXPECT_GE(right * 100, sentences * 94);
  std::cout << right << " of " << sentences << " right\n";
}

}  // namespace
}  // namespace demarche
