// See rejoinders.h.
#include "parse/rejoinders.h"

#include <string_view>

#include "base/among.h"
#include "types/tree.h"

namespace demarche {
namespace {

constexpr std::string_view kSaid[] = {"charge", "claim", "allegation", "accusation", "assertion", "report"};
constexpr std::string_view kDeny[] = {"deny", "reject", "dismiss", "refute", "dispute"};

}  // namespace

void mend_rejoinders(Document& document, const Sentence& s) {
  const auto at = [&](Index i) -> Token& { return document.tokens[static_cast<std::size_t>(i)]; };
  const auto comma = [&](Index i) { return i > s.first && document.of(at(i).span) == ","; };
  Index main = s.first;
  while (main < s.last && at(main).head != kNone) ++main;
  for (Index verb = s.first + 4; verb < s.last; ++verb) {
    if (at(verb).tag != Tag::VERB || verb == main || !among(kDeny, at(verb).lemma)) continue;
    Index subject = verb - 1;
    while (subject > s.first && at(subject).tag == Tag::AUX) --subject;
    Index before = subject;  // the subject's phrase, back to what is denied
    while (before > s.first && (nominal_tag(at(before).tag) || at(before).tag == Tag::ADJ || at(before).tag == Tag::PART) &&
           !among(kSaid, at(before).lemma) && at(before).lemma != "which" && at(before).lemma != "something" && at(before).lemma != "that")
      --before;
    if (at(before).tag == Tag::DET && before > s.first && at(before).lemma == "the") --before;
    if (before == subject || !noun_tag(at(subject).tag)) continue;
    const Index that = at(before).lemma == "that" && before > s.first ? before-- : kNone;
    const bool noun = among(kSaid, at(before).lemma) && before > s.first + 1 && at(before - 1).tag == Tag::DET && comma(before - 2);
    const bool pronoun = before > s.first && (at(before).lemma == "which" || at(before).lemma == "something") && comma(before - 1) &&
                         at(verb).lemma == "deny";
    if ((!noun && !pronoun) || main >= before || at(main).tag != Tag::VERB) continue;
    at(verb).head = main;
    at(verb).relation = Relation::parataxis;
    at(subject).head = verb;
    at(subject).relation = Relation::nsubj;
    at(before).head = verb;
    at(before).relation = Relation::obj;
    at(noun ? before - 2 : before - 1).head = verb;
    if (that != kNone) at(that).head = verb;
    for (Index i = before + 1; i < verb; ++i)  // the rest of the phrases that were torn apart
      if (i != subject && i != that && at(i).head != subject && at(i).tag != Tag::AUX && !(at(i).head > before && at(i).head < verb))
        at(i).head = subject;
    if (noun) at(before - 1).head = before;
  }
}

}  // namespace demarche
