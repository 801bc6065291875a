// Quotations: a state machine over the document's marks. What a mark does depends on which one is open and on the blanks around it:
// straight marks and those that languages use either way („so“ »so« ”so”) open before a word and close behind one; a mark that opens while
// a quotation is open either begins a further paragraph of it or shows that its closing mark was forgotten. Does not list quotations inside
// quotations, and gives up single marks that find no partner in their paragraph.
#include "says/quotation.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace demarche {
namespace {

enum class Mark : std::uint8_t { none, opening, closing, either, straight, single_opening, single_closing, single_straight };

struct Named {
  std::string_view text;
  Mark mark;
};

/// `either`: closes in one language what it opens in another.
constexpr std::array<Named, 20> kMarks = {
    {{"\"", Mark::straight},      {"''", Mark::straight},      {"＂", Mark::straight},      {"“", Mark::either},
     {"”", Mark::either},         {"«", Mark::either},         {"»", Mark::either},         {"„", Mark::opening},
     {"‟", Mark::opening},        {"``", Mark::opening},       {"<<", Mark::opening},       {">>", Mark::closing},
     {"‘", Mark::single_opening}, {"’", Mark::single_closing}, {"‚", Mark::single_opening}, {"‛", Mark::single_opening},
     {"‹", Mark::single_opening}, {"›", Mark::single_closing}, {"`", Mark::single_opening}, {"'", Mark::single_straight}}};

/// The first bytes of marks: most words begin with none of them.
constexpr auto kFirst = [] {
  std::array<bool, 256> out{};
  for (const Named& n : kMarks) out[static_cast<unsigned char>(n.text[0])] = true;
  return out;
}();

Mark mark_of(std::string_view word) {
  if (word.empty() || !kFirst[static_cast<unsigned char>(word[0])]) return Mark::none;
  for (const Named& n : kMarks)
    if (n.text == word) return n.mark;
  return Mark::none;
}

/// What opens where nothing else tells: as in English and French.
bool opens_by_itself(std::string_view mark) {
  return mark == "“" || mark == "«";
}

/// Does this mark close what that one opened, if the blanks allow it?
bool partners(std::string_view open, std::string_view mark) {
  if (open == "„" || open == "‟") return mark == "“" || mark == "”" || mark == "\"";
  if (open == "»") return mark == "«" || mark == "»";
  if (open == "«") return mark == "»";
  return mark == "”" || (open == "“" && mark == "“");
}

bool ends_single(std::string_view open, std::string_view mark) {
  if (open == "‚" || open == "‛") return mark == "‘" || mark == "’";
  if (open == "‹" || open == "›") return mark != open && (mark == "‹" || mark == "›");
  return mark == "’" || mark == "'";
}

class Machine {
 public:
  explicit Machine(const Tree& tree) : tree_(tree), d_(tree.document()) {}

