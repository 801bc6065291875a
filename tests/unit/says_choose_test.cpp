// The classifier of sources: whom it may choose among, what it is told, and what it never does.
#include "says/choose.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace demarche {
namespace {

const Coder& coder() {
  static const Result<Coder> loaded = Coder::load({.data = DEMARCHE_SOURCE_DIR});
  EXPECT_TRUE(loaded) << loaded.error().text();
  return *loaded;
}

Article article(const char* text) {
  return {.name = "choose", .date = "2024-05-14", .publisher = {}, .text = text};
}

constexpr const char* kText =
    "The Chadian minister said that Sudan had attacked two villages. Libya's government accused Mali of arming the rebels. \"Togo invaded "
    "Benin,\" said the Nigerian army.";

TEST(Choose, ItsTypesAreNoAndYes) {
  const auto model = LinearModel::load(DEMARCHE_SOURCE_DIR "/models/en/sources.bin");
  ASSERT_TRUE(model) << model.error().text();
  EXPECT_EQ(model->types(), Chooser::types());
}

/// Of each claim the writer comes first, and one candidate is the rules' choice.
TEST(Choose, AmongTheWriterTheRulesChoiceAndOthers) {
  const auto readings = coder().sources(article(kText));
  ASSERT_TRUE(readings) << readings.error().text();
  ASSERT_FALSE(readings->empty());
  Index claim = kNone;
  int chosen = 1;
  bool said = false;
  for (const SourceReading& r : *readings) {
    if (r.claim != claim) {
      EXPECT_EQ(chosen, 1);
      EXPECT_TRUE(r.mention.empty());
      claim = r.claim;
      chosen = 0;
    }
    chosen += r.by_rules ? 1 : 0;
    EXPECT_TRUE(std::is_sorted(r.features.begin(), r.features.end()));
    said = said || (r.by_rules && std::find(r.features.begin(), r.features.end(), "Rac:say") != r.features.end());
  }
  EXPECT_EQ(chosen, 1);
  EXPECT_TRUE(said) << "the minister, by an attribution whose cue is say";
}

/// What somebody says, charges or is quoted with stays his.
TEST(Choose, PlainSourcesStay) {
  const auto document = coder().read(article(kText));
  ASSERT_TRUE(document) << document.error().text();
  const auto source = [&](std::string_view trigger) -> std::string_view {
    for (const Claim& c : document->claims)
      if (document->of(c.trigger) == trigger)
        return c.sources.empty() ? "the writer" : document->of(document->mentions[static_cast<std::size_t>(c.sources.back())].span);
    return "no claim";
  };
  EXPECT_EQ(source("attacked"), "Chadian minister");
  EXPECT_NE(source("arming"), "the writer");
  EXPECT_EQ(source("accused"), "the writer");
  EXPECT_EQ(source("invaded"), "Nigerian army");
}

}  // namespace
}  // namespace demarche
