// Does a place or time belong to an act? By the way through the tree from one to the other.
//   "rebels attacked a convoy near Idlib": Idlib hangs on "convoy", which the attack hits -> cost 1;  "officials in Damascus said": kApart
#pragma once

#include <vector>

#include "types/tree.h"

namespace demarche {

/// The token of [first, last) whose head lies outside.
[[nodiscard]] Index head_of(const Document& document, Index first, Index last);

inline constexpr int kWithin = 3;  // up to here it hangs on something of the act's
inline constexpr int kApart = 100;

class Attachment {
 public:
  Attachment(const Document& document, const Tree& tree);
  /// 0: hangs on the trigger; more: on something that belongs to it; kApart: on something else.
  [[nodiscard]] int cost(Index governor, const Claim& claim) const;

 private:
  /// "blasts killed 32 people across Iraq": whom the act, as the subject of a verb that only tells what it did, has hit.
  [[nodiscard]] bool struck(Index token, const Claim& claim) const;
  [[nodiscard]] bool trigger(Index token) const { return triggers_[static_cast<std::size_t>(token)]; }
  const Tree& tree_;
  std::vector<bool> triggers_;  // of any claim, by token
};

}  // namespace demarche
