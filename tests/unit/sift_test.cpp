// Which sentences are parsed when it must be quick, and what is left of the others.
#include <gtest/gtest.h>

#include <algorithm>

#include "demarche/demarche.h"
#include "sift/sift.h"

namespace demarche {
namespace {

constexpr const char* kText =
    "Kenya rejected a plan by Uganda to send soldiers. It was a warm and pleasant evening by the sea. The minister, Jane Roe, likes tea. "
    "\"We will impose sanctions on Russia,\" the president said.";

Result<Document> read(bool quick) {
  static const Result<Coder> coders[] = {Coder::load({.data = DEMARCHE_SOURCE_DIR, .quick = false}),
                                         Coder::load({.data = DEMARCHE_SOURCE_DIR, .quick = true})};
  const Result<Coder>& coder = coders[quick ? 1 : 0];
  if (!coder) return coder.error();
  return coder->read({.name = "a", .date = "2024-05-14", .publisher = {}, .text = kText});
}

TEST(Sift, ActsAreParsedAndSmallTalkIsNot) {
  const auto quick = read(true), whole = read(false);
  ASSERT_TRUE(quick && whole);
  ASSERT_EQ(quick->sentences.size(), 4U);
  EXPECT_FALSE(quick->sentences[0].skimmed);
  EXPECT_TRUE(quick->sentences[1].skimmed);
  EXPECT_FALSE(quick->sentences[3].skimmed);
  for (const Sentence& s : whole->sentences) EXPECT_FALSE(s.skimmed) << "all are parsed unless asked";
  ASSERT_EQ(quick->claims.size(), whole->claims.size());
  for (std::size_t i = 0; i < quick->claims.size(); ++i) {
    EXPECT_EQ(quick->claims[i].trigger, whole->claims[i].trigger);
    EXPECT_EQ(quick->claims[i].event, whole->claims[i].event);
  }
}

TEST(Sift, ASkimmedSentenceIsAFlatTree) {
  const auto sift = Sift::load(DEMARCHE_SOURCE_DIR);
  ASSERT_TRUE(sift) << sift.error().text();
  const auto document = read(true);
  ASSERT_TRUE(document);
  const Sentence& s = document->sentences[1];
  ASSERT_TRUE(s.skimmed);
  int roots = 0;
  for (Index t = s.first; t < s.last; ++t) {
    const Token& token = document->tokens[static_cast<std::size_t>(t)];
    roots += token.head == kNone ? 1 : 0;
    EXPECT_TRUE(token.head == kNone || (token.head >= s.first && token.head < s.last));
    EXPECT_FALSE(token.lemma.empty());
  }
  EXPECT_EQ(roots, 1);
  EXPECT_EQ(document->tokens[static_cast<std::size_t>(s.last) - 1].tag, Tag::PUNCT);
}

TEST(Sift, FeaturesAreWordsPairsAndShape) {
  Document d;
  d.text = "In 1999 Kenya won.";
  for (const Span span : {Span{0, 2}, Span{3, 7}, Span{8, 13}, Span{14, 17}, Span{17, 18}}) {
    d.tokens.emplace_back();
    d.tokens.back().span = span;
  }
  d.sentences.push_back({.span = {0, 18}, .first = 0, .last = 5});
  const auto all = Sift::features(d, 0);
  const auto has = [&](const char* f) { return std::find(all.begin(), all.end(), f) != all.end(); };
  EXPECT_TRUE(has("0000") && has("0000 kenya") && has("kenya won") && has("*words 4") && has("*capitals 1") && has("*marks 0"));
  EXPECT_FALSE(has("Kenya") || has("1999"));
  EXPECT_FALSE(Sift::load("/nowhere"));
}

}  // namespace
}  // namespace demarche
