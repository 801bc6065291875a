// The algebra of statuses: from an act up to the root of its sentence, each governor says what it makes of what hangs on it.
//   "Kenya denied that it had planned to attack": attack <- to, plan: planned <- that, deny: denied
// Relative clauses, appositions and reasons are asserted anew: the way ends there. It ends too at who says it and at what is presupposed.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "happened/clause.h"

namespace demarche {

/// A step of the way: what governed, how, and what it made of the act.
struct Passage {
  Index operand = kNone, governor = kNone;
  const Operator* rule = nullptr;  ///< nullptr: no operator, only the default of the relation
  bool negated = false;
};

struct Standing {
  Status status = Status::actual;
  Status own = Status::actual;  ///< by its own clause alone
  std::vector<Passage> way;
  Index item = kNone;  ///< the noun of a list by which the way came: its own determiner counts
  int depth = 0;       ///< of main clauses asked on the way
  bool sure = false;   ///< words that mislead a classifier decide: a denial that is itself denied, a report that is called false
};

class Algebra {
 public:
  /// @param contents token -> effect of the claim whose content it heads
  Algebra(const Tree& tree, const Operators& operators, const std::map<Index, Status>& contents)
      : tree_(tree), operators_(operators), contents_(contents), clause_(tree, operators) {}
  [[nodiscard]] Standing of(Index act) const { return of(act, 0); }
  [[nodiscard]] const Clause& clause() const { return clause_; }
  /// How `word` hangs on its governor, as operators.tsv names it: most telling first ("of", "ing").
  [[nodiscard]] std::vector<std::string> hangs_by(Index word) const;
  [[nodiscard]] std::string way_of(Index word) const;  ///< the first of these; "" at the root

 private:
  /// An operator and the word that it is.
  struct Rule {
    const Operator* op = nullptr;
    Index governor = kNone;
  };
  [[nodiscard]] Standing of(Index act, int depth) const;
  enum class Next : bool { stop, on };
  Next step(Index& word, Standing& s) const;
  [[nodiscard]] Index report_of(Index verb) const;
  [[nodiscard]] const Operator* belies(Index word, bool negated) const;
  [[nodiscard]] Passage belied(Index verb) const;
  [[nodiscard]] bool unsaid(Index verb, const Operator& speech, int depth) const;
  Next governed(Index& word, Standing& s, Rule rule) const;
  Next adverbial(Index& word, Standing& s) const;
  Next conjunct(Index& word, Standing& s) const;
  Next clausal(Index& word, Standing& s) const;
  Next nominal(Index& word, Standing& s) const;
  [[nodiscard]] Rule rule(Index word) const;
  [[nodiscard]] Rule by_subject(Index governor) const;
  [[nodiscard]] const Operator* open_noun(Index noun) const;
  [[nodiscard]] Rule of_text(Index text) const;
  [[nodiscard]] bool by_draft(Index act) const;
  [[nodiscard]] bool complement(Index clause) const;
  [[nodiscard]] std::optional<Effect> verdict(Index noun, Effect effect) const;
  [[nodiscard]] std::optional<Effect> mark(Index clause) const;
  [[nodiscard]] Status purpose(Index aim, Index main, const Standing& s) const;
  [[nodiscard]] bool along_with_history(Index act) const;
  [[nodiscard]] std::string prepositions(Index noun) const;
  [[nodiscard]] bool begins(Index word) const;
  [[nodiscard]] std::optional<Effect> undone(Index noun) const;
  [[nodiscard]] Index noun_before(Index clause) const;
  [[nodiscard]] Index adjunct_before(Index phrase) const;
  [[nodiscard]] const Operator* later_predicate(Index word) const;
  [[nodiscard]] const Operator* look_up(Index governor, const std::vector<std::string>& by) const;
  void share(Index word, Index governor, Standing& s, bool negation) const;
  const Tree& tree_;
  const Operators& operators_;
  const std::map<Index, Status>& contents_;
  Clause clause_;
};

}  // namespace demarche
