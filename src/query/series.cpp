// Counting over time; see series.h. The database counts by day, here days become periods.
#include "query/series.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <optional>

namespace demarche {

namespace {

using Days = std::chrono::sys_days;

std::optional<Days> day_of(const std::string& day) {
  int year = 0;
  unsigned month = 0;
  unsigned number = 0;
  if (day.size() != 10 || std::sscanf(day.c_str(), "%4d-%2u-%2u", &year, &month, &number) != 3) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(number)};
  return date.ok() ? std::optional(Days(date)) : std::nullopt;
}

std::string text_of(Days day) {
  const std::chrono::year_month_day date(day);
  char out[32];
  std::snprintf(out, sizeof out, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()));
  return out;
}

std::string period_of(Days day, Period period) {
  if (period == Period::week) day -= std::chrono::days(std::chrono::weekday(day).iso_encoding() - 1);
  return text_of(day).substr(0, period == Period::month ? 7 : period == Period::year ? 4 : 10);
}

/// A question that gives day, status, count and sum of scores.
Statement statement_of(const SeriesQuestion& question, const Filter& filter, Database::Kind kind) {
  Statement where = condition(filter, kind);
  const std::string from = " FROM current_claims c WHERE " + where.sql;
  switch (question.unit) {
    case Unit::report:
      where.sql = "SELECT c.day, c.status, count(*), sum(c.score)" + from + " GROUP BY c.day, c.status";
      break;
    case Unit::story:
      where.sql =
          "SELECT x.day, x.status, count(*), sum(x.score) FROM (SELECT min(c.day) AS day, c.status AS status, avg(c.score) AS score" +
          from + " GROUP BY c.story, c.event, c.status, c.actors, c.recipients) x GROUP BY x.day, x.status";
      break;
    case Unit::act:
      where.sql = "SELECT x.day, x.status, count(*), sum(x.score) FROM (SELECT c.day AS day, c.status AS status, avg(c.score) AS score" +
                  from + " GROUP BY c.day, c.status, c.act) x GROUP BY x.day, x.status";
      break;
  }
  return where;
}

}  // namespace

Result<Series> series_of(Database& database, const SeriesQuestion& question) {
  Filter filter = question.filter;
  if (filter.statuses.empty()) filter.statuses = {"actual"};
  Series series{.columns = filter.statuses, .points = {}, .undated = 0};
  std::map<std::string, std::vector<Amount>> sums;
  std::optional<Days> first;
  std::optional<Days> last;
  const Done done = database.run(statement_of(question, filter, database.kind()), [&](const Row& row) {
    const std::optional<Days> day = day_of(text(row[0]));
    const auto column = std::find(series.columns.begin(), series.columns.end(), text(row[1])) - series.columns.begin();
    if (!day) {
      series.undated += integer(row[2]);
      return true;
    }
    auto& amounts = sums[period_of(*day, question.period)];
    amounts.resize(series.columns.size());
    amounts[static_cast<std::size_t>(column)].count += integer(row[2]);
    amounts[static_cast<std::size_t>(column)].score += real(row[3]);
    first = first ? std::min(*first, *day) : *day;
    last = last ? std::max(*last, *day) : *day;
    return true;
  });
  if (!done) return done.error();
  if (!first) return series;
  // an asked-for span is shown whole, unless a stray date (the year 12) would make it endless
  if (const auto from = day_of(first_day(filter.from))) first = *from;
  if (const auto to = day_of(last_day(filter.to))) last = *to;
  constexpr auto kMost = std::chrono::days(366 * 400);
  if (*last - *first > kMost) {
    for (auto& [period, amounts] : sums) series.points.push_back({period, amounts});
    return series;
  }
  for (Days day = *first; day <= *last; day += std::chrono::days(1)) {
    const std::string period = period_of(day, question.period);
    if (!series.points.empty() && series.points.back().period == period) continue;
    const auto found = sums.find(period);
    series.points.push_back({period, found == sums.end() ? std::vector<Amount>(series.columns.size()) : found->second});
  }
  return series;
}

}  // namespace demarche
