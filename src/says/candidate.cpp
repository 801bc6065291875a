// Readings of words as cues: see candidate.h. The tree proposes, liberally: every dependent that could be a content makes a reading; weights learned
// from annotated news (weights.h) decide. Does not look beyond the sentence except along a quotation that reaches over it.
#include "says/candidate.h"

#include <algorithm>
#include <string_view>

#include "types/frame.h"

namespace demarche {
namespace {

bool is_mark(std::string_view w) {
  return w == "\"" || w == "“" || w == "”" || w == "''" || w == "``" || w == "‘" || w == "’" || w == "'" || w == "«" || w == "»" || w == "`" || w == "„";
}

bool is_clausal(Relation r) { return r == Relation::ccomp || r == Relation::xcomp || r == Relation::parataxis || r == Relation::csubj; }

bool is_subject(Relation r) { return r == Relation::nsubj || r == Relation::nsubj_outer; }

}  // namespace

std::vector<Candidate> Candidates::of_sentence(Index sentence) {
  out_.clear();
  const Sentence& s = d_.sentences[static_cast<std::size_t>(sentence)];
  for (Index t = s.first; t < s.last; ++t) {
    if (predicate(t)) of_predicate(t);
    if (tree_[t].tag == Tag::NOUN) of_noun(t);
    if (t + 1 < s.last && (tree_[t].lemma == "according" || tree_[t].lemma == "accord" || tree_[t].lemma == "per")) of_according(t);
  }
  of_colon(s);
  for (Candidate& c : out_) describe(c);
  return std::move(out_);
}

bool Candidates::predicate(Index t) const {
  const Token& k = tree_[t];
  if (k.tag == Tag::VERB) return true;
  if (k.tag == Tag::ADJ) return tree_.child(t, {Relation::cop, Relation::ccomp, Relation::xcomp}) != kNone;
  return k.tag == Tag::NOUN && tree_.child(t, Relation::cop) != kNone;
}

/// Bytes of tokens [first, last) without commas, stops and dashes at the ends; a quotation mark stays where its partner is inside.
Span Candidates::tokens(Index first, Index last) const {
  const auto outer = [&](Index t) { return tree_[t].tag == Tag::PUNCT && !is_mark(d_.of(tree_[t].span)); };
  while (first < last && outer(first)) ++first;
  while (first < last && outer(last - 1)) --last;
  if (first >= last) return {};
  const Quotation* at_end = quotation_at(quotations_, last - 1);
  if (at_end && at_end->first >= first && at_end->last <= last + 2) last = std::max(last, at_end->last);  // takes '."' along
  const Quotation* at_begin = quotation_at(quotations_, first);
  if (at_begin && at_begin->first + 1 == first && at_begin->last <= last) first = at_begin->first;
  const auto lone = [&](Index t) {
    if (!is_mark(d_.of(tree_[t].span))) return false;
    const Quotation* q = quotation_at(quotations_, t);
    return !q || q->first < first || q->last > last;
  };
  while (first < last && (lone(first) || outer(first))) ++first;
  while (first < last && (lone(last - 1) || (outer(last - 1) && !quotation_at(quotations_, last - 1)))) --last;
  if (first >= last) return {};
  return {tree_[first].span.begin, tree_[last - 1].span.end};
}

/// The phrase around `head`, cut to tokens [from, to).
Candidates::Source Candidates::phrase(Index head, Index from, Index to) const {
  const auto [first, last] = tree_.extent(head);
  return {head, tokens(std::max(first, from), std::min(last, to))};
}

Candidates::Source Candidates::source_of_verb(Index verb) const {
  const auto n = static_cast<Index>(d_.tokens.size());
  for (Index v = verb, steps = 0; v != kNone && steps < 4; ++steps) {
    for (Index c : tree_.children(v))
      if (is_subject(tree_[c].relation)) {
        const Index whom = antecedent(tree_, c);
        if (whom == c) return c < v ? phrase(c, 0, v) : phrase(c, v + 1, n);
        return phrase(whom, 0, c);
      }
    if (tree_.child(v, Relation::nsubj_pass) != kNone) break;
    if (tree_[v].relation != Relation::conj || tree_[tree_[v].head].tag == Tag::NOUN) break;
    v = tree_[v].head;
  }
  const Frame f = verb_frame(tree_, verb);
  for (Index s : f.subj) {
    if (s == verb) continue;
    const auto [first, last] = tree_.extent(s);
    return s < verb ? phrase(s, 0, verb) : phrase(s, first, last);
  }
  return {};
}

/// "Ankara's claim that", "the claim by Ankara", "Ankara made the claim that".
Candidates::Source Candidates::source_of_noun(Index noun, Index content) const {
  const auto n = static_cast<Index>(d_.tokens.size());
  for (Index c : tree_.children(noun))
    if (tree_[c].relation == Relation::nmod_poss && c != content) {
      Source s = phrase(c, 0, noun);
      if (const Index mark = tree_.child(c, Relation::case_); mark != kNone && mark > c) s.span = tokens(tree_.extent(c).first, mark);
      return s;
    }
  for (Index c : tree_.children(noun)) {
    if (tree_[c].relation != Relation::nmod || c == content) continue;
    const std::string p = tree_.preposition(c);
    if (p == "by" || p == "from" || p == "among") return phrase(c, tree_.child(c, Relation::case_) + 1, n);
    if (p == "of" && content != kNone && tree_[content].relation != Relation::nmod) return phrase(c, tree_.child(c, Relation::case_) + 1, n);
  }
  const Relation r = tree_[noun].relation;
  if ((r == Relation::obj || r == Relation::obl || r == Relation::xcomp) && tree_[noun].head != kNone) return source_of_verb(tree_[noun].head);
  if (tree_.child(noun, Relation::cop) != kNone) return source_of_verb(noun);
  for (Index c : tree_.children(noun))
    if ((tree_[c].relation == Relation::amod || tree_[c].relation == Relation::compound) && tree_[c].name_tag != 0) return phrase(c, 0, noun);
  return {};
}

void Candidates::add(Index cue, std::string slot, const Source& source, Index root, std::vector<Span> content) {
  std::erase_if(content, [](Span s) { return s.empty(); });
  if (content.empty()) return;
  Candidate c;
  c.cue = cue;
  c.cue_span = tree_[cue].span;
  c.slot = std::move(slot);
  c.source = source.head;
  c.source_span = source.head == kNone ? Span{} : source.span;
  c.root = root;
  c.content = std::move(content);
  out_.push_back(std::move(c));
}

/// An object and what is said of it: "him of having lied", "the talks as open".
Span Candidates::object_span(Index verb, Index object) const {
  auto [first, last] = tree_.extent(object);
  for (Index c : tree_.children(verb)) {
    if (c <= object) continue;
    const Relation r = tree_[c].relation;
    const bool time = tree_[c].tag == Tag::PROPN && tree_.preposition(c) == "on";
    if ((r == Relation::obl && !time) || r == Relation::xcomp || r == Relation::advcl) {
      const auto [b, e] = tree_.extent(c);
      if (b > last + 1) break;
      last = std::max(last, e);
    }
  }
  return tokens(first, last);
}

void Candidates::of_predicate(Index t) {
  const Source source = source_of_verb(t);
  const Index sentence = tree_.sentence_of(t);
  for (Index c : tree_.children(t)) {
    const Relation r = tree_[c].relation;
    const auto [first, last] = tree_.extent(c);
    const bool verb = tree_[t].tag == Tag::VERB;
    if (r == Relation::ccomp || r == Relation::csubj) {
      // the cue's own clause may lie inside its content's range
      if (first < t && t < last) continue;
      add(t, c < t ? "ccomp<" : "ccomp", source, c, {tokens(first, last)});
    } else if (r == Relation::xcomp && c > t) {
      add(t, "xcomp", source, c, {tokens(first, last)});
    } else if (r == Relation::parataxis && c > t && d_.sentences[static_cast<std::size_t>(sentence)].last > c) {
      add(t, "parataxis", source, c, {tokens(first, last)});
    } else if (r == Relation::obj && verb) {
      const Index whom = antecedent(tree_, c);
      add(t, whom == c ? "obj" : "obj:rel", source, c, {object_span(t, c)});
    } else if (r == Relation::nsubj_pass) {
      add(t, "pass", {}, c, {tokens(first, last)});
    } else if ((r == Relation::obl || r == Relation::advcl) && c > t) {
      std::string p = tree_.preposition(c);
      const Index mark = tree_.child(c, {Relation::mark, Relation::case_});
      if (p.empty() && mark != kNone) p = tree_[mark].lemma;
      if (p.empty() || p.starts_with("accord")) continue;
      const bool that = p == "that" || p == "to" || p == "whether";
      add(t, (r == Relation::obl ? "obl:" : "advcl:") + p, source, c, {tokens(mark != kNone && !that ? mark + 1 : first, last)});
    }
  }
  of_quotations(t, source);
  of_rest(t, source);
}

/// The words of the cue's own clause: subject, verb and auxiliaries.
std::pair<Index, Index> Candidates::core_clause(Index verb) const {
  Index first = verb, last = verb + 1;
  for (Index c : tree_.children(verb)) {
    const Relation r = tree_[c].relation;
    if (is_clausal(r) || r == Relation::punct || r == Relation::advcl || r == Relation::conj || r == Relation::obj) continue;
    const auto [b, e] = tree_.extent(c);
    if (e <= verb) first = std::min(first, b);
    if (b > verb) last = std::max(last, e);
  }
  return {first, last};
}

/// "We won," he said. "It is over." : every quotation with a clause that touches the cue's sentence while the cue is outside.
void Candidates::of_quotations(Index t, const Source& source) {
  if (tree_[t].tag != Tag::VERB || quotation_at(quotations_, t)) return;
  const Sentence& s = d_.sentences[static_cast<std::size_t>(tree_.sentence_of(t))];
  std::vector<Span> content;
  bool before = false, after = false, near = false;
  const auto [first, last] = core_clause(t);
  for (const Quotation& q : quotations_) {
    if (q.last <= s.first || q.first >= s.last || !q.clause) continue;
    before = before || q.last <= t;
    after = after || q.first > t;
    near = near || (q.last <= first ? first - q.last <= 1 : q.first - last <= 2);
    content.push_back(q.span);
  }
  if (content.empty()) return;
  std::string slot = before && after ? "quote<>" : before ? "quote<" : "quote>";
  if (!near) slot += "far";
  add(t, std::move(slot), source, kNone, std::move(content));
}

/// Clauses around a cue that is inserted, follows, or ends in a colon: "It failed, he said, on Monday".
void Candidates::of_rest(Index t, const Source& source) {
  if (tree_[t].tag != Tag::VERB || quotation_at(quotations_, t)) return;
  const Sentence& s = d_.sentences[static_cast<std::size_t>(tree_.sentence_of(t))];
  if (tree_[t].relation == Relation::parataxis && tree_[t].head != kNone) {
    const Index h = tree_[t].head;
    const auto [b, e] = tree_.extent(h);
    const auto [cb, ce] = tree_.extent(t);
    add(t, "inserted", source, h, {tokens(b, std::min(cb, e)), tokens(ce, e)});
    return;
  }
  const auto [first, last] = core_clause(t);
  if (source.head == kNone) return;
  if (first > s.first + 2 && tree_[first - 1].tag == Tag::PUNCT && tree_[t].relation == Relation::root) {
    bool clausal = false;
    for (Index c : tree_.children(t)) clausal = clausal || (is_clausal(tree_[c].relation) && c > t) || tree_[c].relation == Relation::obj;
    if (!clausal) add(t, "before", source, kNone, {tokens(s.first, first)});
  }
  const auto is_colon = [&](Index k) { return d_.of(tree_[k].span) == ":"; };
  for (Index k = t + 1; k < s.last && k <= t + 12; ++k)
    if (is_colon(k) && k + 1 < s.last) {
      add(t, "colon", source, kNone, {tokens(k + 1, s.last)});
      break;
    }
  if (is_colon(s.last - 1) && s.last < static_cast<Index>(d_.tokens.size())) {
    // what follows: the quotation that begins there, else the next sentence
    const Quotation* q = quotation_at(quotations_, s.last);
    const Index next = tree_.sentence_of(s.last);
    add(t, "next", source, kNone, {q && q->first == s.last ? q->span : d_.sentences[static_cast<std::size_t>(next)].span});
  }
}

void Candidates::of_noun(Index t) {
  for (Index c : tree_.children(t)) {
    const Relation r = tree_[c].relation;
    const auto [first, last] = tree_.extent(c);
    if (c < t) continue;
    if (r == Relation::acl || r == Relation::ccomp || r == Relation::xcomp) {
      const Index mark = tree_.child(c, {Relation::mark, Relation::case_});
      const std::string m = mark == kNone ? std::string("-") : tree_[mark].lemma;
      const bool prep = m == "of" || m == "about" || m == "on" || m == "for" || m == "in" || m == "by";
      add(t, "n:acl:" + m, source_of_noun(t, c), c, {tokens(prep ? mark + 1 : first, last)});
    } else if (r == Relation::nmod) {
      const std::string p = tree_.preposition(c);
      const Index mark = tree_.child(c, Relation::case_);
      if (!p.empty() && mark != kNone) add(t, "n:" + p, source_of_noun(t, c), c, {tokens(mark + 1, last)});
    }
  }
}

/// "according to X": X is the source, the clause around is the content.
void Candidates::of_according(Index t) {
  const bool per = tree_[t].lemma == "per";
  if (!per && tree_[t + 1].lemma != "to") return;
  const Index from = per ? t + 1 : t + 2;
  const Sentence& s = d_.sentences[static_cast<std::size_t>(tree_.sentence_of(t))];
  if (from >= s.last) return;
  Index noun = kNone;
  for (const Index word : {t, t + 1}) {
    const Index head = tree_[word].head;
    if (head != kNone && head >= from && noun == kNone) noun = head;
  }
  for (const Index word : {t, t + 1})
    for (Index c : tree_.children(word))
      if (noun == kNone && c >= from && (tree_[c].relation == Relation::obl || tree_[c].relation == Relation::nmod || tree_[c].relation == Relation::obj)) noun = c;
  if (noun == kNone) return;
  const Source source = phrase(noun, from, s.last);
  Index top = noun;
  while (top != kNone && (top >= t || tree_[top].relation == Relation::nmod) && (top == noun || top <= t + 1)) top = tree_[top].head;
  const auto last_of_source = std::max(tree_.extent(noun).second, from + 1);
  Index clause = top;
  while (clause != kNone && tree_[clause].tag != Tag::VERB && tree_[clause].tag != Tag::AUX && tree_.child(clause, {Relation::nsubj, Relation::cop}) == kNone) clause = tree_[clause].head;
  Index first = s.first, last = s.last;
  if (clause != kNone) std::tie(first, last) = tree_.extent(clause);
  if (clause == kNone || t < first || t >= last) first = s.first, last = s.last;
  add(t, "according", source, clause, {tokens(first, t), tokens(std::min(last_of_source, last), last)});
}

/// "Minister: rebels fired first" at the start of a headline or paragraph.
void Candidates::of_colon(const Sentence& s) {
  constexpr Index kLongestName = 8;
  for (Index k = s.first + 1; k + 2 < s.last && k <= s.first + kLongestName; ++k) {
    if (tree_[k].tag == Tag::VERB || tree_[k].tag == Tag::AUX) return;
    if (d_.of(tree_[k].span) != ":") continue;
    Index head = s.first;
    for (Index t = s.first; t < k; ++t)
      if (tree_[t].head == kNone || tree_[t].head >= k || tree_[t].head < s.first) head = t;
    add(k, "headline", {head, tokens(s.first, k)}, kNone, {tokens(k + 1, s.last)});
    return;
  }
}

}  // namespace demarche
