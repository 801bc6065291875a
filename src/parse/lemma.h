// The lemma of a word by the rule that the network chose, after Chrupała 2006.
//   "3|y|l": "Armies" -> "army";   "0||k": "NATO" -> "NATO";   "0||c": "KENYA" -> "Kenya";   "=be": "was" -> "be"
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace demarche {

class LemmaRule {
 public:
  /// From "k|suffix|case" (cut k letters, add the suffix; case l small, k kept, c first letter capital) or "=lemma"; nothing if it is
  /// neither.
  static std::optional<LemmaRule> parse(std::string_view text);
  /// The lemma of a form (of Forms); the form itself if it is shorter than what is to be cut.
  void apply(std::u32string_view form, std::string& lemma) const;

 private:
  enum class Case : char { whole = '=', small = 'l', kept = 'k', capital = 'c' };
  Case case_ = Case::whole;
  std::size_t cut_ = 0;
  std::string suffix_;  ///< the lemma itself if the rule is a whole one
};

}  // namespace demarche
