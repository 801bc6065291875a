// UTF-8: decoding, encoding, checking, and the letter case of the alphabets that demarche reads.
//   decode("“Ü”") -> U+201C U+00DC U+201D;   lower(U+00DC) -> U+00FC;   first_bad_byte("a\xFF") -> 1
// Letter case covers Latin up to U+0177, Greek without accents and Cyrillic, one code point to one; no full case mapping (ß, ǆ), no
// normal forms, no grapheme clusters.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace demarche {

inline constexpr char32_t kReplacement = 0xFFFD;  ///< stands for what is not UTF-8

/// The same of what is not ASCII.
[[nodiscard]] char32_t next_wide_code_point(std::string_view text, std::size_t& at);
/// The code point at `at`, which moves past it; a byte that begins none is one kReplacement. Needs at < text.size().
[[nodiscard]] inline char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  return byte < 0x80 ? (++at, char32_t{byte}) : next_wide_code_point(text, at);
}
/// All code points.
[[nodiscard]] std::u32string decode(std::string_view text);

/// The same of what is not ASCII.
void append_wide(char32_t code_point, std::string& out);
/// Appends the code point; surrogates and numbers above U+10FFFF become kReplacement.
inline void append(char32_t code_point, std::string& out) {
  if (code_point < 0x80) {
    out += static_cast<char>(code_point);
  } else {
    append_wide(code_point, out);
  }
}
[[nodiscard]] std::string encode(std::u32string_view code_points);

/// Offset of the first byte that is not UTF-8 (overlong forms, surrogates and numbers above U+10FFFF are not), or nothing.
[[nodiscard]] std::optional<std::size_t> first_bad_byte(std::string_view text);

/// The small letter of a capital; anything else unchanged.
[[nodiscard]] constexpr char32_t lower(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F)) return c + 32;
  if ((c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177)) return c | 1;
  return c >= 0x400 && c <= 0x40F ? c + 80 : c;
}
[[nodiscard]] std::string lower(std::string_view text);

/// The capital of a small letter: undoes lower(); anything else unchanged.
[[nodiscard]] constexpr char32_t upper(char32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z' ? c - 32 : c;
  for (const char32_t before : {c - 32, c - 80, c - 1}) {
    if (before < c && lower(before) == c) return before;
  }
  return c;
}

[[nodiscard]] constexpr bool is_upper(char32_t c) {
  return lower(c) != c;
}
[[nodiscard]] constexpr bool is_digit(char32_t c) {
  return c >= '0' && c <= '9';
}
/// ASCII letters, and everything from U+00C0 on: good enough to tell words from numbers and marks of ASCII.
[[nodiscard]] constexpr bool is_letter(char32_t c) {
  return c >= 0xC0 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
/// Not seen on paper and no white space: controls, soft hyphens, zero-width characters, marks of direction, variation selectors.
[[nodiscard]] constexpr bool is_hidden(char32_t c) {
  if (c < 0x7F) return c < 9 || (c >= 14 && c < 28);
  return (c >= 0x7F && c < 0xA0 && c != 0x85) || c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF;
}

}  // namespace demarche
