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

constexpr std::size_t kFour = 4;  // a group known while compiling is copied by one instruction

/// Eight at a time, in lanes of 16 bits that hold two sums of unsigned bytes each.
std::int32_t sum_of_bytes(const std::int8_t* bytes, std::size_t n) {
  constexpr std::uint64_t kFlip = 0x8080808080808080ULL;  // -128..127 to 0..255
  constexpr std::uint64_t kEven = 0x00FF00FF00FF00FFULL;
  constexpr std::size_t kEights = 64;  // till a lane might be full
  std::int32_t sum = 0;
  for (std::size_t i = 0; i < n;) {
    std::uint64_t lanes = 0;
    for (const std::size_t stop = std::min(n, i + 8 * kEights); i < stop; i += 8) {
      std::uint64_t eight;
      std::memcpy(&eight, bytes + i, sizeof eight);
      eight ^= kFlip;
      lanes += (eight & kEven) + (eight >> 8 & kEven);
    }
    for (; lanes != 0; lanes >>= 16) sum += static_cast<std::int32_t>(lanes & 0xFFFF);
  }
  return sum - 128 * static_cast<std::int32_t>(n);
}

}  // namespace

void Weights::set(const Kernel& kernel, const std::int8_t* rows, std::size_t outputs, std::size_t inputs, std::uint8_t zero) {
  outputs_ = outputs;
  inputs_ = inputs;
  const std::size_t tile = kernel.tile;
  const std::size_t group = kernel.group == 0 ? inputs : kernel.group;
  chains_ = kernel.asks_chains;
  for (std::size_t n = 0; n < outputs && chains_; ++n) chains_ = fits_lanes(rows + n * inputs, inputs);
  tiles_.resize(stride() * inputs);
  starts_.resize(stride());
  if (outputs < stride()) std::memset(tiles_.data() + outputs / tile * tile * inputs, 0, tile * inputs);
  for (std::size_t n = 0; n < outputs; ++n) {
    const std::int8_t* from = rows + n * inputs;
    std::int8_t* to = tiles_.data() + n / tile * tile * inputs + n % tile * group;
    if (group == kFour) {
      for (std::size_t i = 0; i < inputs; i += kFour, to += tile * kFour) std::memcpy(to, from + i, kFour);
    } else {
      for (std::size_t i = 0; i < inputs; i += group, to += tile * group) std::memcpy(to, from + i, group);
    }
    starts_[n] = -static_cast<std::int32_t>(zero) * sum_of_bytes(from, inputs);
  }
  std::fill(starts_.begin() + static_cast<std::ptrdiff_t>(outputs), starts_.end(), 0);
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
