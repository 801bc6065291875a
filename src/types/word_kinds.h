// Words and parties as the features of the trained classifiers name them (nn/evidence.h).
//   word_of("Rejected") -> "reject", "14" -> "#", "Kenya" -> "PROPN";  kind_of_party("the Kenyan army") -> "MIL"
#pragma once

#include <string>

#include "demarche/demarche.h"
#include "types/tree.h"

namespace demarche {

/// Verbs, nouns, adjectives, adverbs.
[[nodiscard]] bool has_meaning(Tag tag);
/// The word as features have it: the lemma in small letters; a number is any number, a name any name.
[[nodiscard]] std::string_view word_of(const Tree& tree, Index token);
/// What a token is to its head: "nsubj", "obl:against", "nmod:of".
[[nodiscard]] std::string relation_of(const Tree& tree, Index token);
/// What kind of party a mention is: its sector ("MIL"), or what it is besides ("state", "person", "pronoun"); "?" before it without a
/// country.
/// @param lands is a country that is only a place told from one that is not?
[[nodiscard]] std::string kind_of_party(const Document& document, Index mention, bool lands);

}  // namespace demarche
