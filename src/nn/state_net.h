// A small network over what the parser's network holds of a few words of a decision: what no readable feature names.
//   auto seen = net.start();  net.add(document.states, 0, trigger, seen);  net.add(document.states, 1, head, seen);
//   net.finish(seen)  ->  what that adds to each type, before the features of evidence.h
// Its first layer reads bytes, so that a word costs some thousand products of bytes; the rest is small. Part of a linear model's file
// (docs/model-format.md), trained before the features' weights, which then learn what it leaves (train/states.py).
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "demarche/demarche.h"
#include "nn/kernel.h"
#include "nn/model_file.h"

namespace demarche {

class StateNet {
 public:
  static constexpr std::size_t kMostHidden = 128, kMostTypes = 32;
  using Seen = std::array<float, kMostHidden>;
  using Sums = std::array<float, kMostTypes>;
  /// The network of a model's file; null if it has none. Errors: bad_model.
  static Result<std::unique_ptr<const StateNet>> load(const nn::ModelFile& file, std::size_t types);

  /// What the first layer holds before any word.
  [[nodiscard]] Seen start() const;
  /// Adds a word of the document at one of the places of a decision (its trigger, ...); nothing for kNone or where there are no states.
  /// @param states Document::states
  void add(std::span<const std::uint8_t> states, std::size_t place, Index token, Seen& seen) const;
  /// Adds what was seen of other words.
  void add(const Seen& more, Seen& seen) const;
  /// What everything seen adds to each type.
  [[nodiscard]] Sums finish(const Seen& seen) const;

 private:
  StateNet() = default;
  std::size_t dim_ = 0, hidden_ = 0, middle_ = 0, types_ = 0;
  std::vector<nn::Weights> places_;
  std::vector<float> scale_;                      ///< [places][hidden]
  std::vector<float> bias_;                       ///< [hidden]
  std::vector<float> middle_rows_, middle_bias_;  ///< [hidden][middle], [middle]; middle and types filled up (nn/rows.h)
  std::vector<float> out_rows_, out_bias_;        ///< [middle][types], [types]
};

}  // namespace demarche
