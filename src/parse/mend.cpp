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

}  // namespace

void mend_trees(Document& document) {
  for (const Sentence& s : document.sentences)
    if (!s.skimmed) mend_speakers(document, s);
}

}  // namespace demarche
