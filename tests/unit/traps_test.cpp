// Sport, accidents, weather, markets, films, metaphors: of the hundred sentences of tests/traps.txt at most five may be coded.
#include <gtest/gtest.h>

#include <fstream>
#include <iostream>

#include "demarche/demarche.h"

namespace demarche {
namespace {

TEST(Traps, AtMostFiveInAHundredAreCoded) {
  const Result<Coder> coder = Coder::load({.data = DEMARCHE_SOURCE_DIR});
  ASSERT_TRUE(coder) << coder.error().text();
  std::ifstream file(DEMARCHE_SOURCE_DIR "/tests/traps.txt");
  std::size_t sentences = 0, coded = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    ++sentences;
    const Result<Document> document = coder->read({.name = "trap", .date = "2024-05-14", .publisher = {}, .text = line});
    ASSERT_TRUE(document);
    if (document->claims.empty()) continue;
    ++coded;
    std::cout << document->claims.front().why << ": " << line << '\n';
  }
  EXPECT_GE(sentences, 100U);
  EXPECT_LE(coded * 20, sentences);
}

}  // namespace
}  // namespace demarche
