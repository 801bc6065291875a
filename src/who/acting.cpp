// See acting.h.
#include "who/acting.h"

#include <algorithm>
#include <utility>

namespace demarche {
namespace {

/// A capital by its name, as one speaks of a government.
bool is_capital(const Entity& e, const Knowledge& knowledge) {
  const auto rows = e.sector == "GOV" ? knowledge.named(name_key(e.name)) : std::span<const Index>{};
  return std::any_of(rows.begin(), rows.end(),
                     [&](Index r) { return knowledge.row(r).kind == ActorRow::Kind::capital && knowledge.row(r).id == e.id; });
}

/// Does the phrase, or the first of its list, do what its verb says ("Kenya and Uganda signed", "signed by Kenya")?
bool does(const Tree& tree, const Mention& m) {
  if (m.kind == Mention::Kind::modifier) return false;
  const Relation r = tree[tree.first_conjunct(m.head)].relation;
  return r == Relation::nsubj || r == Relation::obl_agent;
}

}  // namespace

bool bare_country(const Entity& e, const Knowledge& knowledge) {
  if (!e.place || !e.sector.empty() || !knowledge.is_state(e.country)) return false;
  const auto rows = knowledge.named(name_key(e.name));
  return std::any_of(rows.begin(), rows.end(), [&](Index r) {
    const ActorRow& row = knowledge.row(r);
    return row.country == e.country && (row.kind == ActorRow::Kind::country || row.kind == ActorRow::Kind::demonym);
  });
}

Index entity_like(Document& d, Entity e) {
  for (std::size_t i = 0; i < d.entities.size(); ++i)
    if (d.entities[i].name == e.name && d.entities[i].id == e.id && d.entities[i].country == e.country && d.entities[i].sector == e.sector)
      return static_cast<Index>(i);
  d.entities.push_back(std::move(e));
  return static_cast<Index>(d.entities.size()) - 1;
}

std::string preposition_of(const Tree& tree, Index token) {
  std::string own = tree.preposition(token);
  const Index first = tree.extent(token).first;
  if (own.empty() && first > 0 && tree[first - 1].tag == Tag::ADP && tree.sentence_of(first - 1) == tree.sentence_of(first))
    own = lower(tree[first - 1].lemma);
  if (own.empty() && first < token && tree[first].tag == Tag::ADP) own = lower(tree[first].lemma);
  return own;
}

Entity country_of(const Knowledge& knowledge, std::string_view code) {
  Entity e;
  if (const Index r = knowledge.country(code); r != kNone) {
    e.id = knowledge.row(r).id;
    e.name = knowledge.row(r).name;
  }
  e.country = code;
  e.place = true;
  e.confidence = 0.6F;
  return e;
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
    if (e && bare_country(*e, knowledge) && (does(tree, m) || (with_others && m.kind != Mention::Kind::modifier)))
      m.entity = entity_like(d, government_of(*e));
  };
  for (const Claim& claim : d.claims) {  // "Kenya met with Uganda": of actors, one as much as the other
    const bool any =
        std::any_of(claim.actors.begin(), claim.actors.end(), [&](Index m) { return does(tree, d.mentions[static_cast<std::size_t>(m)]); });
    for (const Index m : claim.actors) act(m, any);
    for (const Index m : claim.sources) act(m, true);
    if (claim.event != "ASSAULT") continue;
    for (const Index m : claim.recipients) {  // "bombed Khartoum": those who live there; "captured": the town
      const Entity* e = d.entity_of(m);
      if (!e || !knowledge.is_state(e->country)) continue;
      const bool town = e->place && e->sector.empty() && d.mentions[static_cast<std::size_t>(m)].kind == Mention::Kind::name &&
                        !bare_country(*e, knowledge);
      if (!town && !is_capital(*e, knowledge)) continue;
      Entity city = *e;
      city.id.clear();
      city.sector = claim.mode.empty() ? "" : "CVL";
      city.place = true;
      d.mentions[static_cast<std::size_t>(m)].entity = entity_like(d, std::move(city));
    }
  }
}

}  // namespace demarche
