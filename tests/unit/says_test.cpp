// Says: quotations, attributions on hand-made trees, chains of sources. Learned weights decide, so the readings tested are plain ones.
#include "says/says.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "../trees.h"
#include "says/cue_table.h"
#include "says/quotation.h"

namespace demarche {
namespace {

using testing::tree;

/// The table is read once for all tests.
const Says& says() {
  static const Result<Says> loaded = Says::load(DEMARCHE_SOURCE_DIR);
  EXPECT_TRUE(loaded) << loaded.error().text();
  return *loaded;
}

/// A mention (and entity) headed by the word, as who/ would write it.
Index mention(Document& d, const std::string& word, bool medium = false) {
  for (std::size_t t = 0; t < d.tokens.size(); ++t) {
    if (d.of(d.tokens[t].span) != word || d.mention_of[t] != kNone) continue;
    Entity e;
    e.name = word;
    e.medium = medium;
    d.entities.push_back(e);
    d.mentions.push_back({d.tokens[t].span, static_cast<Index>(t), static_cast<Index>(d.entities.size()) - 1, Mention::Kind::name});
    return d.mention_of[t] = static_cast<Index>(d.mentions.size()) - 1;
  }
  ADD_FAILURE() << "no word " << word;
  return kNone;
}

Claim claim(const Document& d, const std::string& word) {
  Claim c;
  for (std::size_t t = 0; t < d.tokens.size(); ++t)
    if (d.of(d.tokens[t].span) == word) {
      c.trigger_token = static_cast<Index>(t);
      c.trigger = d.tokens[t].span;
    }
  EXPECT_NE(c.trigger_token, kNone) << word;
  return c;
}

std::vector<std::string> names(const Document& d, const std::vector<Index>& mentions) {
  std::vector<std::string> out;
  for (Index m : mentions) out.emplace_back(d.of(d.mentions[static_cast<std::size_t>(m)].span));
  return out;
}

const Attribution* by_cue(const Document& d, std::string_view cue) {
  for (const Attribution& a : d.attributions)
    if (d.of(a.cue_span) == cue) return &a;
  return nullptr;
}

std::vector<std::string> quoted(const Document& d) {
  std::vector<std::string> out;
  for (const Quotation& q : quotations(Tree(d))) out.emplace_back(d.of(q.span));
  return out;
}

/// Words without structure: each hangs on the first.
Document flat(const std::vector<std::string>& paragraphs) {
  std::string lines;
  for (const std::string& p : paragraphs) {
    std::istringstream in(p);
    bool first = true;
    for (std::string w; in >> w; first = false) {
      const bool punctuation = std::string_view("\"“”„«».,").find(w) != std::string_view::npos;
      lines += w + ' ' + w + (punctuation ? " PUNCT" : " VERB") + (first ? " 0 root" : " 1 dep") + (punctuation ? "\n" : " VBD\n");
    }
    lines += '\n';
  }
  Document d = tree(lines);
  for (Sentence& s : d.sentences) s.new_paragraph = true;
  return d;
}

TEST(Quotations, StraightMarksAlternate) {
  EXPECT_EQ(quoted(flat({"\" We won it , \" he said . \" Go home now . \""})),
            (std::vector<std::string>{"\" We won it , \"", "\" Go home now . \""}));
}

TEST(Quotations, GuillemetsAndCurlyMarks) {
  EXPECT_EQ(quoted(flat({"« We lost it » he said . “ Go home now ”"})), (std::vector<std::string>{"« We lost it »", "“ Go home now ”"}));
}

TEST(Quotations, OpenedInEachParagraphAndClosedInTheLast) {
  const auto q = quoted(flat({"“ We left early .", "“ Nobody came back . ”", "He left ."}));
  ASSERT_EQ(q.size(), 1U);
  EXPECT_EQ(q[0], "“ We left early . “ Nobody came back . ”");
}

TEST(Quotations, UnclosedEndsWithItsParagraph) {
  EXPECT_EQ(quoted(flat({"He said “ we left early .", "Nobody saw it ."})), (std::vector<std::string>{"“ we left early ."}));
}

TEST(Quotations, LoneClosingMarkIsNothing) {
  EXPECT_TRUE(quoted(flat({"He left ” early ."})).empty());
}

TEST(Quotations, ALowMarkIsClosedByEitherHighOne) {
  EXPECT_EQ(quoted(flat({"„ We lost it “ he said . „ Go home now ”"})), (std::vector<std::string>{"„ We lost it “", "„ Go home now ”"}));
}

TEST(Quotations, OneQuotedWordIsNoClause) {
  const Document d = flat({"He called “ reform ” a word ."});
  const Tree t(d);
  const auto q = quotations(t);
  ASSERT_EQ(q.size(), 1U);
  EXPECT_FALSE(q[0].clause);
}

const char* const kIndirect =
    "The the DET 2 det DT\nministry ministry NOUN 3 nsubj NN\nsaid say VERB 0 root VBD\nthat that SCONJ 6 mark IN\nrebels rebel NOUN 6 "
    "nsubj NNS\n"
    "shelled shell VERB 3 ccomp VBD\nthe the DET 8 det DT\nport port NOUN 6 obj NN\n. . PUNCT 3 punct .\n";

TEST(Says, IndirectSpeech) {
  Document d = tree(kIndirect);
  mention(d, "ministry");
  ASSERT_TRUE(says().run(d));
  const Attribution* a = by_cue(d, "said");
  ASSERT_NE(a, nullptr);
  EXPECT_EQ(d.of(a->source_span), "The ministry");
  ASSERT_EQ(a->content.size(), 1U);
  EXPECT_EQ(d.of(a->content[0]), "that rebels shelled the port");
  EXPECT_EQ(a->source, 0);
  EXPECT_TRUE(a->vouched);
  EXPECT_EQ(a->quote, Quote::indirect);
}

TEST(Says, TheClaimInsideHasTheSourceAndTheOneOutsideHasNone) {
  Document d = tree(kIndirect);
  mention(d, "ministry");
  ASSERT_TRUE(says().run(d));
  d.claims = {claim(d, "shelled"), claim(d, "said")};
  ASSERT_TRUE(says().assign(d));
  EXPECT_EQ(names(d, d.claims[0].sources), std::vector<std::string>{"ministry"});
  EXPECT_EQ(d.claims[0].quote, Quote::indirect);
  EXPECT_TRUE(d.claims[1].sources.empty());
  EXPECT_EQ(d.claims[1].quote, Quote::none);
}

TEST(Says, InvertedQuotationIsDirect) {
  Document d = tree(
      "\" \" PUNCT 4 punct ``\nOur our PRON 3 nmod:poss PRP$\ntroops troop NOUN 4 nsubj NNS\nattacked attack VERB 8 ccomp VBD\nthem they "
      "PRON 4 obj PRP\n"
      ", , PUNCT 4 punct ,\n\" \" PUNCT 4 punct ''\nsaid say VERB 0 root VBD\nOkello Okello PROPN 8 nsubj NNP\n. . PUNCT 8 punct .\n");
  mention(d, "Okello");
  ASSERT_TRUE(says().run(d));
  const Attribution* a = by_cue(d, "said");
  ASSERT_NE(a, nullptr);
  EXPECT_EQ(d.of(a->source_span), "Okello");
  EXPECT_EQ(a->quote, Quote::direct);
  d.claims = {claim(d, "attacked")};
  ASSERT_TRUE(says().assign(d));
  EXPECT_EQ(names(d, d.claims[0].sources), std::vector<std::string>{"Okello"});
  EXPECT_EQ(d.claims[0].quote, Quote::direct);
}

TEST(Says, AccordingTo) {
  Document d = tree(
      "According accord VERB 4 case VBG\nto to ADP 1 fixed IN\nthe the DET 4 det DT\npolice police NOUN 7 obl NNS\n, , PUNCT 7 punct "
      ",\nmobs mob NOUN 7 nsubj NNS\n"
      "burned burn VERB 0 root VBD\nthe the DET 9 det DT\nstation station NOUN 7 obj NN\n. . PUNCT 7 punct .\n");
  mention(d, "police");
  ASSERT_TRUE(says().run(d));
  const Attribution* a = by_cue(d, "According");
  ASSERT_NE(a, nullptr);
  EXPECT_EQ(d.of(a->source_span), "the police");
  EXPECT_EQ(d.of(a->content.front()), "mobs burned the station");
}

TEST(Says, AMediumIsALinkBeforeTheSpeaker) {
  Document d = tree(
      "Okello Okello PROPN 2 nsubj NNP\ntold tell VERB 0 root VBD\nReuters Reuters PROPN 2 obj NNP\nthat that SCONJ 6 mark IN\nrebels "
      "rebel NOUN 6 nsubj NNS\n"
      "attacked attack VERB 2 ccomp VBD\nhim he PRON 6 obj PRP\n. . PUNCT 2 punct .\n");
  mention(d, "Okello");
  mention(d, "Reuters", true);
  ASSERT_TRUE(says().run(d));
  d.claims = {claim(d, "attacked")};
  ASSERT_TRUE(says().assign(d));
  EXPECT_EQ(names(d, d.claims[0].sources), (std::vector<std::string>{"Reuters", "Okello"}));
}

TEST(Says, NestedSpeechMakesAChainOutermostFirst) {
  Document d = tree(
      "Police police NOUN 2 nsubj NNS\nsaid say VERB 0 root VBD\nthat that SCONJ 5 mark IN\nwitnesses witness NOUN 5 nsubj NNS\nclaimed "
      "claim VERB 2 ccomp VBD\n"
      "that that SCONJ 8 mark IN\nrebels rebel NOUN 8 nsubj NNS\nattacked attack VERB 5 ccomp VBD\nthem they PRON 8 obj PRP\n. . PUNCT 2 "
      "punct .\n");
  mention(d, "Police");
  mention(d, "witnesses");
  ASSERT_TRUE(says().run(d));
  const Attribution* inner = by_cue(d, "claimed");
  ASSERT_NE(inner, nullptr);
  ASSERT_NE(inner->parent, kNone);
  EXPECT_EQ(d.of(d.attributions[static_cast<std::size_t>(inner->parent)].cue_span), "said");
  d.claims = {claim(d, "attacked")};
  ASSERT_TRUE(says().assign(d));
  EXPECT_EQ(names(d, d.claims[0].sources), (std::vector<std::string>{"Police", "witnesses"}));
}

TEST(Says, WhoIsQuotedByAnotherIsTheSource) {
  Document d = tree(
      "Television television NOUN 2 nsubj NN\nquoted quote VERB 0 root VBD\nofficers officer NOUN 2 obj NNS\nas as SCONJ 5 mark IN\nsaying "
      "say VERB 2 advcl VBG\n"
      "that that SCONJ 8 mark IN\nrebels rebel NOUN 8 nsubj NNS\nattacked attack VERB 5 ccomp VBD\nthem they PRON 8 obj PRP\n. . PUNCT 2 "
      "punct .\n");
  mention(d, "Television", true);
  mention(d, "officers");
  ASSERT_TRUE(says().run(d));
  d.claims = {claim(d, "attacked")};
  ASSERT_TRUE(says().assign(d));
  EXPECT_EQ(names(d, d.claims[0].sources), (std::vector<std::string>{"Television", "officers"}));
}

TEST(Says, RefusingIsNoVouching) {
  Document d = tree(
      "Kenya Kenya PROPN 2 nsubj NNP\nrefused refuse VERB 0 root VBD\nto to PART 4 mark TO\nsign sign VERB 2 xcomp VB\nthe the DET 6 det "
      "DT\ntreaty treaty NOUN 4 obj NN\n");
  mention(d, "Kenya");
  ASSERT_TRUE(says().run(d));
  d.claims = {claim(d, "sign")};
  ASSERT_TRUE(says().assign(d));
  EXPECT_TRUE(d.claims[0].sources.empty());
  EXPECT_EQ(d.claims[0].quote, Quote::none);
}

TEST(Says, AnAccuserIsTheSourceOfTheCharge) {
  Document d = tree(
      "Peru Peru PROPN 2 nsubj NNP\naccused accuse VERB 0 root VBD\nChile Chile PROPN 2 obj NNP\nof of SCONJ 5 mark IN\narming arm VERB 2 "
      "advcl VBG\nrebels rebel NOUN 5 obj NNS\n");
  const Index peru = mention(d, "Peru");
  ASSERT_TRUE(says().run(d));
  d.claims = {claim(d, "accused"), claim(d, "arming")};
  d.claims[0].actors = {peru};
  d.claims[1].content_of = 0;
  d.contents = {{0, 4, std::nullopt, true}};
  ASSERT_TRUE(says().assign(d));
  EXPECT_TRUE(d.claims[0].sources.empty());
  EXPECT_EQ(names(d, d.claims[1].sources), std::vector<std::string>{"Peru"});
  EXPECT_EQ(d.claims[1].quote, Quote::indirect);
}

TEST(Says, AStatementWithoutMarksRunsToTheEnd) {
  Document d = tree(
      "The the DET 2 det DT\nminister minister NOUN 3 nsubj NN\nsaid say VERB 0 root VBD\n: : PUNCT 3 punct :\n\n"
      "Rebels rebel NOUN 2 nsubj NNS\nattacked attack VERB 0 root VBD\nus we PRON 2 obj PRP\n. . PUNCT 2 punct .\n\n"
      "They they PRON 2 nsubj PRP\nburned burn VERB 0 root VBD\nfarms farm NOUN 2 obj NNS\n. . PUNCT 2 punct .\n");
  mention(d, "minister");
  for (Sentence& s : d.sentences) s.new_paragraph = true;
  ASSERT_TRUE(says().run(d));
  d.claims = {claim(d, "attacked"), claim(d, "burned")};
  ASSERT_TRUE(says().assign(d));
  for (const Claim& c : d.claims) {
    EXPECT_EQ(names(d, c.sources), std::vector<std::string>{"minister"});
    EXPECT_EQ(c.quote, Quote::direct);
  }
}

TEST(Says, AnEmptyDocumentHasNone) {
  Document d;
  ASSERT_TRUE(says().run(d));
  ASSERT_TRUE(says().assign(d));
  EXPECT_TRUE(d.attributions.empty());
}

TEST(Says, SpansLieInTheTextAndParentsPointBack) {
  Document d = tree(kIndirect);  // without mentions, as when who/ finds nobody
  ASSERT_TRUE(says().run(d));
  ASSERT_FALSE(d.attributions.empty());
  for (const Attribution& a : d.attributions) {
    EXPECT_LE(a.cue_span.end, d.text.size());
    EXPECT_EQ(a.source, kNone);
    EXPECT_LT(a.parent, static_cast<Index>(d.attributions.size()));
    for (Span s : a.content) EXPECT_TRUE(!s.empty() && s.end <= d.text.size());
  }
}

TEST(CueTable, FramesDecideAndNearLemmasAreForgiven) {
  const Result<CueTable> table = CueTable::load(DEMARCHE_SOURCE_DIR);
  ASSERT_TRUE(table);
  EXPECT_TRUE(table->vouches("say", Tag::VERB, "ccomp"));
  EXPECT_TRUE(table->vouches("claime", Tag::VERB, "ccomp"));
  EXPECT_FALSE(table->vouches("refuse", Tag::VERB, "xcomp"));
  EXPECT_FALSE(table->vouches("order", Tag::VERB, "ccomp"));
  EXPECT_TRUE(table->relays("quote"));
  EXPECT_FALSE(table->relays("say"));
}

TEST(CueTable, AMissingFolderIsNamed) {
  const Result<Says> none = Says::load("/nonexistent");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, Error::Code::not_found);
  EXPECT_NE(none.error().where.find("/nonexistent"), std::string::npos);
}

TEST(CueTable, ABadLineIsNamed) {
  const std::string root = ::testing::TempDir() + "says_bad";
  std::filesystem::create_directories(root + "/languages/en");
  std::ofstream(root + "/languages/en/cues.tsv") << "# cues\nsay verb clause\n";
  std::ofstream(root + "/languages/en/says_weights.tsv") << "bias\t0\n";
  const Result<Says> bad = Says::load(root);
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().line, 2U);
}

}  // namespace
}  // namespace demarche
