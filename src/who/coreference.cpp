// Coreference: see coreference.h. Looks back at most kReach sentences; leaves a pronoun open rather than guess across.
#include "who/coreference.h"

#include <algorithm>

namespace demarche {
namespace {

constexpr Index kReach = 4;  // sentences

enum class Wanted : std::uint8_t { none, person, thing, many, group, country };

bool plural(const Tree& tree, const Mention& m) {
  const Token& t = tree[m.head];
  return t.xpos == "NNS" || t.xpos == "NNPS" || t.lemma == "they" || t.lemma == "their" || t.lemma == "people" || t.lemma == "police" || tree.conjuncts(m.head).size() > 1;
}

/// "It is right that ...", "it remains unclear whether": stands for the clause.
bool expletive(const Tree& tree, Index pronoun) {
  const Token& t = tree[pronoun];
  if (t.relation == Relation::expl) return true;
  return t.head != kNone && tree[t.head].tag == Tag::ADJ && tree.child(t.head, {Relation::ccomp, Relation::csubj, Relation::xcomp, Relation::advcl}) != kNone;
}

Wanted wanted(const Tree& tree, const Mention& m) {
  const std::string& l = tree[m.head].lemma;
  if (m.kind == Mention::Kind::pronoun) {
    if (l == "he" || l == "she" || l == "his" || l == "her" || l == "him" || l == "himself" || l == "herself") return Wanted::person;
    if (l == "it" || l == "its" || l == "itself") return expletive(tree, m.head) ? Wanted::none : Wanted::thing;
    if (l == "they" || l == "their" || l == "them" || l == "theirs" || l == "themselves") return Wanted::many;
    return Wanted::none;
  }
  const Index det = tree.child(m.head, Relation::det);
  if (m.kind != Mention::Kind::nominal || det == kNone || tree[det].lemma == "a" || tree[det].lemma == "an") return Wanted::none;
  if (l == "group" || l == "organization" || l == "organisation" || l == "movement" || l == "company") return Wanted::group;
  if ((l == "country" || l == "nation") && !plural(tree, m)) return Wanted::country;
  return Wanted::none;
}

bool fits(const Tree& tree, const Document& d, const Mention& m, Wanted w) {
  const Entity* e = d.entity_of(static_cast<Index>(&m - d.mentions.data()));
  if (!e) return false;
  const bool known = !e->country.empty() || !e->sector.empty();
  switch (w) {
    case Wanted::person: return e->person && !plural(tree, m);
    case Wanted::thing: return !e->person && known && !plural(tree, m) && m.kind != Mention::Kind::modifier;
    case Wanted::many: return known && (plural(tree, m) || e->group) && m.kind != Mention::Kind::modifier;
    case Wanted::group: return e->group && known && !e->medium;
    case Wanted::country: return e->place && !e->country.empty() && e->sector.empty();
    case Wanted::none: return false;
  }
  return false;
}

int salience(const Tree& tree, const Mention& m, const Mention& anaphor) {
  const Relation r = universal(tree[m.head].relation);
  int s = r == Relation::nsubj ? 40 : r == Relation::obj ? 15 : r == Relation::nmod ? 5 : 10;
  if (tree[m.head].relation == Relation::nmod_poss) s = 12;
  s -= 45 * (tree.sentence_of(anaphor.head) - tree.sentence_of(m.head));
  if (m.kind == Mention::Kind::pronoun) s += 5;
  if (plural(tree, m) == plural(tree, anaphor)) s += 15;
  return s;
}

}  // namespace

void resolve_pronouns(Document& d, const Tree& tree) {
  for (std::size_t i = 0; i < d.mentions.size(); ++i) {
    Mention& m = d.mentions[i];
    const Wanted w = wanted(tree, m);
    if (w == Wanted::none) continue;
    if (const Entity* e = d.entity_of(static_cast<Index>(i)); e && (!e->country.empty() || (m.kind == Mention::Kind::nominal && w == Wanted::group && !e->sector.empty()))) continue;
    const Index here = tree.sentence_of(m.head);
    int best = -1000;
    Index chosen = kNone;
    for (std::size_t k = i; k-- > 0;) {
      const Mention& a = d.mentions[k];
      if (here - tree.sentence_of(a.head) > kReach) break;
      if (a.head >= m.head || !fits(tree, d, a, w)) continue;
      // co-arguments of one verb are not the same ("Kenya attacked it"); a possessive may be
      const bool possessive = tree[m.head].relation == Relation::nmod_poss;
      if (!possessive && tree[a.head].head != kNone && tree[a.head].head == tree[m.head].head && universal(tree[m.head].relation) != Relation::nsubj) continue;
      const int s = salience(tree, a, m);
      if (s > best) {
        best = s;
        chosen = a.entity;
      }
    }
    if (chosen != kNone) m.entity = chosen;
  }
}

void resolve_first_person(Document& d, const Tree& tree) {
  Index writer = kNone;
  for (std::size_t i = 0; i < d.mentions.size() && writer == kNone && tree.sentence_of(d.mentions[i].head) == 0; ++i)  // "Norway condemns ... We call on": the first sentence names who writes
    if (const Entity* e = d.entity_of(static_cast<Index>(i)))
      if (universal(tree[d.mentions[i].head].relation) == Relation::nsubj && !e->country.empty() && !e->medium && !e->person) writer = d.mentions[i].entity;
  for (Mention& m : d.mentions) {
    const std::string& l = tree[m.head].lemma;
    if (m.kind != Mention::Kind::pronoun || (l != "I" && l != "i" && l != "we" && l != "our" && l != "us" && l != "my" && l != "me")) continue;
    Index speaker = kNone;
    bool inside = false;
    std::uint32_t smallest = ~0U;
    for (const Attribution& a : d.attributions)
      for (const Span& c : a.content)
        if (c.contains(tree[m.head].span) && c.size() < smallest) {
          smallest = c.size();
          inside = true;
          speaker = a.source == kNone ? kNone : d.mentions[static_cast<std::size_t>(a.source)].entity;
        }
    m.entity = inside ? speaker : writer;
    if (m.entity == kNone) {  // somebody all the same
      Entity e;
      e.name = inside ? "the speaker" : "the writer";
      e.group = true;
      e.confidence = 0.3F;
      m.entity = static_cast<Index>(d.entities.size());
      d.entities.push_back(std::move(e));
    }
  }
}

}  // namespace demarche
