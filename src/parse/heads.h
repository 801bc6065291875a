// The dependency tree of a sentence from the scores of its arcs.
//   scores of token i under token j -> heads {1, kNone, 1}: token 1 is the root, 0 and 2 hang on it
#pragma once

#include <cstddef>
#include <span>

#include "demarche/demarche.h"
#include "nn/kernel.h"

namespace demarche {

/// Scores of all arcs among `size` tokens: row i, column j: token i hangs on token j; column `size`: it is the root.
/// The diagonal and the columns beyond are minus infinity, everything else finite. The stride is a multiple of nn::kLanes.
struct ArcScores {
  std::span<float> values;
  std::size_t size = 0;
  std::size_t stride = 0;
  [[nodiscard]] float* row(std::size_t i) const { return values.data() + i * stride; }
};

/// Fills heads (kNone for the root): every token's best head where that is a tree; otherwise the best single root is kept and the maximum
/// spanning tree under it found (Chu & Liu 1965, Edmonds 1967; O(n^2) after Tarjan 1977). Always a tree with one root. Uses up the scores.
void find_heads(const nn::Kernel& kernel, const ArcScores& scores, std::span<Index> heads);

}  // namespace demarche
