// Mends subjects taken for more places, or more of whatever else the sentence begins with.
//   "In Vienna, Armenia and Georgia signed a pact"  ->  Armenia and Georgia: subjects of signed, not places beside Vienna
// A verb with a tense needs a subject, so only where it has none.
#pragma once

#include "demarche/demarche.h"

namespace demarche {

void mend_fronted(Document& document, const Sentence& sentence);

}  // namespace demarche
