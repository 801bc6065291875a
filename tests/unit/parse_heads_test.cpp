// Trees from scores: always a tree with one root, and the best one under that root (against trying all of them).
#include "parse/heads.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace demarche {
namespace {

constexpr float kNever = -std::numeric_limits<float>::infinity();

struct Scores {
  explicit Scores(std::size_t n) : size(n), stride(nn::padded(n + 1)), values(n * stride, kNever) {}
  float& at(std::size_t i, std::size_t j) { return values[i * stride + j]; }
  std::size_t size, stride;
  std::vector<float> values;
};

Scores random_scores(std::mt19937& random, std::size_t n, int kind) {
  Scores out(n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= n; ++j) {
      if (i == j) continue;
      float score = std::normal_distribution<float>(0, 3)(random);
      if (kind == 1) score = std::round(score);                                // many equals
      if (kind == 2) score += j == n ? -20.0F : (i / 2 == j / 2 ? 20.0F : 0);  // nobody wants to be the root, all are in pairs
      if (kind == 3) score += j == n ? 20.0F : 0;                              // all want to be the root
      if (kind == 4 && j < n) score += (i ^ 1U) == j ? 40.0F : (i / 4 == j / 4 ? 20.0F : 0);  // pairs in pairs
      out.at(i, j) = score;
    }
  }
  return out;
}

std::vector<Index> heads_of(Scores scores, const nn::Kernel& kernel = nn::best_kernel()) {
  std::vector<Index> heads(scores.size, -99);
  find_heads(kernel, {.values = scores.values, .size = scores.size, .stride = scores.stride}, heads);
  return heads;
}

bool is_tree(const std::vector<Index>& heads) {
  const auto n = static_cast<Index>(heads.size());
  Index roots = 0;
  for (Index i = 0; i < n; ++i) {
    if (heads[static_cast<std::size_t>(i)] < kNone || heads[static_cast<std::size_t>(i)] >= n) return false;
    roots += heads[static_cast<std::size_t>(i)] == kNone ? 1 : 0;
    Index at = i;
    Index steps = 0;
    while (at != kNone && steps++ <= n) at = heads[static_cast<std::size_t>(at)];
    if (at != kNone) return false;
  }
  return roots == 1;
}

double total(Scores& scores, const std::vector<Index>& heads) {
  double sum = 0;
  for (std::size_t i = 0; i < heads.size(); ++i) sum += heads[i] == kNone ? 0 : scores.at(i, static_cast<std::size_t>(heads[i]));
  return sum;
}

TEST(Heads, AlwaysATree) {
  std::mt19937 random(1);
  for (int round = 0; round < 3000; ++round) {
    const auto n = static_cast<std::size_t>(round % 40 == 0 ? 150 : 1 + round % 37);
    const Scores scores = random_scores(random, n, round % 5);
    const std::vector<Index> heads = heads_of(scores);
    ASSERT_TRUE(is_tree(heads)) << "round " << round << ", " << n << " tokens";
    for (const nn::Kernel* kernel : nn::kernels()) ASSERT_EQ(heads_of(scores, *kernel), heads) << kernel->name;
  }
}

TEST(Heads, TheBestTreeUnderItsRoot) {
  std::mt19937 random(2);
  for (int round = 0; round < 3000; ++round) {
    const auto n = static_cast<std::size_t>(2 + round % 5);
    Scores scores = random_scores(random, n, round % 5);
    const std::vector<Index> heads = heads_of(scores);
    const auto root = static_cast<std::size_t>(std::find(heads.begin(), heads.end(), kNone) - heads.begin());
    double best = -1e30;
    std::vector<Index> all(n, 0);
    for (std::size_t code = 0; code < static_cast<std::size_t>(std::pow(n, n)); ++code) {
      std::size_t rest = code;
      for (std::size_t i = 0; i < n; ++i, rest /= n) all[i] = i == root ? kNone : static_cast<Index>(rest % n);
      if (is_tree(all)) best = std::max(best, total(scores, all));
    }
    ASSERT_NEAR(total(scores, heads), best, 1e-3) << "round " << round;
  }
}

TEST(Heads, RootIsTheBestOfThoseThatWantIt) {
  Scores scores(3);
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) scores.at(i, j) = i == j ? kNever : 1;
  }
  scores.at(0, 3) = 2;
  scores.at(1, 3) = 5;
  scores.at(2, 3) = 4;
  EXPECT_EQ(heads_of(scores), (std::vector<Index>{1, kNone, 0}));
  for (std::size_t i = 0; i < 3; ++i) scores.at(i, 3) = i == 2 ? -1.0F : -2.0F;  // nobody wants it: token 2 loses least
  EXPECT_EQ(heads_of(scores)[2], kNone);
}

TEST(Heads, OneWordIsItsOwnRoot) {
  Scores scores(1);
  scores.at(0, 1) = -7;
  EXPECT_EQ(heads_of(scores), std::vector<Index>{kNone});
}

TEST(Heads, LongCyclesWithinCycles) {  // contracting takes as many rounds as there are levels
  const std::size_t n = 200;
  Scores scores(n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= n; ++j) {
      if (i != j) scores.at(i, j) = j == n ? -1000.0F : 1000.0F - static_cast<float>(std::max(i, j) * 3) - static_cast<float>(j) * 0.01F;
    }
  }
  EXPECT_TRUE(is_tree(heads_of(scores)));
}

}  // namespace
}  // namespace demarche
