// Who or what an act is done to: see arguments.h. Objects are looked for where parsers hang them: on auxiliaries, on a second predicate,
// on the verb beside it, on the head of a relative clause.
#include <algorithm>

#include "types/arguments.h"
#include "types/frame.h"

namespace demarche::argument {

namespace {

/// "gave Ukraine generators": the name of a state, which before a noun would be an adjective; but "gave US troops"
bool is_land(const Tree& tree, Index name) {
  const Document& document = tree.document();
  const Entity* e = document.mention_of.empty() ? nullptr : document.entity_of(document.mention_of[static_cast<std::size_t>(name)]);
  const std::string_view word = document.of(tree[name].span);
  return e != nullptr && !e->country.empty() && !e->person && e->sector.empty() && word.find_first_of("abcdefghijklmnopqrstuvwxyz") < 2;
}

/// "told Putin that Chad will attack": the clause hung on the name of whom it is told to, with no place for him in it.
bool told_to(const Tree& tree, Index verb) {
  const Index mark = tree.child(verb, Relation::mark);
  return tree[tree[verb].head].tag == Tag::PROPN && mark != kNone && tree[mark].lemma == "that";
}

}  // namespace

bool accuses(std::string_view verb) {
  return verb == "accuse" || verb == "suspect" || verb == "convict" || verb == "acquit";
}

bool warns(std::string_view verb) {
  return verb == "warn" || verb == "caution";
}

Index accuser_of(const Tree& tree, Index gerund) {
  const Index mark = tree.child(gerund, Relation::mark);
  const Index being = tree.child(gerund, {Relation::cop, Relation::aux, Relation::aux_pass});  // "of being responsible"
  if (tree[being == kNone ? gerund : being].xpos != "VBG" || mark == kNone || tree[mark].lemma != "of") return kNone;
  Index t = tree[gerund].head;
  for (int depth = 0; t != kNone && depth < kDepth; ++depth, t = tree[t].head) {
    if (tree[t].relation == Relation::obj) return accuses(tree[tree[t].head].lemma) ? tree[t].head : kNone;
    const Relation r = universal(tree[t].relation);
    if (r != Relation::conj && r != Relation::nmod && r != Relation::appos && r != Relation::acl && r != Relation::obl) return kNone;
  }
  return kNone;
}

/// "Five men charged with murder were held", "The man killed was a Swede": a plain past between a noun and the verb that the noun is the
/// subject of, taken for a verb of its own; the noun, else kNone.
Index reduced_on(const Tree& tree, Index verb) {
  const Token& t = tree[verb];
  if (verb == 0 || (t.xpos != "VBD" && t.xpos != "VBN") || t.tag != Tag::VERB) return kNone;
  const Index noun = verb - 1;
  if (!noun_tag(tree[noun].tag) || tree.child(verb, {Relation::obj, Relation::aux, Relation::cop, Relation::mark, Relation::aux_pass,
                                                     Relation::ccomp, Relation::xcomp}) != kNone)
    return kNone;
  const Relation r = tree[noun].relation;
  if (tree[noun].head == verb)  // "The man killed was a Swede"
    return r == Relation::nsubj && t.relation == Relation::advcl && t.head > verb && tree.child(t.head, Relation::nsubj) == kNone ? noun
                                                                                                                                  : kNone;
  const bool subject = r == Relation::nsubj || r == Relation::nsubj_pass;
  return subject && tree[noun].head > verb && tree.child(verb, {Relation::nsubj, Relation::nsubj_pass}) == kNone ? noun : kNone;
}

/// "a strike at the town, with one person killed and two injured": participles whose bearer the parser took for a subject.
bool absolute(const Tree& tree, Index verb) {
  if (!is_participle(tree, verb) && tree[verb].xpos != "VBD") return false;
  const Index first = tree.first_conjunct(verb), mark = tree.child(first, Relation::mark);
  return mark != kNone && tree[mark].lemma == "with" && tree.child(verb, Relation::nsubj) != kNone &&
         tree.child(verb, {Relation::obj, Relation::aux, Relation::cop}) == kNone;
}

/// "moved against squatters", with the noun taken for an object.
bool prepositional(const Tree& tree, Index object) {
  const std::string p = tree.preposition(object);
  return p == "against" || p == "with" || p == "for" || p == "to" || p == "from" || p == "at";
}

/// "offered Chad a loan", with both taken for the object: Chad, or kNone.
Index first_of_two_objects(const Tree& tree, Index verb) {
  static constexpr std::string_view giving[] = {"give",    "offer",    "send",    "grant",  "lend",   "hand",   "pay",       "owe",
                                                "promise", "deny",     "refuse",  "award",  "bring",  "sell",   "show",      "tell",
                                                "teach",   "ask",      "allow",   "loan",   "donate", "supply", "guarantee", "forgive",
                                                "assign",  "allocate", "permit",  "accord", "extend", "pledge", "charge",    "fine",
                                                "return",  "wish",     "present", "cost",   "spare"};
  Index first = kNone, second = kNone;
  for (Index c : tree.children(verb))
    if (tree[c].relation == Relation::obj && c > verb) (first == kNone ? first : second) = c;
  if (first == kNone || std::find(std::begin(giving), std::end(giving), tree[verb].lemma) == std::end(giving)) return kNone;
  if (second == kNone)  // "gave Chad ten million dollars", with the name hung on the sum
    if (const Index c = verb + 1; c < first && tree[c].tag == Tag::PROPN && tree[c].relation == Relation::compound &&
                                  (tree[c + 1].tag == Tag::NUM || is_land(tree, c)))
      return c;
  const bool named = tree[first].tag == Tag::PROPN || tree[first].tag == Tag::PRON;
  return named && second != kNone && tree[second].tag == Tag::NOUN && tree.extent(first).second == tree.extent(second).first ? first
                                                                                                                             : kNone;
}

std::vector<Index> objects(const Tree& tree, Index verb, int depth) {
  std::vector<Index> out;
  if (const Index noun = reduced_on(tree, verb); noun != kNone) {
    add(tree, out, noun);
    return out;
  }
  if (is_passive(tree, verb)) {
    for (Index c : tree.children(verb))
      if (tree[c].relation == Relation::nsubj_pass || (tree[c].relation == Relation::nsubj && absolute(tree, verb))) add(tree, out, c);
    const Index head = tree[verb].head;
    if (out.empty() && head != kNone && depth < kDepth) {
      if (tree[verb].relation == Relation::acl || tree[verb].relation == Relation::amod) add(tree, out, head);
      if (tree[verb].relation == Relation::acl_relcl) out.push_back(antecedent(tree, head));
      if (tree[verb].relation == Relation::conj)
        out = is_passive(tree, head) ? objects(tree, head, depth + 1) : subjects(tree, head, depth + 1);
      if (tree[verb].relation == Relation::advcl || tree[verb].relation == Relation::xcomp) out = controlled(tree, verb, depth);
    }
    return out;
  }
  const Index receiver = first_of_two_objects(tree, verb);
  for (Index c : tree.children(verb))
    if (tree[c].relation == Relation::obj && c != receiver && !prepositional(tree, c)) add(tree, out, c);
  for (Index a : tree.children(verb))  // "has broken relations", with the object hung on the auxiliary
    if (out.empty() && tree[a].relation == Relation::aux)
      for (Index c : tree.children(a))
        if (tree[c].relation == Relation::obj && c > verb) add(tree, out, c);
  if (out.empty())  // parsers take long objects for adjuncts; without a preposition a noun behind the verb is an object unless it is a time
    for (Index c : tree.children(verb))
      if (tree[c].relation == Relation::obl && c > verb && noun_tag(tree[c].tag) && tree.preposition(c).empty()) add(tree, out, c);
  if (out.empty())  // "declared the decree unlawful", with the noun hung on the adjective
    for (Index a : tree.children(verb))
      if (tree[a].relation == Relation::xcomp && tree[a].tag == Tag::ADJ && a > verb)
        for (Index c : tree.children(a))
          if (c < a && noun_tag(tree[c].tag) && tree.preposition(c).empty() && universal(tree[c].relation) == Relation::obl)
            add(tree, out, c);
  if (out.empty() && tree[verb].relation == Relation::acl_relcl && tree.child(verb, {Relation::nsubj}) != kNone) {
    const Index subject = tree.child(verb, Relation::nsubj);
    if (antecedent(tree, subject) == subject && !told_to(tree, verb)) out.push_back(tree[verb].head);  // "the town they shelled"
  }
  if (out.empty() && depth < kDepth) {  // "attacked and burned the farm"
    if (tree[verb].relation == Relation::conj && tree[tree[verb].head].tag == Tag::VERB) {
      const Index shared = tree.child(tree[verb].head, Relation::obj);
      if (shared != kNone && shared > verb) add(tree, out, shared);
    }
    for (Index c : tree.children(verb))
      if (out.empty() && tree[c].relation == Relation::conj && tree[c].tag == Tag::VERB && c <= verb + 3 &&
          tree.child(c, Relation::nsubj) == kNone && tree.child(verb, Relation::obl) == kNone)
        if (const Index shared = tree.child(c, Relation::obj); shared != kNone) add(tree, out, shared);
  }
  return out;
}

}  // namespace demarche::argument
