// See mend.h.
#include "parse/mend.h"

#include <algorithm>
#include <string_view>

#include "types/tree.h"

namespace demarche {
namespace {

Token& at(Document& d, Index i) {
  return d.tokens[static_cast<std::size_t>(i)];
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
    if (speaker == kNone && !nominal_tag(t.tag)) continue;
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
void mend_bare_participles(Document& d, const Tree& tree, const Sentence& s) {
  if (s.last - s.first < 3 || d.of(at(d, s.last - 1).span) != ".") return;
  for (Index v = s.first + 1; v < s.last; ++v) {
    Token& verb = at(d, v);
    if (verb.tag != Tag::VERB || verb.xpos != "VBN" || (verb.relation != Relation::root && verb.relation != Relation::ccomp)) continue;
    if (tree.child(v, {Relation::aux, Relation::aux_pass, Relation::cop, Relation::obl_agent}) != kNone) continue;
    Index subject = kNone;
    for (Index c : tree.children(v))
      if (c < v && (tree[c].relation == Relation::nsubj_pass || tree[c].relation == Relation::nsubj)) subject = c;
    if (subject == kNone) continue;
    verb.xpos = "VBD";
    at(d, subject).relation = Relation::nsubj;
  }
}

/// "20 were killed and dozens wounded": a participle beside a passive, its auxiliary left out, is a passive too.
void mend_gapped_passives(Document& d, const Tree& tree, const Sentence& s) {
  for (Index v = s.first + 1; v < s.last; ++v) {
    Token& verb = at(d, v);
    Token& subject = at(d, v - 1);
    if (verb.tag != Tag::VERB || verb.relation != Relation::conj || verb.head == kNone || (verb.xpos != "VBN" && verb.xpos != "VBD"))
      continue;
    if (subject.head != v || subject.relation != Relation::nsubj || tree.child(verb.head, Relation::aux_pass) == kNone) continue;
    if (tree.child(v, {Relation::obj, Relation::aux, Relation::aux_pass, Relation::ccomp, Relation::xcomp}) != kNone) continue;
    subject.relation = Relation::nsubj_pass;
    verb.xpos = "VBN";
  }
}

/// "The plan was rejected by Kenya", "by" taken for a time or place: a name that is no date, beside a passive, is who did it.
void mend_agents(Document& d, const Tree& tree, const Sentence& s) {
  for (Index n = s.first + 1; n < s.last; ++n) {
    Token& name = at(d, n);
    if (name.relation != Relation::obl || name.tag != Tag::PROPN || name.name_tag == 0 || name.head == kNone || name.head > n) continue;
    if (tree.child(name.head, {Relation::aux_pass, Relation::nsubj_pass}) == kNone) continue;
    for (Index c : tree.children(n))
      if (tree[c].relation == Relation::case_ && tree[c].lemma == "by") name.relation = Relation::obl_agent;
  }
}

/// "Somalia bombed village - Nairobi": behind a headline's last dash stands its source, no second object.
void mend_signatures(Document& d, const Tree& tree, const Sentence& s) {
  for (Index n = s.first + 2; n < s.last; ++n) {
    Token& source = at(d, n);
    const std::string_view before = d.of(at(d, n - 1).span);
    if (source.relation != Relation::obj || source.tag != Tag::PROPN || source.head == kNone ||
        (before != "-" && before != "\u2013" && before != "\u2014"))
      continue;
    if (const Index first = tree.child(source.head, Relation::obj); first < n - 1) source.relation = Relation::parataxis;
  }
}

}  // namespace

void mend_trees(Document& document) {
  for (const Sentence& s : document.sentences)
    if (!s.skimmed) mend_speakers(document, s);
  const Tree tree(document);  // what follows leaves the heads as they are
  for (const Sentence& s : document.sentences) {
    if (s.skimmed) continue;
    mend_bare_participles(document, tree, s);
    mend_gapped_passives(document, tree, s);
    mend_agents(document, tree, s);
    mend_signatures(document, tree, s);
  }
}

}  // namespace demarche
