// Stretches of days by the calendar: what "last month", "late May" and "a decade ago" span.   calendar(today, 30, -1) -> the month before
// Units are numbered by their days, as in languages/en/times.tsv: 1 day, 2 weekend, 7, 14, 30, 365, 3650, 36500.
#pragma once

#include <optional>
#include <string_view>
#include <utility>

#include "where_when/calendar.h"

namespace demarche {

/// What an expression means of the past, and of the future ("on Friday").
using Both = std::pair<Interval, Interval>;

/// A third of a month, a year, a decade; shorter ones whole.
[[nodiscard]] Interval third(Interval v, int which);
/// "14/04/2024": a day if only one order of day and month makes one, else day first.
[[nodiscard]] std::optional<int> slashed(std::string_view f);
/// The calendar day, week, weekend, month, year, decade `shift` units on.
[[nodiscard]] Interval calendar(int today, int unit, int shift);
/// The days at a distance: the very day for days, else the week, month, year that it falls in.
[[nodiscard]] Interval distant(int today, int count, int unit);
/// "Tuesday", "last Tuesday" (shift -1, shifted), "next Tuesday"; weekdays from 1 Monday to 7 Sunday.
[[nodiscard]] Both on_weekday(int today, int wanted, int shift, bool shifted);
/// Feast numbers from here on are years: 1939 * 10000 + 1945.
inline constexpr int kEras = 10000000;
/// The days of a feast in a year, by its number: 1225 the 25th of December; 2000 Easter, 1998 two days before it; 5000 + 1144 the fourth
/// Thursday of November, 5th: the last; 8000 + 900 the ninth month of the Islamic year, 8000 + 1001 the first of its tenth (reckoned by
/// the tables, so that it may be a day or two off).
[[nodiscard]] Interval feast(int number, int in_year);
/// Three months from this one on.
[[nodiscard]] Both season(int month, int in_year);

}  // namespace demarche
