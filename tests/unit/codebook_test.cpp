// A codebook of the user's own: each mistake is told with file and line; what is right is used. And what tools/import_verbs.py makes.
#include <gtest/gtest.h>

#include <algorithm>

#include "demarche/demarche.h"
#include "program.h"

namespace demarche {
namespace {

struct Mistake {
  const char *old, *now, *said;
  unsigned line;
};

constexpr const char* kRight =
    "type = \"LAYOFF\"\n"
    "quad = \"material conflict\"\n"
    "score = -2\n"
    "[modes.mass]\n"
    "score = -3\n"
    "means = [\"robot\"]\n"
    "[[sense]]\n"
    "id = \"layoff.axe\"\n"
    "verbs = [\"axe\"]\n"
    "kind = { actor = \"actor\" }\n"
    "contexts = [\"economic\"]\n"
    "weight = 0.9\n";

Result<Coder> coder_with(const tests::Folder& folder) {
  return Coder::load({.data = DEMARCHE_SOURCE_DIR, .codebook = folder.file("")});
}

class CodebookMistake : public ::testing::TestWithParam<Mistake> {};

TEST_P(CodebookMistake, IsToldWithFileAndLine) {
  const auto& [old, now, said, line] = GetParam();
  std::string text = kRight;
  text.replace(text.find(old), std::string(old).size(), now);
  const tests::Folder folder;
  folder.write("layoff.toml", text);
  const Result<Coder> coder = coder_with(folder);
  ASSERT_FALSE(coder) << text;
  EXPECT_NE(coder.error().message.find(said), std::string::npos) << coder.error().text();
  EXPECT_EQ(coder.error().line, line) << coder.error().text();
  EXPECT_NE(coder.error().where.find("layoff.toml"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    Planted, CodebookMistake,
    ::testing::Values(Mistake{"score = -2", "score = \"lots\"", "must be a number", 3}, Mistake{"score = -2\n", "\n", "no `score`", 1},
                      Mistake{"score = -3", "score = 30", "from -10 to 10", 5}, Mistake{"material conflict", "war", "unknown quad", 2},
                      Mistake{"means", "meens", "unknown key 'meens'", 6}, Mistake{"weight = 0.9", "weight = 7", "from 0 to 1", 12},
                      Mistake{"weight = 0.9", "weight = \"high\"", "must be a number", 12},
                      Mistake{"weight = 0.9", "recipeint = [\"obj\"]", "unknown key 'recipeint'", 12},
                      Mistake{"weight = 0.9", "recipient = [\"object\"]", "unknown slot", 12},
                      Mistake{"weight = 0.9", "reciprocal = \"yes\"", "true or false", 12},
                      Mistake{"actor = \"actor\"", "recipient = \"martian\"", "unknown recipient 'martian'", 10},
                      Mistake{"economic", "weather", "unknown context 'weather'", 7},
                      Mistake{"verbs = [\"axe\"]", "verbs = []", "has no words", 7},
                      Mistake{"[[sense]]", "[[sens]]", "unknown key 'sens'", 7},
                      Mistake{"weight = 0.9\n", "[[sense]]\nid = \"layoff.axe\"\nverbs = [\"sack\"]\n", "a second sense", 12}));

TEST(Codebook, OnesOwnVerbIsFoundHoweverItIsCut) {
  const tests::Folder folder;
  folder.write("layoff.toml", kRight);
  const Result<Coder> coder = coder_with(folder);
  ASSERT_TRUE(coder) << coder.error().text();
  for (const char* text : {"Peru axed forty judges.", "Peru will axe forty judges."}) {
    const auto document = coder->read({.name = "a", .date = "2024-05-14", .publisher = {}, .text = text});
    ASSERT_EQ(document->claims.size(), 1U) << text;
    EXPECT_EQ(document->claims.front().event, "LAYOFF");
  }
}

/// Exit code, what the tool says to stderr, and the files that it writes into out/.
std::string imported(const tests::Folder& folder, const std::string& dictionary) {
  const std::string out = folder.file("out"), said = folder.file("said");
  std::filesystem::remove_all(out);
  const int status = std::system(
      ("'" DEMARCHE_SOURCE_DIR "/tools/import_verbs.py' '" + folder.file(dictionary) + "' '" + out + "' >/dev/null 2>'" + said + "'")
          .c_str());
  std::string all = std::to_string(WEXITSTATUS(status)) + '\n' + tests::content(said);
  for (const char* type : {"AID", "ASSAULT", "COERCE", "SUPPORT"}) all += tests::content(out + "/imported_" + type + ".toml");
  return all;
}

TEST(ImportVerbs, APatternIsOfTheVerbAboveItOrOfItsBlock) {
  const tests::Folder folder;
  const auto import = [&](const std::string& lines) {
    folder.write("verbs.txt", lines);
    return imported(folder, "verbs.txt");
  };
  const std::string flat = import("PRAISE [051]\nPOUND [194] {POUNDS}\n- * HARBOUR [195]\nFEED {FEEDS} [073]\n");
  EXPECT_NE(flat.find("verbs = [\"pound harbour\"]"), std::string::npos) << flat;
  EXPECT_EQ(flat.find("praise harbour"), std::string::npos) << flat;
  EXPECT_NE(flat.find("verbs = [\"feed\"]"), std::string::npos) << flat;
  EXPECT_EQ(flat[0], '0') << flat;
  const std::string block = import("--- SEIZE [170] ---\nSEIZE\nGRAB\n- * POWER [174]\n");
  EXPECT_NE(block.find("verbs = [\"grab power\", \"seize power\"]"), std::string::npos) << block;
  const std::string wrong = import("PRAISE [051]\nPOUND?? [194]\n- * HARBOUR [195]\n");
  EXPECT_NE(wrong.find(":2: not understood"), std::string::npos) << wrong;
  EXPECT_NE(wrong.find(":3: no verb before it"), std::string::npos) << wrong;
  const std::string missing = imported(folder, "none.txt");
  EXPECT_EQ(missing[0], '1');
  EXPECT_EQ(missing.find("Traceback"), std::string::npos) << missing;
}

}  // namespace
}  // namespace demarche
