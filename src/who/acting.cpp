// See acting.h.
#include "who/acting.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

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

/// "the two countries", "both sides": of a pair, and of no other than those just named.
bool pair(const Tree& tree, const Words& words, const Mention& m) {
  const std::string l = lower(tree[m.head].lemma);
  if (m.kind != Mention::Kind::nominal || tree[m.head].xpos != "NNS" || !words.is(l, Words::country | Words::side)) return false;
  bool both = false;
  for (const Index c : tree.children(m.head)) {
    if (words.is(lower(tree[c].lemma), Words::both)) both = true;
    if (universal(tree[c].relation) == Relation::nmod || tree[c].relation == Relation::amod || tree[c].relation == Relation::compound) return false;  // says which
  }
  return both;
}

/// The first mentions of the countries that the text names shortly before; empty unless they are two.
std::vector<Index> two_before(const Document& d, const Tree& tree, const Knowledge& knowledge, Index head) {
  const Index here = tree.sentence_of(head);
  for (Index reach = 0; reach <= 2; ++reach) {  // the nearest sentences that name two
    std::vector<Index> found;
    for (std::size_t i = 0; i < d.mentions.size() && d.mentions[i].head < head; ++i) {
      const Entity* e = d.entity_of(static_cast<Index>(i));
      if (here - tree.sentence_of(d.mentions[i].head) > reach || !e || !knowledge.is_state(e->country)) continue;
      const bool named = d.mentions[i].kind != Mention::Kind::pronoun && (e->place || e->sector == "GOV");
      if (named && std::none_of(found.begin(), found.end(), [&](Index f) { return d.entity_of(f)->country == e->country; })) found.push_back(static_cast<Index>(i));
    }
    if (found.size() > 2) return {};
    if (found.size() == 2) return found;
  }
  return {};
}

/// A state by its name, as an entity.
Entity country_of(const Knowledge& knowledge, const std::string& code) {
  Entity e;
  for (const ActorRow& row : knowledge.rows())
    if (row.kind == ActorRow::Kind::country && row.country == code) {
      e.id = row.id;
      e.name = row.name;
      break;
    }
  e.country = code;
  e.place = true;
  e.confidence = 0.6F;
  return e;
}

}  // namespace

void resolve_pairs(Document& d, const Tree& tree, const Words& words, const Knowledge& knowledge) {
  std::map<Index, std::pair<Index, Index>> pairs;  // mention -> those of the two
  const auto expand = [&](std::vector<Index>& parties) {
    for (std::size_t i = 0; i < parties.size(); ++i) {
      const Index m = parties[i];
      const Mention phrase = d.mentions[static_cast<std::size_t>(m)];
      if (!pairs.contains(m)) {
        if (!pair(tree, words, phrase)) continue;
        const std::vector<Index> two = two_before(d, tree, knowledge, phrase.head);
        if (two.size() != 2) continue;
        const std::string countries[] = {d.entity_of(two[0])->country, d.entity_of(two[1])->country};
        Mention second = phrase;
        d.mentions[static_cast<std::size_t>(m)].entity = entity_like(d, country_of(knowledge, countries[0]));
        second.entity = entity_like(d, country_of(knowledge, countries[1]));
        pairs[m] = {m, static_cast<Index>(d.mentions.size())};
        d.mentions.push_back(second);
      }
      parties.insert(parties.begin() + static_cast<std::ptrdiff_t>(++i), pairs[m].second);
    }
  };
  for (Claim& claim : d.claims) {
    expand(claim.actors);
    expand(claim.recipients);
  }
}

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
