// See word_kinds.h.
#include "types/word_kinds.h"

namespace demarche {

bool has_meaning(Tag tag) {
  return tag == Tag::VERB || tag == Tag::NOUN || tag == Tag::ADJ || tag == Tag::ADV;
}

std::string_view word_of(const Tree& tree, Index token) {
  const Tag tag = tree[token].tag;
  return tag == Tag::NUM ? "#" : tag == Tag::PROPN ? "PROPN" : tree.lemma(token);
}

std::string relation_of(const Tree& tree, Index token) {
  const Relation relation = tree[token].relation;
  std::string out(name(relation));
  if (universal(relation) == Relation::obl || relation == Relation::nmod) out += ":" + tree.preposition(token);
  return out;
}

std::string kind_of_party(const Document& document, Index mention, bool lands) {
  const Entity* e = document.entity_of(mention);
  if (e == nullptr) return document.mentions[static_cast<std::size_t>(mention)].kind == Mention::Kind::pronoun ? "pronoun" : "-";
  std::string out = e->sector.substr(0, 3);
  if (e->country.empty() && out.empty()) return e->person ? "person" : e->group ? "group" : e->place ? "place" : "other";
  const bool igo = e->country == "IGO" || e->country == "UNO" || e->country == "EUR";
  if (out.empty()) out = e->person ? "person" : igo ? "igo" : lands && e->place ? "land" : "state";
  return e->country.empty() ? "?" + out : out;
}

}  // namespace demarche
