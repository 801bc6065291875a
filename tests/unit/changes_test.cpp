// Which texts a change of actors, nouns or senses concerns: never one too few.
#include "demarche/changes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <map>

#include "parse/word_forms.h"
#include "program.h"

namespace demarche {
namespace {

using tests::Folder;

const std::string kColumns = "id\tname\taliases\tcountry\tsector\trole\tfrom\tto\tkind\twikidata\tsource\n";

/// Two copies of the data, each with a table, a list of senses and one of nouns of the test's own, which are equal at first.
class ChangesTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new Folder;
    for (const char* name : {"old", "now"}) tests::copy_of_data(*folder_, name);
  }
  static void TearDownTestSuite() { delete folder_; }
  void SetUp() override {
    for (const std::string name : {"old", "now"}) {
      actors(name, "");
      senses(name, "verbs = [\"kibosh\"]");
    }
  }
  static void actors(const std::string& name, const std::string& rows) { folder_->write(name + "/actors/zz_test.tsv", kColumns + rows); }
  static void senses(const std::string& name, const std::string& sense) {
    folder_->write(name + "/codebook/events/zz_test.toml", "type = \"REJECT\"\nscore = -2.0\n[[sense]]\nid = \"zz.test\"\n" + sense + "\n");
  }
  static Changes between() {
    Result<Changes> changes = Changes::between({.data = folder_->file("old")}, {.data = folder_->file("now")});
    EXPECT_TRUE(changes) << changes.error().text();
    return *std::move(changes);
  }
  static bool concern(const Changes& changes, const std::string& text, const std::string& date = "2021-05-01") {
    Article article;
    article.date = date;
    article.text = text;
    return changes.concern(article);
  }
  static Folder* folder_;
};
Folder* ChangesTest::folder_ = nullptr;

TEST_F(ChangesTest, NothingConcernsNothing) {
  const Changes changes = between();
  EXPECT_FALSE(changes.everything());
  EXPECT_FALSE(concern(changes, "Kenya rejected the plan of the United States."));
}

TEST_F(ChangesTest, NamesAndOffices) {
  actors("now", "x1\tOsk van der Meer\tVandy Meer\tKEN\tGOV\tfisheries czar\t2020-01-01\t2022-12-31\tperson\t\ttest\n");
  const Changes changes = between();
  for (const char* text : {"Osk van der Meer left.", "So did van der Meer.", "MEER IS BACK", "Yes, Van-der-Meer.", "Vandy\nMeer spoke.",
                           "The fisheries czar of Kenya resigned.", "The czars of fisheries met the Kenyan press."})
    EXPECT_TRUE(concern(changes, text)) << text;
  for (const char* text : {"Osk left.", "The sea is Meerly wet.", "The fisheries czar of Chad resigned.", "Kenya has fisheries."})
    EXPECT_FALSE(concern(changes, text)) << text;
  EXPECT_FALSE(concern(changes, "The fisheries czar of Kenya resigned.", "2024-05-01")) << "another holds the office then";
  EXPECT_TRUE(concern(changes, "Osk van der Meer left.", "2024-05-01"));
}

TEST_F(ChangesTest, WhatLeadsToARowOfTheName) {
  const std::string row = "x1\tOsk Vandermeer\tthe Herring Duke\tKEN\tGOV\tczar\t2015-01-01\t2018-12-31\tperson\t\ttest\n";
  actors("old", row);
  actors("now", row + "x1\tOsk Vandermeer\t\tKEN\tGOV\tdoge\t2019-01-01\t\tperson\t\ttest\n");
  const Changes changes = between();
  EXPECT_TRUE(concern(changes, "The Herring Duke spoke.")) << "in a new office by the name of his row";
  EXPECT_TRUE(concern(changes, "The doge of Kenya spoke."));
}

TEST_F(ChangesTest, NationsAreEverything) {
  actors("now", "x1\tKenya\t\tUGA\t\t\t\t\tplace\t\ttest\n");
  EXPECT_TRUE(between().everything()) << "of the name of a country";
  actors("now", "x1\tZorblatia\t\tKEN\t\t\t\t\tdemonym\t\ttest\n");
  const Changes changes = between();
  EXPECT_TRUE(changes.everything());
  EXPECT_TRUE(concern(changes, "Nothing."));
  EXPECT_NE(changes.summary().find("nation"), std::string::npos) << changes.summary();
}

TEST_F(ChangesTest, SensesByTheFormsOfTheirWords) {
  senses("now", "verbs = [\"forsake\", \"throw overboard\", \"defy\"]\nnouns = [\"gunman\"]\n");
  const Changes changes = between();
  for (const char* text : {"Kenya kiboshed it.", "Chad FORSOOK Mali.", "forsaken", "They were threw Overboard.",
                           "It defies them, defied us.", "Gunmen came.", "kiboshing"})
    EXPECT_TRUE(concern(changes, text)) << text;
  for (const char* text : {"Kenya threw stones.", "All fell overboard.", "A definite gun."}) EXPECT_FALSE(concern(changes, text)) << text;
}

