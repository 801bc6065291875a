// Codes judged by classifiers: what is seen of a party, and when the rules' word stays.
#include "demarche/demarche.h"

#include <gtest/gtest.h>
#include <algorithm>

namespace demarche {
namespace {

const Coder& coder() {
  static const Result<Coder> kCoder = Coder::load({.data = DEMARCHE_SOURCE_DIR});
  return *kCoder;
}

/// The code of the party or source that ends with `words` in the first claim of that type; "none" if there is none.
std::string code(const std::string& text, const std::string& event, const std::string& words) {
  const auto d = coder().read({.name = "t", .date = "2024-05-14", .publisher = "", .text = text});
  if (!d) return d.error().text();
  for (const Claim& c : d->claims)
    for (const auto* list : {&c.actors, &c.recipients, &c.sources})
      for (const Index m : *list)
        if (c.event == event && d->of(d->mentions[static_cast<std::size_t>(m)].span).ends_with(words))
          return d->entity_of(m) ? d->entity_of(m)->code() : "---";
  return "none";
}

TEST(Coding, NobodysCountryIsAmongThoseThatAPartyMayHave) {
  const auto codes =
      coder().codes({.name = "t",
                     .date = "2024-05-14",
                     .publisher = "",
                     .text = "Kenya is at war. Rebels live in Chad. The soldiers attacked a village in Mali. Uganda condemned them."});
  ASSERT_TRUE(codes);
  const auto soldiers = std::find_if(codes->begin(), codes->end(), [](const CodeReading& c) {
    return std::find(c.features.begin(), c.features.end(), "h:soldier") != c.features.end();
  });
  ASSERT_NE(soldiers, codes->end());
  ASSERT_FALSE(soldiers->lands.empty());
  EXPECT_EQ(soldiers->lands.front().country, "");
  for (const char* country : {"KEN", "TCD", "MLI"})
    EXPECT_EQ(
        std::count_if(soldiers->lands.begin(), soldiers->lands.end(), [&](const CodeReading::Land& l) { return l.country == country; }), 1)
        << country;
  EXPECT_TRUE(std::is_sorted(soldiers->features.begin(), soldiers->features.end()));
}

TEST(Coding, WhomATableNamesHasItsCountry) {
  const auto codes = coder().codes(
      {.name = "t", .date = "2024-05-14", .publisher = "", .text = "Kenya condemned the plan. Chad accused Niger. Mali threatened Ghana."});
  ASSERT_TRUE(codes);
  EXPECT_FALSE(codes->empty());
  for (const CodeReading& c : *codes)
    if (c.code.size() >= 3 && c.code != "---") EXPECT_TRUE(c.lands.empty()) << c.code;
}

TEST(Coding, ASentenceAloneTellsNoStory) {
  EXPECT_EQ(code("Uganda accused Kenya of shelling the hospital.", "ASSAULT", "hospital"), "--- MED");
}

TEST(Coding, AllOfOneCountryAreOfIt) {
  const std::string text =
      "Protesters gathered in Nairobi on Monday against a new tax. Police fired tear gas at the crowd. The government condemned the "
      "violence. "
      "Opposition leaders called on the president to resign.";
  EXPECT_EQ(code(text, "PROTEST", "Protesters"), "KEN CVL");
  EXPECT_EQ(code(text, "ASSAULT", "Police"), "KEN COP");
  EXPECT_EQ(code(text, "ACCUSE", "government"), "KEN GOV");
  EXPECT_EQ(code(text, "REQUEST", "Opposition leaders"), "KEN OPP");
}

TEST(Coding, WhatIsTheSpeakersOwnStaysSo) {
  EXPECT_EQ(code("\"Somalia attacked our port,\" said Kenya's foreign minister. He spoke in Nairobi. He met no one from Somalia.",
                 "ASSAULT", "our")
                .substr(0, 3),
            "KEN");
}

}  // namespace
}  // namespace demarche
