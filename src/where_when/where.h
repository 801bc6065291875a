// Places named in the text, each resolved to one row of the gazetteer.
//   "an attack in Idlib, Syria"  ->  {Idlib, SYR, city}, confidence by what speaks for it
// Several places of a name: the one whose country is named beside it or most in the text, a state's capital, else the most people. Which
// place is a claim's own is decided in attach.h.
#pragma once

#include <vector>

#include "types/tree.h"
#include "where_when/gazetteer.h"
#include "where_when/whereabouts.h"

namespace demarche {

struct PlaceName {
  Index first = 0, last = 0;  ///< tokens
  Index head = kNone;         ///< the one of them on which the others hang
  Index row = kNone;
  float confidence = 0;
};

[[nodiscard]] std::vector<PlaceName> find_places(const Document& document, const Tree& tree, const Gazetteer& gazetteer,
                                                 const Whereabouts& words, const std::vector<bool>& wanted = {});

}  // namespace demarche
