// The classifier of relations: a multinomial logistic regression over the features of relation.h and over the mean vectors of the words in
// some of their groups (p: on the path, b: between the parties ...), so that a verb that no lexicon knows is judged by its neighbours.
//   model.types({"p:reject", "tr:obj", ...})  ->  {REJECT 0.97, CONSULT 0.01, ...}
// models/en/relation.bin (docs/model-format.md), written by train/train_relation.py. Immutable after loading.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

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
  std::vector<std::string> types_, groups_;
  std::unordered_map<std::string, std::size_t> features_, words_;
  std::vector<std::int8_t> rows_;                      ///< feature x type, over the feature's scale
  std::vector<float> scale_, bias_, dense_, vectors_;  ///< feature, type, (group, dimension) x type, word x dimension
  std::size_t dim_ = 0;
};

}  // namespace demarche
