// Kernel for x86 with AVX2: vpmaddubsw, exact on activations of seven bits, then vpmaddwd by ones widens; where the weights allow it, two
// neighbouring products are added before they are widened. 4 rows by 16 outputs at once fill the registers.
#include "nn/kernel.h"

#if defined(__x86_64__)
#include <immintrin.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#define DEMARCHE_TARGET __attribute__((target("avx2")))
#define DEMARCHE_VECTOR_BYTES 32

namespace demarche::nn {

namespace {

#include "nn/lanes.inc"

/// Rows x 16 sums of one tile. Chained: products of eight inputs, four a lane, are added in 16 bits before they are widened.
template <std::size_t Rows, bool Chained>
DEMARCHE_TARGET void tile_product(const std::uint8_t* activations, std::size_t inputs, const std::int8_t* tile, const std::int32_t* starts,
                                  std::int32_t* sums, std::size_t stride) {
  const __m256i ones = _mm256_set1_epi16(1);
  __m256i low[Rows];
  __m256i high[Rows];
#pragma GCC unroll 4
  for (std::size_t r = 0; r < Rows; ++r) {
    low[r] = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(starts));
    high[r] = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(starts + 8));
  }
  const auto weights = [&](std::size_t at) DEMARCHE_TARGET { return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(tile + at)); };
  for (std::size_t i = 0; i < inputs; i += 8, tile += 128) {
    const __m256i w0 = weights(0);
    const __m256i w1 = weights(32);
    const __m256i w2 = weights(64);
    const __m256i w3 = weights(96);
#pragma GCC unroll 4
    for (std::size_t r = 0; r < Rows; ++r) {
      std::int32_t four;
      std::int32_t next;
      std::memcpy(&four, activations + r * inputs + i, sizeof four);
      std::memcpy(&next, activations + r * inputs + i + 4, sizeof next);
      const __m256i a = _mm256_set1_epi32(four);
      const __m256i b = _mm256_set1_epi32(next);
      if constexpr (Chained) {
        low[r] =
            _mm256_add_epi32(low[r], _mm256_madd_epi16(_mm256_add_epi16(_mm256_maddubs_epi16(a, w0), _mm256_maddubs_epi16(b, w2)), ones));
        high[r] =
            _mm256_add_epi32(high[r], _mm256_madd_epi16(_mm256_add_epi16(_mm256_maddubs_epi16(a, w1), _mm256_maddubs_epi16(b, w3)), ones));
      } else {
        low[r] = _mm256_add_epi32(low[r], _mm256_madd_epi16(_mm256_maddubs_epi16(a, w0), ones));
        high[r] = _mm256_add_epi32(high[r], _mm256_madd_epi16(_mm256_maddubs_epi16(a, w1), ones));
        low[r] = _mm256_add_epi32(low[r], _mm256_madd_epi16(_mm256_maddubs_epi16(b, w2), ones));
        high[r] = _mm256_add_epi32(high[r], _mm256_madd_epi16(_mm256_maddubs_epi16(b, w3), ones));
      }
    }
  }
#pragma GCC unroll 4
  for (std::size_t r = 0; r < Rows; ++r) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums + r * stride), low[r]);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums + r * stride + 8), high[r]);
  }
}

using Tile = void (*)(const std::uint8_t*, std::size_t, const std::int8_t*, const std::int32_t*, std::int32_t*, std::size_t);
inline constexpr std::size_t kRows = 4;

template <bool Chained>
inline constexpr std::array<Tile, kRows> kTiles = {tile_product<1, Chained>, tile_product<2, Chained>, tile_product<3, Chained>,
                                                   tile_product<4, Chained>};

DEMARCHE_TARGET void product(const std::uint8_t* activations, std::size_t count, const Weights& weights, std::int32_t* sums) {
  const std::size_t inputs = weights.inputs();
  const std::size_t stride = weights.stride();
  const std::array<Tile, kRows>& tiles = weights.chains() ? kTiles<true> : kTiles<false>;
  for (std::size_t n = 0; n < stride; n += 16) {  // the weights of a tile stay in cache over all rows
    for (std::size_t m = 0; m < count; m += kRows) {
      tiles[std::min(kRows, count - m) - 1](activations + m * inputs, inputs, weights.tiles() + n * inputs, weights.starts() + n,
                                            sums + m * stride + n, stride);
    }
  }
}

}  // namespace

const Kernel* avx2_kernel() {
  static constexpr Kernel kKernel = {"AVX2",         16,   4,        true,    product,  add_rows, normalise,
                                     normalise_four, fade, quantise, rescale, add_relu, argmax,   greatest};
  return __builtin_cpu_supports("avx2") ? &kKernel : nullptr;
}

}  // namespace demarche::nn

#else

namespace demarche::nn {
const Kernel* avx2_kernel() {
  return nullptr;
}
}  // namespace demarche::nn

#endif
