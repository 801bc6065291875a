// demarche who as its users run it: names, nouns, phrases of both; and nouns of a dictionary of one's own.
#include <gtest/gtest.h>

#include "program.h"

namespace demarche {
namespace {

using tests::Folder;
using tests::run;

TEST(Who, NounsInThePluralArticlesAndPhrases) {
  for (const auto& [asked, told] : {std::pair{"rebels", "--- REB\trebels"},
                                    {"militias", "--- REB\tmilitias"},
                                    {"\"the Kremlin\"", "RUS GOV\tKremlin"},
                                    {"\"The Hague\"", "NLD"},
                                    {"\"Syrian rebels\"", "SYR REB\tSyrian rebels"},
                                    {"\"Kenyan prime minister\"", "KEN GOV\tKenyan prime minister"}}) {
    const auto ran = run("demarche", std::string("who ") + asked);
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_NE(ran.out.find(told), std::string::npos) << asked << ": " << ran.out;
  }
  for (const char* unknown : {"zorblat", "\"Syrian zorblats\"", "\"zorblat rebels\""})
    EXPECT_NE(run("demarche", std::string("who ") + unknown).code, 0);
}

TEST(Who, ANounOfOnesOwnKeepsItsSector) {
  const Folder folder;
  const std::string own = folder.write("own.txt", "BEEKEEPER [~AGR]\n");
  const auto ran = run("demarche", "read --format jsonl --date 2024-05-14 --actors " + own + " -",
                       "Police arrested three beekeepers in Kenya. The army killed a Chadian beekeeper.");
  EXPECT_NE(ran.out.find("KEN AGR"), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("TCD AGR"), std::string::npos) << ran.out;
  EXPECT_EQ(ran.out.find("CVL"), std::string::npos) << ran.out;
}

}  // namespace
}  // namespace demarche
