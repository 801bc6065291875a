// The writers over a document made by hand: exact offsets, the schema kept, nothing unsafe on a terminal.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "schema.h"
#include "write/code_points.h"
#include "write/conllu.h"
#include "write/jsonl.h"
#include "write/pretty.h"
#include "write/write.h"

namespace demarche {
namespace {

using Json = nlohmann::json;

Span find(const std::string& text, const std::string& words) {
  const auto at = static_cast<std::uint32_t>(text.find(words));
  return {at, at + static_cast<std::uint32_t>(words.size())};
}

/// "Türkiye didn't reject Kenya's plan.", a rejection and the plan, said by "Officials".
Document sample() {
  Document d;
  d.name = "sample \"1\"";
  d.date = "2024-05-14";
  d.text = "Türkiye didn’t reject Kenya’s plan. Officials said so.";
  const struct {
    const char* form;
    Tag tag;
    Index head;
    Relation relation;
    bool joined;
  } words[] = {{"Türkiye", Tag::PROPN, 3, Relation::nsubj, false},   {"did", Tag::AUX, 3, Relation::aux, false},
               {"n’t", Tag::PART, 3, Relation::advmod, true},        {"reject", Tag::VERB, kNone, Relation::root, false},
               {"Kenya", Tag::PROPN, 6, Relation::nmod_poss, false}, {"’s", Tag::PART, 4, Relation::case_, true},
               {"plan", Tag::NOUN, 3, Relation::obj, false},         {".", Tag::PUNCT, 3, Relation::punct, false},
               {"Officials", Tag::NOUN, 9, Relation::nsubj, false},  {"said", Tag::VERB, kNone, Relation::root, false},
               {"so", Tag::ADV, 9, Relation::advmod, false},         {".", Tag::PUNCT, 9, Relation::punct, false}};
  std::size_t at = 0;
  for (const auto& word : words) {
    Token token;
    at = d.text.find(word.form, at);
    token.span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + std::string_view(word.form).size())};
    at = token.span.end;
    token.tag = word.tag;
    token.head = word.head;
    token.relation = word.relation;
    token.joined = word.joined;
    token.lemma = word.form;
    d.tokens.push_back(token);
  }
  d.tokens[0].name_tag = 5;  // begins a place
  d.sentences.push_back({.span = {0, d.tokens[7].span.end}, .first = 0, .last = 8});
  d.sentences.push_back({.span = {d.tokens[8].span.begin, d.tokens[11].span.end}, .first = 8, .last = 12});
  const auto add = [&](const char* words_of_it, const char* country, const char* sector) {
    Entity entity;
    entity.id = "Q1";
    entity.name = words_of_it;
    entity.country = country;
    entity.sector = sector;
    d.entities.push_back(entity);
    d.mentions.push_back({.span = find(d.text, words_of_it), .head = kNone, .entity = static_cast<Index>(d.entities.size() - 1)});
  };
  add("Türkiye", "TUR", "");
  add("Kenya", "KEN", "");
  add("Officials", "", "GOV");
  d.entities[0].conflict = "the text says otherwise";
  Claim rejection;
  rejection.trigger = find(d.text, "reject");
  rejection.event = "REJECT";
  rejection.mode = "change";
  rejection.cameo = "124";
  rejection.contexts = {"diplomatic"};
  rejection.actors = {0};
  rejection.recipients = {1};
  rejection.sources = {2};
  rejection.status = Status::denied;
  rejection.degree = -2.5;
  rejection.quote = Quote::indirect;
  rejection.confidence = 0.875F;
  rejection.why = "reject.refuse";
  Claim plan;
  plan.trigger = find(d.text, "plan");
  plan.event = "MOBILIZE";
  plan.actors = {1};
  plan.status = Status::actual;
  plan.content_of = 0;
  plan.place = {.span = find(d.text, "Kenya"),
                .id = "192950",
                .name = "Kenya",
                .admin1 = "",
                .country = "KEN",
                .lat = 1,
                .lon = 38,
                .confidence = 0.5F};
  plan.time = {.span = {}, .begin = "2024-05-14", .end = "2024-05-14", .from_story = true};
  d.claims = {rejection, plan};
  return d;
}

Json schema() {
  std::ifstream file(DEMARCHE_SOURCE_DIR "/docs/claims.schema.json");
  return Json::parse(file);
}

std::string jsonl(const Document& document) {
  std::string out;
  write_jsonl(document, {}, out);
  return out;
}

TEST(CodePoints, CountAcrossBlocks) {
  std::string text;
  for (int i = 0; i < 500; ++i) text += i % 3 == 0 ? "é" : i % 3 == 1 ? "a" : "😀";
  const CodePoints points(text);
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) {
      EXPECT_EQ(points.at(i), count);
      ++count;
    }
  }
  EXPECT_EQ(points.at(text.size()), 500U);
  EXPECT_EQ(points.at(text.size() + 10), 500U);
  EXPECT_EQ(CodePoints("").at(0), 0U);
}

