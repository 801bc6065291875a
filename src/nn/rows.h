// Sums over rows of weights, four lanes at a time: compilers don't do it by themselves where they are told to keep code small. Elementwise
// and in the order asked for, so that the sums are the same on every processor.
//   add_rows(count, at, sums);      // sums[t] += value * row[t] for each at(i) = {row, value}, one after the other, the sums kept in
//   registers
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace demarche {

namespace lanes {

typedef float Floats __attribute__((vector_size(16)));

[[nodiscard]] inline Floats load(const float* four) {
  Floats out;
  std::memcpy(&out, four, sizeof out);
  return out;
}

/// Each byte is laid four times side by side, and what is below the topmost is shifted out with its sign kept: two unpackings and a shift.
[[nodiscard]] inline Floats load(const std::int8_t* four) {
  typedef std::int8_t Bytes __attribute__((vector_size(16)));
  typedef std::int16_t Pairs __attribute__((vector_size(16)));
  typedef std::int32_t Ints __attribute__((vector_size(16)));
  std::int32_t word = 0;
  std::memcpy(&word, four, sizeof word);
  const auto bytes = reinterpret_cast<Bytes>(Ints{word, 0, 0, 0});
  const auto twice = reinterpret_cast<Pairs>(__builtin_shufflevector(bytes, bytes, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7));
  const auto fourfold = reinterpret_cast<Ints>(__builtin_shufflevector(twice, twice, 0, 0, 1, 1, 2, 2, 3, 3));
  return __builtin_convertvector(fourfold >> 24, Floats);
}

}  // namespace lanes

/// Numbers that rows of n are filled up to for add_rows.
[[nodiscard]] constexpr std::size_t filled_up(std::size_t n) {
  return (n + 3) / 4 * 4;
}

/// Rows of n numbers each, copied to rows of `width`; what is behind them in `out` stays.
template <class Number>
void fill_up(std::span<const Number> rows, std::size_t n, std::size_t width, Number* out) {
  for (std::size_t i = 0; i * n < rows.size(); ++i) std::copy_n(&rows[i * n], n, out + i * width);
}

/// @param at of 0 to count - 1: {row, value}, rows of int8 or float as long as there are sums
/// @param sums a multiple of four: filled_up(n)
template <class At>
void add_rows(std::size_t count, const At& at, std::span<float> sums) {
  for (std::size_t t = 0; t < sums.size(); t += 4) {
    lanes::Floats sum = lanes::load(&sums[t]);
    for (std::size_t i = 0; i < count; ++i) {
      const auto [row, value] = at(i);
      sum += value * lanes::load(row + t);
    }
    std::memcpy(&sums[t], &sum, sizeof sum);
  }
}

}  // namespace demarche
