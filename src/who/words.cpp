// See words.h.
#include "who/words.h"

#include <cstdlib>
#include <utility>

#include "base/word_table.h"

namespace demarche {

Result<Words> Words::load(const std::string& folder) {
  static constexpr std::pair<std::string_view, Class> kClasses[] = {{"former", former},
                                                                    {"indefinite", indefinite},
                                                                    {"definite", definite},
                                                                    {"person", person},
                                                                    {"thing", thing},
                                                                    {"many", many},
                                                                    {"masculine", masculine},
                                                                    {"feminine", feminine},
                                                                    {"first", first},
                                                                    {"second", second},
                                                                    {"relative", relative},
                                                                    {"group", group},
                                                                    {"country", country},
                                                                    {"plural", plural},
                                                                    {"at", at},
                                                                    {"of", of},
                                                                    {"and", conjunction},
                                                                    {"belongs", belongs},
                                                                    {"money", money},
                                                                    {"abroad", abroad},
                                                                    {"heading", heading},
                                                                    {"by", by},
                                                                    {"capital", Class::capital},
                                                                    {"past", past},
                                                                    {"honorific", honorific},
                                                                    {"both", both},
                                                                    {"side", side},
                                                                    {"mirror", mirror},
                                                                    {"sort", sort},
                                                                    {"sending", sending},
                                                                    {"owned", owned},
                                                                    {"exact", exact},
                                                                    {"edge", edge},
                                                                    {"own", own},
                                                                    {"stance", stance},
                                                                    {"captive", captive},
                                                                    {"humble", humble},
                                                                    {"named", named},
                                                                    {"stateless", stateless},
                                                                    {"neighbour", neighbour},
                                                                    {"earlier", earlier},
                                                                    {"last", last},
                                                                    {"quarter", quarter},
                                                                    {"asker", asker},
                                                                    {"town", town},
                                                                    {"craft", craft},
                                                                    {"scorned", scorned}};
  const std::string path = folder + "/languages/en/reference.tsv";
  Words words;
  const Done read =
      each_pair(path, "missing list of words that refer", [&](const std::string& word, const std::string& kind) -> const char* {
        if (kind.starts_with("count ")) {
          words.counts_[word] = std::atoi(kind.c_str() + 6);
          return nullptr;
        }
        const auto bit = class_of<std::uint64_t>(kClasses, kind);
        words.classes_[word] |= bit;
        return bit == 0 ? "expected a word, a tab and a class of src/who/words.h" : nullptr;
      });
  if (!read) return read.error();
  return words;
}

}  // namespace demarche
