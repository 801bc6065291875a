// Sport, fiction, accidents, disasters, weather: readings of such sentences count less (languages/en/off_topic.tsv).
//   "Brazil attacked from the start and beat Germany 2-0"  ->  no ASSAULT that anybody would keep
#pragma once

#include <vector>

#include "what/match.h"

namespace demarche {

void doubt_off_topic(const Tree& tree, const Lexicon& lexicon, const Sentence& sentence, std::vector<Reading>& found);

}  // namespace demarche
