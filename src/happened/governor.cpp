// How a word hangs on its governor, in the terms of operators.tsv, and which operator the governor is. See algebra.h.
//   "denied having attacked": attacked hangs by "ing" on deny     "a plan to attack": by "to" on plan, whether the parser hangs it there or
//   on the verb
#include "happened/algebra.h"

#include <algorithm>

#include "base/among.h"

namespace demarche {
std::vector<std::string> Algebra::hangs_by(Index word) const {
  const Token& t = tree_[word];
  const Relation r = universal(t.relation);
  switch (r) {
    case Relation::obj:
      return {"obj"};
    case Relation::iobj:
      return {"obj"};
    case Relation::nsubj:
      if (t.relation == Relation::nsubj_pass) return {"obj"};
      return {"subj"};
    case Relation::csubj:
      return {clause_.infinitive(word) ? "to" : "that"};
    case Relation::compound:
    case Relation::nmod:
    case Relation::obl: {
      if (t.tag == Tag::VERB && r != Relation::compound && tree_.preposition(word).empty()) break;  // a clause, whatever its label
      if (t.relation == Relation::nmod_poss) return {"poss"};
      const std::string p = tree_.preposition(word);
      if (p.empty() && r == Relation::obl && t.head < word && nominal_tag(t.tag) && tree_.child(t.head, Relation::obj) == kNone)
        return {"obj"};  // parsers take long objects for adjuncts
      if (p.empty()) return {r == Relation::compound ? "of" : "bare"};
      return {p};
    }
    default:
      break;
  }
  if (r != Relation::ccomp && r != Relation::xcomp && r != Relation::acl && r != Relation::advcl && r != Relation::obl &&
      r != Relation::nmod)
    return {};
  const bool gerund = t.xpos == "VBG" || clause_.gerund(word);
  std::vector<Index> marks(tree_.children(word).begin(), tree_.children(word).end());
  for (Index c : tree_.children(word))  // "suspected of having attacked", with "of" hung on "having"
    if (gerund && universal(tree_[c].relation) == Relation::aux)
      marks.insert(marks.end(), tree_.children(c).begin(), tree_.children(c).end());
  for (Index c : marks) {
    const Token& m = tree_[c];
    if (m.relation != Relation::mark && m.relation != Relation::case_) continue;
    if (m.lemma == "to" && !gerund) return {"to"};
    if (among({"whether", "if"}, m.lemma)) return {"whether"};
    if (m.tag == Tag::ADP || m.tag == Tag::SCONJ || m.tag == Tag::PART) {
      if (gerund && among({"after", "before", "by", "while", "without", "despite", "since", "upon", "until", "instead", "rather"}, m.lemma))
        return {m.lemma};
      if (gerund && m.lemma == "out" && tree_.child_lemma(word, "of") != kNone) return {"out of", "ing"};
      if (gerund) return {m.lemma, "ing"};
      if (among({"as", "after", "before", "when", "while", "because", "since", "although", "though", "once", "until"}, m.lemma)) return {};
      const bool complement =
          m.lemma == "that" && (tree_[t.head].tag == Tag::ADJ || noun_before(word) != kNone);  // "doubtful that", "issued an order that"
      const bool adverbial = r == Relation::advcl && !complement;
      return adverbial ? std::vector<std::string>{} : std::vector<std::string>{"that"};
    }
  }
  if (r == Relation::advcl) {  // an object gerund taken for an adverbial: right behind its verb, no comma
    if (gerund && t.head >= 0 && t.head < word && word - t.head <= 2 && (word - t.head == 1 || tree_[word - 1].head == t.head) &&
        tree_[word - 1].tag != Tag::PUNCT)
      return {"ing"};
    return {};
  }
  if (gerund) return {"ing"};
  if (t.xpos == "VB" && r == Relation::xcomp) {  // "President cancels visit", in headlines taken for a verb
    const bool next = word - 1 == t.head || (word - 2 == t.head && tree_[word - 1].head == t.head);
    return next && tree_.child(t.head, Relation::obj) == kNone ? std::vector<std::string>{"obj", "to"} : std::vector<std::string>{"to"};
  }
  if (t.xpos == "VB" && r == Relation::ccomp && tree_.child(word, Relation::nsubj) == kNone) return {"to"};
  if (nominal_tag(t.tag)) return r == Relation::xcomp ? std::vector<std::string>{"as"} : std::vector<std::string>{"that"};
  return {"that"};
}

std::string Algebra::way_of(Index word) const {
  const std::vector<std::string> by = hangs_by(word);
  return by.empty() ? std::string() : by.front();
}

/// The object of the clause's governor, or a nominal adjunct that ends where the clause begins: parsers hang "a plan to invade" on the
/// verb.
Index Algebra::noun_before(Index clause) const {
  const Index head = tree_[clause].head;
  if (head == kNone || nominal_tag(tree_[head].tag)) return kNone;
  const Index object = tree_.child(head, {Relation::obj, Relation::nsubj_pass});
  if (object != kNone && head < object && object < clause && nominal_tag(tree_[object].tag)) return object;
  if (universal(tree_[clause].relation) != Relation::advcl) return kNone;
  for (Index c : tree_.children(head))
    if (c > head && c < clause && tree_[c].relation == Relation::obl && tree_.preposition(c).empty() && nominal_tag(tree_[c].tag) &&
        tree_.extent(c).second == tree_.extent(clause).first)
      return c;
  return kNone;
}

/// An adjunct of the same governor that ends where the phrase begins: "bought rifles | in preparation | for a war".
Index Algebra::adjunct_before(Index phrase) const {
  if (universal(tree_[phrase].relation) != Relation::obl) return kNone;
  for (Index c : tree_.children(tree_[phrase].head))
    if (c < phrase && tree_[c].relation == Relation::obl && nominal_tag(tree_[c].tag) &&
        tree_.extent(c).second == tree_.extent(phrase).first)
      return c;
  return kNone;
}

const Operator* Algebra::look_up(Index governor, const std::vector<std::string>& by) const {
  const Token& h = tree_[governor];
  const bool noun = nominal_tag(h.tag) || h.xpos.starts_with("NN");
  const Sort sort = noun ? Sort::noun : h.tag == Tag::VERB || h.tag == Tag::AUX ? Sort::verb : Sort::adjective;
  const std::string form = lower(tree_, governor);
  if (const Index particle = tree_.child(governor, Relation::compound_prt); particle != kNone)
    if (const Operator* o = operators_.find(sort, h.lemma + " " + tree_[particle].lemma, form + " " + tree_[particle].lemma, by)) return o;
  for (Index c : tree_.children(governor))  // "look forward", "back away"
    if (c == governor + 1 && tree_[c].tag == Tag::ADV)
      if (const Operator* o = operators_.find(sort, h.lemma + " " + tree_[c].lemma, form + " " + tree_[c].lemma, by)) return o;
  if (h.tag == Tag::ADV && h.head != kNone && h.head == governor - 1)  // "came close to"
    if (const Operator* o = operators_.find(Sort::verb, tree_[h.head].lemma + " " + h.lemma, lower(tree_, h.head) + " " + form, by))
      return o;
  if (noun)
    for (Index c : tree_.children(governor))  // "ongoing efforts", "draft law"
      if (tree_[c].relation == Relation::amod || tree_[c].relation == Relation::compound)
        if (const Operator* o = operators_.find(sort, lower(tree_, c) + " " + h.lemma, lower(tree_, c) + " " + form, by)) return o;
  if (sort == Sort::adjective && h.relation == Relation::xcomp && h.head != kNone)  // "make sure"
    if (const Operator* o = operators_.find(Sort::verb, tree_[h.head].lemma + " " + h.lemma, lower(tree_, h.head) + " " + h.lemma, by))
      return o;
  if (noun && tree_.child(governor, Relation::cop) != kNone && !tree_.preposition(governor).empty())  // "is out of the question"
    if (const Operator* o =
            operators_.find(sort, tree_.preposition(governor) + " " + h.lemma, tree_.preposition(governor) + " " + form, by))
      return o;
  if (sort == Sort::verb)
    for (Index c : tree_.children(governor))  // "plead guilty"
      if (tree_[c].relation == Relation::xcomp && tree_[c].tag == Tag::ADJ)
        if (const Operator* o = operators_.find(sort, h.lemma + " " + tree_[c].lemma, form + " " + tree_[c].lemma, by)) return o;
  if (const Operator* o = operators_.find(sort, h.lemma, form, by)) return o;
  if (h.xpos == "VBN" || h.xpos == "VBG" || h.xpos == "JJ")  // "is prepared to", "was unlikely to": tagged either way
    return operators_.find(sort == Sort::verb ? Sort::adjective : Sort::verb, form, form, by);
  return nullptr;
}

/// Which operator governs the word: the governor, a noun before the clause, or what the governor raises.
Algebra::Rule Algebra::rule(Index word) const {
  const Token& t = tree_[word];
  const Index head = t.head;
  if (head == kNone) return {};
  const Relation r = universal(t.relation);
  if (t.relation == Relation::acl_relcl && !complement(word)) return {};
  const bool participle = r == Relation::acl && (t.xpos == "VBN" || t.xpos == "VBG") &&
                          tree_[head].tag != Tag::VERB;  // "an order telling him to": no content of the order
  if (participle && tree_.child(word, {Relation::mark, Relation::case_}) == kNone) return t.xpos == "VBG" ? of_text(head) : Rule{};
  const std::vector<std::string> by = hangs_by(word);
  if (by.empty()) return {};
  if (by.front() == "include" && open_noun(word) == nullptr)  // "demands including a withdrawal"; a demand among plans was made
    if (const Operator* o = open_noun(head); o != nullptr) return {o, head};
  // what follows a verb's object may belong to either: "accused | Chad of arming", "rejected | a plan to invade"
  const bool bare = by.front() == "obj" || by.front() == "subj" || by.front() == "bare" || by.front() == "poss";
  if (const Index noun = bare ? kNone : adjunct_before(word); noun != kNone)
    if (const Operator* o = look_up(noun, by)) return {o, noun};
  if (const Index noun = bare ? kNone : noun_before(word); noun != kNone) {
    if (by.front() == "to" && tree_[noun].relation == Relation::obj)  // "used his power to pardon them"
      if (const Operator* o =
              operators_.find(Sort::verb, tree_[head].lemma + " " + tree_[noun].lemma, lower(tree_, head) + " " + tree_[noun].lemma, by))
        return {o, head};
    if (const Operator* o = look_up(noun, by)) return {o, noun};
  }
  if ((by.front() == "obj" || by.front() == "to") && tree_[head].tag == Tag::VERB &&
      tree_.child(head, Relation::compound_prt) == kNone)  // "announce arrest", "vote to elect": of this very word
    if (const Operator* o = operators_.find(Sort::verb, tree_[head].lemma + " " + t.lemma, lower(tree_, head) + " " + t.lemma, by))
      return {o, head};
  if (by.front() == "to" && r == Relation::acl && tree_[head].relation == Relation::obj && tree_[head].head != kNone)
    if (const Operator* o = operators_.find(Sort::verb, tree_[tree_[head].head].lemma + " " + tree_[head].lemma,
                                            lower(tree_, tree_[head].head) + " " + tree_[head].lemma, by))
      return {o, tree_[head].head};
  if (const Operator* o = look_up(head, by)) return o->positive == Effect::subject ? by_subject(head) : Rule{o, head};
  const bool made = by.front() == "obj" && (tree_[head].lemma == "make" || tree_[head].lemma == "render");
  if (const Index raised = made || by.front() == "subj" || t.relation == Relation::nsubj_pass ? tree_.child(head, Relation::xcomp) : kNone;
      raised != kNone && (!made || tree_[raised].tag == Tag::ADJ))
    if (const Operator* o = look_up(raised, {"subj"})) return {o, raised};  // "the talks are set to open", "it makes an attack likely"
  if (nominal_tag(tree_[head].tag) && (tree_[head].relation == Relation::obj || tree_[head].relation == Relation::nsubj_pass) &&
      r == Relation::acl && by.front() != "that")
    if (const Operator* o = look_up(tree_[head].head, by)) return {o, tree_[head].head};
  return {};
}

/// "a bill banning flags", "they passed a bill banning flags": what a text does is open until the text holds.
Algebra::Rule Algebra::of_text(Index text) const {
  if (!nominal_tag(tree_[text].tag)) return {};
  const Operator* o = look_up(text, {"participle"});
  const Index verb = tree_[text].head;
  if (o == nullptr || verb == kNone || hangs_by(text).empty() || hangs_by(text).front() != "obj") return {o, text};
  const Operator* holds = look_up(verb, {"participle"});
  return holds != nullptr ? Rule{holds, verb} : Rule{o, text};
}

}  // namespace demarche
