// The classifier of relations: a multinomial logistic regression over the features of relation.h and over the mean vectors of the words in
// some of their groups (p: on the path, b: between the parties ...), so that a verb that no lexicon knows is judged by its neighbours.
//   model.types({"p:reject", "tr:obj", ...})  ->  {REJECT 0.97, CONSULT 0.01, ...}
// models/en/relation.bin (docs/model-format.md), written by train/train_relation.py. Immutable after loading.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/hash_table.h"
#include "base/large_pages.h"
#include "demarche/demarche.h"

namespace demarche {

class RelationModel {
 public:
  static Result<RelationModel> load(const std::string& path);
  /// Every type with its probability, likeliest first.
  [[nodiscard]] std::vector<std::pair<std::string, float>> types(const std::vector<std::string>& features) const;
  /// What a feature adds to a type, 0 if it is not known.
  [[nodiscard]] float weight(const std::string& feature, const std::string& type) const;

 private:
  void add_features(const std::vector<std::string>& features, std::span<float> sum) const;
  void add_vectors(const std::vector<std::string>& features, std::span<float> sum) const;
  std::vector<std::string> types_, groups_;
  HashTable<std::uint32_t> features_, words_;
  LargeBytes rows_, vectors_;                               ///< feature x width, word x dimension, over their scales
  std::vector<float> scale_, vector_scale_, bias_, dense_;  ///< feature, word, width, (group, dimension) x width
  std::size_t dim_ = 0, width_ = 0;                         ///< dimensions and types, filled up as sums of rows want them
};

}  // namespace demarche
