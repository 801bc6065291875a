// Which sector and which country a party of an act has: the features of the party and two trained classifiers that weigh them.
//   "Israeli airstrikes killed ..."; ISR  ->  ISR MIL        "hostages" in a text on Gaza; PSE CVL  ->  ISR CVL
// What the rules and tables say is one feature among others. Features are readable strings: train/train_codes.py learns from what
// demarche-eval prints of them. Comes last, when the claims have their parties, sources and places.
#pragma once

#include <string>
#include <vector>

#include "nn/evidence.h"
#include "types/tree.h"
#include "who/knowledge.h"
#include "who/opposed.h"
#include "who/words.h"

namespace demarche {

/// A party or source of a claim as the rules code it, with what is weighed. The first of `lands` is none.
struct Coding {
  Index claim = kNone, mention = kNone;
  char role = 'a';                       ///< actor, recipient or source
  std::vector<std::string> features;     ///< empty where the rules' sector stays
  std::vector<CodeReading::Land> lands;  ///< empty where only the tables decide
};

[[nodiscard]] std::vector<Coding> codings(const Document& document, const Tree& tree, const Words& words, const Knowledge& knowledge);
/// Gives parties and sources another sector or country where the classifiers are sure of it.
/// What a user's own table says stays.
/// @param parted countries that entities do not get back; those without a name get no other either
/// @param sectors its types are sectors, "-" for none; @param lands its types are no and yes. Either may be null.
void weigh_codes(Document& document, const Tree& tree, const Words& words, const Knowledge& knowledge, const LinearModel* sectors,
                 const LinearModel* lands, const Parted& parted);

}  // namespace demarche
