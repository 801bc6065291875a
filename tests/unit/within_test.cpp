// Look-ups by place give what a walk over the whole document gives.
#include "types/within.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace demarche {
namespace {

TEST(Around, FindsEachContentThatHoldsTheWord) {
  std::mt19937 random(3);
  const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
  for (int round = 0; round < 50; ++round) {
    std::vector<Attribution> all(below(12));
    for (Attribution& a : all)
      for (std::uint32_t k = below(4); k > 0; --k) {
        const std::uint32_t begin = below(100);
        a.content.push_back({begin, begin + below(40)});
      }
    const Around around(all);
    for (std::uint32_t at = 0; at < 130; ++at) {
      const Span word{at, at + 3};
      std::multiset<std::pair<std::size_t, std::uint32_t>> found, expected;
      around.each(word, [&](std::size_t a, Span part) { found.emplace(a, part.begin); });
      for (std::size_t a = 0; a < all.size(); ++a)
        for (const Span part : all[a].content)
          if (part.contains(word)) expected.emplace(a, part.begin);
      EXPECT_EQ(found, expected);
    }
  }
}

TEST(MentionsWithin, AreThoseWithHeadsThere) {
  Document document;
  for (const Index head : {2, 5, 6, 9}) document.mentions.push_back({.span = {}, .head = head});
  const auto numbers = [&](Index first, Index last) {
    std::vector<std::size_t> out;
    for (const std::size_t i : mentions_within(document, first, last)) out.push_back(i);
    return out;
  };
  EXPECT_EQ(numbers(5, 9), (std::vector<std::size_t>{1, 2}));
  EXPECT_EQ(numbers(0, 99), (std::vector<std::size_t>{0, 1, 2, 3}));
  EXPECT_TRUE(numbers(7, 9).empty());
  EXPECT_TRUE(numbers(9, 5).empty());
}

}  // namespace
}  // namespace demarche
