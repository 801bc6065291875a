// The acts of one sentence: its readings compared, merged, judged.
//   "Rebels launched an attack that killed 13"  ->  one reading, of "attack"
// Does not join mentions of one act across sentences.
#pragma once

#include <vector>

#include "what/weigh.h"

namespace demarche {

/// @param contents of the document's attributions
/// @param model judges which words are acts; nullptr: the rules alone decide
[[nodiscard]] std::vector<Reading> acts(const Tree& tree, const Matcher& matcher, const Lexicon& lexicon, const Around& contents,
                                        const LinearModel* model, const Sentence& sentence);
/// All that may be acts, with their features, and the tokens of those that the rules alone would keep.
[[nodiscard]] std::vector<Weighed> possible_acts(const Tree& tree, const Matcher& matcher, const Lexicon& lexicon, const Around& contents,
                                                 const Sentence& sentence, std::vector<Index>& kept);

}  // namespace demarche
