// Sums of rows: many at once are the same bits as one after the other.
#include "nn/rows.h"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <utility>
#include <vector>

namespace demarche {
namespace {

TEST(Rows, ManyAtOnceAreTheSameAsOneAfterTheOther) {
  constexpr std::size_t kTypes = 5, kWidth = filled_up(kTypes), kCount = 40;
  std::minstd_rand random(1);
  std::vector<std::int8_t> rows(kCount * kWidth);
  std::vector<float> values(kCount);
  for (std::size_t i = 0; i < kCount; ++i) {
    values[i] = static_cast<float>(random() % 1000) / 77.0F - 6;
    for (std::size_t t = 0; t < kTypes; ++t) rows[i * kWidth + t] = static_cast<std::int8_t>(random() % 255 - 127);
  }
  std::array<float, kWidth> one{0.5F, -1, 0, 3, 2}, many = one;
  for (std::size_t i = 0; i < kCount; ++i)
    for (std::size_t t = 0; t < kTypes; ++t) one[t] += values[i] * static_cast<float>(rows[i * kWidth + t]);
  add_rows(
      kCount, [&](std::size_t i) { return std::pair(&rows[i * kWidth], values[i]); }, many);
  EXPECT_EQ(one, many);
}

}  // namespace
}  // namespace demarche
