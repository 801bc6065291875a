// The codebook's own sentences through the engine: an example is coded with its type, a near miss not by its sense.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>

#include "demarche/demarche.h"
#include "what/lexicon.h"

namespace demarche {
namespace {

TEST(Codebook, ExamplesAndNearMisses) {
  const Result<Coder> coder = Coder::load({.data = DEMARCHE_SOURCE_DIR});
  ASSERT_TRUE(coder) << coder.error().text();
  const Result<Lexicon> lexicon = Lexicon::load(DEMARCHE_SOURCE_DIR);
  ASSERT_TRUE(lexicon) << lexicon.error().text();
  std::size_t wrong = 0, all = 0;
  for (const auto& sense : lexicon->senses()) {
    const auto claims = [&](const std::string& text) {
      return coder->read({.name = "a", .date = "2024-05-14", .publisher = {}, .text = text})->claims;
    };
    for (const std::string& text : sense->examples) {
      ++all;
      const auto found = claims(text);
      if (std::any_of(found.begin(), found.end(), [&](const Claim& c) { return c.event == sense->event; })) continue;
      ++wrong;
      std::cout << "not coded by " << sense->id << ": " << text << '\n';
    }
    for (const std::string& text : sense->near_misses) {
      ++all;
      const auto found = claims(text);
      if (std::none_of(found.begin(), found.end(), [&](const Claim& c) { return c.why.substr(0, c.why.find(':')) == sense->id; })) continue;
      ++wrong;
      std::cout << "a near miss coded by " << sense->id << ": " << text << '\n';
    }
  }
  EXPECT_GT(all, 300U);
  EXPECT_EQ(wrong, 0U);
}

/// The modes of the PLOVER manual: each is reached by a sense that has an example.
TEST(Codebook, EveryModeOfTheManualHasASense) {
  const std::map<std::string, std::vector<std::string>> modes = {
      {"CONSULT", {"visit", "third-party", "multilateral", "phone"}},
      {"RETREAT", {"withdraw", "release", "disarm", "ceasefire", "access", "resign"}},
      {"REQUEST", {"assist", "change", "yield", "meet"}},
      {"ACCUSE", {"disapprove", "investigate", "allege"}},
      {"REJECT", {"assist", "change", "yield", "meet"}},
      {"THREATEN", {"restrict", "arrest", "relations", "expel", "territory", "violence"}},
      {"PROTEST", {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"}},
      {"SANCTION", {"convict", "expel", "withdraw", "discontinue"}},
      {"MOBILIZE", {"troops", "weapons", "police", "militia"}},
      {"COERCE", {"seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation", "cyber"}},
      {"ASSAULT",
       {"abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives", "suicide-attack", "aerial",
        "drone", "heavy-weapons", "crowd-control", "unconventional"}},
  };
  const Result<Lexicon> lexicon = Lexicon::load(DEMARCHE_SOURCE_DIR);
  ASSERT_TRUE(lexicon) << lexicon.error().text();
  for (const auto& [event, names] : modes)
    for (const std::string& mode : names)
      EXPECT_TRUE(std::any_of(lexicon->senses().begin(), lexicon->senses().end(),
                              [&](const auto& s) { return s->event == event && s->mode == mode && !s->examples.empty(); }))
          << event << "/" << mode;
  for (const auto& sense : lexicon->senses()) {  // and no other
    const auto known = modes.find(sense->event);
    if (!sense->mode.empty() && known != modes.end())
      EXPECT_NE(std::find(known->second.begin(), known->second.end(), sense->mode), known->second.end()) << sense->id;
  }
}

}  // namespace
}  // namespace demarche
