// ASCII letters and white space, as the names and marks of HTML and XML know them.
#pragma once

namespace demarche {

[[nodiscard]] constexpr char small(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
[[nodiscard]] constexpr bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}
[[nodiscard]] constexpr bool is_ascii_letter(char c) {
  return small(c) >= 'a' && small(c) <= 'z';
}

}  // namespace demarche
