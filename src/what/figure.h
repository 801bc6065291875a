// Acts that are none, however much their words look like one: what a story tells, a figure of speech, a move in a game.
//   "In the film, soldiers storm a camp"   "a war on plastic"   "Hungary bombarded the Swiss goal"  ->  no ASSAULT
// What is attacked, by whom, how and in which frame decides, by the words of languages/en/off_topic.tsv; that such a word stands somewhere
// in the sentence does not ("arrested at the Olympics" is an arrest). Doubts of whole sentences: doubt.h.
#pragma once

#include "what/match.h"

namespace demarche {

[[nodiscard]] bool is_figure(const Tree& tree, const Lexicon& lexicon, const Reading& reading);

}  // namespace demarche
