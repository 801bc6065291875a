// The turns of a transcript: from a speaker's name in capitals at the head of a line to the next one, however many paragraphs that are.
//   "THE PRESIDENT: We struck them.\nAnd we will again.\nQ When?"  ->  the first two lines are the President's, the third a reporter's
//   "(Begin recording) (Diaz) They fled. (End recording)"            ->  what was broadcast is his whose name stands in brackets before it
// See attribute.h. Fact sheets begin paragraphs with a colon too ("SECURING THE BORDER: ..."): nothing is done unless one name is a
// speaker's by its title, or one speaks twice.
#include <algorithm>
#include <set>

#include "base/among.h"
#include "base/utf8.h"
#include "says/attribute.h"
#include "types/within.h"

namespace demarche {
namespace {

struct Turn {
  Index first = kNone, mark = kNone;  ///< the name's first token, and its colon (or the "Q")
  Index head = kNone;                 ///< the name's last word
  Index end = kNone;                  ///< one behind its last token, where that is told
};

class Turns {
 public:
  Turns(const Tree& tree, const CueTable& table) : tree_(tree), d_(tree.document()), table_(table) {}

  std::vector<Turn> run() {
    const auto n = static_cast<Index>(d_.tokens.size());
    std::set<std::string> names;
    bool transcript = false;
    for (Index t = 0; t + 2 < n; ++t) {
      const bool line = begins_line(t);
      if (!line && !behind_time(t) && !behind_stop(t)) continue;
      if (word(t) == "Q" && !begins_line(t + 1) &&
          (line ? word(t + 1) != ":" && word(t + 1) != "." : word(t + 1)[0] >= 'A' && word(t + 1)[0] <= 'Z')) {
        out_.push_back({t, t, t, kNone});
        continue;
      }
      const Index colon = end_of_name(t);
      if (colon == kNone) continue;
      out_.push_back({t, colon, colon - 1, kNone});
      std::string name;
      for (Index k = t; k < colon; ++k) {
        transcript = transcript || table_.speaker(word(k));
        name += word(k);
        name += ' ';
      }
      transcript = transcript || !names.insert(name).second;
    }
    if (!transcript) out_.clear();
    add_recordings();
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string_view word(Index t) const { return d_.of(tree_[t].span); }

  [[nodiscard]] bool begins_line(Index t) const {
    if (t == 0) return true;
    return breaks_line(d_, {tree_[t - 1].span.end, tree_[t].span.begin});
  }

  /// "3:19 P.M. EDT | THE PRESIDENT:"
  [[nodiscard]] bool behind_time(Index t) const {
    if (t < 2 || word(t - 1).size() > 4 || !capitals(word(t - 1))) return false;
    const std::string hour = lower(word(t - 2)), zone = lower(word(t - 1));
    if (zone == "p.m." || zone == "a.m.") return false;
    return hour == "p.m." || hour == "a.m." || (hour == "." && t > 3 && (lower(word(t - 3)) == "m" || lower(word(t - 3)) == "p.m"));
  }

  /// Turns whose line ends were lost: "(Laughter.) | Q Will you go?"
  [[nodiscard]] bool behind_stop(Index t) const {
    static constexpr std::string_view kStops[] = {".", "?", "!", ")", "]", "—", "--", ".)", "...", "…"};
    return tree_[t - 1].span.end < tree_[t].span.begin && among(kStops, word(t - 1));
  }

  /// The token behind "(BEGIN RECORDING)", "[End recording]", whose first word is `verb`, if it begins at t; or kNone.
  [[nodiscard]] Index behind_note(Index t, std::string_view verb) const {
    constexpr Index kLongest = 5;  // "(Begin Diaz recording)"
    const auto n = static_cast<Index>(d_.tokens.size());
    if (t + 3 >= n || (word(t) != "(" && word(t) != "[") || lower(word(t + 1)) != verb) return kNone;
    for (Index k = t + 2; k + 1 < std::min(n, t + kLongest); ++k)
      if (lower(word(k)) == "recording") return k + 2;
    return kNone;
  }

  /// "(DIAZ)", "[Ann Diaz]": the closing bracket of a speaker's name, which a sentence stands behind; or kNone.
  [[nodiscard]] Index bracket_behind_name(Index t, Index end) const {
    constexpr Index kLongest = 3;
    if (word(t) != "(" && word(t) != "[") return kNone;
    static constexpr std::string_view kNotes[] = {"omitted", "indistinct", "passage", "word", "words", "sentence", "applause", "laughter"};
    Index k = t + 1;
    for (; k < end && k <= t + kLongest && word(k)[0] >= 'A' && word(k)[0] <= 'Z'; ++k)
      if (among(kNotes, lower(word(k)))) return kNone;
    return k > t + 1 && k < end && (word(k) == ")" || word(k) == "]") ? k : kNone;
  }

  /// Broadcasts told word for word, their speakers in brackets.
  void add_recordings() {
    const auto n = static_cast<Index>(d_.tokens.size());
    for (Index t = 0; t < n; ++t) {
      const Index begin = behind_note(t, "begin");
      if (begin == kNone) continue;
      Index end = begin;
      while (end < n && behind_note(end, "end") == kNone) ++end;
      for (t = begin; t < end; ++t)
        if (const Index bracket = bracket_behind_name(t, end); bracket != kNone) {
          if (!out_.empty() && out_.back().end == end) out_.back().end = t;
          out_.push_back({t + 1, bracket, bracket - 1, end});
        }
    }
    std::stable_sort(out_.begin(), out_.end(), [](const Turn& a, const Turn& b) { return a.first < b.first; });
  }

  static bool capitals(std::string_view word) {
    return std::any_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) &&
           std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  }

