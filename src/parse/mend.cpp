// See mend.h.
#include "parse/mend.h"

#include <algorithm>
#include <string_view>

namespace demarche {
namespace {

Token& at(Document& d, Index i) {
  return d.tokens[static_cast<std::size_t>(i)];
}

bool nominal(const Token& t) {
  return t.tag == Tag::NOUN || t.tag == Tag::PROPN || t.tag == Tag::PRON;
}

bool says(const Token& t) {
  static constexpr std::string_view verbs[] = {"say", "report", "announce", "confirm", "add", "state", "acknowledge", "note", "allege"};
  return t.tag == Tag::VERB && (t.xpos == "VBD" || t.xpos == "VBZ" || t.xpos == "VBP") &&
         std::find(std::begin(verbs), std::end(verbs), t.lemma) != std::end(verbs);
}

/// What may stand in the phrase of somebody who says it.
bool in_phrase(const Document& d, const Token& t) {
  switch (t.tag) {
    case Tag::NOUN:
    case Tag::PROPN:
    case Tag::ADJ:
    case Tag::DET:
    case Tag::CCONJ:
    case Tag::NUM:
    case Tag::PART:
    case Tag::ADP:
      return true;
    default:
      return d.of(t.span) == "-";
  }
}

/// "..., residents and local officials said.": who stands between the last comma and the verb that ends the sentence says it.
void mend_speakers(Document& d, const Sentence& s) {
  Index verb = s.last - 1;
  while (verb > s.first && at(d, verb).tag == Tag::PUNCT) --verb;
  if (!says(at(d, verb))) return;
  Index comma = verb - 1;
  while (comma > s.first && in_phrase(d, at(d, comma))) --comma;
  if (comma <= s.first || comma + 1 >= verb || d.of(at(d, comma).span) != ",") return;
  const auto inside = [&](Index i) { return i > comma && i < verb; };
  for (Index i = verb, steps = 0; i != kNone && steps < s.last - s.first; i = at(d, i).head, ++steps)
    if (inside(i) || i == comma) return;  // the verb hangs on them: another kind of sentence
  Index speaker = kNone;
  for (Index i = comma + 1; i < verb; ++i) {
    Token& t = at(d, i);
    if (t.head != kNone && inside(t.head)) continue;
    if (speaker == kNone && !nominal(t)) continue;
    if (speaker == kNone) {
      if (t.head == verb) return;  // as it should be
      speaker = i;
      t.head = verb;
      t.relation = Relation::nsubj;
    } else {
      t.head = speaker;
    }
  }
  if (speaker != kNone) at(d, comma).head = verb;
}

/// "Protesters called for ...", taken for a passive without its auxiliary: in a whole sentence that is a past tense. Headlines drop
/// auxiliaries, but have no stop; "the men killed by police" names who did it.
void mend_bare_participles(Document& d, const Sentence& s) {
  if (s.last - s.first < 3 || d.of(at(d, s.last - 1).span) != ".") return;
  for (Index v = s.first + 1; v < s.last; ++v) {
    Token& verb = at(d, v);
    if (verb.tag != Tag::VERB || verb.xpos != "VBN" || (verb.relation != Relation::root && verb.relation != Relation::ccomp)) continue;
    Index subject = kNone;
    bool whole = true;
    for (Index c = s.first; c < s.last; ++c) {
      const Token& t = at(d, c);
      if (t.head != v) continue;
      if ((t.relation == Relation::nsubj_pass || t.relation == Relation::nsubj) && c < v) subject = c;
      whole = whole && t.relation != Relation::aux && t.relation != Relation::aux_pass && t.relation != Relation::cop &&
              t.relation != Relation::obl_agent;
    }
    if (!whole || subject == kNone) continue;
    verb.xpos = "VBD";
    at(d, subject).relation = Relation::nsubj;
  }
}

/// "20 were killed and dozens wounded": a participle beside a passive, its auxiliary left out, is a passive too.
void mend_gapped_passives(Document& d, const Sentence& s) {
  for (Index v = s.first + 1; v < s.last; ++v) {
    const Token& verb = at(d, v);
    if (verb.tag != Tag::VERB || verb.relation != Relation::conj || (verb.xpos != "VBN" && verb.xpos != "VBD")) continue;
    Index subject = kNone;
    bool passive = false, own = false;
    for (Index c = s.first; c < s.last; ++c) {
      const Token& t = at(d, c);
      if (t.head == v && t.relation == Relation::nsubj && c == v - 1) subject = c;
      own = own || (t.head == v && (t.relation == Relation::obj || t.relation == Relation::aux || t.relation == Relation::aux_pass ||
                                    t.relation == Relation::ccomp || t.relation == Relation::xcomp));
      passive = passive || (t.head == verb.head && t.relation == Relation::aux_pass);
    }
    if (!passive || own || subject == kNone) continue;
    at(d, subject).relation = Relation::nsubj_pass;
    at(d, v).xpos = "VBN";
  }
}

/// "The plan was rejected by Kenya", "by" taken for a time or place: a name that is no date, beside a passive, is who did it.
void mend_agents(Document& d, const Sentence& s) {
  for (Index n = s.first + 1; n < s.last; ++n) {
    const Token& name = at(d, n);
    if (name.relation != Relation::obl || name.tag != Tag::PROPN || name.name_tag == 0 || name.head == kNone || name.head > n) continue;
    bool passive = false, by = false;
    for (Index c = s.first; c < s.last; ++c) {
      const Token& t = at(d, c);
      passive = passive || (t.head == name.head && (t.relation == Relation::aux_pass || t.relation == Relation::nsubj_pass));
      by = by || (t.head == n && t.relation == Relation::case_ && t.lemma == "by");
    }
    if (passive && by) at(d, n).relation = Relation::obl_agent;
  }
}

/// "Somalia bombed village - Nairobi": behind a headline's last dash stands its source, no second object.
void mend_signatures(Document& d, const Sentence& s) {
  for (Index n = s.first + 2; n < s.last; ++n) {
    const std::string_view before = d.of(at(d, n - 1).span);
    if (at(d, n).relation != Relation::obj || at(d, n).tag != Tag::PROPN || (before != "-" && before != "\u2013" && before != "\u2014"))
      continue;
    for (Index c = s.first; c < n - 1; ++c)
      if (at(d, c).head == at(d, n).head && at(d, c).relation == Relation::obj) at(d, n).relation = Relation::parataxis;
  }
}

}  // namespace

void mend_trees(Document& document) {
  for (const Sentence& s : document.sentences) {
    if (s.skimmed) continue;
    mend_speakers(document, s);
    mend_bare_participles(document, s);
    mend_gapped_passives(document, s);
    mend_agents(document, s);
    mend_signatures(document, s);
  }
}

}  // namespace demarche
