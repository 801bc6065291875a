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

TEST(Who, ReadsFormerInAPhraseOfItsOwn) {
  for (const char* text :
       {"Donald Trump, the former U.S. president, rejected the plan.", "The former U.S. president, Donald Trump, rejected the plan."}) {
    EXPECT_NE(who(text, "Donald Trump", "2025-08-08").conflict, "") << text;
    EXPECT_EQ(who(text, "Donald Trump", "2023-08-08").conflict, "") << text;
  }
  EXPECT_NE(who("Former Secretary of State Marco Rubio rejected the plan.", "Rubio", "2025-08-08").conflict, "");
  EXPECT_EQ(who("Former Secretary of State Hillary Clinton rejected the plan.", "Clinton", "2025-08-08").conflict, "");
  EXPECT_EQ(who("Former Secretary of State Hillary Clinton rejected the plan.", "Clinton", "2025-08-08").code(), "USA ELI");
  EXPECT_EQ(who("Joe Biden, the former vice president, rejected the plan.", "Joe Biden", "2022-06-15").conflict, "");
}

TEST(Who, ATitleThatIsAnothersIsAConflict) {
  EXPECT_NE(who("French President Friedrich Merz rejected the plan.", "Merz", "2025-08-08").conflict, "");
  EXPECT_NE(who("German Chancellor Angela Merkel rejected the plan.", "Merkel", "2023-06-15").conflict, "") << "no longer";
  EXPECT_NE(who("President Joe Biden rejected the plan.", "Joe Biden", "2019-06-15").conflict, "") << "not yet";
  EXPECT_EQ(who("President Joe Biden rejected the plan.", "Joe Biden", "2025-03-01").conflict, "") << "so soon after, either is said";
  EXPECT_EQ(who("German Chancellor Friedrich Merz rejected the plan.", "Merz", "2025-08-08").conflict, "");
  EXPECT_EQ(who("In 2022, President Joe Biden rejected the plan.", "Joe Biden", "2025-08-08").conflict, "") << "told of the past";
  EXPECT_EQ(who("Lawyers say that President Joe Biden rejected the plan.", "Joe Biden", "2025-08-08").conflict, "");
  EXPECT_EQ(who("New York Attorney General Eric Holder rejected the plan.", "Eric Holder", "2019-06-15").conflict, "") << "of a state";
}

TEST(Who, WhoHeldAnOfficeOnADay) {
  const auto holder = [](const std::string& title, const char* date) {
    return who("The " + title + " rejected the plan.", title, date).name;
  };
  EXPECT_EQ(holder("British prime minister", "1998-06-15"), "Tony Blair");
  EXPECT_EQ(holder("South African president", "2008-06-15"), "Thabo Mbeki");
  EXPECT_EQ(holder("Pakistani prime minister", "2008-06-15"), "Yousaf Raza Gilani");
  EXPECT_EQ(holder("Indian prime minister", "1960-06-15"), "Jawaharlal Nehru");
  EXPECT_EQ(holder("U.S. defense secretary", "2024-06-15"), "Lloyd Austin");
  EXPECT_EQ(holder("Saudi king", "2024-06-15"), "Salman bin Abdulaziz");
  EXPECT_EQ(holder("Polish leader", "2018-06-15"), "Mateusz Morawiecki") << "the office that leads the state";
  EXPECT_EQ(holder("Sudanese president", "2022-06-15"), "Sudanese president") << "nobody was";
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

TEST(Who, SeveralWordsAreNoNameOfOne) {
  EXPECT_EQ(who("THE SOLDIERS HAVE TO GO HOME. THE REBELS ATTACKED A BRIDGE.", "REBELS", "1990-03-03").country, "");
  EXPECT_EQ(who("THEY BURNED A BUS AND A TRUCK. THE REBELS ATTACKED A BRIDGE.", "REBELS", "1990-03-03").country, "");
  EXPECT_EQ(who("The soldiers of Togo attacked a bridge.", "soldiers", "1990-03-03").country, "TGO");
  EXPECT_EQ(who("HIZB ALLAH ATTACKED A BRIDGE.", "ALLAH", "1990-03-03").country, "LBN");
}

TEST(Who, CapitalsThatTheTextExplainsAreNotTheKnownBody) {
  EXPECT_NE(who("Congress passed the Inland Rivers Act (IRA). The IRA helps farmers.", "IRA", "2022-08-20").country, "GBR");
  EXPECT_EQ(who("The Irish Republican Army (IRA) attacked a bridge. The IRA said so.", "IRA", "1988-08-20").country, "GBR");
  EXPECT_EQ(who("The IRA attacked a bridge.", "IRA", "1988-08-20").country, "GBR");
  EXPECT_EQ(who("Iran's Islamic Revolutionary Guard Corps (IRGC) fired. The IRGC said so.", "IRGC", "2020-08-20").country, "IRN");
}

TEST(Who, AJudgeIsNoLegislatorOfTheSurname) {
  EXPECT_NE(who("The court was told by Judge Durbin to wait. Congress waits.", "Durbin", "2022-03-20").sector, "LEG");
  EXPECT_EQ(who("Congress was told by Senator Durbin to wait.", "Durbin", "2022-03-20").sector, "LEG");
}

TEST(Who, ALongerNameIsAnothersThanItsEnd) {
  EXPECT_NE(who("THE GUERRILLAS OF THE RUMINAHUI NATIONAL LIBERATION FRONT ATTACKED A BRIDGE.", "FRONT", "1990-03-03").country, "DZA");
  EXPECT_EQ(who("The Algerian National Liberation Front rejected the plan.", "Front", "1990-03-03").country, "DZA");
}

TEST(Who, SeatsOfSeveralStatesAreTheStatesThatTheTextIsOf) {
  EXPECT_EQ(who("Rebels in Guatemala attacked the National Palace.", "Palace", "1990-03-03").code(), "GTM GOV");
  EXPECT_EQ(who("Thailand's prime minister left Government House.", "Government House", "2008-06-03").code(), "THA GOV");
  EXPECT_EQ(who("The National Police arrested two men.", "Police", "1990-03-03").code(), "--- COP");
}

}  // namespace
}  // namespace demarche
