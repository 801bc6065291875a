// See calendar.h.
#include "where_when/calendar.h"

#include <cstdio>

namespace demarche {

int day_of(Date d) {
  d.year += (d.month - 1) / 12;
  d.month = (d.month - 1) % 12 + 1;
  if (d.month < 1) {
    d.month += 12;
    --d.year;
  }
  const int y = d.year - (d.month <= 2 ? 1 : 0);
  const int era = (y >= 0 ? y : y - 399) / 400;
  const int of_era = y - era * 400;
  const int of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

Date date_of(int day) {
  day += 719468;
  const int era = (day >= 0 ? day : day - 146096) / 146097;
  const int of_era = day - era * 146097;
  const int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const int of_year = of_era - (365 * year + year / 4 - year / 100);
  const int mp = (5 * of_year + 2) / 153;
  const int month = mp + (mp < 10 ? 3 : -9);
  return {year + era * 400 + (month <= 2 ? 1 : 0), month, of_year - (153 * mp + 2) / 5 + 1};
}

std::string iso(int day) {
  const Date d = date_of(day);
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", d.year, d.month, d.day);
  return text;
}

int days_in_month(int year, int month) {
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : kDays[month - 1];
}

std::optional<int> parse_iso(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  int parts[3] = {0, 0, 0};
  for (std::size_t i = 0, part = 0; i < text.size(); ++i) {
    if (i == 4 || i == 7) {
      ++part;
    } else if (text[i] < '0' || text[i] > '9') {
      return std::nullopt;
    } else {
      parts[part] = parts[part] * 10 + (text[i] - '0');
    }
  }
  if (parts[1] < 1 || parts[1] > 12 || parts[2] < 1 || parts[2] > days_in_month(parts[0], parts[1])) return std::nullopt;
  return day_of({parts[0], parts[1], parts[2]});
}

int weekday(int day) {
  return ((day % 7 + 7) % 7 + 3) % 7 + 1;
}

Interval month_of(Date date, int shift) {
  const int begin = day_of({date.year, date.month + shift, 1});
  return {begin, day_of({date.year, date.month + shift + 1, 1}) - 1};
}

Interval year_of(int year) {
  return {day_of({year, 1, 1}), day_of({year, 12, 31})};
}

Interval week_of(int day, int shift) {
  const int monday = day - weekday(day) + 1 + 7 * shift;
  return {monday, monday + 6};
}

}  // namespace demarche