  /// The colon behind a name in capitals, with small letters behind it; or kNone.
  [[nodiscard]] Index end_of_name(Index first) const {
    constexpr Index kLongest = 8, kReach = 8;
    const auto n = static_cast<Index>(d_.tokens.size());
    Index k = first;
    while (k < n && k < first + kLongest && (k == first || !begins_line(k)) && (capitals(word(k)) || word(k) == "." || word(k) == "-")) ++k;
    if (k == first || k >= n || word(k) != ":" || !capitals(word(first))) return kNone;
    for (Index t = k + 1; t < std::min(n, k + 1 + kReach); ++t)
      if (std::any_of(word(t).begin(), word(t).end(), [](char c) { return c >= 'a' && c <= 'z'; })) return k;
    return kNone;
  }

  const Tree& tree_;
  const Document& d_;
  const CueTable& table_;
  std::vector<Turn> out_;
};

}  // namespace

/// The nearest person before, or else behind, whose mention ends with the name; or kNone.
Index Attributor::bearer(Span name) const {
  const std::string_view wanted = d_.of(name);
  Index found = kNone;
  for (std::size_t i = 0; i < d_.mentions.size(); ++i) {
    const Mention& m = d_.mentions[i];
    const Entity* e = d_.entity_of(static_cast<Index>(i));
    if (m.kind != Mention::Kind::name || e == nullptr || !e->person || !d_.of(m.span).ends_with(wanted)) continue;
    if (m.span.begin > name.begin && found != kNone) break;
    found = static_cast<Index>(i);
  }
  return found;
}

void Attributor::take_turns() {
  const std::vector<Turn> turns = Turns(tree_, table_).run();
  if (turns.empty()) return;
  const auto n = static_cast<Index>(d_.tokens.size());
  std::erase_if(d_.attributions, [&](const Attribution& a) {  // the name read as one of a headline
    const auto after = std::upper_bound(turns.begin(), turns.end(), a.cue, [](Index cue, const Turn& t) { return cue < t.first; });
    return after != turns.begin() && a.cue <= (after - 1)->mark;
  });
  for (std::size_t i = 0; i < turns.size(); ++i) {
    const Turn& turn = turns[i];
    const Index next = i + 1 < turns.size() ? turns[i + 1].first : n, end = turn.end == kNone ? next : std::min(next, turn.end);
    if (turn.mark + 1 >= end) continue;
    Attribution a;
    a.cue = turn.mark;
    a.cue_span = tree_[turn.mark].span;
    a.source_span = {tree_[turn.first].span.begin, tree_[turn.head].span.end};
    a.source = mention_in(turn.head, a.source_span);
    if (a.source == kNone) a.source = bearer(a.source_span);
    a.content = {{tree_[turn.mark + 1].span.begin, tree_[end - 1].span.end}};
    a.quote = Quote::direct;
    d_.attributions.push_back(std::move(a));
  }
}

/// "Here is what they say: ... Sen. Jane Roe: “We won.”", anywhere in a list: a name, a colon and a quotation, and no verb.
Index Attributor::label_of(const Quotation& q, Index& first) const {
  constexpr Index kLongest = 16;
  const Index colon = q.first - 1;
  if (!q.clause || colon < 1 || d_.of(tree_[colon].span) != ":" || tree_[colon - 1].tag != Tag::PROPN) return kNone;
  const Index begin = d_.sentences[static_cast<std::size_t>(tree_.sentence_of(colon))].first;
  Index who = kNone;
  for (first = colon; first > begin && first > colon - kLongest; --first) {
    const Token& word = tree_[first - 1];
    const std::string_view text = d_.of(word.span);
    if (text == "." || text == "]" || text == "-" || text == "–" || text == "•" || text == ":" || is_quotation_mark(text)) break;
    if (word.tag == Tag::VERB || word.tag == Tag::AUX) return kNone;
    const Index m = d_.mention_of[static_cast<std::size_t>(first - 1)];
    if (who == kNone && m != kNone && d_.mentions[static_cast<std::size_t>(m)].span.end >= tree_[colon - 1].span.end) who = m;
  }
  const Entity* e = d_.entity_of(who);
  return e != nullptr && e->person ? who : kNone;
}

void Attributor::label_quotations() {
  if (d_.mention_of.empty()) return;
  std::vector<Attribution> labels;  // in text order
  for (const Quotation& q : quotations_) {
    Index first = kNone;
    const Index who = label_of(q, first);
    if (who == kNone) continue;
    Attribution a;
    a.cue = q.first - 1;
    a.cue_span = tree_[a.cue].span;
    a.source_span = {tree_[first].span.begin, tree_[a.cue - 1].span.end};
    a.source = who;
    a.content = {q.span};
    a.quote = Quote::direct;
    labels.push_back(std::move(a));
  }
  if (labels.empty()) return;
  // what was read otherwise: by the same colon, or as what "they say:" before it holds
  const auto of_label = [](Span part, const Attribution& l) {
    return part.begin < l.content.front().end && part.end > l.source_span.begin;
  };
  std::erase_if(d_.attributions, [&](Attribution& a) {
    for (Span& part : a.content) {
      const auto label =
          std::partition_point(labels.begin(), labels.end(), [&](const Attribution& l) { return l.content.front().end <= part.begin; });
      if (label == labels.end() || !of_label(part, *label)) continue;
      if (a.cue == label->cue) return true;
      if (a.cue != kNone && a.cue_span.end <= label->source_span.begin) part.end = std::max(part.begin, label->source_span.begin);
    }
    std::erase_if(a.content, [](Span part) { return part.empty(); });
    return a.content.empty();
  });
  d_.attributions.insert(d_.attributions.end(), labels.begin(), labels.end());
}

}  // namespace demarche
