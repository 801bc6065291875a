// Readable features of one decision, and the trained classifier that weighs them.
//   Evidence e(false);  e.add({"l:", lemma});  e.add_word("tank");  e.close();  model.weigh(e) -> {none .1, ASSAULT .8, ...}
// Only hashes are kept, so that nothing is allocated where news is coded; with names, for the trainers in train/, the features themselves.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "demarche/demarche.h"
#include "nn/model_file.h"

namespace demarche {

class Evidence {
 public:
  struct Seen {
    std::uint64_t key = 0;  ///< hash64 of the feature
    float value = 1;
  };
  explicit Evidence(bool named) : named_(named) {}
  void clear();
  /// One feature, given in parts.
  void add(std::initializer_list<std::string_view> parts);
  /// A word of the surroundings, "w:" before it: all of them together count as a few features.
  void add_word(std::string_view word);
  /// Each feature once; to be called before anything is asked.
  void close();
  [[nodiscard]] std::span<const Seen> seen() const { return seen_; }
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

 private:
  bool named_;
  std::vector<Seen> seen_;
  std::vector<std::uint64_t> words_;
  std::vector<std::string> names_;
};

/// Multinomial logistic regression. Immutable after loading; read in place from the mapped file (docs/model-format.md).
class LinearModel {
 public:
  static constexpr std::size_t kMostTypes = 32;
  using Weights = std::array<float, kMostTypes>;
  static Result<LinearModel> load(const std::string& path);
  /// What the evidence adds to every type, in the order of types().
  [[nodiscard]] Weights sum(const Evidence& evidence) const;
  /// The probability of every type, in the order of types(). `around` is the sum of evidence that several decisions share.
  [[nodiscard]] Weights weigh(const Evidence& evidence, const Weights& around = {}) const;
  /// Was the feature seen in training?
  [[nodiscard]] bool knows(std::initializer_list<std::string_view> parts) const;
  [[nodiscard]] const std::vector<std::string>& types() const { return types_; }

 private:
  explicit LinearModel(nn::ModelFile file) : file_(std::move(file)) {}
  [[nodiscard]] std::size_t place(std::uint64_t key) const;

  nn::ModelFile file_;
  std::vector<std::string> types_;
  std::span<const std::uint64_t> keys_;  ///< open addressing, a power of two of slots; 0 is free
  std::span<const std::int8_t> rows_;    ///< slot x type
  std::span<const float> scale_;         ///< of each slot's row
  std::span<const float> bias_;
};

}  // namespace demarche
