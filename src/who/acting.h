// A country that acts or speaks is its government.   "Kenya condemned Uganda": KEN GOV condemned UGA
// Comes after the claims: a country stays bare where it only suffers the act, or stands before a noun ("Kenyan support").
#pragma once

#include "types/tree.h"
#include "who/knowledge.h"
#include "who/words.h"

namespace demarche {

/// Gives the countries among actors and sources that are subjects of their verb the sector GOV.
void resolve_acting(Document& document, const Tree& tree, const Knowledge& knowledge);

/// A whole country: by its own name or by a pronoun for it, not a town or a region.
[[nodiscard]] bool bare_country(const Entity& e, const Knowledge& knowledge);
/// The preposition of a phrase, also one that the parser hung on the end of its list ("of North and South Korea").
[[nodiscard]] std::string preposition_of(const Tree& tree, Index token);
/// The index of an entity like `e`, added if there is none.
Index entity_like(Document& document, Entity e);
/// A state by its name, as an entity.
[[nodiscard]] Entity country_of(const Knowledge& knowledge, std::string_view code);
/// A country as its government: the same id and name, sector GOV, no place.
[[nodiscard]] Entity government_of(Entity country);

}  // namespace demarche
