// Reading the tables of the splitter.
#include "split/tables.h"

#include <unordered_map>

#include "base/utf8.h"
#include "base/word_table.h"

namespace demarche {

constexpr const char* kMissing = "missing table of the splitter";

Done SplitTables::load_abbreviations(const std::string& path) {
  static const std::unordered_map<std::string_view, Abbreviation> kKinds = {
      {"title", Abbreviation::title}, {"number", Abbreviation::number}, {"comma", Abbreviation::comma}, {"any", Abbreviation::any}};
  return each_pair(path, kMissing, [&](const std::string& word, const std::string& kind) -> const char* {
    const auto found = kKinds.find(kind);
    if (found == kKinds.end()) return "second cell must be title, number, comma or any";
    abbreviations_[word] = found->second;
    return nullptr;
  });
}

Done SplitTables::load_words(const std::string& path) {
  return each_pair(path, kMissing, [&](const std::string& kind, const std::string& word) -> const char* {
    if (word.empty()) return "second cell must be a word";
    if (kind == "clitic") {
      clitics_.insert(word);
    } else if (kind == "prefix") {
      prefixes_.insert(word);
    } else if (kind == "unit") {
      units_.insert(word);
    } else if (kind == "starter") {
      starters_.insert(word);
    } else if (const auto bar = word.find('|'); kind == "cut" && bar != std::string::npos && bar > 0 && bar + 1 < word.size()) {
      cuts_[word.substr(0, bar) + word.substr(bar + 1)] = decode(word.substr(0, bar)).size();
    } else {
      return "first cell must be clitic, prefix, unit, starter, or cut with two words parted by |";
    }
    return nullptr;
  });
}

Result<SplitTables> SplitTables::load(const std::string& folder) {
  SplitTables out;
  if (Done good = out.load_abbreviations(folder + "/abbreviations.tsv"); !good) return good.error();
  if (Done good = out.load_words(folder + "/splitting.tsv"); !good) return good.error();
  return out;
}

}  // namespace demarche
