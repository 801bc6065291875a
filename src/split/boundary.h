// Decides where sentences end: a logistic regression over the words, their shapes and what the rules of words.h said, after Palmer & Hearst
// 1997.
//   "thanks for the mail Bob will call you. i hope" -> [thanks for the mail] [Bob will call you.] [i hope]
// Learned by train/split.py, which computes the same features; a change here is a change there. Leaves alone the ends that are fixed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/hash_table.h"
#include "demarche/demarche.h"

namespace demarche {

class Boundary {
 public:
  /// @param path languages/en/split_weights.tsv: feature, weight
  static Result<Boundary> load(const std::string& path);
  /// Makes the sentences of `document` anew; `fixed`: whose ends stand. No sentence grows beyond `longest` words.
  void revise(Document& document, const std::vector<bool>& fixed, Index longest) const;

 private:
  struct Block;
  [[nodiscard]] float score(const Block& block, std::size_t gap) const;
  HashTable<float> weights_;
};

}  // namespace demarche
