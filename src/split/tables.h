// What the splitter knows of the language: words with a stop, clitics, prefixes, units (languages/en/abbreviations.tsv, splitting.tsv).
//   tables.abbreviation("gen") == Abbreviation::title;   tables.is("clitic", "'s")
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>

#include "base/hash_table.h"
#include "demarche/demarche.h"

namespace demarche {

/// When a word keeps its stop: before a name; before a number; before a comma or a small letter; always, though a sentence may end there.
enum class Abbreviation : std::uint8_t { none, title, number, comma, any };

class SplitTables {
 public:
  using Words = std::unordered_set<std::string>;

  /// @param folder languages/en
  static Result<SplitTables> load(const std::string& folder);

  /// Of a word in small letters, without its last stop.
  [[nodiscard]] Abbreviation abbreviation(std::string_view word) const {
    const Abbreviation* found = abbreviations_.find(word);
    return found == nullptr ? Abbreviation::none : *found;
  }
  [[nodiscard]] const Words& clitics() const { return clitics_; }    ///< "'s": a word of its own behind another
  [[nodiscard]] const Words& prefixes() const { return prefixes_; }  ///< "re": keeps its hyphen
  [[nodiscard]] const Words& units() const { return units_; }        ///< "pm": a word of its own behind a number
  [[nodiscard]] const Words& starters() const { return starters_; }  ///< "the": begins a sentence behind an abbreviation
  /// Letters of the first of the two words that a word is ("cannot" 3, "dont" 2); 0 if it is one.
  [[nodiscard]] std::size_t cut(std::string_view word) const {
    const std::size_t* found = cuts_.find(word);
    return found == nullptr ? 0 : *found;
  }

 private:
  Done load_abbreviations(const std::string& path);
  Done load_words(const std::string& path);
  HashTable<Abbreviation> abbreviations_;
  HashTable<std::size_t> cuts_;
  Words clitics_, prefixes_, units_, starters_;
};

}  // namespace demarche
