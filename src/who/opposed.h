// Whose country is only guessed is not of the very state that he speaks or acts against.
//   "An army spokesman said Israel had attacked the barracks": --- MIL, and the barracks are not Israel's;   "Lee criticised Spain": ---
#pragma once

#include <map>
#include <string>

#include "types/tree.h"
#include "who/knowledge.h"

namespace demarche {

/// Countries that were taken from entities.
using Parted = std::map<Index, std::string>;

/// Takes such guesses away; call once the claims have their sources, before countries that act become governments.
Parted part_opposed(Document& document, const Tree& tree, const Knowledge& knowledge);

}  // namespace demarche
