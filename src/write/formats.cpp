// The table of output formats. To add one: a file with its write function, its declaration and a line here.
#include <array>

#include "write/conllu.h"
#include "write/html.h"
#include "write/jsonl.h"
#include "write/plover.h"
#include "write/pretty.h"
#include "write/write.h"

namespace demarche {

std::span<const OutputFormat> output_formats() {
  static const std::array<OutputFormat, 6> kFormats = {{
      {"pretty", "sentences with their claims beneath, for people", "", "", write_pretty},
      {"jsonl", "a record a document, all fields (docs/claims.schema.json)", "", "", write_jsonl},
      {"html", "one page to look at: sentences with marks, claims beside them, filters; needs no network", html_begin(), html_end(),
       write_html},
      {"conllu", "words, tags and trees as CoNLL-U (universaldependencies.org/format)", "", "", write_conllu},
      {"plover", "a PLOVER record a claim, as JSON lines, one type each by the manual's border rules", "", "", write_plover},
      {"cameo", "a row a dyad, tab-separated: date, source, target, CAMEO code, Goldstein score",
       "date\tsource\ttarget\tcameo\tgoldstein\n", "", write_cameo},
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
