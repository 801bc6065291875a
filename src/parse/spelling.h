// Mends lemmas by spelling: the network cuts endings, a list of verbs and irregular forms knows where.
//   ("denied", VERB, "denie") -> "deny";  ("clashes", NOUN, "clashe") -> "clash";  ("began", VERB, "began") -> "begin"
// Words that the treebanks have under the same tag get their lemma. Leaves alone what the list does not know (new verbs, names).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/hash_table.h"
#include "demarche/demarche.h"

namespace demarche {

class Spelling {
 public:
  /// @param path models/en/lemmas.tsv
  static Result<Spelling> load(const std::string& path);
  /// @param form the token as it stands in the text
  void mend(std::string_view form, Token& token) const;

 private:
  [[nodiscard]] std::string verb(const std::string& form, const std::string& lemma) const;
  using Lemmas = HashTable<std::uint32_t>;  ///< places in lemmas_
  [[nodiscard]] const std::string* lemma_of(const Lemmas& known, std::uint64_t form) const {
    const std::uint32_t* place = known.find(form);
    return place == nullptr ? nullptr : &lemmas_[*place];
  }
  HashTable<bool> verbs_;
  Lemmas irregular_verbs_, irregular_nouns_;
  Lemmas seen_;  ///< by form/XPOS, as the treebanks have it
  std::vector<std::string> lemmas_;
};

}  // namespace demarche
