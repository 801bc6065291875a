// Sift: which sentences are worth a parse, seen from their words alone.
//   "Kenya rejected the plan." is to be parsed;  "The weather was fine." is skimmed: it gets words and names, but no tree
// A logistic regression over words, pairs of words and shape (languages/en/sift_weights.tsv), learned by train/sift.py from what the whole
// pipeline finds: a sentence is worth it if it holds a claim, or the cue of an attribution that reaches over one elsewhere.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "demarche/demarche.h"

namespace demarche {

class Sift {
 public:
  /// @param folder data root: languages/en/sift_weights.tsv
  static Result<Sift> load(const std::string& folder);
  /// Marks sentences as skimmed, and gives their words a lemma, a guessed tag and a flat tree. Needs sentences and tokens.
  Done run(Document& document) const;
  /// What the choice is made from, for train/sift.py.
  [[nodiscard]] static std::vector<std::string> features(const Document& document, Index sentence);

  Sift(Sift&&) noexcept;
  Sift& operator=(Sift&&) noexcept;
  ~Sift();

 private:
  class Weights;
  explicit Sift(std::unique_ptr<const Weights> weights);
  std::unique_ptr<const Weights> weights_;
};

}  // namespace demarche
