// What the status of a claim is learned from: the algebra's findings, the act, who tells it, and when.
//   "Chad has yet to release them", algebra planned  ->  status planned, way1 verb have, E:CONCEDE, ... -> denied .7
// The algebra decides; a trained classifier (train/train_statuses.py) overrules it where it is surer of another status.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "demarche/demarche.h"
#include "happened/algebra.h"
#include "happened/degree.h"
#include "nn/evidence.h"
#include "types/within.h"

namespace demarche {

class Judge {
 public:
  /// @param model nullptr to keep the features' names, for the trainer
  Judge(const Tree& tree, const Algebra& algebra, const LinearModel* model);
  /// @param standing what the algebra makes of the act; @param found its findings, named where there is no model
  const Evidence& evidence(const Claim& claim, const Standing& standing, const Findings& found);
  /// The types of the classifier: all statuses, in their order.
  static std::vector<std::string> types();
  /// The status by the classifier, where it is sure enough that the algebra is wrong; otherwise, or without one, the algebra's.
  Status verdict(const Claim& claim, const Standing& standing, const Findings& found);

 private:
  void itself(const Claim& claim, std::string_view status);
  void teller(const Claim& claim, std::string_view status);
  void surroundings(const Claim& claim, std::string_view status);
  [[nodiscard]] bool rejected_by_its_actor(const Claim& claim) const;

  const Tree& tree_;
  const Algebra& algebra_;
  const Around contents_;
  const LinearModel* model_;
  Evidence out_;
};

}  // namespace demarche
