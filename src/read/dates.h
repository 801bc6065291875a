// Dates as the web writes them, to a day of the calendar.
//
//   day_of("Tue, 14 May 2024 23:10:00 GMT") -> "2024-05-14"    day_of("2024-05-14T23:10:00+02:00") -> "2024-05-14"    day_of("soon") -> ""
//
// The day is the one that is written: times of day and zones are not reckoned with. Days written in figures alone with the year last
// (05/06/2024) are refused, since nothing tells the day from the month, unless one of the two is above 12.
#pragma once

#include <string>
#include <string_view>

namespace demarche {

/// YYYY-MM-DD, or "" when the text holds no day of the calendar from 1800 on.
[[nodiscard]] std::string day_of(std::string_view text);

}  // namespace demarche
