// The arithmetic of the networks, in one version for each kind of processor; all versions give the same bits.
//   const Kernel& k = best_kernel();                      // AVX-512 VNNI, AVX2, NEON or portable, whatever this machine runs
//   Weights w(k, rows, outputs, inputs);                  // int8, laid out as k wants them
//   k.product(activations, count, w, sums);               // sums[m][n] = sum over i of (activations[m][i] - 64) * rows[n][i], exactly
// Activations are bytes of seven bits, 0..127, with 64 (or, of what is never below zero, 0) for zero: x86 multiplies unsigned by signed
// bytes and adds two products in 16 bits, which seven bits can't overflow. Integer sums are exact; float work is elementwise or in 16 fixed
// lanes, without contraction (-ffp-contract=off), hence the same everywhere. Lengths of float rows are multiples of kLanes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace demarche::nn {

inline constexpr std::size_t kLanes = 16;        ///< lanes of a sum over a row
inline constexpr std::size_t kMaxInputs = 3072;  ///< of a product; keeps sums within 32 bits
inline constexpr std::uint8_t kZero = 64;        ///< the activation that stands for 0
inline constexpr std::uint8_t kMost = 127;       ///< the greatest activation

[[nodiscard]] constexpr std::size_t padded(std::size_t n) {
  return (n + kLanes - 1) / kLanes * kLanes;
}

class Weights;

struct Kernel {
  const char* name;
  std::size_t tile;   ///< outputs whose weights lie interleaved
  std::size_t group;  ///< consecutive inputs of one output that lie together; 0 = all
  bool asks_chains;   ///< whether its product looks at Weights::chains()

  /// sums [count][weights.stride()] of activations [count][weights.inputs()].
  void (*product)(const std::uint8_t* activations, std::size_t count, const Weights& weights, std::int32_t* sums);
  /// sum = the rows `which` of an int8 table [][n], each times its scale, added in the order given.
  void (*add_rows)(const std::int8_t* table, const float* scales, std::span<const std::uint32_t> which, std::size_t n, float* sum);
  /// Layer normalisation without gain and bias (Ba et al. 2016), times `factor`, rounded, plus kZero, kept within 0..kMost.
  void (*normalise)(const float* x, std::size_t n, float factor, std::uint8_t* out);
  /// The same of four rows that follow each other, sooner than one after the other.
  void (*normalise_four)(const float* x, std::size_t n, float factor, std::uint8_t* const (&out)[4]);
  /// One step of a fading memory, in steps of the activations: state = state * decay + (in - kZero) * gain; out = state rounded, plus
  /// kZero, kept within 0..kMost. |state| must stay below 2^22.
  void (*fade)(const std::uint8_t* in, const float* decay, const float* gain, std::size_t n, float* state, std::uint8_t* out);
  /// (x + y) / scale rounded, plus zero, kept within 0..kMost; y may be nullptr.
  void (*quantise)(const float* x, const float* y, std::size_t n, float scale, std::uint8_t zero, std::uint8_t* out);
  /// out = sums * factors + biases.
  void (*rescale)(const std::int32_t* sums, const float* factors, const float* biases, std::size_t n, float* out);
  /// x += max(0, sums * factors + biases).
  void (*add_relu)(const std::int32_t* sums, const float* factors, const float* biases, std::size_t n, float* x);
  /// Index of the greatest, the first if several.
  std::size_t (*argmax)(const float* x, std::size_t n);
  /// argmax of what rescale would write.
  std::size_t (*greatest)(const std::int32_t* sums, const float* factors, const float* biases, std::size_t n);
};

/// A matrix of int8 weights in the layout of one kernel.
class Weights {
 public:
  Weights() = default;
  /// rows [outputs][inputs]; inputs a multiple of kLanes, at most kMaxInputs; zero: the activation that stands for 0.
  Weights(const Kernel& kernel, const std::int8_t* rows, std::size_t outputs, std::size_t inputs, std::uint8_t zero = kZero) {
    set(kernel, rows, outputs, inputs, zero);
  }
  /// The same, in the memory already held.
  void set(const Kernel& kernel, const std::int8_t* rows, std::size_t outputs, std::size_t inputs, std::uint8_t zero = kZero);

  [[nodiscard]] std::size_t outputs() const { return outputs_; }
  [[nodiscard]] std::size_t inputs() const { return inputs_; }
  [[nodiscard]] std::size_t stride() const { return padded(outputs_); }  ///< outputs with the zero ones that fill the last tile
  /// [stride() / tile][inputs / group][tile][group]
  [[nodiscard]] const std::int8_t* tiles() const { return tiles_.data(); }
  /// -zero * (sum of an output's weights): where its sum starts.
  [[nodiscard]] const std::int32_t* starts() const { return starts_.data(); }
  /// Whether, as far as the kernel asks, the four products that two neighbouring groups of four inputs give in one 16-bit lane never
  /// overflow it, whatever the activations.
  [[nodiscard]] bool chains() const { return chains_; }

 private:
  std::size_t outputs_ = 0, inputs_ = 0;
  bool chains_ = true;
  std::vector<std::int8_t> tiles_;
  std::vector<std::int32_t> starts_;
};

/// The kernels that this machine runs, best first; the last is the portable one.
[[nodiscard]] std::span<const Kernel* const> kernels();
[[nodiscard]] inline const Kernel& best_kernel() {
  return *kernels().front();
}

// One file each; nullptr where the compiler or the processor has none.
[[nodiscard]] const Kernel* avx512_kernel();
[[nodiscard]] const Kernel* avx2_kernel();
[[nodiscard]] const Kernel* neon_kernel();
[[nodiscard]] const Kernel* portable_kernel();

}  // namespace demarche::nn
