// Verbs of headlines and terse items that the parser takes for nouns or participles.
//   "Kenyan police arrest former minister John Doe"   arrest = NOUN, police = its compound, Doe = its apposition
//   "Chad severed relations with Sudan"               severed = amod of relations, Chad = compound of it
//   "is said to have fired shells"             fired = amod of shells
// Finds who does and what is done; knows nothing of senses.
#pragma once

#include <optional>

#include "types/frame.h"

namespace demarche {

/// The frame of such a verb, or nothing if the token stands as a noun or participle should.
[[nodiscard]] std::optional<Frame> headline_frame(const Tree& tree, Index token);

}  // namespace demarche
