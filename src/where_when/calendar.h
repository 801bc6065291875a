// Days as numbers and back.   day_of({2024, 2, 29}) -> 19782;  iso(19782) -> "2024-02-29";  weekday(19782) -> 4 (Thursday)
// The Gregorian calendar throughout, after Hinnant's days_from_civil. Knows no time zones.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace demarche {

struct Date {
  int year = 0, month = 1, day = 1;
};

/// Days since 1970-01-01. Months outside 1 to 12 carry into the year.
[[nodiscard]] int day_of(Date date);
[[nodiscard]] Date date_of(int day);
[[nodiscard]] std::string iso(int day);
/// Nothing if the text is no existing ISO day.
[[nodiscard]] std::optional<int> parse_iso(std::string_view text);
/// 1 Monday to 7 Sunday.
[[nodiscard]] int weekday(int day);
[[nodiscard]] int days_in_month(int year, int month);

/// A range of days, both inclusive.
struct Interval {
  int begin = 0, end = 0;
  friend bool operator==(const Interval&, const Interval&) = default;
};

/// The month, `shift` months after that of `date`.
[[nodiscard]] Interval month_of(Date date, int shift = 0);
[[nodiscard]] Interval year_of(int year);
/// Monday to Sunday of the week, `shift` weeks on.
[[nodiscard]] Interval week_of(int day, int shift = 0);

}  // namespace demarche