TEST_F(ChangesTest, WhatASenseRequires) {
  senses("now", "verbs = [\"kibosh\"]\nrequire = { obj = [\"fence\", \"wall\"] }\n");
  senses("old", "verbs = [\"kibosh\"]\nrequire = { obj = [\"wall\"] }\n");
  const Changes changes = between();
  EXPECT_TRUE(concern(changes, "Kenya kiboshed two fences."));
  EXPECT_TRUE(concern(changes, "Kenya kiboshed walls."));
  EXPECT_FALSE(concern(changes, "Kenya kiboshed the law."));
  senses("now", "verbs = [\"kibosh\"]\nrequire = { obj = [\"wall\"] }\nexample = [\"Kenya kiboshed the wall.\"]\n");
  EXPECT_FALSE(concern(between(), "Kenya kiboshed the wall.")) << "an example changes nothing";
}

TEST_F(ChangesTest, NounsOfAgents) {
  const std::string list = tests::content(folder_->file("old/languages/en/agents.tsv"));
  folder_->write("now/languages/en/agents.tsv", list + "sea warden\tMIL\tperson\n");
  const Changes changes = between();
  folder_->write("now/languages/en/agents.tsv", list);
  EXPECT_TRUE(concern(changes, "Two sea wardens came."));
  EXPECT_FALSE(concern(changes, "The sea is wet."));
}

TEST(WordForms, IrregularAndRegular) {
  auto forms = WordForms::load(DEMARCHE_SOURCE_DIR "/models/en");
  ASSERT_TRUE(forms) << forms.error().text();
  const char* const lemmas[] = {"begin", "clash", "tie", "make", "hit", "child", "deadly", "really", "recommend"};
  for (std::uint32_t i = 0; i < 9; ++i) EXPECT_TRUE(forms->add(lemmas[i], i));
  EXPECT_FALSE(forms->add("be", 99)) << "any word might be one";
  for (const auto& [word, lemma] : {std::pair("began", 0U),
                                    {"begun", 0U},
                                    {"Beginning", 0U},
                                    {"clashes", 1U},
                                    {"ties", 2U},
                                    {"tied", 2U},
                                    {"made", 3U},
                                    {"MAKING", 3U},
                                    {"hitting", 4U},
                                    {"children", 5U},
                                    {"hit", 4U},
                                    {"deadliest", 6U},
                                    {"reaaally", 7U},
                                    {"recomended", 8U}}) {
    bool found = false;
    forms->look(word, [&, wanted = lemma](std::uint32_t fact) { found = found || fact == wanted; });
    EXPECT_TRUE(found) << word;
  }
  forms->look("market", [](std::uint32_t fact) { ADD_FAILURE() << fact; });
}

/// Whatever the parser makes of a word, WordForms must have thought of.
TEST(WordForms, NoLemmaThatTheParserGivesIsMissed) {
  const Result<Coder> coder = Coder::load({.data = DEMARCHE_SOURCE_DIR});
  ASSERT_TRUE(coder) << coder.error().text();
  std::string text;
  for (const char* file : {"plain.txt", "traps.txt", "cases/unseen_news.txt", "cases/says.txt", "cases/who.txt", "cases/roles.txt"})
    text += tests::content(std::string(DEMARCHE_SOURCE_DIR "/tests/") + file) + "\n\n";
  text += "They reccomend the saddest, sooooo REAAALLY rude reporters' beleifs; the CEO's 30,858 Movies were Greatly shown, 7,5 of them.";
  Article article;
  article.text = text;
  const Result<Document> document = coder->parse(article);
  ASSERT_TRUE(document) << document.error().text();
  auto forms = WordForms::load(DEMARCHE_SOURCE_DIR "/models/en");
  ASSERT_TRUE(forms);
  std::map<std::string, std::uint32_t> facts;
  for (const Token& token : document->tokens) facts.try_emplace(lower(token.lemma), static_cast<std::uint32_t>(facts.size()));
  std::erase_if(facts, [&](const auto& fact) { return !forms->add(fact.first, fact.second); });
  EXPECT_GT(facts.size(), 1000U);
  for (const Token& token : document->tokens) {
    const auto fact = facts.find(lower(token.lemma));
    if (fact == facts.end() ||
        std::none_of(fact->first.begin(), fact->first.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }))
      continue;
    bool found = false;
    forms->look(document->of(token.span), [&](std::uint32_t f) { found = found || f == fact->second; });
    EXPECT_TRUE(found) << document->of(token.span) << " -> " << token.lemma;
  }
}

}  // namespace
}  // namespace demarche
