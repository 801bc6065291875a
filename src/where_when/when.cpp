// See when.h. A left-to-right scan of the tokens: each rule looks at one shape of expression; the first that fits wins.
#include "where_when/when.h"

#include <algorithm>
#include <cstdlib>

#include "base/utf8.h"
#include "base/word_table.h"

namespace demarche {

using Kind = TimeWords::Kind;

Result<TimeWords> TimeWords::load(const std::string& folder) {
  static constexpr std::pair<std::string_view, Kind> kKinds[] = {
      {"weekday", Kind::weekday}, {"month", Kind::month}, {"unit", Kind::unit}, {"part", Kind::part}, {"day", Kind::day}, {"shift", Kind::shift}, {"recent", Kind::recent}, {"ago", Kind::ago},
      {"number", Kind::number}, {"season", Kind::season}, {"since", Kind::since}, {"until", Kind::until}, {"between", Kind::between}, {"to", Kind::to}, {"ignored", Kind::ignored}};
  const std::string path = folder + "/languages/en/times.tsv";
  TimeWords words;
  const Done read = each_pair(path, "missing list of time words", [&](const std::string& word, const std::string& rest) -> const char* {
    const auto tab = rest.find('\t');
    const Kind kind = tab == std::string::npos ? Kind::none : class_of<Kind>(kKinds, std::string_view(rest).substr(0, tab));
    if (kind == Kind::none) return "expected a word, a kind of src/where_when/when.h and a number";
    words.words_[word] = {kind, std::atoi(rest.c_str() + tab + 1)};
    return nullptr;
  });
  if (!read) return read.error();
  return words;
}

TimeWords::Word TimeWords::of(std::string_view lower_word) const {
  const Word* found = words_.find(lower_word);
  return found == nullptr ? Word{} : *found;
}

namespace {

class Scan {
 public:
  Scan(const Document& d, const TimeWords& words, const Sentence& s) : d_(d), words_(words), s_(s), today_(parse_iso(d.date)) {
    for (Index t = s.first; t < s.last; ++t) kinds_.push_back(read(t));
  }

  /// The expression that begins at token `i`, if any.
  std::optional<TimeExpression> at(Index i) {
    const auto take = [&](Index last, Interval past, Interval future) { return TimeExpression{i, last, past, future}; };
    if (auto range = between(i)) return range;
    if (auto open = bounded(i)) return open;
    Index last = i;
    if (const auto day = absolute(i, last)) return take(last, day->first, day->second);
    if (!today_) return std::nullopt;
    if (const auto one = relative(i, last)) return take(last, one->first, one->second);
    return std::nullopt;
  }

 private:
  using Both = std::pair<Interval, Interval>;  // of the past, of the future

