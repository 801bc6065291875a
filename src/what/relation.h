// What does one given party do to another? The features of a sentence for that question, and the trained classifier that weighs them.
//   "Kenya rejected Uganda's plan", Kenya, Uganda  ->  REJECT 0.97, CONSULT 0.01, ...
// Features are readable strings ("p:reject", "c:REJECT/actual/6"): train/train_relation.py learns from what demarche-eval prints of them,
// so that training and coding share this one implementation. Needs claims with their status; does not find the parties.
#pragma once

#include <string_view>
#include <vector>

#include "nn/evidence.h"
#include "types/tree.h"
#include "what/lexicon.h"

namespace demarche {

/// How well a claim joins two parties: 6 both in their roles ... 0.5 the claim only stands in the text.
[[nodiscard]] double joins(const Document& document, const Claim& claim, const std::vector<Span>& source, const std::vector<Span>& target);
inline constexpr double kJoinsBoth = 4;  ///< from here on both are its parties

/// The claim that joins them best, contents of another claim after their frame; nullptr without claims.
[[nodiscard]] const Claim* best_joining(const Document& document, const std::vector<Span>& source, const std::vector<Span>& target);

class RelationFeatures {
 public:
  /// @param model that will weigh them; nullptr to have their names
  RelationFeatures(const Tree& tree, const Lexicon& lexicon, const LinearModel* model, const std::vector<Span>& source,
                   const std::vector<Span>& target);
  /// Closed; to be called once.
  [[nodiscard]] const Evidence& all();
  /// Does one of the two tell the other something, and doesn't tell him to do it?
  [[nodiscard]] bool tells() const;

 private:
  struct Party {
    const std::vector<Span>* spans = nullptr;
    Index head = kNone;
    std::vector<Index> up;  ///< the head and all above it
  };
  [[nodiscard]] Party find(const std::vector<Span>& spans) const;
  void place(const Party& party, std::string_view n);
  void path();
  [[nodiscard]] Relation role(const Party& party, Index verb) const;
  void predicate(Index token);
  void words();
  void senses(Index token, std::string_view zone);
  [[nodiscard]] std::string_view zone(Index token) const;
  void claims();
  [[nodiscard]] bool on_path(Index token) const;

  const Tree& tree_;
  const Lexicon& lexicon_;
  Party source_, target_;
  Index meet_ = kNone;  ///< lowest token above both
  std::vector<Index> path_;
  Evidence out_;
};

}  // namespace demarche
