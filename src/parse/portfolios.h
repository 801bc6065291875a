// Mends names behind an office's field, taken for a part of the field's own name.
//   Minister for Africa Jane Doe arrived   ->  Jane: an apposition of the minister, not a word of Africa's
//   Envoy to Yemen John Doe left           ->  likewise
// Only where two words or more of a person's name follow, so that "Ambassador to Costa Rica" stays as it is.
#pragma once

#include "demarche/demarche.h"

namespace demarche {

void mend_portfolio(Document& document, const Sentence& sentence);

}  // namespace demarche
