// Two of whom the text speaks by halves: "the North" beside South Korea, "the former" and "the latter" of two parties.
#include <algorithm>
#include <set>

#include "types/within.h"
#include "who/resolve.h"

namespace demarche {

/// "South Korea proposed talks. The North rejected": names of states by the word that tells them from the one named.
void Resolver::add_halves() {
  std::set<std::pair<std::string, std::string>> wholes;  // names of two words: "south", "korea"
  std::vector<bool> named(document_.tokens.size());
  for (const NameMatch& n : names_) {
    for (Index t = n.first; t < n.last; ++t) named[static_cast<std::size_t>(t)] = true;
    if (n.last - n.first == 2 && knowledge_.row(n.row).kind <= ActorRow::Kind::demonym && words_.is(word(n.first), Words::quarter))
      wholes.emplace(word(n.first), name_key(document_.of(tree_[n.last - 1].span)));
  }
  if (wholes.empty()) return;
  const auto end = static_cast<Index>(document_.tokens.size());
  std::vector<Index> halves;
  for (Index t = 1; t < end; ++t) {
    const bool longer = t + 1 < end && noun_tag(tree_[t + 1].tag) && capital(t + 1);
    if (!named[static_cast<std::size_t>(t)] && !longer && capital(t) && noun_tag(tree_[t].tag) && words_.is(word(t), Words::quarter) &&
        words_.is(word(t - 1), Words::definite) && !words_.is(tree_.preposition(t), Words::at))
      halves.push_back(t);
  }
  const auto state = [&](Index half, const std::string& name) {
    const Index r = choose_row(knowledge_.named(word(half) + name), knowledge_, document_.date);
    return r == kNone || knowledge_.row(r).kind > ActorRow::Kind::demonym ? kNone : knowledge_.country(knowledge_.row(r).country);
  };
  for (const auto& [first, name] : std::set(wholes))  // "the North" beside South Korea tells that "the South" is a state, too
    for (const Index t : halves)
      if (word(t) != first && state(t, name) != kNone) wholes.emplace(word(t), name);
  for (const Index t : halves)
    for (const auto& [first, name] : wholes)  // there must be two such states, or it is a part of one ("South Africa")
      if (const Index r = first == word(t) ? kNone : state(t, name); r != kNone) {
        names_.push_back({t, t + 1, r, 0.8F});
        break;
      }
  std::stable_sort(names_.begin(), names_.end(), [](const NameMatch& a, const NameMatch& b) { return a.first < b.first; });
}

/// "Kenya and Uganda met. The former accused the latter": one of the two parties that the sentences before name last; else kNone.
Index Resolver::one_of_two(Index mention) {
  const Mention& m = document_.mentions[static_cast<std::size_t>(mention)];
  const bool first = words_.is(tree_.form(m.head), Words::earlier), last = words_.is(tree_.form(m.head), Words::last);
  if (m.kind != Mention::Kind::nominal || (!first && !last) || !is_definite(m.head)) return kNone;
  const Index here = tree_.sentence_of(m.head);
  if (here == 0) return kNone;
  const Sentence& before = document_.sentences[static_cast<std::size_t>(here - 1)];
  std::vector<Index> named;
  for (const std::size_t k : mentions_within(document_, before.first, before.last)) {
    const Entity* e = document_.entity_of(static_cast<Index>(k));
    const Mention::Kind kind = document_.mentions[k].kind;
    if (!e || e->country.empty() || kind != Mention::Kind::name || words_.is(tree_.preposition(document_.mentions[k].head), Words::at))
      continue;
    if (!holds(named, document_.mentions[k].entity)) named.push_back(document_.mentions[k].entity);
  }
  return named.size() != 2 ? kNone : first ? named[0] : named[1];
}

}  // namespace demarche
