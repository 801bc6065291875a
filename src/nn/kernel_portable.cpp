// Kernel for any processor: plain loops. The slowest; the others are tested against it.
#include <cmath>
#include <cstring>

#include "nn/kernel.h"

#define DEMARCHE_TARGET
#define DEMARCHE_VECTOR_BYTES 16

#if defined(__GNUC__) && !defined(__clang__)
#define DEMARCHE_VECTORISED __attribute__((optimize("O3")))  // gcc 12 leaves such loops alone at -O2
#else
#define DEMARCHE_VECTORISED
#endif

namespace demarche::nn {

namespace {

#include "nn/lanes.inc"

DEMARCHE_VECTORISED std::int32_t dot(const std::uint8_t* a, const std::int8_t* w, std::size_t n) {
  std::int32_t sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += static_cast<std::int16_t>(a[i]) * static_cast<std::int16_t>(w[i]);
  return sum;
}

void product(const std::uint8_t* activations, std::size_t count, const Weights& weights, std::int32_t* sums) {
  const std::size_t inputs = weights.inputs();
  const std::size_t stride = weights.stride();
  for (std::size_t m = 0; m < count; ++m) {
    for (std::size_t n = 0; n < stride; ++n) {
      sums[m * stride + n] = weights.starts()[n] + dot(activations + m * inputs, weights.tiles() + n * inputs, inputs);
    }
  }
}

}  // namespace

const Kernel* portable_kernel() {
  static constexpr Kernel kKernel = {"portable",     1,    0,        false,   product,  add_rows, normalise,
                                     normalise_four, fade, quantise, rescale, add_relu, argmax,   greatest};
  return &kKernel;
}

}  // namespace demarche::nn
