// Claims about one act meet: told by two sources, or held by one and denied by another.
//   "Kosovo said that Serbia attacked. Serbia denied it had attacked."  ->  c1 and c2 disputed
//   "Kosovo accused Serbia of an attack. Serbia rejected the charge."  ->  the attack and the REJECT disputed; where no claim tells what
//   Serbia is accused of, the ACCUSE itself
// One act = one event type by words of one stem, with parties in common. The plan that is rejected is linked elsewhere: Claim::content_of.
#pragma once

#include <string_view>
#include <vector>

#include "happened/operators.h"
#include "types/tree.h"

namespace demarche {

class Links {
 public:
  Links(Document& document, const Tree& tree, const Operators& operators) : d_(document), tree_(tree), operators_(operators) {}
  /// Fills Document::links, in text order; claims have their sources and statuses.
  void run();

 private:
  void compare(Index a, Index b);
  void answer(Index denial, std::string_view act);
  [[nodiscard]] bool denies(const Claim& claim) const;
  [[nodiscard]] bool denies_all(const Claim& claim) const;
  [[nodiscard]] std::string_view denied_act(Index denial) const;
  [[nodiscard]] bool answers_for(Index speaker, Index actor) const;
  [[nodiscard]] bool answers_for(const std::vector<Index>& speakers, const std::vector<Index>& actors) const;
  [[nodiscard]] bool bare(Index noun) const;
  [[nodiscard]] bool meet(const std::vector<Index>& a, const std::vector<Index>& b) const;
  [[nodiscard]] bool one_act(const Claim& a, const Claim& b) const;
  [[nodiscard]] bool alike(std::string_view a, std::string_view b, std::size_t stem) const;
  [[nodiscard]] bool one_voice(const Claim& a, const Claim& b) const;
  [[nodiscard]] std::string_view lemma(const Claim& claim) const;

  Document& d_;
  const Tree& tree_;
  const Operators& operators_;
};

}  // namespace demarche
