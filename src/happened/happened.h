// Happened: is it so, according to the innermost source?
//   "Kenya refused to invade" -> denied;  "ordered to attack" -> planned;  "fears of war" -> possible;  "said it had attacked" -> actual
// An algebra on the path from the act to the root of its sentence; operators are data (languages/en/operators.tsv).
#pragma once

#include <memory>
#include <string>

#include "demarche/demarche.h"

namespace demarche {

struct Operators;

class Happened {
 public:
  /// @param folder data root: languages/en/operators.tsv, light_verbs.tsv
  static Result<Happened> load(const std::string& folder);
  /// Sets status and degree of every claim.
  Done run(Document& document) const;
  /// How far the text presents the act at this token as a fact, -3 (surely not) to 3 (surely); after Saurí & Pustejovsky 2009.
  [[nodiscard]] double degree(const Document& document, Index token) const;

  Happened(Happened&&) noexcept;
  Happened& operator=(Happened&&) noexcept;
  ~Happened();

 private:
  explicit Happened(std::unique_ptr<const Operators> operators);
  std::unique_ptr<const Operators> operators_;
};

}  // namespace demarche