TEST(WriteJsonl, IsOneLineThatKeepsTheSchema) {
  const std::string out = jsonl(sample());
  EXPECT_EQ(std::count(out.begin(), out.end(), '\n'), 1);
  EXPECT_EQ(out.back(), '\n');
  EXPECT_EQ(tests::schema_violations(schema(), Json::parse(out)), std::vector<std::string>{});
}

TEST(WriteJsonl, OffsetsAreCodePoints) {
  const Json record = Json::parse(jsonl(sample()));
  const Json& claim = record["claims"][0];
  EXPECT_EQ(claim["trigger"], Json({15, 21}));  // the bytes are 18 and 24
  EXPECT_EQ(claim["actor"][0]["span"], Json({0, 7}));
  EXPECT_EQ(claim["actor"][0]["code"], "TUR");
  EXPECT_EQ(claim["actor"][0]["conflict"], "the text says otherwise");
  EXPECT_EQ(claim["source"][0]["code"], "--- GOV");
  EXPECT_EQ(claim["status"], "denied");
  EXPECT_EQ(claim["confidence"], 0.875);
  EXPECT_EQ(claim["degree"], -2.5);
  EXPECT_TRUE(claim["content_of"].is_null());
  EXPECT_TRUE(claim["place"].is_null());
  EXPECT_EQ(record["claims"][1]["content_of"], "c1");
  EXPECT_EQ(record["claims"][1]["place"]["country"], "KEN");
  EXPECT_EQ(record["claims"][1]["time"]["from_story"], true);
  EXPECT_EQ(record["text"], sample().text);
}

TEST(WriteJsonl, WhomTheSameWordsGoBackToAreOneParty) {
  Document d = sample();  // "Officials" of Türkiye and of Kenya
  d.mentions[2].joint = true;
  d.mentions.push_back(d.mentions[2]);
  d.entities[2].country = "TUR";
  d.entities.push_back(d.entities[2]);
  d.entities.back().country = "KEN";
  d.mentions.back().entity = static_cast<Index>(d.entities.size() - 1);
  d.claims[0].actors = {0, 2, 3};
  d.claims[1].actors = {3};
  const Json json = Json::parse(jsonl(d));
  EXPECT_EQ(tests::schema_violations(schema(), json), std::vector<std::string>{});
  const Json& actors = json["claims"][0]["actor"];
  ASSERT_EQ(actors.size(), 2U);
  EXPECT_EQ(actors[0]["code"], "TUR");
  EXPECT_EQ(actors[1]["code"], "--- GOV");
  EXPECT_EQ(actors[1]["members"][0]["code"], "TUR GOV");
  EXPECT_EQ(actors[1]["members"][1]["code"], "KEN GOV");
  EXPECT_EQ(json["claims"][1]["actor"][0]["code"], "KEN GOV") << "one alone is itself";
  EXPECT_FALSE(json["claims"][1]["actor"][0].contains("members"));
}

TEST(WriteJsonl, EveryByteOfTheTextComesBack) {
  Document d;
  d.name = "controls";
  for (char c = 1; c < 0x7F; ++c) d.text += c;
  d.text += "\x7Fé\u2028😀";
  EXPECT_EQ(Json::parse(jsonl(d))["text"], d.text);
}

TEST(WriteJsonl, NumbersThatAreNoneBecomeZero) {
  Document d = sample();
  d.claims[0].score = std::nan("");
  d.claims[1].confidence = 0.1F;
  const Json record = Json::parse(jsonl(d));
  EXPECT_EQ(record["claims"][0]["score"], 0);
  EXPECT_EQ(record["claims"][1]["confidence"], 0.1);
}

TEST(Schema, NamesTheStatusesAndQuotesOfTypesDef) {
  std::vector<std::string> statuses;
  std::vector<std::string> quotes;
#define DEMARCHE_STATUS(id, plover, gloss) statuses.emplace_back(#id);
#define DEMARCHE_QUOTE(id, gloss) quotes.emplace_back(#id);
#include "demarche/types.def"
  const Json claim = schema()["$defs"]["claim"]["properties"];
  EXPECT_EQ(claim["status"]["enum"], Json(statuses));
  EXPECT_EQ(claim["quote"]["enum"], Json(quotes));
}