  std::vector<Quotation> run() {
    for (std::size_t s = 0; s < d_.sentences.size(); ++s) {
      const Sentence& sentence = d_.sentences[s];
      if (sentence.new_paragraph) {
        unclosed_ = open_ != kNone && !opens(sentence.first);
        if (unclosed_) close_unclosed(sentence.first);
        paragraph_ = sentence.first;
      }
      sentence_ = sentence.first;
      for (Index t = sentence.first; t < sentence.last; ++t) step(t, sentence.new_paragraph && t == sentence.first);
    }
    if (open_ != kNone) close_unclosed(static_cast<Index>(d_.tokens.size()));
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
  [[nodiscard]] bool before_word(Index t) const { return blank_before(t) && !blank_after(t); }
  [[nodiscard]] bool behind_word(Index t) const {
    return !blank_before(t) && (blank_after(t) || (tree_[t + 1].tag == Tag::PUNCT && mark_of(word(t + 1)) == Mark::none));
  }
  [[nodiscard]] bool opens(Index t) const {
    const Mark m = mark_of(word(t));
    if (m == Mark::either) return opens_by_itself(word(t)) || before_word(t);
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

  /// “so’’, closed by two single marks.
  [[nodiscard]] bool two_singles(Index t) const {
    return open_ != kNone && word(open_) == "“" && t + 1 < static_cast<Index>(d_.tokens.size()) && word(t + 1) == word(t) &&
           tree_[t].span.end == tree_[t + 1].span.begin;
  }

  void step(Index t, bool paragraph_start) {
    switch (mark_of(word(t))) {
      case Mark::opening:
        return opened(t, paragraph_start);
      case Mark::either:
        return either(t, paragraph_start);
      case Mark::closing:
        if (open_ != kNone) return close(t + 1);
        return lone(t);
      case Mark::straight:
        return straight(t, paragraph_start);
      case Mark::single_closing:
        if (two_singles(t)) return close(t + 2);
        [[fallthrough]];
      case Mark::single_opening:
      case Mark::single_straight:
        if (open_ == kNone && t >= done_ && before_word(t)) single(t);
        return;
      default:
        return;
    }
  }

  void opened(Index t, bool paragraph_start) {
    if (open_ != kNone && paragraph_start) return;
    if (open_ != kNone) close(t);
    open_ = t;
  }

  void either(Index t, bool paragraph_start) {
    if (open_ == kNone) {
      if (opens_by_itself(word(t)) ? !behind_word(t) : before_word(t)) return opened(t, paragraph_start);
      return lone(t);
    }
    const bool again =
        opens_by_itself(word(t)) || before_word(t);  // what opens elsewhere closes only behind a word, or where it is the partner
    const bool pair = partners(word(open_), word(t));
    if (pair && !(word(open_) == word(t) && !behind_word(t))) return close(t + 1);
    if (again && !behind_word(t)) return opened(t, paragraph_start);
    close(t + 1);
  }

  void straight(Index t, bool paragraph_start) {
    if (doubled(t)) return;
    if (open_ == kNone) {
      if (!blank_after(t) || blank_before(t)) {
        open_ = t;
      } else {
        lone(t);
      }
    } else if (t == open_ + 1 || paragraph_start) {
      return;  // a doubled mark; a further paragraph
    } else if (before_word(t) && tree_[t - 1].tag == Tag::PUNCT) {
      close(t);
      open_ = t;
    } else {
      close(t + 1);
    }
  }

  /// A mark that closes what was never opened, behind a comma or stop: "Somalia attacked us," she said, with the first mark forgotten. The
  /// quotation began with the sentence, or with the paragraph if one before it was left open.
  void lone(Index t) {
    if (t == 0 || blank_before(t) || tree_[t - 1].tag != Tag::PUNCT) return;
    const Index begin = std::max(unclosed_ ? paragraph_ : sentence_, done_);
    if (begin + 2 >= t) return;
    open_ = begin;
    close(t + 1);
  }

  /// A single mark counts only with its partner in the same paragraph: else it is an apostrophe.
  void single(Index t) {
    constexpr Index kFarthest = 80;
    const auto n = static_cast<Index>(d_.tokens.size());
    const Index sentence = tree_.sentence_of(t);
    for (Index k = t + 2; k < n && k < t + kFarthest; ++k) {
      const Sentence& here = d_.sentences[static_cast<std::size_t>(tree_.sentence_of(k))];
      if (tree_.sentence_of(k) != sentence && here.new_paragraph) return;
      if (!ends_single(word(t), word(k))) continue;
      if (blank_before(k) || (tree_[k].relation == Relation::case_ && tree_[k - 1].tag != Tag::PUNCT)) continue;
      open_ = t;
      close(k + 1);
      return;
    }
  }

  /// A quotation that is never closed ends with its paragraph, but before who says it: "We won, the minister said. Nobody saw it.
  void close_unclosed(Index end) {
    const Sentence& s = d_.sentences[static_cast<std::size_t>(tree_.sentence_of(open_))];
    for (Index verb = open_ + 1; verb < s.last; ++verb) {
      if (tree_[verb].head != kNone || tree_[verb].tag != Tag::VERB) continue;
      for (Index c : tree_.children(verb))
        if (tree_[c].relation == Relation::ccomp && c < verb && c > open_)
          for (Index k = c + 1; k < verb && end > verb; ++k)
            if (word(k) == "," && !tree_.below(k + 1, c)) end = k + 1;
    }
    close(end);
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
    q.clause = (words >= 3 && (verb || (stopped && words >= 4))) || (words == 2 && verb && stopped);  // "We cooperate."
    if (words > 0) out_.push_back(q);
  }

  const Tree& tree_;
  const Document& d_;
  Index open_ = kNone;
  Index done_ = 0;                      // tokens before it are settled
  Index sentence_ = 0, paragraph_ = 0;  // first tokens of the present ones
  bool unclosed_ = false;               // the paragraph before left a quotation open
  std::vector<Quotation> out_;
};

}  // namespace

std::vector<Quotation> quotations(const Tree& tree) {
  return Machine(tree).run();
}

bool is_quotation_mark(std::string_view word) {
  return mark_of(word) != Mark::none;
}

std::span<const Quotation> quotations_about(const std::vector<Quotation>& all, Span span) {
  const auto from = std::partition_point(all.begin(), all.end(), [&](const Quotation& q) { return q.span.end < span.begin; });
  const auto to = std::partition_point(from, all.end(), [&](const Quotation& q) { return q.span.begin <= span.end; });
  return {from, to};
}

const Quotation* quotation_at(const std::vector<Quotation>& all, Index token) {
  const auto at = std::upper_bound(all.begin(), all.end(), token, [](Index t, const Quotation& q) { return t < q.first; });
  if (at == all.begin()) return nullptr;
  const Quotation& q = *(at - 1);
  return token < q.last ? &q : nullptr;
}

}  // namespace demarche
