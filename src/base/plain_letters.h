// Latin letters without their marks, so that "Nausėda" meets "Nauseda": what the keys of names are made of.
//   plain_letter(U+0117) -> 'e';   second_letter(U+00E6) -> 'e', of "ae"
// Made by taking the first code point of each letter's compatibility decomposition, and by hand for those that have none (ø, đ, ł, ə).
#pragma once

#include <string_view>

namespace demarche {

inline constexpr std::string_view kPlainLatin =  // U+00C0 to U+024F; a blank: no letter
    "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkk"
    "kllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs b    o  dd    aeff g i kk      oo             u"
    "u vyy               dddlllnnnaaiioouuuuuuuuuu aaaa    ggkkoooo  jdddgg  nnaa    aaaaeeeeiiiioooorrrruuuusstt  hh      aa"
    "eeooooooooyy                            ";
inline constexpr std::string_view kPlainLatinMore =  // U+1E00 to U+1EFF
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuu"
    "uuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyas    aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuu"
    "uuyyyyyyyy      ";

/// The letter of ASCII under the marks, in lower case; 0 for what is no Latin letter.
[[nodiscard]] constexpr char plain_letter(char32_t c) {
  if (c == 0x259) return 'a';  // Azerbaijan's ə is an a in English
  const char32_t first = c >= 0x1E00 ? 0x1E00 : 0xC0;
  const std::string_view row = c >= 0x1E00 ? kPlainLatinMore : kPlainLatin;
  if (c < first || c - first >= row.size() || row[c - first] == ' ') return 0;
  return row[c - first];
}

/// What stands behind it where one letter is written as two: ß, æ, œ, þ, ĳ; else 0.
[[nodiscard]] constexpr char second_letter(char32_t c) {
  switch (c) {
    case 0xDF:
      return 's';
    case 0xC6:
    case 0xE6:
    case 0x152:
    case 0x153:
      return 'e';
    case 0xDE:
    case 0xFE:
      return 'h';
    case 0x132:
    case 0x133:
      return 'j';
    default:
      return 0;
  }
}

/// No letter of its own: combining marks, and the letter apostrophes of transliterations.
[[nodiscard]] constexpr bool is_mark(char32_t c) {
  return (c >= 0x2B9 && c <= 0x2BF) || (c >= 0x300 && c <= 0x36F);
}

}  // namespace demarche