  [[nodiscard]] std::string_view form(Index t) const { return t < s_.last ? d_.of(d_.tokens[static_cast<std::size_t>(t)].span) : std::string_view{}; }
  [[nodiscard]] TimeWords::Word word(Index t) const { return t >= s_.last ? TimeWords::Word{} : kinds_[static_cast<std::size_t>(t - s_.first)]; }
  [[nodiscard]] TimeWords::Word read(Index t) const {
    const Token& token = d_.tokens[static_cast<std::size_t>(t)];
    const std::string text = lower(d_.of(token.span));
    TimeWords::Word w = words_.of(text);
    if (w.kind == Kind::none && token.tag == Tag::NOUN) w = words_.of(token.lemma);
    const bool capital = form(t)[0] >= 'A' && form(t)[0] <= 'Z';
    if (w.kind == Kind::month && (token.relation == Relation::flat || token.name_tag == 1 || token.name_tag == 2)) return {};  // "Theresa May"
    if ((w.kind == Kind::month || w.kind == Kind::weekday) && (!capital || (text.size() <= 3 && token.tag != Tag::PROPN) || token.tag == Tag::AUX || token.tag == Tag::VERB)) return {};
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

  /// Month, with or without day and year; ISO; a year; a decade. `last` is moved past it.
  std::optional<Both> absolute(Index i, Index& last) {
    const auto same = [](Interval v) { return Both{v, v}; };
    Index end = i + 1;
    std::string whole(form(i));
    while (end < s_.last && whole.size() < 10 && d_.tokens[static_cast<std::size_t>(end)].span.begin == d_.tokens[static_cast<std::size_t>(end - 1)].span.end) whole += form(end++);  // "2024-05-14" may be five tokens
    if (const auto day = parse_iso(whole)) {
      last = end;
      return same({*day, *day});
    }
    Index t = i;
    if (word(t).kind == Kind::weekday && (word(skip_comma(t + 1)).kind == Kind::month || (day_of_month(skip_comma(t + 1)) && word(skip_comma(t + 1) + 1).kind == Kind::month))) t = skip_comma(t + 1);
    int day = 0;
    Index m = t;
    if (const auto n = day_of_month(t); n && (word(t + 1).kind == Kind::month || (word(t + 1).kind == Kind::ignored && word(t + 2).kind == Kind::month))) {
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
      if (before.tag == Tag::ADP || k == Kind::ignored || k == Kind::since || k == Kind::until || k == Kind::between || k == Kind::to || k == Kind::season) return true;
    }
    return token.relation == Relation::obl || token.relation == Relation::obl_unmarked || token.relation == Relation::nmod_unmarked;
  }

  std::optional<Both> with_month(Index m, int day, Index& last) {
    const int month = word(m).number;
    Index t = m + 1;
    if (form(t) == "." && form(m).size() <= 4) ++t;
    if (day == 0)
      if (const auto n = day_of_month(t); n && form(t).size() <= 4 && !(t + 1 < s_.last && word(t + 1).kind == Kind::unit)) {
        day = *n;
        ++t;
      }
    std::optional<int> y = year(skip_comma(t));
    if (y) t = skip_comma(t) + 1;
    last = t;
    const auto of = [&](int in_year) -> Interval {
      if (day == 0) return month_of({in_year, month, 1});
      const int one = day_of({in_year, month, std::min(day, days_in_month(in_year, month))});
      return {one, one};
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
    if (w.kind == Kind::weekday) {
      last = i + 1;
      return on_weekday(w.number, 0, false);
    }
    if (w.kind == Kind::shift) return shifted(i, w.number, last);
    if (w.kind == Kind::recent && word(i + 1).kind == Kind::unit && form(i + 1).back() == 's') {
      last = i + 2;
      const int unit = std::max(1, word(i + 1).number);
      return same({*today_ - std::max(7, unit * (unit >= 365 ? 3 : 4)), *today_});
    }
    return ago(i, last);
  }

  [[nodiscard]] Both on_weekday(int wanted, int shift, bool shifted) const {
    int back = (weekday(*today_) - wanted + 7) % 7;
    int ahead = (7 - back) % 7;
    if (shifted && shift < 0 && back == 0) back = 7;
    if (shifted && shift > 0 && ahead == 0) ahead = 7;
    const Interval past{*today_ - back, *today_ - back}, future{*today_ + ahead, *today_ + ahead};
    if (!shifted || shift == 0) return {past, future};
    return shift < 0 ? Both{past, past} : Both{future, future};
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
    last = t + 1;
    if (w.kind == Kind::weekday && count == 0) return on_weekday(w.number, shift, true);
    if (w.kind == Kind::part && count == 0) return same({*today_ + (shift < 0 ? -1 : shift), *today_ + (shift < 0 ? -1 : shift)});
    const Date now = date_of(*today_);
    if (w.kind == Kind::month && count == 0) {
      int in_year = now.year + (shift < 0 && w.number >= now.month ? -1 : shift > 0 && w.number <= now.month ? 1 : 0);
      return same(month_of({in_year, w.number, 1}));
    }
    if (w.kind == Kind::season && count == 0) return season(w.number, now.year + (shift < 0 && w.number >= now.month ? -1 : shift > 0 && w.number <= now.month ? 1 : 0));
    if (w.kind != Kind::unit) return std::nullopt;
    if (count > 0) {
      const int days = std::max(1, w.number) * count;
      return shift <= 0 ? same({*today_ - days, *today_}) : same({*today_, *today_ + days});
    }
    return same(calendar(w.number, shift));
  }

  [[nodiscard]] Both season(int month, int in_year) const {
    const Interval v{day_of({in_year, month, 1}), day_of({in_year, month + 3, 1}) - 1};
    return {v, v};
  }

  /// The calendar day, week, weekend, month, year, decade `shift` units on.
  [[nodiscard]] Interval calendar(int unit, int shift) const {
    const Date now = date_of(*today_);
    switch (unit) {
      case 2: {
        const Interval week = week_of(*today_, std::min(shift, 0));
        const int on = shift > 0 && weekday(*today_) >= 6 ? 7 : 0;
        return {week.begin + 5 + on, week.end + on};
      }
      case 7: return week_of(*today_, shift);
      case 14: return {week_of(*today_, 2 * shift).begin, week_of(*today_, 2 * shift).begin + 13};
      case 30: return month_of(now, shift);
      case 365: return year_of(now.year + shift);
      case 3650: return {year_of((now.year / 10 + shift) * 10).begin, year_of((now.year / 10 + shift) * 10 + 9).end};
      default: return {*today_ + shift, *today_ + shift};
    }
  }

  [[nodiscard]] std::optional<int> number(Index t) const {
    if (const auto n = digits(t, 1, 3)) return n;
    const TimeWords::Word w = word(t);
    return w.kind == Kind::number ? std::optional(w.number) : std::nullopt;
  }

  /// "two days ago", "a couple of weeks ago", "three years earlier"
  std::optional<Both> ago(Index i, Index& last) {
    const auto n = number(i);
    if (!n) return std::nullopt;
    Index t = i + 1;
    for (int words = 0; words < 2 && (word(t).kind == Kind::ignored || word(t).kind == Kind::number); ++words) ++t;  // "a few", "a couple of"
    const int count = t > i + 1 && number(t - 1) ? *number(t - 1) : *n;
    if (word(t).kind != Kind::unit || word(t + 1).kind != Kind::ago) return std::nullopt;
    const int unit = word(t).number;
    last = t + 2;
    if (unit <= 1) return Both{{*today_ - unit * count, *today_ - unit * count}, {*today_ - unit * count, *today_ - unit * count}};
    const Interval v = calendar(unit, -count);
    return Both{v, v};
  }

  /// "since Monday", "until 3 May": the document's day is the other end.
  std::optional<TimeExpression> bounded(Index i) {
    const Kind k = word(i).kind;
    if ((k != Kind::since && k != Kind::until) || !today_) return std::nullopt;
    Index t = i + 1;
    while (word(t).kind == Kind::ignored) ++t;
    Index last = t;
    auto v = absolute(t, last);
    if (!v) v = relative(t, last);
    if (!v) return std::nullopt;
    if (k == Kind::since) return TimeExpression{i, last, {v->first.begin, std::max(v->first.begin, *today_)}, {v->second.begin, v->second.end}};
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
