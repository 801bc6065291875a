// See clause.h. Word lists here are the closed classes of English grammar only; the rest is data.
#include "happened/clause.h"

#include <algorithm>

#include "base/among.h"

namespace demarche {
namespace {

std::optional<Status> status_of(Effect effect) {
  switch (effect) {
    case Effect::planned:
      return Status::planned;
    case Effect::possible:
      return Status::possible;
    case Effect::denied:
      return Status::denied;
    case Effect::historical:
      return Status::historical;
    default:
      return std::nullopt;
  }
}

}  // namespace

std::string lower(const Tree& tree, Index word) {
  std::string out(tree.document().of(tree[word].span));
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

Status compose(Status inner, Effect outer) {
  switch (outer) {
    case Effect::denied:
      return inner == Status::denied ? Status::possible : Status::denied;
    case Effect::possible:
      return Status::possible;
    case Effect::planned:
      return inner == Status::actual || inner == Status::historical ? Status::planned : inner;
    case Effect::historical:
      return inner == Status::actual ? Status::historical : inner;
    case Effect::alleged:
      return inner == Status::planned ? Status::possible : inner;
    default:
      return inner;
  }
}

bool Clause::infinitive(Index verb) const {
  for (Index c : tree_.children(verb))
    if (tree_[c].relation == Relation::mark && tree_[c].lemma == "to") return true;
  return false;
}

bool Clause::gerund(Index verb) const {
  bool out = false;
  for (Index c : tree_.children(verb)) {
    if (universal(tree_[c].relation) != Relation::aux) continue;
    if (tree_[c].xpos != "VBG") return out;
    out = true;
  }
  return out;
}

bool Clause::mandative(Index verb) const {
  for (Index c : tree_.children(verb))
    if (tree_[c].relation == Relation::aux && among({"should", "shall", "must", "would"}, tree_[c].lemma)) return !negated(verb);
  return false;
}

bool Clause::definite(Index noun) const {
  for (Index c : tree_.children(noun)) {
    const Token& t = tree_[c];
    if (t.relation == Relation::det && among({"the", "this", "that", "these", "those", "both", "all"}, t.lemma)) return true;
    if (t.relation == Relation::nmod_poss) return true;
  }
  return false;
}

bool Clause::known(Index noun) const {
  if (!definite(noun)) return false;
  if (!operators_.effect(Sort::step, tree_[noun].lemma, lower(tree_, noun))) return true;
  bool of = false;
  for (Index c : tree_.children(noun)) {
    if (tree_[c].relation == Relation::nmod_poss || (tree_[c].relation == Relation::det && tree_[c].lemma != "the")) return true;
    of = of || (tree_[c].relation == Relation::nmod && tree_.preposition(c) == "of");
  }
  return !of;
}

bool Clause::realised(Index noun) const {
  for (Index c : tree_.children(noun)) {
    const Token& t = tree_[c];
    if (t.relation == Relation::acl && t.xpos == "VBN") return true;
    if (t.relation != Relation::amod) continue;
    if (const auto e = operators_.effect(Sort::modifier, t.lemma, lower(tree_, c)); e && *e == Effect::fact) return true;
  }
  return false;
}

bool Clause::denies(const Token& t) const {
  if (t.relation == Relation::advmod || t.relation == Relation::aux || t.relation == Relation::cc_preconj || t.relation == Relation::det ||
      t.relation == Relation::cc)
    return among({"not", "never", "n't", "n’t", "neither", "nor", "no", "nowhere"}, t.lemma) ||
           (t.relation == Relation::aux && tree_.document().of(t.span).ends_with("n't"));  // "hasn't", in one piece
  return t.relation == Relation::case_ && t.lemma == "without";                            // before a clause it is an operator
}

/// Does a "not" deny something else than the act: "not only", "not whether", "came not as a friend", "dozens if not hundreds"?
bool Clause::elsewhere(Index negation) const {
  const Index after = negation + 1;
  if (after >= static_cast<Index>(tree_.document().tokens.size()) || tree_[negation].lemma != "not") return false;
  if (among({"only", "just", "merely", "simply", "necessarily", "whether", "directly"}, tree_[after].lemma)) return true;
  const Index before = negation - 1;
  const bool auxiliary = before >= 0 && tree_[before].tag == Tag::AUX;
  if (before >= 0 && tree_[before].lemma == "if" && tree_[after].tag != Tag::VERB) return true;
  return !auxiliary && tree_[after].tag == Tag::ADP && tree_[after].lemma != "to";
}

bool Clause::negated(Index word, Index except) const {
  for (Index c : tree_.children(word)) {
    if (c == except) continue;
    const Token& t = tree_[c];
    if (t.relation == Relation::mark && t.lemma == "to" && c > 1 && tree_[c - 1].lemma == "again" && tree_[c - 2].lemma == "never")
      return true;
    if (t.relation == Relation::advmod && t.lemma == "yet" && c > 0 && c < word && tree_[c - 1].lemma == "be" && tree_[c + 1].lemma == "to")
      return true;
    if (denies(t) && !elsewhere(c)) return true;
    if (t.relation == Relation::advmod && tree_.child_lemma(c, "no") != kNone && t.lemma == "long") return true;  // no longer
    if (t.relation == Relation::advmod && t.lemma == "once" && tree_.child_lemma(c, "not") != kNone) return true;
    const Relation r = universal(t.relation);
    if (r != Relation::nsubj && r != Relation::obj && r != Relation::obl) continue;
    if (among({"matter", "doubt"}, t.lemma)) continue;  // "no matter", "no doubt"
    if (r != Relation::obl && among({"nobody", "none", "nothing", "noone", "neither"}, t.lemma)) return true;
    for (Index d : tree_.children(c))
      if ((tree_[d].relation == Relation::det || tree_[d].relation == Relation::cc_preconj) && among({"no", "neither"}, tree_[d].lemma))
        return true;
  }
  return false;
}

/// "It was not Chad that attacked": whoever did, not the one whom the clause names.
bool Clause::not_who(Index act) const {
  if (tree_[act].relation != Relation::acl_relcl) return false;
  const Index who = tree_[act].head;
  return tree_.child(who, Relation::cop) != kNone && tree_.child_lemma(who, "it") != kNone && negated(who);
}

/// "would help if they asked", "would help, were they to ask"; not "even if they don't ask"
bool Clause::conditional(Index verb) const {
  for (Index c : tree_.children(verb)) {
    if (tree_[c].relation != Relation::advcl) continue;
    const Index mark = tree_.child(c, Relation::mark);
    if (mark != kNone && among({"if", "unless"}, tree_[mark].lemma) && (mark == 0 || tree_[mark - 1].lemma != "even")) return true;
    if (inverted(c)) return true;
  }
  return false;
}

/// "Will you send troops?", whatever stands before it in the sentence: the auxiliary before its subject.
bool Clause::asked(Index act) const {
  const Index subject = tree_.child(act, {Relation::nsubj, Relation::nsubj_pass, Relation::expl});
  const Index auxiliary = tree_.child(act, {Relation::aux, Relation::aux_pass, Relation::cop});
  return subject != kNone && auxiliary != kNone && auxiliary < subject && question(act) && !presupposed(act);
}

/// Does a verb of the past govern this clause: "said it would", "left, saying it would", "said he would name judges who would"?
bool Clause::told_in_past(Index verb) const {
  Index clause = verb;
  for (int steps = 0; steps < 4 && tree_[clause].relation == Relation::acl_relcl; ++steps) {
    Index noun = tree_[clause].head;
    while (noun != kNone && nominal_tag(tree_[noun].tag)) noun = tree_[noun].head;
    if (noun == kNone || tree_.child_lemma(noun, "would") == kNone) return false;
    clause = noun;
  }
  if (tree_[clause].relation != Relation::ccomp) return false;
  Index teller = tree_[clause].head;
  if (teller != kNone && tree_[teller].xpos == "VBG" && tree_.child(teller, Relation::aux) == kNone) teller = tree_[teller].head;
  if (teller == kNone || !among({"VBD", "VBN"}, tree_[teller].xpos)) return false;
  for (Index k = std::min(verb, teller); k < std::max(verb, teller); ++k)  // what is quoted has its own tense
    if (tree_[k].tag == Tag::PUNCT && among({"\"", "''", "``"}, tree_[k].lemma)) return false;
  return true;
}

/// An infinitive by its form or that of its auxiliary: "meet", "be met".
bool Clause::bare(Index verb) const {
  for (Index c : tree_.children(verb))
    if (universal(tree_[c].relation) == Relation::aux && tree_[c].xpos == "VB") return true;
  return tree_[verb].xpos == "VB";
}

bool Clause::habit(Index verb) const {
  for (Index c : tree_.children(verb))
    if (tree_[c].relation == Relation::advmod &&
        among({"sometimes", "often", "usually", "frequently", "regularly", "always", "occasionally", "routinely"}, tree_[c].lemma))
      return !conditional(verb) && !told_in_past(verb);
  return false;
}

std::optional<Status> Clause::modality(Index verb) const {
  std::optional<Status> out;
  const auto merge = [&](std::optional<Status> s) {
    if (s) out = out && *out == Status::possible ? out : s;
  };
  const bool to = infinitive(verb);
  for (Index c : tree_.children(verb)) {
    const Token& t = tree_[c];
    if (t.relation == Relation::aux) {
      if (const auto e = operators_.effect(Sort::aux, t.lemma, lower(tree_, c))) {
        auto s = status_of(*e);
        if (t.lemma == "would" && habit(verb)) continue;  // "would often raid the town"
        if (among({"would", "'d"}, t.lemma) && told_in_past(verb) && !conditional(verb))
          s = Status::planned;  // "said it would": the future of the past
        merge(s);
      }
      if (to && t.lemma == "be" && tree_[verb].xpos == "VB") merge(Status::planned);  // "is to visit"
    } else if (t.relation == Relation::cop && to) {
      if (c > verb || tree_[c + 1].lemma != "yet") merge(Status::planned);  // "is yet to meet" is a negation
    } else if (t.relation == Relation::mark && t.lemma == "due" && bare(verb)) {
      merge(Status::planned);  // "is due to meet", tagged like "due to rain"
    } else if (t.relation == Relation::advmod || t.relation == Relation::obl) {
      if (const auto e = operators_.effect(Sort::adverb, t.lemma, lower(tree_, c))) merge(status_of(*e));
    }
  }
  merge(future_time(verb));
  if (out == Status::planned && conditional(verb)) out = Status::possible;  // "will respond if they attack"
  return out;
}

Status Clause::own(Index act) const {
  Status s = modality(act).value_or(inverted(act) ? Status::possible : Status::actual);
  if (nominal_tag(tree_[act].tag) && s == Status::actual && to_come(act)) s = Status::planned;
  if (nominal_tag(tree_[act].tag) || tree_[act].xpos == "VBG")
    for (Index c : tree_.children(act)) {
      const Relation r = tree_[c].relation;
      if (r != Relation::amod && r != Relation::det && r != Relation::compound && r != Relation::nmod_poss) continue;
      if (const auto e = operators_.effect(Sort::modifier, tree_[c].lemma, lower(tree_, c)))
        if (const auto m = status_of(*e)) s = compose(s, *e);
    }
  if ((s == Status::actual || s == Status::planned) && asked(act)) s = Status::possible;
  if (const auto unreal = counterfactual(act)) return *unreal;
  if (not_who(act)) return Status::denied;
  if (!negated(act)) return s;
  const bool forbidden =
      s == Status::possible && !perfect(act) && (tree_.child_lemma(act, "must") != kNone || tree_.child_lemma(act, "should") != kNone);
  return forbidden ? Status::possible : Status::denied;  // "must not attack": what is demanded is open
}

/// "should have attacked", "was to have attacked", "would have attacked": it did not; "should not have attacked": it did.
std::optional<Status> Clause::counterfactual(Index act) const {
  if (!perfect(act)) return std::nullopt;
  const Index subject = tree_.child(act, {Relation::nsubj, Relation::nsubj_pass, Relation::expl});
  const Index had = tree_.child_lemma(act, "have");
  if (lower(tree_, had) == "had" && subject != kNone && had < subject && !question(act))  // "Had they attacked, we would ..."
    return negated(act) ? Status::actual : Status::denied;
  if (tree_.child_lemma(act, "should") != kNone) return negated(act) ? Status::actual : Status::denied;
  const bool would = tree_.child_lemma(act, "would") != kNone;
  if (negated(act)) {  // "would not have won without them": it has won
    bool but_for = conditional(act);
    for (Index c : tree_.children(act)) but_for = but_for || (tree_[c].relation == Relation::obl && tree_.preposition(c) == "without");
    return would && but_for ? std::optional(Status::actual) : std::nullopt;
  }
  if (would || was_to(act)) return Status::denied;
  if (tree_.child_lemma(act, "could") != kNone)
    for (Index c : tree_.children(act))
      if (tree_[c].relation == Relation::conj && tree_.child_lemma(c, "but") != kNone) return Status::denied;
  return std::nullopt;
}

/// "was to have attacked", not "is said to have been attacked": a "be" before the "to".
bool Clause::was_to(Index act) const {
  Index be = kNone, to = kNone;
  for (Index c : tree_.children(act)) {
    if (tree_[c].lemma == "be" && be == kNone) be = c;
    if (tree_[c].relation == Relation::mark && tree_[c].lemma == "to") to = c;
  }
  return be != kNone && to != kNone && be < to;
}

/// "Were they to attack, we would respond".
bool Clause::inverted(Index act) const {
  const Sentence& sentence = tree_.document().sentences[static_cast<std::size_t>(tree_.sentence_of(act))];
  Index first = sentence.first;
  while (first < act && tree_[first].tag == Tag::PUNCT) ++first;
  return infinitive(act) && lower(tree_, first) == "were" && act - first < 12 && !question(act);
}

/// "insisted that it release them": no third person singular.
bool Clause::subjunctive(Index verb) const {
  const Token& t = tree_[verb];
  const Index subject = tree_.child(verb, {Relation::nsubj, Relation::nsubj_pass});
  if ((t.xpos != "VB" && t.xpos != "VBP") || subject == kNone || tree_.child_lemma(verb, "that") == kNone ||
      tree_.child(verb, Relation::aux) != kNone)
    return false;
  return among({"NN", "NNP"}, tree_[subject].xpos) && tree_.conjuncts(subject).size() == 1;
}

/// "have attacked", behind an auxiliary.
bool Clause::perfect(Index verb) const {
  const Index have = tree_.child_lemma(verb, "have");
  return have != kNone && tree_[have].relation == Relation::aux && tree_[verb].xpos == "VBN";
}

/// A finite verb of the present, of a perfect or a future.
bool Clause::present(Index verb) const {
  if (tree_[verb].xpos == "VBZ" || tree_[verb].xpos == "VBP") return true;
  for (Index c : tree_.children(verb))
    if (universal(tree_[c].relation) == Relation::aux && among({"VBZ", "VBP", "MD"}, tree_[c].xpos)) return true;
  return false;
}

bool Clause::presupposed(Index act) const {
  bool asks = false, past = tree_[act].xpos == "VBD";
  for (Index c : tree_.children(act)) {
    const Token& t = tree_[c];
    if (among({"why", "how", "when", "where"}, t.lemma) ||
        (among({"who", "what", "which"}, t.lemma) && universal(t.relation) == Relation::nsubj))
      asks = asks || c < act;
    if (universal(t.relation) == Relation::nsubj && c < act &&
        among({"how", "which", "whose", "what"}, lower(tree_, tree_.extent(c).first)))
      asks = true;  // "How many men attacked?"
    if (universal(t.relation) != Relation::aux) continue;
    if (t.xpos == "MD") return false;
    past = past || among({"did", "was", "were", "has", "have", "had"}, lower(tree_, c));
  }
  return asks && past;
}

bool Clause::question(Index act) const {
  const Sentence& sentence = tree_.document().sentences[static_cast<std::size_t>(tree_.sentence_of(act))];
  for (Index k = act; k < sentence.last; ++k) {
    if (tree_.document().of(tree_[k].span) != "?") continue;
    if (k + 3 >= sentence.last || tree_[k + 1].tag == Tag::PUNCT) return true;
  }
  return false;
}

}  // namespace demarche
