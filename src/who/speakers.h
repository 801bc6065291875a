// "I", "we", "our": whoever speaks where they stand.   "Norway condemns ... We call on": Norway;   "We left," the minister said: he
#pragma once

#include "types/tree.h"
#include "who/knowledge.h"
#include "who/words.h"

namespace demarche {

/// The source whose words they stand in, else the first government or body that the document names.
void resolve_first_person(Document& document, const Tree& tree, const Words& words, const Knowledge& knowledge);

}  // namespace demarche
