// Coreference: see coreference.h.
#include "who/coreference.h"

#include <algorithm>

#include "base/among.h"
#include "types/within.h"

namespace demarche {
namespace {

constexpr Index kReach = 4;  // sentences
constexpr int kNumber = 25;  // what it weighs that both are one, or both several

enum class Wanted : std::uint8_t { none, person, thing, many, group, country };

bool plural(const Tree& tree, const Words& words, const Mention& m) {
  const Token& t = tree[m.head];
  if (m.kind == Mention::Kind::pronoun) return words.is(tree.lemma(m.head), Words::many);
  const Entity* e = m.entity == kNone ? nullptr : &tree.document().entities[static_cast<std::size_t>(m.entity)];
  const bool one = e && (e->place || (e->sector == "BUS" && t.xpos == "NNPS"));  // "the United States", "General Motors"
  if (one && tree.conjuncts(m.head).size() == 1) return false;
  return t.xpos == "NNS" || t.xpos == "NNPS" || words.is(tree.lemma(m.head), Words::plural) ||
         (m.kind != Mention::Kind::modifier && tree.conjuncts(m.head).size() > 1 && tree.first_conjunct(m.head) == m.head);
}

/// "It is right that ...", "it remains unclear whether": stands for the clause.
bool expletive(const Tree& tree, Index pronoun) {
  const Token& t = tree[pronoun];
  if (t.relation == Relation::expl) return true;
  return t.head != kNone && tree[t.head].tag == Tag::ADJ &&
         tree.child(t.head, {Relation::ccomp, Relation::csubj, Relation::xcomp, Relation::advcl}) != kNone;
}

Wanted wanted(const Tree& tree, const Words& words, const Mention& m) {
  const std::string_view l = tree.lemma(m.head);
  if (m.kind == Mention::Kind::pronoun) {
    if (words.is(l, Words::person)) return Wanted::person;
    if (words.is(l, Words::thing)) return expletive(tree, m.head) ? Wanted::none : Wanted::thing;
    return words.is(l, Words::many) ? Wanted::many : Wanted::none;
  }
  const Index det = tree.child(m.head, Relation::det);
  if (m.kind != Mention::Kind::nominal || det == kNone || !words.is(tree.lemma(det), Words::definite)) return Wanted::none;
  for (const Index c : tree.children(m.head)) {
    const Relation r = tree[c].relation;
    const bool sort = (r == Relation::amod || r == Relation::compound) && words.is(tree.lemma(c), Words::sort) && words.is(l, Words::group);
    if (!sort && (r == Relation::amod || r == Relation::compound || r == Relation::nmod || r == Relation::nmod_poss))
      return Wanted::none;  // said which
  }
  if (words.is(l, Words::group | Words::named | Words::stateless)) return Wanted::group;
  if (words.is(l, Words::country) && tree[m.head].xpos != "NNS") return Wanted::country;
  return Wanted::none;
}

/// +1 masculine, -1 feminine, 0 unknown: of the mention's own words.
int gender(const Tree& tree, const Words& words, const Mention& m) {
  const auto of = [&](Index t) {
    const std::string_view w = tree.lemma(t);
    return words.is(w, Words::masculine) ? 1 : words.is(w, Words::feminine) ? -1 : 0;
  };
  if (const int g = of(m.head); g != 0 || m.kind == Mention::Kind::pronoun) return g;
  for (const Index c : tree.children(m.head))
    if (universal(tree[c].relation) == Relation::compound || tree[c].relation == Relation::nmod_desc ||
        tree[c].relation == Relation::flat || tree[c].relation == Relation::appos || tree[c].relation == Relation::amod)
      if (const int g = of(c); g != 0) return g;
  return 0;
}

/// Gender of an entity: the last mention of it that shows one, among the last thousands.
int gender_of(const Document& d, const Tree& tree, const Words& words, Index entity, std::size_t before) {
  constexpr std::size_t kMentions = 4000;
  const std::size_t first = before > kMentions ? before - kMentions : 0;
  for (std::size_t k = before; k-- > first;)
    if (d.mentions[k].entity == entity)
      if (const int g = gender(tree, words, d.mentions[k]); g != 0) return g;
  return 0;
}

bool fits(const Tree& tree, const Words& words, const Document& d, Index candidate, Wanted w) {
  const Mention& m = d.mentions[static_cast<std::size_t>(candidate)];
  const Entity* e = d.entity_of(candidate);
  if (!e || words.is(lower(tree[m.head].lemma), Words::asker)) return false;
  const bool known = !e->country.empty() || !e->sector.empty();
  const bool modifier = m.kind == Mention::Kind::modifier;
  const Token& head = tree[m.head];
  switch (w) {
    case Wanted::person:
      return e->person && (!modifier || head.tag == Tag::PROPN) && head.xpos != "NNS";
    case Wanted::thing:
      return !e->person && (known || e->group) && !plural(tree, words, m) && !modifier;
    case Wanted::many:
      return (plural(tree, words, m) || (e->group && !e->place)) && !modifier;
    case Wanted::group:
      return e->group && known && !e->medium;
    case Wanted::country:
      return e->place && !e->country.empty() && e->sector.empty();
    case Wanted::none:
      return false;
  }
  return false;
}

bool of_no_state(std::string_view country) {
  constexpr std::string_view kAbove[] = {"IGO", "UNO", "EUR", "NGO", "IMG"};
  return std::find(std::begin(kAbove), std::end(kAbove), country) != std::end(kAbove);
}

/// May a group noun stand for the candidate: is that of the sector it asks for, or is the noun part of its name ("European Union")? An army
/// or a government that no name tells of is no "organisation".
bool of_sort(const Document& d, const Tree& tree, const Words& words, const Mention& group, Index candidate, std::string_view sector) {
  constexpr std::string_view kStates[] = {"GOV", "MIL", "COP", "LEG", "JUD"};
  const Mention& m = d.mentions[static_cast<std::size_t>(candidate)];
  const Entity& e = *d.entity_of(candidate);
  const std::string_view noun = tree.lemma(group.head);
  const bool in_name = lower(e.name).find(noun) != std::string::npos || lower(d.of(m.span)).find(noun) != std::string::npos;
  if (words.is(noun, Words::named)) return in_name;
  if (words.is(noun, Words::stateless)) return of_no_state(e.country) && !e.id.empty();
  if (m.kind == Mention::Kind::nominal && std::find(std::begin(kStates), std::end(kStates), e.sector) != std::end(kStates)) return in_name;
  return sector.empty() || in_name || e.sector.find(sector) != std::string::npos;
}

/// Does the token stand inside a phrase or its clause ("the release of those whom Kenya holds"), not with the sentence's verb?
bool inside(const Tree& tree, Index token) {
  for (Index t = token; t != kNone; t = tree[t].head)
    if (universal(tree[t].relation) == Relation::nmod || universal(tree[t].relation) == Relation::acl) return true;
  return false;
}

/// "... costs on Chad if it attacks": a condition is mostly set to whom it is against, not to who sets it (annotators: 10 of 11).
bool set_to(const Tree& tree, Index candidate, Index anaphor) {
  const Index verb = tree[anaphor].relation == Relation::nsubj ? tree[anaphor].head : kNone;
  const Index mark = verb == kNone ? kNone : tree.child(verb, Relation::mark);
  if (mark == kNone || !among({"if", "unless"}, tree.lemma(mark)) || tree.sentence_of(candidate) != tree.sentence_of(anaphor)) return false;
  const Relation r = universal(tree[candidate].relation);
  return (r == Relation::obl || r == Relation::nmod) && tree[candidate].tag == Tag::PROPN &&
         among({"on", "upon", "against", "for", "from", "with"}, tree.preposition(candidate));
}

int salience(const Tree& tree, const Words& words, const Mention& m, const Mention& anaphor) {
  const Relation r = universal(tree[m.head].relation);
  int s = r == Relation::nsubj ? 40 : r == Relation::obj ? 18 : r == Relation::nmod ? 5 : 10;
  if (tree[m.head].relation == Relation::nmod_poss) s = 15;
  if (!plural(tree, words, anaphor) && set_to(tree, m.head, anaphor.head)) s = 60;
  s -= 30 * (tree.sentence_of(anaphor.head) - tree.sentence_of(m.head));
  s -= std::min<Index>(anaphor.head - m.head, 60) / 6;
  if (m.kind == Mention::Kind::pronoun) s += 10;
  if (m.kind == Mention::Kind::name) s += 5;
  if (m.kind == Mention::Kind::modifier) s -= 10;
  if (plural(tree, words, m) == plural(tree, words, anaphor)) s += kNumber;
  if (universal(tree[anaphor.head].relation) == r) s += 8;  // a subject goes on as subject
  const bool they = universal(tree[anaphor.head].relation) == Relation::nsubj && words.is(tree.lemma(anaphor.head), Words::many);
  if (they && tree.sentence_of(m.head) < tree.sentence_of(anaphor.head) && inside(tree, m.head)) s -= 20;
  return s;
}

/// "He urged President Lee": is the candidate, by whatever mention, another argument of the anaphor's verb?
bool argues_with(const Document& d, const Tree& tree, const Mention& candidate, const Mention& anaphor) {
  const Token& p = tree[anaphor.head];
  if (p.head == kNone || candidate.entity == kNone || tree[p.head].tag != Tag::VERB || p.relation == Relation::nmod_poss) return false;
  const auto& children = tree.children(p.head);
  return std::any_of(children.begin(), children.end(), [&](Index c) {
    const Index m = d.mention_of[static_cast<std::size_t>(c)];
    if (c == anaphor.head || m == kNone) return false;
    const Mention& other = d.mentions[static_cast<std::size_t>(m)];
    const bool named = other.entity == kNone || other.head > anaphor.head;  // what follows isn't known yet but by its name
    return other.entity == candidate.entity ||
           (named && tree[c].tag == Tag::PROPN &&
            d.entities[static_cast<std::size_t>(candidate.entity)].name.find(d.of(tree[c].span)) != std::string::npos);
  });
}

/// Co-arguments of one verb are not the same ("Kenya attacked it"); a possessive may be. Nor does a pronoun stand for what it is part of.
bool barred(const Tree& tree, const Mention& candidate, const Mention& anaphor) {
  const Token& a = tree[candidate.head];
  const Token& p = tree[anaphor.head];
  if (p.relation != Relation::nmod_poss && a.head != kNone && a.head == p.head && universal(p.relation) != Relation::nmod) return true;
  return tree.below(anaphor.head, candidate.head) && p.relation != Relation::nmod_poss &&
         tree.sentence_of(candidate.head) == tree.sentence_of(anaphor.head) && tree[candidate.head].tag != Tag::PROPN;
}

/// "Egypt met Sudan. They ...": the country that the sentence before is about, if it names another: they are two.
Index joint_subject(const Document& d, const Tree& tree, std::size_t anaphor) {
  const Index here = tree.sentence_of(d.mentions[anaphor].head);
  if (here == 0) return kNone;
  const auto state = [&](std::size_t k) {
    const Entity* e = d.entity_of(static_cast<Index>(k));
    return e && e->place && e->sector.empty() && e->country.size() == 3 && d.mentions[k].kind == Mention::Kind::name;
  };
  const Sentence& before = d.sentences[static_cast<std::size_t>(here - 1)];
  const auto mentions = mentions_within(d, before.first, before.last);
  for (const std::size_t k : mentions) {
    if (!state(k) || tree[d.mentions[k].head].relation != Relation::nsubj) continue;
    for (const std::size_t other : mentions)
      if (other > k && state(other) && d.entity_of(static_cast<Index>(other))->country != d.entity_of(static_cast<Index>(k))->country)
        return static_cast<Index>(k);
  }
  return kNone;
}

}  // namespace

bool with_another(const Document& d, const Tree& tree, const Words& words, Index mention) {
  const auto person = [&](Index token) {
    const Index k = d.mention_of[static_cast<std::size_t>(token)];
    const Entity* e = k == kNone ? nullptr : d.entity_of(k);
    return e && e->person;
  };
  const Mention& m = d.mentions[static_cast<std::size_t>(mention)];
  const Index verb = tree[m.head].head;
  if (verb == kNone || tree[verb].tag != Tag::VERB || tree[m.head].relation != Relation::nsubj || !person(m.head) || plural(tree, words, m))
    return false;
  const auto children = tree.children(verb);
  return std::any_of(children.begin(), children.end(), [&](Index c) {
    const Relation r = universal(tree[c].relation);
    return c > verb && (r == Relation::obj || (r == Relation::obl && tree.preposition(c) == "with")) && tree[c].tag == Tag::PROPN &&
           person(c);
  });
}

Index antecedent(const Document& d, const Tree& tree, const Words& words, Index mention, Index first, std::string_view sector) {
  const auto i = static_cast<std::size_t>(mention);
  const Mention& m = d.mentions[i];
  const Wanted w = wanted(tree, words, m);
  if (w == Wanted::none) return kNone;
  const Index here = tree.sentence_of(m.head);
  const int own = gender(tree, words, m);
  int best = -1000;
  Index chosen = kNone;
  const Index verb = tree[m.head].relation == Relation::nsubj ? tree[m.head].head : kNone;
  const bool goes_on = verb != kNone && tree[verb].relation != Relation::acl_relcl;  // "He met Ann Lee, and they ..."
  for (std::size_t k = i; k-- > 0;) {
    const Mention& a = d.mentions[k];
    if (tree.sentence_of(a.head) < std::max(first, here - kReach)) break;
    if (w == Wanted::group && (plural(tree, words, a) != plural(tree, words, m) || tree.preposition(a.head) == "as"))
      continue;  // "these groups"; not what they are called
    const bool pair =
        w == Wanted::many && (goes_on || tree.sentence_of(a.head) < here) && with_another(d, tree, words, static_cast<Index>(k));
    if (a.head >= m.head || (!pair && !fits(tree, words, d, static_cast<Index>(k), w))) continue;
    if (w == Wanted::group && !of_sort(d, tree, words, m, static_cast<Index>(k), sector)) continue;
    if (barred(tree, a, m) || argues_with(d, tree, a, m)) continue;
    int s = salience(tree, words, a, m) + (pair ? kNumber : 0);
    if (w == Wanted::person) {
      const int its = gender_of(d, tree, words, a.entity, i);
      if (own * its < 0) continue;
      if (own * its > 0) s += 20;
    }
    if (s > best) {
      best = s;
      chosen = static_cast<Index>(k);
    }
  }
  if (chosen == kNone && w == Wanted::many) return joint_subject(d, tree, i);
  return chosen;
}

}  // namespace demarche
