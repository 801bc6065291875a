// What two states of the codebook say otherwise of a word.
//   changed_senses(before, after) -> {words {"take", "hostage"}}, {words {"build"}, one_of {{"wall", "fence"}}}
// A text that holds all of none of them is coded as it was.
#pragma once

#include <string>
#include <vector>

#include "what/lexicon.h"

namespace demarche {

struct ChangedSense {
  std::vector<std::string> words;                ///< lemmas, or words as they stand, that a text must all hold to be touched
  std::vector<std::vector<std::string>> one_of;  ///< and one of each of these, what the sense requires of its slots
};

/// Entries that differ in anything that coding may look at, or in their order; examples are none of it.
[[nodiscard]] std::vector<ChangedSense> changed_senses(const Lexicon& before, const Lexicon& after);

}  // namespace demarche
