// Many inputs: folders, compression, bombs, cut files, languages.
#include <gtest/gtest.h>

#include "program.h"
#include "readers.h"

namespace demarche {
namespace {

using tests::Folder;
using tests::gzip;
using tests::Outcome;
using tests::read_paths;
using tests::read_string;
using tests::zstd;

const char* const kLine = "{\"doc\":\"g\",\"text\":\"Kenya rejected the plan.\"}\n";

TEST(ReadArchive, WalksFoldersInOrderAndSaysWhatIsNoText) {
  const Folder folder;
  std::filesystem::create_directories(folder.file("b/deep"));
  folder.write("a.txt", "First.");
  folder.write("b/deep/c.jsonl", kLine);
  folder.write("b/picture.png", std::string("\x89PNG\r\n\x1A\n\0\0\0\x0D", 12));
  folder.write("c.txt.gz", gzip("Last."));
  folder.write(".hidden.txt", "Not read.");
  std::filesystem::create_directory_symlink(folder.file("b"), folder.file("d"));
  const Outcome outcome = read_paths({folder.file("")});
  ASSERT_EQ(outcome.articles.size(), 3U);
  EXPECT_EQ(outcome.articles[0].text, "First.");
  EXPECT_EQ(outcome.articles[1].name, "g");
  EXPECT_EQ(outcome.articles[1].file, folder.file("b/deep/c.jsonl"));
  EXPECT_EQ(outcome.articles[2].text, "Last.");
  ASSERT_EQ(outcome.errors.size(), 1U);
  EXPECT_TRUE(is_skip(outcome.errors[0]));
  const Outcome named = read_paths({folder.file("b/picture.png"), "/nonexistent", folder.file("a.txt")});
  ASSERT_EQ(named.errors.size(), 2U);
  EXPECT_EQ(named.errors[0].code, Error::Code::bad_encoding) << "who names a file wants it read";
  EXPECT_EQ(named.errors[1].code, Error::Code::not_found);
  EXPECT_EQ(named.articles.size(), 1U);
}

TEST(ReadArchive, StopsWhenTheSinkHasEnough) {
  const Folder folder;
  const std::string path = folder.write("a.jsonl", std::string(kLine) + kLine);
  std::size_t seen = 0;
  read_inputs({path}, {}, [&](const Result<Article>&) { return ++seen < 1; });
  EXPECT_EQ(seen, 1U);
}

TEST(ReadCompressed, MembersAreOneStream) {
  EXPECT_EQ(read_string(gzip(kLine) + gzip(kLine) + std::string(512, '\0')).articles.size(), 2U);
  EXPECT_EQ(read_string(zstd(kLine) + zstd(kLine)).articles.size(), 2U);
}

TEST(ReadCompressed, WhatIsCutOrDamagedIsSaidAfterWhatIsWhole) {
  std::string lines;
  for (int k = 0; k < 4000; ++k)
    lines += "{\"doc\":\"" + std::to_string(k * 7919 % 10007) + "\",\"text\":\"Kenya rejected plan " + std::to_string(k) + ".\"}\n";
  const std::string packed = gzip(lines);
  const Outcome cut = read_string(packed.substr(0, packed.size() / 2));
  EXPECT_GT(cut.articles.size(), 100U);
  ASSERT_EQ(cut.errors.size(), 1U);
  EXPECT_EQ(cut.errors[0].code, Error::Code::unreadable);
  EXPECT_NE(cut.errors[0].message.find("cut off"), std::string::npos) << cut.errors[0].message;
  const std::string few = "text\nKenya rejected it.\nMali did not.\n";  // all of it is there when the damage is met
  const std::string one_block = gzip(few) + "tail";
  EXPECT_EQ(read_string(one_block, {}, "x.csv.gz").articles.size(), 2U);
  EXPECT_EQ(read_string(one_block, {}, "x.csv.gz").errors.size(), 1U);
  std::string some;
  for (int k = 0; k < 40; ++k) some += "{\"date\":1715644800,\"text\":\"Kenya rejected plan " + std::to_string(k * 7919) + ".\"}\n";
  const std::string small = gzip(some);
  const Outcome short_one = read_string(small.substr(0, small.size() - 20));
  EXPECT_GT(short_one.articles.size(), 20U);
  EXPECT_EQ(short_one.errors.size(), 1U);
  EXPECT_EQ(short_one.articles.at(0).date, "2024-05-14");
  std::string damaged = packed;
  damaged[packed.size() / 2] = static_cast<char>(damaged[packed.size() / 2] ^ 0x55);
  EXPECT_FALSE(read_string(damaged).errors.empty());
  EXPECT_NE(read_string(gzip(kLine) + "tail").errors.at(0).message.find("not compressed"), std::string::npos);
}

TEST(ReadCompressed, BombsAreRefused) {
  const std::string zeros(20U << 20U, '0');
  EXPECT_EQ(read_string(gzip(zeros)).errors.at(0).code, Error::Code::too_large);  // as one text: longer than a document may be
  const Outcome line = read_string(zstd("{" + zeros));                            // as one line: skipped until its growth betrays it
  ASSERT_EQ(line.errors.size(), 1U);
  EXPECT_NE(line.errors[0].message.find("grows to more than 200 times"), std::string::npos) << line.errors[0].message;
}

TEST(ReadLanguage, OthersAreCountedAndKeptOnRequest) {
  const std::string german =
      "Die Regierung hat den Plan am Dienstag abgelehnt, weil er nicht mit dem Gesetz zu vereinbaren ist, sagte der Sprecher "
      "des Ministeriums in der Hauptstadt. Auch die Opposition ist gegen das Vorhaben.";
  const Outcome skipped = read_string(german);
  ASSERT_EQ(skipped.errors.size(), 1U);
  EXPECT_EQ(skipped.errors[0].code, Error::Code::other_language);
  EXPECT_NE(skipped.errors[0].message.find("\"de\""), std::string::npos);
  EXPECT_EQ(read_string(german, {.languages = {}}).articles.at(0).language, "de");
  EXPECT_EQ(read_string(german, {.languages = {"fr", "de"}}).articles.size(), 1U);
  EXPECT_EQ(read_string("Президент отверг план, сказал представитель министерства во вторник.").errors.at(0).code,
            Error::Code::other_language);
  const std::string english =
      "The government rejected the plan on Tuesday, and a spokesman for the ministry said that it was against the law of "
      "the country, as had been the one before it.";
  EXPECT_EQ(read_string(english).articles.at(0).language, "en");
  EXPECT_EQ(read_string("Kenya: no.").articles.at(0).language, "") << "too short to tell: kept";
  std::string telegram;
  for (const char* line : {"Chad police arrest editor", "Iran seizes tanker", "Mali army kills 20 rebels", "Peru leader quits",
                           "Oslo talks fail", "Gabon expels French envoy", "Drones hit Odesa airport", "Serbia sends Kosovo aid",
                           "Malta bans arms sales", "Court frees Togo activist", "Yemen rebels vow revenge", "Japan warns China",
                           "Lima mayor resigns", "Six die as bomb hits Kabul bus", "Haiti gunmen storm Jeremie jail"})
    telegram += std::string(line) + "\n\n";
  EXPECT_EQ(read_string(telegram).articles.size(), 1U) << "headlines have hardly a small word";
  std::string basque;
  for (int k = 0; k < 9; ++k) basque += "Gobernuak atzo baztertu zuen bere auzokoaren proposamena eta ministroak esan zuen. ";
  EXPECT_EQ(read_string(basque).errors.at(0).code, Error::Code::other_language);
  EXPECT_EQ(read_string("{\"text\":\"" + basque + "\",\"language\":\"EN\"}").articles.size(), 1U) << "its own word counts";
  EXPECT_EQ(read_string("{\"text\":\"" + german + "\",\"language\":\"en\"}").articles.size(), 0U) << "but not against the text";
}

TEST(ReadFormats, AreFoundByTheirFirstBytes) {
  EXPECT_EQ(read_string("<!DOCTYPE html><p>Kenya rejected the plan of its neighbour on Tuesday, it said.").articles.at(0).text.front(),
            'K');
  EXPECT_EQ(read_string("<?xml version=\"1.0\"?><rss><channel><item><title>Talks</title></item></channel></rss>").articles.at(0).title,
            "Talks");
  EXPECT_EQ(read_string("a,text\n1,Talks.\n", {}, "x.csv.zst").articles.at(0).text, "Talks.");
}

}  // namespace
}  // namespace demarche
