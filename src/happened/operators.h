// Operators: the words that decide whether what they govern is so. Data: languages/en/operators.tsv.
//   "refuse" verb, governing an infinitive -> denied; itself negated ("did not refuse to") -> actual
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash_table.h"
#include "demarche/demarche.h"

namespace demarche {

/// What an operator makes of its operand.
enum class Effect : std::uint8_t {
  actual,  ///< it takes place if the operator's own act does (implicatives: manage, force)
  planned,
  possible,
  denied,
  historical,
  said,     ///< somebody says it: as the operand's own clause puts it, and nothing above matters
  fact,     ///< presupposed: so, whatever stands above (factives: regret)
  alleged,  ///< as `said`, but what is only planned is feared: "accused it of planning to", "warned that it will"
  topic,    ///< spoken of: so if taken as known ("discussed the attack"), else possible ("discussed an attack")
  purpose,  ///< what the governor's act is done for: open once that is done, else as planned or possible as that
  subject,  ///< as the operator's subject would make it: "their demands include a withdrawal"
};

struct Operator {
  std::vector<std::string> relations;  ///< how the operand hangs: to, that, whether, ing, obj, subj, poss, or a preposition
  Effect positive = Effect::actual, negated = Effect::denied;
};

/// Word class of an operator in the data.
enum class Sort : std::uint8_t { verb, noun, adjective, modifier, adverb, mark, aux, aim, step };

class Operators {
 public:
  static Result<Operators> load(const std::string& folder);
  /// The operator of this class and lemma whose operand hangs by one of these relations (tried in order), or nullptr. `form`, in lower
  /// case, is tried before the lemma: taggers err on lemmas ("begun" -> "beg").
  [[nodiscard]] const Operator* find(Sort sort, std::string_view lemma, std::string_view form,
                                     std::span<const std::string> relations) const;
  /// For modifiers, adverbs, conjunctions and auxiliaries, by form, else by lemma: their effect on the word that they belong to.
  [[nodiscard]] std::optional<Effect> effect(Sort sort, std::string_view lemma, std::string_view form) const;
  [[nodiscard]] bool light(const std::string& verb) const { return light_.contains(verb); }

 private:
  using Rows = std::vector<Operator>;
  HashTable<Rows> table_;               // key: class digit + lemma
  HashTable<std::uint64_t> inflected_;  // key of a regular form -> hash of its lemma's key
  std::set<std::string> light_;         // verbs that only carry their object noun
};

}  // namespace demarche
