// Who may join an act as a party that the rules did not see, and what in a sentence's build speaks against it.
//   "If Pakistan withdraws, India will sign"; withdraws, India as recipient  ->  at least .5
// What a classifier learns of such builds is drowned by words; here they count whatever the words are.
#pragma once

#include <vector>

#include "types/tree.h"

namespace demarche {

/// Somebody with a code, or a person or group of whom none is known?
[[nodiscard]] bool is_somebody(const Document& document, Index mention);
/// "executed Peter Kamau": a name of whom or what nothing is known, but no continent or sea.
[[nodiscard]] bool is_stranger(const Tree& tree, Index mention);
/// "the town of Kessab": the mention of Kessab; kNone for any other.
[[nodiscard]] Index named_place(const Tree& tree, Index mention);
/// The parties of all claims that are such towns are called by their names; of a name that no table knows the town's country is kept.
void name_places(const Tree& tree, Document& document);
/// "Turkey sends guns to its border": nobody's own border is done anything to.
void leave_own_borders(const Tree& tree, Document& document);
/// Somebody of a country that none of the others has, and no part of one of them ("the ministers of Chad and Niger"): more of one country
/// say nothing new.
[[nodiscard]] bool of_new_land(const Tree& tree, Index mention, const std::vector<Index>& others);
/// "agreed to send aid, and the UN may impose sanctions": does a word from `from` up to where the way to `to` turns down have a subject of
/// its own?
[[nodiscard]] bool apart_above(const Tree& tree, Index from, Index to);
/// "The UN said that thousands had fled": who stands above an act whose own subject suffers it doesn't do it.
[[nodiscard]] bool above_undergone(const Tree& tree, const Claim& claim, Index mention);
/// The probability from which the mention may join the act at `trigger`, by the build of the sentence alone; 0 where nothing speaks against
/// it.
[[nodiscard]] float joins_from(const Tree& tree, Index trigger, Index mention, bool actor);

}  // namespace demarche
