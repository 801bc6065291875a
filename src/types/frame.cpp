// Frames: see frame.h. What they are read off: arguments.h.
#include "types/frame.h"

#include <algorithm>

#include "types/arguments.h"

namespace demarche {
namespace {

using namespace argument;

/// A phrase with a preposition that hangs on a noun behind it stands really beside that noun: "ties with Chad five years after ...".
void add_misplaced(const Tree& tree, Index noun, std::vector<Adjunct>& out) {
  for (Index c : tree.children(noun)) {
    if (c > noun || tree[c].relation != Relation::nmod) continue;
    if (const std::string preposition = tree.preposition(c); !preposition.empty())
      for (Index k : tree.conjuncts(c)) out.push_back({preposition, antecedent(tree, k)});
  }
}

void add_adjuncts(const Tree& tree, Index head, std::vector<Adjunct>& out) {
  for (Index c : tree.children(head)) {
    const Relation r = tree[c].relation;
    if (universal(r) == Relation::obl && c > head) add_misplaced(tree, c, out);
    if (r != Relation::obl && r != Relation::nmod && r != Relation::obl_agent && r != Relation::nmod_desc &&
        !(r == Relation::obj && prepositional(tree, c)))
      continue;
    const std::string preposition = tree.preposition(c);
    if (preposition.empty()) continue;
    for (Index k : tree.conjuncts(c)) out.push_back({preposition, antecedent(tree, k)});
  }
}

/// "called the vote a farce": verbs with a second predicate.
bool names(std::string_view verb) {
  return verb == "call" || verb == "brand" || verb == "label" || verb == "dub" || verb == "deem" || verb == "consider" ||
         verb == "declare" || verb == "pronounce";
}

}  // namespace

Index antecedent(const Tree& tree, Index token) {
  const Token& t = tree[token];
  if (t.tag != Tag::PRON && t.tag != Tag::DET && t.tag != Tag::SCONJ) return token;
  if (t.lemma != "who" && t.lemma != "which" && t.lemma != "that" && t.lemma != "whom") return token;
  for (Index h = t.head; h != kNone; h = tree[h].head)
    if (tree[h].relation == Relation::acl_relcl) {
      const Index noun = tree[h].head, first = tree.first_conjunct(noun);
      if (noun >= token) return token;
      return tree.ruled_out(noun) && tree.child_lemma(first, "it") != kNone ? first : noun;  // "It was Chad, not Niger, that attacked"
    }
  return token;
}

Frame verb_frame(const Tree& tree, Index verb) {
  Frame f;
  f.predicate = verb;
  f.passive = is_passive(tree, verb);
  f.subj = subjects(tree, verb, 0);
  f.obj = objects(tree, verb, 0);
  add_adjuncts(tree, verb, f.adjuncts);
  const Index receiver = f.passive ? kNone : first_of_two_objects(tree, verb);
  if (receiver != kNone && tree[receiver].head != verb) add(tree, f.iobj, receiver);
  for (Index c : tree.children(verb)) {
    const Relation r = tree[c].relation;
    if (r == Relation::iobj || c == receiver) add(tree, f.iobj, c);
    if (r == Relation::obj && c > verb && f.passive && tree.child(verb, Relation::nsubj_pass) != kNone) {  // "Chad was promised ships"
      f.iobj = std::move(f.obj);
      f.obj.clear();
      add(tree, f.obj, c);
    }
    if (f.passive == false && names(tree[verb].lemma) && c > verb && tree[c].tag == Tag::NOUN && tree.preposition(c).empty() &&
        (r == Relation::obl_unmarked ||
         (r == Relation::obj && f.obj.size() > 1 &&
          c != f.obj.front()))) {  // "called the vote a farce", with the second noun taken for a time or another object
      std::erase(f.obj, c);
      f.clauses.push_back(c);
    }
    if (r == Relation::xcomp || r == Relation::ccomp)
      for (Index k : tree.conjuncts(c))
        if (!misjoined(tree, k)) f.clauses.push_back(k);
    if (r == Relation::advcl)
      for (Index k : tree.conjuncts(c))
        if (!misjoined(tree, k)) f.adverbials.push_back(k);
    if (r == Relation::advcl && c > verb && !f.obj.empty() && f.clauses.empty())  // "allowed the envoy to leave", hung like a purpose
      if (const Index mark = tree.child(c, Relation::mark); mark != kNone && tree[mark].lemma == "to") f.clauses.push_back(c);
    if (r == Relation::advcl && f.obj.empty() && f.clauses.empty() && for_subject(tree, c) != kNone) f.clauses.push_back(c);
  }
  if (f.obj.empty() && !f.passive && f.clauses.empty()) std::swap(f.obj, f.iobj);  // "met President Lee", taken for who is given something
  if (f.obj.empty()) f.obj = f.iobj;  // "ordered Chad to leave": who stands alone is the object, whatever the parser says
  if (f.clauses.empty() && !tree.document().mention_of.empty())
    for (Index o : f.obj)  // "ordered the envoy to leave", with the infinitive hung on somebody who owns none
      if (const Entity* e = tree.document().entity_of(tree.document().mention_of[static_cast<std::size_t>(o)]);
          e && (e->person || e->group || !e->sector.empty()))
        for (Index c : tree.children(o))
          if (tree[c].relation == Relation::acl && tree[c].xpos == "VB" && tree.child_lemma(c, "to") != kNone) f.clauses.push_back(c);
  for (std::size_t i = 0, n = f.adjuncts.size(); i < n;
       ++i)  // "spoke by phone with Chad", "went to war with Chad", with the second phrase hung on a bare noun
    if (const Index a = f.adjuncts[i].head;
        tree[a].tag == Tag::NOUN && tree[a].head == verb &&
        tree.child(a, {Relation::det, Relation::amod, Relation::nmod_poss, Relation::compound}) == kNone)
      for (Index c : tree.children(a))
        if (const std::string p = tree.preposition(c); p == "with" || p == "against" || p == "to")
          for (Index k : tree.conjuncts(c)) f.adjuncts.push_back({p, antecedent(tree, k)});
  for (const auto& parties : {f.obj, f.passive ? f.subj : std::vector<Index>{}})
    for (Index o : parties)
      for (Index c : tree.children(o))
        if (tree[o].head == verb && charged(tree, c))
          for (Index k : tree.conjuncts(c)) f.adverbials.push_back(k);
  if (const Index accused = accuses(tree[verb].lemma) ? tree.child(verb, Relation::obj) : kNone; accused != kNone)
    for (Index c = accused + 1; c < tree.extent(accused).second; ++c)
      if (tree[c].head != accused && accuser_of(tree, c) == verb)
        for (Index k : tree.conjuncts(c)) f.adverbials.push_back(k);
  for (Index o : f.obj) {
    const Index above = tree[o].head;
    const bool hung =
        above == verb ||
        (above != kNone && tree[above].head == verb && (tree[o].relation == Relation::nmod || tree[above].relation == Relation::aux)) ||
        (tree[o].relation == Relation::conj && accuses(tree[verb].lemma));
    if (!hung) continue;  // its own, "hundreds of soldiers to Mali", an object of the auxiliary
    add_adjuncts(tree, o, f.adjuncts);
    for (Index c : tree.children(o))  // "rounds aimed at the post"
      if (tree[c].relation == Relation::acl && (is_participle(tree, c) || tree[c].lemma == "lead"))
        add_adjuncts(tree, c, f.adjuncts);  // and "roads leading to Chad"
  }
  if (tree[verb].relation == Relation::acl && tree[verb].xpos == "VBG" && tree.child(verb, Relation::mark) != kNone)
    for (Index c : tree.children(tree[verb].head))  // "the prospect of sending troops to X", with X hung on the prospect
      if (c > verb && tree[c].relation == Relation::nmod) f.adjuncts.push_back({tree.preposition(c), c});
  if (tree[verb].relation == Relation::conj && tree[tree[verb].head].tag == Tag::VERB)  // "met and talked with"
    for (Index c : tree.children(tree[verb].head))
      if (tree[c].relation == Relation::obl && c > verb) f.adjuncts.push_back({tree.preposition(c), c});
  for (Index c : tree.children(verb))  // "fired and landed shells on the town"
    if (tree[c].relation == Relation::conj && tree[c].tag == Tag::VERB && c <= verb + 2 &&
        tree.child(c, {Relation::nsubj, Relation::nsubj_pass}) == kNone && tree.child(verb, Relation::obj) == kNone) {
      add_adjuncts(tree, c, f.adjuncts);
      for (Index o : tree.children(c))
        if (tree[o].relation == Relation::obj) add_adjuncts(tree, o, f.adjuncts);
    }
  return f;
}

Frame noun_frame(const Tree& tree, Index noun, Index carrier) {
  Frame f;
  f.predicate = noun;
  add_adjuncts(tree, noun, f.adjuncts);
  for (std::size_t i = 0, n = f.adjuncts.size(); i < n;
       ++i)  // "threats by Chad against Sudan", with the second phrase hung on the first name
    if (const Adjunct a = f.adjuncts[i]; a.preposition == "by" || a.preposition == "from" || a.preposition == "of") {
      const bool name = tree[a.head].tag == Tag::PROPN;  // "the restoration of ties with Chad": of a thing, only who shares it
      for (Index c : tree.children(a.head))
        if (const std::string p = tree.preposition(c); p == "with" || ((a.preposition == "of" || a.preposition == "by") && p == "to") ||
                                                       (name && (p == "against" || p == "on" || p == "to")))
          f.adjuncts.push_back({p, c});
    } else if (a.preposition == "for" || a.preposition == "over") {  // "criticism for the move from Chad"
      for (Index c : tree.children(a.head))
        if (const std::string p = tree.preposition(c); p == "from" || p == "by")
          for (Index k : tree.conjuncts(c)) f.adjuncts.push_back({p, k});
    }
  if (f.adjuncts.empty())  // "cooperation and exercises between Chad and Niger"
    for (Index k : tree.conjuncts(tree.first_conjunct(noun)))
      if (k > noun && tree[k].tag == Tag::NOUN)
        for (Index c : tree.children(k))
          if (const std::string p = tree[c].relation == Relation::nmod ? tree.preposition(c) : "";
              p == "between" || p == "with" || p == "against" || p == "by")
            for (Index j : tree.conjuncts(c)) f.adjuncts.push_back({p, antecedent(tree, j)});
  if (carrier == kNone &&
      tree[noun].relation == Relation::obj)  // "feared an attack by Chad", with the phrase behind the noun hung on the verb
    for (Index c : tree.children(tree[noun].head)) {
      const std::string p = universal(tree[c].relation) == Relation::obl ? tree.preposition(c) : "";
      if (!p.empty() &&
          (tree.extent(c).first == tree.extent(noun).second || (p == "with" && c > noun)))  // "increased cooperation last year with"
        for (Index k : tree.conjuncts(c)) f.adjuncts.push_back({p, k});
    }
  if (carrier == kNone && tree[noun].relation == Relation::obj && tree[tree[noun].head].lemma == "blame")  // "blamed an attack on rebels"
    for (Adjunct& a : f.adjuncts)
      if (a.preposition == "on") a.preposition = "by";
  if (carrier == kNone && universal(tree[noun].relation) == Relation::obl && tree.preposition(noun) == "against" &&
      warns(tree[tree[noun].head].lemma))  // "warned Chad against an attack"
    for (Index warned : objects(tree, tree[noun].head, 0)) f.adjuncts.push_back({"by", warned});
  for (Index c : tree.children(noun)) {
    const Relation r = tree[c].relation;
    if (r == Relation::obj && c > noun) f.adjuncts.push_back({"of", c});  // "began bombing Chad", a gerund taken for a noun
    if (r == Relation::nmod_poss) add(tree, f.owners, c);
    if (r == Relation::amod || r == Relation::compound || r == Relation::nmod_unmarked || r == Relation::flat || r == Relation::nmod_desc)
      add(tree, f.modifiers, c);
    if (r == Relation::acl || r == Relation::ccomp || r == Relation::xcomp)
      for (Index k : tree.conjuncts(c)) f.clauses.push_back(k);
    if ((r == Relation::acl || r == Relation::acl_relcl) && is_passive(tree, c))  // "an attack carried out by rebels"
      for (Index a : agents(tree, c)) f.adjuncts.push_back({"by", a});
    if (r == Relation::acl && is_participle(tree, c) && tree[c].lemma == "blame")  // "an attack blamed on rebels"
      for (Index a : tree.children(c))
        if (tree.preposition(a) == "on" || tree.preposition(a) == "upon")
          for (Index k : tree.conjuncts(a)) f.adjuncts.push_back({"by", k});
    if (r == Relation::acl && is_participle(tree, c) && tree[c].lemma != "blame")  // "sanctions imposed in May against Chad"
      for (Index a : tree.children(c))
        if (const std::string p = tree.preposition(a); p == "against" || p == "on")
          for (Index k : tree.conjuncts(a)) f.adjuncts.push_back({p, k});
  }
  if (carrier == kNone && tree.child(noun, Relation::cop) != kNone)  // "is in talks with Chad", "is at war with Chad"
    if (const std::string p = tree.preposition(noun); p == "in" || p == "at")
      if (const Index subject = tree.child(noun, Relation::nsubj); subject != kNone) add(tree, f.subj, subject);
  if (carrier != kNone) {
    Frame verb = verb_frame(tree, carrier);
    f.subj = std::move(verb.subj);
    f.iobj = std::move(verb.iobj);
    for (Adjunct& a : verb.adjuncts)
      if (a.head != noun && tree[a.head].head != noun) f.adjuncts.push_back(std::move(a));
  }
  return f;
}

}  // namespace demarche
