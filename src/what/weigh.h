// Which words are acts at all, and of which type: the features of a word in its sentence and a trained classifier that weighs them.
//   "Kenya floated the idea of a boycott", "floated": no sense of the codebook  ->  none 0.6, COOPERATE 0.1 ...
// A reading that the codebook gives is one feature among others, so a sense that often errs counts for less, and a word that no sense
// knows is judged by its neighbours. Features are readable strings: train/train_acts.py learns from what demarche-eval prints of them.
#pragma once

#include <string>
#include <vector>

#include "nn/evidence.h"
#include "types/within.h"
#include "what/match.h"

namespace demarche {

/// A reading and how it is judged.
struct Weighed {
  Reading reading;
  bool open = false;                       ///< no sense of the codebook: its parties stand where those of most words stand
  LinearModel::Weights types = {};         ///< with a model: the probability of each of its types, the first of which is "none"
  std::vector<std::string> features = {};  ///< without one
};

/// Has any of its parties a country?
[[nodiscard]] bool of_some_country(const Document& document, const Reading& reading);

/// The words of a sentence that may be acts: its readings, and the verbs and nouns that no reading uses.
/// @param readings as compared with each other (what.cpp); those of confidence 0 are part of another
/// @param contents of the document's attributions
/// @param model nullptr to get the features instead, of all words
[[nodiscard]] std::vector<Weighed> candidates(const Tree& tree, const Lexicon& lexicon, const Matcher& matcher, const Sentence& sentence,
                                              const std::vector<Reading>& readings, const Around& contents, const LinearModel* model);

}  // namespace demarche
