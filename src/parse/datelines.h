// "Kampala, May 14 -- Police said ...": town, day and agency before the dash at the head of a report are where it was written, no party.
#pragma once

#include "demarche/demarche.h"

namespace demarche {

/// Hangs a dateline's words on the sentence's main word, as parataxis, and what hung on them too. Those in capitals the splitter parts.
void mend_dateline(Document& document, const Sentence& sentence);

}  // namespace demarche
