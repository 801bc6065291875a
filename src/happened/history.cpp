// See history.h.
#include "happened/history.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "base/word_table.h"

namespace demarche {
namespace {

/// The relations by which the clauses of one story hang together; a relative clause has a time of its own.
bool chained(Relation r) {
  return r == Relation::conj || r == Relation::advcl || r == Relation::xcomp || r == Relation::parataxis;
}

}  // namespace

Result<StoryTimes> StoryTimes::load(const std::string& folder) {
  static constexpr std::array<std::pair<std::string_view, Kind>, 3> kKinds = {
      {{"now", Kind::now}, {"near", Kind::near}, {"then", Kind::then}}};
  StoryTimes out;
  const Done done = each_pair(folder + "/languages/en/story_times.tsv", "the list of story times is missing",
                              [&](const std::string& word, const std::string& cell) -> const char* {
                                const Kind kind = class_of<Kind>(kKinds, cell);
                                if (kind == Kind::none) return "unknown class; one of now near then";
                                if (Kind& known = out.words_[word]; known == Kind::none) known = kind;
                                return nullptr;
                              });
  if (!done) return done.error();
  return out;
}

StoryTimes::Kind StoryTimes::kind(std::string_view lemma) const {
  const Kind* known = words_.find(lemma);
  return known == nullptr ? Kind::none : *known;
}

History::History(const Tree& tree, const Clause& clause, const StoryTimes& times) : tree_(tree), clause_(clause), times_(times) {
  const Document& d = tree.document();
  told_.assign(d.sentences.size(), false);
  if (d.date.size() < 4) return;
  const std::vector<bool> said = spoken();
  bool open = false;
  for (std::size_t i = 0; i < d.sentences.size(); ++i) {
    const auto s = static_cast<Index>(i);
    if (d.sentences[i].new_paragraph && !goes_on(s)) open = false;
    const Index verb = root(s);
    if (verb == kNone || d.sentences[i].kind != Sentence::Kind::prose) continue;
    const Time time = time_of(s);
    if (time == Time::now || said[i] || !past(verb)) {
      open = false;
    } else if (time != Time::none) {
      told_[i] = time == Time::until_long_ago;  // else the clause of the date knows by itself
      open = true;
    } else {
      told_[i] = open;
    }
  }
}

Index History::root(Index sentence) const {
  const Sentence& s = tree_.document().sentences[static_cast<std::size_t>(sentence)];
  for (Index t = s.first; t < s.last; ++t)
    if (tree_[t].head == kNone && tree_[t].tag != Tag::PUNCT) return t;
  return kNone;
}

/// Simple past, "was" or "had": no perfect, present or future.
bool History::past(Index verb) const {
  bool finite = tree_[verb].xpos == "VBD";
  for (Index c : tree_.children(verb)) {
    const Token& t = tree_[c];
    if (universal(t.relation) != Relation::aux && t.relation != Relation::cop) continue;
    if (t.xpos == "VBZ" || t.xpos == "VBP" || t.xpos == "MD" || t.xpos == "VB") return false;
    finite = finite || t.xpos == "VBD";
  }
  return finite;
}

History::Time History::phrase_time(Index phrase) const {
  switch (clause_.age(phrase)) {
    case Clause::Age::long_ago:
      return Time::long_ago;
    case Clause::Age::until_long_ago:
      return Time::until_long_ago;
    case Clause::Age::recent:
      return Time::now;
    case Clause::Age::unknown:
      break;
  }
  const auto [first, last] = tree_.extent(phrase);
  if (last - first > 6) return Time::none;
  for (Index k = first; k < last; ++k) {
    const StoryTimes::Kind kind = times_.kind(lower(tree_, k));
    if (kind == StoryTimes::Kind::now) return Time::now;
    if (kind == StoryTimes::Kind::near)
      for (const char* nearness : {"last", "this", "next", "past"})
        if (tree_.child_lemma(k, nearness) != kNone) return Time::now;
  }
  return Time::none;
}

/// The last time that the clauses of the sentence's own story name.
History::Time History::time_of(Index sentence) const {
  const Sentence& s = tree_.document().sentences[static_cast<std::size_t>(sentence)];
  Time out = Time::none;
  for (Index t = s.first; t < s.last; ++t) {
    const Relation r = universal(tree_[t].relation);
    if (r != Relation::obl && r != Relation::advmod && r != Relation::nmod) continue;
    Index verb = tree_[t].head;
    while (verb != kNone && chained(universal(tree_[verb].relation)) && tree_[verb].xpos != "VBG")
      verb = tree_[verb].head;  // "the most, topping that of 1950"
    if (verb == kNone || tree_[verb].head != kNone) continue;
    if (const Time time = phrase_time(t); time != Time::none) out = time;
  }
  return out;
}

/// Does a new paragraph begin where the last one's story stood: "Later he ...", "After his release"?
bool History::goes_on(Index sentence) const {
  const Sentence& s = tree_.document().sentences[static_cast<std::size_t>(sentence)];
  for (Index t = s.first; t < std::min(s.last, s.first + 4); ++t) {
    if (times_.kind(lower(tree_, t)) == StoryTimes::Kind::then) return true;
    if (tree_[t].tag == Tag::PUNCT && t > s.first) return false;
  }
  return false;
}

/// Sentences that are somebody's words, or say who says something.
std::vector<bool> History::spoken() const {
  const Document& d = tree_.document();
  std::vector<bool> out(d.sentences.size(), false);
  for (const Attribution& a : d.attributions) {
    if (!a.vouched) continue;
    if (a.cue != kNone && tree_[a.cue].head == kNone) out[static_cast<std::size_t>(tree_.sentence_of(a.cue))] = true;
    if (a.quote != Quote::direct) continue;
    for (const Span c : a.content) {
      auto at = std::upper_bound(d.sentences.begin(), d.sentences.end(), c.begin,
                                 [](std::uint32_t begin, const Sentence& x) { return begin < x.span.end; });
      for (; at != d.sentences.end() && at->span.begin < c.end; ++at) out[static_cast<std::size_t>(at - d.sentences.begin())] = true;
    }
  }
  return out;
}

bool History::holds(Index act) const {
  if (!told_[static_cast<std::size_t>(tree_.sentence_of(act))]) return false;
  const Token& t = tree_[act];
  if (nominal_tag(t.tag)) return true;
  if (past(act)) return true;
  for (Index c : tree_.children(act))
    if (universal(tree_[c].relation) == Relation::aux && !(tree_[c].xpos == "VBD" || tree_[c].xpos == "VBN" || tree_[c].xpos == "VBG"))
      return false;
  return t.xpos == "VBN" || t.xpos == "VBG" || t.xpos == "VB" || t.xpos == "VBD";
}

}  // namespace demarche
