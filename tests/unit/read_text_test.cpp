// Plain text and JSONL readers: what they return, and what they say about bad input.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "read/check.h"
#include "read/read.h"

namespace demarche {
namespace {

struct Outcome {
  std::vector<Article> articles;
  std::vector<Error> errors;
};

Outcome drain(ArticleReader reader) {
  Outcome outcome;
  while (auto article = reader.next()) {
    if (*article) {
      outcome.articles.push_back(**article);
    } else {
      outcome.errors.push_back(article->error());
    }
  }
  return outcome;
}

Outcome read_string(const std::string& input, const ReadOptions& options = {}) {
  std::istringstream in(input);
  return drain(ArticleReader::over(in, "in", options));
}

TEST(ReadText, KeepsTheTextByteForByte) {
  const std::string text = "  Türkiye signed.\r\n\r\nIt did.\n\n";
  const Outcome outcome = read_string(text, {.date = "2024-05-14"});
  ASSERT_EQ(outcome.articles.size(), 1U);
  EXPECT_EQ(outcome.articles[0].text, text);
  EXPECT_EQ(outcome.articles[0].name, "in");
  EXPECT_EQ(outcome.articles[0].date, "2024-05-14");
}

TEST(ReadText, DropsAByteOrderMarkOnly) {
  EXPECT_EQ(read_string("\xEF\xBB\xBF{not json").errors.size(), 1U);  // a brace makes it JSONL
  EXPECT_EQ(read_string("\xEF\xBB\xBFPeace.").articles.at(0).text, "Peace.");
  EXPECT_EQ(read_string("\xEF\xBB").errors.at(0).code, Error::Code::bad_encoding);
}

TEST(ReadText, EmptyAndBlankInputsAreErrors) {
  EXPECT_EQ(read_string("").errors.at(0).code, Error::Code::empty);
  EXPECT_EQ(read_string(" \n\t\n").errors.at(0).code, Error::Code::empty);
}

TEST(ReadText, SaysWhereBadBytesStand) {
  const Error invalid = read_string("Tal\xE8\xE9\xEA\xEB\xEC\xEE.").errors.at(0);
  EXPECT_EQ(invalid.code, Error::Code::bad_encoding);
  EXPECT_EQ(invalid.offset, 3U);
  EXPECT_NE(invalid.text().find("0xE8 at offset 3"), std::string::npos) << invalid.text();
  const Error nul = read_string(std::string("Talks\0.", 7)).errors.at(0);
  EXPECT_EQ(nul.code, Error::Code::bad_encoding);
  EXPECT_EQ(nul.offset, 5U);
  EXPECT_NE(read_string("\x1F\x8B\x08 rest").errors.at(0).message.find("gzip"), std::string::npos);
  EXPECT_NE(read_string("%PDF-1.7 \xE2\xE3\xCF\xD3 \x01\x02").errors.at(0).message.find("PDF"), std::string::npos);
}

TEST(ReadText, OtherCharsetsBecomeUtf8) {
  EXPECT_EQ(read_string("Talks in Gen\xE8ve \x96 again.").articles.at(0).text, "Talks in Genève – again.");
  EXPECT_EQ(read_string(std::string("\xFF\xFET\0a\0", 6)).articles.at(0).text, "Ta");
}

TEST(ReadText, RefusesWhatIsTooLong) {
  const ReadOptions small{.date = {}, .max_bytes = 100};
  EXPECT_EQ(read_string(std::string(100, 'a'), small).articles.size(), 1U);
  const Error error = read_string(std::string(101, 'a'), small).errors.at(0);
  EXPECT_EQ(error.code, Error::Code::too_large);
  EXPECT_NE(error.message.find("100 bytes"), std::string::npos);
}

TEST(ReadText, MissingFilesAndFoldersAreErrors) {
  const auto missing = ArticleReader::open("/nonexistent/news.txt", {});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, Error::Code::not_found);
  EXPECT_EQ(missing.error().where, "/nonexistent/news.txt");
  const auto folder = ArticleReader::open("/tmp", {});
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().code, Error::Code::unreadable);
}

