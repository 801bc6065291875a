// A left-to-right scan of a sentence's tokens for times: each rule looks at one shape of expression; the first that fits wins.
// Dates that say their month or year are in dates.cpp, what is seen from the document's day in when.cpp, from the time told before in
// told.cpp, and what has two ends in ranges.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "demarche/demarche.h"
#include "where_when/calendar.h"
#include "where_when/stretch.h"
#include "where_when/when.h"

namespace demarche {

class TimeScan {
 public:
  TimeScan(const Document& d, const TimeWords& words, const Sentence& s);

  /// The expression that begins at token `i`, if any.
  /// @param before the time told last, from which "two days later" counts, or null
  [[nodiscard]] std::optional<TimeExpression> at(Index i, const TimeExpression* before);

 private:
  using Kind = TimeWords::Kind;

  [[nodiscard]] std::string_view form(Index t) const {
    return t < s_.last ? d_.of(d_.tokens[static_cast<std::size_t>(t)].span) : std::string_view{};
  }
  [[nodiscard]] TimeWords::Word word(Index t) const {
    return t >= s_.last ? TimeWords::Word{} : kinds_[static_cast<std::size_t>(t - s_.first)];
  }
  [[nodiscard]] static std::optional<int> year_of_text(std::string_view text);
  [[nodiscard]] std::optional<int> year(Index t) const { return year_of_text(form(t)); }
  /// Is a year named among these?
  [[nodiscard]] bool says_year(Index first, Index last) const;
  [[nodiscard]] std::optional<int> day_of_month(Index t) const {
    const auto n = digits(t, 1, 2);
    return n && *n >= 1 && *n <= 31 ? n : std::nullopt;
  }
  [[nodiscard]] bool comma(Index t) const { return form(t) == ","; }
  [[nodiscard]] Index skip_comma(Index t) const { return comma(t) ? t + 1 : t; }
  [[nodiscard]] bool dash(Index t) const { return form(t) == "-" || form(t) == "–" || form(t) == "—"; }
  [[nodiscard]] std::optional<int> number(Index t) const {
    if (const auto n = digits(t, 1, 3)) return n;
    const TimeWords::Word w = word(t);
    return w.kind == Kind::number ? std::optional(w.number) : std::nullopt;
  }

  /// "the" or "of" and the like before the time itself.
  [[nodiscard]] Index skip_ignored(Index t) const;

  [[nodiscard]] TimeWords::Word read(Index t) const;

  [[nodiscard]] std::optional<int> digits(Index t, std::size_t least, std::size_t most) const;

  /// A bare number of four digits is a year after a preposition, or in a nominal date.
  [[nodiscard]] bool year_fits(Index i) const;

  /// "the 2003 invasion", but "2000 soldiers"
  [[nodiscard]] bool year_modifies(Index i) const;

  /// How many days "recent months" and "the coming weeks" are.
  [[nodiscard]] static int some(int unit);

  /// How many, of what: "two weeks", "a couple of days"; `t` is moved past the unit. Nothing if it is no such phrase.
  [[nodiscard]] std::optional<std::pair<int, int>> amount(Index& t) const;

  /// One day or one stretch, without "since", "until" and "between".
  [[nodiscard]] std::optional<Both> plain(Index i, Index& last);

  /// "early May", "mid-March", "the end of the year", "earlier this month", "later this week"
  [[nodiscard]] std::optional<Both> portion(Index i, Index& last);

  /// "Easter Sunday", "Christmas Eve 2014", "Ramadan"; not "Easter Island". `shift`: "last Christmas".
  [[nodiscard]] std::optional<Both> feast_day(Index i, int shift, bool shifted, Index& last);

  /// "the first quarter of 2023", "the second half of last year"
  [[nodiscard]] std::optional<Both> quarter(Index i, Index& last);

  /// Month, with or without day and year; ISO; a year; a decade. `last` is moved past it.
  [[nodiscard]] std::optional<Both> absolute(Index i, Index& last);

  /// @param month if the token at `m` is more than its name
  [[nodiscard]] std::optional<Both> with_month(Index m, int day, Index& last, int month = 0);

  [[nodiscard]] std::optional<Both> relative(Index i, Index& last);

  /// "last month", "this week", "next year", "last Tuesday", "the past two weeks", "this morning", "last May"
  [[nodiscard]] std::optional<Both> shifted(Index i, int shift, Index& last);

  /// "in two weeks", "within three days"
  [[nodiscard]] std::optional<Both> ahead(Index i, bool within, Index& last);

  /// "two days ago", "a couple of weeks ago", "three years earlier"
  [[nodiscard]] std::optional<Both> ago(Index i, Index& last);

  /// "the 19th century", "the nineteenth century"
  [[nodiscard]] std::optional<Both> nth_century(Index i, Index& last) const;

  /// "since Monday", "until 3 May", "after 1 May": the document's day is the other end, or that of the year.
  [[nodiscard]] std::optional<TimeExpression> bounded(Index i);

  /// "between 3 and 5 May 2024", "from Monday to Friday"
  [[nodiscard]] std::optional<TimeExpression> between(Index i);

  /// Makes "in June" of "in June and July" both.
  void listed(TimeExpression& e);

  /// So many units on, or back, from what was told before.
  struct Step {
    Index last = 0;
    int count = 0, unit = 0;
    bool several = false;  ///< not so many, but some: "the following weeks"
  };
  [[nodiscard]] std::optional<Step> step(Index i) const;
  /// "the next day" of a story, but "next week"
  [[nodiscard]] bool next_day(Index i) const;
  [[nodiscard]] std::optional<TimeExpression> from_told(Index i, const TimeExpression& before) const;

  const Document& d_;
  const TimeWords& words_;
  const Sentence& s_;
  std::optional<int> today_;
  std::vector<TimeWords::Word> kinds_;  // of the sentence's tokens
};

}  // namespace demarche
