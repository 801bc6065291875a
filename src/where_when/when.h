// Time expressions and the days they mean, seen from the document's date.
//   "two days ago" on 2024-05-14 -> 2024-05-12;  "last month" -> 2024-04-01 to 2024-04-30;  "in 2011" -> the year
// The words are languages/en/times.tsv; their kinds: weekday, month, unit (days; 0 within the day), part (of a day), day (shift from
// today), shift (last -1, this 0, next 1), recent, ago (earlier -2), later, number, ordinal, season (its first month), quarter (its
// months), decade (its first year), century, portion (early 1, mid 2, late 3), ahead ("in" 0, "within" 1, "after" 2, "for" 3), since,
// until, between, to, ignored, feast (stretch.h; the one kind whose words may be several), told (from the time told before: "the previous
// day" -1, "that day" 0). Without a document date only what names its year is resolved.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash_table.h"
#include "demarche/demarche.h"
#include "where_when/calendar.h"

namespace demarche {

struct TimeExpression {
  Index first = 0, last = 0;  ///< tokens
  Interval past, future;      ///< what it means of acts that have happened, and of acts to come ("on Friday")
  bool modifies = false;      ///< stands before its noun and dates nothing else ("condemned the 2003 invasion")
};

class TimeWords {
 public:
  enum class Kind : std::uint8_t {
    none,
    weekday,
    month,
    unit,
    part,
    day,
    shift,
    recent,
    ago,
    later,
    number,
    ordinal,
    season,
    quarter,
    decade,
    portion,
    ahead,
    since,
    until,
    between,
    to,
    ignored,
    feast,
    told
  };
  struct Word {
    Kind kind = Kind::none;
    int number = 0;
  };
  /// @param folder data root. Errors name file and line.
  static Result<TimeWords> load(const std::string& folder);
  [[nodiscard]] Word of(std::string_view lower_word) const;

 private:
  HashTable<Word> words_;
};

/// The expressions of the document, in order, not overlapping; `wanted`: of the sentences that have their place set there, {} = of all.
[[nodiscard]] std::vector<TimeExpression> find_times(const Document& document, const TimeWords& words,
                                                     const std::vector<bool>& wanted = {});

}  // namespace demarche
