// See acting.h.
#include "who/acting.h"

#include <algorithm>

namespace demarche {
namespace {

/// A whole country: by its own name or by a pronoun for it, not a town or a region.
bool bare_country(const Entity& e, const Knowledge& knowledge) {
  if (!e.place || !e.sector.empty() || !knowledge.is_state(e.country)) return false;
  const auto rows = knowledge.named(name_key(e.name));
  return std::any_of(rows.begin(), rows.end(), [&](Index r) {
    const ActorRow& row = knowledge.row(r);
    return row.country == e.country && (row.kind == ActorRow::Kind::country || row.kind == ActorRow::Kind::demonym);
  });
}

/// Does the phrase, or the first of its list, do what its verb says ("Kenya and Uganda signed", "signed by Kenya")?
bool does(const Tree& tree, const Mention& m) {
  if (m.kind == Mention::Kind::modifier) return false;
  const Relation r = tree[tree.first_conjunct(m.head)].relation;
  return r == Relation::nsubj || r == Relation::obl_agent;
}

}  // namespace

Index entity_like(Document& d, Entity e) {
  for (std::size_t i = 0; i < d.entities.size(); ++i)
    if (d.entities[i].name == e.name && d.entities[i].id == e.id && d.entities[i].country == e.country && d.entities[i].sector == e.sector) return static_cast<Index>(i);
  d.entities.push_back(std::move(e));
  return static_cast<Index>(d.entities.size()) - 1;
}

Entity government_of(Entity country) {
  country.sector = "GOV";
  country.place = false;
  country.group = true;
  return country;
}

void resolve_acting(Document& d, const Tree& tree, const Knowledge& knowledge) {
  const auto act = [&](Index mention, bool with_others) {
    Mention& m = d.mentions[static_cast<std::size_t>(mention)];
    const Entity* e = d.entity_of(mention);
    if (e && bare_country(*e, knowledge) && (does(tree, m) || (with_others && m.kind != Mention::Kind::modifier))) m.entity = entity_like(d, government_of(*e));
  };
  for (const Claim& claim : d.claims) {  // "Kenya met with Uganda": of actors, one as much as the other
    const bool any = std::any_of(claim.actors.begin(), claim.actors.end(), [&](Index m) { return does(tree, d.mentions[static_cast<std::size_t>(m)]); });
    for (const Index m : claim.actors) act(m, any);
    for (const Index m : claim.sources) act(m, false);
  }
}

}  // namespace demarche
