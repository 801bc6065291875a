// Kernel for 64-bit ARM: bytes widened to 16 bits, smlal, one row by 4 outputs at once. Run in qemu only (tools/check_arm64), not yet on
// such a machine.
#include "nn/kernel.h"

#if defined(__aarch64__)
#include <arm_neon.h>

#include <cmath>
#include <cstring>

#define DEMARCHE_TARGET
#define DEMARCHE_VECTOR_BYTES 16

namespace demarche::nn {

namespace {

#include "nn/lanes.inc"

void product(const std::uint8_t* activations, std::size_t count, const Weights& weights, std::int32_t* sums) {
  const std::size_t inputs = weights.inputs();
  const std::size_t stride = weights.stride();
  for (std::size_t n = 0; n < stride; n += 4) {
    for (std::size_t m = 0; m < count; ++m) {
      const std::uint8_t* a = activations + m * inputs;
      int32x4_t sum[4] = {};
      for (std::size_t i = 0; i < inputs; i += 8) {
        const int16x8_t wide = vreinterpretq_s16_u16(vmovl_u8(vld1_u8(a + i)));
        for (std::size_t t = 0; t < 4; ++t) {
          const int16x8_t w = vmovl_s8(vld1_s8(weights.tiles() + (n + t) * inputs + i));
          sum[t] = vmlal_s16(sum[t], vget_low_s16(wide), vget_low_s16(w));
          sum[t] = vmlal_high_s16(sum[t], wide, w);
        }
      }
      for (std::size_t t = 0; t < 4; ++t) sums[m * stride + n + t] = weights.starts()[n + t] + vaddvq_s32(sum[t]);
    }
  }
}

}  // namespace

const Kernel* neon_kernel() {
  static constexpr Kernel kKernel = {"NEON",         1,    0,        false,   product,  add_rows, normalise,
                                     normalise_four, fade, quantise, rescale, add_relu, argmax,   greatest};
  return &kKernel;
}

}  // namespace demarche::nn

#else

namespace demarche::nn {
const Kernel* neon_kernel() {
  return nullptr;
}
}  // namespace demarche::nn

#endif
