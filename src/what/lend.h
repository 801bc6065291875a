// What the sentence leaves out and the text before it has: the parties of an act spoken of already, the partner of who "cooperates", whom
// "that" accuses.
//   "Troops attacked Homs. The attack came at dawn."  ->  the attack: whose and on whom as before
// Works on claims in text order, once all are found. Does not join claims.
#pragma once

#include "types/tree.h"

namespace demarche {

/// Fills empty actors and recipients of claims; contents and content_of are set.
void lend_parties(const Tree& tree, Document& document);
/// "there will be no invasion": the noun asserts the act, whoever takes part.
[[nodiscard]] bool existential(const Tree& tree, Index noun);
/// Does the noun speak of an act known already: "the attack", "these strikes", "such an intervention"?
[[nodiscard]] bool refers_back(const Tree& tree, Index noun);
/// The attribution in whose content the span most closely stands, or nullptr.
[[nodiscard]] const Attribution* spoken_in(const Document& document, Span span);

/// Does no line end between the sentences of the two tokens? Of a digest each line is another story, and what a paragraph of news refers
/// back to mostly stands in it (annotators lend across lines for 36 of 540 such nouns, within one for 178 of 360).
[[nodiscard]] bool in_one_line(const Tree& tree, Index earlier, Index later);

}  // namespace demarche
