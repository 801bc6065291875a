// Memory in large pages: of any size, zero at first, kept when it grows and moves.
#include "base/large_pages.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace demarche {
namespace {

TEST(LargePages, BytesAreZeroAtFirstAndBeginALine) {
  for (const std::size_t size : {std::size_t{1}, std::size_t{1000}, kLargeFrom, 3 * kLargePage + 5}) {
    LargeBytes bytes(size);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(bytes.data()) % 64, 0U) << size;
    EXPECT_TRUE(std::all_of(bytes.data(), bytes.data() + size, [](std::int8_t b) { return b == 0; })) << size;
    bytes.data()[size - 1] = 7;
    const LargeBytes moved = std::move(bytes);
    EXPECT_EQ(moved.data()[size - 1], 7) << size;
  }
}

TEST(LargePages, AVectorGrowsFromSmallPagesIntoLargeOnes) {
  LargeVector<std::uint64_t> numbers;
  for (std::uint64_t i = 0; i < kLargePage / 4; ++i) numbers.push_back(i);
  for (std::uint64_t i = 0; i < numbers.size(); ++i) ASSERT_EQ(numbers[i], i);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(numbers.data()) % kLargePage, 0U);
}

}  // namespace
}  // namespace demarche
