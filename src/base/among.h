// Is a word one of a few?   among(kVerbs, "say"), among({"on", "about"}, preposition)
// For closed sets of some words in code; what a language has is a table (base/word_table.h).
#pragma once

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <string_view>

namespace demarche {

template <class List>
[[nodiscard]] bool among(const List& list, std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}
[[nodiscard]] inline bool among(std::initializer_list<std::string_view> list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace demarche