TEST(ReadText, TheNameOfAFileDecidesBeforeItsContent) {
  const auto path = std::filesystem::temp_directory_path() /
                    ("demarche-" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) + "brace.txt");
  std::ofstream(path) << "{braces} begin this article.";
  auto reader = ArticleReader::open(path.string(), {});
  ASSERT_TRUE(reader);
  const Outcome outcome = drain(std::move(*reader));
  std::filesystem::remove(path);
  ASSERT_EQ(outcome.articles.size(), 1U);
  EXPECT_EQ(outcome.articles[0].text, "{braces} begin this article.");
}

TEST(ReadJsonl, ReadsADocumentALine) {
  const Outcome outcome = read_string(
      "\n{\"doc\":\"a\",\"date\":\"2024-05-14\",\"text\":\"T\\u00fcrkiye \\ud83d\\ude00 \\\"yes\\\"\\n\",\"publisher\":\"The "
      "Daily\",\"extra\":[1]}\r\n"
      "{\"doc\":\"b\",\"text\":\"No date.\",\"date\":null}",
      {.date = "2020-01-01"});
  ASSERT_EQ(outcome.errors.size(), 0U);
  ASSERT_EQ(outcome.articles.size(), 2U);
  EXPECT_EQ(outcome.articles[0].text, "T\u00fcrkiye \U0001F600 \"yes\"\n");
  EXPECT_EQ(outcome.articles[0].publisher, "The Daily");
  EXPECT_EQ(outcome.articles[0].date, "2024-05-14");
  EXPECT_EQ(outcome.articles[1].date, "2020-01-01");
}

struct BadLine {
  const char* line;
  const char* says;
};

class ReadJsonlBad : public ::testing::TestWithParam<BadLine> {};

TEST_P(ReadJsonlBad, IsReportedWithItsLineAndTheRestGoesOn) {
  const std::string good = "{\"doc\":\"g\",\"text\":\"Good.\"}\n";
  const Outcome outcome = read_string(good + GetParam().line + "\n" + good);
  EXPECT_EQ(outcome.articles.size(), 2U);
  ASSERT_EQ(outcome.errors.size(), 1U);
  EXPECT_EQ(outcome.errors[0].line, 2U);
  EXPECT_EQ(outcome.errors[0].where, "in");
  EXPECT_NE(outcome.errors[0].message.find(GetParam().says), std::string::npos) << outcome.errors[0].message;
}

INSTANTIATE_TEST_SUITE_P(
    Lines, ReadJsonlBad,
    ::testing::Values(BadLine{"{\"doc\":\"a\",\"text\":\"cut", "JSON"}, BadLine{"just words", "JSON"},
                      BadLine{"{\"text\":7}", "must be a string, but is a number"}, BadLine{"{\"doc\":\"a\"}", "\"text\" is missing"},
                      BadLine{"{\"doc\":[7],\"text\":\"a\"}", "must be a string, but is a list"},
                      BadLine{"{\"doc\":\"a\",\"text\":[\"a\"]}", "but is a list"}, BadLine{"[]", "must be an object"},
                      BadLine{"{\"doc\":\"a\",\"text\":\" \"}", "no text"}, BadLine{"{\"doc\":\"a\",\"text\":\"\\u0000\"}", "NUL"},
                      BadLine{"{\"doc\":\"a\",\"text\":\"\\ud800\"}", "JSON"}, BadLine{"{\"doc\":\"a\",\"text\":\"\xC3(\"}", "not UTF-8"},
                      BadLine{"{\"doc\":\"a\",\"date\":\"5 May\",\"text\":\"a\"}", "YYYY-MM-DD"},
                      BadLine{"{\"doc\":\"a\",\"date\":true,\"text\":\"a\"}", "must be a string"}));

