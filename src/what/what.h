// What: finds the acts of a parsed document, with actors and recipients, PLOVER type and mode.
//   "Kenya rejected Sudan's offer"  ->  claim {trigger "rejected", REJECT, actors [Kenya], recipients [Sudan]}
// Needs tokens, sentences, mentions and entities; adds claims and contents. Whether an act is so and who says so come later.
#pragma once

#include <memory>
#include <string>

#include "demarche/demarche.h"
#include "types/tree.h"

namespace demarche {

class Contexts;
class Lexicon;
class LinearModel;

class What {
 public:
  /// @param folder data root: codebook/events/*.toml, languages/en/light_verbs.tsv
  /// @param codebook a folder of event types in place of codebook/events, "" = that; its contexts.toml, if it has one, in place of
  /// codebook/contexts.toml
  static Result<What> load(const std::string& folder, const std::string& codebook = {});
  Done run(Document& document, const Tree& tree) const;
  /// How the claims are done and what they are about (modes.h, contexts.h), once it is settled who takes part and what is whose content.
  void characterise(Document& document, const Tree& tree) const;
  /// All words that may be acts, taken or not, with what the choice is made from. Needs what run needs.
  [[nodiscard]] std::vector<ActReading> acts(const Document& document, const Tree& tree) const;
  /// All mentions beside all claims, with what the choice of parties is made from. Needs what run needs.
  [[nodiscard]] std::vector<PartyReading> parties(Document& document, const Tree& tree) const;

  What(What&&) noexcept;
  What& operator=(What&&) noexcept;
  ~What();

 private:
  /// @param cast let the classifier choose parties
  void find(Document& document, const Tree& tree, bool cast) const;
  What(std::unique_ptr<const Lexicon> lexicon, std::unique_ptr<const Contexts> contexts);
  std::unique_ptr<const Lexicon> lexicon_;
  std::unique_ptr<const Contexts> contexts_;
  std::unique_ptr<const LinearModel> acts_, parties_;  ///< nullptr: the rules alone decide
};

}  // namespace demarche
