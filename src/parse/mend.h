// Mends trees where the parser is known to fail and the words leave no doubt.
//   "Rebels took control of the town, residents and local officials said."  ->  residents: subject of said, not part of what was taken
// Leaves every tree a tree. Of tags and lemmas it touches those of verbs taken for something else and of the names of acronyms.h.
#pragma once

#include "demarche/demarche.h"

namespace demarche {

void mend_trees(Document& document);
/// Does every word of the sentence hang on its root, by whatever way?
[[nodiscard]] bool is_tree(const Document& document, const Sentence& sentence);
void mend_would_be(Document& document, const Sentence& sentence);  ///< would_be.cpp

}  // namespace demarche
