// Claims over time: how many a day, week, month or year, or how they score on average.
//
//   series_of(db, {.filter = filter, .period = Period::month, .count = Unit::story})
//   ->  columns {"actual"}, points {{"2024-05", {12, -31.5}}, {"2024-06", {0, 0}}, ...}     // count and sum of scores, gaps filled
//
// Statuses are never added up: each asked for is a column of its own.
#pragma once

#include <string>
#include <vector>

#include "query/filter.h"

namespace demarche {

enum class Period : std::uint8_t { day, week, month, year };
enum class Unit : std::uint8_t {
  report,  ///< every claim of every document
  story,   ///< an act once a story, on its first day: wire copies count once
  act,     ///< one a day: however many documents tell of it
};

struct SeriesQuestion {
  Filter filter = {};  ///< without statuses: actual
  Period period = Period::month;
  Unit unit = Unit::report;
};

struct Amount {
  std::int64_t count = 0;
  double score = 0;  ///< sum
  [[nodiscard]] double mean() const { return count == 0 ? 0 : score / static_cast<double>(count); }
};

struct Series {
  std::vector<std::string> columns;  ///< statuses
  struct Point {
    std::string period;  ///< its name; a week's is its Monday
    std::vector<Amount> amounts;
  };
  std::vector<Point> points;
  std::int64_t undated = 0;  ///< claims without a day, in no point
};

[[nodiscard]] Result<Series> series_of(Database& database, const SeriesQuestion& question);

}  // namespace demarche
