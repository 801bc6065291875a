// Forms by their letters alone, for spelling.cpp.
//   without_commas("30,858") -> "30858";  without_apostrophe("CEO's", "NNS") -> "CEO";  in_capitals("KAMALA") -> true
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace demarche {

/// A number without the commas that group its digits, a comma before one or two digits as a point: "7,5" -> "7.5"; "" if it has no commas.
[[nodiscard]] std::string without_commas(std::string_view form);
/// A plural without its apostrophe and s, or s and apostrophe; "" if it has none. Plural is what its XPOS says.
[[nodiscard]] std::string_view without_apostrophe(std::string_view form, std::string_view xpos);
/// ASCII capitals and nothing else.
[[nodiscard]] bool in_capitals(std::string_view form);
[[nodiscard]] bool has_digit(std::string_view form);
/// "sooo": a letter three times or more in a row, in a word of four letters or more.
[[nodiscard]] bool is_stretched(std::string_view word);
/// "coool" -> "cool", "col": each run of a letter cut to two or, where it was longer, to one; the first 16 ways.
[[nodiscard]] std::vector<std::string> shortened(const std::string& small);

}  // namespace demarche
