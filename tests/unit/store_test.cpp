// The store: each document once, batches whole, stories stable; and what must never be done to a file.
#include "store/store.h"

#include <gtest/gtest.h>

#include <fstream>

#include "dump.h"
#include "program.h"
#include "store/schema.h"

namespace demarche {
namespace {

using tests::ask;
using tests::dump;
using tests::Folder;

const Version kFirst{"v1", "0", "m", "a", "c", "l"};
const Version kSecond{"v2", "0", "m", "a2", "c", "l"};

/// A document with one claim, made by hand.
Record record(const std::string& text, const std::string& date = "2024-05-14", const std::string& url = "") {
  const Article article{.name = "n", .date = date, .publisher = "P", .text = text, .title = "T", .url = url};
  Document document;
  document.name = article.name;
  document.date = date;
  document.text = text;
  document.sentences.push_back({.span = {0, static_cast<std::uint32_t>(text.size())}});
  document.entities.push_back({.id = "Q1", .name = "Kenya", .country = "KEN", .sector = "GOV", .conflict = {}});
  document.mentions.push_back({.span = {0, 5}, .head = 0, .entity = 0});
  Claim claim;
  claim.trigger = {6, 14};
  claim.event = "REJECT";
  claim.actors = {0};
  claim.sources = {0};
  document.claims.push_back(claim);
  return record_of(article, document);
}

std::string story(int number) {
  std::string text = "Kenya rejected plan " + std::to_string(number) + ":";
  for (int i = 0; i < 80; ++i) text += " w" + std::to_string(number * 1000 + i);
  return text;
}

TEST(Store, EachDocumentOnce) {
  const Folder folder;
  Result<Store> store = Store::open(folder.file("a.db"), kFirst);
  ASSERT_TRUE(store) << store.error().text();
  std::vector<Record> twice = {record(story(1)), record(story(1)), record(story(2)), record(story(1), "2024-05-14", "http://other")};
  EXPECT_FALSE(*store->has(twice[0].id));
  const std::string id = twice[0].id;
  Result<Added> added = store->add(twice);
  ASSERT_TRUE(added) << added.error().text();
  EXPECT_EQ(added->documents, 3U);
  EXPECT_EQ(added->known, 1U);
  EXPECT_EQ(added->copies, 1U) << "another address, the same text";
  EXPECT_EQ(added->claims, 3U);
  EXPECT_TRUE(*store->has(id));
  const std::string before = dump(folder.file("a.db"));
  std::vector<Record> again = {record(story(2)), record(story(1))};
  added = store->add(again);
  ASSERT_TRUE(added);
  EXPECT_EQ(added->documents + added->claims, 0U);
  EXPECT_EQ(dump(folder.file("a.db")), before);
}

TEST(Store, HoweverTheBatchesWereCut) {
  const Folder folder;
  for (const std::size_t size : {1U, 2U, 7U}) {
    Result<Store> store = Store::open(folder.file(std::to_string(size)), kFirst);
    ASSERT_TRUE(store);
    std::vector<Record> batch;
    for (int i = 0; i < 20; ++i) {
      batch.push_back(record(story(i % 8) + (i >= 8 ? " and a line more " + std::to_string(i) : "")));
      if (batch.size() < size) continue;
      ASSERT_TRUE(store->add(batch));
      batch.clear();
    }
    ASSERT_TRUE(store->add(batch));
  }
  EXPECT_EQ(dump(folder.file("1")), dump(folder.file("2")));
  EXPECT_EQ(dump(folder.file("1")), dump(folder.file("7")));
  EXPECT_EQ(ask(folder.file("1"), "SELECT count(DISTINCT story) FROM documents"), "8");
}

TEST(Store, StoriesNeverChange) {
  const Folder folder;
  Result<Store> store = Store::open(folder.file("a.db"), kFirst);
  std::vector<Record> first = {record(story(1), "2024-05-14"), record("Headline. " + story(1), "2024-05-16"),
                               record(story(1) + " years later", "2025-05-14")};
  ASSERT_TRUE(store->add(first));
  const std::string groups = "SELECT group_concat(story) FROM (SELECT story FROM documents ORDER BY document LIMIT 3)";
  EXPECT_EQ(ask(folder.file("a.db"), groups), "1,1,3") << "a year later it is another story";
  std::vector<Record> more;
  for (int i = 0; i < 30; ++i) more.push_back(record(story(i) + " more", "2024-05-15"));
  ASSERT_TRUE(store->add(more));
  EXPECT_EQ(ask(folder.file("a.db"), groups), "1,1,3");
}

TEST(Store, AnotherVersionCountsAndTheOldIsKeptUntilReplaced) {
  const Folder folder;
  const std::string path = folder.file("a.db");
  {
    Result<Store> store = Store::open(path, kFirst);
    std::vector<Record> batch = {record(story(1)), record(story(2))};
    ASSERT_TRUE(store->add(batch));
    EXPECT_EQ(*store->count_outdated(), 0);
  }
  Result<Store> store = Store::open(path, kSecond);
  EXPECT_EQ(*store->count_outdated(), 2);
  std::vector<Record> batch = {record(story(1))};
  ASSERT_TRUE(store->add(batch));
  EXPECT_EQ(ask(path, "SELECT count(*) FROM claims"), "3");
  EXPECT_EQ(ask(path, "SELECT count(*) FROM current_claims"), "2");
  const auto outdated = store->outdated(0, 10);
  ASSERT_TRUE(outdated);
  ASSERT_EQ(outdated->size(), 2U) << "the one coded twice still holds old claims";
  EXPECT_EQ(*store->count_outdated({"document IN (SELECT rowid FROM texts WHERE texts MATCH ?)", {"\"plan 2\""}}), 1);
  std::vector<Record> anew;
  for (const Stored& stored : *outdated) anew.push_back(record(stored.article.text, stored.article.date, stored.article.url));
  const Result<Added> added = store->add(anew, Store::Old::replace);
  ASSERT_TRUE(added);
  EXPECT_EQ(added->again, 2U);
  EXPECT_EQ(*store->count_outdated(), 0);
  EXPECT_EQ(ask(path, "SELECT count(*) FROM claims"), "2");
  EXPECT_EQ(ask(path, "SELECT count(*) FROM participants"), "4");
  EXPECT_EQ(ask(path, "SELECT count(*) FROM documents"), "2");
}

TEST(Store, TextThatLooksLikeSqlIsText) {
  const Folder folder;
  Result<Store> store = Store::open(folder.file("a.db"), kFirst);
  const std::string evil = "Kenya rejected '); DROP TABLE claims; -- \" ? $1 %s \\ \xE2\x80\xAE";
  std::vector<Record> batch = {record(evil, "2024-05-14", "http://x/'; DELETE FROM documents; --")};
  ASSERT_TRUE(store->add(batch));
  EXPECT_EQ(ask(folder.file("a.db"), "SELECT text FROM documents"), evil);
  EXPECT_EQ(ask(folder.file("a.db"), "SELECT count(*) FROM claims"), "1");
}

TEST(Store, WhatIsNoDatabaseOfItsOwnIsLeftAlone) {
  const Folder folder;
  const std::string note = folder.write("note.txt", std::string(5000, 'x'));
  EXPECT_FALSE(Store::open(note, kFirst));
  EXPECT_EQ(tests::content(note), std::string(5000, 'x'));
  {
    auto other = Database::open(folder.file("other.db"), Database::Mode::write);
    ASSERT_TRUE(other);
    ASSERT_TRUE((*other)->script("CREATE TABLE birds(name TEXT)"));
  }
  const Result<Store> refused = Store::open(folder.file("other.db"), kFirst);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().text().find("something else"), std::string::npos);
  {
    auto newer = Database::open(folder.file("newer.db"), Database::Mode::write);
    ASSERT_TRUE(prepare_schema(**newer));
    ASSERT_TRUE((*newer)->script("UPDATE demarche SET value = '99'"));
  }
  EXPECT_FALSE(Store::open(folder.file("newer.db"), kFirst));
  for (const char* path : {"", "/no/such/folder/a.db", "/", "/proc/a.db"}) EXPECT_FALSE(Store::open(path, kFirst)) << path;
  const auto reading = Database::open(folder.file("newer.db"), Database::Mode::read);
  ASSERT_TRUE(reading);
  EXPECT_FALSE((*reading)->script("DELETE FROM demarche")) << "reading never writes";
  EXPECT_FALSE((*reading)->script("ATTACH 'x.db' AS x"));
}

TEST(Store, KeepsWhatAVersionWasCodedWith) {
  const Folder folder;
  const std::string path = folder.file("a.db");
  Version version = kFirst, later = kSecond;
  version.files = {{"actors/a.tsv", "h1", folder.write("a", std::string(5000, 'a'))}, {"languages/en/x", "h2", folder.file("nowhere")}};
  later.files = {{"actors/a.tsv", "h3", folder.write("b", "")}, {"languages/en/x", "h2", folder.file("nowhere")}};
  std::vector<Record> records = {record(story(1)), record(story(2))};
  ASSERT_TRUE(Store::open(path, version)->add(records));
  Result<Store> store = Store::open(path, later);
  ASSERT_TRUE(store);
  const auto versions = store->versions();
  ASSERT_TRUE(versions) << versions.error().text();
  ASSERT_EQ(versions->size(), 1U);
  EXPECT_EQ(versions->front().version.id, "v1");
  EXPECT_EQ(versions->front().version.files.size(), 2U);
  EXPECT_EQ(*store->content("h1"), std::string(5000, 'a'));
  EXPECT_FALSE(store->content("h2")) << "only tables that are told by entry";
  const std::int64_t first = 1;
  std::vector<Record> second = {record(story(2))};
  const Result<Added> added = store->add(second, Store::Old::replace, std::span(&first, 1));
  ASSERT_TRUE(added) << added.error().text();
  EXPECT_EQ(added->kept, 1U);
  EXPECT_EQ(added->again, 1U);
  EXPECT_EQ(ask(path, "SELECT count(*) FROM claims WHERE version = 2"), "2");
  EXPECT_EQ(ask(path, "SELECT count(*) FROM claims WHERE claim = 1 AND document = 1"), "1") << "the same row";
  EXPECT_EQ(ask(path, "SELECT count(*) FROM codings WHERE version = 1"), "0");
  EXPECT_EQ(ask(path, "SELECT count(*) FROM data_contents"), "2");
  ASSERT_TRUE(store->tidy());
  EXPECT_FALSE(store->content("h1"));
  EXPECT_EQ(*store->content("h3"), "");
}

TEST(Store, TablesOfThePreviousLayoutAreCompleted) {
  const Folder folder;
  const std::string path = folder.file("a.db");
  std::vector<Record> records = {record(story(1))};
  ASSERT_TRUE(Store::open(path, kFirst)->add(records));
  const std::string before = dump(path);
  {
    const auto database = Database::open(path, Database::Mode::write);
    ASSERT_TRUE((*database)->script("DROP TABLE data_files; DROP TABLE data_contents; UPDATE demarche SET value = '1'"));
    EXPECT_TRUE(check_schema(**database)) << "can be asked as it is";
  }
  ASSERT_TRUE(Store::open(path, kFirst));
  EXPECT_EQ(dump(path), before);
}

TEST(Version, DependsOnWhatTheDataSays) {
  const Folder folder;
  for (const char* name : {"models", "actors", "codebook", "languages"}) {
    std::filesystem::create_directories(folder.file(name));
    folder.write(std::string(name) + "/file", name);
  }
  const auto first = version_of(folder.file(""), "1");
  ASSERT_TRUE(first) << first.error().text();
  EXPECT_EQ(version_of(folder.file(""), "1")->id, first->id);
  EXPECT_NE(version_of(folder.file(""), "2")->id, first->id);
  folder.write("actors/file", "other");
  const auto second = version_of(folder.file(""), "1");
  EXPECT_NE(second->id, first->id);
  EXPECT_NE(second->actors, first->actors);
  EXPECT_EQ(second->models, first->models);
  folder.write("mine.tsv", "id\tname");
  folder.write("same.tsv", "id\tname");
  folder.write("yours.tsv", "id\tnames");
  const auto mine = version_of(folder.file(""), "1", {.actors = {folder.file("mine.tsv")}, .codebook = {}});
  ASSERT_TRUE(mine) << mine.error().text();
  EXPECT_NE(mine->id, second->id) << "the user's own actors count";
  EXPECT_NE(mine->actors, second->actors);
  EXPECT_EQ(mine->codebook, second->codebook);
  EXPECT_EQ(version_of(folder.file(""), "1", {.actors = {folder.file("same.tsv")}, .codebook = {}})->id, mine->id) << "by what they hold";
  EXPECT_NE(version_of(folder.file(""), "1", {.actors = {folder.file("yours.tsv")}, .codebook = {}})->id, mine->id);
  EXPECT_FALSE(version_of(folder.file(""), "1", {.actors = {folder.file("nowhere.tsv")}, .codebook = {}}));
  std::filesystem::create_directories(folder.file("types"));
  folder.write("types/X.toml", "type = \"X\"");
  const auto types = version_of(folder.file(""), "1", {.actors = {}, .codebook = folder.file("types")});
  ASSERT_TRUE(types) << types.error().text();
  EXPECT_NE(types->codebook, second->codebook) << "and so do event types of his own";
  EXPECT_NE(types->id, second->id);
  EXPECT_EQ(types->actors, second->actors);
  EXPECT_FALSE(version_of(folder.file(""), "1", {.actors = {}, .codebook = folder.file("nothing")}));
  EXPECT_FALSE(version_of(folder.file("nowhere"), "1"));
  EXPECT_NE(document_id("a", "bc"), document_id("ab", "c"));
  EXPECT_EQ(document_id("", "Kenya").size(), 32U);
}

}  // namespace
}  // namespace demarche
