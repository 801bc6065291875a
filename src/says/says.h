// Who says what: the words of others in a text, whose they are, and through whom they come.
//   "The rebels, the ministry said, had claimed the attack."  ->  attributions: said (ministry: the rebels had claimed ...) and,
//   within it, claimed (rebels: the attack)
// run() needs tokens, trees and mentions; assign() needs claims and gives each its chain of sources: rules propose, a classifier (choose.h)
// overrules them where it is surer. Does not decide who "we" is (who/).
#pragma once

#include <memory>
#include <string>

#include "demarche/demarche.h"
#include "types/tree.h"

namespace demarche {

class Says {
 public:
  /// @param folder data root: languages/en/cues.tsv (which cues vouch for their content), languages/en/says_weights.tsv (learned),
  /// models/en/sources.bin, without which the rules alone choose the claims' sources
  static Result<Says> load(const std::string& folder);
  /// Fills Document::attributions, in text order of their cues.
  Done run(Document& document, const Tree& tree) const;
  Done run(Document& document) const { return run(document, Tree(document)); }
  /// Fills sources (outermost first) and quote of every claim.
  Done assign(Document& document, const Tree& tree) const;
  Done assign(Document& document) const { return assign(document, Tree(document)); }
  /// Who may be each claim's innermost source, for train/train_sources.py; the claims get their sources by rules alone.
  [[nodiscard]] std::vector<SourceReading> choices(Document& document, const Tree& tree) const;

  /// All readings of all words as cues, for train/says.py; needs trees.
  [[nodiscard]] std::vector<CueReading> readings(const Document& document) const;

  Says(Says&&) noexcept;
  Says& operator=(Says&&) noexcept;
  ~Says();

 private:
  struct Knowledge;
  explicit Says(std::unique_ptr<const Knowledge> knowledge);
  std::unique_ptr<const Knowledge> knowledge_;
};

}  // namespace demarche
