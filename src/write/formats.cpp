// The table of output formats. To add one: a file with its write function, its declaration and a line here.
#include <array>

#include "write/conllu.h"
#include "write/jsonl.h"
#include "write/pretty.h"
#include "write/write.h"

namespace demarche {

std::span<const OutputFormat> output_formats() {
  static constexpr std::array<OutputFormat, 3> kFormats = {{
      {"pretty", "sentences with their claims beneath, for people", "", "", write_pretty},
      {"jsonl", "a record a document, all fields (docs/claims.schema.json)", "", "", write_jsonl},
      {"conllu", "words, tags and trees as CoNLL-U (universaldependencies.org/format)", "", "", write_conllu},
  }};
  return kFormats;
}

const OutputFormat* find_format(std::string_view name) {
  for (const OutputFormat& format : output_formats()) {
    if (format.name == name) return &format;
  }
  return nullptr;
}

}  // namespace demarche
