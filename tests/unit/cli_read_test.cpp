// demarche read as its users run it: formats, many documents, bad input, exit codes.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>

#include "program.h"
#include "schema.h"

namespace demarche {
namespace {

using Json = nlohmann::json;
using tests::Folder;
using tests::Ran;
using tests::run;

const char* const kGood = "{\"doc\":\"g\",\"date\":\"2024-05-14\",\"text\":\"Kenya rejected the plan.\"}\n";

std::vector<Json> records(const std::string& out) {
  std::vector<Json> list;
  std::istringstream lines(out);
  for (std::string line; std::getline(lines, line);) list.push_back(Json::parse(line));
  return list;
}

TEST(Read, HelpHasExamplesAndExitCodesAreKept) {
  for (const char* command : {"--help", "read --help", "parse --help"}) {
    const Ran ran = run("demarche", command);
    EXPECT_EQ(ran.code, 0);
    EXPECT_NE(ran.out.find("Example"), std::string::npos) << command;
    EXPECT_NE(ran.out.find("demarche "), std::string::npos);
  }
  EXPECT_EQ(run("demarche", "--version").code, 0);
  for (const char* wrong :
       {"", "fly", "read --date tomorrow -", "read --date 2023-02-29 -", "read --format xml -", "read --threads 0 -",
        "read --max-bytes x -", "read --nonsense", "read --language English -", "read --language xx -", "read --threads 100000 -"}) {
    const Ran ran = run("demarche", wrong, kGood);
    EXPECT_EQ(ran.code, 2) << wrong;
    EXPECT_FALSE(ran.err.empty()) << wrong;
    EXPECT_TRUE(ran.out.empty()) << wrong;
  }
  EXPECT_NE(run("demarche", "read --threads 0 -").err.find("a whole number is needed, 1 to 1024"), std::string::npos);
  EXPECT_EQ(run("demarche", "read 'a\x1b[31m.txt'").err.find('\x1b'), std::string::npos);
  EXPECT_NE(run("demarche", "fly").err.find("no command \"fly\""), std::string::npos);
}

TEST(Read, JsonlKeepsTheSchema) {
  std::ifstream file(DEMARCHE_SOURCE_DIR "/docs/claims.schema.json");
  const Json schema = Json::parse(file);
  const Ran ran = run("demarche", "read --format jsonl --date 2024-05-14 '" DEMARCHE_SOURCE_DIR "/examples/article.txt' -", kGood);
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto found = records(ran.out);
  ASSERT_EQ(found.size(), 2U);
  for (const Json& record : found) EXPECT_EQ(tests::schema_violations(schema, record), std::vector<std::string>{});
  EXPECT_EQ(found[0]["text"], tests::content(DEMARCHE_SOURCE_DIR "/examples/article.txt"));
  EXPECT_EQ(found[0]["date"], "2024-05-14");
}

TEST(Read, OneBadDocumentDoesNotStopTheOthers) {
  const Folder folder;
  const std::string junk = folder.write("junk.txt", std::string("\x7F"
                                                                "ELF\0\0\xFF\xFE",
                                                                8));
  const std::string empty = folder.write("empty.txt", "");
  const Ran ran = run("demarche", "read --format jsonl '" + junk + "' '" + empty + "' /nonexistent.txt - ",
                      std::string(kGood) + "{\"doc\":\"cut\n" + kGood);
  EXPECT_EQ(ran.code, 1);
  EXPECT_EQ(records(ran.out).size(), 2U);
  for (const std::string& said : {junk + ": ", empty + ": the file is empty", std::string("/nonexistent.txt: there is no such file"),
                                  std::string("<stdin>:2: "), std::string("4 of 6 documents failed")}) {
    EXPECT_NE(ran.err.find(said), std::string::npos) << said << "\n" << ran.err;
  }
}

TEST(Read, AnUnreadableFileIsAnError) {
  if (::geteuid() == 0) GTEST_SKIP() << "root reads every file";
  const Folder folder;
  const std::string path = folder.write("secret.txt", "Kenya rejected the plan.");
  std::filesystem::permissions(path, std::filesystem::perms::none);
  const Ran ran = run("demarche", "read '" + path + "'");
  EXPECT_EQ(ran.code, 1);
  EXPECT_NE(ran.err.find("cannot be opened"), std::string::npos) << ran.err;
}

TEST(Read, AFiftyMegabyteLineIsRefusedByNumber) {
  const Folder folder;
  const std::string path =
      folder.write("long.jsonl", std::string(kGood) + "{\"doc\":\"l\",\"text\":\"" + std::string(50U << 20U, 'x') + "\"}\n" + kGood);
  const Ran ran = run("demarche", "read --format jsonl '" + path + "'");
  EXPECT_EQ(ran.code, 1);
  EXPECT_EQ(records(ran.out).size(), 2U);
  EXPECT_NE(ran.err.find(path + ":2: the line is longer than"), std::string::npos) << ran.err;
}

TEST(Read, OutputDoesNotDependOnThreads) {
  std::string input;
  for (int i = 0; i < 60; ++i) {
    input += "{\"doc\":\"d" + std::to_string(i) + "\",\"date\":\"2024-05-14\",\"text\":\"";
    for (int k = 0; k <= i % 7; ++k) input += "Kenya rejected plan " + std::to_string(k) + " of Uganda. ";
    input += i % 13 == 5 ? "\n" : "\"}\n";  // some are malformed
  }
  const Ran one = run("demarche", "read --format jsonl --threads 1", input);
  const Ran many = run("demarche", "read --format jsonl --threads 5", input);
  EXPECT_EQ(one.code, 1);
  EXPECT_EQ(records(one.out).size(), 55U);
  EXPECT_EQ(one.out, many.out);
  EXPECT_EQ(one.err, many.err);
}

TEST(Read, OutputFileAppearsWholeOrNotAtAll) {
  const Folder folder;
  const std::string path = folder.write("claims.jsonl", "old");
  ASSERT_EQ(run("demarche", "read --output '" + path + "'", kGood).code, 0);
  const std::string before = tests::content(path);
  EXPECT_EQ(run("demarche", "read --output '" + path + "' '" + folder.file("nothere.txt") + "'").code, 1);
  EXPECT_EQ(tests::content(path), before) << "where nothing could be read the file stays";
  std::filesystem::create_symlink(path, folder.file("link"));
  EXPECT_EQ(run("demarche", "read --output '" + folder.file("link") + "'", kGood).code, 0);
  EXPECT_TRUE(std::filesystem::is_symlink(folder.file("link")));
  std::filesystem::remove(folder.file("link"));
  EXPECT_EQ(records(tests::content(path)).size(), 1U);
  const Ran refused = run("demarche", "read --output '" + folder.file("no/such/folder.jsonl") + "'", kGood);
  EXPECT_EQ(refused.code, 1);
  EXPECT_NE(refused.err.find("cannot be written"), std::string::npos) << refused.err;
  ASSERT_EQ(run("demarche", "read --data /nonexistent --output '" + path + "'", kGood).code, 1);
  EXPECT_EQ(records(tests::content(path)).size(), 1U) << "a failed run must not touch the old file";
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(path).parent_path())) ++files;
  EXPECT_EQ(files, 1U) << "no temporary file may stay";
}

