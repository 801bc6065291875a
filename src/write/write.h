// Documents as text for people and programs. A format is one file here and one line in the table of formats.cpp.
//
//   const OutputFormat* format = find_format("jsonl");
//   std::string out(format->begin);
//   format->write(document, {}, out);                // appends the whole record
//   out += format->end;
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "demarche/demarche.h"

namespace demarche {

/// How a person is to see it; programs' formats ignore it.
struct Style {
  bool colour = false;
  bool explain = false;  ///< say for each claim which sense decided, and which came second
  int width = 100;       ///< columns at which sentences are wrapped
};

struct OutputFormat {
  std::string_view name, gloss;
  std::string_view begin, end;  ///< before the first document and after the last
  void (*write)(const Document& document, const Style& style, std::string& out);
};

/// Of a claim without sources: may it be the writer's word, or is it somebody's who isn't named ("reportedly", a quotation)?
[[nodiscard]] inline bool writers_word(const Claim& claim) {
  return claim.sources.empty() && claim.quote == Quote::none;
}

[[nodiscard]] std::span<const OutputFormat> output_formats();
/// nullptr if there is none of this name.
[[nodiscard]] const OutputFormat* find_format(std::string_view name);

}  // namespace demarche
