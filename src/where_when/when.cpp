// See when.h. A left-to-right scan of the tokens: each rule looks at one shape of expression; the first that fits wins.
#include "where_when/when.h"

#include <algorithm>

#include "base/utf8.h"
#include "where_when/stretch.h"

namespace demarche {

using Kind = TimeWords::Kind;

namespace {

constexpr Index kLongestFeast = 4;  // tokens: "New Year's Eve"

class Scan {
 public:
  Scan(const Document& d, const TimeWords& words, const Sentence& s) : d_(d), words_(words), s_(s), today_(parse_iso(d.date)) {
    for (Index t = s.first; t < s.last; ++t) kinds_.push_back(read(t));
  }

  /// The expression that begins at token `i`, if any.
  std::optional<TimeExpression> at(Index i) {
    if (auto range = between(i)) return range;
    if (auto open = bounded(i)) return open;
    Index last = i;
    if (const auto one = plain(i, last)) return TimeExpression{i, last, one->first, one->second};
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::string_view form(Index t) const {
    return t < s_.last ? d_.of(d_.tokens[static_cast<std::size_t>(t)].span) : std::string_view{};
  }
  [[nodiscard]] TimeWords::Word word(Index t) const {
    return t >= s_.last ? TimeWords::Word{} : kinds_[static_cast<std::size_t>(t - s_.first)];
  }
  [[nodiscard]] TimeWords::Word read(Index t) const {
    const Token& token = d_.tokens[static_cast<std::size_t>(t)];
    const std::string text = lower(d_.of(token.span));
    TimeWords::Word w = words_.of(text);
    if (w.kind == Kind::none && token.tag == Tag::NOUN) w = words_.of(token.lemma);
    const bool capital = form(t)[0] >= 'A' && form(t)[0] <= 'Z';
    if (w.kind == Kind::month && (token.relation == Relation::flat || token.name_tag == 1 || token.name_tag == 2))
      return {};  // "Theresa May"
    if ((w.kind == Kind::month || w.kind == Kind::weekday) &&
        (!capital || (text.size() <= 3 && token.tag != Tag::PROPN) || token.tag == Tag::AUX || token.tag == Tag::VERB))
      return {};
    return w;
  }
  [[nodiscard]] std::optional<int> digits(Index t, std::size_t least, std::size_t most) const {
    const std::string_view f = form(t);
    int n = 0;
    std::size_t i = 0;
    for (; i < f.size() && f[i] >= '0' && f[i] <= '9'; ++i) n = n * 10 + (f[i] - '0');
    const std::string_view rest = f.substr(i);
    if (i < least || i > most || (!rest.empty() && rest != "st" && rest != "nd" && rest != "rd" && rest != "th")) return std::nullopt;
    return n;
  }
  [[nodiscard]] std::optional<int> year(Index t) const {
    const auto n = digits(t, 4, 4);
    return n && *n >= 1000 && *n <= 2199 && form(t).size() == 4 ? n : std::nullopt;
  }
  [[nodiscard]] std::optional<int> day_of_month(Index t) const {
    const auto n = digits(t, 1, 2);
    return n && *n >= 1 && *n <= 31 ? n : std::nullopt;
  }
  [[nodiscard]] bool comma(Index t) const { return form(t) == ","; }
  [[nodiscard]] Index skip_comma(Index t) const { return comma(t) ? t + 1 : t; }

  /// One day or one stretch, without "since", "until" and "between".
  std::optional<Both> plain(Index i, Index& last) {
    if (const auto part = portion(i, last)) return part;
    if (const auto part = quarter(i, last)) return part;
    if (const auto day = feast_day(i, 0, false, last)) return day;
    if (const auto day = absolute(i, last)) return day;
    return today_ ? relative(i, last) : std::nullopt;
  }

  /// "the" or "of" and the like before the time itself.
  [[nodiscard]] Index skip_ignored(Index t) const {
    while (word(t).kind == Kind::ignored || word(t).kind == Kind::ahead) ++t;
    return t;
  }

  /// "early May", "mid-March", "the end of the year", "earlier this month", "later this week"
  std::optional<Both> portion(Index i, Index& last) {
    const TimeWords::Word w = word(i);
    const std::string_view f = form(i);
    if (const auto hyphen = f.find('-');
        hyphen != std::string_view::npos && words_.of(lower(f.substr(0, hyphen))).kind == Kind::portion) {  // "mid-March"
      const TimeWords::Word rest = words_.of(lower(f.substr(hyphen + 1)));
      const auto v = rest.kind == Kind::month ? with_month(i, 0, last, rest.number) : std::nullopt;
      const int which = words_.of(lower(f.substr(0, hyphen))).number;
      return v ? std::optional(Both{third(v->first, which), third(v->second, which)}) : std::nullopt;
    }
    const bool earlier = w.kind == Kind::ago && w.number == -2, later = w.kind == Kind::later;
    if (w.kind != Kind::portion && !earlier && !later) return std::nullopt;
    Index t = i + 1;
    if (form(t) == "-") ++t;
    t = earlier || later ? t : skip_ignored(t);
    std::optional<Both> v = absolute(t, last);
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

  /// "Easter Sunday", "Christmas Eve 2014", "Ramadan"; not "Easter Island". `shift`: "last Christmas".
  std::optional<Both> feast_day(Index i, int shift, bool shifted, Index& last) {
    if (i >= s_.last || form(i)[0] < 'A' || form(i)[0] > 'Z') return std::nullopt;
    int found = 0;
    std::string name;
    for (Index t = i; t < s_.last && t < i + kLongestFeast; ++t) {
      const bool joined = name.empty() || form(t)[0] == '\'' || dash(t) || name.back() == '-';
      name += (joined ? "" : " ") + (dash(t) ? "-" : lower(form(t)));
      if (const TimeWords::Word w = words_.of(name); w.kind == Kind::feast) {
        found = w.number;
        last = t + 1;
      }
    }
    if (found == 0 || (last < s_.last && d_.tokens[static_cast<std::size_t>(last)].tag == Tag::PROPN && !word(last).number))
      return std::nullopt;
    if (const Index y = skip_ignored(skip_comma(last)); year(y)) {
      last = y + 1;
      return Both{feast(found, *year(y)), feast(found, *year(y))};
    }
    if (!today_) return std::nullopt;
    const int now = date_of(*today_).year;
    const Interval here = feast(found, now);
    const Interval past = here.begin <= *today_ + (shift < 0 ? -1 : 1) ? here : feast(found, now - 1);
    const Interval future = here.end >= *today_ ? here : feast(found, now + 1);
    if (shifted) return shift < 0 ? Both{past, past} : shift > 0 ? Both{future, future} : Both{here, here};
    return Both{past, future};
  }

  /// "the first quarter of 2023", "the second half of last year"
  std::optional<Both> quarter(Index i, Index& last) {
    const TimeWords::Word which = word(i), part = word(i + 1);
    if (which.kind != Kind::ordinal || part.kind != Kind::quarter || which.number * part.number > 12) return std::nullopt;
    const Index t = skip_ignored(i + 2);
    std::optional<int> y = year(t);
    if (y)
      last = t + 1;
    else if (const auto v = today_ ? relative(t, last) : std::nullopt; v && v->first.end - v->first.begin >= 364)
      y = date_of(v->first.begin).year;
    if (!y) return std::nullopt;
    const Interval v{day_of({*y, (which.number - 1) * part.number + 1, 1}), day_of({*y, which.number * part.number + 1, 1}) - 1};
    return Both{v, v};
  }

  /// Month, with or without day and year; ISO; a year; a decade. `last` is moved past it.
  std::optional<Both> absolute(Index i, Index& last) {
    const auto same = [](Interval v) { return Both{v, v}; };
    Index end = i + 1;
    std::string whole(form(i));
    while (end < s_.last && whole.size() < 10 &&
           d_.tokens[static_cast<std::size_t>(end)].span.begin == d_.tokens[static_cast<std::size_t>(end - 1)].span.end)
      whole += form(end++);  // "2024-05-14" may be five tokens
    if (const auto day = parse_iso(whole)) {
      last = end;
      return same({*day, *day});
    }
    if (const auto day = slashed(form(i))) {
      last = i + 1;
      return same({*day, *day});
    }
    if (word(i).kind == Kind::decade && i > s_.first && word(i - 1).kind != Kind::none) {
      last = i + 1;
      return same({year_of(word(i).number).begin, year_of(word(i).number + 9).end});
    }
    if (word(i).kind == Kind::season)
      if (const Index y = skip_ignored(i + 1); year(y)) {
        last = y + 1;
        return season(word(i).number, *year(y));
      }
    Index t = i;
    if (word(t).kind == Kind::weekday && (word(skip_comma(t + 1)).kind == Kind::month ||
                                          (day_of_month(skip_comma(t + 1)) && word(skip_comma(t + 1) + 1).kind == Kind::month)))
      t = skip_comma(t + 1);
    int day = 0;
    Index m = t;
    if (const auto n = day_of_month(t), to = day_of_month(t + 2);
        n && to && *n < *to && dash(t + 1) && word(t + 3).kind == Kind::month) {  // "3-5 May"
      auto v = with_month(t + 3, *n, last);
      if (v) v = Both{{v->first.begin, v->first.begin + *to - *n}, {v->second.begin, v->second.begin + *to - *n}};
      return v;
    }
    if (const auto n = day_of_month(t);
        n && (word(t + 1).kind == Kind::month || (word(t + 1).kind == Kind::ignored && word(t + 2).kind == Kind::month))) {
      day = *n;
      m = word(t + 1).kind == Kind::month ? t + 1 : t + 2;
    }
    if (word(m).kind == Kind::month) return with_month(m, day, last);
    if (const auto y = year(i); y && year_fits(i)) {
      last = i + 1;
      return same(year_of(*y));
    }
    const std::string_view f = form(i);  // "1980s"
    if (f.size() == 5 && f[4] == 's' && std::all_of(f.begin(), f.begin() + 4, [](char c) { return c >= '0' && c <= '9'; })) {
      last = i + 1;
      const int first = std::stoi(std::string(f.substr(0, 4)));
      return same({year_of(first).begin, year_of(first + (first % 100 == 0 ? 99 : 9)).end});
    }
    return std::nullopt;
  }

  /// A bare number of four digits is a year after a preposition, or in a nominal date.
  [[nodiscard]] bool year_fits(Index i) const {
    const Token& token = d_.tokens[static_cast<std::size_t>(i)];
    if (token.relation == Relation::nummod) return false;
    if (i > s_.first) {
      const Token& before = d_.tokens[static_cast<std::size_t>(i - 1)];
      const Kind k = word(i - 1).kind;
      if (before.tag == Tag::ADP || k == Kind::ignored || k == Kind::since || k == Kind::until || k == Kind::between || k == Kind::to ||
          k == Kind::season)
        return true;
    }
    return token.relation == Relation::obl || token.relation == Relation::obl_unmarked || token.relation == Relation::nmod_unmarked;
  }

  [[nodiscard]] bool dash(Index t) const { return form(t) == "-" || form(t) == "–" || form(t) == "—"; }

  /// @param month if the token at `m` is more than its name
  std::optional<Both> with_month(Index m, int day, Index& last, int month = 0) {
    if (month == 0) month = word(m).number;
    int more = 0;  // days after the first
    Index t = m + 1;
    if (form(t) == "." && form(m).size() <= 4) ++t;
    if (day == 0)
      if (const auto n = day_of_month(t); n && form(t).size() <= 4 && !(t + 1 < s_.last && word(t + 1).kind == Kind::unit)) {
        day = *n;
        ++t;
        if (const auto to = day_of_month(t + 1);
            to && *to > day &&
            (dash(t) || (word(t).kind == Kind::to && form(t + 1).size() <= 2 &&
                         !(t + 2 < s_.last && d_.tokens[static_cast<std::size_t>(t + 1)].relation == Relation::nummod)))) {
          more = *to - day;
          t += 2;
        }
      }
    std::optional<int> y = year(skip_comma(t));
    if (y) t = skip_comma(t) + 1;
    last = t;
    const auto of = [&](int in_year) -> Interval {
      if (day == 0) return month_of({in_year, month, 1});
      const int one = day_of({in_year, month, std::min(day, days_in_month(in_year, month))});
      return {one, one + more};
    };
    if (y) return Both{of(*y), of(*y)};
    if (!today_) return std::nullopt;
    const int now = date_of(*today_).year;
    const Interval this_year = of(now);
    const Interval past = this_year.begin <= *today_ + 1 ? this_year : of(now - 1);
    const Interval future = this_year.end >= *today_ ? this_year : of(now + 1);
    return Both{past, future};
  }

  std::optional<Both> relative(Index i, Index& last) {
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
    if (w.kind == Kind::shift) return shifted(i, w.number, last);
    if (w.kind == Kind::recent && word(i + 1).kind == Kind::unit && form(i + 1).back() == 's') {
      last = i + 2;
      const int unit = std::max(1, word(i + 1).number);
      return same({*today_ - std::max(7, unit * (unit >= 365 ? 3 : 4)), *today_});
    }
    return ago(i, last);
  }

  /// "last month", "this week", "next year", "last Tuesday", "the past two weeks", "this morning", "last May"
  std::optional<Both> shifted(Index i, int shift, Index& last) {
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
    return same(calendar(*today_, w.number, shift));
  }

  [[nodiscard]] std::optional<int> number(Index t) const {
    if (const auto n = digits(t, 1, 3)) return n;
    const TimeWords::Word w = word(t);
    return w.kind == Kind::number ? std::optional(w.number) : std::nullopt;
  }

  /// How many, of what: "two weeks", "a couple of days"; `t` is moved past the unit. Nothing if it is no such phrase.
  std::optional<std::pair<int, int>> amount(Index& t) const {
    const auto n = number(t);
    if (!n) return std::nullopt;
    const Index first = t++;
    for (int words = 0; words < 2 && (word(t).kind == Kind::ignored || word(t).kind == Kind::number); ++words)
      ++t;  // "a few", "a couple of"
    if (word(t).kind != Kind::unit) return std::nullopt;
    int count = *n;
    for (Index k = first + 1; k < t; ++k)
      if (const auto more = number(k)) count = *more;
    const int unit = word(t++).number;
    if (unit == -24) return count < 24 ? std::pair{0, 0} : std::pair{count / 24, 1};
    return std::pair{count, unit};
  }

  /// "in two weeks", "within three days"
  std::optional<Both> ahead(Index i, bool within, Index& last) {
    Index t = i + 1;
    const auto n = amount(t);
    if (!n || n->second < 1 || word(t).kind == Kind::ago) return std::nullopt;
    last = t;
    const int days = n->first * n->second;
    return Both{{*today_ - days, *today_}, within ? Interval{*today_, *today_ + days} : distant(*today_, n->first, n->second)};
  }

  /// "two days ago", "a couple of weeks ago", "three years earlier"
  std::optional<Both> ago(Index i, Index& last) {
    Index t = i;
    const auto n = amount(t);
    if (!n || word(t).kind != Kind::ago) return std::nullopt;
    last = t + 1;
    const Interval v = distant(*today_, -n->first, n->second);
    return Both{v, v};
  }

  /// "since Monday", "until 3 May": the document's day is the other end.
  std::optional<TimeExpression> bounded(Index i) {
    const Kind k = word(i).kind;
    if ((k != Kind::since && k != Kind::until) || !today_) return std::nullopt;
    Index t = i + 1;
    while (word(t).kind == Kind::ignored) ++t;
    Index last = t;
    const auto v = plain(t, last);
    if (!v) return std::nullopt;
    if (k == Kind::since)
      return TimeExpression{i, last, {v->first.begin, std::max(v->first.begin, *today_)}, {v->second.begin, v->second.end}};
    return TimeExpression{i, last, v->first, {std::min(*today_, v->second.end), v->second.end}};
  }

  /// "between 3 and 5 May 2024", "from Monday to Friday"
  std::optional<TimeExpression> between(Index i) {
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
    const Interval past{a->first.begin, b->first.end}, future{a->second.begin, b->second.end};
    return TimeExpression{i, last, past.begin <= past.end ? past : b->first, future.begin <= future.end ? future : b->second};
  }

  const Document& d_;
  const TimeWords& words_;
  const Sentence& s_;
  std::optional<int> today_;
  std::vector<TimeWords::Word> kinds_;  // of the sentence's tokens
};

}  // namespace

std::vector<TimeExpression> find_times(const Document& d, const TimeWords& words, const std::vector<bool>& wanted) {
  std::vector<TimeExpression> out;
  for (std::size_t n = 0; n < d.sentences.size(); ++n) {
    const Sentence& s = d.sentences[n];
    if (!wanted.empty() && !wanted[n]) continue;
    Scan scan(d, words, s);
    for (Index i = s.first; i < s.last;) {
      if (const auto found = scan.at(i)) {
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
