// Which kernels run here, and the layout of weights:
//   tile 16, group 4: the 64 bytes of one vector register are inputs 0-3 of outputs 0-15, then come inputs 4-7 of outputs 0-15, ...
#include "nn/kernel.h"

#include <algorithm>
#include <cstring>

namespace demarche::nn {

namespace {

/// Whether inputs i, i + 1, i + 4, i + 5 of every eight (and i + 2 likewise), taken alone above or below zero, stay within 16 bits.
bool fits_lanes(const std::int8_t* row, std::size_t inputs) {
  constexpr int kBound = 32767 / kMost;
  for (std::size_t i = 0; i < inputs; i += 8) {
    for (const std::size_t at : {i, i + 2}) {
      int above = 0;
      int below = 0;
      for (const std::size_t k : {at, at + 1, at + 4, at + 5}) {
        above += std::max<int>(row[k], 0);
        below -= std::min<int>(row[k], 0);
      }
      if (std::max(above, below) > kBound) return false;
    }
  }
  return true;
}

}  // namespace

void Weights::set(const Kernel& kernel, const std::int8_t* rows, std::size_t outputs, std::size_t inputs, std::uint8_t zero) {
  outputs_ = outputs;
  inputs_ = inputs;
  const std::size_t tile = kernel.tile;
  const std::size_t group = kernel.group == 0 ? inputs : kernel.group;
  chains_ = true;
  for (std::size_t n = 0; n < outputs && chains_; ++n) chains_ = fits_lanes(rows + n * inputs, inputs);
  tiles_.resize(stride() * inputs);
  starts_.resize(stride());
  for (std::size_t n = 0; n < stride(); ++n) {
    std::int8_t* to = tiles_.data() + n / tile * tile * inputs + n % tile * group;
    std::int32_t sum = 0;
    for (std::size_t i = 0; i < inputs; i += group, to += tile * group) {
      if (n >= outputs) {
        std::memset(to, 0, group);
      } else {
        std::memcpy(to, rows + n * inputs + i, group);
      }
    }
    for (std::size_t i = 0; n < outputs && i < inputs; ++i) sum += rows[n * inputs + i];
    starts_[n] = -static_cast<std::int32_t>(zero) * sum;
  }
}

std::span<const Kernel* const> kernels() {
  static const std::vector<const Kernel*> kAll = [] {
    std::vector<const Kernel*> found;
    for (const Kernel* kernel : {avx512_kernel(), avx2_kernel(), neon_kernel(), portable_kernel()}) {
      if (kernel != nullptr) found.push_back(kernel);
    }
    return found;
  }();
  return kAll;
}

}  // namespace demarche::nn
