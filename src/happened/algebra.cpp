// See algebra.h. One step = one dependency: first an operator of the data, then the content of a claim, then the default of the relation.
#include "happened/algebra.h"

#include <algorithm>
#include <array>

#include "base/among.h"
#include "types/arguments.h"

namespace demarche {
namespace {

constexpr int kLongestWay = 40;
constexpr int kDeepest = 20;

Effect effect_of(Status status) {
  switch (status) {
    case Status::planned:
      return Effect::planned;
    case Status::possible:
      return Effect::possible;
    case Status::denied:
      return Effect::denied;
    case Status::historical:
      return Effect::historical;
    case Status::actual:
      break;
  }
  return Effect::actual;
}

}  // namespace

/// The effect of the conjunction that heads the clause ("if", "in case").
std::optional<Effect> Algebra::mark(Index clause) const {
  for (Index c : tree_.children(clause)) {
    const Token& m = tree_[c];
    if (m.relation != Relation::mark && m.relation != Relation::case_ &&
        !(m.relation == Relation::advmod && among({"when", "once", "whenever", "lest"}, m.lemma)) && m.relation != Relation::cc)
      continue;
    std::string words = lower(tree_, c);
    for (Index k : tree_.children(c))
      if (tree_[k].relation == Relation::fixed) words += " " + lower(tree_, k);
    if (const auto e = operators_.effect(Sort::mark, words, words)) return e;
    if (const auto e = operators_.effect(Sort::mark, m.lemma, lower(tree_, c))) return e;
  }
  const Index first = tree_.extent(clause).first;  // "in case they attack", hung apart
  if (first > 1 && tree_.sentence_of(first - 2) == tree_.sentence_of(first))
    return operators_.effect(Sort::mark, lower(tree_, first - 2) + " " + lower(tree_, first - 1), "");
  return std::nullopt;
}

/// The governor's auxiliaries and negation reach what hangs on it.
void Algebra::share(Index word, Index governor, Standing& s, bool negation) const {
  if (const auto m = clause_.modality(governor)) s.status = compose(s.status, effect_of(*m));
  if (negation && clause_.negated(governor, word)) s.status = compose(s.status, Effect::denied);
}

/// "refused to say that", "until they certify that": nobody has said so.
bool Algebra::unsaid(Index verb, const Operator& speech, int depth) const {
  if (speech.negated != Effect::possible || tree_[verb].tag != Tag::VERB || tree_[verb].head == kNone || depth >= kDeepest) return false;
  const Status status = of(verb, depth + 1).status;
  return status == Status::denied ||
         (status == Status::possible &&
          among({"certify", "confirm", "verify", "prove", "show", "demonstrate", "conclude", "establish"}, tree_[verb].lemma));
}

Algebra::Next Algebra::governed(Index& word, Standing& s, Rule rule) const {
  const Index governor = rule.governor;
  const bool no = clause_.negated(governor, word);
  Effect effect = no ? rule.op->negated : rule.op->positive;
  if (no && tree_[governor].lemma == "believe" &&
      (tree_.child_lemma(governor, "can") != kNone || tree_.child_lemma(governor, "could") != kNone))
    effect = Effect::fact;                                                                 // "could not believe that they had attacked"
  const bool refused = effect == Effect::planned && rule.op->negated == Effect::possible;  // "rebuffed", "turned down"
  if (nominal_tag(tree_[word].tag) && (effect == Effect::denied || refused))               // "denied the claims": they were made
    for (const char* by : {"that", "to"})
      if (const Operator* speech = operators_.find(Sort::noun, tree_[word].lemma, lower(tree_, word), std::vector<std::string>{by});
          speech != nullptr && !no && (speech->positive == Effect::said || clause_.definite(word) || refused) && way_of(word) == "obj")
        effect = Effect::fact;
  if (effect == Effect::possible && nominal_tag(tree_[word].tag) && clause_.known(word))
    if (const std::string by = way_of(word); by == "about" || by == "over") effect = Effect::fact;  // "worried about the attack"
  if (effect == Effect::actual && tree_[governor].lemma == "let" && tree_.child_lemma(governor, "we") != kNone)
    effect = Effect::planned;  // "let us talk"
  if (effect == Effect::fact && !no && s.status == Status::planned && among({"halt", "stop", "suspend"}, tree_[governor].lemma))
    effect = Effect::denied;  // "halted the planned deportation"
  if (effect == Effect::planned && nominal_tag(tree_[word].tag) && clause_.realised(word))
    effect = Effect::fact;  // "the invitation sent to"
  if (effect == Effect::fact && s.item != kNone && nominal_tag(tree_[governor].tag) && !clause_.known(s.item))
    effect = Effect::possible;  // "an end to the war and a truce"
  if (effect == Effect::topic) {
    const Index item = s.item == kNone ? word : s.item;
    effect = clause_.known(item) || clause_.realised(item) ? Effect::fact : Effect::possible;
  }
  if (effect == Effect::said && !no && unsaid(governor, *rule.op, s.depth)) {
    s.status = compose(s.status, Effect::possible);  // "refused to confirm that"
    return Next::stop;
  }
  if (effect == Effect::said && clause_.subjunctive(word) && tree_[governor].tag == Tag::VERB)
    effect = Effect::possible;  // "insisted that it release them"
  s.way.push_back({word, governor, rule.op, no});
  if (effect == Effect::purpose) {  // "send troops to fight"
    s.status = purpose(word, governor, s);
    return Next::stop;
  }
  if (effect == Effect::planned && s.status == Status::possible && s.way.size() == 1 && clause_.mandative(word))
    s.status = Status::actual;  // "an order that they should"
  s.sure = s.sure || (no && rule.op->positive == Effect::denied && effect == Effect::possible) ||
           (s.status == Status::denied && s.own != Status::denied && effect == Effect::denied);  // "did not deny", "refused to deny"
  s.status = compose(s.status, effect);
  const bool noun = nominal_tag(tree_[governor].tag) || tree_[governor].relation == Relation::obj;  // "ridiculed reports", tagged a verb
  if (noun && clause_.own(governor) == Status::denied && effect == Effect::planned && !no)
    s.status = Status::denied;  // "the cancelled plan to"
  if (noun && effect != Effect::fact)
    if (const auto v = verdict(governor, effect)) {
      s.status = compose(s.status == Status::planned ? Status::actual : s.status, *v);
      return Next::stop;
    }
  if (effect == Effect::said || effect == Effect::fact || effect == Effect::alleged) {
    if (const std::string by = noun && effect != Effect::fact ? way_of(governor) : ""; among({"on", "to", "about", "over"}, by))
      s.sure = true;  // "declined to comment on reports that": they say what they say
    s.sure = s.sure || (no && effect == Effect::fact && nominal_tag(tree_[word].tag));  // "will not lift the sanctions": they are in force
    return Next::stop;
  }
  if (noun && clause_.definite(governor) && effect != Effect::actual) return Next::stop;  // "rejected the plan to": there is one
  if (!no || effect == Effect::actual) share(word, governor, s, false);                   // "would not hesitate to"
  word = governor;
  return Next::on;
}

/// What is done for a purpose leaves the purpose open, but for acts that it amounts to ("marched to protest"); what is planned for it plans
/// it too.
Status Algebra::purpose(Index aim, Index main, const Standing& s) const {
  if (s.status == Status::denied && !s.way.empty() && s.own != Status::denied)
    return Status::possible;  // "sent troops to prevent an attack"
  if (s.status != Status::actual) return s.status;
  const Status of_main = of(main, s.depth + 1).status;
  if (operators_.effect(Sort::aim, tree_[aim].lemma, lower(tree_, aim)) == Effect::actual) return of_main;
  return of_main == Status::actual || of_main == Status::historical ? Status::possible : of_main;
}

Algebra::Next Algebra::adverbial(Index& word, Standing& s) const {
  const Index governor = tree_[word].head;
  const bool gerund = tree_[word].xpos == "VBG";
  std::string_view conjunction;
  bool to = false;
  Index first = kNone;
  for (Index c : tree_.children(word)) {
    const Token& m = tree_[c];
    if (m.relation != Relation::mark && m.relation != Relation::case_ &&
        !(m.relation == Relation::advmod && among({"when", "once", "whenever"}, m.lemma)))
      continue;
    if (first == kNone) first = c;
    if (m.lemma == "to")
      to = true;
    else if (conjunction.empty() && m.lemma != "include")  // "including by fining them"

      conjunction = m.lemma;
  }
  if (const auto e = mark(word)) {
    s.status = compose(s.status, *e);
    return Next::stop;
  }
  s.way.push_back({word, governor, nullptr, false});
  if (to) {
    const bool only = first > 0 && tree_[first - 1].lemma == "only" && tree_[governor].xpos == "VBD";
    if (!only) s.status = purpose(word, governor, s);  // "entered the town only to leave it"
    return Next::stop;
  }
  const bool timed = among({"when", "once", "until", "till", "before", "after", "whenever", "as soon as", "by"}, conjunction);
  const bool present = !gerund && tree_[word].xpos != "VBD" && (tree_[word].xpos != "VBN" || clause_.present(word));
  const Operator* thought = gerund && conjunction.empty() && governor < word && tree_[word - 1].tag == Tag::PUNCT
                                ? operators_.find(Sort::verb, tree_[word].lemma, lower(tree_, word), std::vector<std::string>{"that"})
                                : nullptr;
  if (thought != nullptr && thought->positive != Effect::planned && tree_[word].lemma != "threaten")
    return Next::stop;  // "would leave, fearing an attack": what is thought is thought now
  const bool topic = gerund && among({"about", "in", "on", "of", "at", "with", "for"}, conjunction);  // "must be firm about expelling them"
  if ((timed && (present || gerund)) || (gerund && conjunction.empty()) || topic) {  // "will leave when they attack", "will enter, burning"
    const Standing main = of(governor, s.depth + 1);
    if (main.status == Status::planned || main.status == Status::possible) s.status = compose(s.status, effect_of(main.status));
    if (main.status == Status::denied && conjunction == "by") s.status = Status::denied;
    if (present && (among({"until", "till"}, conjunction) || (main.status == Status::denied && conjunction == "before")))
      s.status = compose(s.status, Effect::possible);  // "won't leave before", "stays until"
  }
  return Next::stop;
}

Algebra::Next Algebra::conjunct(Index& word, Standing& s) const {
  const Index first = tree_[word].head;
  if (const auto e = mark(word)) {  // "rather than", "instead of"
    s.status = compose(s.status, *e);
    return Next::stop;
  }
  const bool verb = !nominal_tag(tree_[word].tag);
  bool own_frame = false;
  Index joint = kNone;
  for (Index c : tree_.children(word)) {
    const Relation r = universal(tree_[c].relation);
    own_frame = own_frame || r == Relation::nsubj || r == Relation::expl || (tree_[c].relation == Relation::aux);
    if (r == Relation::cc) joint = c;
  }
  if (verb && !own_frame) {
    const bool bare = tree_[word].xpos == "VB" || tree_[word].xpos == tree_[first].xpos;
    if (bare) share(word, first, s, false);
    const bool or_nor = joint != kNone && tree_[joint].lemma == "or";  // a "nor" is its own negation
    const bool nor = joint != kNone && tree_[joint].lemma == "nor";
    if (bare && !nor && clause_.negated(first) && (or_nor || (tree_[word].xpos == "VB" && !clause_.infinitive(word))))
      s.status = compose(s.status, Effect::denied);
  } else if (!verb && joint != kNone && tree_[joint].lemma == "or" && clause_.negated(first)) {
    s.status = compose(s.status, Effect::denied);
  }
  if (argument::misjoined(tree_, word)) return Next::stop;
  if (!verb && s.item == kNone &&
      tree_.child(word, {Relation::det, Relation::amod, Relation::nmod, Relation::nmod_poss}) != kNone)  // "an end to the war and a truce"
    s.item = word;
  if (verb && tensed(tree_[word]) && tree_[first].xpos == "VB" && clause_.infinitive(first))
    return Next::stop;  // "failed to win and left": misattached
  if (verb && own_frame && (tree_[word].xpos == "VBD" || tree_[word].xpos == "VBZ") && tree_[first].relation == Relation::advcl)
    return Next::stop;
  word = first;
  return Next::on;
}

/// A clause on a governor that is no operator.
Algebra::Next Algebra::clausal(Index& word, Standing& s) const {
  const Token& t = tree_[word];
  const Index governor = t.head;
  const Token& h = tree_[governor];
  const bool to = clause_.infinitive(word) || (t.xpos == "VB" && universal(t.relation) == Relation::xcomp);
  s.way.push_back({word, governor, nullptr, clause_.negated(governor, word)});
  if (universal(t.relation) == Relation::acl) {
    const Index determiner = tree_.child(governor, Relation::det);  // "no foreigners being held", "any step leading to talks"
    if (!to && s.status == Status::actual && determiner != kNone)
      if (const auto e = operators_.effect(Sort::modifier, tree_[determiner].lemma, lower(tree_, determiner)))
        s.status = compose(s.status, *e);
    if (to && s.status == Status::denied && s.own != Status::denied && s.way.size() > 1)
      s.status = Status::possible;  // "measures to prevent an attack"
    if (to && s.status == Status::actual) {
      bool ranked = h.tag == Tag::ADJ || h.tag == Tag::NUM;  // "the first country to attack" did
      for (Index c : tree_.children(governor))
        ranked = ranked || among({"first", "last", "only", "late", "second", "third", "latest"}, tree_[c].lemma);
      const bool headline = h.head == kNone && tree_.child(governor, Relation::det) == kNone;  // "Airline to cut fares"
      Index main = h.head;  // "send forces to Mexico to fight": the parser may hang the purpose on the last noun
      while (main != kNone && nominal_tag(tree_[main].tag)) main = tree_[main].head;
      const bool object = h.relation == Relation::obj || universal(h.relation) == Relation::obl || universal(h.relation) == Relation::nmod;
      if (!ranked)
        s.status = headline ? Status::planned : object && main != kNone && main < word ? purpose(word, main, s) : Status::possible;
    }
    return Next::stop;
  }
  if (!to && universal(t.relation) == Relation::ccomp && h.tag == Tag::VERB && clause_.negated(governor, word))
    s.status = compose(s.status, Effect::possible);                                                            // "did not write that"
  if (t.xpos == "VBG" && t.relation == Relation::csubj && h.tag != Tag::VERB && s.status == Status::actual) {  // "expelling them is wrong"
    const Index copula = tree_.child(governor, Relation::cop);
    if (copula != kNone && tree_[copula].xpos != "VBD") s.status = Status::possible;
  }
  if (!to && t.xpos != "VBG")
    return universal(t.relation) == Relation::ccomp || universal(t.relation) == Relation::csubj
               ? Next::stop
               : (share(word, governor, s, true), word = governor, Next::on);
  if (to && h.tag == Tag::ADJ && tree_.child_lemma(governor, "too") != kNone && s.status == Status::actual)
    s.status = Status::denied;                                                              // "too weak to"
  if (to && h.tag != Tag::VERB && s.status == Status::actual) s.status = Status::possible;  // "free to", "hard to"
  share(word, governor, s, true);
  word = governor;
  return Next::on;
}

Algebra::Next Algebra::step(Index& word, Standing& s) const {
  const Token& t = tree_[word];
  if (const Passage p = t.tag == Tag::VERB ? belied(word) : Passage{}; p.rule != nullptr) {
    s.way.push_back(p);
    s.status = compose(s.status, p.negated ? p.rule->negated : p.rule->positive);
    s.sure = true;
    return Next::stop;
  }
  if (nominal_tag(t.tag) && tree_.child(word, Relation::cop) != kNone && !clause_.known(word))  // "their demand is a withdrawal"
    if (const Rule r = by_subject(word); r.op != nullptr) return governed(word, s, r);
  if (t.head == kNone) return Next::stop;
  if (const Operator* o = later_predicate(word)) {
    s.way.push_back({word, t.head, o, false});
    s.status = compose(s.status, o->positive);
    return Next::stop;
  }
  if (const Rule r = rule(word); r.op != nullptr) return governed(word, s, r);
  if (t.relation == Relation::acl_relcl || t.relation == Relation::advcl_relcl) {
    if (const auto e = mark(word)) s.status = compose(s.status, *e);  // "What if they attack?"
    const bool open = t.xpos == "VBZ" || t.xpos == "VBP";
    if (open && s.status == Status::actual && nominal_tag(tree_[t.head].tag) && !clause_.definite(t.head) && s.depth < kDeepest &&
        !contents_.contains(t.head)) {  // "wants a deal that ends the war"
      const Status of_noun = of(t.head, s.depth + 1).status;
      if (of_noun == Status::planned || of_noun == Status::possible) s.status = of_noun;
    }
    return Next::stop;
  }
  if (const auto c = contents_.find(word); c != contents_.end()) {
    const bool known = nominal_tag(t.tag) && (clause_.definite(word) || c->second != Status::possible);
    const Operator* speech =
        known ? operators_.find(Sort::noun, t.lemma, lower(tree_, word), std::vector<std::string>{"to", "for", "that"}) : nullptr;
    if (speech != nullptr) return Next::stop;  // "complied with the demands", "ignored orders": they were made
    s.sure = s.sure || (s.status == Status::denied && s.own != Status::denied && c->second == Status::denied);
    s.status = compose(s.status, effect_of(c->second));
    return Next::stop;
  }
  switch (universal(t.relation)) {
    case Relation::conj:
      return conjunct(word, s);
    case Relation::advcl:
      return adverbial(word, s);
    case Relation::ccomp:
    case Relation::xcomp:
    case Relation::csubj:
    case Relation::acl:
      return clausal(word, s);
    case Relation::nsubj:
    case Relation::obj:
    case Relation::iobj:
    case Relation::obl:
    case Relation::nmod:
      return nominal(word, s);
    case Relation::amod:
    case Relation::compound: {
      if (!nominal_tag(t.tag)) return Next::stop;
      word = t.head;
      return Next::stop;
    }
    default:
      return Next::stop;
  }
}

/// A past act without a time of its own, beside or below one of long ago: "was arrested in 1963 and imprisoned", "was chosen in 1990 after
/// he resigned".
bool Algebra::along_with_history(Index act) const {
  Index word = act;
  for (int steps = 0; steps < kDeepest; ++steps) {
    const Token& t = tree_[word];
    const Relation r = universal(t.relation);
    const bool chained =
        (r == Relation::conj || r == Relation::advcl || r == Relation::xcomp || r == Relation::parataxis) && t.tag == Tag::VERB;
    if (!chained || t.head == kNone || t.xpos == "VBZ" || t.xpos == "VBP") return false;
    for (Index c : tree_.children(word)) {
      if (tree_[c].relation == Relation::aux && tree_[c].xpos != "VBD" && t.xpos == "VBN") return false;  // "has fled"
      if (universal(tree_[c].relation) == Relation::obl && tree_.preposition(c) != "until" && clause_.dated(c)) return false;
    }
    word = t.head;
    if (clause_.historical(word)) return true;
  }
  return false;
}

/// Do only marks and particles of address stand before the word in its sentence ("Please leave")?
bool Algebra::begins(Index word) const {
  const Sentence& s = tree_.document().sentences[static_cast<std::size_t>(tree_.sentence_of(word))];
  for (Index k = s.first; k < word; ++k)
    if (nominal_tag(tree_[k].tag) && tree_[k].head == word) return false;
  return true;
}

Standing Algebra::of(Index act, int depth) const {
  Standing s;
  s.depth = depth;
  s.own = s.status = clause_.own(act);
  if (nominal_tag(tree_[act].tag))
    if (const auto e = undone(act)) {
      s.own = s.status = s.status == Status::planned ? Status::denied : compose(s.status, *e);
      return s;
    }
  Index word = act;
  if (depth == 0 && (tree_[act].relation == Relation::cop || universal(tree_[act].relation) == Relation::aux) && tree_[act].head != kNone)
    return of(tree_[act].head, 1);  // "doubts that it is so": as the predicate that it belongs to
  int steps = 0;
  while (depth < kDeepest && steps++ < kLongestWay && step(word, s) == Next::on) {
  }
  const Token& top = tree_[word];
  const bool root = top.head == kNone;
  if (root && (s.status == Status::actual || s.status == Status::planned) && !nominal_tag(tree_[act].tag) && clause_.question(act) &&
      !(clause_.presupposed(act) && word == act))
    s.status = Status::possible;
  if (root)
    if (const auto e = mark(word)) s.status = compose(s.status, *e);
  if (root && word == act && s.status == Status::actual && top.tag == Tag::VERB) {
    const bool subject = tree_.child(act, {Relation::nsubj, Relation::nsubj_pass, Relation::expl}) != kNone;
    if (clause_.infinitive(act))
      s.status = Status::planned;  // a headline's "Kenya to send troops"
    else if (top.xpos == "VB" && !subject && begins(act))
      s.status = Status::possible;  // "Leave now"
  }
  if (s.status == Status::actual && by_draft(act)) s.status = Status::possible;
  if (s.status == Status::actual && (clause_.historical(act) || along_with_history(act))) s.status = Status::historical;
  return s;
}

}  // namespace demarche
