// Mends asides that deny what the sentence says, hung on its last noun as if they told of it.
//   "Chad accused Niger of a raid on a town, a charge Niger denies"  ->  beside the sentence: Niger denies a charge
// Only behind a comma, with a word for what was said or, of "deny", with "which" and "something": treaties are rejected otherwise.
#pragma once

#include "demarche/demarche.h"

namespace demarche {

void mend_rejoinders(Document& document, const Sentence& sentence);

}  // namespace demarche
