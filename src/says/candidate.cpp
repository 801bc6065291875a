// Readings of words as cues: see candidate.h. The tree proposes, liberally: every dependent that could be a content makes a reading;
// weights learned from annotated news (weights.h) decide. Does not look beyond the sentence except along a quotation that reaches over it.
#include "says/candidate.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "types/arguments.h"
#include "types/frame.h"

namespace demarche {
namespace {

bool is_clausal(Relation r) {
  return r == Relation::ccomp || r == Relation::xcomp || r == Relation::parataxis || r == Relation::csubj;
}

}  // namespace

std::vector<Candidate> Candidates::of_sentence(Index sentence) {
  out_.clear();
  const Sentence& s = d_.sentences[static_cast<std::size_t>(sentence)];
  for (Index t = s.first; t < s.last; ++t) {
    if (predicate(t)) of_predicate(t);
    if (tree_[t].tag == Tag::NOUN) of_noun(t);
    if (tree_[t].tag == Tag::VERB) of_label(t), of_relative(t);
    if (t + 1 < s.last) of_according(t);
  }
  of_colon(s);
  of_last_words(s);
  of_brackets(s);
  of_dash(s);
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
  const auto outer = [&](Index t) { return tree_[t].tag == Tag::PUNCT && !is_quotation_mark(d_.of(tree_[t].span)); };
  while (first < last && outer(first)) ++first;
  while (first < last && outer(last - 1)) --last;
  if (first >= last) return {};
  const Quotation* at_end = quotation_at(quotations_, last - 1);
  if (at_end && at_end->first >= first && at_end->last <= last + 2) last = std::max(last, at_end->last);  // takes '."' along
  const Quotation* at_begin = quotation_at(quotations_, first);
  if (at_begin && at_begin->first + 1 == first && at_begin->last <= last) first = at_begin->first;
  const auto lone = [&](Index t) {
    if (!is_quotation_mark(d_.of(tree_[t].span))) return false;
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

/// The token behind the last comma of a content, from which on it may be somebody else's remark: "that it failed, | citing the budget".
Index Candidates::tail_of(const Candidate& c) const {
  constexpr std::uint32_t kLeast = 8;  // bytes
  const Span s = c.content.back();
  if (c.content.size() != 1 || s.begin < c.cue_span.begin) return kNone;
  const auto before = [](const Token& t, std::uint32_t at) { return t.span.begin < at; };
  const auto first = static_cast<Index>(std::lower_bound(d_.tokens.begin(), d_.tokens.end(), s.begin, before) - d_.tokens.begin());
  const auto last = static_cast<Index>(std::lower_bound(d_.tokens.begin(), d_.tokens.end(), s.end, before) - d_.tokens.begin());
  for (Index t = last - 2; t > first + 1; --t) {
    if (d_.of(tree_[t].span) != "," || quotation_at(quotations_, t) != quotation_at(quotations_, c.cue)) continue;
    if (tree_[t + 1].tag == Tag::NUM || tree_[t - 1].tag == Tag::NUM) continue;
    return tree_[t - 1].span.end > s.begin + kLeast ? t + 1 : kNone;
  }
  return kNone;
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
  if (c.slot.starts_with("ccomp") || c.slot == "obj" || c.slot.starts_with("obl:") || c.slot.starts_with("rest")) c.tail = tail_of(c);
  out_.push_back(c);
  if (c.tail == kNone) return;
  c.slot += '-';
  c.content.back().end = tree_[c.tail - 2].span.end;
  out_.push_back(std::move(c));
}

/// An object and what is said of it: "him of having lied", "the talks as open".
Span Candidates::object_span(Index verb, Index object) const {
  auto [first, last] = tree_.extent(object);
  const auto besides = [](const std::string& p) {
    return p == "following" || p == "follow" || p == "after" || p == "amid" || p == "before" || p == "despite";
  };
  for (Index c = object + 1; c < last; ++c)  // "announced the release | following protests", wherever it is hung
    if (tree_[c].relation == Relation::nmod && besides(tree_.preposition(c)))
      last = std::min(last, std::max(tree_.extent(c).first, object + 1));
  for (Index c : tree_.children(verb)) {
    if (c <= object) continue;
    const Relation r = tree_[c].relation;
    const std::string p = tree_.preposition(c);
    const bool time = (tree_[c].tag == Tag::PROPN && p == "on") || besides(p);
    if ((r == Relation::obl && !time) || r == Relation::xcomp || r == Relation::advcl) {
      const auto [b, e] = tree_.extent(c);
      if (b > last + 1) break;
      last = std::max(last, e);
    }
  }
  return tokens(first, last);
}

/// Is nothing but punctuation of the subtree of `head` among tokens [from, to)?
bool Candidates::only_marks_below(Index head, Index from, Index to) const {
  for (Index k = from; k < to; ++k)
    if (tree_[k].tag != Tag::PUNCT && tree_.below(k, head)) return false;
  return true;
}

/// The first semicolon among tokens [from, to) behind which no "that" goes on, or `to`; marks of quotation keep theirs.
Index Candidates::semicolon(Index from, Index to) const {
  for (Index k = from; k + 1 < to; ++k) {
    if (d_.of(tree_[k].span) != ";" || quotation_at(quotations_, k)) continue;
    const bool on = tree_[k + 1].lemma == "that" || (tree_[k + 1].tag == Tag::CCONJ && k + 2 < to && tree_[k + 2].lemma == "that");
    if (!on) return k;
  }
  return to;
}

/// Where the quotation behind a colon begins among tokens [from, to), or `from`: "There was doubt: | "It fails," said Roe".
Index Candidates::behind_colon(Index from, Index to) const {
  for (Index k = from + 1; k + 1 < to; ++k)
    if (const Quotation* q = quotation_at(quotations_, k + 1); q && q->first == k + 1 && d_.of(tree_[k].span) == ":") return k + 1;
  return from;
}

void Candidates::of_predicate(Index t) {
  const Source source = trimmed(source_of_verb(t));
  const Index sentence = tree_.sentence_of(t);
  for (Index c : tree_.children(t)) {
    const Relation r = tree_[c].relation;
    auto [first, last] = tree_.extent(c);
    for (Index k : tree_.children(c))  // "denied that it would leave | and accused Chad"
      if (argument::misjoined(tree_, k) || speaks_apart(k)) last = std::min(last, tree_.extent(k).first);
    const bool verb = tree_[t].tag == Tag::VERB;
    if (r == Relation::ccomp || r == Relation::csubj) {
      // the cue's own clause may lie inside its content's range: "It failed, he said, on Monday"; a final stop that hangs there is none of
      // it
      if (first < t && t < last && !only_marks_below(c, t + 1, last)) {
        const auto [from, to] = core_clause(t);
        if (source.head != kNone && first < from && to < last && tree_[from - 1].tag == Tag::PUNCT)
          add(t, "inserted", source, c, {tokens(first, from), tokens(to, last)});
        continue;
      }
      if (first < t && t < last)
        for (last = t; last > first && !tree_.below(last - 1, c);) --last;
      if (c > t && semicolon(t, first) < first) continue;  // "said it fell; | Chad denied it"
      if (c > t) last = semicolon(first, last);
      if (c < t && t + 1 < static_cast<Index>(d_.tokens.size()) && d_.of(tree_[t + 1].span) == ":")
        continue;  // a headline run into "he said: ..."
      if (c < t) first = behind_colon(first, std::min(t, last));
      add(t, c < t ? "ccomp<" : "ccomp", source, c, {tokens(first, first < t ? std::min(t, last) : last)});
    } else if (r == Relation::xcomp && c > t) {
      add(t, "xcomp", source, c, {tokens(first, last)});
      const Index raised = tree_.child(t, {Relation::nsubj_pass, Relation::nsubj});
      if (raised != kNone && raised < t) add(t, "raised", {}, c, {phrase(raised, 0, t).span, tokens(first, last)});
    } else if (r == Relation::parataxis && c > t && d_.sentences[static_cast<std::size_t>(sentence)].last > c) {
      add(t, "parataxis", source, c, {tokens(first, last)});
    } else if (r == Relation::obj && verb && c != source.head) {  // "..., said the minister", taken for an object
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
  of_as(t, source);
}

/// "As the paper reported, rebels took the town."
void Candidates::of_as(Index t, const Source& source) {
  const Index mark = tree_.child(t, Relation::mark), head = tree_[t].head;
  if (tree_[t].relation != Relation::advcl || head < t || mark == kNone || tree_[mark].lemma != "as" || source.head == kNone) return;
  if (tree_[t].lemma == "know") return;  // "as you all know"
  if (tree_.child(t, {Relation::obj, Relation::ccomp, Relation::xcomp, Relation::aux_pass}) != kNone) return;
  const Index last = tree_.extent(t).second, end = d_.sentences[static_cast<std::size_t>(tree_.sentence_of(t))].last;
  if (last < end) add(t, "as", source, head, {tokens(last, end)});
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
  for (const Quotation& q : quotations_about(quotations_, {tree_[s.first].span.begin, tree_[s.last - 1].span.end})) {
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
  const bool passive = tree_.child(t, Relation::aux_pass) != kNone && source.head > t;  // "..., but it was dismissed by the senate"
  bool clausal = false;
  for (Index c : tree_.children(t)) clausal = clausal || (is_clausal(tree_[c].relation) && c > t) || tree_[c].relation == Relation::obj;
  Index begin = std::min(first, source.head < t ? tree_.extent(source.head).first : first);
  while (begin < t && tree_[begin].tag == Tag::PUNCT) ++begin;  // ", | residents recalled"
  if (begin > s.first + 2 && tree_[begin - 1].tag == Tag::PUNCT && !clausal && !passive) {
    const bool closes = last >= s.last || (last + 1 >= s.last && tree_[last].tag == Tag::PUNCT);
    if (tree_[t].relation == Relation::root || closes)
      add(t, closes ? "tail" : "before", source, kNone, {tokens(behind_colon(s.first, begin), begin)});
  }
  of_following(t, source, clausal);
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

/// ", but Chad denied it": a clause with a subject of its own, no "that", behind a comma or "but".
bool Candidates::apart(Index clause) const {
  const Index first = tree_.extent(clause).first, mark = tree_.child(clause, Relation::mark);
  const auto concedes = [&](Index m) { return tree_[m].lemma == "while" || tree_[m].lemma == "although" || tree_[m].lemma == "though"; };
  if (tree_[clause].relation != Relation::conj && (tree_[clause].relation != Relation::advcl || mark == kNone)) return false;
  if (first < 1 || (mark != kNone && !concedes(mark)) || tree_.child(clause, {Relation::nsubj, Relation::nsubj_pass}) == kNone)
    return false;
  return tree_[first].lemma == "but" || tree_[first].tag == Tag::PUNCT || d_.of(tree_[first - 1].span) == ",";
}

/// The same where the parser joined it to what is said before: somebody else speaks in it.
bool Candidates::speaks_apart(Index clause) const {
  const Index subject = tree_.child(clause, Relation::nsubj), first = tree_.extent(clause).first;
  if (subject == kNone || !noun_tag(tree_[subject].tag) || !tensed(tree_[clause]) || !apart(clause)) return false;
  if (first < 1 || (tree_[first].tag != Tag::PUNCT && d_.of(tree_[first - 1].span) != ",")) return false;
  return table_.vouches(tree_[clause].lemma, Tag::VERB, "ccomp") && quotation_at(quotations_, clause) == nullptr;
}

/// What follows a cue to the end of its sentence, for trees that miss the clause: "She insisted on Monday that ...".
void Candidates::of_following(Index t, const Source& source, bool clausal) {
  constexpr Index kFarthest = 8;
  Index end = d_.sentences[static_cast<std::size_t>(tree_.sentence_of(t))].last;
  for (Index k = t + 1; k < end; ++k) {  // "denied that it would leave | and accused Chad", "said that it fell, | but Chad denied it"
    if ((tree_[k].head == t && apart(k)) || speaks_apart(k) || argument::rightly_joined(tree_, k) == t) end = tree_.extent(k).first;
  }
  end = semicolon(t + 1, end);
  const auto comma = [&](Index k) { return d_.of(tree_[k].span) == ","; };
  const auto inner = [&](Index k) {
    return tree_[k - 1].span.end == tree_[k].span.begin && tree_[k].span.end == tree_[k + 1].span.begin;
  };                   // "ACAN-EFE"
  bool aside = false;  // "explains, in passing, that ..."
  for (Index k = t + 1; k + 1 < end && k <= t + kFarthest; ++k) {
    if (tree_[k].lemma == "that" && tree_[k].tag != Tag::DET) {
      add(t, "rest:that", source, kNone, {tokens(k, end)});
      return;
    }
    if (k == t + 1 && comma(k))
      aside = true;
    else if (aside && comma(k) && tree_[k + 1].lemma == "that")
      continue;
    else if (tree_[k].tag == Tag::VERB || (tree_[k].tag == Tag::PUNCT && !inner(k)))
      break;
  }
  if (!clausal && t + 2 < end && tree_[t + 1].tag != Tag::PUNCT) add(t, "rest", source, kNone, {tokens(t + 1, end)});
}

/// "the charge that they left", taken for a relative clause: its "that" is nothing it does, or a second object ("that they left it").
bool Candidates::content_clause(Index noun, Index relative) const {
  const Index that = tree_.child_lemma(relative, "that");
  if (that == kNone || that > relative || that != tree_.extent(relative).first) return false;
  if (!table_.vouches(tree_[noun].lemma, Tag::NOUN, "n:acl:that")) return false;
  if (tree_[that].relation == Relation::mark || tree_[that].xpos == "IN") return true;
  const auto is_object = [&](Index c) { return tree_[c].relation == Relation::obj && c > relative; };
  const auto parts = tree_.children(relative);
  return tree_[that].relation == Relation::obj && std::any_of(parts.begin(), parts.end(), is_object);
}

void Candidates::of_noun(Index t) {
  for (Index c : tree_.children(t)) {
    const Relation r = tree_[c].relation;
    const auto [first, last] = tree_.extent(c);
    if (c < t) continue;
    if (tree_[c].relation == Relation::acl_relcl && content_clause(t, c)) {
      Source source = source_of_noun(t, c);
      if (tree_[t].relation == Relation::obl && source.head != t && !tree_.below(source.head, t)) source = {};  // "it came with news that"
      add(t, "n:acl:that", source, c, {tokens(first, last)});
      continue;
    }
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

}  // namespace demarche
