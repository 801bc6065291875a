// See words.h.
#include "who/words.h"

#include <fstream>
#include <utility>

namespace demarche {

Result<Words> Words::load(const std::string& folder) {
  static constexpr std::pair<std::string_view, Class> kClasses[] = {
      {"former", former}, {"indefinite", indefinite}, {"definite", definite}, {"person", person}, {"thing", thing}, {"many", many},
      {"masculine", masculine}, {"feminine", feminine}, {"first", first}, {"second", second}, {"relative", relative}, {"group", group},
      {"country", country}, {"plural", plural}, {"at", at}, {"of", of}, {"and", conjunction}, {"belongs", belongs}, {"money", money}, {"abroad", abroad}, {"heading", heading}, {"by", by}, {"capital", Class::capital}};
  const std::string path = folder + "/languages/en/reference.tsv";
  std::ifstream in(path);
  if (!in) return Error{Error::Code::not_found, path, 0, 0, "missing list of words that refer"};
  Words words;
  std::uint64_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    const auto tab = line.find('\t');
    std::uint32_t bit = 0;
    for (const auto& [name, value] : kClasses)
      if (tab != std::string::npos && line.compare(tab + 1, std::string::npos, name) == 0) bit = value;
    if (bit == 0) return Error{Error::Code::bad_format, path, number, 0, "expected a word, a tab and a class of src/who/words.h"};
    words.classes_[line.substr(0, tab)] |= bit;
  }
  return words;
}

}  // namespace demarche
