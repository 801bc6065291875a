// Feeds, CSV and WARC: what they give, and what is said of broken ones.
#include <gtest/gtest.h>

#include "program.h"
#include "readers.h"

namespace demarche {
namespace {

using tests::content;
using tests::gzip;
using tests::Outcome;
using tests::read_string;

TEST(ReadFeed, RssItemsAreArticles) {
  const Outcome outcome = read_string(content(DEMARCHE_SOURCE_DIR "/tests/fuzz/corpus/feed/rss.xml"), {}, "f.rss");
  ASSERT_EQ(outcome.articles.size(), 2U);
  const Article& first = outcome.articles[0];
  EXPECT_EQ(first.title, "Talks & more");
  EXPECT_EQ(first.text, "They met again.\n\nThey agreed.");
  EXPECT_EQ(first.date, "2024-05-14");
  EXPECT_EQ(first.url, "http://a.example/1");
  EXPECT_EQ(first.publisher, "The Post");
  EXPECT_GT(first.offset, 0U);
  EXPECT_EQ(outcome.articles[1].name, "x1");
  EXPECT_EQ(outcome.articles[1].text, "Only a title");
  ASSERT_EQ(outcome.errors.size(), 1U);
  EXPECT_NE(outcome.errors[0].message.find("item 3"), std::string::npos);
}

TEST(ReadFeed, AtomWithElementsInside) {
  const Outcome outcome = read_string(content(DEMARCHE_SOURCE_DIR "/tests/fuzz/corpus/feed/atom.xml"));
  ASSERT_EQ(outcome.articles.size(), 1U);
  EXPECT_EQ(outcome.articles[0].text, "One.\n\nTwo three.");
  EXPECT_EQ(outcome.articles[0].date, "2024-05-16");
}

TEST(ReadFeed, EntitiesAreNotExpanded) {
  std::string bomb = "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a0 'ha'>";
  for (int k = 1; k < 60; ++k)
    bomb += "<!ENTITY a" + std::to_string(k) + " '&a" + std::to_string(k - 1) + ";&a" + std::to_string(k - 1) + ";'>";
  const Outcome outcome = read_string(bomb + "]><rss><channel><item><title>T &a59;</title></item></channel></rss>");
  EXPECT_EQ(outcome.articles.at(0).title, "T &a59;");
  EXPECT_EQ(read_string("<rss><channel><title>x</title></channel></rss>").errors.at(0).code, Error::Code::empty);
}

TEST(ReadFeed, Utf16) {
  std::string wide = "\xFF\xFE";
  for (const char c : std::string("<rss><channel><item><title>Talks</title></item></channel></rss>")) wide += std::string{c, '\0'};
  EXPECT_EQ(read_string(wide).articles.at(0).title, "Talks");
}

TEST(ReadCsv, RowsAreArticles) {
  const Outcome outcome = read_string(content(DEMARCHE_SOURCE_DIR "/tests/fuzz/corpus/csv/rows.csv"), {}, "n.csv");
  ASSERT_EQ(outcome.articles.size(), 1U);
  EXPECT_EQ(outcome.articles[0].name, "7");
  EXPECT_EQ(outcome.articles[0].text, "Kenya \"rejected\" it,\nat once.");
  EXPECT_EQ(outcome.articles[0].date, "2024-05-14");
  ASSERT_EQ(outcome.errors.size(), 3U);
  EXPECT_EQ(outcome.errors[0].line, 4U);
  EXPECT_NE(outcome.errors[0].message.find("\"date\""), std::string::npos);
  EXPECT_NE(outcome.errors[2].message.find("1 fields"), std::string::npos) << outcome.errors[2].message;
}

TEST(ReadCsv, OtherSeparatorsMappedNamesAndBrokenFiles) {
  EXPECT_EQ(read_string("wer;was\na;They met; again\nb;They met.\n", {.fields = {{"text", "was"}}, .format = "csv"}).articles.at(0).text,
            "They met.");
  EXPECT_EQ(read_string("id\ttext\n1\tCaf\xE9 closed.\n", {.format = "csv"}).articles.at(0).text, "Café closed.");
  const Outcome none = read_string("a,b\n1,2\n", {.format = "csv"});
  EXPECT_NE(none.errors.at(0).message.find("--field text=NAME"), std::string::npos);
  const Outcome open = read_string("id,text\n1,\"They met.\n2,b\n", {.format = "csv"});
  ASSERT_EQ(open.errors.size(), 1U);
  EXPECT_EQ(open.errors[0].line, 2U);
  EXPECT_NE(open.errors[0].message.find("never closed"), std::string::npos);
  const Outcome longer = read_string("id,text\n1," + std::string(200, 'x') + "\n2,Good.\n", {.max_bytes = 100, .format = "csv"});
  EXPECT_EQ(longer.errors.at(0).code, Error::Code::too_large);
  EXPECT_EQ(longer.articles.at(0).text, "Good.");
}

std::string record(const std::string& type, const std::string& url, const std::string& block, const std::string& length = {}) {
  return "WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: " + url +
         "\r\nWARC-Date: 2024-05-14T10:00:00Z\r\nContent-Length: " + (length.empty() ? std::to_string(block.size()) : length) + "\r\n\r\n" +
         block + "\r\n\r\n";
}
const std::string kHttp =
    "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><p>Kenya rejected the plan of its neighbour on Tuesday, and "
    "said that "
    "talks would go on.</p></html>";

TEST(ReadWarc, PagesTextsAndWhatIsSkipped) {
  const std::string path = DEMARCHE_SOURCE_DIR "/tests/fuzz/corpus/warc/";
  for (const char* name : {"plain.warc", "members.warc.gz"}) {
    const Outcome outcome = tests::read_paths({path + name});
    ASSERT_EQ(outcome.articles.size(), 4U) << name;
    for (std::size_t k = 0; k < 3; ++k) {  // plain, in chunks, compressed
      EXPECT_EQ(outcome.articles[k].url, "http://a.example/" + std::to_string(k + 1));
      EXPECT_EQ(outcome.articles[k].text, "Kenya rejected the plan of its neighbour on Tuesday, and said that talks would go on.");
      EXPECT_EQ(outcome.articles[k].date, "2024-05-14") << "a page without a date has the day of the crawl";
    }
    EXPECT_EQ(outcome.articles[3].text, "They met.");
    ASSERT_EQ(outcome.errors.size(), 1U);
    EXPECT_TRUE(is_skip(outcome.errors[0]));
    EXPECT_NE(outcome.errors[0].message.find("404"), std::string::npos);
  }
}

TEST(ReadWarc, TheOffsetIsWhereTheRecordOrItsMemberBegins) {
  const std::string first = record("warcinfo", "x", "software: x");
  const std::string second = record("response", "http://a.example/1", kHttp);
  EXPECT_EQ(read_string(first + second + second).articles.at(1).offset, first.size() + second.size());
  EXPECT_EQ(read_string(gzip(first) + gzip(second) + gzip(second)).articles.at(1).offset, gzip(first).size() + gzip(second).size());
}

TEST(ReadWarc, LyingLengthsLoseOneRecord) {
  const std::string good = record("response", "http://a.example/good", kHttp);
  for (const std::string length : {"10", "99999999999999", "-5", "x", ""}) {
    std::string bad = record("response", "http://a.example/bad", kHttp, length.empty() ? "0x10" : length);
    const Outcome outcome = read_string(good + bad + good);
    EXPECT_GE(outcome.errors.size(), 1U) << length;
    EXPECT_EQ(outcome.articles.size(), length == "99999999999999" ? 1U : 2U) << length;
    EXPECT_EQ(outcome.articles.at(0).url, "http://a.example/good");
  }
  const Outcome cut = read_string(good + good.substr(0, good.size() - 40));
  EXPECT_EQ(cut.articles.size(), 1U);
  EXPECT_NE(cut.errors.at(0).message.find("cut off"), std::string::npos);
}

TEST(ReadWarc, BombsInsideAreRefused) {
  const std::string body = gzip(std::string(20U << 20U, '<'));
  const Outcome outcome = read_string(
      record("response", "http://a.example/bomb", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + body) +
      record("response", "http://a.example/good", kHttp));
  EXPECT_EQ(outcome.errors.at(0).code, Error::Code::too_large);
  EXPECT_EQ(outcome.articles.at(0).url, "http://a.example/good");
}

TEST(ReadWarc, ArcAndEmptyArchives) {
  EXPECT_EQ(tests::read_paths({DEMARCHE_SOURCE_DIR "/tests/fuzz/corpus/warc/old.arc"}).articles.at(0).url, "http://a.example/1");
  EXPECT_EQ(read_string("", {.format = "warc"}).errors.at(0).code, Error::Code::empty);
  EXPECT_TRUE(is_skip(read_string(record("warcinfo", "x", "y")).errors.at(0)));
}

}  // namespace
}  // namespace demarche
