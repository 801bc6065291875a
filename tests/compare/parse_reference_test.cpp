// The fast parser against the slow one written from the specification: random weights, random words, every kernel, every field of every
// token.
#include <gtest/gtest.h>

#include <random>

#include "base/hash.h"
#include "parse/parse.h"
#include "random_model.h"
#include "reference_parser.h"

namespace demarche {
namespace {

const std::vector<std::string> kWords = {"the",  "Kenya", "REJECTED", "1,250",    "2024",  "U.N.",        "“",        "”",
                                         "’s",   "—",     "--",       "''",       "``",    "…",           "Türkiye",  "ÇAĞLAR",
                                         "Київ", "ΑΘΗΝΑ", "x",        "A",        ",",     ".",           ";",        "NATO-led",
                                         "don",  "n’t",   "東京",     "a\u00A0b", "😀",     "\xFF",        "iPhone15", "e-mail",
                                         "said", "WAR",   "O’Neil",   "!!!",      "©2019", "na\u00ADïve", "\u200B",   "\uFEFFKenya"};

Document random_document(std::mt19937& random, int most) {
  const auto number = [&](int low, int high) { return std::uniform_int_distribution(low, high)(random); };
  Document d;
  for (int s = 0; s < 12; ++s) {
    const int size = s == 0 ? 1 : number(1, s % 4 == 0 ? most : 25);
    const int style = number(0, 3);  // 0: all small letters, 1: all capitals
    Sentence sentence;
    sentence.first = static_cast<Index>(d.tokens.size());
    for (int t = 0; t < size; ++t) {
      std::string word = kWords[static_cast<std::size_t>(number(0, static_cast<int>(kWords.size()) - 1))];
      if (style == 0) word = lower(word);
      if (style == 1)
        std::transform(word.begin(), word.end(), word.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
      Token token;
      token.span.begin = static_cast<std::uint32_t>(d.text.size());
      d.text += word;
      token.span.end = static_cast<std::uint32_t>(d.text.size());
      d.text += ' ';
      d.tokens.push_back(token);
    }
    sentence.last = static_cast<Index>(d.tokens.size());
    d.sentences.push_back(sentence);
  }
  return d;
}

std::string text_of(const Token& token, const std::string& lemma) {
  return std::string(name(token.tag)) + " " + lemma + " " + std::to_string(token.head) + " " + std::string(name(token.relation)) + " " +
         std::to_string(token.name_tag);
}

void compare(const ModelShape& shape, unsigned seed, int most) {
  std::vector<std::uint64_t> keys;
  for (std::size_t i = 0; i < kWords.size(); i += 2) keys.push_back(hash64(lower(kWords[i])));
  const TemporaryModel model(RandomModel(shape, seed, keys).bytes());
  const reference::Parser slow(model.folder() + "/parser.bin");
  std::mt19937 random(seed);
  Document expected = random_document(random, most);
  std::vector<Document> documents(nn::kernels().size(), expected);
  slow.run(expected);
  for (std::size_t k = 0; k < documents.size(); ++k) {
    const Result<Parser> parser = Parser::load(model.folder(), *nn::kernels()[k]);
    ASSERT_TRUE(parser) << parser.error().text();
    ASSERT_TRUE(parser->run(documents[k]));
    for (std::size_t i = 0; i < expected.tokens.size(); ++i) {
      const Token& token = documents[k].tokens[i];
      const auto blank = [](std::string_view label) { return label.empty() ? std::string("_") : std::string(label); };
      ASSERT_EQ(text_of(token, blank(token.xpos) + " " + blank(token.features) + " " + token.lemma),
                text_of(expected.tokens[i], expected.tokens[i].lemma))
          << nn::kernels()[k]->name << ", seed " << seed << ", token " << i << ": " << expected.of(token.span);
    }
  }
}

TEST(ParserAgainstReference, RandomModels) {
  for (unsigned seed = 1; seed <= 12; ++seed) compare({}, seed, 60);  // 60 > max_len: some sentences are cut
}

TEST(ParserAgainstReference, OtherShapes) {
  compare({.dim = 16, .arc_dim = 16, .rel_dim = 48, .max_len = 16, .dilations = {5}}, 21, 50);
  compare({.dim = 112, .arc_dim = 80, .rel_dim = 32, .max_len = 77, .dilations = {1, 2, 4, 1}}, 22, 90);
  compare({.dim = 48, .arc_dim = 32, .rel_dim = 16, .max_len = 60, .dilations = {1, 2, 1}, .fading = 2}, 24, 90);
  compare({.dim = 64, .arc_dim = 16, .rel_dim = 16, .max_len = 200, .dilations = {64, 1}}, 23, 130);
}

TEST(ParserAgainstReference, TheTrainedModel) {
  const std::string path = std::string(DEMARCHE_SOURCE_DIR) + "/models/en";
  const Result<Parser> parser = Parser::load(path);
  if (!parser) GTEST_SKIP() << parser.error().text();
  std::mt19937 random(5);
  Document expected = random_document(random, 8);
  expected.sentences.resize(4);  // the reference takes a while
  Document found = expected;
  reference::Parser(path + "/parser.bin").run(expected);
  ASSERT_TRUE(parser->run(found));
  for (Index i = 0; i < expected.sentences.back().last; ++i) {
    const Token& a = found.tokens[static_cast<std::size_t>(i)];
    const Token& b = expected.tokens[static_cast<std::size_t>(i)];
    EXPECT_EQ(a.head, b.head);
    EXPECT_EQ(a.relation, b.relation);
    EXPECT_EQ(a.tag, b.tag);
    EXPECT_EQ(a.name_tag, b.name_tag);  // lemmas are mended by spelling afterwards
  }
}

}  // namespace
}  // namespace demarche
