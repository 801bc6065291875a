// Times with two ends, and with one end left open: "between 3 and 5 May 2024", "from January to March 2023", "in June and July", "since
// Monday", "until 3 May", "after 1 May". See time_scan.h.
#include <algorithm>

#include "where_when/attach.h"
#include "where_when/time_scan.h"

namespace demarche {

namespace {

/// The month, or the days, as far as they stand alone: moved to the year of what they go up to.
Interval led_up_to(Interval begin, Interval end) {
  const int years = date_of(end.begin).year - date_of(begin.begin).year;
  const auto moved = [](int day, int by) {
    Date d = date_of(day);
    d.year += by;
    d.day = std::min(d.day, days_in_month(d.year, d.month));
    return day_of(d);
  };
  const Interval same{moved(begin.begin, years), moved(begin.end, years)};
  return same.begin <= end.begin ? same : Interval{moved(begin.begin, years - 1), moved(begin.end, years - 1)};
}

}  // namespace

bool TimeScan::says_year(Index first, Index last) const {
  for (Index t = first; t < last; ++t)
    if (year(t)) return true;
  return false;
}

std::optional<TimeExpression> TimeScan::bounded(Index i) {
  const TimeWords::Word w = word(i);
  const bool after = w.kind == Kind::ahead && w.number == 2;
  if ((w.kind != Kind::since && w.kind != Kind::until && !after) || !today_) return std::nullopt;
  Index t = i + 1;
  while (word(t).kind == Kind::ignored) ++t;
  Index last = t;
  const auto v = plain(t, last);
  if (!v) return std::nullopt;
  if (w.kind == Kind::since)
    return TimeExpression{i, last, {v->first.begin, std::max(v->first.begin, *today_)}, {v->second.begin, v->second.end}};
  if (after) {
    const Index head = d_.tokens[static_cast<std::size_t>(i)].head;
    if (head < t || head >= last) return std::nullopt;  // "after Monday's attack"
    const auto on = [&](Interval of, int end) { return Interval{of.end + 1, std::max(of.end + 1, end)}; };
    return TimeExpression{i, last, on(v->first, *today_), on(v->second, year_of(date_of(v->second.end + 1).year).end)};
  }
  const Interval ahead{std::min(*today_, v->second.end), v->second.end};
  const bool nearer =
      ahead.end >= *today_ && ahead.end - *today_ < *today_ - v->first.end;  // "imposed a curfew until 5 April", told in March
  return TimeExpression{i, last, nearer ? ahead : v->first, ahead};
}

std::optional<TimeExpression> TimeScan::between(Index i) {
  if (word(i).kind != Kind::between) return std::nullopt;
  Index middle = i + 1, last = i + 1;
  auto a = absolute(i + 1, middle);
  if (!a && today_) a = relative(i + 1, middle);
  const auto day = a ? std::nullopt : day_of_month(i + 1);
  if (day) middle = i + 2;
  if ((!a && !day) || word(middle).kind != Kind::to) return std::nullopt;
  auto b = absolute(middle + 1, last);
  if (!b && today_) b = relative(middle + 1, last);
  if (!b) return std::nullopt;
  if (day) {  // "3 and 5 May": the first day is of the second's month
    const auto same_month = [&](Interval v) {
      Date d = date_of(v.begin);
      d.day = std::min(*day, days_in_month(d.year, d.month));
      return Interval{day_of(d), v.end};
    };
    return TimeExpression{i, last, same_month(b->first), same_month(b->second)};
  }
  if (says_year(middle + 1, last) && !says_year(i + 1, middle)) a = Both{led_up_to(a->first, b->first), led_up_to(a->second, b->second)};
  const Interval past{a->first.begin, b->first.end}, future{a->second.begin, b->second.end};
  return TimeExpression{i, last, past.begin <= past.end ? past : b->first, future.begin <= future.end ? future : b->second};
}

void TimeScan::listed(TimeExpression& e) {
  if (word(e.last).kind != Kind::to) return;
  Index last = e.last + 1;
  const Index begin = skip_ignored(last);
  const auto b = plain(begin, last);
  if (!b) return;
  const Token& head = d_.tokens[static_cast<std::size_t>(head_of(d_, begin, last))];
  if (head.relation != Relation::conj || head.head < e.first || head.head >= e.last) return;
  Both a{e.past, e.future};
  if (says_year(begin, last) && !says_year(e.first, e.last)) a = Both{led_up_to(a.first, b->first), led_up_to(a.second, b->second)};
  const auto both = [](Interval x, Interval y) { return Interval{std::min(x.begin, y.begin), std::max(x.end, y.end)}; };
  e = {e.first, last, both(a.first, b->first), both(a.second, b->second), e.modifies};
}

}  // namespace demarche
