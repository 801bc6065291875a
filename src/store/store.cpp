// Adding documents; see store.h. Numbers are given here, in order, and never by the database: a rolled back batch leaves no gap.
#include "store/store.h"

#include <algorithm>
#include <unordered_map>

#include "store/schema.h"

namespace demarche {

/// What one transaction gathers before it writes, table by table.
struct Store::Batch {
  std::int64_t version = 0, next_document = 1, next_claim = 1;
  std::vector<Row> documents, codings, stories, bands, claims, participants;
  std::map<std::string, std::int64_t> numbers;                          ///< of documents of this batch, by id
  std::unordered_map<std::int64_t, std::vector<std::size_t>> founders;  ///< band -> places in `found`
  struct Founder {
    std::int64_t story;
    std::string date;
    Signature signature;
  };
  std::vector<Founder> found;
};

namespace {

constexpr std::int64_t kCandidates = 200;  ///< the newest so many stories of a band are looked at: boilerplate can't slow the whole

Done first_number(Database& database, Statement statement, std::int64_t& number) {
  return database.run(statement, [&](const Row& row) {
    if (!std::holds_alternative<std::monostate>(row[0])) number = integer(row[0]);
    return true;
  });
}

}  // namespace

Store::Store(std::unique_ptr<Database> writer, std::unique_ptr<Database> reader, Version version)
    : writer_(std::move(writer)), reader_(std::move(reader)), reading_(std::make_unique<std::mutex>()), version_(std::move(version)) {}

Result<Store> Store::open(const std::string& where, const Version& version) {
  const auto at = [&](Error error) {
    if (error.where.empty()) error.where = where;
    return error;
  };
  auto writer = Database::open(where, Database::Mode::write);
  if (!writer) return at(writer.error());
  if (const Done done = prepare_schema(**writer); !done) return at(done.error());
  auto reader = Database::open(where, Database::Mode::read);
  if (!reader) return at(reader.error());
  return Store(*std::move(writer), *std::move(reader), version);
}

Result<bool> Store::has(const std::string& id) {
  const std::scoped_lock lock(*reading_);
  bool found = false;
  const Done done =
      reader_->run({"SELECT 1 FROM documents d JOIN codings k ON k.document = d.document JOIN versions v ON v.version = k.version"
                    " WHERE d.id = ? AND v.id = ?",
                    {id, version_.id}},
                   [&](const Row&) { return found = true; });
  if (!done) return done.error();
  return found;
}

Result<Added> Store::add(std::span<Record> records, Old old, std::span<const std::int64_t> kept) {
  Added added;
  if (records.empty() && kept.empty()) return added;
  if (const Done done = writer_->begin(); !done) return done.error();
  Done done = fill(records, old, kept, added);
  if (done) done = writer_->commit();
  data_added_ = data_added_ || done;
  if (done) return added;
  writer_->rollback();
  return done.error();
}

Done Store::fill(std::span<Record> records, Old old, std::span<const std::int64_t> kept, Added& added) {
  Batch batch;
  if (Done done = find_numbers(batch); !done) return done;
  for (const std::int64_t document : kept) {
    if (Done done = keep(document, batch.version); !done) return done;
    ++added.kept;
  }
  for (Record& record : records) {
    if (Done done = add_one(record, batch, old, added); !done) return done;
  }
  for (const auto& [table, rows] :
       {std::pair{"documents", &batch.documents}, std::pair{"codings", &batch.codings}, std::pair{"stories", &batch.stories},
        std::pair{"bands", &batch.bands}, std::pair{"claims", &batch.claims}, std::pair{"participants", &batch.participants}}) {
    if (Done done = writer_->insert(table, *rows); !done) return done;
  }
  if (writer_->kind() == Database::Kind::sqlite && !batch.documents.empty()) {  // PostgreSQL keeps its index of words by itself
    const std::int64_t first = integer(batch.documents.front()[Column::document]);
    return writer_->run(
        {"INSERT INTO texts(rowid, title, text) SELECT document, title, text FROM documents WHERE document >= ? ORDER BY document",
         {first}});
  }
  return Nothing{};
}

Done Store::find_numbers(Batch& batch) {
  if (Done done = first_number(*writer_, {"SELECT max(document) + 1 FROM documents"}, batch.next_document); !done) return done;
  if (Done done = first_number(*writer_, {"SELECT max(claim) + 1 FROM claims"}, batch.next_claim); !done) return done;
  if (Done done = first_number(*writer_, {"SELECT version FROM versions WHERE id = ?", {version_.id}}, batch.version); !done) return done;
  if (batch.version == 0) {
    batch.version = 1;
    if (Done done = first_number(*writer_, {"SELECT max(version) + 1 FROM versions"}, batch.version); !done) return done;
    const Row row = {batch.version, version_.id, version_.program, version_.models, version_.actors, version_.codebook, version_.languages};
    if (Done done = writer_->insert("versions", std::span(&row, 1)); !done) return done;
  }
  return data_added_ ? Done(Nothing{}) : add_data(batch.version);
}

Done Store::add_one(Record& record, Batch& batch, Old old, Added& added) {
  if (batch.numbers.contains(record.id)) {  // twice among those that came together
    ++added.known;
    return Nothing{};
  }
  std::int64_t document = 0;
  std::int64_t coded = 0;
  std::int64_t others = 0;
  const Done looked = writer_->run({"SELECT d.document, (SELECT count(*) FROM codings k WHERE k.document = d.document AND k.version = ?),"
                                    " (SELECT count(*) FROM codings k WHERE k.document = d.document AND k.version <> ?)"
                                    " FROM documents d WHERE d.id = ?",
                                    {batch.version, batch.version, record.id}},
                                   [&](const Row& row) {
                                     document = integer(row[0]);
                                     coded = integer(row[1]);
                                     others = integer(row[2]);
                                     return true;
                                   });
  if (!looked) return looked;
  if (coded != 0 && (old == Old::keep || others == 0)) {
    ++added.known;
    return Nothing{};
  }
  if (document == 0) {
    document = batch.next_document++;
    const Result<std::int64_t> story = story_of(record, document, batch);
    if (!story) return story.error();
    ++added.documents;
    if (*story != document) ++added.copies;
    record.document[Column::document] = document;
    record.document[Column::story] = *story;
    record.document[Column::version] = batch.version;
    batch.documents.push_back(std::move(record.document));
  } else {
    ++added.again;
    if (old == Old::replace) {
      if (Done done = forget(document); !done) return done;
    }
    if (Done done = writer_->run({"UPDATE documents SET version = ? WHERE document = ?", {batch.version, document}}); !done) return done;
  }
  batch.numbers.emplace(record.id, document);
  batch.codings.push_back({document, batch.version});
  added.claims += record.claims.size();
  for (Row& participant : record.participants) {
    participant[Column::claim] = batch.next_claim + integer(participant[Column::claim]);
    batch.participants.push_back(std::move(participant));
  }
  for (Row& claim : record.claims) {
    claim[Column::claim] = batch.next_claim++;
    claim[Column::claim_document] = document;
    claim[Column::claim_version] = batch.version;
    batch.claims.push_back(std::move(claim));
  }
  return Nothing{};
}

/// The story of the earlier document that it copies, or its own number. Stories are known by their first document and never change.
Result<std::int64_t> Store::story_of(const Record& record, std::int64_t document, Batch& batch) {
  const auto bands = bands_of(record.signature);
  std::int64_t best = document;
  double most = kCopy;
  const auto consider = [&](std::int64_t story, const std::string& date, const Signature& signature) {
    const double like = resemblance(record.signature, signature);
    if (like < most || (like == most && story > best) || far_apart(record.date, date)) return;
    most = like;
    best = story;
  };
  static const std::string sql = [] {
    std::string marks = "?";
    for (std::size_t i = 1; i < kBands; ++i) marks += ",?";
    return "SELECT story, date, signature FROM stories WHERE story IN (SELECT DISTINCT story FROM bands WHERE band IN (" + marks +
           ") ORDER BY story DESC LIMIT " + std::to_string(kCandidates) + ")";
  }();
  Statement statement{sql};
  for (const std::int64_t band : bands) statement.values.emplace_back(band);
  const Done done = writer_->run(statement, [&](const Row& row) {
    consider(integer(row[0]), text(row[1]), signature_from(text(row[2])));
    return true;
  });
  if (!done) return done.error();
  for (const std::int64_t band : bands) {
    const auto near = batch.founders.find(band);
    if (near == batch.founders.end()) continue;
    for (const std::size_t place : near->second) consider(batch.found[place].story, batch.found[place].date, batch.found[place].signature);
  }
  if (best != document) return best;
  for (const std::int64_t band : bands) {
    std::vector<std::size_t>& founders = batch.founders[band];
    if (!founders.empty() && founders.back() == batch.found.size()) continue;  // two equal bands of one text
    founders.push_back(batch.found.size());
    batch.bands.push_back({band, document});
  }
  batch.found.push_back({document, record.date, record.signature});
  batch.stories.push_back({document, record.date, Blob{bytes_of(record.signature)}});
  return document;
}

Done Store::forget(std::int64_t document) {
  for (const char* sql : {"DELETE FROM participants WHERE claim IN (SELECT claim FROM claims WHERE document = ?)",
                          "DELETE FROM claims WHERE document = ?", "DELETE FROM codings WHERE document = ?"}) {
    if (Done done = writer_->run({sql, {document}}); !done) return done;
  }
  return Nothing{};
}

/// The claims that count become this version's.
Done Store::keep(std::int64_t document, std::int64_t version) {
  for (const char* sql :
       {"DELETE FROM participants WHERE claim IN (SELECT c.claim FROM claims c JOIN documents d ON d.document = c.document"
        " WHERE c.document = ? AND c.version <> d.version)",
        "DELETE FROM claims WHERE document = ? AND version <> (SELECT d.version FROM documents d WHERE d.document = claims.document)",
        "DELETE FROM codings WHERE document = ?"}) {
    if (Done done = writer_->run({sql, {document}}); !done) return done;
  }
  for (const char* sql : {"UPDATE claims SET version = ? WHERE document = ?", "UPDATE documents SET version = ? WHERE document = ?",
                          "INSERT INTO codings(version, document) VALUES (?, ?)"}) {
    if (Done done = writer_->run({sql, {version, document}}); !done) return done;
  }
  return Nothing{};
}

namespace {
/// Of documents not coded with this version, or with others besides.
Statement outdated_statement(const std::string& columns, std::int64_t after, const std::string& version, const Statement& among) {
  Statement statement{
      "SELECT " + columns +
          " FROM documents d WHERE d.document > ? AND (NOT EXISTS (SELECT 1 FROM codings k JOIN versions v ON v.version = k.version"
          " WHERE k.document = d.document AND v.id = ?) OR EXISTS (SELECT 1 FROM codings k JOIN versions v ON v.version = k.version"
          " WHERE k.document = d.document AND v.id <> ?))",
      {after, version, version}};
  if (among.sql.empty()) return statement;
  statement.sql += " AND d." + among.sql;
  statement.values.insert(statement.values.end(), among.values.begin(), among.values.end());
  return statement;
}
}  // namespace

Result<std::vector<Stored>> Store::outdated(std::int64_t after, std::size_t limit, const Statement& among) {
  std::vector<Stored> found;
  const std::scoped_lock lock(*reading_);
  Statement statement =
      outdated_statement("d.document, d.version, d.name, d.url, d.title, d.date, d.publisher, d.text", after, version_.id, among);
  statement.sql += " ORDER BY d.document LIMIT ?";
  statement.values.emplace_back(static_cast<std::int64_t>(limit));
  const Done done = reader_->run(statement, [&](const Row& row) {
    Stored stored;
    stored.document = integer(row[0]);
    stored.version = integer(row[1]);
    stored.article.name = text(row[2]);
    stored.article.url = text(row[3]);
    stored.article.title = text(row[4]);
    stored.article.date = text(row[5]);
    stored.article.publisher = text(row[6]);
    stored.article.text = text(row[7]);
    found.push_back(std::move(stored));
    return true;
  });
  if (!done) return done.error();
  return found;
}

Result<std::int64_t> Store::count_outdated(const Statement& among) {
  const std::scoped_lock lock(*reading_);
  std::int64_t count = 0;
  const Done done = first_number(*reader_, outdated_statement("count(*)", 0, version_.id, among), count);
  if (!done) return done.error();
  return count;
}

}  // namespace demarche
