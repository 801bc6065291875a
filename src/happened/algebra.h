// The algebra of statuses over a tree. Standing(token) answers for one act; nothing is stored.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

#include "types/tree.h"

namespace demarche {

/// What a word makes of the act that it governs.
struct Effect {
  std::optional<Status> positive, negated;  ///< nothing = as the act's own clause says
};

struct Operators {
  std::unordered_map<std::string, Effect> verbs, nouns, adjectives, modifiers;
  std::set<std::string> light;  ///< verbs that only carry their object noun
};

/// Where an act stands: its status, and whether it hangs under somebody's word or doubt.
struct Standing {
  Status status = Status::actual;
  bool hedged = false;     ///< reported, alleged, believed
  bool reported = false;   ///< in what somebody says
};

class Algebra {
 public:
  /// @param contents token -> effect of the claim whose content it heads
  Algebra(const Tree& tree, const Operators& operators, const std::map<Index, Status>& contents) : tree_(tree), operators_(operators), contents_(contents) {}
  [[nodiscard]] Standing of(Index act) const;

 private:
  [[nodiscard]] Status own(Index act) const;                    ///< by its own auxiliaries, negation and modifiers
  [[nodiscard]] bool negated(Index word) const;
  [[nodiscard]] std::optional<Status> modality(Index verb) const;
  [[nodiscard]] const Effect* effect(Index word) const;
  [[nodiscard]] bool is_infinitive(Index verb) const;
  [[nodiscard]] bool nominal(Index word) const;
  [[nodiscard]] bool step(Index& word, Standing& s) const;      ///< one relation up; false = the assertion ends here
  [[nodiscard]] Status compose(Status inner, Status outer) const;
  [[nodiscard]] bool historical(Index act) const;
  const Tree& tree_;
  const Operators& operators_;
  const std::map<Index, Status>& contents_;
};

}  // namespace demarche
