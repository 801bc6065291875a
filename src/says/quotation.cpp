// Quotations: a state machine over the document's marks. Straight marks open or close by the blanks around them; a mark that opens
// while a quotation is open either begins a further paragraph of it or shows that its closing mark was forgotten.
// Does not list quotations inside quotations, and gives up single marks that find no partner in their paragraph.
#include "says/quotation.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace demarche {
namespace {

enum class Mark : std::uint8_t { none, opening, closing, straight, single_opening, single_closing, single_straight };

Mark mark_of(std::string_view word) {
  struct Named {
    std::string_view text;
    Mark mark;
  };
  static constexpr std::array<Named, 15> kMarks = {{{"\"", Mark::straight},
                                                    {"''", Mark::straight},
                                                    {"“", Mark::opening},
                                                    {"„", Mark::opening},
                                                    {"«", Mark::opening},
                                                    {"``", Mark::opening},
                                                    {"”", Mark::closing},
                                                    {"»", Mark::closing},
                                                    {"‟", Mark::opening},
                                                    {"＂", Mark::straight},
                                                    {"‘", Mark::single_opening},
                                                    {"‹", Mark::single_opening},
                                                    {"’", Mark::single_closing},
                                                    {"›", Mark::single_closing},
                                                    {"'", Mark::single_straight}}};
  for (const Named& n : kMarks)
    if (n.text == word) return n.mark;
  return word == "`" ? Mark::single_opening : Mark::none;
}

class Machine {
 public:
  explicit Machine(const Tree& tree) : tree_(tree), d_(tree.document()) {}

  std::vector<Quotation> run() {
    for (std::size_t s = 0; s < d_.sentences.size(); ++s) {
      const Sentence& sentence = d_.sentences[s];
      if (sentence.new_paragraph && open_ != kNone && !opens(sentence.first)) close(sentence.first);
      for (Index t = sentence.first; t < sentence.last; ++t) step(t, sentence.new_paragraph && t == sentence.first);
    }
    if (open_ != kNone) close(static_cast<Index>(d_.tokens.size()));
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string_view word(Index t) const { return d_.of(tree_[t].span); }
  [[nodiscard]] bool blank_before(Index t) const {
    return t == 0 || tree_[t - 1].span.end < tree_[t].span.begin || word(t - 1) == "(" || word(t - 1) == "[" || word(t - 1) == "—";
  }
  [[nodiscard]] bool blank_after(Index t) const {
    return t + 1 >= static_cast<Index>(d_.tokens.size()) || tree_[t].span.end < tree_[t + 1].span.begin;
  }
  [[nodiscard]] bool opens(Index t) const {
    const Mark m = mark_of(word(t));
    return m == Mark::opening || (m == Mark::straight && (!blank_after(t) || blank_before(t)));
  }

  /// The two marks of a doubled one (""so"") within a quotation: a quotation in it, as tables write them. Both are passed over.
  [[nodiscard]] bool doubled(Index t) const {
    if (open_ == kNone || t <= open_ + 1) return false;
    const auto twin = [&](Index a, Index b) {
      return a > open_ && b < static_cast<Index>(d_.tokens.size()) && word(a) == "\"" && word(b) == "\"" &&
             tree_[a].span.end == tree_[b].span.begin;
    };
    return word(t) == "\"\"" || twin(t, t + 1) || twin(t - 1, t);
  }

  void step(Index t, bool paragraph_start) {
    switch (mark_of(word(t))) {
      case Mark::opening:
        if (open_ != kNone && paragraph_start) return;
        if (open_ != kNone) close(t);
        open_ = t;
        return;
      case Mark::closing:
        if (open_ != kNone) close(t + 1);
        return;
      case Mark::straight:
        if (doubled(t)) return;
        if (open_ == kNone) {
          if (!blank_after(t) || blank_before(t)) open_ = t;
        } else if (t == open_ + 1 || paragraph_start) {
          return;  // a doubled mark; a further paragraph
        } else if (blank_before(t) && !blank_after(t) && tree_[t - 1].tag == Tag::PUNCT) {
          close(t);
          open_ = t;
        } else {
          close(t + 1);
        }
        return;
      case Mark::single_opening:
      case Mark::single_straight:
        if (open_ == kNone && t >= done_ && blank_before(t) && !blank_after(t)) single(t);
        return;
      default:
        return;
    }
  }

  /// A single mark counts only with its partner in the same paragraph: else it is an apostrophe.
  void single(Index t) {
    constexpr Index kFarthest = 80;
    const auto n = static_cast<Index>(d_.tokens.size());
    const Index sentence = tree_.sentence_of(t);
    for (Index k = t + 2; k < n && k < t + kFarthest; ++k) {
      const Sentence& here = d_.sentences[static_cast<std::size_t>(tree_.sentence_of(k))];
      if (tree_.sentence_of(k) != sentence && here.new_paragraph) return;
      const Mark m = mark_of(word(k));
      if (m != Mark::single_closing && m != Mark::single_straight) continue;
      if (blank_before(k) || (tree_[k].relation == Relation::case_ && tree_[k - 1].tag != Tag::PUNCT)) continue;
      open_ = t;
      close(k + 1);
      return;
    }
  }

  void close(Index end) {
    Quotation q;
    q.first = open_;
    q.last = std::max(end, open_ + 1);
    open_ = kNone;
    done_ = q.last;
    q.span = {tree_[q.first].span.begin, tree_[q.last - 1].span.end};
    int words = 0;
    bool verb = false;
    for (Index t = q.first; t < q.last; ++t) {
      if (tree_[t].tag != Tag::PUNCT) ++words;
      const std::string_view x = tree_[t].xpos;
      verb = verb || ((tree_[t].tag == Tag::VERB || tree_[t].tag == Tag::AUX) && x != "VBG" && x != "VBN");
    }
    const std::string_view before_end = q.last - 2 > q.first ? word(q.last - 2) : std::string_view{};
    const bool stopped = before_end == "," || before_end == "." || before_end == "!" || before_end == "?";
    q.clause = words >= 3 && (verb || (stopped && words >= 4));
    if (words > 0) out_.push_back(q);
  }

  const Tree& tree_;
  const Document& d_;
  Index open_ = kNone;
  Index done_ = 0;  // tokens before it are settled
  std::vector<Quotation> out_;
};

}  // namespace

std::vector<Quotation> quotations(const Tree& tree) {
  return Machine(tree).run();
}

const Quotation* quotation_at(const std::vector<Quotation>& all, Index token) {
  const auto at = std::upper_bound(all.begin(), all.end(), token, [](Index t, const Quotation& q) { return t < q.first; });
  if (at == all.begin()) return nullptr;
  const Quotation& q = *(at - 1);
  return token < q.last ? &q : nullptr;
}

}  // namespace demarche
