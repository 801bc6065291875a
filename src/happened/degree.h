// From a standing to a degree on [-3, 3], on one of two scales that the literature keeps apart only by its data:
//   committed: how far the source commits itself (FactBank, UW, MEANTIME): "will attack" is near 2. The status's value on FactBank's scale
//     (certain 3, probable 2, possible 1), moved a little by what the words weigh within a status;
//   realised: whether it has come about (UDS-IH2): "will attack" is below 0. A fitted sum of weights.
// Weights (languages/en/happened_degrees.tsv) are ridge regressions of the algebra's findings on UDS-IH2's train part; train/happened.py
// fits them. After Saurí & Pustejovsky 2009 and Lee et al. 2015 (EMNLP).
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "base/hash_table.h"
#include "demarche/demarche.h"
#include "happened/algebra.h"

namespace demarche {

/// What the analysis found of an act, as names of weights: "status possible", "aux would", "way verb want to"; sorted, each once.
class Findings {
 public:
  /// @param named keep the names themselves, for trainers; otherwise only their numbers (feature_key() of nn/evidence.h)
  explicit Findings(bool named) : named_(named) {}
  /// Forgets what it held.
  void look(const Tree& tree, const Algebra& algebra, Index act, const Standing& standing);
  [[nodiscard]] const std::vector<std::uint64_t>& keys() const { return keys_; }
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

 private:
  void add(std::initializer_list<std::string_view> parts);
  void of_children(const Tree& tree, Index act);
  void of_way(const Tree& tree, const Algebra& algebra, std::string_view tag, const Standing& standing);

  bool named_;
  std::string frame_;  ///< auxiliaries and the like, with their tags
  std::vector<std::uint64_t> keys_;
  std::vector<std::string> names_;
};

class Degrees {
 public:
  static Result<Degrees> load(const std::string& folder);
  /// @param found of the standing
  [[nodiscard]] double value(const Findings& found, const Standing& standing, Scale scale) const;

 private:
  struct Weight {               // in millionths, so that their sum doesn't go by their order
    std::int32_t within = 0;    ///< what the finding adds within one status
    std::int32_t realised = 0;  ///< what it adds to the realised degree
  };
  HashTable<Weight> weights_;
};

}  // namespace demarche
