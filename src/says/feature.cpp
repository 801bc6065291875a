// The features of a reading: which word, in which frame, who speaks, what the content looks like. Names are kept readable, as they are the
// keys of languages/en/says_weights.tsv: "LS:say/ccomp", "src:pron", "q:all".
#include <algorithm>

#include "base/utf8.h"
#include "says/candidate.h"

namespace demarche {
namespace {

char class_of(Tag tag) {
  switch (tag) {
    case Tag::VERB:
      return 'V';
    case Tag::ADJ:
      return 'A';
    case Tag::NOUN:
      return 'N';
    case Tag::PUNCT:
      return 'C';
    default:
      return 'P';
  }
}

std::string source_kind(const Tree& tree, Index head) {
  if (head == kNone) return "none";
  const Token& t = tree[head];
  if (t.tag == Tag::PRON)
    return t.lemma == "it" || t.lemma == "I" || t.lemma == "we" || t.lemma == "you" || t.lemma == "that" || t.lemma == "this" ? t.lemma
                                                                                                                              : "pron";
  if (t.tag == Tag::PROPN) return t.name_tag == 0 ? "name" : "name" + std::to_string((t.name_tag - 1) / 2);
  return t.tag == Tag::NOUN ? "noun" : "other";
}

}  // namespace

/// Where the content begins, seen from the cue.
std::string Candidates::place_of(const Candidate& c) const {
  const Span first = c.content.front();
  if (first.end <= c.cue_span.begin) return "at:before";
  Index t = c.cue + 1;
  const auto n = static_cast<Index>(d_.tokens.size());
  while (t < n && tree_[t].span.begin < first.begin && t < c.cue + 9) ++t;
  const Index gap = t - c.cue - 1;
  return "at:" + std::string(gap == 0 ? "0" : gap == 1 ? "1" : gap < 4 ? "2" : gap < 8 ? "4" : "8");
}

/// What comes after the content: a stop, a comma, the sentence's end, or a word, which speaks against it.
std::string Candidates::end_of(const Candidate& c) const {
  const std::uint32_t end = c.content.back().end;
  const auto after =
      std::lower_bound(d_.tokens.begin(), d_.tokens.end(), end, [](const Token& t, std::uint32_t e) { return t.span.begin < e; });
  if (after == d_.tokens.end()) return "e:end";
  const auto index = static_cast<Index>(after - d_.tokens.begin());
  if (d_.sentences[static_cast<std::size_t>(tree_.sentence_of(index))].first == index) return "e:end";
  if (after->tag == Tag::PUNCT)
    return index + 1 == d_.sentences[static_cast<std::size_t>(tree_.sentence_of(index))].last ? "e:end" : "e:punct";
  return "e:" + std::string(name(after->tag));
}

void Candidates::describe(Candidate& c) const {
  const Token& cue = tree_[c.cue];
  auto& f = c.features;
  const std::string lemma = lower(cue.lemma) + '.' + class_of(cue.tag);
  const std::string who = source_kind(tree_, c.source);
  f = {"S:" + c.slot, "L:" + lemma, "LS:" + lemma + "/" + c.slot, "src:" + who, "srcS:" + who + "/" + c.slot};
  f.push_back("x:" + std::string(cue.xpos));
  f.push_back("r:" + std::string(name(cue.relation)));
  f.push_back("rS:" + std::string(name(universal(cue.relation))) + "/" + c.slot);
  if (c.source != kNone && tree_[c.source].tag == Tag::NOUN) f.push_back("srcl:" + lower(tree_[c.source].lemma));
  for (Index k : tree_.children(c.cue)) {
    const Token& t = tree_[k];
    if (t.relation == Relation::aux || t.relation == Relation::aux_pass) f.push_back("aux:" + lower(t.lemma));
    if (t.lemma == "not" || t.lemma == "never") f.push_back("not");
    if (t.relation == Relation::mark) f.push_back("cm:" + lower(t.lemma));
    if (t.relation == Relation::compound_prt) f.push_back("prt:" + lower(cue.lemma) + " " + t.lemma);
  }
  std::uint32_t quoted = 0, all = 0;
  for (Span s : c.content) {
    all += s.size();
    for (const Quotation& q : quotations_)
      if (q.span.overlaps(s)) quoted += std::min(q.span.end, s.end) - std::max(q.span.begin, s.begin);
  }
  const std::string how = quoted == 0 ? "none" : quoted * 10 >= all * 9 ? "all" : "part";
  f.push_back("q:" + how);
  f.push_back("qS:" + how + "/" + c.slot);
  f.push_back("n:" + std::to_string(all < 12 ? 0 : all < 30 ? 1 : all < 70 ? 2 : all < 160 ? 3 : 4));
  f.push_back(place_of(c));
  f.push_back(end_of(c));
  f.push_back(end_of(c) + "/" + c.slot);
  if (c.tail != kNone) {  // what a cut parts off, seen from the whole and from the part
    const Token& t = tree_[c.tail];
    const std::string side = c.slot.ends_with('-') ? "cut:" : "kept:";
    f.push_back(side + std::string(t.xpos) + "/" + std::string(name(t.relation)));
    f.push_back(side + lower(t.lemma));
    f.push_back(side + (t.head != kNone && t.head < c.tail ? std::string(name(tree_[t.head].tag)) : "-") + "/" +
                std::string(name(t.relation)));
  }
  if (quotation_at(quotations_, c.cue)) f.push_back("inq");
  const Index sentence = tree_.sentence_of(c.cue);
  f.push_back(sentence == 0 ? "title" : "body");
  if (c.root != kNone) {
    const Token& r = tree_[c.root];
    const Index mark = tree_.child(c.root, Relation::mark);
    f.push_back("ctag:" + std::string(name(r.tag)));
    f.push_back("cS:" + std::string(name(r.tag)) + "/" + c.slot);
    if (c.slot.starts_with("obj") || c.slot.starts_with("obl") || c.slot.starts_with("n:")) f.push_back("cl:" + lower(r.lemma));
    f.push_back("m:" + (mark == kNone ? std::string("-") : lower(tree_[mark].lemma)) + "/" + c.slot);
  }
}

}  // namespace demarche
