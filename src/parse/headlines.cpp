// See headlines.h.
#include "parse/headlines.h"

#include <algorithm>

#include "types/tree.h"

namespace demarche {
namespace {

class Headline {
 public:
  Headline(Document& document, const Sentence& sentence) : d_(document), s_(sentence) {}

  void mend() {
    if (!s_.new_paragraph || s_.last - s_.first < 4 || word(s_.last - 1) == "." || word(s_.last - 1) == "?") return;
    scare_quotes();
    signature();
  }

 private:
  Token& at(Index i) { return d_.tokens[static_cast<std::size_t>(i)]; }
  [[nodiscard]] std::string_view word(Index i) { return d_.of(at(i).span); }
  [[nodiscard]] bool mark(Index i) {
    const std::string_view w = word(i);
    return w == "'" || w == "\"" || w == "\u2018" || w == "\u201c";
  }
  [[nodiscard]] bool finite(Index i) { return (at(i).tag == Tag::VERB || at(i).tag == Tag::AUX) && (tensed(at(i)) || at(i).xpos == "MD"); }

  /// A participle right behind an opening mark and a name, where there is no other verb.
  void scare_quotes() {
    for (Index i = s_.first; i < s_.last; ++i)
      if (finite(i)) return;
    for (Index verb = s_.first + 2; verb < s_.last; ++verb) {
      Token& t = at(verb);
      const Index subject = verb - 2;
      if (t.tag != Tag::VERB || t.xpos == "VBG" || t.xpos == "VB" || !mark(verb - 1) || !noun_tag(at(subject).tag)) continue;
      if (at(verb - 1).span.end != t.span.begin || at(verb - 1).span.begin == at(subject).span.end) continue;
      const Index noun = t.relation == Relation::amod ? t.head : at(subject).head;
      if (noun == kNone || noun == subject || (noun != verb && (noun < verb || !noun_tag(at(noun).tag)))) continue;
      if (t.relation == Relation::amod) {
        t.head = at(noun).head;
        t.relation = at(noun).relation;
        at(noun).head = verb;
        at(noun).relation = Relation::obj;
      }
      t.xpos = "VBD";
      if (t.head == subject) {
        t.head = at(subject).head;
        t.relation = at(subject).relation;
      }
      at(subject).head = verb;
      at(subject).relation = Relation::nsubj;
      at(verb - 1).head = verb;
      at(verb - 1).relation = Relation::punct;
      return;
    }
  }

  /// The words behind the last dash say who says so, and what hangs on them from before it belongs to what they were hung on.
  void signature() {
    constexpr Index kLongest = 5;
    Index dash = s_.last - 1;
    while (dash > s_.last - 2 - kLongest && dash > s_.first + 2 && at(dash).tag != Tag::PUNCT) --dash;
    if ((word(dash) != "-" && word(dash) != "\u2013") || dash + 1 >= s_.last || at(dash - 1).span.end == at(dash).span.begin) return;
    Index who = kNone;
    for (Index i = dash + 1; i < s_.last; ++i) {
      if (at(i).tag == Tag::VERB || at(i).tag == Tag::AUX) return;
      if (noun_tag(at(i).tag) && at(i).head != kNone && at(i).head < dash) who = i;
    }
    if (who == kNone) return;
    Index last = kNone;  // of the phrase before the dash
    for (Index i = dash - 1; i >= s_.first && last == kNone; --i)
      if (at(i).head == who && noun_tag(at(i).tag)) last = i;
    if (last == kNone) {  // "Chad bombed village - Khartoum", taken for a second object
      for (Index i = at(who).head; i < dash && at(who).relation == Relation::obj; ++i)
        if (at(i).head == at(who).head && at(i).relation == Relation::obj) at(who).relation = Relation::parataxis;
      return;
    }
    at(last).head = at(who).head;
    at(last).relation = at(who).relation;
    for (Index i = s_.first; i < dash; ++i)
      if (at(i).head == who) at(i).head = last;
    at(who).relation = Relation::parataxis;
  }

  Document& d_;
  const Sentence& s_;
};

}  // namespace

void mend_headline(Document& document, const Sentence& sentence) {
  Headline(document, sentence).mend();
}

}  // namespace demarche