TEST(Schema, FindsWhatIsWrong) {
  const auto spoilt = [](auto change) {
    Json record = Json::parse(jsonl(sample()));
    change(record);
    return tests::schema_violations(schema(), record);
  };
  EXPECT_FALSE(spoilt([](Json& r) { r.erase("date"); }).empty());
  EXPECT_FALSE(spoilt([](Json& r) { r["extra"] = 1; }).empty());
  EXPECT_FALSE(spoilt([](Json& r) { r["date"] = "14 May"; }).empty());
  EXPECT_FALSE(spoilt([](Json& r) { r["claims"][0]["status"] = "maybe"; }).empty());
  EXPECT_FALSE(spoilt([](Json& r) { r["claims"][0]["trigger"] = Json({1}); }).empty());
  EXPECT_FALSE(spoilt([](Json& r) { r["claims"][0]["trigger"] = Json({-1, 4}); }).empty());
  EXPECT_FALSE(spoilt([](Json& r) { r["claims"][0]["actor"][0]["code"] = "Kenya"; }).empty());
  EXPECT_FALSE(spoilt([](Json& r) { r["claims"][1]["place"].erase("lat"); }).empty());
  EXPECT_FALSE(spoilt([](Json& r) { r["claims"][1]["confidence"] = 1.5; }).empty());
  EXPECT_FALSE(spoilt([](Json& r) { r["claims"][1]["content_of"] = 1; }).empty());
}

TEST(WriteConllu, WritesJoinedWordsAndSpaces) {
  std::string out;
  write_conllu(sample(), {}, out);
  EXPECT_EQ(out.substr(0, out.find("\n\n") + 2),
            "# newdoc id = sample \"1\"\n# newpar\n# sent_id = 1\n# text = Türkiye didn’t reject Kenya’s plan.\n"
            "1\tTürkiye\tTürkiye\tPROPN\t_\t_\t4\tnsubj\t_\tNE=B-place\n"
            "2-3\tdidn’t\t_\t_\t_\t_\t_\t_\t_\t_\n"
            "2\tdid\tdid\tAUX\t_\t_\t4\taux\t_\t_\n"
            "3\tn’t\tn’t\tPART\t_\t_\t4\tadvmod\t_\t_\n"
            "4\treject\treject\tVERB\t_\t_\t0\troot\t_\t_\n"
            "5-6\tKenya’s\t_\t_\t_\t_\t_\t_\t_\t_\n"
            "5\tKenya\tKenya\tPROPN\t_\t_\t7\tnmod:poss\t_\t_\n"
            "6\t’s\t’s\tPART\t_\t_\t5\tcase\t_\t_\n"
            "7\tplan\tplan\tNOUN\t_\t_\t4\tobj\t_\tSpaceAfter=No\n"
            "8\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_\n\n");
  EXPECT_NE(out.find("# sent_id = 2\n# text = Officials said so.\n1\tOfficials"), std::string::npos);
}

TEST(WritePretty, TellsEventsFromWhatDidNotHappen) {
  std::string out;
  write_pretty(sample(), {.colour = false, .width = 100}, out);
  EXPECT_NE(out.find("Türkiye didn’t reject Kenya’s plan.\n"), std::string::npos) << out;
  EXPECT_NE(out.find("c1  × [denied] Türkiye (TUR) ⇢ REJECT/change ⇢ Kenya (KEN)"), std::string::npos) << out;
  EXPECT_NE(out.find("\"reject\" · says Officials (--- GOV) · diplomatic"), std::string::npos) << out;
  EXPECT_NE(out.find("! the text says otherwise"), std::string::npos) << out;
  EXPECT_NE(out.find("c2  ● Kenya (KEN) → MOBILIZE  "), std::string::npos) << out;
  EXPECT_NE(out.find("in the writer's own voice · content of c1 · in Kenya · 2024-05-14"), std::string::npos) << out;
  EXPECT_EQ(out.find('\x1b'), std::string::npos);
}

TEST(WritePretty, ColoursChangeNoWord) {
  std::string plain;
  std::string coloured;
  write_pretty(sample(), {.colour = false, .width = 40}, plain);
  write_pretty(sample(), {.colour = true, .width = 40}, coloured);
  std::string stripped;
  for (std::size_t i = 0; i < coloured.size(); ++i) {
    if (coloured[i] == '\x1b') {
      i = coloured.find('m', i);
    } else {
      stripped += coloured[i];
    }
  }
  EXPECT_NE(coloured, plain);
  EXPECT_EQ(stripped, plain);
}

TEST(WritePretty, AnArticleCannotCommandTheTerminal) {
  Document d = sample();
  d.text = "A\x1b[2Jbad \x07 text\u0085 \u202Ereversed\u2066 end.";
  d.claims.clear();
  d.tokens.clear();
  d.name = "na\x1bme";
  d.sentences = {{.span = {0, static_cast<std::uint32_t>(d.text.size())}, .first = 0, .last = 0}};
  std::string out;
  write_pretty(d, {.colour = false, .width = 80}, out);
  EXPECT_NE(out.find("A\uFFFD[2Jbad \uFFFD text\uFFFD \uFFFDreversed\uFFFD end."), std::string::npos) << out;
  for (const char c : out) EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20) << static_cast<int>(c);
}

TEST(Formats, AreFoundByName) {
  for (const OutputFormat& format : output_formats()) EXPECT_EQ(find_format(format.name), &format);
  EXPECT_EQ(find_format("xml"), nullptr);
}

}  // namespace
}  // namespace demarche
