// Happened: is it so, according to the innermost source?
//   "Kenya refused to invade" -> denied;  "ordered to attack" -> planned;  "fears of war" -> possible;  "said it had attacked" -> actual
// An algebra on the path from the act to the root of its sentence; operators are data (languages/en/operators.tsv).
// Then claims about one act are linked: told by two sources, or disputed. Does not decide which source is right.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "demarche/demarche.h"
#include "types/tree.h"

namespace demarche {

class Happened {
 public:
  /// @param folder data root: languages/en/operators.tsv, light_verbs.tsv, happened_irregular.tsv, happened_degrees.tsv, story_times.tsv;
  /// models/en/statuses.bin, without which the rules decide alone
  static Result<Happened> load(const std::string& folder);
  /// Sets status and degree of every claim.
  Done run(Document& document, const Tree& tree) const;
  /// What the statuses of the claims are judged by, for train/train_statuses.py: as run() finds them by rules alone.
  [[nodiscard]] std::vector<StatusReading> readings(const Document& document, const Tree& tree) const;
  /// Fills Document::links; once it is settled who everybody is.
  Done link(Document& document, const Tree& tree) const;
  /// The act at this token on [-3, 3]: see Scale.
  [[nodiscard]] double degree(const Document& document, Index token, Scale scale = Scale::committed) const;
  /// The status of the act at this token, claims and their contents left aside.
  [[nodiscard]] Status status(const Document& document, Index token) const;
  /// What the degree of the act at this token is computed from, for train/happened.py.
  [[nodiscard]] std::vector<std::string> findings(const Document& document, Index token) const;

  Happened(Happened&&) noexcept;
  Happened& operator=(Happened&&) noexcept;
  ~Happened();

 private:
  struct Knowledge;
  template <class Use>
  void judge(const Document& document, const Tree& tree, bool named, const Use& use) const;
  explicit Happened(std::unique_ptr<const Knowledge> knowledge);
  std::unique_ptr<const Knowledge> knowledge_;
};

}  // namespace demarche
