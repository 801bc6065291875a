// The words of time: see when.h.
#include <cstdlib>

#include "base/word_table.h"
#include "where_when/when.h"

namespace demarche {

using Kind = TimeWords::Kind;

Result<TimeWords> TimeWords::load(const std::string& folder) {
  static constexpr std::pair<std::string_view, Kind> kKinds[] = {
      {"weekday", Kind::weekday}, {"month", Kind::month},     {"unit", Kind::unit},       {"part", Kind::part},
      {"day", Kind::day},         {"shift", Kind::shift},     {"recent", Kind::recent},   {"ago", Kind::ago},
      {"later", Kind::later},     {"number", Kind::number},   {"ordinal", Kind::ordinal}, {"quarter", Kind::quarter},
      {"decade", Kind::decade},   {"portion", Kind::portion}, {"ahead", Kind::ahead},     {"season", Kind::season},
      {"since", Kind::since},     {"until", Kind::until},     {"between", Kind::between}, {"to", Kind::to},
      {"ignored", Kind::ignored}, {"feast", Kind::feast},     {"told", Kind::told}};
  const std::string path = folder + "/languages/en/times.tsv";
  TimeWords words;
  const Done read = each_pair(path, "missing list of time words", [&](const std::string& word, const std::string& rest) -> const char* {
    const auto tab = rest.find('\t');
    const Kind kind = tab == std::string::npos ? Kind::none : class_of<Kind>(kKinds, std::string_view(rest).substr(0, tab));
    if (kind == Kind::none) return "expected a word, a kind of src/where_when/when.h and a number";
    words.words_[word] = {kind, std::atoi(rest.c_str() + tab + 1)};
    return nullptr;
  });
  if (!read) return read.error();
  return words;
}

TimeWords::Word TimeWords::of(std::string_view lower_word) const {
  const Word* found = words_.find(lower_word);
  return found == nullptr ? Word{} : *found;
}

}  // namespace demarche
