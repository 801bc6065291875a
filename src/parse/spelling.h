// Mends lemmas by spelling: the network cuts endings, a list of verbs and irregular forms knows where.
//   ("denied", VERB, "denie") -> "deny";  ("clashes", NOUN, "clashe") -> "clash";  ("began", VERB, "began") -> "begin"
// Words that the treebanks have under the same tag get their lemma. Leaves alone what the list does not know (new verbs, names).
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

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
  std::unordered_set<std::string> verbs_;
  std::unordered_map<std::string, std::string> irregular_verbs_, irregular_nouns_;
  std::unordered_map<std::string, std::string> seen_;  ///< by form/XPOS, as the treebanks have it
};

}  // namespace demarche
