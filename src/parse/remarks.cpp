// See remarks.h.
#include "parse/remarks.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "parse/mend.h"
#include "types/tree.h"

namespace demarche {
namespace {

/// Lemmas that taggers know as verbs or mistake for nouns ("insists"), and those that are nouns as well.
constexpr std::string_view kVerbs[] = {"say",   "insist", "maintain",    "allege",   "argue",   "contend", "warn",    "believe",
                                       "admit", "add",    "acknowledge", "announce", "confirm", "assert",  "concede", "suggest"};
constexpr std::string_view kNounsToo[] = {"claim", "report", "fear"};

class Remark {
 public:
  Remark(Document& document, const Sentence& sentence) : d_(document), s_(sentence) {}

  /// The clause that `verb` makes with the phrase before it, if that is what it is.
  void mend(Index verb) {
    verb_ = verb;
    if (!find_phrase() || !find_content()) return;
    const std::vector<Token> before(d_.tokens.begin() + s_.first, d_.tokens.begin() + s_.last);
    hang();
    if (!is_tree(d_, s_)) std::copy(before.begin(), before.end(), d_.tokens.begin() + s_.first);
  }

 private:
  Token& at(Index i) { return d_.tokens[static_cast<std::size_t>(i)]; }
  [[nodiscard]] bool comma(Index i) { return d_.of(at(i).span) == ","; }
  [[nodiscard]] bool finite(Index i) { return at(i).tag == Tag::VERB && tensed(at(i)); }
  [[nodiscard]] bool below(Index i, Index top) {
    for (Index steps = s_.first; i != kNone && steps <= s_.last; i = at(i).head, ++steps)
      if (i == top) return true;
    return false;
  }

  /// From the comma to the verb stands nothing but one noun phrase, none of which is who says it already.
  bool find_phrase() {
    constexpr Index kLongest = 8;
    comma_ = verb_ - 1;
    bool joined = false;
    for (; comma_ > s_.first && in_phrase(d_, at(comma_)); --comma_) joined = joined || at(comma_).tag == Tag::CCONJ;
    if (comma_ <= s_.first || !comma(comma_) || verb_ - comma_ > kLongest || comma_ + 1 == verb_ || !noun_tag(at(verb_ - 1).tag))
      return false;
    if (const Tag first = at(comma_ + 1).tag; first == Tag::CCONJ || first == Tag::ADP || first == Tag::PART) return false;
    const bool verb = at(verb_).tag == Tag::VERB;
    if (!verb && joined) return false;                                            // "fire, storm and insurance claims"
    if (verb && at(verb_).head > comma_ && at(verb_).head < verb_) return false;  // "a move the rebels fear"
    speaker_ = kNone;
    for (Index i = verb_ - 1; i > comma_; --i)
      if (const Index head = at(i).head; noun_tag(at(i).tag) && (head == kNone || head <= comma_ || head >= verb_)) speaker_ = i;
    return speaker_ != kNone;
  }

  /// What is said: all before the comma, or the clause around the remark.
  bool find_content() {
    content_ = subject_ = kNone;
    const bool ends =
        std::all_of(d_.tokens.begin() + verb_ + 1, d_.tokens.begin() + s_.last, [](const Token& t) { return t.tag == Tag::PUNCT; });
    Index top = kNone;
    for (Index i = s_.first; i < comma_ && top == kNone; ++i)
      if (at(i).tag != Tag::PUNCT && (at(i).head == kNone || at(i).head >= comma_)) top = i;
    if (top == kNone) return false;
    if (ends) {
      content_ = top;
      if (top + 2 < comma_ && noun_tag(at(top).tag) && at(top + 1).lemma == "to" &&
          (at(top + 2).head == top || at(top + 2).head == verb_)) {  // "Chad to leave, aides say"
        content_ = top + 2;
        subject_ = top;
        return at(content_).xpos == "VB";
      }
      return finite(top) && at(top).head != verb_;
    }
    if (!comma(verb_ + 1) || !noun_tag(at(top).tag)) return false;
    Index next = verb_ + 2;
    while (next < s_.last && (at(next).tag == Tag::AUX || at(next).tag == Tag::ADV)) ++next;
    if (next >= s_.last || at(next).tag != Tag::VERB || !(finite(next) || at(next - 1).tag == Tag::AUX)) return false;
    content_ = next;
    subject_ = top;
    return at(content_).head != verb_ || at(content_).relation != Relation::ccomp || at(subject_).head != content_ ||
           at(speaker_).head != verb_;
  }

