// Conditions, periods and pictures.
#include <gtest/gtest.h>

#include <cmath>

#include "query/filter.h"
#include "query/formats.h"
#include "query/plot.h"

namespace demarche {
namespace {

TEST(Filter, WhatIsTypedStandsAmongTheValues) {
  const Filter filter{
      .actors = {"KEN", "KEN GOV", "x' OR 1=1"}, .events = {"REJECT"}, .from = "2024", .to = "2024-02", .text = "a \"b c\" OR"};
  for (const auto kind : {Database::Kind::sqlite, Database::Kind::postgresql}) {
    const Statement statement = condition(filter, kind);
    EXPECT_EQ(statement.sql.find("1=1"), std::string::npos);
    EXPECT_EQ(static_cast<std::size_t>(std::count(statement.sql.begin(), statement.sql.end(), '?')), statement.values.size());
    EXPECT_EQ(text(statement.values[0]), "2024-01-01");
    EXPECT_EQ(text(statement.values[1]), "2024-02-29");
    EXPECT_EQ(text(statement.values.back()), "\"a\" \"b c\" \"OR\"");
  }
  EXPECT_EQ(condition({}, Database::Kind::sqlite).sql, "1 = 1");
}

TEST(Filter, PeriodsHaveDays) {
  EXPECT_EQ(first_day("2023-02"), "2023-02-01");
  EXPECT_EQ(last_day("2023-02"), "2023-02-28");
  EXPECT_EQ(last_day("2100-02"), "2100-02-28");
  EXPECT_EQ(last_day("2024-11"), "2024-11-30");
  EXPECT_EQ(last_day("2024"), "2024-12-31");
  EXPECT_EQ(first_day("2024-05-14") + last_day("2024-05-14"), "2024-05-142024-05-14");
  EXPECT_EQ(first_day("") + last_day(""), "");
}

TEST(Formats, FieldsAreQuotedWhereNeeded) {
  std::string out;
  append_csv("plain", out);
  append_csv("a \"b\", c\n", out);
  EXPECT_EQ(out, "plain\"a \"\"b\"\", c\n\"");
  FoundClaim claim;
  claim.event = claim.plover = "REQUEST";
  claim.cameo = "104";
  claim.score = -1;
  claim.actors = {{"KEN GOV MIL", "KEN", "GOV MIL", "A\tB", "Q1", "a\"b"}, {"UGA", "UGA", "", "C", "", "c"}};
  out.clear();
  find_export("icews")->write(claim, out);
  EXPECT_EQ(std::count(out.begin(), out.end(), '\n'), 2) << "a row a pair";
  EXPECT_EQ(std::count(out.begin(), out.end(), '\t'), 2 * 18);
  EXPECT_NE(out.find("\t104\t-5\t"), std::string::npos) << "Goldstein's score of the CAMEO code: " << out;
  out.clear();
  find_export("plover")->write(claim, out);
  EXPECT_NE(out.find("\"sector_code\":\"GOV\",\"other_sector_codes\":[\"MIL\"]"), std::string::npos) << out;
  claim.plover.clear();
  for (const char* format : {"plover", "icews"}) {
    out.clear();
    find_export(format)->write(claim, out);
    EXPECT_TRUE(out.empty()) << "no event of PLOVER's: " << out;
  }
  EXPECT_EQ(find_export("xml"), nullptr);
}

TEST(Plot, BarsAreAsLongAsTheirNumbers) {
  const Plot plot{.title = "t <&>", .labels = {"2024-05", "2024-06", "2024-07"}, .names = {"actual"}, .lines = {{4, 2, std::nan("")}}};
  const std::string bars = text_plot(plot, 59);  // 40 columns of bars
  const auto cells = [&](std::size_t line) {
    std::size_t begin = 0;
    for (std::size_t i = 0; i < line; ++i) begin = bars.find('\n', begin) + 1;
    const std::string row = bars.substr(begin, bars.find('\n', begin) - begin);
    std::size_t found = 0;
    for (std::size_t at = row.find("\u2588"); at != std::string::npos; at = row.find("\u2588", at + 1)) ++found;
    return found;
  };
  EXPECT_EQ(cells(1), 40U);
  EXPECT_EQ(cells(2), 20U);
  EXPECT_EQ(cells(3), 0U);
  const std::string svg = svg_plot(plot);
  EXPECT_NE(svg.find("t &lt;&amp;&gt;"), std::string::npos);
  EXPECT_EQ(svg.substr(svg.size() - 7), "</svg>\n");
  EXPECT_GT(png_plot(plot).size(), 500U);
  for (const Plot& odd : {Plot{"", {}, {"a"}, {{}}}, Plot{"", {"x"}, {"a"}, {{std::nan("")}}}, Plot{"", {"x"}, {"a"}, {{-3}}},
                          Plot{"", {"x"}, {"a"}, {{0}}}}) {
    EXPECT_FALSE(svg_plot(odd).empty());
    EXPECT_FALSE(png_plot(odd).empty());
    EXPECT_NO_FATAL_FAILURE((void)text_plot(odd, 10));
  }
  EXPECT_EQ(round_up(13), 20);
  EXPECT_EQ(round_up(0.03), 0.05);
  EXPECT_EQ(round_up(100), 100);
}

}  // namespace
}  // namespace demarche
