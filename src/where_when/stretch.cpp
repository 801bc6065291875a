// See stretch.h.
#include "where_when/stretch.h"

#include <algorithm>
#include <utility>

namespace demarche {

Interval third(Interval v, int which) {
  const int days = v.end - v.begin + 1;
  const Date first = date_of(v.begin);
  if (days < 28) return v;
  if (days <= 31) return {v.begin + 10 * (which - 1), which == 3 ? v.end : v.begin + 10 * which - 1};
  if (days < 365) return {v.begin + days * (which - 1) / 3, v.begin + days * which / 3 - 1};
  if (days <= 366) return {day_of({first.year, 4 * which - 3, 1}), day_of({first.year, 4 * which + 1, 1}) - 1};
  const int years = (days + 1) / 365;
  return {day_of({first.year + (years * (which - 1) + 2) / 3, 1, 1}), day_of({first.year + (years * which + 2) / 3, 1, 1}) - 1};
}

std::optional<int> slashed(std::string_view f) {
  int n[3] = {0, 0, 0}, part = 0, width = 0;
  for (const char c : f) {
    if (c == '/' && width > 0 && part < 2) {
      ++part;
      width = 0;
    } else if (c >= '0' && c <= '9' && ++width <= 4) {
      n[part] = n[part] * 10 + (c - '0');
    } else {
      return std::nullopt;
    }
  }
  if (part != 2 || width != 4 || n[2] < 1000) return std::nullopt;
  if (n[1] > 12) std::swap(n[0], n[1]);
  if (n[1] < 1 || n[1] > 12 || n[0] < 1 || n[0] > days_in_month(n[2], n[1])) return std::nullopt;
  return day_of({n[2], n[1], n[0]});
}

Interval calendar(int today, int unit, int shift) {
  const Date now = date_of(today);
  switch (unit) {
    case 2: {
      const Interval week = week_of(today, std::min(shift, 0));
      const int on = shift > 0 && weekday(today) >= 6 ? 7 : 0;
      return {week.begin + 5 + on, week.end + on};
    }
    case 7:
      return week_of(today, shift);
    case 14:
      return {week_of(today, 2 * shift).begin, week_of(today, 2 * shift).begin + 13};
    case 30:
      return month_of(now, shift);
    case 365:
      return year_of(now.year + shift);
    case 36500:
      return {year_of((now.year / 100 + shift) * 100).begin, year_of((now.year / 100 + shift) * 100 + 99).end};
    case 3650:
      return {year_of((now.year / 10 + shift) * 10).begin, year_of((now.year / 10 + shift) * 10 + 9).end};
    default:
      return {today + shift, today + shift};
  }
}

Interval distant(int today, int count, int unit) {
  if (unit <= 1) return {today + unit * count, today + unit * count};
  if (unit >= 3650) return year_of(date_of(today).year + unit / 365 * count);
  return calendar(today, unit, count);
}

Both on_weekday(int today, int wanted, int shift, bool shifted) {
  int back = (weekday(today) - wanted + 7) % 7;
  int ahead = (7 - back) % 7;
  if (shifted && shift < 0 && back == 0) back = 7;
  if (shifted && shift > 0 && ahead == 0) ahead = 7;
  const Interval past{today - back, today - back}, future{today + ahead, today + ahead};
  if (!shifted || shift == 0) return {past, future};
  return shift < 0 ? Both{past, past} : Both{future, future};
}

Both season(int month, int in_year) {
  const Interval v{day_of({in_year, month, 1}), day_of({in_year, month + 3, 1}) - 1};
  return {v, v};
}

namespace {

/// Easter Sunday of the western churches (Butcher's rule).
int easter(int year) {
  const int a = year % 19, b = year / 100, c = year % 100;
  const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return day_of({year, n / 31, n % 31 + 1});
}

/// The first day of an Islamic month by the tables.
int islamic(int year, int month) {
  constexpr int kEpoch = -492148;  // 16 July 622, Julian
  return kEpoch - 1 + 29 * (month - 1) + month / 2 + (year - 1) * 354 + (3 + 11 * year) / 30 + 1;
}

}  // namespace

Interval feast(int number, int in_year) {
  if (number >= kEras) return {year_of(number / 10000).begin, year_of(number % 10000).end};
  if (number >= 8000) {
    const int month = (number - 8000) / 100, day = number % 100;
    int year = static_cast<int>((in_year - 622) * 1.0307);
    while (date_of(islamic(year, month)).year < in_year) ++year;
    const int first = islamic(year, month);
    return day == 0 ? Interval{first, islamic(year, month + 1) - 1} : Interval{first + day - 1, first + day - 1};
  }
  int day = 0;
  if (number >= 5000) {
    const int month = (number - 5000) / 100, wanted = number / 10 % 10, nth = number % 10;
    const int first = day_of({in_year, month, 1});
    day = first + (wanted - weekday(first) + 7) % 7 + 7 * (nth - 1);
    if (nth == 5 && date_of(day).month != month) day -= 7;
  } else if (number > 1900) {
    day = easter(in_year) + number - 2000;
  } else {
    day = day_of({in_year, number / 100, number % 100});
  }
  return {day, day};
}

}  // namespace demarche
