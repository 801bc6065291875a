// Who through the whole pipeline: conflicts between text and knowledge, undated roles, names of several bearers.
#include <gtest/gtest.h>

#include "demarche/demarche.h"

namespace demarche {
namespace {

/// The entity of the mention that ends with `words` ("" if none).
Entity who(const std::string& text, const std::string& words, const std::string& date) {
  static const Result<Coder> kCoder = Coder::load({.data = DEMARCHE_SOURCE_DIR});
  if (!kCoder) {
    ADD_FAILURE() << kCoder.error().text();
    return {};
  }
  const auto document = kCoder->read({.name = "t", .date = date, .publisher = "", .text = text});
  if (!document) return {};
  for (std::size_t i = 0; i < document->mentions.size(); ++i)
    if (document->of(document->mentions[i].span).ends_with(words))
      if (const Entity* e = document->entity_of(static_cast<Index>(i))) return *e;
  return {};
}

TEST(Who, StatesAConflictBetweenTextAndKnowledge) {
  const std::string text = "Former U.S. President Donald Trump rejected the plan.";
  const Entity then = who(text, "Trump", "2025-08-08");
  EXPECT_NE(then.conflict.find("former"), std::string::npos) << "in office on that day";
  EXPECT_NE(then.conflict.find("2025-01-20"), std::string::npos) << then.conflict;
  EXPECT_TRUE(who(text, "Trump", "2023-08-08").conflict.empty()) << "out of office on that day";
  EXPECT_EQ(who(text, "Trump", "2023-08-08").code(), "USA ELI");
}

TEST(Who, ReadsFormerFromTheWordsOfThePhrase) {
  for (const char* text :
       {"Kenya rejected former U.S. President Donald Trump's secret plan.", "Kenya rejected ex-President Donald Trump's secret plan.",
        "Donald Trump spoke. Kenya criticized former president Donald Trump."}) {
    const Entity e = who(text, "Donald Trump", "2025-08-08");
    EXPECT_NE(e.conflict.find("2025-01-20"), std::string::npos) << text << ": " << e.conflict;
    EXPECT_EQ(e.code(), "USA GOV") << text;
    EXPECT_TRUE(who(text, "Donald Trump", "2023-08-08").conflict.empty()) << text;
  }
}

TEST(Who, AnotherOfficeOnceHeldIsNoConflict) {
  EXPECT_TRUE(who("Former show host Donald Trump rejected the plan.", "Donald Trump", "2025-08-08").conflict.empty());
  EXPECT_TRUE(who("Former Senator Marco Rubio rejected the plan.", "Marco Rubio", "2025-08-08").conflict.empty());
  EXPECT_TRUE(who("Then-President Donald Trump rejected the plan.", "Donald Trump", "2025-08-08").conflict.empty());
  EXPECT_TRUE(who("The former president's ally Donald Trump rejected the plan.", "Donald Trump", "2025-08-08").conflict.empty());
}

TEST(Who, AnOfficeIsThatOfItsHolderInTheText) {
  EXPECT_EQ(who("Boris Johnson met reporters. The Foreign Secretary rejected the plan.", "Foreign Secretary", "2017-05-10").code(),
            "GBR GOV");
  EXPECT_EQ(who("Boris Johnson met reporters. Mr Johnson rejected the plan.", "Mr Johnson", "2017-05-10").code(), "GBR GOV");
}

TEST(Who, ATitleBesideANameIsThatOfThePerson) {
  EXPECT_EQ(who("The former Kenyan minister John Okello condemned Sudan.", "John Okello", "2024-05-14").code(), "KEN ELI");
}

TEST(Who, WithoutADateARoleIsLessSure) {
  const std::string text = "President Emmanuel Macron rejected the plan.";
  EXPECT_LE(who(text, "Macron", "").confidence, 0.6F);
  EXPECT_GT(who(text, "Macron", "2024-05-14").confidence, 0.6F);
  EXPECT_TRUE(who("Former U.S. President Donald Trump rejected the plan.", "Trump", "").conflict.empty());
}

TEST(Who, TellsBearersOfANameApart) {
  EXPECT_EQ(who("Denzel Washington rejected the plan.", "Washington", "2024-05-14").country, "");
  EXPECT_EQ(who("Washington rejected the plan.", "Washington", "2024-05-14").code(), "USA GOV");
}

}  // namespace
}  // namespace demarche
