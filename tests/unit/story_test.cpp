// Copies of a text, and reports of one act.
#include <gtest/gtest.h>

#include "story/act.h"
#include "story/signature.h"

namespace demarche {
namespace {

/// A text of so many made-up words, other ones for another seed.
std::string words(unsigned seed, int count) {
  std::string out;
  std::uint64_t state = seed * 7919ULL + 1;
  for (int i = 0; i < count; ++i) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    out += "word" + std::to_string(state >> 50U) + (i % 12 == 11 ? ". " : " ");
  }
  return out;
}

TEST(Signature, ACopyIsKnownByItsText) {
  const std::string story = words(1, 300);
  const Signature a = signature_of(story);
  EXPECT_EQ(resemblance(a, a), 1);
  EXPECT_GT(resemblance(a, signature_of("NAIROBI (Agency) - Another headline stands here today. " + story)), 0.8);
  EXPECT_GT(resemblance(a, signature_of(story.substr(0, story.size() * 3 / 4))), kCopy);
  std::string shouted = story;
  for (char& c : shouted) c = static_cast<char>(std::toupper(c));
  EXPECT_EQ(resemblance(a, signature_of("  " + shouted + "\n\n")), 1) << "case and white space don't count";
  EXPECT_LT(resemblance(a, signature_of(words(2, 300))), 0.1);
  EXPECT_LT(resemblance(a, signature_of(story.substr(0, story.size() / 5) + words(3, 300))), kCopy) << "a shared quotation is no copy";
}

TEST(Signature, CopiesShareABand) {
  int found = 0;
  for (unsigned seed = 0; seed < 50; ++seed) {
    const std::string story = words(seed, 200);
    const auto a = bands_of(signature_of(story));
    const auto b = bands_of(signature_of(story.substr(0, story.size() * 7 / 10) + words(seed + 100, 20)));
    for (std::size_t i = 0; i < kBands; ++i) {
      EXPECT_GE(a[i], 0);
      if (a[i] != b[i]) continue;
      ++found;
      break;
    }
  }
  EXPECT_GE(found, 48) << "of 50";
}

TEST(Signature, IsTheSameEverywhere) {
  const Signature s = signature_of("Kenya rejected the plan to send soldiers on Monday.");
  EXPECT_EQ(signature_from(bytes_of(s)), s);
  EXPECT_EQ(bytes_of(s).size(), kHashes * 4);
  for (const char* odd : {"", " ", "one", "one two", "\xF0\x9F\x98\x80", "\xFF\xFE", "e\xCC\x81"})
    EXPECT_EQ(signature_of(odd), signature_of(odd));
  EXPECT_NE(signature_of("one"), signature_of("two"));
}

TEST(Signature, DaysAreCounted) {
  EXPECT_EQ(story_day("1970-01-01"), 0);
  EXPECT_EQ(story_day("2000-03-01"), 11017);
  EXPECT_EQ(story_day("2024-02-29"), 19782);
  for (const char* none : {"", "2024", "2024-1-1", "2024-13-01", "yesterday!"}) EXPECT_FALSE(story_day(none)) << none;
  EXPECT_TRUE(far_apart("2024-01-01", "2024-01-09"));
  EXPECT_FALSE(far_apart("2024-01-08", "2024-01-01"));
  EXPECT_FALSE(far_apart("2024-01-08", ""));
}

TEST(Act, PartiesDayTypeAndStatusTellActsApart) {
  const Act base{"2024-05-14", "REJECT", "actual", {"KEN GOV", "TZA"}, {"UGA"}};
  Act turned = base;
  turned.actors = {"TZA", "KEN GOV", "TZA"};
  EXPECT_EQ(act_of(base), act_of(turned));
  std::vector<Act> others(5, base);
  others[0].day = "2024-05-15";
  others[1].event = "ACCUSE";
  others[2].status = "denied";
  others[3].actors = {"KEN GOV"};
  others[4].actors = {"KEN GOV"}, others[4].recipients = {"TZA", "UGA"};
  for (const Act& other : others) EXPECT_NE(act_of(base), act_of(other));
  EXPECT_LT(act_of(base), 1LL << 53);
  EXPECT_GE(act_of(base), 0);
}

}  // namespace
}  // namespace demarche
