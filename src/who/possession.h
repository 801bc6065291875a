// "My government", "our troops": what the first person owns takes the speaker's country, once it is known who speaks.
#pragma once

#include "types/tree.h"
#include "who/words.h"

namespace demarche {

/// Call after resolve_first_person(). Adds entities; those of other phrases stay as they are.
void resolve_owned(Document& document, const Tree& tree, const Words& words);

}  // namespace demarche
