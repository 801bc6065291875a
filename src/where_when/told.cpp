// Times counted from the one told before: "On Monday they attacked it. Two days later they left"; "that week", "the next morning". See
// time_scan.h.
#include "where_when/time_scan.h"

namespace demarche {

std::optional<TimeScan::Step> TimeScan::step(Index i) const {
  const TimeWords::Word w = word(i);
  const auto adverb = [&](Index t) {  // "the day before", but "the day before the vote"
    if (t >= s_.last) return false;
    const Token& token = d_.tokens[static_cast<std::size_t>(t)];
    return !((token.relation == Relation::case_ || token.relation == Relation::mark) && token.head > t);
  };
  const auto direction = [&](Index t) {  // 1 after, -1 before
    const TimeWords::Word way = word(t);
    if (way.kind == Kind::later) return 1;
    if (way.kind == Kind::ago && way.number == -2) return -1;
    if (way.kind == Kind::ahead && way.number == 2 && adverb(t)) return 1;
    return way.kind == Kind::until && adverb(t) ? -1 : 0;
  };
  const auto days = [](TimeWords::Word u) { return u.kind == Kind::part ? 1 : u.kind == Kind::unit ? u.number : 0; };
  if (w.kind == Kind::told || next_day(i)) {
    const int unit = days(word(i + 1));
    const bool several = unit > 0 && form(i + 1).back() == 's';  // "the following weeks", but not "said that weeks of talks"
    if (unit <= 0 || unit == 2 || (several && w.number == 0)) return std::nullopt;
    return Step{i + 2, w.number, unit, several};
  }
  if (w.kind == Kind::unit && w.number > 0 && w.number != 2 && direction(i + 1) != 0) return Step{i + 2, direction(i + 1), w.number};
  Index t = i;
  const auto n = amount(t);
  if (!n || direction(t) == 0) return std::nullopt;
  return n->second == 0 ? Step{t + 1, 0, 1} : Step{t + 1, direction(t) * n->first, n->second};
}

bool TimeScan::next_day(Index i) const {
  const TimeWords::Word w = word(i), day = word(i + 1);
  return w.kind == Kind::shift && w.number == 1 && i > s_.first && word(i - 1).kind == Kind::ignored &&
         (day.kind == Kind::part || (day.kind == Kind::unit && day.number == 1)) && form(i + 1).back() != 's';
}

std::optional<TimeExpression> TimeScan::from_told(Index i, const TimeExpression& before) const {
  const auto to = step(i);
  if (!to) return std::nullopt;
  const auto from = [&](Interval told) -> std::optional<Interval> {
    if (told.end - told.begin >= to->unit + (to->unit >= 30 ? 1 : 0)) return std::nullopt;  // the day after a month?
    const int end = to->count < 0 ? told.begin : told.end;
    if (to->several) return to->count < 0 ? Interval{end - some(to->unit), end - 1} : Interval{end + 1, end + some(to->unit)};
    if (to->count == 0) return to->unit == 1 ? told : calendar(end, to->unit, 0);
    return distant(end, to->count, to->unit);
  };
  const auto past = from(before.past), future = from(before.future);
  if (!past || !future) return std::nullopt;
  return TimeExpression{i, to->last, today_ && past->begin > *today_ ? Interval{*today_, *today_} : *past, *future};
}

}  // namespace demarche
