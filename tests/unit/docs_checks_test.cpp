// The checkers of tools/ find what they are there to find: run over small trees made for the purpose.
#include <gtest/gtest.h>

#include <cstdlib>

#include "program.h"

namespace demarche {
namespace {

/// A small repository; `check` runs a tool on it and returns its exit code.
class House {
 public:
  House() {
    add("include/demarche/demarche.h", "#include <string>\n");
    add("src/base/hash.h", "#include <cstdint>\n");
    add("src/who/who.h", "#include \"demarche/demarche.h\"\n#include \"base/hash.h\"\n");
    add("src/says/says.cpp", "#include <vector>\n#include <toml++/toml.h>\n");
    add("src/coder.cpp", "#include \"who/who.h\"\n");
  }
  void add(const std::string& path, const std::string& content) {
    std::filesystem::create_directories(std::filesystem::path(folder_.file(path)).parent_path());
    folder_.write(path, content);
  }
  [[nodiscard]] int check(const std::string& tool) const {
    const int status =
        std::system(("'" DEMARCHE_SOURCE_DIR "/tools/" + tool + "' '" + folder_.file("") + "' >'" + folder_.file("said") + "'").c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
  [[nodiscard]] std::string said() const { return tests::content(folder_.file("said")); }

 private:
  tests::Folder folder_;
};

TEST(CheckIncludes, AcceptsAHouseInOrder) {
  const House tree;
  EXPECT_EQ(tree.check("check_includes"), 0) << tree.said();
}

struct Violation {
  const char* path;
  const char* header;
};

class CheckIncludesFinds : public ::testing::TestWithParam<Violation> {};

TEST_P(CheckIncludesFinds, TheViolation) {
  House tree;
  tree.add(GetParam().path, std::string("#include ") + GetParam().header + "\n");
  EXPECT_EQ(tree.check("check_includes"), 1);
  EXPECT_NE(tree.said().find(std::string(GetParam().path) + ":1: "), std::string::npos) << tree.said();
}

INSTANTIATE_TEST_SUITE_P(Planted, CheckIncludesFinds,
                         ::testing::Values(Violation{"src/says/cue.h", "\"who/who.h\""},             // a stage includes another
                                           Violation{"src/base/text.h", "\"who/who.h\""},            // the ground floor includes a stage
                                           Violation{"cli/find.cpp", "\"who/who.h\""},               // a program reaches into a stage
                                           Violation{"src/who/table.cpp", "<nlohmann/json.hpp>"},    // a library where it is not allowed
                                           Violation{"src/who/other.cpp", "<boost/regex.hpp>"},      // a library nobody agreed to
                                           Violation{"src/who/near.cpp", "\"who.h\""},               // a path not from src/
                                           Violation{"include/demarche/more.h", "<toml++/toml.h>"},  // third parties in the public header
                                           Violation{"examples/deep.cpp", "\"who/who.h\""}));        // an example beyond the public header

TEST(CheckNames, FindsANameOfTwoTypes) {
  House tree;
  tree.add("src/who/words.h", "namespace demarche {\n\nclass Words {\n  struct Part {};\n};\n\n}  // namespace demarche\n");
  tree.add("src/says/part.h", "namespace demarche {\n\nclass Words;\nstruct Part {};\n\n}  // namespace demarche\n");
  tree.add("src/base/words.h", "namespace demarche::base {\n\nstruct Words {};\n\n}  // namespace demarche::base\n");
  EXPECT_EQ(tree.check("check_names"), 0) << tree.said();
  tree.add("src/split/words.h", "#include <string>\n\nnamespace demarche {\n\nclass Words {};\n\n}  // namespace demarche\n");
  EXPECT_EQ(tree.check("check_names"), 1);
  EXPECT_NE(tree.said().find("src/who/words.h:3: Words stands in src/split/words.h:5 too"), std::string::npos) << tree.said();
}

TEST(CheckDocsPaths, FindsAPathThatIsNotThere) {
  House tree;
  tree.add("README.md", "See `src/who/who.h`, [who](src/who/who.h), `src/*/who.h`, `src/NAME/who.h` and `src/{base,who}`.\n");
  EXPECT_EQ(tree.check("check_docs_paths"), 0) << tree.said();
  tree.add("docs/page.md", "First.\nSee `src/who/gone.h`.\n");
  EXPECT_EQ(tree.check("check_docs_paths"), 1);
  EXPECT_NE(tree.said().find("docs/page.md:2: src/who/gone.h"), std::string::npos) << tree.said();
  House linked;
  linked.add("README.md", "[here](src/who/who.h) and [gone](docs/gone.md)\n");
  EXPECT_EQ(linked.check("check_docs_paths"), 1);
}

}  // namespace
}  // namespace demarche
