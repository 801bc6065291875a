// Where and when: the calendar, time expressions, places, and which of them are a claim's own.
#include <gtest/gtest.h>

#include "where_when/calendar.h"
#include "where_when/gazetteer.h"
#include "where_when/when.h"

namespace demarche {
namespace {

const Coder& coder() {
  static const Result<Coder> kCoder = Coder::load({.data = DEMARCHE_SOURCE_DIR});
  if (!kCoder) ADD_FAILURE() << kCoder.error().text();
  return *kCoder;
}

TEST(Calendar, GoesThereAndBack) {
  EXPECT_EQ(day_of({1970, 1, 1}), 0);
  EXPECT_EQ(iso(day_of({2024, 2, 29})), "2024-02-29");
  EXPECT_EQ(weekday(*parse_iso("2024-05-14")), 2);
  EXPECT_EQ(weekday(*parse_iso("1969-12-31")), 3);
  for (int day = -200000; day < 60000; day += 37) EXPECT_EQ(day_of(date_of(day)), day);
  EXPECT_FALSE(parse_iso("2023-02-29"));
  EXPECT_FALSE(parse_iso("2023-2-9"));
  EXPECT_EQ(month_of({2024, 1, 15}, -1), (Interval{day_of({2023, 12, 1}), day_of({2023, 12, 31})}));
  EXPECT_EQ(iso(week_of(*parse_iso("2024-05-14")).begin), "2024-05-13");
}

/// The interval of the only expression in "They met EXPRESSION." on a Tuesday.
std::string when(const std::string& expression, const std::string& date = "2024-05-14", bool future = false) {
  static const Result<TimeWords> kWords = TimeWords::load(DEMARCHE_SOURCE_DIR);
  if (!kWords) return kWords.error().text();
  const auto document = coder().parse({.name = "t", .date = date, .publisher = "", .text = "They met " + expression + "."});
  if (!document) return document.error().text();
  const auto found = find_times(*document, *kWords);
  if (found.size() != 1) return std::to_string(found.size()) + " found";
  const Interval v = future ? found[0].future : found[0].past;
  return v.begin == v.end ? iso(v.begin) : iso(v.begin) + ".." + iso(v.end);
}

TEST(When, ResolvesAgainstTheDocumentsDay) {
  EXPECT_EQ(when("today"), "2024-05-14");
  EXPECT_EQ(when("yesterday"), "2024-05-13");
  EXPECT_EQ(when("on Tuesday"), "2024-05-14");
  EXPECT_EQ(when("on Friday"), "2024-05-10");
  EXPECT_EQ(when("on Friday", "2024-05-14", true), "2024-05-17");
  EXPECT_EQ(when("last Tuesday"), "2024-05-07");
  EXPECT_EQ(when("next Tuesday"), "2024-05-21");
  EXPECT_EQ(when("last week"), "2024-05-06..2024-05-12");
  EXPECT_EQ(when("next week"), "2024-05-20..2024-05-26");
  EXPECT_EQ(when("last month"), "2024-04-01..2024-04-30");
  EXPECT_EQ(when("this year"), "2024-01-01..2024-12-31");
  EXPECT_EQ(when("two days ago"), "2024-05-12");
  EXPECT_EQ(when("2 days ago"), "2024-05-12");
  EXPECT_EQ(when("three months ago"), "2024-02-01..2024-02-29");
  EXPECT_EQ(when("ten years ago"), "2014-01-01..2014-12-31");
  EXPECT_EQ(when("in the past two weeks"), "2024-04-30..2024-05-14");
  EXPECT_EQ(when("last May"), "2023-05-01..2023-05-31");
}

TEST(When, ResolvesDatesWithAndWithoutYear) {
  EXPECT_EQ(when("on 3 February"), "2024-02-03");
  EXPECT_EQ(when("on December 3"), "2023-12-03");
  EXPECT_EQ(when("on December 3", "2024-05-14", true), "2024-12-03");
  EXPECT_EQ(when("on Friday, August 21, 2015"), "2015-08-21");
  EXPECT_EQ(when("on the 3rd of March 2011"), "2011-03-03");
  EXPECT_EQ(when("in May 2016"), "2016-05-01..2016-05-31");
  EXPECT_EQ(when("in January"), "2024-01-01..2024-01-31");
  EXPECT_EQ(when("in 2011"), "2011-01-01..2011-12-31");
  EXPECT_EQ(when("in the 1980s"), "1980-01-01..1989-12-31");
  EXPECT_EQ(when("since 2011"), "2011-01-01..2024-05-14");
  EXPECT_EQ(when("between 3 and 5 March 2024"), "2024-03-03..2024-03-05");
  EXPECT_EQ(when("on 2024-04-30"), "2024-04-30");
}

TEST(When, NeedsADayForWhatIsRelative) {
  EXPECT_EQ(when("yesterday", ""), "0 found");
  EXPECT_EQ(when("in 2011", ""), "2011-01-01..2011-12-31");
}

TEST(When, LeavesNumbersAndNamesAlone) {
  EXPECT_EQ(when("2000 soldiers"), "0 found");
  EXPECT_EQ(when("Theresa May"), "0 found");
  EXPECT_EQ(when("at 9"), "0 found");
}

TEST(Gazetteer, PackedKnowsWhatTheTableSays) {
  const std::string table =
      "id\tname\taliases\tkind\tcountry\tadmin1\tlat\tlon\tpopulation\n1\tAbc\tAbec|Abk\tcapital\tKEN\tCoast\t1.5\t-"
      "2\t30000\nQ1\tKenya\t\tcountry\tKEN\t\t0\t38\t5e7\n";
  const auto plain = Gazetteer::over(table, "t.tsv");
  ASSERT_TRUE(plain);
  const std::string packed = plain->pack();
  for (std::size_t i = 0; i <= packed.size(); i += i < 200 ? 1 : 997) {  // as it is, or cut off
    const std::string bytes = packed.substr(0, packed.size() - i);       // outlives the view
    const auto g = Gazetteer::over(table, "t.tsv", bytes);
    ASSERT_TRUE(g);
    ASSERT_EQ(g->named("abk").size(), 1U);
    const PlaceRow& row = g->row(g->named("abk")[0]);
    EXPECT_EQ(row.name, "Abc");
    EXPECT_EQ(row.admin1, "Coast");
    EXPECT_EQ(row.lon, -2);
    EXPECT_EQ(g->country("KEN"), 1);
    EXPECT_EQ(g->capital("KEN"), 0);
    EXPECT_EQ(g->capital("UGA"), kNone);
  }
}

TEST(Gazetteer, RefusesWhatIsNoPlace) {
  const std::string header = "id\tname\taliases\tkind\tcountry\tadmin1\tlat\tlon\tpopulation\n";
  const std::string good = header + "1\tIdlib\tIdleb\tcity\tSYR\tIdlib\t35.9\t36.6\t128840\n";
  const auto g = Gazetteer::over(good, "p.tsv");
  ASSERT_TRUE(g);
  EXPECT_EQ(g->row(g->named("idleb")[0]).country, "SYR");
  for (const char* bad : {"1\tIdlib\n", "1\tIdlib\t\tcity\tSYR\t\t95\t36\t1\n", "1\tIdlib\t\tmoon\tSYR\t\t35\t36\t1\n",
                          "1\tIdlib\t\tcity\tSYR\t\t35\tx\t1\n"}) {
    const auto none = Gazetteer::over(header + bad, "p.tsv");
    ASSERT_FALSE(none) << bad;
    EXPECT_EQ(none.error().line, 2U);
  }
}

/// Place and time of the claim with this trigger.
std::string whereabouts(const std::string& text, const std::string& trigger, const std::string& date = "2024-05-14") {
  const auto document = coder().read({.name = "t", .date = date, .publisher = "", .text = text});
  if (!document) return document.error().text();
  for (const Claim& c : document->claims)
    if (document->of(c.trigger) == trigger)
      return (c.place.name.empty() ? "nowhere" : c.place.name + " " + c.place.country) + " | " +
             (c.time.begin.empty() ? "undated" : c.time.begin) + (c.time.end != c.time.begin ? ".." + c.time.end : "") +
             (c.time.from_story ? " story" : "");
  return "no claim";
}

TEST(WhereWhen, TakesTheClaimsOwnPlaceAndTime) {
  EXPECT_EQ(whereabouts("On Friday rebels attacked a convoy near Idlib, officials in Damascus said.", "attacked"),
            "Idlib SYR | 2024-05-10");
  EXPECT_EQ(whereabouts("Russia bombed a hospital in northern Syria last month.", "bombed"), "northern Syria SYR | 2024-04-01..2024-04-30");
  EXPECT_EQ(whereabouts("Kenya rejected the plan.", "rejected"), "nowhere | 2024-05-14 story");
  EXPECT_EQ(whereabouts("Kenya rejected the plan.", "rejected", ""), "nowhere | undated");
}

TEST(WhereWhen, TellsPlacesOfOneNameApart) {
  EXPECT_EQ(whereabouts("French police arrested four protesters in Paris.", "arrested"), "Paris FRA | 2024-05-14 story");
  EXPECT_EQ(whereabouts("U.S. police arrested four protesters in Paris, Texas.", "arrested"), "Paris USA | 2024-05-14 story");
}

}  // namespace
}  // namespace demarche
