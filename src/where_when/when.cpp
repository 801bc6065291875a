// See when.h and time_scan.h: what is seen from the document's day ("last month", "two days ago"), and the order in which the shapes are
// tried.
#include "where_when/when.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "where_when/attach.h"
#include "where_when/time_scan.h"

namespace demarche {

namespace {

/// The time from which one at token `i` of a sentence counts: told in its paragraph, or in the one before if it begins its own
/// ("Two days later they left"), as the next paragraph may be another story.
/// @param from the first token from which on times count
const TimeExpression* told_before(Index from, const std::vector<TimeExpression>& out) {
  for (auto e = out.rbegin(); e != out.rend() && e->first >= from; ++e)
    if (!e->modifies) return &*e;
  return nullptr;
}

}  // namespace

std::optional<TimeExpression> TimeScan::at(Index i, const TimeExpression* before) {
  auto found = before == nullptr ? std::nullopt : from_told(i, *before);
  if (!found) found = between(i);
  if (!found) found = bounded(i);
  if (!found) {
    Index last = i;
    const auto one = plain(i, last);
    if (!one) return std::nullopt;
    found = TimeExpression{i, last, one->first, one->second};
    listed(*found);
  }
  const Token& head = d_.tokens[static_cast<std::size_t>(head_of(d_, i, found->last))];
  const Relation r = universal(head.relation);
  found->modifies = head.head >= found->last && (r == Relation::nummod || r == Relation::compound || r == Relation::amod) &&
                    word(head.head).kind == Kind::none;  // "Sunday night" is a time itself
  return found;
}

std::optional<Both> TimeScan::plain(Index i, Index& last) {
  if (const auto part = portion(i, last)) return part;
  if (const auto part = quarter(i, last)) return part;
  if (const auto day = feast_day(i, 0, false, last)) return day;
  if (const auto day = absolute(i, last)) return day;
  return today_ ? relative(i, last) : std::nullopt;
}

Index TimeScan::skip_ignored(Index t) const {
  while (word(t).kind == Kind::ignored || word(t).kind == Kind::ahead) ++t;
  return t;
}

std::optional<Both> TimeScan::portion(Index i, Index& last) {
  const TimeWords::Word w = word(i);
  const std::string_view f = form(i);
  if (const auto hyphen = f.find('-');
      hyphen != std::string_view::npos && words_.of(lower(f.substr(0, hyphen))).kind == Kind::portion) {  // "mid-March"
    const TimeWords::Word rest = words_.of(lower(f.substr(hyphen + 1)));
    auto v = rest.kind == Kind::month ? with_month(i, 0, last, rest.number) : std::nullopt;
    if (const auto y = year_of_text(f.substr(hyphen + 1))) {  // "mid-2019"
      last = i + 1;
      v = Both{year_of(*y), year_of(*y)};
    }
    const int which = words_.of(lower(f.substr(0, hyphen))).number;
    return v ? std::optional(Both{third(v->first, which), third(v->second, which)}) : std::nullopt;
  }
  const bool earlier = w.kind == Kind::ago && w.number == -2, later = w.kind == Kind::later;
  if ((w.kind != Kind::portion && !earlier && !later) || d_.tokens[static_cast<std::size_t>(i)].tag == Tag::VERB) return std::nullopt;
  Index t = i + 1;
  if (form(t) == "-") ++t;
  t = earlier || later ? t : skip_ignored(t);
  std::optional<Both> v = absolute(t, last);
  if (const auto y = year(t); y && !v) {  // "mid-2019" of three tokens
    last = t + 1;
    v = Both{year_of(*y), year_of(*y)};
  }
  if (!v && today_) v = relative(t, last);
  if (!v && today_ && t > i + 2 && word(t).kind == Kind::unit && word(t).number >= 7) {  // "the end of the year"
    last = t + 1;
    v = Both{calendar(*today_, word(t).number, 0), calendar(*today_, word(t).number, 0)};
  }
  if (!v) return std::nullopt;
  if (w.kind == Kind::portion) return Both{third(v->first, w.number), third(v->second, w.number)};
  if (!today_ || v->first.begin > *today_ || v->first.end < *today_) return std::nullopt;
  const Interval clipped = earlier ? Interval{v->first.begin, *today_} : Interval{*today_, v->first.end};
  return Both{clipped, clipped};
}

std::optional<Both> TimeScan::relative(Index i, Index& last) {
  const TimeWords::Word w = word(i);
  const auto same = [](Interval v) { return Both{v, v}; };
  if (w.kind == Kind::day) {
    last = i + 1;
    return same({*today_ + w.number, *today_ + w.number});
  }
  if (w.kind == Kind::unit && w.number == 1 && word(i + 2).kind == Kind::day) {  // "the day before yesterday"
    const int step = word(i + 1).kind == Kind::until ? -1 : word(i + 1).kind == Kind::ahead ? 1 : 0;
    if (step == 0 || word(i + 2).number * step < 0) return std::nullopt;
    last = i + 3;
    const int day = *today_ + word(i + 2).number + step;
    return same({day, day});
  }
  if (w.kind == Kind::unit && w.number == 2 && i > s_.first && word(i - 1).kind == Kind::ignored) {  // "over the weekend"
    last = i + 1;
    const bool on = weekday(*today_) >= 6;
    const Interval coming{week_of(*today_).begin + 5, week_of(*today_).end};
    return Both{on ? coming : Interval{coming.begin - 7, coming.end - 7}, coming};
  }
  if (w.kind == Kind::unit && w.number == -24 && word(i + 1).kind == Kind::ago) {  // "hours ago"
    last = i + 2;
    return same({*today_, *today_});
  }
  if (w.kind == Kind::ahead && w.number == 3) {  // "for two weeks"
    Index t = i + 1;
    const auto n = amount(t);
    const bool perfect = std::any_of(d_.tokens.begin() + s_.first, d_.tokens.begin() + i,
                                     [](const Token& k) { return k.tag == Tag::AUX && k.lemma == "have"; });
    if (!n || n->second < 1 || n->second > 30 || !perfect) return std::nullopt;  // "jailed for ten years" tells of the time to come
    last = t;
    return Both{{*today_ - n->first * n->second, *today_}, {*today_, *today_ + n->first * n->second}};
  }
  if (w.kind == Kind::ahead && w.number < 2) return ahead(i, w.number == 1, last);
  if (w.kind == Kind::weekday) {
    last = i + 1;
    return on_weekday(*today_, w.number, 0, false);
  }
  if (w.kind == Kind::shift && !next_day(i)) return shifted(i, w.number, last);
  if (w.kind == Kind::told && w.number < 0) return shifted(i, w.number, last);  // "the previous day", with no other told
  if (w.kind == Kind::recent && word(i + 1).kind == Kind::unit && form(i + 1).back() == 's') {
    last = i + 2;
    return same({*today_ - some(word(i + 1).number), *today_});
  }
  return ago(i, last);
}

std::optional<Both> TimeScan::shifted(Index i, int shift, Index& last) {
  const auto same = [](Interval v) { return Both{v, v}; };
  int count = 0;
  Index t = i + 1;
  if (const auto n = number(t)) {
    count = *n;
    ++t;
  }
  const TimeWords::Word w = word(t);
  if (const auto day = count == 0 ? feast_day(t, shift, true, last) : std::nullopt) return day;
  last = t + 1;
  if (w.kind == Kind::weekday && count == 0) return on_weekday(*today_, w.number, shift, true);
  if (w.kind == Kind::part && count == 0) return same({*today_ + (shift < 0 ? -1 : shift), *today_ + (shift < 0 ? -1 : shift)});
  const Date now = date_of(*today_);
  if (w.kind == Kind::month && count == 0) {
    int in_year = now.year + (shift < 0 && w.number >= now.month ? -1 : shift > 0 && w.number <= now.month ? 1 : 0);
    return same(month_of({in_year, w.number, 1}));
  }
  if (w.kind == Kind::season && count == 0)
    return season(w.number, now.year + (shift < 0 && w.number >= now.month ? -1 : shift > 0 && w.number <= now.month ? 1 : 0));
  if (w.kind != Kind::unit) return std::nullopt;
  if (count > 0) {
    const int days = w.number == -24 ? count / 24 : std::max(1, w.number) * count;
    return shift <= 0 ? same({*today_ - days, *today_}) : same({*today_, *today_ + days});
  }
  if (shift != 0 && w.number > 0 && w.number != 2 && form(t).back() == 's') {  // "the coming weeks"
    const int days = some(w.number);
    return shift < 0 ? same({*today_ - days, *today_}) : same({*today_ + 1, *today_ + days});
  }
  return same(calendar(*today_, w.number, shift));
}

int TimeScan::some(int unit) {
  return std::max(7, std::max(1, unit) * (unit >= 365 ? 3 : 4));
}

std::optional<std::pair<int, int>> TimeScan::amount(Index& t) const {
  const auto half = [&](Index k) { return word(k).kind == Kind::quarter && word(k).number == 6; };
  const bool halved = half(t) && word(t + 1).kind == Kind::number;  // "half a century", "half a dozen years"
  if (halved) ++t;
  const auto n = number(t);
  if (!n) return std::nullopt;
  ++t;
  const auto and_a_half = [&] {
    const bool so = word(t).kind == Kind::to && word(t + 1).kind == Kind::number && word(t + 1).number == 1 && half(t + 2);
    if (so) t += 3;
    return so;
  };
  bool more_half = and_a_half();
  const Index again = t;
  for (int words = 0; words < 2 && (word(t).kind == Kind::ignored || word(t).kind == Kind::number); ++words) ++t;  // "a few", "a couple of"
  if (word(t).kind != Kind::unit) return std::nullopt;
  int count = *n;
  for (Index k = again; k < t; ++k)
    if (const auto more = number(k)) count = *more;
  int unit = word(t++).number;
  more_half = and_a_half() || more_half;
  if (unit == -24) return count < 24 ? std::pair{0, 0} : std::pair{count / 24, 1};
  if (halved && count > 1) {
    count /= 2;
  } else if (halved || more_half) {  // in the next smaller unit
    const int smaller = unit >= 36500 ? 3650 : unit >= 3650 ? 365 : unit >= 365 ? 30 : unit >= 30 ? 7 : 1;
    const int parts = smaller == 30 ? 12 : smaller == 7 ? 4 : smaller == 1 ? unit : 10;
    count = halved ? parts / 2 : count * parts + parts / 2;
    unit = smaller;
  }
  return std::pair{count, unit};
}

std::optional<Both> TimeScan::ahead(Index i, bool within, Index& last) {
  Index t = i + 1;
  const auto n = amount(t);
  if (!n || n->second < 1 || word(t).kind == Kind::ago) return std::nullopt;
  last = t;
  const int days = n->first * n->second;
  return Both{{*today_ - days, *today_}, within ? Interval{*today_, *today_ + days} : distant(*today_, n->first, n->second)};
}

std::optional<Both> TimeScan::ago(Index i, Index& last) {
  Index t = i;
  const auto n = amount(t);
  if (!n || word(t).kind != Kind::ago) return std::nullopt;
  last = t + 1;
  const Interval v = distant(*today_, -n->first, n->second);
  return Both{v, v};
}

std::vector<TimeExpression> find_times(const Document& d, const TimeWords& words, const std::vector<bool>& wanted) {
  std::vector<TimeExpression> out;
  Index paragraph = 0, last_paragraph = 0;  // their first tokens
  for (std::size_t n = 0; n < d.sentences.size(); ++n) {
    const Sentence& s = d.sentences[n];
    if (s.new_paragraph) last_paragraph = std::exchange(paragraph, s.first);
    if (!wanted.empty() && !wanted[n]) continue;
    TimeScan scan(d, words, s);
    for (Index i = s.first; i < s.last;) {
      const bool begins = s.new_paragraph && i <= s.first + 1;
      if (const auto found = scan.at(i, told_before(begins ? last_paragraph : paragraph, out))) {
        out.push_back(*found);
        i = std::max(i + 1, found->last);
      } else {
        ++i;
      }
    }
  }
  return out;
}

}  // namespace demarche
