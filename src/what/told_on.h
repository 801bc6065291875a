// Who does an act that a text goes on about: "Troops raided Homs. Two people were shot.", "A bomb killed two. Rebels claimed
// responsibility.", "Two people were shot. The suspect was arrested."
//   the shots: the troops; the bomb: the rebels; the shots: the suspect
// Looks one sentence back or on, in the same paragraph, and only for acts of which nobody is named who does them. Needs claims with the
// parties of their own sentences; see lend.h for what refers back.
#pragma once

#include "types/tree.h"
#include "what/lexicon.h"

namespace demarche {

void tell_on(const Tree& tree, const Lexicon& lexicon, Document& document);

}  // namespace demarche
