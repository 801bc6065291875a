// Who a plural stands for: lists of nations in one phrase, and what goes back to a list.
//   "Indian and Chinese troops" -> IND MIL, CHN MIL;   "Kenya met Uganda. The two leaders ..." -> KEN GOV, UGA GOV
// Comes after the claims, as the parties of an act just told are the likeliest "both sides". A claim then has one mention of the same words
// for each. Leaves a plural alone that it can't count out.
#pragma once

#include "types/tree.h"
#include "who/knowledge.h"
#include "who/words.h"

namespace demarche {

/// Puts all those whom a plural stands for among the actors and recipients of the claims.
void resolve_parties(Document& document, const Tree& tree, const Words& words, const Knowledge& knowledge);

}  // namespace demarche
