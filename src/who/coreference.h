// Pronouns and bare group nouns ("the group", "the country") -> the entity that they stand for.
#pragma once

#include "types/tree.h"

namespace demarche {

/// Fills `entity` of pronoun mentions and of definite group nouns without a code. Salience after Lappin & Leass 1994, much reduced:
/// agreement in person and number, then recency, subjects first.
void resolve_pronouns(Document& document, const Tree& tree);
/// "I", "we", "our": the source whose words they stand in, else the first government or body that the document names.
void resolve_first_person(Document& document, const Tree& tree);

}  // namespace demarche
