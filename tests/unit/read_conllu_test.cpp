// CoNLL-U reader: words, joints, comments and text kept; every malformed line named.
#include <gtest/gtest.h>

#include <sstream>

#include "read/conllu.h"

namespace demarche {
namespace {

struct Outcome {
  std::vector<ConlluSentence> sentences;
  std::vector<Error> errors;
};

Outcome read_string(const std::string& input, const ReadOptions& options = {}) {
  std::istringstream in(input);
  ConlluReader reader = ConlluReader::over(in, "in", options);
  Outcome outcome;
  while (auto sentence = reader.next()) {
    if (*sentence) {
      outcome.sentences.push_back(**sentence);
    } else {
      outcome.errors.push_back(sentence->error());
    }
  }
  return outcome;
}

std::string word(const std::string& id, const std::string& form, const std::string& misc = "_") {
  return id + '\t' + form + "\t_\t_\t_\t_\t_\t_\t_\t" + misc + '\n';
}

const std::string kDont = "# newdoc id = d7\n# sent_id = s1\n" + word("1", "They") + word("2-3", "don't") + word("2", "do") +
                          word("3", "n't") + word("3.1", "do") + word("4", "agree", "SpaceAfter=No") + word("5", ".") + "\n";

TEST(ReadConllu, KeepsWordsJointsAndComments) {
  const Outcome outcome = read_string(kDont);
  ASSERT_EQ(outcome.sentences.size(), 1U);
  const ConlluSentence& s = outcome.sentences[0];
  ASSERT_EQ(s.words.size(), 5U);
  EXPECT_EQ(s.words[2].form, "n't");
  ASSERT_EQ(s.joints.size(), 1U);
  EXPECT_EQ(s.joints[0].first, 1);
  EXPECT_EQ(s.joints[0].last, 2);
  EXPECT_EQ(s.comment("newdoc id"), "d7");
  EXPECT_EQ(s.comment("sent_id"), "s1");
  EXPECT_FALSE(s.comment("sent"));
}

TEST(ReadConllu, WordsBecomeADocumentWithTouchingJoints) {
  const Outcome outcome = read_string(kDont + kDont);
  const Document document = words_of(outcome.sentences);
  ASSERT_EQ(document.tokens.size(), 10U);
  ASSERT_EQ(document.sentences.size(), 2U);
  EXPECT_EQ(document.sentences[1].first, 5);
  EXPECT_EQ(document.text, "They don't agree. They don't agree. ");
  EXPECT_FALSE(document.tokens[1].joined);
  EXPECT_TRUE(document.tokens[2].joined);
  EXPECT_FALSE(document.tokens[3].joined);
  for (std::size_t i = 0; i < document.tokens.size(); ++i)
    EXPECT_EQ(document.of(document.tokens[i].span), outcome.sentences[i / 5].words[i % 5].form);
}

TEST(ReadConllu, JointsThatAreNotTheirWordsKeepTheWords) {
  const Outcome outcome = read_string(word("1-2", "wanna") + word("1", "want") + word("2", "to") + word("3", "go"));
  ASSERT_EQ(outcome.sentences.size(), 1U);  // a missing blank line at the end is forgiven
  EXPECT_EQ(words_of(outcome.sentences).text, "wantto go ");
  EXPECT_EQ(text_of(outcome.sentences), "wanna go");
}

TEST(ReadConllu, RunningTextHasParagraphs) {
  EXPECT_EQ(text_of(read_string(kDont + "# newpar\n" + word("1", "Nor") + "\n").sentences), "They don't agree.\n\nNor");
}

struct Malformed {
  std::string lines;
  std::uint64_t line;
  const char* says;
};

class ReadConlluBad : public ::testing::TestWithParam<Malformed> {};

TEST_P(ReadConlluBad, IsReportedWithItsLineAndTheRestGoesOn) {
  const Outcome outcome = read_string(GetParam().lines + "\n" + kDont);
  ASSERT_EQ(outcome.errors.size(), 1U);
  EXPECT_EQ(outcome.errors[0].line, GetParam().line) << outcome.errors[0].text();
  EXPECT_NE(outcome.errors[0].message.find(GetParam().says), std::string::npos) << outcome.errors[0].text();
  EXPECT_EQ(outcome.sentences.size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Lines, ReadConlluBad,
                         ::testing::Values(Malformed{"1\tonly\tfour\tcolumns\n", 1, "here are 4"},
                                           Malformed{word("1", "a") + word("3", "b"), 2, "word 3 stands where word 2"},
                                           Malformed{word("x", "a"), 1, "not a word's ID"}, Malformed{word("1", ""), 1, "FORM"},
                                           Malformed{word("2-3", "ab") + word("1", "a"), 1, "right before word 2"},
                                           Malformed{word("1-x", "ab"), 1, "not a range"}, Malformed{word("3-1", "ab"), 1, "not a range"},
                                           Malformed{word("1-3", "ab") + word("1", "a") + word("2", "b"), 4, "beyond the sentence's end"},
                                           Malformed{word("1-2", "ab") + word("1", "a") + word("2-3", "bc"), 3, "overlaps"},
                                           Malformed{word("1", "a") + word("3.1", "b"), 2, "empty node"},
                                           Malformed{"# nothing else\n", 2, "without a sentence"},
                                           Malformed{word("1", "a\xC3"), 1, "UTF-8"},
                                           Malformed{word("1", "a") + "1 a b c\n" + "rubbish\n", 2, "here are 1"},
                                           Malformed{word("99999999999", "a"), 1, "not a word's ID"}));

TEST(ReadConllu, EmptyInputAndLongSentencesAreErrors) {
  EXPECT_EQ(read_string("").errors.at(0).code, Error::Code::empty);
  EXPECT_EQ(read_string("\n\n\n").errors.at(0).code, Error::Code::empty);
  const Outcome outcome = read_string(word("1", std::string(500, 'a')) + "\n" + word("1", "b") + "\n", {.date = {}, .max_bytes = 100});
  EXPECT_EQ(outcome.errors.at(0).code, Error::Code::too_large);
  EXPECT_EQ(outcome.sentences.size(), 1U);
}

}  // namespace
}  // namespace demarche
