// How an act is done and what it is about, where its own word doesn't say: modes by means, modes and CAMEO codes by contents.
//   "Israeli warplanes bombed Beirut"  ->  ASSAULT/aerial, by "warplane";   "refused to meet"  ->  REJECT/meet, by the CONSULT refused
// The means and contents stand in the codebook's types. Runs once all claims are settled, as nothing else is judged by what it adds.
#pragma once

#include "demarche/demarche.h"
#include "types/tree.h"
#include "what/lexicon.h"

namespace demarche {

void name_modes(const Tree& tree, const Lexicon& lexicon, Document& document);

}  // namespace demarche
