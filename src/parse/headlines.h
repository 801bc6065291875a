// Mends trees of headlines, whose marks and dashes the parser takes for parts of phrases.
//   Israel 'bombed' school in Gaza         ->  bombed: the verb, Israel its subject, school its object
//   Chad expels French envoy - officials   ->  officials: beside the sentence; envoy, not officials, is expelled
// Only paragraphs of one sentence without a stop at the end are headlines.
#pragma once

#include "demarche/demarche.h"

namespace demarche {

void mend_headline(Document& document, const Sentence& sentence);

}  // namespace demarche
