// The parser as a stage: features of words, lemma rules, cutting of long sentences, bad documents, threads, and what the trained model
// knows.
#include "parse/parse.h"

#include <gtest/gtest.h>

#include <sstream>
#include <thread>

#include "parse/lemma.h"
#include "parse/piece.h"
#include "random_model.h"

namespace demarche {
namespace {

/// One sentence a line, words between blanks.
Document words(const std::string& text) {
  Document d;
  d.text = text;
  std::uint32_t at = 0;
  std::stringstream lines(text);
  for (std::string line; std::getline(lines, line); ++at) {
    Sentence sentence;
    sentence.first = static_cast<Index>(d.tokens.size());
    std::stringstream in(line);
    for (std::string word; in >> word; ++at) {
      d.tokens.emplace_back().span = {at, at + static_cast<std::uint32_t>(word.size())};
      at += static_cast<std::uint32_t>(word.size());
    }
    if (!line.empty()) --at;
    sentence.last = static_cast<Index>(d.tokens.size());
    d.sentences.push_back(sentence);
  }
  return d;
}

std::string shown(const Document& d) {
  std::string out;
  for (const Token& t : d.tokens) {
    out += std::string(d.of(t.span)) + ' ' + t.lemma + ' ' + std::string(name(t.tag)) + ' ' + std::string(t.xpos) + ' ' +
           std::string(t.features) + ' ' + std::to_string(t.head) + ' ' + std::string(name(t.relation)) + ' ' + std::to_string(t.name_tag) +
           '\n';
  }
  return out;
}

const TemporaryModel& random_model() {
  static const TemporaryModel kModel(RandomModel({}, 9).bytes());
  return kModel;
}

const Parser& random_parser() {
  static const Result<Parser> kParser = Parser::load(random_model().folder());
  if (!kParser) ADD_FAILURE() << kParser.error().text();
  return *kParser;
}

TEST(Lemma, Rules) {
  const auto lemma = [](std::string_view rule, std::u32string_view form) {
    std::string out = "before";
    LemmaRule::parse(rule)->apply(form, out);
    return out;
  };
  EXPECT_EQ(lemma("3|y|l", U"Armies"), "army");
  EXPECT_EQ(lemma("0||k", U"NATO"), "NATO");
  EXPECT_EQ(lemma("0||c", U"ÉCOLE"), "École");
  EXPECT_EQ(lemma("2||c", U"Kenya's"), "Kenya");
  EXPECT_EQ(lemma("=be", U"was"), "be");
  EXPECT_EQ(lemma("3|x|l", U"abc"), "x");
  EXPECT_EQ(lemma("4|x|l", U"AbC"), "AbC") << "too short: the form itself";
  EXPECT_EQ(lemma("0|a|b|l", U"x"), "xa|b");
  for (const char* bad : {"", "|", "1|x", "1|x|", "1|x|q", "x|y|l", "-1|y|l", "1 |y|l", "99999999999999999999999|y|l"})
    EXPECT_FALSE(LemmaRule::parse(bad)) << bad;
}

TEST(Forms, QuotesAndDashesMadePlain) {
  const Document d = words("“ ’s `` '' -- — a\u00A0b … don`t ‚ ‡");
  const Forms forms(d);
  const std::u32string_view expected[] = {U"\"", U"'s", U"\"", U"\"", U"-", U"-", U"a b", U"...", U"don't", U"'", U"‡"};
  ASSERT_EQ(std::size(expected), d.tokens.size());
  for (std::size_t i = 0; i < d.tokens.size(); ++i) EXPECT_EQ(forms[i], expected[i]) << d.of(d.tokens[i].span);
}

TEST(Forms, Caseless) {
  const auto caseless = [](const std::string& text) {
    const Document d = words(text);
    return Forms(d).caseless(0, d.tokens.size());
  };
  EXPECT_TRUE(caseless("KENYA REJECTS THE PLAN 2024"));
  EXPECT_TRUE(caseless("kenya rejects the plan"));
  EXPECT_TRUE(caseless("KENYA REJECTS THE DEAL said"));
  EXPECT_FALSE(caseless("Kenya rejects the plan"));
  EXPECT_FALSE(caseless("KENYA REJECTS PLAN")) << "too few words to tell";
  EXPECT_FALSE(caseless("A B C D E")) << "initials";
}

TEST(Pieces, CutAtTheLastMarkOfTheSecondHalf) {
  const auto lengths = [](const std::string& text) {
    const Document d = words(text);
    return pieces(Forms(d), 0, d.tokens.size(), 6);
  };
  using Lengths = std::vector<std::size_t>;
  EXPECT_EQ(lengths("a b c d e f"), (Lengths{6}));
  EXPECT_EQ(lengths("a b c d e f g h"), (Lengths{6, 2}));
  EXPECT_EQ(lengths("a b c d ; , g h i"), (Lengths{5, 4}));
  EXPECT_EQ(lengths("a b c d , — g h i"), (Lengths{6, 3}));
  EXPECT_EQ(lengths("a ; c d , f g h i"), (Lengths{5, 4})) << "a mark in the first half doesn't count";
}

TEST(Parser, FillsATreeForEverySentence) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += (i % 37 == 36 ? "said\n" : i % 11 == 0 ? "Kenya ," : "rejected ") + std::string(" ");
  text += "\n\none\n";
  for (int i = 0; i < 3000; ++i) text += i % 50 == 7 ? "; " : "long ";  // one sentence of 3000 words
  Document d = words(text);
  ASSERT_TRUE(random_parser().run(d));
  for (const Sentence& sentence : d.sentences) {
    int roots = 0;
    for (Index i = sentence.first; i < sentence.last; ++i) {
      const Token& token = d.tokens[static_cast<std::size_t>(i)];
      roots += token.head == kNone ? 1 : 0;
      EXPECT_EQ(token.head == kNone, token.relation == Relation::root);
      EXPECT_FALSE(token.lemma.empty());
      Index at = i;
      for (Index steps = 0; at != kNone && steps <= sentence.last - sentence.first; ++steps) {
        EXPECT_TRUE(at >= sentence.first && at < sentence.last);
        at = d.tokens[static_cast<std::size_t>(at)].head;
      }
      ASSERT_EQ(at, kNone) << "a cycle above token " << i;
    }
    EXPECT_EQ(roots, sentence.first == sentence.last ? 0 : 1);
  }
}

TEST(Parser, SentencesDoNotSeeEachOther) {
  const std::string lines[] = {"Kenya rejected the plan .", "He said no , again", "x", "PROTESTS IN NAIROBI TURN VIOLENT"};
  Document all = words(lines[0] + "\n" + lines[1] + "\n" + lines[2] + "\n" + lines[3] + "\n");
  ASSERT_TRUE(random_parser().run(all));
  std::string one_by_one;
  Index before = 0;
  for (const std::string& line : lines) {
    Document one = words(line);
    ASSERT_TRUE(random_parser().run(one));
    for (Token& token : one.tokens) token.head += token.head == kNone ? 0 : before;
    before += static_cast<Index>(one.tokens.size());
    one_by_one += shown(one);
  }
  EXPECT_EQ(shown(all), one_by_one);
}

TEST(Parser, RefusesBadDocuments) {
  Document nothing;
  EXPECT_TRUE(random_parser().run(nothing));
  Document d = words("Kenya said");
  d.tokens[1].span.end = 99;
  EXPECT_EQ(random_parser().run(d).error().code, Error::Code::bad_argument);
  d = words("Kenya said");
  d.tokens[1].span = {3, 2};
  EXPECT_FALSE(random_parser().run(d));
  d = words("Kenya said");
  d.sentences[0].last = 3;
  EXPECT_FALSE(random_parser().run(d));
  d.sentences[0] = {.span = {}, .first = -1, .last = 2};
  EXPECT_FALSE(random_parser().run(d));
}

TEST(Parser, ThreadsAgree) {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "The minister of " + std::to_string(i) + " states rejected , it said , the U.N. plan .\n";
  Document once = words(text);
  ASSERT_TRUE(random_parser().run(once));
  std::vector<std::string> seen(4);
  std::vector<std::thread> threads;
  for (std::string& out : seen) {
    threads.emplace_back([&] {
      for (int i = 0; i < 5; ++i) {
        Document d = words(text);
        if (random_parser().run(d)) out = shown(d);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& out : seen) EXPECT_EQ(out, shown(once));
}

TEST(Parser, TrainedModelReadsPlainNews) {
  const Result<Parser> parser = Parser::load(std::string(DEMARCHE_SOURCE_DIR) + "/models/en");
  if (!parser) GTEST_SKIP() << parser.error().text();
  Document d = words("The Kenyan government rejected the plan on Monday .");
  ASSERT_TRUE(parser->run(d));
  EXPECT_EQ(d.tokens[3].head, kNone) << shown(d);
  EXPECT_EQ(d.tokens[3].lemma, "reject");
  EXPECT_EQ(d.tokens[2].relation, Relation::nsubj);
  EXPECT_EQ(d.tokens[5].relation, Relation::obj);
  EXPECT_EQ(d.tokens[7].tag, Tag::PROPN);
  EXPECT_EQ(d.tokens[8].relation, Relation::punct);
}

}  // namespace
}  // namespace demarche
