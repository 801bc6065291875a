// Classes of characters that the splitter tells apart.
#pragma once

#include "base/utf8.h"

namespace demarche {

/// White space of Unicode, and the separators of ASCII.
[[nodiscard]] constexpr bool is_space(char32_t c) {
  if (c < 0x80) return (c >= 9 && c <= 13) || (c >= 28 && c <= 32);
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
         c == 0x205F || c == 0x3000;
}
/// Letters of words: general punctuation, symbols and signs above U+00C0 are marks.
[[nodiscard]] constexpr bool is_word_letter(char32_t c) {
  return c < 0x80 ? is_letter(c)
                  : is_letter(c) && c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c <= 0x2BFF) && !(c >= 0x3000 && c <= 0x303F) &&
                        !(c >= 0xFE00 && c <= 0xFF20) && c < 0x1F000;
}
[[nodiscard]] constexpr bool is_word(char32_t c) {
  return is_word_letter(c) || is_digit(c);
}
[[nodiscard]] constexpr bool is_apostrophe(char32_t c) {
  return c == '\'' || c == 0x2019 || c == 0x2018;
}
[[nodiscard]] constexpr bool closes(char32_t c) {
  return c == '"' || c == 0x201D || c == '\'' || c == 0x2019 || c == ')' || c == ']' || c == 0xBB || c == 0x203A;
}
[[nodiscard]] constexpr bool opens(char32_t c) {
  return c == '"' || c == 0x201C || c == '\'' || c == 0x2018 || c == '(' || c == '[' || c == 0xAB || c == 0x201E || c == 0x201A ||
         c == 0x2039;
}
/// Quotation marks that some languages open with and others close with: “ ” « » ‘ ’ ‹ ›.
[[nodiscard]] constexpr bool either_way(char32_t c) {
  return c == 0x201C || c == 0x201D || c == 0xAB || c == 0xBB || c == 0x2018 || c == 0x2019 || c == 0x2039 || c == 0x203A;
}
/// Several of these are one token.
[[nodiscard]] constexpr bool repeats(char32_t c) {
  return c == '.' || c == '-' || c == '!' || c == '?' || c == '*' || c == '=' || c == '_' || c == '~';
}

}  // namespace demarche
