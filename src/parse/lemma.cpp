// Reading and applying lemma rules.
#include "parse/lemma.h"

#include <charconv>

#include "base/utf8.h"

namespace demarche {

std::optional<LemmaRule> LemmaRule::parse(std::string_view text) {
  LemmaRule rule;
  if (text.starts_with('=')) {
    rule.suffix_ = text.substr(1);
    return rule;
  }
  const std::size_t first = text.find('|');
  const std::size_t last = text.rfind('|');
  if (first == last || text.size() != last + 2 || std::string_view("lkc").find(text.back()) == std::string_view::npos) return std::nullopt;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + first, rule.cut_);
  if (failed != std::errc() || end != text.data() + first) return std::nullopt;
  rule.suffix_ = text.substr(first + 1, last - first - 1);
  rule.case_ = static_cast<Case>(text.back());
  return rule;
}

void LemmaRule::apply(std::u32string_view form, std::string& lemma) const {
  lemma.clear();
  if (case_ == Case::whole) {
    lemma = suffix_;
    return;
  }
  const bool too_short = cut_ > form.size();
  const Case letters = too_short ? Case::kept : case_;
  const std::size_t length = too_short ? form.size() : form.size() - cut_;
  for (std::size_t i = 0; i < length; ++i) {
    char32_t c = letters == Case::kept ? form[i] : lower(form[i]);
    if (letters == Case::capital && i == 0) c = upper(c);
    append(c, lemma);
  }
  if (!too_short) lemma += suffix_;
}

}  // namespace demarche
