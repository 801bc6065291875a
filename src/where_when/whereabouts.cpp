// See whereabouts.h.
#include "where_when/whereabouts.h"

#include "base/word_table.h"

namespace demarche {

Result<Whereabouts> Whereabouts::load(const std::string& folder) {
  static constexpr std::pair<std::string_view, Class> kClasses[] = {
      {"at", at},     {"near", near},     {"towards", towards}, {"part", part},     {"border", border}, {"of", of},    {"kind", kind},
      {"town", town}, {"region", region}, {"seat", seat},       {"target", target}, {"there", there},   {"site", site}};
  const std::string path = folder + "/languages/en/whereabouts.tsv";
  Whereabouts out;
  const Done read =
      each_pair(path, "missing list of words that place an act", [&](const std::string& word, const std::string& cell) -> const char* {
        const auto bit = class_of<std::uint16_t>(kClasses, cell);
        out.words_[word] |= bit;
        return bit == 0
                   ? "expected a word, a tab and one of at, near, towards, part, border, of, kind, town, region, seat, target, there, site"
                   : nullptr;
      });
  if (!read) return read.error();
  return out;
}

}  // namespace demarche
