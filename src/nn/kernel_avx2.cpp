// Kernel for x86 with AVX2: bytes widened to 16 bits, vpmaddwd, 6 rows by 16 outputs at once. Exact for all weights and activations
// (vpmaddubsw would saturate).
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

/// Rows x 16 sums of one tile; `wide` [Rows][inputs].
template <int Rows>
DEMARCHE_TARGET void tile_product(const std::int16_t* wide, std::size_t inputs, const std::int8_t* tile, const std::int32_t* starts,
                                  std::int32_t* sums, std::size_t stride) {
  __m256i low[Rows];
  __m256i high[Rows];
#pragma GCC unroll 6
  for (int r = 0; r < Rows; ++r) {
    low[r] = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(starts));
    high[r] = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(starts + 8));
  }
  for (std::size_t i = 0; i < inputs; i += 2, tile += 32) {
    const __m256i w0 = _mm256_cvtepi8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(tile)));
    const __m256i w1 = _mm256_cvtepi8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(tile + 16)));
#pragma GCC unroll 6
    for (int r = 0; r < Rows; ++r) {
      std::int32_t pair;
      std::memcpy(&pair, wide + static_cast<std::size_t>(r) * inputs + i, sizeof pair);
      const __m256i a = _mm256_set1_epi32(pair);
      low[r] = _mm256_add_epi32(low[r], _mm256_madd_epi16(a, w0));
      high[r] = _mm256_add_epi32(high[r], _mm256_madd_epi16(a, w1));
    }
  }
#pragma GCC unroll 6
  for (int r = 0; r < Rows; ++r) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums + static_cast<std::size_t>(r) * stride), low[r]);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums + static_cast<std::size_t>(r) * stride + 8), high[r]);
  }
}

using Tile = void (*)(const std::int16_t*, std::size_t, const std::int8_t*, const std::int32_t*, std::int32_t*, std::size_t);

DEMARCHE_TARGET void product(const std::uint8_t* activations, std::size_t count, const Weights& weights, std::int32_t* sums) {
  static constexpr std::array<Tile, 6> kTiles = {tile_product<1>, tile_product<2>, tile_product<3>, tile_product<4>, tile_product<5>, tile_product<6>};
  const std::size_t inputs = weights.inputs();
  const std::size_t stride = weights.stride();
  alignas(32) std::int16_t wide[kTiles.size() * kMaxInputs];
  for (std::size_t m = 0; m < count; m += kTiles.size()) {
    const std::size_t rows = std::min(kTiles.size(), count - m);
    for (std::size_t i = 0; i < rows * inputs; i += 16) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(activations + m * inputs + i));
      _mm256_store_si256(reinterpret_cast<__m256i*>(wide + i), _mm256_cvtepu8_epi16(bytes));
    }
    for (std::size_t n = 0; n < stride; n += 16) {
      kTiles[rows - 1](wide, inputs, weights.tiles() + n * inputs, weights.starts() + n, sums + m * stride + n, stride);
    }
  }
}

}  // namespace

const Kernel* avx2_kernel() {
  static constexpr Kernel kKernel = {"AVX2", 16, 2, product, add_rows, normalise, quantise, rescale, add_relu, argmax};
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
