// Tables of actors: rows, dates, the user's own, dictionaries of TABARI, and the check of what ships.
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>

#include "program.h"
#include "who/check.h"
#include "who/tabari.h"

namespace demarche {
namespace {

const std::string kFolder = DEMARCHE_SOURCE_DIR;
const std::string kHeader = "id\tname\taliases\tcountry\tsector\trole\tfrom\tto\tkind\twikidata\tsource\n";

const Knowledge& shipped() {
  static const Result<Knowledge> kKnowledge = Knowledge::load(kFolder);
  if (!kKnowledge) ADD_FAILURE() << kKnowledge.error().text();
  return *kKnowledge;
}

std::string country_of(const Knowledge& k, const char* name) {
  const auto rows = k.named(name_key(name));
  return rows.empty() ? "" : std::string(k.row(rows[0]).country);
}

TEST(Days, AreCheckedAgainstTheCalendar) {
  EXPECT_GT(day_number("2024-02-29"), 0);
  for (const char* none : {"", "2023-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "1900-02-29", "2024-4-1", "24-04-01", "2024/04/01"})
    EXPECT_LT(day_number(none), 0) << none;
  EXPECT_LT(day_number("2023-12-31"), day_number("2024-01-01"));
}

TEST(Rows, AreInForceBetweenTheirDates) {
  const std::string table = kHeader + "1\tJane Roe\tJay Roe|J. Roe\tKEN\tGOV\tpresident\t2020-01-01\t2024-01-01\tperson\t\tme\n" +
                            "2\tJohn Doe\t\tKEN\tGOV\tminister\t2019-06-04~\t2019-06-04~\tperson\tQ1\tme\n";
  const auto k = Knowledge::over(table, "t.tsv");
  ASSERT_TRUE(k);
  ASSERT_EQ(k->named("jroe").size(), 1U);
  const ActorRow& roe = k->row(k->named("jayroe")[0]);
  EXPECT_TRUE(roe.holds_on("2020-01-01"));
  EXPECT_TRUE(roe.holds_on(""));  // an unknown day is in every row's time
  EXPECT_FALSE(roe.holds_on("2024-01-02"));
  EXPECT_TRUE(roe.ended_by("2024-01-02"));
  const ActorRow& doe = k->row(k->surnamed("doe")[0]);
  EXPECT_EQ(doe.id, "Q1");
  EXPECT_TRUE(doe.holds_on("2018-01-01"));  // seen in office in 2019
  EXPECT_FALSE(doe.holds_on("2025-01-01"));
}

TEST(Rows, OfAnotherShapeAreRefusedWithTheirLine) {
  const auto few = Knowledge::over(kHeader + "1\tJane\n", "t.tsv");
  ASSERT_FALSE(few);
  EXPECT_EQ(few.error().line, 2U);
  EXPECT_FALSE(Knowledge::over(kHeader + "1\tJane\t\tKEN\t\t\t\t\twizard\t\tme\n", "t.tsv"));
  EXPECT_FALSE(Knowledge::over("name\tcode\n", "t.tsv"));
}

/// All that can be asked of a knowledge by the names of a table, as text.
std::string told(const Knowledge& k) {
  std::string out;
  for (const ActorRow& row : k.rows()) {
    out += std::string(row.id) + '|' + std::string(row.name) + '|' + std::string(row.sector) + '|' + std::string(row.source) + '|' +
           std::to_string(row.begin) + '|' + std::to_string(row.end) + '|' + std::to_string(row.line) + '|' +
           std::to_string(static_cast<int>(row.kind)) + ":";
    for (const auto& found :
         {k.named(name_key(row.name)), k.surnamed(name_key(row.name.substr(row.name.rfind(' ') + 1))), k.holders(row.country, row.role)})
      for (const Index i : found) out += ' ' + std::to_string(i);
    out += '\n';
  }
  return out + std::to_string(k.longest_key()) + ' ' + std::to_string(k.country("KEN")) + ' ' + std::to_string(k.country("UGA"));
}

const std::string kSmall = kHeader + "# a comment\nC-KEN\tKenya\tKE|Republic of Kenya\tKEN\t\t\t\t\tcountry\tQ114\tme\n" +
                           "1\tJane Roe\tJay Roe\tKEN\tGOV\tpresident\t2020-01-01\t2024-01-01~\tperson\t\tme\n\n" +
                           "2\tXi Lee\t\tCHN\tGOV\tminister\t\t\tperson\tQ1\t\n";

TEST(Packed, KnowsWhatTheTablesSay) {
  const auto plain = Knowledge::over(kSmall, "t.tsv");
  ASSERT_TRUE(plain);
  const std::string packed = plain->pack();
  ASSERT_FALSE(packed.empty());
  const auto mapped = Knowledge::over(kSmall, "t.tsv", packed);
  ASSERT_TRUE(mapped);
  EXPECT_EQ(told(*mapped), told(*plain));
  EXPECT_EQ(mapped->pack(), packed);
  const std::string whole = shipped().pack();
  EXPECT_GT(whole.size(), 1000000U);
}

TEST(Packed, IsNotUsedForOtherTablesNorWhenDamaged) {
  const auto plain = Knowledge::over(kSmall, "t.tsv");
  ASSERT_TRUE(plain);
  const std::string packed = plain->pack();
  const std::string other = kHeader + "9\tJohn Doe\t\tUGA\tGOV\tminister\t\t\tperson\t\tme\n";
  const auto others = Knowledge::over(other, "t.tsv", packed);
  ASSERT_TRUE(others);
  EXPECT_EQ(told(*others), told(*Knowledge::over(other, "t.tsv")));
  const std::string expected = told(*plain);
  for (std::size_t i = 0; i < packed.size(); i += i < 200 ? 1 : 997) {  // one bit wrong, or cut off there: the table is read instead
    std::string wrong = packed;
    wrong[i] = static_cast<char>(wrong[i] ^ 4);
    for (const std::string& bytes : {wrong, packed.substr(0, i)}) {
      const auto k = Knowledge::over(kSmall, "t.tsv", bytes);
      ASSERT_TRUE(k);
      ASSERT_EQ(told(*k), expected) << i;
    }
  }
}

TEST(Shipped, KnowsStatesPeopleAndBodies) {
  const Knowledge& k = shipped();
  EXPECT_EQ(country_of(k, "Kenya"), "KEN");
  EXPECT_EQ(country_of(k, "Kenyans"), "KEN");
  EXPECT_EQ(country_of(k, "Claudia Sheinbaum"), "MEX");
  EXPECT_EQ(country_of(k, "Vinicio Cerezo"), "GTM");
  EXPECT_EQ(country_of(k, "the Kremlin").empty() ? country_of(k, "Kremlin") : "RUS", "RUS");
  EXPECT_FALSE(k.holders("FRA", "president").empty());
  ASSERT_NE(k.agent("rebel"), nullptr);
  EXPECT_EQ(k.agent("rebel")->sector, "REB");
  EXPECT_EQ(k.agent("xyzzy"), nullptr);
}

TEST(Shipped, HasNoWrongRow) {
  const auto findings = check_actors(shipped(), kFolder);
  ASSERT_TRUE(findings);
  int notes = 0;
  for (const ActorFinding& f : *findings) {
    EXPECT_FALSE(f.wrong) << f.about.text();
    notes += f.wrong ? 0 : 1;
  }
  RecordProperty("notes", notes);
}

TEST(Check, FindsBadCodesDatesOverlapsAndGaps) {
  const std::string table = kHeader + "C\tKenya\t\tKEN\t\t\t\t\tcountry\t\tme\n" +
                            "1\tA One\t\tKEN\tGOV\tpresident\t2000-01-01\t2005-01-01\tperson\t\tme\n" +
                            "2\tB Two\t\tKEN\tGOV\tpresident\t2003-01-01\t2006-01-01\tperson\t\tme\n" +
                            "3\tC Three\t\tKEN\tGOV\tpresident\t2009-01-01\t\tperson\t\tme; start: a newspaper\n" +
                            "4\tD Four\t\tKEM\tGOX\tminister\t2009-02-30\t2008-01-01\tperson\t\t\n" +
                            "5\tE Five\t\tKEN\tGOV\tminister\t2009-02-01\t2008-01-01\tperson\t\tme\n";
  const auto k = Knowledge::over(table, "t.tsv");
  ASSERT_TRUE(k);
  const auto findings = check_actors(*k, kFolder);
  ASSERT_TRUE(findings);
  std::string all;
  for (const ActorFinding& f : *findings) all += (f.wrong ? "wrong " : "note ") + f.about.text() + "\n";
  for (const char* expected : {"note t.tsv:4: B Two: is president of KEN while A One (line 3) still is",
                               "note t.tsv:5: C Three: president of KEN: nobody known from 2006-01-01",
                               "wrong t.tsv:6: D Four: unknown country 'KEM'", "unknown sector 'GOX'", "from 2009-02-30 is no day",
                               "the fact has no source", "wrong t.tsv:7: E Five: ends (2008-01-01) before it begins (2009-02-01)"})
    EXPECT_NE(all.find(expected), std::string::npos) << expected << "\nin\n" << all;
}

TEST(Tabari, ReadsNamesSynonymsAndDates) {
  const std::string text =
      "# a comment\nVINICIO_CEREZO_  # after the name too\n+MARCO_VINICIO_CEREZO_\n\t[GTMELI 600101-860114]\n\t[GTMGOV 860114-910114]\nUN_ "
      "[IGOUNO]\nRANCHERS_LEAGUE_ [USAAGR >20010101]\n"
      "!PERSON! = MAN, WOMAN\nCATTLE!PERSON! [~AGR]\nFARM_WORKER {FARM_HANDS} [~AGR]\n";
  const auto tables = read_tabari(text, "d.txt", kFolder);
  ASSERT_TRUE(tables);
  EXPECT_TRUE(tables->notes.empty()) << tables->notes[0].text();
  const auto k = Knowledge::over(tables->actors, "d.txt");
  ASSERT_TRUE(k);
  const auto rows = k->named("marcoviniciocerezo");
  ASSERT_EQ(rows.size(), 2U);
  const ActorRow& president = k->row(rows[1]);
  EXPECT_EQ(president.name, "Vinicio Cerezo");
  EXPECT_EQ(president.country, "GTM");
  EXPECT_EQ(president.sector, "GOV");
  EXPECT_EQ(president.from, "1986-01-14");
  EXPECT_EQ(president.to, "1991-01-14");
  EXPECT_EQ(president.kind, ActorRow::Kind::person);
  EXPECT_EQ(k->row(k->named("un")[0]).country, "UNO");
  EXPECT_EQ(k->row(k->named("ranchersleague")[0]).from, "2001-01-01");
  EXPECT_EQ(tables->agents, "cattleman\tAGR\tperson\ncattlewoman\tAGR\tperson\nfarm worker\tAGR\tperson\nfarm hands\tAGR\tperson\n");
}

TEST(Tabari, SetsThatNameSetsOrMakeTooManyFormsAreReported) {
  std::string text = "!A! = MAN, W!A!\nCATTLE!A! [~AGR]\n";  // by its second word the set would go on for ever
  std::string many = "X";
  for (const char* mark : {"!B!", "!C!", "!D!", "!E!"}) {
    text += std::string(mark) + " = A, B, C, D, E, F, G, H\n";
    many += mark;
  }
  const auto tables = read_tabari(text + many + " [~AGR]\n", "d.txt", kFolder);
  ASSERT_TRUE(tables);
  ASSERT_EQ(tables->notes.size(), 2U);
  EXPECT_NE(tables->notes[0].text().find("d.txt:1: the words of a set"), std::string::npos) << tables->notes[0].text();
  EXPECT_NE(tables->notes[1].text().find("d.txt:7: too many forms"), std::string::npos) << tables->notes[1].text();
}

TEST(Tabari, ReportsEachLineThatItDoesNotUnderstand) {
  const std::string text = "+LOST_SYNONYM_\nA_NAME_ [KENGO]\nB_NAME_ [KENGOV 20-21]\nC_NAME_\nD_NAME_ [KENGOVKUR]\nNOUN_ [~XYZ]\n[USA]\n";
  const auto tables = read_tabari(text, "d.txt", kFolder);
  ASSERT_TRUE(tables);
  std::string all;
  for (const Error& e : tables->notes) all += e.text() + "\n";
  for (const char* expected : {"d.txt:1: a synonym", "d.txt:2: no code: 'KENGO'", "d.txt:3: no date", "d.txt:4: a name without a code",
                               "d.txt:5: PLOVER has no sector for KUR", "d.txt:6: no agent", "d.txt:7: a code without a name"})
    EXPECT_NE(all.find(expected), std::string::npos) << expected << "\nin\n" << all;
  EXPECT_NE(tables->actors.find("D Name\t\tKEN\tGOV"), std::string::npos) << "what is understood of a line is kept";
}

TEST(Program, SaysWhoAndChecks) {
  using tests::run;
  const auto who = run("demarche", "who Sheinbaum --on 2025-08-08");
  EXPECT_EQ(who.code, 0) << who.err;
  EXPECT_NE(who.out.find("MEX GOV\tClaudia Sheinbaum"), std::string::npos) << who.out;
  EXPECT_NE(who.out.find("in force on 2025-08-08"), std::string::npos);
  EXPECT_NE(run("demarche", "who 'Joe Biden' --on 2025-08-08").out.find("USA ELI"), std::string::npos);
  EXPECT_EQ(run("demarche", "who Xyzzyx").code, 1);
  EXPECT_EQ(run("demarche", "who Biden --on yesterday").code, 2);
  EXPECT_EQ(run("demarche", "check actors --quiet").code, 0);
  const std::string path = testing::TempDir() + "/who_dictionary.txt";
  std::ofstream(path) << "FRONT_FOR_RAIN_ [KENREB]\nBROKEN_ [KE]\n";
  const auto checked = run("demarche", "check actors --quiet --actors '" + path + "'");
  EXPECT_EQ(checked.code, 1);
  EXPECT_NE(checked.out.find(":2: no code: 'KE'"), std::string::npos) << checked.out;
  const auto read =
      run("demarche", "read --format jsonl --date 2024-05-14 --actors '" + path + "' -", "The Front for Rain attacked Sudan.");
  EXPECT_EQ(read.code, 0) << read.err;
  EXPECT_NE(read.out.find("KEN REB"), std::string::npos) << read.out;
  EXPECT_NE(read.err.find(":2: no code: 'KE'"), std::string::npos) << read.err;
  std::remove(path.c_str());
}

TEST(Program, LeavesOutWrongRowsOfAnOwnTableAndSaysWhich) {
  const tests::Folder folder;
  const std::string table = folder.write("own.tsv",
                                         "id\tname\taliases\tcountry\tsector\trole\tfrom\tto\tkind\twikidata\tsource\n"
                                         "O-1\tReed Moss\t\tTCD\tGOV\tminister of fish\t2020-01-01\t\tperson\t\tme\n"
                                         "O-2\tTarn Fell\t\tXXQ\tGOV\t\t\t\tperson\t\tme\n"
                                         "O-3\tBeck Firth\t\tTCD\tZZZ\t\t\t\tperson\t\tme\n"
                                         "O-4\tGlen Strath\t\tTCD\tGOV\t\t2023-13-77\tsoon\tperson\t\tme\n");
  const auto asked = [&](const std::string& arguments) { return tests::run("demarche", arguments + " --actors '" + table + "'"); };
  const auto right = asked("who 'Reed Moss' --on 2024-05-14");
  EXPECT_NE(right.out.find("TCD GOV\tReed Moss"), std::string::npos) << right.out;
  for (const char* said : {":3: Tarn Fell: unknown country 'XXQ'", ":4: Beck Firth: unknown sector 'ZZZ'",
                           ":5: Glen Strath: from 2023-13-77", ":5: Glen Strath: to soon is no day"})
    EXPECT_NE(right.err.find(said), std::string::npos) << right.err;
  EXPECT_EQ(asked("who 'Beck Firth'").code, 1) << "the row is not used";
  EXPECT_EQ(asked("check actors --quiet").code, 1);
}

}  // namespace
}  // namespace demarche
