// One act told with two words of a sentence is one claim.
//   "The attack killed 13."  "fought a war"  "fired shells, striking a town"
// Works on the readings of one sentence; does not join acts across sentences.
#pragma once

#include <vector>

#include "what/match.h"

namespace demarche {

/// The reading that tells less is left with no confidence; the other keeps the parties of both.
void merge_repeats(const Tree& tree, std::vector<Reading>& found);
/// A verb and its object, once the classifier has added readings and mended their types: the verb's stays, the noun's goes.
void merge_objects(const Tree& tree, std::vector<Reading>& found);
/// "lifted the sanctions", "cut aid", "violated the ceasefire": what a verb that asks for its noun undoes is told by the verb, unless it
/// was somebody else's ("rejected an offer by Chad") or never to be ("cancelled the talks").
void drop_undone(const Tree& tree, std::vector<Reading>& found);

}  // namespace demarche
