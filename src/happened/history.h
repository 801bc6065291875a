// History that a text tells over several sentences, a story within the story:
//   "He was jailed until 1974. After his release he attacked the port. Uganda arrested him. | On Monday he met the king."  ->  all but the
//   last
// It begins with a time of long ago, goes on through plain past tenses of the paragraph, and ends with a time of the article ("on Monday"),
// another tense, somebody's words or the paragraph, unless the next one goes on from it ("Later that year"). Needs attributions; says
// nothing without a date.
#pragma once

#include <string>
#include <vector>

#include "base/hash_table.h"
#include "happened/clause.h"

namespace demarche {

/// languages/en/story_times.tsv
class StoryTimes {
 public:
  enum class Kind : std::uint8_t { none, now, near, then };
  static Result<StoryTimes> load(const std::string& folder);
  [[nodiscard]] Kind kind(std::string_view lemma) const;

 private:
  HashTable<Kind> words_;
};

class History {
 public:
  History(const Tree& tree, const Clause& clause, const StoryTimes& times);
  /// Does the act stand in a sentence of history, in a past tense or as a noun?
  [[nodiscard]] bool holds(Index act) const;

 private:
  enum class Time : std::uint8_t { none, long_ago, until_long_ago, now };
  [[nodiscard]] Time time_of(Index sentence) const;
  [[nodiscard]] Time phrase_time(Index phrase) const;
  [[nodiscard]] bool past(Index verb) const;
  [[nodiscard]] bool goes_on(Index sentence) const;
  [[nodiscard]] std::vector<bool> spoken() const;
  [[nodiscard]] Index root(Index sentence) const;

  const Tree& tree_;
  const Clause& clause_;
  const StoryTimes& times_;
  std::vector<bool> told_;  // sentence -> is it history
};

}  // namespace demarche
