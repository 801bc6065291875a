// demarche parse as its users run it: kept words come back unchanged, malformed CoNLL-U is named line by line.
#include <gtest/gtest.h>

#include <sstream>

#include "program.h"

namespace demarche {
namespace {

using tests::Folder;
using tests::Ran;
using tests::run;

std::vector<std::vector<std::string>> rows(const std::string& conllu) {
  std::vector<std::vector<std::string>> list;
  std::istringstream lines(conllu);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream columns(line);
    list.emplace_back();
    for (std::string column; std::getline(columns, column, '\t');) list.back().push_back(column);
  }
  return list;
}

const std::string kGiven =
    "# newdoc id = d1\n# sent_id = d1-1\n# text = They don't agree.\n"
    "1\tThey\tx\tX\tX\tA=B\t0\tdep\t_\tEntity=(1)\n"
    "2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "2\tdo\tx\tX\tX\t_\t0\tdep\t_\t_\n"
    "3\tn't\tx\tX\tX\t_\t0\tdep\t_\t_\n"
    "4\tagree\tx\tX\tX\t_\t0\tdep\t_\tSpaceAfter=No\n"
    "5\t.\tx\tX\tX\t_\t0\tdep\t_\t_\n\n";

TEST(Parse, KeepsGivenWordsAndComments) {
  const Ran ran = run("demarche", "parse --keep-tokens", kGiven + kGiven);
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out.find("# newdoc id = d1\n# sent_id = d1-1\n# text = They don't agree.\n1\tThey\t"), 0U) << ran.out;
  const auto given = rows(kGiven);
  const auto made = rows(ran.out);
  ASSERT_EQ(made.size(), 2 * given.size());
  for (std::size_t i = 0; i < made.size(); ++i) {
    ASSERT_EQ(made[i].size(), 10U);
    for (const std::size_t column : {0U, 1U, 9U}) EXPECT_EQ(made[i][column], given[i % given.size()][column]);
  }
}

TEST(Parse, MakesOneTreeASentence) {
  const Ran ran = run("demarche", "parse --keep-tokens", kGiven);
  std::size_t roots = 0;
  for (const auto& row : rows(ran.out)) {
    if (row[0].find('-') != std::string::npos) continue;
    roots += row[6] == "0";
    EXPECT_EQ(row[6] == "0", row[7] == "root");
    EXPECT_NE(row[3], "_");
    EXPECT_LE(std::stoi(row[6]), 5);
  }
  EXPECT_EQ(roots, 1U);
}

TEST(Parse, TextGivesConlluWhoseWordsSpellTheText) {
  const std::string text = "Kenya won't sign. \"Never,\" its envoy said.\n\nTalks ended.";
  const Ran ran = run("demarche", "parse", text);
  ASSERT_EQ(ran.code, 0) << ran.err;
  std::string spelt;
  for (const auto& row : rows(ran.out)) {
    if (row[0].find('-') == std::string::npos) spelt += row[1];
  }
  std::string expected;
  for (const char c : text) {
    if (c != ' ' && c != '\n') expected += c;
  }
  EXPECT_EQ(spelt, expected);
}

TEST(Parse, ConlluWithoutKeepTokensIsParsedAsRunningText) {
  const Folder folder;
  const std::string path = folder.write("two.conllu", kGiven + kGiven);
  const Ran ran = run("demarche", "parse '" + path + "'");
  ASSERT_EQ(ran.code, 0) << ran.err;
  std::size_t documents = 0;
  for (std::size_t at = ran.out.find("# newdoc id = d1"); at != std::string::npos; at = ran.out.find("# newdoc id = d1", at + 1))
    ++documents;
  EXPECT_EQ(documents, 2U) << ran.out;
}

TEST(Parse, MalformedSentencesAreReportedAndTheOthersParsed) {
  const Ran ran = run("demarche", "parse --keep-tokens", kGiven + "1\tbad line\n\n" + kGiven + "2\tx\t_\t_\t_\t_\t_\t_\t_\t_\n\n" + kGiven);
  EXPECT_EQ(ran.code, 1);
  EXPECT_EQ(rows(ran.out).size(), 3 * rows(kGiven).size());
  EXPECT_NE(ran.err.find("<stdin>:11: "), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("<stdin>:23: "), std::string::npos) << ran.err;
  EXPECT_EQ(run("demarche", "parse --keep-tokens", "").code, 1);
  EXPECT_EQ(run("demarche", "parse --keep-tokens", std::string("\0\xFF\xFE\n\n", 5)).code, 1);
  EXPECT_EQ(run("demarche", "parse /nonexistent.conllu").code, 1);
}

TEST(Eval, WritesALineForEachAndFailsOnMalformedOnes) {
  const Folder folder;
  const std::string relations =
      folder.write("relations.jsonl",
                   "{\"text\":\"Türkiye rejected the plan of Kenya.\",\"source_spans\":[[0,7]],\"target_spans\":[[29,34]]}\n\n"
                   "{\"text\":\"Kenya.\",\"source_spans\":[[0,5]],\"target_spans\":[]}\n");
  const Ran types = run("demarche-eval", "relations '" + relations + "'");
  EXPECT_EQ(types.code, 0) << types.err;
  EXPECT_EQ(std::count(types.out.begin(), types.out.end(), '\n'), 2) << types.out;
  const Ran spans =
      run("demarche-eval",
          "relations '" + folder.write("bad.jsonl", "{\"text\":\"a b\",\"source_spans\":[[0,9]],\"target_spans\":[]}\n") + "'");
  EXPECT_EQ(spans.code, 1);
  EXPECT_NE(spans.err.find("bad.jsonl:1: "), std::string::npos) << spans.err;
  const Ran degrees =
      run("demarche-eval",
          "factuality '" + folder.write("degrees.jsonl", "{\"text\":\"They did n't leave .\",\"events\":[[3,4,-3.0],[1,2,0]]}\n") + "'");
  EXPECT_EQ(degrees.code, 0) << degrees.err;
  double first = 9;
  double second = 9;
  std::istringstream(degrees.out) >> first >> second;
  EXPECT_LE(std::abs(first), 3) << degrees.out;
  EXPECT_LE(std::abs(second), 3) << degrees.out;
  const Ran said =
      run("demarche-eval", "attribution '" + folder.write("said.jsonl", "{\"doc\":\"d\",\"text\":\"Officials said it rained.\"}\n") + "'");
  EXPECT_EQ(said.code, 0) << said.err;
  EXPECT_NE(said.out.find("\"attributions\":["), std::string::npos) << said.out;
  EXPECT_EQ(run("demarche-eval", "relations /nonexistent.jsonl").code, 1);
  EXPECT_EQ(run("demarche-eval", "nonsense").code, 2);
}

}  // namespace
}  // namespace demarche
