// Dates that say their month, year or feast: "3-5 May", "2024-05-14", "the first quarter of 2023", "Easter Sunday". See time_scan.h.
#include <algorithm>

#include "base/utf8.h"
#include "where_when/time_scan.h"

namespace demarche {

namespace {

constexpr Index kLongestFeast = 4;  // tokens: "New Year's Eve"

}  // namespace

TimeScan::TimeScan(const Document& d, const TimeWords& words, const Sentence& s) : d_(d), words_(words), s_(s), today_(parse_iso(d.date)) {
  for (Index t = s.first; t < s.last; ++t) kinds_.push_back(read(t));
}

TimeWords::Word TimeScan::read(Index t) const {
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

std::optional<int> TimeScan::digits(Index t, std::size_t least, std::size_t most) const {
  const std::string_view f = form(t);
  int n = 0;
  std::size_t i = 0;
  for (; i < f.size() && f[i] >= '0' && f[i] <= '9'; ++i) n = n * 10 + (f[i] - '0');
  const std::string_view rest = f.substr(i);
  if (i < least || i > most || (!rest.empty() && rest != "st" && rest != "nd" && rest != "rd" && rest != "th")) return std::nullopt;
  return n;
}

std::optional<Both> TimeScan::feast_day(Index i, int shift, bool shifted, Index& last) {
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
  if (found >= kEras) {  // "during World War II", but "veterans of World War II"
    Index before = i - 1;
    if (before >= s_.first && d_.tokens[static_cast<std::size_t>(before)].tag == Tag::DET) --before;
    if (before < s_.first || d_.tokens[static_cast<std::size_t>(before)].tag != Tag::ADP || word(before).kind == Kind::ignored)
      return std::nullopt;
    const Interval v = feast(found, 0);
    return Both{v, v};
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

std::optional<Both> TimeScan::quarter(Index i, Index& last) {
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

std::optional<Both> TimeScan::absolute(Index i, Index& last) {
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
  if (const auto century = nth_century(i, last)) return century;
  Index t = i;
  if (word(t).kind == Kind::weekday &&
      (word(skip_comma(t + 1)).kind == Kind::month || (day_of_month(skip_comma(t + 1)) && word(skip_comma(t + 1) + 1).kind == Kind::month)))
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

bool TimeScan::year_fits(Index i) const {
  const Token& token = d_.tokens[static_cast<std::size_t>(i)];
  if (token.relation == Relation::nummod) return year_modifies(i);
  if (i > s_.first) {
    const Token& before = d_.tokens[static_cast<std::size_t>(i - 1)];
    const Kind k = word(i - 1).kind;
    if (before.tag == Tag::ADP || k == Kind::ignored || k == Kind::since || k == Kind::until || k == Kind::between || k == Kind::to ||
        k == Kind::season)
      return true;
  }
  return token.relation == Relation::obl || token.relation == Relation::obl_unmarked || token.relation == Relation::nmod_unmarked;
}

bool TimeScan::year_modifies(Index i) const {
  const Index noun = d_.tokens[static_cast<std::size_t>(i)].head;
  const int y = *year(i);
  if (noun <= i || noun >= s_.last || (y % 100 == 0 && y != 2000) || y < 1700 || y > 2100) return false;
  const Token& token = d_.tokens[static_cast<std::size_t>(noun)];
  const bool plural = token.xpos == "NNS" || token.xpos == "NNPS";
  const bool singular = token.xpos == "NN" || token.xpos == "NNP";
  const bool definite = i > s_.first && (d_.tokens[static_cast<std::size_t>(i - 1)].relation == Relation::det ||
                                         d_.tokens[static_cast<std::size_t>(i - 1)].relation == Relation::nmod_poss ||
                                         d_.tokens[static_cast<std::size_t>(i - 1)].relation == Relation::case_);
  return (singular && word(noun).kind != Kind::unit) || (plural && definite);
}

std::optional<int> TimeScan::year_of_text(std::string_view text) {
  if (text.size() != 4 || !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) return std::nullopt;
  const int n = std::stoi(std::string(text));
  return n >= 1000 && n <= 2199 ? std::optional(n) : std::nullopt;
}

std::optional<Both> TimeScan::nth_century(Index i, Index& last) const {
  const int n = word(i).kind == Kind::ordinal ? word(i).number : form(i).size() == 4 ? digits(i, 2, 2).value_or(0) : 0;
  const Index t = dash(i + 1) ? i + 2 : i + 1;
  if (n < 10 || n > 21 || word(t).kind != Kind::unit || word(t).number != 36500) return std::nullopt;
  last = t + 1;
  const Interval v{year_of(100 * (n - 1)).begin, year_of(100 * n - 1).end};
  return Both{v, v};
}

std::optional<Both> TimeScan::with_month(Index m, int day, Index& last, int month) {
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
  if (day > days_in_month(2000, month)) return std::nullopt;  // "February 30"
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

}  // namespace demarche
