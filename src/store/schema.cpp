// The tables; see schema.h. Days are ISO text, so that they sort and cut ("2024-05") in both databases.
#include "store/schema.h"

namespace demarche {

namespace {

/// BLOB and REAL are spelt differently; the rest is common SQL. INTEGER PRIMARY KEY is SQLite's row number.
std::string tables(bool postgresql) {
  const std::string integer = postgresql ? "BIGINT" : "INTEGER";
  const std::string real = postgresql ? "DOUBLE PRECISION" : "REAL";
  const std::string blob = postgresql ? "BYTEA" : "BLOB";
  const std::string packed = postgresql ? ")" : ") WITHOUT ROWID";  // the key is the table
  const std::string collate = postgresql ? " COLLATE \"C\"" : "";
  const std::string words = "TEXT" + collate + " NOT NULL";
  return "CREATE TABLE demarche(key " + words +
         " PRIMARY KEY, value TEXT NOT NULL);"
         "CREATE TABLE versions(version " +
         integer + " PRIMARY KEY, id " + words +
         " UNIQUE, program TEXT NOT NULL, models TEXT NOT NULL,"
         " actors TEXT NOT NULL, codebook TEXT NOT NULL, languages TEXT NOT NULL);"
         "CREATE TABLE documents(document " +
         integer + " PRIMARY KEY, id " + words +
         ", name TEXT NOT NULL, url TEXT NOT NULL,"
         " title TEXT NOT NULL, date " +
         words + ", publisher TEXT NOT NULL, words " + integer +
         " NOT NULL, text TEXT NOT NULL,"
         " story " +
         integer + " NOT NULL, version " + integer +
         " NOT NULL REFERENCES versions);"
         "CREATE TABLE codings(document " +
         integer + " NOT NULL, version " + integer + " NOT NULL, PRIMARY KEY(document, version)" + packed +
         ";"
         "CREATE TABLE stories(story " +
         integer + " PRIMARY KEY, date " + words + ", signature " + blob +
         " NOT NULL);"
         "CREATE TABLE bands(band " +
         integer + " NOT NULL, story " + integer + " NOT NULL, PRIMARY KEY(band, story)" + packed +
         ";"
         "CREATE TABLE claims(claim " +
         integer + " PRIMARY KEY, document " + integer + " NOT NULL, version " + integer +
         " NOT NULL,"
         " number " +
         integer + " NOT NULL, day " + words + ", event " + words +
         ", mode TEXT NOT NULL, plover TEXT NOT NULL, cameo TEXT NOT NULL,"
         " contexts TEXT NOT NULL, status " +
         words + ", degree " + real + " NOT NULL, score " + real +
         " NOT NULL, quote TEXT NOT NULL,"
         " content_of " +
         integer + ", actors " + words + ", recipients " + words + ", sources " + words + ", act " + integer +
         " NOT NULL,"
         " confidence " +
         real + " NOT NULL, trigger_text TEXT NOT NULL, trigger_begin " + integer + " NOT NULL, trigger_end " + integer +
         " NOT NULL,"
         " sentence_begin " +
         integer + " NOT NULL, sentence_end " + integer + " NOT NULL, place " + words +
         ", place_id TEXT NOT NULL,"
         " admin1 TEXT NOT NULL, place_country TEXT NOT NULL, lat " +
         real + ", lon " + real +
         ", time_begin TEXT NOT NULL, time_end TEXT NOT NULL,"
         " why TEXT NOT NULL);"
         "CREATE TABLE participants(claim " +
         integer + " NOT NULL, role " + words + ", place " + integer + " NOT NULL, code " + words +
         ","
         " country " +
         words + ", sector TEXT NOT NULL, name " + words + ", entity " + words + ", text TEXT NOT NULL, span_begin " + integer +
         " NOT NULL,"
         " span_end " +
         integer + " NOT NULL, PRIMARY KEY(claim, role, place)" + packed + ";";
}

/// With what data a version coded: files by their hashes, and what is in those that can be compared entry by entry.
std::string data_tables(bool postgresql) {
  const std::string words = std::string("TEXT") + (postgresql ? " COLLATE \"C\"" : "") + " NOT NULL";
  return "CREATE TABLE data_files(version " + std::string(postgresql ? "BIGINT" : "INTEGER") + " NOT NULL, name " + words + ", hash " +
         words + ", PRIMARY KEY(version, name)" + (postgresql ? ")" : ") WITHOUT ROWID") + ";CREATE TABLE data_contents(hash " + words +
         " PRIMARY KEY, bytes " + (postgresql ? "BYTEA" : "BLOB") + " NOT NULL);";
}

constexpr const char* kIndexes =
    "CREATE UNIQUE INDEX documents_id ON documents(id);"
    "CREATE INDEX documents_story ON documents(story);"
    "CREATE INDEX claims_document ON claims(document);"
    "CREATE INDEX claims_day ON claims(day, event);"
    "CREATE INDEX claims_event ON claims(event, status, day);"
    "CREATE INDEX participants_country ON participants(country, role, claim);"
    "CREATE INDEX participants_name ON participants(lower(name), role, claim);"
    "CREATE INDEX participants_entity ON participants(entity, role, claim) WHERE entity <> '';"
    // what counts: of each document the claims of its newest version
    "CREATE VIEW current_claims AS SELECT c.*, d.story AS story, d.name AS document_name, d.url AS url, d.title AS title,"
    " d.date AS document_date, d.publisher AS publisher,"
    " substr(d.text, CAST(c.sentence_begin + 1 AS INTEGER), CAST(c.sentence_end - c.sentence_begin AS INTEGER)) AS sentence"
    " FROM claims c JOIN documents d ON d.document = c.document AND d.version = c.version;";

constexpr const char* kSqliteText =
    "CREATE VIRTUAL TABLE texts USING fts5(title, text, content='documents', content_rowid='document',"
    " tokenize='porter unicode61 remove_diacritics 2');";
constexpr const char* kPostgresqlText = "CREATE INDEX documents_text ON documents USING gin(to_tsvector('english', title || ' ' || text));";

Result<bool> has_tables(Database& database) {
  bool own = false;
  bool others = false;
  const char* const sql = database.kind() == Database::Kind::sqlite
                              ? "SELECT name FROM sqlite_schema WHERE type = 'table'"
                              : "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()";
  const Done done = database.run({sql}, [&](const Row& row) {
    (text(row[0]) == "demarche" ? own : others) = true;
    return true;
  });
  if (!done) return done.error();
  if (others && !own)
    return Error{.code = Error::Code::bad_format,
                 .where = {},
                 .message = "this database holds tables of something else: name one of its own, it is left as it is"};
  return own;
}

/// Can the tables be read? Then their layout, the older one too.
Result<std::int64_t> check_layout(Database& database) {
  std::string found;
  const Done done = database.run({"SELECT value FROM demarche WHERE key = 'layout'"}, [&](const Row& row) {
    found = text(row[0]);
    return true;
  });
  if (!done) return done.error();
  for (const std::int64_t known : {kLayout, kLayout - 1})
    if (found == std::to_string(known)) return known;
  return Error{.code = Error::Code::bad_format,
               .where = {},
               .message = "layout " + found + " of the tables, this program knows " + std::to_string(kLayout) +
                          ": code the archive into a new database"};
}

/// Layout 1 to 2: what its versions coded with is not known.
Done bring_up_to_date(Database& database) {
  if (Done done = database.script(data_tables(database.kind() == Database::Kind::postgresql)); !done) return done;
  return database.run({"UPDATE demarche SET value = ? WHERE key = 'layout'", {std::to_string(kLayout)}});
}

}  // namespace

Done prepare_schema(Database& database) {
  if (const Done done = database.begin(); !done) return done;
  const Result<bool> there = has_tables(database);
  Done done = there ? Done(Nothing{}) : Done(there.error());
  if (there && *there) {
    const Result<std::int64_t> layout = check_layout(database);
    if (!layout) {
      done = layout.error();
    } else if (*layout != kLayout) {
      done = bring_up_to_date(database);
    }
  } else if (there) {
    const bool postgresql = database.kind() == Database::Kind::postgresql;
    done = database.script(tables(postgresql) + data_tables(postgresql) + kIndexes + (postgresql ? kPostgresqlText : kSqliteText));
    if (done) done = database.run({"INSERT INTO demarche VALUES ('layout', ?)", {std::to_string(kLayout)}});
  }
  if (!done) {
    database.rollback();
    return done;
  }
  return database.commit();
}

Done check_schema(Database& database) {
  const Result<bool> there = has_tables(database);
  if (!there) return there.error();
  if (!*there)
    return Error{.code = Error::Code::empty, .where = {}, .message = "holds nothing yet: fill it with `demarche code INPUT --into` it"};
  const Result<std::int64_t> layout = check_layout(database);
  return layout ? Done(Nothing{}) : Done(layout.error());
}

}  // namespace demarche
