// "Would-be migrants were arrested": the tokenizer makes three words of "would-be", and the parser auxiliaries of them. They belong to the
// noun. See mend.h.
#include <algorithm>

#include "parse/mend.h"
#include "types/tree.h"

namespace demarche {

void mend_would_be(Document& d, const Sentence& s) {
  const auto at = [&](Index i) -> Token& { return d.tokens[static_cast<std::size_t>(i)]; };
  const auto form = [&](Index i) { return d.of(at(i).span); };
  for (Index w = s.first; w + 3 < s.last; ++w) {
    const bool would_be = (form(w) == "would" || form(w) == "Would") && form(w + 1) == "-" && form(w + 2) == "be" &&
                          at(w).span.end == at(w + 1).span.begin && at(w + 1).span.end == at(w + 2).span.begin;
    if (!would_be) continue;
    Index noun = w + 3;
    while (noun + 1 < s.last && at(noun).tag == Tag::ADJ) ++noun;
    while (noun + 1 < s.last && noun_tag(at(noun).tag) && noun_tag(at(noun + 1).tag)) ++noun;
    const auto leads = [&](const Token& t) { return t.head >= w && t.head < w + 3 && (&t < &at(w) || &t > &at(w + 2)); };
    if (!noun_tag(at(noun).tag) || std::any_of(d.tokens.begin() + s.first, d.tokens.begin() + s.last, leads)) continue;
    at(w).head = noun;
    at(w).relation = Relation::amod;
    for (const Index part : {w + 1, w + 2}) at(part).head = w;
    at(w + 2).relation = Relation::fixed;
  }
}

}  // namespace demarche
