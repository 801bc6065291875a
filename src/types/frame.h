// Who does what to whom in one clause or noun phrase, read off the tree with passives, relative clauses, control, coordination
// and participles undone.   "The plan that Kenya was urged to reject"  ->  frame(reject): subj = Kenya, obj = plan
// Fillers are head tokens (conjuncts included). Does not resolve pronouns (who/) nor decide what is an actor.
#pragma once

#include <string>
#include <vector>

#include "types/tree.h"

namespace demarche {

/// An adjunct or nominal modifier with its preposition ("" for bare ones).
struct Adjunct {
  std::string preposition;
  Index head = kNone;
};

struct Frame {
  Index predicate = kNone;
  bool passive = false;
  std::vector<Index> subj, obj, iobj;
  std::vector<Index> clauses;     ///< heads of xcomp and ccomp
  std::vector<Index> adverbials;  ///< heads of advcl
  std::vector<Adjunct> adjuncts;  ///< obl and nmod, those of the object after those of the predicate itself
  std::vector<Index> owners;      ///< nouns: possessor
  std::vector<Index> modifiers;   ///< nouns: adjectives and nouns before it
};

/// Frame of a verb, adjective or copular predicate.
[[nodiscard]] Frame verb_frame(const Tree& tree, Index verb);
/// Frame of an event noun; `carrier` is the light verb that it hangs on ("launched an attack") or kNone.
[[nodiscard]] Frame noun_frame(const Tree& tree, Index noun, Index carrier);
/// The noun that a relative pronoun stands for, else the token itself.
[[nodiscard]] Index antecedent(const Tree& tree, Index token);

}  // namespace demarche
