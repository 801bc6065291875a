// UTF-8 and letter case: every code point there and back, every kind of bad byte, agreement with a second definition of lower().
#include "base/utf8.h"

#include <gtest/gtest.h>

#include "base/hash.h"

namespace demarche {
namespace {

TEST(Utf8, EveryCodePointThereAndBack) {
  std::string one;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    one.clear();
    append(c, one);
    std::size_t at = 0;
    ASSERT_EQ(next_code_point(one, at), c);
    ASSERT_EQ(at, one.size());
    ASSERT_FALSE(first_bad_byte(one));
  }
}

TEST(Utf8, NamesTheFirstBadByte) {
  const std::string good = "Zürich — Київ 😀 and some plain words after it";
  EXPECT_EQ(first_bad_byte(good), std::nullopt);
  for (const std::string bad : {"\xFF", "\x80", "\xC0\xAF", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
                                "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE2\x82", "\xC3", "\xE2(\xA1", "\xF0\x90\x80("}) {
    EXPECT_EQ(first_bad_byte(good + bad), good.size());
    EXPECT_EQ(first_bad_byte(bad + good), 0U);
    EXPECT_EQ(decode(bad)[0], kReplacement);
  }
}

TEST(Utf8, BadBytesNeverStopDecoding) {
  EXPECT_EQ(decode("a\xFF\xE2\x82z"), U"a\uFFFD\uFFFD\uFFFDz");
  EXPECT_EQ(encode(std::u32string{0xD800, 0x110000}), "\uFFFD\uFFFD");
}

TEST(Utf8, LowerCase) {
  EXPECT_EQ(lower("ÀÉ×Þß ČŁŸ Αθήνα ΩΣ ЁЖ Ђ i9"), "àé×þß čŁŸ αθήνα ωσ ёж ђ i9");
  for (char32_t c = 0; c < 0x600; ++c) {
    EXPECT_EQ(lower(lower(c)), lower(c)) << std::hex << static_cast<unsigned>(c);
    if (!is_upper(c)) continue;
    EXPECT_EQ(upper(lower(c)), c) << std::hex << static_cast<unsigned>(c);
    EXPECT_TRUE(is_letter(c));
  }
  EXPECT_EQ(upper(U'é'), U'É');
  EXPECT_EQ(upper(U'ё'), U'Ё');
  EXPECT_EQ(upper(U'ß'), U'ß');
  EXPECT_EQ(upper(U'7'), U'7');
}

TEST(Hash, IsTheOneOfTheTrainer) {  // figures: python3 -c 'from features import *; print(hash64("kenya"))' in train/
  EXPECT_EQ(hash64(""), 14695981039346656037ULL ^ (14695981039346656037ULL >> 32));
  EXPECT_EQ(hash64("kenya"), 17466522801109444945ULL);
  EXPECT_EQ(hash64("köln"), 6082832082078204961ULL);
}

}  // namespace
}  // namespace demarche
