// Who reacts to an act is none of its actors:
//   "I am appalled at the killing", "The council condemned the raid", "the minister's statement on the attack"
// A classifier takes the one subject near a hostile noun for who did it.
#pragma once

#include "types/tree.h"

namespace demarche {

void leave_reactors(const Tree& tree, Document& document);

}  // namespace demarche
