// Kernel for x86 with AVX-512 VNNI: vpdpbusd, 6 rows by 64 outputs in 24 accumulators. gcc 12 keeps them in registers only if the
// loops over them are unrolled by pragma.
#include "nn/kernel.h"

#if defined(__x86_64__)
#include <immintrin.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <utility>

#define DEMARCHE_TARGET __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,prefer-vector-width=512")))
#define DEMARCHE_VECTOR_BYTES 64

namespace demarche::nn {

namespace {

#include "nn/lanes.inc"

inline constexpr std::size_t kRows = 6;
inline constexpr std::size_t kTiles = 4;

/// Rows x (16 * Tiles) sums.
template <std::size_t Rows, std::size_t Tiles>
DEMARCHE_TARGET void block(const std::uint8_t* activations, std::size_t inputs, const std::int8_t* tiles, const std::int32_t* starts,
                           std::int32_t* sums, std::size_t stride) {
  __m512i sum[Rows][Tiles];
#pragma GCC unroll 6
  for (std::size_t r = 0; r < Rows; ++r) {
#pragma GCC unroll 4
    for (std::size_t t = 0; t < Tiles; ++t) sum[r][t] = _mm512_loadu_si512(starts + 16 * t);
  }
  for (std::size_t i = 0; i < inputs; i += 4) {
    __m512i w[Tiles];
#pragma GCC unroll 4
    for (std::size_t t = 0; t < Tiles; ++t) w[t] = _mm512_loadu_si512(tiles + 16 * (t * inputs + i));
#pragma GCC unroll 6
    for (std::size_t r = 0; r < Rows; ++r) {
      std::int32_t four;
      std::memcpy(&four, activations + r * inputs + i, sizeof four);
      const __m512i a = _mm512_set1_epi32(four);
#pragma GCC unroll 4
      for (std::size_t t = 0; t < Tiles; ++t) sum[r][t] = _mm512_dpbusd_epi32(sum[r][t], a, w[t]);
    }
  }
#pragma GCC unroll 6
  for (std::size_t r = 0; r < Rows; ++r) {
#pragma GCC unroll 4
    for (std::size_t t = 0; t < Tiles; ++t) _mm512_storeu_si512(sums + r * stride + 16 * t, sum[r][t]);
  }
}

using Block = void (*)(const std::uint8_t*, std::size_t, const std::int8_t*, const std::int32_t*, std::int32_t*, std::size_t);

template <std::size_t... At>
constexpr std::array<Block, sizeof...(At)> all_blocks(std::index_sequence<At...>) {
  return {block<At / kTiles + 1, At % kTiles + 1>...};
}

DEMARCHE_TARGET void product(const std::uint8_t* activations, std::size_t count, const Weights& weights, std::int32_t* sums) {
  static constexpr auto kBlocks = all_blocks(std::make_index_sequence<kRows * kTiles>());
  const std::size_t inputs = weights.inputs();
  const std::size_t stride = weights.stride();
  for (std::size_t n = 0; n < stride; n += 16 * kTiles) {  // the weights of a block of outputs stay in cache over all rows
    const std::size_t tiles = std::min(kTiles, (stride - n) / 16);
    for (std::size_t m = 0; m < count; m += kRows) {
      const std::size_t rows = std::min(kRows, count - m);
      kBlocks[(rows - 1) * kTiles + tiles - 1](activations + m * inputs, inputs, weights.tiles() + n * inputs, weights.starts() + n,
                                               sums + m * stride + n, stride);
    }
  }
}

bool runs_here() {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni");
}

}  // namespace

const Kernel* avx512_kernel() {
  static constexpr Kernel kKernel = {"AVX-512 VNNI", 16,   4,        false,   product,  add_rows, normalise,
                                     normalise_four, fade, quantise, rescale, add_relu, argmax,   greatest};
  return runs_here() ? &kKernel : nullptr;
}

}  // namespace demarche::nn

#else

namespace demarche::nn {
const Kernel* avx512_kernel() {
  return nullptr;
}
}  // namespace demarche::nn

#endif
