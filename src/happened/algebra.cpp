// Walks from the act to the root: see algebra.h. Each step asks how the word hangs on its governor: a complement takes the governor's
// effect, an adverbial clause only that of its conjunction, a relative clause or apposition none (it is asserted anew).
#include "happened/algebra.h"

#include <algorithm>
#include <cstdlib>

namespace demarche {
namespace {

constexpr int kLongAgo = 5;  // years before the document that make an act history

bool is(std::string_view word, std::initializer_list<std::string_view> list) { return std::find(list.begin(), list.end(), word) != list.end(); }

}  // namespace

bool Algebra::nominal(Index w) const { return tree_[w].tag == Tag::NOUN || tree_[w].tag == Tag::PROPN; }

bool Algebra::is_infinitive(Index verb) const {
  for (Index c : tree_.children(verb))
    if (tree_[c].relation == Relation::mark && tree_[c].lemma == "to") return true;
  return false;
}

bool Algebra::negated(Index word) const {
  for (Index c : tree_.children(word)) {
    const Token& t = tree_[c];
    if ((t.relation == Relation::advmod || t.relation == Relation::aux || t.relation == Relation::cc_preconj) && is(t.lemma, {"not", "never", "n't", "neither", "nor"})) return true;
    if (t.relation == Relation::det && is(t.lemma, {"no", "neither"})) return true;
    if (t.relation == Relation::cc && t.lemma == "nor") return true;
    if ((t.relation == Relation::mark || t.relation == Relation::case_) && t.lemma == "without") return true;
    if (universal(t.relation) == Relation::nsubj || t.relation == Relation::obj) {
      if (is(t.lemma, {"nobody", "none", "nothing", "no-one"})) return true;
      for (Index d : tree_.children(c))
        if (tree_[d].relation == Relation::det && tree_[d].lemma == "no") return true;
    }
  }
  return false;
}

std::optional<Status> Algebra::modality(Index verb) const {
  for (Index c : tree_.children(verb)) {
    const Token& t = tree_[c];
    if (t.relation != Relation::aux && t.relation != Relation::cop) continue;
    if (is(t.lemma, {"will", "shall", "'ll", "wo"})) return Status::planned;
    if (is(t.lemma, {"may", "might", "could", "can", "should", "must", "would", "ought", "'d", "ca"})) return Status::possible;
  }
  return std::nullopt;
}

Status Algebra::own(Index act) const {
  Status s = Status::actual;
  if (auto m = modality(act)) s = *m;
  if (nominal(act))
    for (Index c : tree_.children(act)) {
      if (!is(name(tree_[c].relation), {"amod", "det", "compound"})) continue;
      if (const auto e = operators_.modifiers.find(tree_[c].lemma); e != operators_.modifiers.end() && e->second.positive) s = *e->second.positive;
    }
  return negated(act) ? Status::denied : s;
}

Status Algebra::compose(Status inner, Status outer) const {
  if (outer == Status::denied) return inner == Status::denied ? Status::possible : Status::denied;
  if (outer == Status::actual) return inner;
  return inner == Status::actual || inner == Status::historical ? outer : inner == Status::denied ? inner : outer == Status::possible ? outer : inner;
}

const Effect* Algebra::effect(Index word) const {
  const Token& t = tree_[word];
  const auto& table = t.tag == Tag::VERB ? operators_.verbs : nominal(word) ? operators_.nouns : operators_.adjectives;
  const auto at = table.find(t.lemma);
  return at == table.end() ? nullptr : &at->second;
}

bool Algebra::step(Index& word, Standing& s) const {
  const Token& t = tree_[word];
  const Index head = t.head;
  // the codebook speaks where no operator governs ("rejected the plan"); an operator knows about negation too
  const auto content = contents_.find(word);
  if (content != contents_.end() && (head == kNone || !effect(head)) && s.status != Status::denied) s.status = compose(s.status, content->second);
  if (head == kNone) return false;
  const Token& h = tree_[head];
  const Relation r = universal(t.relation);
  const bool noun = nominal(word);
  if (r == Relation::acl && !is_infinitive(word) && (t.xpos == "VBN" || t.xpos == "VBG") && tree_.child(word, Relation::mark) == kNone) return false;  // reduced relative
  if (t.relation == Relation::acl_relcl || r == Relation::parataxis || r == Relation::appos || r == Relation::list || r == Relation::discourse) return false;
  if (r == Relation::conj) {
    // "will attack and burn": the later verb shares what stands before the first
    const bool own_frame = tree_.child(word, {Relation::nsubj, Relation::nsubj_pass, Relation::aux}) != kNone;
    if (!own_frame && !noun)
      if (auto m = modality(head)) s.status = compose(s.status, *m);
    if (!own_frame && h.tag == Tag::VERB && negated(head) && h.head == kNone && tree_.child(word, Relation::cc) != kNone && tree_[tree_.child(word, Relation::cc)].lemma == "or") s.status = Status::denied;
    word = head;
    if (own_frame && !noun && (h.relation == Relation::root || universal(h.relation) == Relation::parataxis)) return false;
    return true;
  }
  if (r == Relation::advcl) {
    Index mark = tree_.child(word, Relation::mark);
    const std::string& m = mark == kNone ? t.lemma : tree_[mark].lemma;
    if (mark != kNone && is(m, {"if", "unless", "whether", "lest"})) {
      s.status = compose(s.status, Status::possible);
      return false;
    }
    if (mark != kNone && m == "to" && s.status == Status::actual) {  // purpose
      Standing main = of(head);
      s.status = main.status == Status::actual ? Status::planned : main.status;
      return false;
    }
    if (mark == kNone || is(m, {"by", "in", "of", "for", "from", "about", "against"})) {
      if (const Effect* e = effect(head); e && h.tag == Tag::VERB && mark != kNone) {
        const auto& out = negated(head) ? e->negated : e->positive;
        if (out) s.status = compose(s.status, *out);
      }
      word = head;
      return mark == kNone;
    }
    return false;
  }
  const bool complement = r == Relation::ccomp || r == Relation::xcomp || r == Relation::csubj || r == Relation::acl || r == Relation::obj || r == Relation::iobj ||
                          r == Relation::nsubj || r == Relation::obl || r == Relation::nmod;
  if (!complement) return false;
  const std::string p = r == Relation::obl || r == Relation::nmod ? tree_.preposition(word) : "";
  if ((r == Relation::obl || r == Relation::nmod) && is(p, {"after", "during", "since", "following", "despite", "amid", "because of", "due to", "in", "by", "before", "according to", "into", "about", "over", "regarding", "concerning"}) && noun) return false;
  const Index det = tree_.child(word, Relation::det);
  const bool definite = noun && ((det != kNone && is(tree_[det].lemma, {"the", "this", "these", "those", "that"})) || tree_.child(word, Relation::nmod_poss) != kNone);
  const Effect* e = effect(head);
  if (h.tag == Tag::VERB && h.lemma == "go" && r == Relation::xcomp && is_infinitive(word)) {  // "is going to invade"
    s.status = compose(s.status, negated(head) ? Status::denied : Status::planned);
    word = head;
    return true;
  }
  const bool governs = e && (r == Relation::ccomp || r == Relation::xcomp || r == Relation::acl || r == Relation::csubj || (noun && (r == Relation::obj || r == Relation::obl || r == Relation::nmod)));
  const bool operand_noun = !noun || !definite || nominal(head) || (e && e->positive == Status::denied);
  if (governs && operand_noun) {
    const bool no = negated(head);
    const auto& out = no ? e->negated : e->positive;
    if (out) s.status = compose(s.status, *out);
    else s.reported = true;
    if (h.tag == Tag::VERB && out && *out == Status::possible) s.hedged = true;
  } else if (r == Relation::nsubj || operators_.light.contains(h.lemma)) {
    if (auto m = modality(head)) s.status = compose(s.status, *m);
    if (negated(head)) s.status = compose(s.status, Status::denied);
  } else if (noun && (r == Relation::obj || r == Relation::obl) && definite) {
    return false;  // "will discuss the attack": taken as so
  } else if (r == Relation::xcomp || r == Relation::ccomp || (noun && r == Relation::obj)) {
    if (auto m = modality(head)) s.status = compose(s.status, *m);
    if (negated(head)) s.status = compose(s.status, Status::denied);
  } else if (r == Relation::acl && is_infinitive(word) && s.status == Status::actual) {
    s.status = Status::possible;
  }
  if ((r == Relation::xcomp) && !e && is_infinitive(word) && s.status == Status::actual && modality(head) == std::nullopt && h.tag != Tag::VERB) s.status = Status::possible;
  word = head;
  // the governor's own standing colours what it carries
  if (governs)
    if (auto m = modality(head); m && h.tag == Tag::VERB && e->positive == Status::actual) s.status = compose(s.status, *m);
  return true;
}

bool Algebra::historical(Index act) const {
  const std::string& date = tree_.document().date;
  if (date.size() < 4) return false;
  const int now = std::atoi(date.substr(0, 4).c_str());
  for (Index w = act; w != kNone; w = tree_[w].head) {
    for (Index c : tree_.children(w)) {
      const Relation r = universal(tree_[c].relation);
      if (r != Relation::obl && r != Relation::nmod && r != Relation::advmod) continue;
      const auto [a, b] = tree_.extent(c);
      if (b - a > 6) continue;
      for (Index k = a; k < b; ++k) {
        const std::string_view text = tree_.document().of(tree_[k].span);
        if (text.size() == 4 && std::all_of(text.begin(), text.end(), [](char x) { return x >= '0' && x <= '9'; })) {
          const int year = std::atoi(std::string(text).c_str());
          if (year > 1500 && year <= now - kLongAgo && !is(tree_.preposition(c), {"since", "to", "until"})) return true;
        }
        if (is(tree_[k].lemma, {"century", "decade"}) && tree_.preposition(c) != "for" && tree_.preposition(c) != "in") return true;
      }
    }
    if (tree_[w].relation == Relation::acl_relcl || tree_[w].tag == Tag::VERB) break;
  }
  return false;
}

Standing Algebra::of(Index act) const {
  Standing s;
  s.status = own(act);
  Index w = act;
  for (int i = 0; i < 40 && step(w, s); ++i) {
  }
  const Sentence& sentence = tree_.document().sentences[static_cast<std::size_t>(tree_.sentence_of(act))];
  for (Index k = std::max(sentence.first, sentence.last - 3); k < sentence.last; ++k)
    if (tree_.document().of(tree_[k].span) == "?" && s.status == Status::actual) s.status = Status::possible;
  if (s.status == Status::actual && historical(act)) s.status = Status::historical;
  return s;
}

}  // namespace demarche