TEST(ReadJsonl, FieldsHaveUsualNamesOrThoseThatAreMapped) {
  const std::string line =
      "{\"id\":7,\"headline\":\"Talks\",\"published\":\"14 May 2024\",\"link\":\"http://a.example/1\",\"content\":\"They "
      "met.\",\"story\":\"No.\"}\n";
  const Article usual = read_string(line).articles.at(0);
  EXPECT_EQ(usual.name, "7");
  EXPECT_EQ(usual.title, "Talks");
  EXPECT_EQ(usual.date, "2024-05-14");
  EXPECT_EQ(usual.url, "http://a.example/1");
  EXPECT_EQ(usual.text, "They met.");
  EXPECT_EQ(usual.line, 1U);
  EXPECT_EQ(read_string(line, {.fields = {{"text", "story"}}}).articles.at(0).text, "No.");
  EXPECT_EQ(read_string("{\"text\":\"a\"}\n").articles.at(0).name, "in:1");
  EXPECT_NE(read_string(line, {.fields = {{"text", "body"}}}).errors.at(0).message.find("\"body\" is missing"), std::string::npos);
}

TEST(ReadJsonl, SkipsALineThatIsTooLongWithoutKeepingIt) {
  const std::string good = "{\"doc\":\"g\",\"text\":\"Good.\"}\n";
  for (const std::size_t length : {std::size_t{101}, std::size_t{65534}, std::size_t{65535}, std::size_t{65536}, std::size_t{300000}}) {
    const Outcome outcome = read_string(good + std::string(length, 'x') + "\n" + good, {.date = {}, .max_bytes = 100});
    EXPECT_EQ(outcome.articles.size(), 2U) << length;
    ASSERT_EQ(outcome.errors.size(), 1U) << length;
    EXPECT_EQ(outcome.errors[0].code, Error::Code::too_large);
    EXPECT_EQ(outcome.errors[0].line, 2U);
  }
}

TEST(ReadJsonl, LinesOfAnyLengthComeWhole) {
  for (const std::size_t length : {std::size_t{1}, std::size_t{65500}, std::size_t{65505}, std::size_t{65510}, std::size_t{65534},
                                   std::size_t{65535}, std::size_t{131072}}) {
    const std::string text(length, 'y');
    const Outcome outcome = read_string("{\"doc\":\"a\",\"text\":\"" + text + "\"}\n{\"doc\":\"b\",\"text\":\"" + text + "\"}");
    ASSERT_EQ(outcome.articles.size(), 2U) << length;
    EXPECT_EQ(outcome.articles[1].text, text);
  }
}

TEST(ReadLine, EqualsGetlineAroundItsBlockSize) {
  for (std::size_t length = 65530; length < 65540; ++length) {
    std::istringstream in(std::string(length, 'a') + "\n\nlast");
    std::string line;
    EXPECT_TRUE(read_line(in, line, 1 << 20).more);
    EXPECT_EQ(line.size(), length);
    line.clear();
    EXPECT_TRUE(read_line(in, line, 1 << 20).more);
    EXPECT_EQ(line, "");
    EXPECT_TRUE(read_line(in, line, 1 << 20).more);
    EXPECT_EQ(line, "last");
    line.clear();
    EXPECT_FALSE(read_line(in, line, 1 << 20).more);
  }
}

TEST(Check, Dates) {
  for (const char* good : {"", "2024-02-29", "1945-05-08"}) EXPECT_TRUE(check_date(good)) << good;
  for (const char* bad :
       {"2023-02-29", "2024-13-01", "2024-5-1", "2024/05/01", "20240501", "0000-01-01", "2024-05-01T10:00", "-024-05-01", "yesterday"})
    EXPECT_FALSE(check_date(bad)) << bad;
}

}  // namespace
}  // namespace demarche
