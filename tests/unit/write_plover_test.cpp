// PLOVER's border rules, each once, and the exports that follow from them.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "program.h"
#include "write/plover.h"
#include "write/plover_record.h"

namespace demarche {
namespace {

Claim claim(const char* event, Status status) {
  Claim c;
  c.event = event;
  c.status = status;
  c.cameo = "043";
  c.score = 1;
  return c;
}

TEST(Border, CooperationToComeIsAgree) {
  for (const char* event : {"CONSULT", "SUPPORT", "COOPERATE", "AID"})
    EXPECT_EQ(plover_type(claim(event, Status::planned)), "AGREE") << event;
}

TEST(Border, PromisedConcessionsAreConcede) {
  for (const char* event : {"RETREAT", "CONCEDE"}) EXPECT_EQ(plover_type(claim(event, Status::planned)), "CONCEDE") << event;
}

TEST(Border, ForceInProspectIsThreaten) {
  for (const char* event : {"ASSAULT", "COERCE", "SANCTION"}) {
    const Border* border = border_of(claim(event, Status::planned));
    ASSERT_NE(border, nullptr) << event;
    EXPECT_EQ(border->type, "THREATEN");
    EXPECT_FALSE(border->mode.empty());
    EXPECT_LT(border->score, 0);
  }
}

TEST(Border, RefusedCooperationIsReject) {
  for (const char* event : {"CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE", "AGREE"})
    EXPECT_EQ(plover_type(claim(event, Status::denied)), "REJECT") << event;
}

TEST(Border, WhatHappenedOrMayHappenKeepsItsType) {
  for (const char* event : {"CONSULT", "SUPPORT", "ASSAULT", "REJECT", "RETREAT"})
    for (const Status status : {Status::actual, Status::possible, Status::historical}) EXPECT_EQ(plover_type(claim(event, status)), event);
  EXPECT_EQ(plover_type(claim("ASSAULT", Status::denied)), "ASSAULT");
}

TEST(Goldstein, KnownCodesAndTheirBeginnings) {
  EXPECT_DOUBLE_EQ(goldstein("190"), -10);
  EXPECT_DOUBLE_EQ(goldstein("1909"), goldstein("190"));
  EXPECT_GT(goldstein("070"), 5);
  EXPECT_DOUBLE_EQ(goldstein(""), 0);
  EXPECT_DOUBLE_EQ(goldstein("zz"), 0);
}

/// Kenya and Uganda met; Kenya will aid Uganda; Uganda was not attacked; the aid of a plan.
Document sample() {
  Document d;
  d.name = "a \"b\"";
  d.date = "2024-05-14";
  d.text = "Kenya Uganda";
  for (const char* country : {"KEN", "UGA"}) {
    Entity e;
    e.country = country;
    e.sector = "GOV MIL";
    e.name = country;
    d.entities.push_back(e);
  }
  d.mentions = {{.span = {0, 5}, .head = 0, .entity = 0}, {.span = {6, 12}, .head = 1, .entity = 1}};
  Claim met = claim("CONSULT", Status::actual), aid = claim("AID", Status::planned), attack = claim("ASSAULT", Status::denied),
        inner = claim("AID", Status::actual);
  met.actors = {0, 1};
  aid.actors = {0};
  aid.recipients = {1};
  attack.recipients = {1};
  inner.content_of = 0;
  d.claims = {met, aid, attack, inner};
  return d;
}

TEST(WriteCameo, ARowADyadInBothDirectionsWhereMutual) {
  std::string out;
  write_cameo(sample(), {}, out);
  EXPECT_EQ(out,
            "2024-05-14\tKEN GOV MIL\tUGA GOV MIL\t043\t2.8\n2024-05-14\tUGA GOV MIL\tKEN GOV MIL\t043\t2.8\n"
            "2024-05-14\tKEN GOV MIL\tUGA GOV MIL\t033\t5.2\n");
}

TEST(WritePlover, OneRecordAClaimWithTheManualsFields) {
  std::string out;
  write_plover(sample(), {}, out);
  std::istringstream lines(out);
  std::vector<nlohmann::json> records;
  for (std::string line; std::getline(lines, line);) records.push_back(nlohmann::json::parse(line));
  ASSERT_EQ(records.size(), 2U);
  EXPECT_EQ(records[0]["event_type"], "CONSULT");
  EXPECT_EQ(records[1]["event_type"], "AGREE");
  EXPECT_EQ(records[1]["auxiliary_mode"], "");
  EXPECT_EQ(records[1]["score"], 2.5);
  EXPECT_EQ(records[1]["recipients"][0]["raw_text"], "Uganda");
  EXPECT_EQ(records[1]["recipients"][0]["country_code"], "UGA");
  EXPECT_EQ(records[1]["recipients"][0]["country_name"], "Uganda");
  EXPECT_EQ(records[1]["recipients"][0]["sector_code"], "GOV");
  EXPECT_EQ(records[1]["recipients"][0]["other_sector_codes"], nlohmann::json::array({"MIL"}));
}

TEST(WritePlover, WhatLacksTheRecipientThatItsTypeNeedsIsNoEvent) {
  Document d = sample();
  Claim sanction = claim("SANCTION", Status::actual), aid = claim("AID", Status::planned);
  sanction.actors = aid.actors = {0};
  d.claims = {sanction, aid};
  std::string out;
  write_plover(d, {}, out);
  EXPECT_EQ(std::count(out.begin(), out.end(), '\n'), 1) << out;
  EXPECT_NE(out.find("\"AGREE\""), std::string::npos) << "what is to come is agreed on";
  EXPECT_EQ(plover_type(sanction), "");
}

TEST(WritePlover, OnlyWikidatasIdsStandAsSuch) {
  for (const auto& [id, known] :
       {std::pair{"Q1033", true}, {"L-UKR-Zelenskyy", false}, {"B-Hamas", false}, {"Qatar", false}, {"", false}}) {
    PloverRecord record;
    record.event = "AID";
    record.actors = {{.raw_text = "x", .name = "x", .id = id, .country = "NGA", .sector = "GOV"}};
    std::string out;
    append_plover(record, out);
    const nlohmann::json actor = nlohmann::json::parse(out)["actors"][0];
    EXPECT_EQ(actor["wikidata_id"].is_null(), !known) << id;
    EXPECT_EQ(actor["entity_id"].is_null(), std::string(id).empty());
    EXPECT_EQ(actor["country_name"], "Nigeria");
  }
}

TEST(CountryNames, AreThoseOfTheTable) {
  const std::string table = tests::content(DEMARCHE_SOURCE_DIR "/actors/countries.tsv");
  std::istringstream lines(table);
  std::size_t states = 0;
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string> cells;
    std::istringstream in(line);
    for (std::string cell; std::getline(in, cell, '\t');) cells.push_back(cell);
    if (cells.size() < 9 || cells[8] != "country" || cells[0] != "C-" + cells[3]) continue;
    ++states;
    EXPECT_EQ(country_name(cells[3]), cells[1]);
  }
  EXPECT_GT(states, 190U);
  EXPECT_EQ(country_name("UNO"), "");
}

}  // namespace
}  // namespace demarche
