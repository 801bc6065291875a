// See headline.h.
#include "what/headline.h"

namespace demarche {
namespace {

void add_adjuncts(const Tree& tree, Index head, Frame& f) {
  for (const Index c : tree.children(head))
    if (const std::string p = tree.preposition(c);
        !p.empty() && (universal(tree[c].relation) == Relation::nmod || universal(tree[c].relation) == Relation::obl))
      f.adjuncts.push_back({p, c});
}

/// "police arrest minister": a bare noun after a noun, and a noun phrase without a preposition behind it.
std::optional<Frame> noun_as_verb(const Tree& tree, Index token) {
  const Token& t = tree[token];
  if (token == 0 || t.tag != Tag::NOUN || universal(t.relation) == Relation::obl || t.relation == Relation::compound) return std::nullopt;
  if (t.relation == Relation::iobj || t.relation == Relation::nsubj || universal(t.relation) == Relation::nmod)
    return std::nullopt;  // "told TV host Ann Lee"
  const Index before = token - 1;
  if (!noun_tag(tree[before].tag) || tree[before].head != token || tree[before].relation == Relation::nmod_poss) return std::nullopt;
  if (tree.child(token, {Relation::case_, Relation::cop, Relation::nmod_poss}) != kNone) return std::nullopt;
  Frame f;
  f.predicate = token;
  for (const Index c : tree.children(token)) {
    const bool behind = c > token && noun_tag(tree[c].tag) && tree.preposition(c).empty();
    if (behind && (tree[c].relation == Relation::appos || tree[c].relation == Relation::obj || tree[c].relation == Relation::dep ||
                   tree[c].relation == Relation::parataxis || tree[c].relation == Relation::nmod_unmarked ||
                   tree[c].relation == Relation::obl_unmarked)) {
      const auto [first, last] = tree.extent(c);
      const bool comma = first > 0 && tree[first - 1].tag == Tag::PUNCT;
      if (!comma && tree[first].tag != Tag::PUNCT && f.obj.empty()) f.obj.push_back(c);
    }
  }
  if (f.obj.empty() && t.xpos.substr(0, 2) != "VB") return std::nullopt;
  f.subj.push_back(before);
  add_adjuncts(tree, token, f);
  for (const Index o : f.obj) add_adjuncts(tree, o, f);
  return f;
}

/// "Chad severed relations": a participle between a name and a bare noun that both hang on.
std::optional<Frame> participle_as_verb(const Tree& tree, Index token) {
  const Token& t = tree[token];
  if (token == 0 || t.tag != Tag::VERB || t.relation != Relation::amod || t.head < token) return std::nullopt;
  const Index before = token - 1, noun = t.head;
  const bool subject = tree[before].head == token && tree[before].relation == Relation::nsubj;
  if (!noun_tag(tree[before].tag) || (tree[before].head != noun && !subject) || tree[before].relation == Relation::nmod_poss ||
      tree.child(noun, {Relation::case_, Relation::det}) != kNone)
    return std::nullopt;
  Frame f;
  f.predicate = token;
  f.subj.push_back(before);
  f.obj.push_back(noun);
  add_adjuncts(tree, noun, f);
  return f;
}

/// "is said to have fired shells", "has broken relations": a perfect whose participle the parser gave to the object.
std::optional<Frame> perfect(const Tree& tree, Index token) {
  const Token& t = tree[token];
  if (t.tag != Tag::VERB || t.xpos != "VBN" || t.relation != Relation::amod || t.head < token) return std::nullopt;
  const Index noun = t.head, have = tree[noun].head;
  if (have == kNone || have >= token || tree[have].lemma != "have" || tree[noun].relation != Relation::obj) return std::nullopt;
  for (Index i = have + 1; i < token; ++i)
    if (tree[i].tag != Tag::ADV && tree[i].tag != Tag::PART) return std::nullopt;
  Frame f = verb_frame(tree, have);
  f.predicate = token;
  add_adjuncts(tree, token, f);
  return f;
}

}  // namespace

std::optional<Frame> headline_frame(const Tree& tree, Index token) {
  auto f = noun_as_verb(tree, token);
  if (!f) f = perfect(tree, token);
  return f ? f : participle_as_verb(tree, token);
}

}  // namespace demarche