TEST(Read, AFullDiskIsSaid) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "no /dev/full here";
  const Ran ran = run("demarche", "read --format jsonl --output /dev/full", kGood);
  EXPECT_EQ(ran.code, 1);
  EXPECT_NE(ran.err.find("No space left"), std::string::npos) << ran.err;
}

TEST(Read, MissingDataSaysWhereItLooked) {
  const Ran ran = run("demarche", "read --data /nonexistent", kGood);
  EXPECT_EQ(ran.code, 1);
  EXPECT_NE(ran.err.find("/nonexistent"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("--data"), std::string::npos) << ran.err;
  EXPECT_NE(run("demarche", "read", kGood, "DEMARCHE_DATA=/elsewhere").err.find("/elsewhere"), std::string::npos);
}

TEST(Read, MissingOrDamagedWeightsAreRefusedByName) {
  const std::string weights = tests::content(DEMARCHE_SOURCE_DIR "/models/en/parser.bin");
  ASSERT_GT(weights.size(), 1000U);
  std::string other_version = weights;
  other_version[8] = 99;
  const struct {
    const char* what;
    std::optional<std::string> weights;
  } cases[] = {{"missing", std::nullopt},
               {"empty", ""},
               {"not weights", "hello"},
               {"of another version", other_version},
               {"cut in the header", weights.substr(0, 500)},
               {"cut in the tensors", weights.substr(0, weights.size() / 2)}};
  for (const auto& one : cases) {
    const Folder data;
    for (const char* part : {"actors", "codebook", "languages"}) {
      std::filesystem::create_directory_symlink(std::string(DEMARCHE_SOURCE_DIR "/") + part, data.file(part));
    }
    std::filesystem::create_directories(data.file("models/en"));
    if (one.weights) data.write("models/en/parser.bin", *one.weights);
    const Ran ran = run("demarche", "read --data '" + data.file("") + "'", kGood);
    EXPECT_EQ(ran.code, 1) << one.what << ran.err;
    EXPECT_NE(ran.err.find("models/en/parser.bin"), std::string::npos) << one.what << ": " << ran.err;
    EXPECT_TRUE(ran.out.empty()) << one.what;
  }
}

TEST(Articles, OfFoldersPagesAndMappedFieldsWithWhatIsSkippedCounted) {
  const Folder folder;
  std::filesystem::create_directories(folder.file("in"));
  folder.write("in/a.html",
               "<html><meta property=og:site_name content='The Post'><p>Kenya rejected the plan of its neighbour on Tuesday, it said.</p>");
  folder.write("in/b.csv", "nr,story\n1,Kenya agreed.\n2,\n");
  folder.write("in/c.png", std::string("\x89PNG\r\n\x1A\n\0\0", 10));
  folder.write("in/d.txt", "Президент отверг план, сказал представитель министерства во вторник.");
  const Ran ran = run("demarche", "articles --field text=story '" + folder.file("in") + "'");
  EXPECT_EQ(ran.code, 1);
  const auto found = records(ran.out);
  ASSERT_EQ(found.size(), 2U) << ran.err;
  EXPECT_EQ(found[0]["publisher"], "The Post");
  EXPECT_EQ(found[1]["text"], "Kenya agreed.");
  EXPECT_EQ(found[1]["line"], 2);
  for (const char* said :
       {"1 of 5 documents are in another language", "1 of 5 hold no text", "b.csv:3: the field \"story\"", "1 of 5 documents failed"})
    EXPECT_NE(ran.err.find(said), std::string::npos) << said << "\n" << ran.err;
  EXPECT_EQ(run("demarche", "articles --field colour=red -").code, 2);
  EXPECT_EQ(run("demarche", "articles --from pdf -").code, 2);
}

TEST(Read, PrettyIsForPeopleAndColoursAreOptional) {
  const Ran plain = run("demarche", "read --format pretty", kGood);
  EXPECT_EQ(plain.code, 0) << plain.err;
  EXPECT_NE(plain.out.find("Kenya rejected the plan."), std::string::npos) << plain.out;
  EXPECT_EQ(plain.out.find('\x1b'), std::string::npos);
  EXPECT_NE(run("demarche", "read --format pretty", kGood, "CLICOLOR_FORCE=1").out.find('\x1b'), std::string::npos);
}

TEST(Read, TakesACodebookOfTheUsersOwn) {
  const Folder folder;
  folder.write("layoff.toml", R"(type = "LAYOFF"
score = -3.0
cameo = "161"
[modes.partial]
score = -1.5
cameo = "160"
[[sense]]
id = "layoff.furlough"
verbs = ["furlough"]
mode = "partial"
weight = 0.9
)");
  const Ran own =
      run("demarche", "read --format jsonl --codebook " + folder.file("") + " -", "Kenya furloughed Ugandan soldiers and condemned Sudan.");
  EXPECT_EQ(own.code, 0) << own.err;
  EXPECT_NE(own.out.find("\"LAYOFF\""), std::string::npos) << own.out;
  EXPECT_NE(own.out.find("\"partial\""), std::string::npos) << own.out;
  EXPECT_EQ(own.out.find("\"ACCUSE\""), std::string::npos) << "the shipped types are replaced, not added to: " << own.out;
  folder.write("broken.toml", "type = \"X\"\nscore = 1\n[[sense]]\nid = \"x\"\nactor = [\"sbj\"]\n");
  const Ran wrong = run("demarche", "read --codebook " + folder.file("") + " -", "Kenya furloughed soldiers.");
  EXPECT_NE(wrong.code, 0);
  EXPECT_NE(wrong.err.find("broken.toml:5"), std::string::npos) << wrong.err;
  EXPECT_NE(run("demarche", "read --codebook " + folder.file("nothing") + " -", "Kenya left.").code, 0);
}

}  // namespace
}  // namespace demarche
