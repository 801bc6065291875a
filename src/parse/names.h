// Mends of names: what stands before a name, and names of which two share a word. Called by mend.cpp alone.
#pragma once

#include "demarche/demarche.h"

namespace demarche {

/// "Its neighbour Niger attacked", taken for two subjects: what a name is stands before it and belongs to it.
void mend_titles(Document& d, const Sentence& s);

/// "North and South Korea", the first half hung on the second's name: it is a name of its own.
void mend_halves(Document& d, const Sentence& s);

}  // namespace demarche
