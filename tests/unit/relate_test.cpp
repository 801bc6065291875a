// The types between two given parties: an answer for every pair, and the plain ones right.
#include "demarche/relate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

namespace demarche {
namespace {

struct Given {
  const char* text;
  const char* source;
  const char* target;
  const char* event;
};

class Relate : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    coder_ = std::make_unique<Result<Coder>>(Coder::load({.data = DEMARCHE_SOURCE_DIR}));
    relater_ = std::make_unique<Result<Relater>>(Relater::load(DEMARCHE_SOURCE_DIR));
  }
  void SetUp() override {
    ASSERT_TRUE(*coder_) << coder_->error().text();
    ASSERT_TRUE(*relater_) << relater_->error().text();
  }
  static Document read(const Coder& coder, const std::string& text) {
    return *coder.read({.name = "a", .date = "2024-05-14", .publisher = {}, .text = text});
  }
  static Relating relate(const std::string& text, const std::string& source, const std::string& target) {
    return (*relater_)->relate(read(**coder_, text), spans(text, source), spans(text, target));
  }
  static std::vector<std::string> features(const std::string& text, const std::string& source, const std::string& target) {
    return (*relater_)->features(read(**coder_, text), spans(text, source), spans(text, target));
  }
  static std::vector<Span> spans(const std::string& text, const std::string& words) {
    const auto at = static_cast<std::uint32_t>(text.find(words));
    return {{at, at + static_cast<std::uint32_t>(words.size())}};
  }
  static inline std::unique_ptr<Result<Coder>> coder_;
  static inline std::unique_ptr<Result<Relater>> relater_;
};

TEST_F(Relate, PlainSentences) {
  const Given given[] = {
      {"Kenya rejected Uganda's proposal for a new border commission.", "Kenya", "Uganda", "REJECT"},
      {"Peru accused Chile of spying on its navy.", "Peru", "Chile", "ACCUSE"},
      {"Norway sent food and tents to Nepal after the earthquake.", "Norway", "Nepal", "AID"},
      {"Rebels shelled the army's positions near the capital.", "Rebels", "the army", "ASSAULT"},
      {"The president of Ghana met the president of Togo in Accra.", "The president of Ghana", "the president of Togo", "CONSULT"}};
  for (const Given& g : given) EXPECT_EQ(relate(g.text, g.source, g.target).event, g.event) << g.text;
}

TEST_F(Relate, WhatIsAheadAndWhatIsDenied) {
  const Given given[] = {{"Peru will hold talks with Bolivia next month.", "Peru", "Bolivia", "AGREE"},
                         {"Police arrested four students outside the ministry.", "Police", "four students", "COERCE"},
                         {"Norway vowed to hit back at Sweden with new tariffs.", "Norway", "Sweden", "THREATEN"},
                         {"Ghana refused to hand over the files to Togo.", "Ghana", "Togo", "REJECT"}};
  for (const Given& g : given) EXPECT_EQ(relate(g.text, g.source, g.target).event, g.event) << g.text;
}

/// Who tells somebody of a thing does not do it to him, whatever the thing is; what is told to be done, and an act between the two, stay.
TEST_F(Relate, WhatSomebodyIsToldIsNotDoneToHim) {
  const Given given[] = {
      {"The officer told a Lagos newspaper that bombs had killed nine villagers.", "The officer", "newspaper", "CONSULT"},
      {"A local radio station interviewed a man who says he planted the bomb.", "A local radio station", "a man", "CONSULT"},
      {"A shop owner, Emma Okoro, told investigators that thieves had attacked her.", "Emma Okoro", "investigators", "CONSULT"},
      {"Investigators were told nothing; the gunmen killed the mayor, Emma Okoro.", "the gunmen", "the mayor", "ASSAULT"},
      {"Kenya told Uganda to withdraw its soldiers.", "Kenya", "Uganda", "REQUEST"}};
  for (const Given& g : given) EXPECT_EQ(relate(g.text, g.source, g.target).event, g.event) << g.text;
}

/// A claim's word on the path between two parties says more than one elsewhere: both are told apart.
TEST_F(Relate, WhereAClaimStands) {
  const auto seen = features("Peru accused Chile of spying after troops shelled a village.", "Peru", "Chile");
  const auto has = [&](const char* feature) { return std::find(seen.begin(), seen.end(), feature) != seen.end(); };
  EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
  EXPECT_TRUE(has("cz:ACCUSE/meet"));
  EXPECT_TRUE(has("cj:ACCUSE/12"));
  EXPECT_TRUE(has("czs:ACCUSE/actual/both"));
  EXPECT_FALSE(has("cz:ASSAULT/meet"));
}

TEST_F(Relate, ProbabilitiesOfAllTypesAddUp) {
  const Relating relating = relate("Kenya rejected Uganda's plan.", "Kenya", "Uganda");
  float sum = 0;
  for (const auto& [type, probability] : relating.types) sum += probability;
  EXPECT_NEAR(sum, 1, 1e-4);
  EXPECT_EQ(relating.types.size(), 15U);
  EXPECT_EQ(relating.confidence, relating.types.front().second);
}

TEST_F(Relate, ABareCoderIsEnough) {
  const Result<Coder> bare = Coder::load({.data = DEMARCHE_SOURCE_DIR, .bare = true});
  ASSERT_TRUE(bare) << bare.error().text();
  const std::string text = "On Monday troops of Peru shelled a village near Tacna, and Chile accused Peru of an armed attack.";
  const Document all = read(**coder_, text), some = read(*bare, text);
  const auto located = [](const Claim& c) { return !c.place.name.empty() || !c.time.begin.empty(); };
  EXPECT_TRUE(std::any_of(all.claims.begin(), all.claims.end(), located));
  EXPECT_TRUE(std::none_of(some.claims.begin(), some.claims.end(), located));
  for (const char* other : {"village", "Chile", "Tacna"}) {
    const Relating one = (*relater_)->relate(all, spans(text, "Peru"), spans(text, other)),
                   two = (*relater_)->relate(some, spans(text, "Peru"), spans(text, other));
    EXPECT_EQ((*relater_)->features(all, spans(text, "Peru"), spans(text, other)),
              (*relater_)->features(some, spans(text, "Peru"), spans(text, other)));
    EXPECT_EQ(one.types, two.types);
  }
}

TEST_F(Relate, AlwaysAnAnswer) {
  EXPECT_FALSE(relate("Green tables and chairs.", "tables", "chairs").event.empty());
  const Result<Document> empty = (*coder_)->read({.name = "a", .date = {}, .publisher = {}, .text = "Rain."});
  ASSERT_TRUE(empty);
  EXPECT_FALSE((*relater_)->relate(*empty, {}, {}).event.empty());
  EXPECT_FALSE((*relater_)->relate(*empty, {{90, 99}}, {{100, 120}}).event.empty());
}

}  // namespace
}  // namespace demarche
