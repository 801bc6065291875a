// Does the lemma of a word with a capital keep it? "Gas" in "Pacific Gas", in a headline, at the head of a sentence.
//   capitals.score(forms, first, end, i) -> 1.3: rather yes; -2.1: rather no
// Where the network is unsure whether the word is a name, this is added to its score. A logistic regression over the word, its ends, its
// neighbours and their shapes (train/capitals.py, whose features are these).
#pragma once

#include <cstddef>
#include <string>

#include "base/hash_table.h"
#include "demarche/demarche.h"
#include "parse/feature.h"

namespace demarche {

class Capitals {
 public:
  /// @param path models/en/capitals.tsv
  static Result<Capitals> load(const std::string& path);
  /// Of the word i of the sentence [first, end).
  [[nodiscard]] float score(const Forms& forms, std::size_t first, std::size_t end, std::size_t i) const;
  [[nodiscard]] bool empty() const { return weights_.size() == 0; }

 private:
  HashTable<float> weights_;  ///< by feature
};

}  // namespace demarche