  void hang() {
    Token& verb = at(verb_);
    if (verb.tag != Tag::VERB) {
      verb.tag = Tag::VERB;
      verb.xpos = d_.of(verb.span).ends_with('s') ? "VBZ" : "VBP";
    }
    if (!below(content_, verb_)) {
      verb.head = at(content_).head;
      verb.relation = at(content_).relation;
    }
    at(content_).head = verb_;
    at(content_).relation = Relation::ccomp;
    bool passive = false;
    for (Index i = s_.first; i < s_.last; ++i) {
      const bool phrase = i > comma_ && i < verb_;
      const Index head = at(i).head;
      passive = passive || (head == content_ && at(i).relation == Relation::aux_pass);
      if (phrase && i != speaker_ && (head <= comma_ || head >= verb_)) at(i).head = speaker_;
      if (i < comma_ && head == verb_ && i != content_) at(i).head = content_;
    }
    at(speaker_).head = verb_;
    at(speaker_).relation = Relation::nsubj;
    at(comma_).head = verb_;
    if (subject_ == kNone) return;
    at(subject_).head = content_;
    at(subject_).relation = passive ? Relation::nsubj_pass : Relation::nsubj;
  }

  Document& d_;
  const Sentence& s_;
  Index verb_ = kNone, comma_ = kNone, speaker_ = kNone;
  Index content_ = kNone, subject_ = kNone;  ///< of what is said; the subject only if the remark parts it from its verb
};

/// "Officials close to the king said", taken for what is said ("officials are close ..."): who they are.
void mend_described(Document& d, const Sentence& s, Index verb) {
  const auto at = [&](Index i) -> Token& { return d.tokens[static_cast<std::size_t>(i)]; };
  if (at(verb).tag != Tag::VERB) return;
  Index described = kNone;
  for (Index i = s.first + 1; i < verb; ++i) {
    const Relation r = at(i).relation;
    if (at(i).head == verb && universal(r) == Relation::nsubj) return;
    if (at(i).head == verb && r == Relation::ccomp && at(i).tag == Tag::ADJ) described = i;
  }
  if (described == kNone || at(described - 1).head != described || !noun_tag(at(described - 1).tag)) return;
  for (Index i = described + 1; i < verb; ++i)
    if (at(i).tag == Tag::PUNCT || at(i).tag == Tag::AUX) return;
  const Index who = described - 1;
  for (Index i = s.first; i < who; ++i)
    if (at(i).head == described) at(i).head = who;
  at(who).head = verb;
  at(who).relation = Relation::nsubj;
  at(described).head = who;
  at(described).relation = Relation::amod;
}

/// "claims", "claim", "claimed": by the letters, as the tag may be wrong.
bool form_of(std::string_view form, std::string_view lemma) {
  if (lemma == "say") return form == "say" || form == "says" || form == "said";
  if (form.starts_with(lemma) && (form.size() == lemma.size() || form.substr(lemma.size()) == "s" || form.substr(lemma.size()) == "ed"))
    return true;
  return lemma.ends_with('e') && form.starts_with(lemma) && form.substr(lemma.size()) == "d";
}

}  // namespace

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
      return d.of(t.span) == "-" || t.xpos == "PRP$" || t.xpos == "VBN";  // "a report published by the bank"
  }
}

void mend_remarks(Document& document, const Sentence& s) {
  for (Index v = s.first + 3; v < s.last; ++v) {
    const Token& t = document.tokens[static_cast<std::size_t>(v)];
    if (t.tag != Tag::VERB && t.tag != Tag::NOUN) continue;
    const std::string_view form = document.of(t.span);
    const auto is = [&](std::string_view lemma) { return form_of(form, lemma); };
    if (std::any_of(std::begin(kVerbs), std::end(kVerbs), is) || std::any_of(std::begin(kNounsToo), std::end(kNounsToo), is)) {
      mend_described(document, s, v);
      Remark(document, s).mend(v);
    }
  }
}

}  // namespace demarche
