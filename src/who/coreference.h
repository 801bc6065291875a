// Pronouns and bare group nouns ("the group", "the country") -> the mention that they stand for.
//   "Kenya's president ... He"  ->  antecedent(He) = "Kenya's president"
// Leaves a pronoun open rather than guess across many sentences. Does not link names (resolve.h does, by the name).
#pragma once

#include "types/tree.h"
#include "who/words.h"

namespace demarche {

/// The earlier mention that this pronoun or definite group noun stands for, or kNone. Mentions before it must be resolved. Salience after
/// Lappin & Leass 1994, much reduced: agreement in person, number and gender, then recency, subjects first.
/// @param first sentence before which another story is told
/// @param sector "" = any; else only one of this sector, or one whose name holds the noun ("the union" is no human rights group)
[[nodiscard]] Index antecedent(const Document& document, const Tree& tree, const Words& words, Index mention, Index first = 0,
                               std::string_view sector = {});

/// "The minister met with Ann Lee. They ...": does the mention, one person and the subject of its verb, do something with somebody else?
[[nodiscard]] bool with_another(const Document& document, const Tree& tree, const Words& words, Index mention);

}  // namespace demarche
