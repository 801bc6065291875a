// See fronted.h.
#include "parse/fronted.h"

#include <algorithm>

#include "parse/token_at.h"
#include "types/tree.h"

namespace demarche {
namespace {

bool is_subject(Relation relation) {
  const Relation r = universal(relation);
  return r == Relation::nsubj || r == Relation::csubj || r == Relation::expl;
}

class Fronted {
 public:
  Fronted(Document& d, const Sentence& s) : d_(d), s_(s) {}

  /// Has the verb a tense, or an auxiliary that has one, but no subject?
  [[nodiscard]] bool lacks_subject(Index verb) const {
    bool has_tense = tensed(at(d_, verb));
    for (Index i = s_.first; i < s_.last; ++i) {
      if (at(d_, i).head != verb) continue;
      if (is_subject(at(d_, i).relation)) return false;
      has_tense |= i < verb && at(d_, i).tag == Tag::AUX && tensed(at(d_, i));
    }
    return has_tense;
  }

  /// The first of what is joined behind a comma, and by no preposition, to a word that stands before the verb in a phrase of a time, place
  /// or the like; kNone if there is none.
  [[nodiscard]] Index joined_before(Index verb) const {
    for (Index c = s_.first + 2; c < verb; ++c) {
      if (at(d_, c).relation != Relation::conj || !nominal_tag(at(d_, c).tag) || at(d_, c).head == kNone || at(d_, c).head >= c) continue;
      Index begin = c;  // of its phrase
      bool led = false;
      for (Index i = at(d_, c).head + 1; i < c; ++i) {
        if (at(d_, i).head != c || at(d_, i).tag == Tag::PUNCT) continue;
        begin = std::min(begin, i);
        led |= at(d_, i).relation == Relation::case_ || at(d_, i).relation == Relation::cc;
      }
      const bool comma = begin > s_.first && d_.of(at(d_, begin - 1).span) == ",";
      if (led || !comma) continue;
      Index top = at(d_, c).head;  // of the phrase that it was taken for a part of
      for (Index up = at(d_, top).head; up != kNone && up != verb && up < c && at(d_, top).relation == Relation::nmod; up = at(d_, up).head)
        top = up;
      if (at(d_, top).head == verb && at(d_, top).relation == Relation::obl) return c;
    }
    return kNone;
  }

  void make_subject(Index noun, Index verb) {
    const Index place = at(d_, noun).head;
    bool passive = false;
    for (Index i = s_.first; i < s_.last; ++i) {
      passive |= at(d_, i).head == verb && at(d_, i).relation == Relation::aux_pass;
      if (i > noun && i < verb && at(d_, i).head == place && at(d_, i).relation == Relation::conj) at(d_, i).head = noun;
    }
    at(d_, noun).head = verb;
    at(d_, noun).relation = passive ? Relation::nsubj_pass : Relation::nsubj;
  }

 private:
  Document& d_;
  const Sentence& s_;
};

}  // namespace

void mend_fronted(Document& document, const Sentence& sentence) {
  Fronted fronted(document, sentence);
  for (Index v = sentence.first + 3; v < sentence.last; ++v) {
    if (at(document, v).tag != Tag::VERB || at(document, v).relation == Relation::conj || !fronted.lacks_subject(v)) continue;
    if (const Index noun = fronted.joined_before(v); noun != kNone) fronted.make_subject(noun, v);
  }
}

}  // namespace demarche
