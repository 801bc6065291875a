// Mends clauses that say who says so, behind a statement or within it, where the parser took their verb for a noun or their subject for
// a part of what is said.
//   "Soldiers burned the village, the opposition claims."  ->  claims: a verb, opposition its subject, burned its content
//   "Soldiers, residents report, burned the village."      ->  the same, and soldiers the subject of burned
// Leaves every tree a tree. Looks for short clauses between commas or before the end only.
#pragma once

#include "demarche/demarche.h"

namespace demarche {

void mend_remarks(Document& document, const Sentence& sentence);
/// What may stand in the phrase of somebody who says something.
bool in_phrase(const Document& document, const Token& token);

}  // namespace demarche
