// Nouns in the algebra: what becomes of an act named by a noun, or that hangs on one ("rejected claims that", "the trip, which was
// cancelled", "ahead of the talks"). See algebra.h.
#include <algorithm>

#include "base/among.h"
#include "happened/algebra.h"

namespace demarche {
/// What the verb makes of the noun that an act hangs on: "rejected claims that", "abandoned the plan to".
std::optional<Effect> Algebra::verdict(Index noun, Effect effect) const {
  const Relation r = tree_[noun].relation;
  const Index verb = tree_[noun].head;
  const bool speech = effect == Effect::said || effect == Effect::alleged;
  if (verb == kNone || (r != Relation::obj && r != Relation::nsubj_pass && r != Relation::obl && !(speech && r == Relation::nmod)))
    return std::nullopt;
  const std::string by = way_of(noun);
  if (r == Relation::nmod) {  // "there is no truth in reports that"
    const Operator* op = look_up(verb, {by});
    return op != nullptr && op->negated == Effect::denied && clause_.negated(verb) ? std::optional(op->negated) : std::nullopt;
  }
  if (by != "obj" && (speech || r != Relation::obl)) return std::nullopt;
  const Operator* op = look_up(verb, {speech ? "that" : by});  // "reneged on its promise to"
  const bool no = clause_.negated(verb, noun);
  const bool unconfirmed =  // "could not verify the claim that", but "no group claimed responsibility for"
      op != nullptr && speech && no && op->positive == Effect::said && look_up(noun, {"that"}) != nullptr;
  if (op == nullptr || (op->positive != Effect::denied && !(speech && op->positive == Effect::possible) && !unconfirmed))
    return std::nullopt;
  return no ? op->negated : op->positive;
}

/// "The bill bans flags", "a bill that bans flags": in the present, what no law says as yet.
bool Algebra::by_draft(Index act) const {
  const Token& t = tree_[act];
  if (t.xpos != "VBZ" && t.xpos != "VBP") return false;
  Index text = tree_.child(act, Relation::nsubj);
  if (text != kNone && tree_[text].xpos.starts_with('W') && t.relation == Relation::acl_relcl) text = t.head;
  if (text == kNone || !nominal_tag(tree_[text].tag)) return false;
  const Operator* o = look_up(text, {"participle"});
  return o != nullptr && o->positive == Effect::possible;
}

/// "their demands include a withdrawal": the operator that the governor's subject is.
Algebra::Rule Algebra::by_subject(Index governor) const {
  const Index subject = tree_.child(governor, Relation::nsubj);
  if (subject == kNone || !nominal_tag(tree_[subject].tag)) return {};
  const Operator* o = open_noun(subject);
  return o != nullptr ? Rule{o, subject} : Rule{};
}

/// What a plan, demand or hope makes of what it holds.
const Operator* Algebra::open_noun(Index noun) const {
  if (among({"event", "case"}, tree_[noun].lemma)) return nullptr;  // only "in the event of"
  const Operator* o = look_up(noun, {"of", "for", "to", "that"});
  return o != nullptr && (o->positive == Effect::planned || o->positive == Effect::possible || o->positive == Effect::topic) ? o : nullptr;
}

/// The operator among the later predicates of a shared subject: "any invasion is unacceptable and ruled out".
const Operator* Algebra::later_predicate(Index word) const {
  const Token& t = tree_[word];
  if (t.relation != Relation::nsubj && t.relation != Relation::nsubj_pass) return nullptr;
  for (Index c : tree_.children(t.head)) {
    const bool participle =
        tree_[c].xpos == "VBN" || (tree_[c].xpos == "VBD" && tree_[t.head].tag == Tag::ADJ);  // "is wrong and ruled out", whatever its tag
    if (tree_[c].relation != Relation::conj || !participle ||
        tree_.child(c, {Relation::nsubj, Relation::nsubj_pass, Relation::obj}) != kNone || clause_.negated(c))
      continue;
    if (const Operator* o = look_up(c, {"obj"})) return o;
  }
  return nullptr;
}

/// "the trip, which was cancelled": what a relative clause makes of its noun.
std::optional<Effect> Algebra::undone(Index noun) const {
  for (Index c : tree_.children(noun)) {
    if (tree_[c].relation != Relation::acl_relcl || tree_.child(c, Relation::aux_pass) == kNone || clause_.negated(c)) continue;
    const Index subject = tree_.child(c, Relation::nsubj_pass);
    if (subject == kNone || !tree_[subject].xpos.starts_with('W')) continue;
    if (const Operator* o = look_up(c, {"obj"}); o != nullptr && o->positive == Effect::denied) return o->positive;
  }
  return std::nullopt;
}

/// The preposition with an adverb right before it: "ahead of", wherever the parser hung "ahead".
std::string Algebra::prepositions(Index noun) const {
  std::string out = tree_.preposition(noun);
  const Index first = tree_.child(noun, Relation::case_);
  if (first > 0 && tree_[first - 1].tag == Tag::ADV && tree_.sentence_of(first - 1) == tree_.sentence_of(first))
    out = tree_[first - 1].lemma + " " + out;
  return out;
}

/// A noun phrase under a governor that is no operator.
Algebra::Next Algebra::nominal(Index& word, Standing& s) const {
  const Token& t = tree_[word];
  const Index governor = t.head;
  const Token& h = tree_[governor];
  const Relation r = universal(t.relation);
  s.way.push_back({word, governor, nullptr, clause_.negated(governor, word)});
  const bool known = clause_.known(word);
  if (r == Relation::nsubj && !known && tree_.child_lemma(governor, "would") != kNone) {  // "an attack would trigger it": if there is one
    s.status = compose(s.status, Effect::possible);
    return Next::stop;
  }
  if (nominal_tag(h.tag)) {
    const bool part = r == Relation::nmod && tree_.preposition(word) == "of";  // "a wave of attacks"
    if (!part || known) return Next::stop;
    if (clause_.negated(governor, word)) s.status = compose(s.status, Effect::denied);
    word = governor;
    return Next::on;
  }
  if (r == Relation::obl)
    if (const auto e =
            operators_.effect(Sort::mark, prepositions(word), prepositions(word))) {  // "ahead of the visit", "instead of a raid"
      s.status = compose(s.status, *e);
      return Next::stop;
    }
  const bool carried = operators_.light(h.lemma) && (r == Relation::obj || t.relation == Relation::nsubj_pass);
  if (r == Relation::obl && !carried) {
    const bool aside = among({"after", "follow", "following", "despite", "amid", "since", "because of", "due to", "in response to", "over"},
                             tree_.preposition(word));
    if (!known && clause_.modality(governor) && h.tag == Tag::VERB && !aside)
      share(word, governor, s, false);  // "will leave after an attack"
    return Next::stop;
  }
  if (known && !carried) return Next::stop;  // "will discuss the attack"
  share(word, governor, s, carried || r == Relation::obj || t.relation == Relation::nsubj_pass);
  word = governor;
  return Next::on;
}

/// A clause labelled as a relative one that says what its noun is: "evidence that they shot him".
bool Algebra::complement(Index clause) const {
  const Index that = tree_.child_lemma(clause, "that");
  if (that == kNone) return false;
  if (tree_[that].relation == Relation::mark || tree_[that].xpos == "IN") return true;
  const Index object = tree_.child(clause, Relation::obj);
  if (tree_[that].relation != Relation::obj || tree_.child(clause, {Relation::nsubj, Relation::nsubj_pass}) == kNone) return false;
  for (Index c : tree_.children(clause))
    if (c != that && tree_[c].relation == Relation::obj) return object != kNone;
  return false;
}

}  // namespace demarche
