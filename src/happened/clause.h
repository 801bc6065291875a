// The act's own clause: what its auxiliaries, negations, adverbs, tense and dates say, before anything governs it.
//   "did not attack" -> denied;  "may attack" -> possible;  "will attack" -> planned;  "attacked" -> actual
#pragma once

#include <optional>
#include <string>

#include "happened/operators.h"
#include "types/tree.h"

namespace demarche {

class Clause {
 public:
  Clause(const Tree& tree, const Operators& operators) : tree_(tree), operators_(operators) {}
  /// Everything that the word's own clause or noun phrase says of it.
  [[nodiscard]] Status own(Index act) const;
  /// "not", "never", "no", "neither", "without", "nobody": is the word itself negated?
  [[nodiscard]] bool negated(Index word, Index except = kNone) const;  ///< `except`: a child whose own "no" does not count
  /// What auxiliaries, tense and adverbs make of a predicate, negation left out; nothing = a plain assertion.
  [[nodiscard]] std::optional<Status> modality(Index verb) const;
  [[nodiscard]] bool infinitive(Index verb) const;
  [[nodiscard]] bool gerund(Index verb) const;  ///< of a compound form: "having attacked", "being attacked"
  /// "that they should attack": after an order the mood is the order's.
  [[nodiscard]] bool mandative(Index verb) const;
  /// A noun that the text takes as known: "the attack", "Turkey's attack", "this attack", "last year's attack".
  [[nodiscard]] bool definite(Index noun) const;
  /// Definite, and that means that it's there: not "the release of the spy", where the spy is all that is known.
  [[nodiscard]] bool known(Index noun) const;
  /// How a phrase of time stands to the document's date: "in 1974" long ago, "until 1974", "in 2024".
  enum class Age : std::uint8_t { unknown, long_ago, until_long_ago, recent };
  [[nodiscard]] Age age(Index phrase) const;
  /// Dated long before the document, or by an anniversary.
  [[nodiscard]] bool historical(Index act) const;
  /// A phrase of time as far as its form shows: a number, "last week", "Monday" without a preposition.
  [[nodiscard]] bool dated(Index phrase) const;
  [[nodiscard]] bool question(Index act) const;
  /// "Why did they attack?", "Who attacked the port?": what is asked takes the act for granted.
  [[nodiscard]] bool presupposed(Index act) const;
  [[nodiscard]] bool present(Index verb) const;
  [[nodiscard]] bool subjunctive(Index verb) const;
  /// "ongoing talks", "the sanctions imposed on X": words that say it is there already.
  [[nodiscard]] bool realised(Index noun) const;

 private:
  [[nodiscard]] bool denies(const Token& child) const;
  [[nodiscard]] bool told_in_past(Index verb) const;
  [[nodiscard]] bool perfect(Index verb) const;
  [[nodiscard]] std::optional<Status> counterfactual(Index act) const;
  [[nodiscard]] bool inverted(Index act) const;
  [[nodiscard]] bool bare(Index verb) const;
  [[nodiscard]] bool habit(Index verb) const;
  [[nodiscard]] bool conditional(Index verb) const;
  [[nodiscard]] bool asked(Index act) const;
  [[nodiscard]] bool not_who(Index act) const;
  [[nodiscard]] bool was_to(Index act) const;
  [[nodiscard]] bool ahead(Index time) const;
  [[nodiscard]] bool to_come(Index noun) const;
  [[nodiscard]] bool elsewhere(Index negation) const;
  [[nodiscard]] std::optional<Status> future_time(Index verb) const;
  [[nodiscard]] bool long_after(Index act) const;
  [[nodiscard]] bool cleft(Index act, int now) const;
  [[nodiscard]] bool long_ago(Index phrase, int now) const;
  const Tree& tree_;
  const Operators& operators_;
};

/// A year of four digits, from 1000 to 2999, or 0.
[[nodiscard]] int year_number(std::string_view text);
/// The word in lower case (ASCII).
[[nodiscard]] std::string lower(const Tree& tree, Index word);
/// What an effect makes of an act that stands as `inner` by itself.
[[nodiscard]] Status compose(Status inner, Effect outer);

}  // namespace demarche
