// Who of a sentence takes part in an act, and as what: the features of a mention beside an act and a trained classifier that weighs them.
//   "cooperation of Iran with the navies of China"; cooperation, navies  ->  recipient 0.8, none 0.1, actor 0.1
// What the slots of the codebook say is one feature among others. Features are readable strings: train/train_parties.py learns from what
// demarche-eval prints of them. Needs claims with the parties that the rules gave; knows nothing of status.
#pragma once

#include <string>
#include <vector>

#include "nn/evidence.h"
#include "types/tree.h"
#include "what/lexicon.h"

namespace demarche {

/// A mention in the sentence of an act.
struct Casting {
  Index claim = kNone, mention = kNone;
  std::vector<std::string> features;
};

/// All mentions beside all acts of a document, act by act, with their features.
[[nodiscard]] std::vector<Casting> castings(const Tree& tree, const Lexicon& lexicon);
/// Adds the parties that the rules missed and takes away those that they should not have taken.
/// @param model its types are none, actor, recipient in this order
void cast_parties(const Tree& tree, const Lexicon& lexicon, const LinearModel& model, Document& document);

}  // namespace demarche
