// See names.h.
#include "parse/names.h"

#include <string_view>

#include "base/among.h"
#include "base/utf8.h"
#include "parse/token_at.h"

namespace demarche {

void mend_titles(Document& d, const Sentence& s) {
  for (Index n = s.first; n + 1 < s.last; ++n) {
    Token& title = at(d, n);
    const Token& name = at(d, n + 1);
    if (title.tag != Tag::NOUN || name.tag != Tag::PROPN || title.head == kNone || title.relation != Relation::nsubj ||
        name.head != title.head || name.relation != Relation::nsubj)
      continue;
    title.head = n + 1;
    title.relation = Relation::nmod_desc;
    for (Index c = s.first; c < n; ++c)
      if (at(d, c).head == n) at(d, c).head = n + 1;
  }
}

void mend_halves(Document& d, const Sentence& s) {
  static constexpr std::string_view halves[] = {"north", "south", "east", "west"};
  const auto half = [&](Index i) { return at(d, i).tag == Tag::PROPN && among(halves, lower(d.of(at(d, i).span))); };
  for (Index n = s.first; n + 3 < s.last; ++n) {
    if (!half(n) || !half(n + 2) || at(d, n + 1).lemma != "and") continue;
    Token& first = at(d, n);
    Token& name = at(d, n + 3);
    if (name.tag != Tag::PROPN || first.head != n + 3 || at(d, n + 2).head != n) continue;
    first.head = name.head;
    first.relation = name.relation;
    for (Index c = s.first; c < n; ++c)
      if (at(d, c).head == n + 3) at(d, c).head = n;
    name.head = n;
    name.relation = Relation::conj;
    at(d, n + 1).head = n + 3;
    at(d, n + 2).head = n + 3;
    at(d, n + 2).relation = Relation::compound;
  }
}

}  // namespace demarche
