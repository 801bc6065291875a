// Sentences and words: what is cut where, and that every byte of any text is accounted for.
#include <gtest/gtest.h>

#include <random>

#include "base/utf8.h"
#include "split/characters.h"
#include "split/split.h"

namespace demarche {
namespace {

const Splitter& splitter() {
  static const Result<Splitter> kSplitter = Splitter::load(DEMARCHE_SOURCE_DIR);
  if (!kSplitter) throw std::runtime_error(kSplitter.error().text());
  return *kSplitter;
}

Document split(std::string text) {
  Document d;
  d.text = std::move(text);
  EXPECT_TRUE(splitter().run(d));
  return d;
}

/// "[Talks failed .] [In Oslo , they do n't .]"
std::string shown(const std::string& text) {
  const Document d = split(text);
  std::string out;
  for (const Sentence& s : d.sentences) {
    out += out.empty() ? "[" : " [";
    for (Index i = s.first; i < s.last; ++i)
      out += (i == s.first ? "" : " ") + std::string(d.of(d.tokens[static_cast<std::size_t>(i)].span));
    out += "]";
  }
  return out;
}

/// Tokens in order, nothing but white space between them, sentences that hold each token once.
void check_offsets(const std::string& text) {
  const Document d = split(text);
  std::size_t at = 0;
  const auto blank_until = [&](std::size_t end) {
    while (at < end) {
      const std::size_t begin = at;
      const char32_t c = next_code_point(d.text, at);
      ASSERT_TRUE(is_space(c)) << "U+" << std::hex << static_cast<unsigned>(c) << std::dec << " at byte " << begin << " belongs to no word";
    }
    ASSERT_EQ(at, end);
  };
  ASSERT_EQ(d.text, text);
  for (const Token& token : d.tokens) {
    ASSERT_LT(token.span.begin, token.span.end);
    blank_until(token.span.begin);
    at = token.span.end;
  }
  blank_until(d.text.size());
  Index next = 0;
  for (const Sentence& s : d.sentences) {
    ASSERT_EQ(s.first, next);
    ASSERT_LT(s.first, s.last);
    ASSERT_LE(s.last - s.first, Splitter::kLongestSentence + 1);  // the stop of "etc." may be parted from the last word
    ASSERT_EQ(s.span.begin, d.tokens[static_cast<std::size_t>(s.first)].span.begin);
    ASSERT_EQ(s.span.end, d.tokens[static_cast<std::size_t>(s.last) - 1].span.end);
    ASSERT_FALSE(d.tokens[static_cast<std::size_t>(s.first)].joined);
    next = s.last;
  }
  ASSERT_EQ(next, static_cast<Index>(d.tokens.size()));
}

TEST(Split, Sentences) {
  EXPECT_EQ(shown("Talks failed.In Oslo, they don't."), "[Talks failed .] [In Oslo , they do n't .]");
  EXPECT_EQ(shown("Gen. Smith met U.S. officials. He left."), "[Gen. Smith met U.S. officials .] [He left .]");
  EXPECT_EQ(shown("He went to the U.S. The talks failed."), "[He went to the U.S.] [The talks failed .]");
  EXPECT_EQ(shown("“We won’t go.” He left."), "[“ We wo n’t go . ”] [He left .]");
  EXPECT_EQ(shown("\"We won't go,\" she said. \"Never!\""), "[\" We wo n't go , \" she said .] [\" Never ! \"]");
  EXPECT_EQ(shown("J. K. Miller of Kansas, etc. Prices rose."), "[J. K. Miller of Kansas , etc .] [Prices rose .]");
  EXPECT_EQ(shown("Envoy resigns\n\nThe envoy of Kenya resigned."), "[Envoy resigns] [The envoy of Kenya resigned .]");
  EXPECT_EQ(shown("thank you for the mail. i will call you. ok?"), "[thank you for the mail .] [i will call you .] [ok ?]");
  EXPECT_EQ(shown("REBELS ATTACKED A TOWN ON\nMONDAY. THE ARMY DENIED IT."), "[REBELS ATTACKED A TOWN ON MONDAY .] [THE ARMY DENIED IT .]");
}

TEST(Split, Words) {
  EXPECT_EQ(shown("The workers' union met at 7:30PM"), "[The workers ' union met at 7:30 PM]");
  EXPECT_EQ(shown("AT&T paid $5bn in the 1990's"), "[AT&T paid $ 5 bn in the 1990's]");
  EXPECT_EQ(shown("call 713-555-0100 or 20-25 dont"), "[call 713-555-0100 or 20 - 25 do nt]");
  EXPECT_EQ(shown("Rep. Ann Lee, R-Calif., said"), "[Rep. Ann Lee , R - Calif. , said]");
  EXPECT_EQ(shown("see www.example.org/a_b.html, << and >>"), "[see www.example.org/a_b.html , << and >>]");
  EXPECT_EQ(shown("Wait… the Anglo–Irish re-elected"), "[Wait … the Anglo – Irish re-elected]");
}

TEST(Split, Datelines) {
  const Document d = split("KABUL, March 12 (AFP) -- The army left.");
  ASSERT_EQ(d.sentences.size(), 2U);
  EXPECT_EQ(d.sentences[0].kind, Sentence::Kind::dateline);
  EXPECT_EQ(d.of(d.sentences[1].span), "The army left.");
  EXPECT_EQ(shown("NAIROBI, May 14 — Kenyan troops left."), "[NAIROBI , May 14 —] [Kenyan troops left .]");
  EXPECT_EQ(shown("OSLO — The talks failed."), "[OSLO —] [The talks failed .]");
  EXPECT_EQ(shown("He left — The talks failed."), "[He left — The talks failed .]");
  EXPECT_EQ(shown("HARARE, Zimbabwe - A judge left."), "[HARARE , Zimbabwe -] [A judge left .]");
  EXPECT_EQ(shown("BERN - NATO met Monday."), "[BERN -] [NATO met Monday .]");
  EXPECT_EQ(shown("BERN - U.S. envoys met."), "[BERN -] [U.S. envoys met .]");
  EXPECT_EQ(shown("BERN - TALKS FAIL"), "[BERN - TALKS FAIL]");
  EXPECT_EQ(shown("BERN-based envoys met Monday."), "[BERN - based envoys met Monday .]");
}

TEST(Split, HeadlinesWithoutALineOfTheirOwn) {
  EXPECT_EQ(shown("Envoy's statement on the grain deal The envoy of Kenya, Ann Lee, left."),
            "[Envoy 's statement on the grain deal] [The envoy of Kenya , Ann Lee , left .]");
  EXPECT_EQ(shown("He worked for years at The Guardian."), "[He worked for years at The Guardian .]");
  const std::string prose =
      "The envoy of Kenya resigned on Monday after weeks of protests in the capital, and nobody was named to follow him in office so far, "
      "officials said.";
  const Document d = split("Kenyan envoy resigns after weeks of protests in capital\n" + prose);
  ASSERT_EQ(d.sentences.size(), 2U);
  EXPECT_EQ(d.of(d.sentences[1].span), prose);
}

TEST(Split, HiddenCharactersStayWithTheirWord) {
  EXPECT_EQ(shown("\uFEFFKenya co\u00ADoperates\u200B."), "[\uFEFFKenya co\u00ADoperates\u200B .]");
  EXPECT_EQ(shown("a \u200B b"), "[a \u200B b]");
}

TEST(Split, WrappedLinesGoOnAndHeadlinesDoNot) {
  EXPECT_EQ(split("The envoy of Kenya, Ann\nLee, said that she\nwould leave for Oslo on\nMonday with others.").sentences.size(), 1U);
  EXPECT_EQ(split("Ann Lee quits\nKenya sends a second envoy\nOslo talks fail\nMali bans party").sentences.size(), 4U);
  EXPECT_EQ(split("Talks fail\nThe envoy of Kenya, Ann\nLee, said that she").sentences.size(), 3U) << "not all lines are full";
}

TEST(Split, LongSentencesAreCutAtCommas) {
  std::string text;
  for (int i = 0; i < 900; ++i) text += i % 50 == 49 ? "word, " : "word ";
  const Document d = split(text);
  ASSERT_GT(d.sentences.size(), 1U);
  EXPECT_EQ(d.of(d.tokens[static_cast<std::size_t>(d.sentences[0].last) - 1].span), ",");
  check_offsets(text);
}

TEST(Split, NothingIsLostOfHostileTexts) {
  for (const char* text : {"",
                           " ",
                           "\n\n",
                           ".",
                           "...",
                           "\"",
                           "'",
                           "''",
                           "[1][2][3]",
                           "\xFF\xFE",
                           "\xC3",
                           "a\xFF.B",
                           "\u00AD",
                           "\u2029\u2029x",
                           "@",
                           "a@",
                           "http://",
                           "=)",
                           ":-",
                           "1-",
                           "x's's's",
                           "can't'",
                           "s'",
                           "0's",
                           "''''",
                           "etc.",
                           "U.S.",
                           "etc. ",
                           "a.m. The",
                           "🇺🇳🧑‍🚀",
                           "(((",
                           ")))",
                           "1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1"}) {
    check_offsets(text);
  }
  check_offsets(std::string("a\0b\0", 4));
  check_offsets(std::string(5000, '('));
  check_offsets(std::string(5000, '.'));
  for (const std::string piece : {"[1]", "\" ", "etc. A ", "1-", "a.", "' ", "x@", "--"}) {
    std::string text;
    for (int i = 0; i < 3000; ++i) text += piece;
    check_offsets(text);
  }
}

TEST(Split, NothingIsLostOfRandomTexts) {
  const std::vector<std::string> pieces = {"a",
                                           "The",
                                           "n't",
                                           "don't",
                                           "U.S.",
                                           "etc.",
                                           "i.e.",
                                           " ",
                                           "  ",
                                           "\n",
                                           "\n\n",
                                           "\t",
                                           ".",
                                           "...",
                                           "!",
                                           "?",
                                           "\"",
                                           "“",
                                           "”",
                                           "'",
                                           "’",
                                           "(",
                                           ")",
                                           "[1]",
                                           "-",
                                           "--",
                                           "—",
                                           "é",
                                           "ß",
                                           "東",
                                           "🙂",
                                           "\u00AD",
                                           "\u200B",
                                           "\uFEFF",
                                           "\xFF",
                                           "\x01",
                                           "7",
                                           "7:30PM",
                                           "1990's",
                                           "1,000",
                                           "-",
                                           ":",
                                           ";",
                                           ",",
                                           "@",
                                           "/",
                                           "http://x.y",
                                           "\u00A0",
                                           "\u2028",
                                           "\xE2\x80",
                                           "_",
                                           "&",
                                           "Friday, March 4, 2016 The",
                                           "KABUL (AFP) --",
                                           "s'",
                                           "cannot",
                                           "gonna",
                                           "<<",
                                           "$",
                                           "%"};
  std::mt19937 random(7);
  for (int round = 0; round < 400; ++round) {
    std::string text;
    for (int i = std::uniform_int_distribution(0, 120)(random); i > 0; --i)
      text += pieces[std::uniform_int_distribution<std::size_t>(0, pieces.size() - 1)(random)];
    check_offsets(text);
  }
}

}  // namespace
}  // namespace demarche
