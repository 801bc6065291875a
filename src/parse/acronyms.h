// "ECOWAS condemned", "WHO has sent", "IS claimed": a name in capitals at the head of a sentence that was taken for a function word.
#pragma once

#include "demarche/demarche.h"

namespace demarche {

/// Makes it a name, and the subject that the verb lacks. Emphasis stays what it is: a question ("WHO did it?"), words in capitals beside
/// it.
void mend_acronym(Document& document, const Sentence& sentence);

}  // namespace demarche
