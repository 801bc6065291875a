// The features of a reading: which word, in which frame, who speaks, what the content looks like. Names are kept readable, as they are the
// keys of languages/en/says_weights.tsv: "LS:say/ccomp", "src:pron", "q:all".
#include <algorithm>
#include <string_view>
#include <utility>

#include "base/hash.h"
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

/// Who speaks, in a part or two: "name", "1".
std::pair<std::string_view, std::string_view> source_kind(const Tree& tree, Index head) {
  static constexpr std::string_view kNameKinds[] = {"0", "1", "2", "3"};
  if (head == kNone) return {"none", {}};
  const Token& t = tree[head];
  if (t.tag == Tag::PRON) {
    const bool own = t.lemma == "it" || t.lemma == "I" || t.lemma == "we" || t.lemma == "you" || t.lemma == "that" || t.lemma == "this";
    return {own ? std::string_view(t.lemma) : "pron", {}};
  }
  if (t.tag == Tag::PROPN) return {"name", t.name_tag == 0 ? std::string_view() : kNameKinds[(t.name_tag - 1) / 2 % 4]};
  return {t.tag == Tag::NOUN ? "noun" : "other", {}};
}

}  // namespace

/// Where the content begins, seen from the cue.
std::string_view Candidates::place_of(const Candidate& c) const {
  const Span first = c.content.front();
  if (first.end <= c.cue_span.begin) return "before";
  Index t = c.cue + 1;
  const auto n = static_cast<Index>(d_.tokens.size());
  while (t < n && tree_[t].span.begin < first.begin && t < c.cue + 9) ++t;
  const Index gap = t - c.cue - 1;
  return gap == 0 ? "0" : gap == 1 ? "1" : gap < 4 ? "2" : gap < 8 ? "4" : "8";
}

/// What comes after the content: a stop, a comma, the sentence's end, or a word, which speaks against it.
std::string_view Candidates::end_of(const Candidate& c) const {
  const std::uint32_t end = c.content.back().end;
  const auto after =
      std::lower_bound(d_.tokens.begin(), d_.tokens.end(), end, [](const Token& t, std::uint32_t e) { return t.span.begin < e; });
  if (after == d_.tokens.end()) return "end";
  const auto index = static_cast<Index>(after - d_.tokens.begin());
  const Sentence& s = d_.sentences[static_cast<std::size_t>(tree_.sentence_of(index))];
  if (s.first == index) return "end";
  if (after->tag == Tag::PUNCT) return index + 1 == s.last ? "end" : "punct";
  return name(after->tag);
}

/// How much of the content stands between quotation marks, and how long it is.
std::pair<std::string_view, std::string_view> Candidates::measure_of(const Candidate& c) const {
  std::uint32_t quoted = 0, all = 0;
  for (Span s : c.content) {
    all += s.size();
    for (const Quotation& q : quotations_about(quotations_, s))
      if (q.span.overlaps(s)) quoted += std::min(q.span.end, s.end) - std::max(q.span.begin, s.begin);
  }
  return {quoted == 0              ? "none"
          : quoted * 10 >= all * 9 ? "all"
                                   : "part",
          all < 12    ? "0"
          : all < 30  ? "1"
          : all < 70  ? "2"
          : all < 160 ? "3"
                      : "4"};
}

/// Calls `use` with the parts of each feature's name.
template <class Use>
void Candidates::each_feature(const Candidate& c, const Use& use) const {
  const Token& cue = tree_[c.cue];
  const std::string_view slot = c.slot;
  const std::string_view lemma = tree_.lemma(c.cue);
  const char class_name[] = {'.', class_of(cue.tag), '\0'};
  const auto [who, kind] = source_kind(tree_, c.source);
  use("S:", slot);
  use("L:", lemma, class_name);
  use("LS:", lemma, class_name, "/", slot);
  use("src:", who, kind);
  use("srcS:", who, kind, "/", slot);
  use("x:", cue.xpos);
  use("r:", name(cue.relation));
  use("rS:", name(universal(cue.relation)), "/", slot);
  if (c.source != kNone && tree_[c.source].tag == Tag::NOUN) use("srcl:", tree_.lemma(c.source));
  for (Index k : tree_.children(c.cue)) {
    const Token& t = tree_[k];
    if (t.relation == Relation::aux || t.relation == Relation::aux_pass) use("aux:", tree_.lemma(k));
    if (t.lemma == "not" || t.lemma == "never") use("not");
    if (t.relation == Relation::mark) use("cm:", tree_.lemma(k));
    if (t.relation == Relation::compound_prt) use("prt:", lemma, " ", t.lemma);
  }
  const auto [quoted, size] = measure_of(c);
  use("q:", quoted);
  use("qS:", quoted, "/", slot);
  use("n:", size);
  use("at:", place_of(c));
  const std::string_view end = end_of(c);
  use("e:", end);
  use("e:", end, "/", slot);
  if (c.tail != kNone) {  // what a cut parts off, seen from the whole and from the part
    const Token& t = tree_[c.tail];
    const std::string_view side = slot.ends_with('-') ? "cut:" : "kept:";
    use(side, t.xpos, "/", name(t.relation));
    use(side, tree_.lemma(c.tail));
    use(side, t.head != kNone && t.head < c.tail ? name(tree_[t.head].tag) : "-", "/", name(t.relation));
  }
  if (quotation_at(quotations_, c.cue)) use("inq");
  use(tree_.sentence_of(c.cue) == 0 ? "title" : "body");
  if (c.root != kNone) {
    const Token& r = tree_[c.root];
    const Index mark = tree_.child(c.root, Relation::mark);
    use("ctag:", name(r.tag));
    use("cS:", name(r.tag), "/", slot);
    if (slot.starts_with("obj") || slot.starts_with("obl") || slot.starts_with("n:")) use("cl:", tree_.lemma(c.root));
    use("m:", mark == kNone ? std::string_view("-") : tree_.lemma(mark), "/", slot);
  }
}

std::vector<std::string> Candidates::features(const Candidate& c) const {
  std::vector<std::string> out;
  each_feature(c, [&](const auto&... parts) { (out.emplace_back() += ... += std::string_view(parts)); });
  return out;
}

void Candidates::keys(const Candidate& c, std::vector<std::uint64_t>& out) const {
  out.clear();
  each_feature(c, [&](const auto&... parts) {
    Hash64 hash;
    (hash.add(std::string_view(parts)), ...);
    out.push_back(hash.value());
  });
}

}  // namespace demarche
