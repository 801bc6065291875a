// From a standing to a degree on [-3, 3], on one of two scales that the literature keeps apart only by its data:
//   committed: how far the source commits itself (FactBank, UW, MEANTIME): "will attack" is near 2. The status's value on FactBank's scale
//     (certain 3, probable 2, possible 1), moved a little by what the words weigh within a status;
//   realised: whether it has come about (UDS-IH2): "will attack" is below 0. A fitted sum of weights.
// Weights (languages/en/happened_degrees.tsv) are ridge regressions of the algebra's findings on UDS-IH2's train part; train/happened.py
// fits them. After Saurí & Pustejovsky 2009 and Lee et al. 2015 (EMNLP).
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "demarche/demarche.h"
#include "happened/algebra.h"

namespace demarche {

/// What the analysis found of the act, as names of weights: "status possible", "aux would", "way verb want to"; sorted, each once.
[[nodiscard]] std::vector<std::string> findings(const Tree& tree, const Algebra& algebra, Index act, const Standing& standing);

class Degrees {
 public:
  static Result<Degrees> load(const std::string& folder);
  /// @param found findings() of the standing
  [[nodiscard]] double value(const std::vector<std::string>& found, const Standing& standing, Scale scale) const;

 private:
  struct Weight {
    float within = 0;    // what the finding adds within one status
    float realised = 0;  // what it adds to the realised degree
  };
  std::unordered_map<std::string, Weight> weights_;
};

}  // namespace demarche
