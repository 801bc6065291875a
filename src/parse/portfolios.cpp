// See portfolios.h.
#include "parse/portfolios.h"

#include "base/among.h"

namespace demarche {
namespace {

constexpr std::uint8_t kPlace = 5;  ///< Token::name_tag of the first word of one's name, and kPlace + 1 of the others

bool of_person(const Token& t) {
  return t.tag == Tag::PROPN && (t.name_tag == 1 || t.name_tag == 2);
}

}  // namespace

void mend_portfolio(Document& d, const Sentence& s) {
  const auto token = [&](Index i) -> Token& { return d.tokens[static_cast<std::size_t>(i)]; };
  for (Index field = s.first + 2; field + 2 < s.last; ++field) {
    const Index given = field + 1, office = token(field).head;
    if (token(field).relation != Relation::nmod || office == kNone || office >= field || !of_person(token(given)) ||
        token(given).relation != Relation::flat || token(given).head != field || !of_person(token(given + 1)))
      continue;
    bool joined = false;
    for (Index i = office + 1; i < field; ++i) joined = joined || (token(i).head == field && among({"for", "to"}, token(i).lemma));
    const char initial = d.text[token(office).span.begin];  // not "a spokesman for Mayor Jane Doe"
    const bool place = token(field).name_tag == kPlace || token(field).name_tag == kPlace + 1;
    if (initial < 'A' || initial > 'Z' || (token(office).tag != Tag::PROPN && !place)) continue;
    if (!joined || token(office).xpos == "NNS" || token(office).xpos == "NNPS") continue;
    for (Index i = given + 1; i < s.last; ++i)
      if (token(i).head == field && token(i).relation == Relation::flat) token(i).head = given;
    token(given).head = office;
    token(given).relation = Relation::appos;
  }
}

}  // namespace demarche
