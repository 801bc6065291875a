// To whom the people and bodies of a phrase belong, and of what sort they are.
//   "a spokesman for the Kenyan army" -> KEN MIL;   "rebel commander" -> REB;   "military authorities" -> MIL
#include <algorithm>

#include "who/acting.h"
#include "who/resolve.h"

namespace demarche {

const Entity* Resolver::owner_of(Index head, std::uint64_t prepositions, bool of_nation) {
  const auto known = [&](Index c) -> const Entity* {
    const Index m = document_.mention_of[static_cast<std::size_t>(c)];
    if (m == kNone) return nullptr;
    resolve(m);
    const Entity* e = document_.entity_of(document_.mentions[static_cast<std::size_t>(m)].entity == kNone ? kNone : m);
    return e && (!e->country.empty() || (!e->sector.empty() && !of_nation)) ? e : nullptr;
  };
  for (Index c : tree_.children(head))
    if (tree_[c].relation == Relation::nmod_poss)
      if (const Entity* e = known(c)) return e;
  for (Index c : tree_.children(head))
    if (tree_[c].relation == Relation::compound || tree_[c].relation == Relation::nmod_desc) {
      const Agent* title = knowledge_.agent(word(c));
      if (words_.is(word(c), Words::abroad)) continue;  // "coalition forces" are of no one country
      if (title && title->kind == Agent::Kind::person && (tree_[head].tag == Tag::PROPN || title->inherits || title->sector.empty()))
        continue;  // "President Obama" belongs to no president, but a "rebel spokesman" to rebels
      if (const Entity* e = known(c)) return e;
    }
  for (Index c : tree_.children(head)) {
    if (tree_[c].relation != Relation::nmod || !words_.is(preposition_of(tree_, c), prepositions)) continue;
    if (const Entity* e = known(c)) return e;
  }
  return nullptr;
}

/// What a noun takes from the organisation of its phrase: all ("spokesman of the army") or, where it is a group's, what it yields to.
void Resolver::take_owner(Entity& e, const Agent& agent, Index head) {
  take_rebels(e, head);
  const auto own_nation = [&](const Entity& owner) {  // "Kenyan student leaders": not the nation that "student" alone would have
    return !e.country.empty() && (owner.country.empty() || (knowledge_.is_state(owner.country) && common_before(head)));
  };
  if (agent.presides) {
    const Entity* body = owner_of(head, Words::belongs);
    if (body && body->group && !body->medium && body->sector != "GOV") {
      e.sector = body->sector;
      e.country = body->country;
    } else if (!body && of_body(head)) {
      e.sector.clear();
      e.country.clear();
    }
  } else if (agent.inherits && agent.kind != Agent::Kind::place) {
    if (const Entity* owner = owner_of(head)) {
      e.sector = owner->sector;
      if (!own_nation(*owner)) e.country = owner->country;
    } else if (const Entity* body = agent.kind == Agent::Kind::person && tree_[head].tag == Tag::NOUN ? body_before(head) : nullptr) {
      e.sector = body->sector;
      e.country = body->country;
    }
    if (e.sector.empty()) e.sector = sort_of(head);
  } else if (agent.yields) {
    const Entity* owner = owner_of(head, Words::belongs);
    if (owner && !owner->place && (!owner->sector.empty() || !knowledge_.is_state(owner->country)) &&
        (!owner->person || common_before(head))) {
      if (agent.sector != "MIL" || owner->sector != "GOV") e.sector = owner->sector;  // a ministry's forces are forces
      if (e.country.empty() || (!knowledge_.is_state(owner->country) && !owner->country.empty()))
        e.country = owner->country;  // "British security agents"
    } else if (const std::string sort = sort_of(head); !sort.empty()) {
      e.sector = sort;  // "tribal leaders"
    } else if (const Entity* body =
                   agent.sector == "MIL" && agent.kind == Agent::Kind::person && e.country.empty() ? body_before(head) : nullptr;
               body && body->sector == "COP") {
      e.sector = body->sector;  // "Police searched the house. Officers ..."
      e.country = body->country;
    }
  }
}

/// Does the phrase name a body of which nothing is known ("president of the federation")?
bool Resolver::of_body(Index head) const {
  const auto children = tree_.children(head);
  return std::any_of(children.begin(), children.end(), [&](Index c) {
    const Relation r = tree_[c].relation;
    const bool owner =
        r == Relation::nmod_poss || r == Relation::compound || (r == Relation::nmod && words_.is(preposition_of(tree_, c), Words::belongs));
    const Agent* a = owner ? agent_of(c, core(c).first, nullptr) : nullptr;
    return a && a->kind == Agent::Kind::group && a->sector != "GOV" && !words_.is(word(c), Words::country);
  });
}

/// "The rebels' finance minister" governs no state.
void Resolver::take_rebels(Entity& e, Index head) {
  const Index owner = tree_.child(head, Relation::nmod_poss);
  const Index m = owner == kNone ? kNone : document_.mention_of[static_cast<std::size_t>(owner)];
  if (m == kNone || e.sector != "GOV") return;
  resolve(m);
  const Entity* whose = document_.entity_of(m);
  if (!whose || whose->sector != "REB") return;
  e.sector = whose->sector;
  e.country = whose->country;
}

/// Does a common noun before the head say of what sort it is ("student leaders")?
bool Resolver::common_before(Index head) const {
  const auto children = tree_.children(head);
  return tree_[head].tag == Tag::NOUN && std::any_of(children.begin(), children.end(), [&](Index c) {
           return c < head && tree_[c].relation == Relation::compound && tree_[c].tag == Tag::NOUN && knowledge_.agent(word(c)) != nullptr;
         });
}

/// The sector that an adjective or a noun before the head gives it: "tribal leaders", "military authorities".
std::string Resolver::sort_of(Index head) const {
  for (const Index c : tree_.children(head)) {
    if (c > head || (tree_[c].relation != Relation::amod && tree_[c].relation != Relation::compound)) continue;
    const Agent* a = knowledge_.agent(word(c));
    if (a && !a->sector.empty() && (a->kind != Agent::Kind::person || tree_[c].relation == Relation::compound) &&
        a->kind != Agent::Kind::place)
      return a->sector;
  }
  return "";
}

/// "The army denied it. A spokesman said ...": of the body that the sentence before, or this one, began with.
const Entity* Resolver::body_before(Index head) const {
  const Index sentence = tree_.sentence_of(head);
  const Index own = document_.mention_of[static_cast<std::size_t>(head)];
  if (own == kNone) return nullptr;
  for (auto k = static_cast<std::size_t>(own); k-- > 0;) {
    const Mention& m = document_.mentions[k];
    if (sentence - tree_.sentence_of(m.head) > 1) return nullptr;
    const Entity* e = document_.entity_of(static_cast<Index>(k));
    if (e && (e->group || e->sector == "COP") && !e->medium && !e->sector.empty() && universal(tree_[m.head].relation) == Relation::nsubj)
      return e;
  }
  return nullptr;
}

/// The sector that adjectives and nouns before a place give it: "presidential farm" GOV, "police post" COP, "military airport" MIL.
std::string Resolver::sector_around(Index head) const {
  for (Index c : tree_.children(head)) {
    if (tree_[c].relation != Relation::amod && tree_[c].relation != Relation::compound) continue;
    const Agent* whole = c > 0 && tree_[c].relation == Relation::compound ? agent_of(c, c - 1, nullptr) : nullptr;  // "coast guard ship"
    if (const Agent* a = whole ? whole : knowledge_.agent(word(c)); a && !a->sector.empty()) return a->sector;
    for (Index g : tree_.children(c))  // "civil police posts"
      if (tree_[g].relation == Relation::compound || tree_[g].relation == Relation::amod)
        if (const Agent* a = knowledge_.agent(word(g)); a && !a->sector.empty()) return a->sector;
  }
  return "";
}

}  // namespace demarche
