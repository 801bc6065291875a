// Where a text plays: the country that a phrase without a nation belongs to.
//   "Police arrested two men in Leeds." -> GBR for "police" and "men";  nothing if the text speaks of no country, or of several alike
// Evidence are the names that are resolved: a place where something happens counts most, then a nation, then a body or an office holder
// of it; near sentences count more than far ones, those of the lead everywhere, and in news in brief those of the same line.
// "Five million US dollars" is no evidence.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "types/tree.h"

namespace demarche {

class Setting {
 public:
  enum class Kind : std::uint8_t {
    where,
    nation,
    body,
    writer
  };  ///< writer: whose statement it is; a state's bodies without a nation are his
  /// In the order of the text; a writer's in its first sentence.
  void add(Index token, Index sentence, std::string_view country, Kind kind) {
    evidence_.push_back({token, sentence, std::string(country), kind});
  }
  /// Once all is added: in which line of the text each sentence stands. Lines that each speak of other countries are stories of their own.
  void divide(std::vector<Index> lines);
  /// Is what the one sentence tells a story of its own, apart from the other's?
  [[nodiscard]] bool other_story(Index here, Index there) const {
    return digest_ && lines_[static_cast<std::size_t>(here)] != lines_[static_cast<std::size_t>(there)];
  }
  /// The first sentence of the story that the sentence belongs to.
  [[nodiscard]] Index story(Index sentence) const;
  /// @param civilian the phrase is of people or a place: where it happens in the same sentence decides.
  /// @param but a country that it is not
  [[nodiscard]] std::string country(Index sentence, bool civilian, std::string_view but = "") const;
  /// Does the sentence, or the one before, name the country or somebody of it?
  [[nodiscard]] bool names(Index sentence, std::string_view country) const;
  /// Does the sentence speak of officials or nations of several countries ("the two leaders")?
  [[nodiscard]] bool international(Index sentence) const;

 private:
  struct Evidence {
    Index token, sentence;
    std::string country;
    Kind kind;
  };
  /// Of these sentences, both included.
  [[nodiscard]] std::span<const Evidence> within(Index first, Index last) const;
  std::vector<Evidence> evidence_;  // in the order of the sentences
  std::vector<Index> lines_;
  bool digest_ = false;  ///< is the text news in brief, a line an item?
};

}  // namespace demarche
