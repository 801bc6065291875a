// Tables of two cells a line, "word <tab> class", as languages/ holds them. Empty lines and lines that begin with # are passed over.
//   each_pair(path, "missing list of light verbs", [&](const std::string& word, const std::string& kind) -> const char* { ... });
#pragma once

#include <fstream>
#include <string>

#include "demarche/demarche.h"

namespace demarche {

/// Calls `use` with the first cell and the rest of each line ("" without a tab); what it complains of, if anything, becomes the error.
/// `missing` is the error's message when there is no such file.
template <class Use>
Done each_pair(const std::string& path, const char* missing, const Use& use) {
  std::ifstream in(path);
  if (!in) return Error{.code = Error::Code::not_found, .where = path, .message = missing};
  std::uint64_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    const auto tab = line.find('\t');
    const std::string rest = tab == std::string::npos ? "" : line.substr(tab + 1);
    if (const char* wrong = use(line.substr(0, tab), rest))
      return Error{.code = Error::Code::bad_format, .where = path, .line = number, .message = wrong};
  }
  return Nothing{};
}

/// The value of the class that a cell names, a zero if it names none: classes are pairs of name and value.
template <class Value, class Classes>
Value class_of(const Classes& classes, std::string_view cell) {
  for (const auto& [name, value] : classes)
    if (name == cell) return static_cast<Value>(value);
  return Value{};
}

}  // namespace demarche
