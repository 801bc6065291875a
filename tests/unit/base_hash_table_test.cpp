// Tables by hash: what was put in is found, nothing else is, however many there are.
#include "base/hash_table.h"

#include <gtest/gtest.h>

#include <string>

#include "base/folded.h"

namespace demarche {
namespace {

TEST(HashTable, FindsWhatIsThereAndNothingElse) {
  HashTable<int> table;
  EXPECT_EQ(table.find("harbour"), nullptr);
  table.expect(hash64("harbour"));
  for (int i = 0; i < 5000; ++i) table["word" + std::to_string(i)] = i;
  table["word7"] = -7;
  EXPECT_EQ(table.size(), 5000U);
  for (int i = 0; i < 5000; ++i) {
    const int* found = table.find("word" + std::to_string(i));
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(*found, i == 7 ? -7 : i);
  }
  for (int i = 5000; i < 9000; ++i) EXPECT_FALSE(table.contains("word" + std::to_string(i)));
}

TEST(HashTable, IsAskedByAHashMadeInParts) {
  HashTable<std::string> table;
  table["ferry/NN"] = "ferry";
  Hash64 parts;
  parts.add("fer");
  parts.add("ry");
  parts.add('/');
  parts.add("NN");
  ASSERT_NE(table.find(parts.value()), nullptr);
  EXPECT_EQ(*table.find(parts.value()), "ferry");
}

TEST(FoldedWords, KeepsSmallLettersAndShapesOfNumbers) {
  FoldedWords words;
  words.add("B-52s");
  words.add("É\u00adtat");
  words.add("");
  ASSERT_EQ(words.size(), 3U);
  EXPECT_EQ(words[0], "b-00s");
  EXPECT_EQ(words[1], "état");
  EXPECT_EQ(words[2], "");
  words.clear();
  EXPECT_EQ(words.size(), 0U);
}

}  // namespace
}  // namespace demarche
