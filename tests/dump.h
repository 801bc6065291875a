// A database as text, to compare two:   EXPECT_EQ(dump("a.db"), dump("b.db"))
#pragma once

#include <string>

#include "store/database.h"

namespace demarche::tests {

/// All rows of all tables in the order of their keys, a line each; of SQLite also whether the index of words fits the documents.
inline std::string dump(Database& database) {
  std::string out;
  for (const char* table :
       {"demarche ORDER BY key", "versions ORDER BY version", "documents ORDER BY document", "codings ORDER BY document, version",
        "data_files ORDER BY version, name", "data_contents ORDER BY hash", "stories ORDER BY story", "bands ORDER BY band, story",
        "claims ORDER BY claim", "participants ORDER BY claim, role, place"}) {
    out += std::string("== ") + table + "\n";
    const Done done = database.run({std::string("SELECT * FROM ") + table}, [&](const Row& row) {
      for (const Value& value : row) out += std::to_string(value.index() == 4 ? 3 : value.index()) + text(value) + "|";
      out += "\n";
      return true;
    });
    if (!done) out += done.error().text() + "\n";
  }
  return out;
}

inline std::string dump(const std::string& where) {
  const auto database = Database::open(where, Database::Mode::read);
  return database ? dump(**database) : database.error().text();
}

/// What the claims of all versions say, whatever their numbers in the database: these are given in the order of writing.
inline std::string dump_claims(const std::string& where) {
  const auto database = Database::open(where, Database::Mode::read);
  if (!database) return database.error().text();
  std::string out;
  for (const char* sql :
       {"SELECT document, version, (SELECT v.id FROM versions v WHERE v.version = documents.version) FROM documents ORDER BY document",
        "SELECT document, version FROM codings ORDER BY document, version",
        "SELECT c.document, c.version, c.number, p.role, p.place, p.code, p.name, p.entity, p.text, p.span_begin FROM claims c"
        " JOIN participants p ON p.claim = c.claim ORDER BY c.document, c.number, c.version, p.role, p.place",
        "SELECT document, version, number, day, event, mode, cameo, contexts, status, degree, score, quote, content_of, actors,"
        " recipients, sources, act, confidence, trigger_text, trigger_begin, place, time_begin, why FROM claims"
        " ORDER BY document, number, version",
        "SELECT version, name, hash FROM data_files ORDER BY version, name"}) {
    const Done done = (*database)->run({sql}, [&](const Row& row) {
      for (const Value& value : row) out += text(value) + "|";
      out += "\n";
      return true;
    });
    if (!done) out += done.error().text() + "\n";
  }
  return out;
}

/// The first column of the first row, as text.
inline std::string ask(Database& database, const std::string& sql, Row values = {}) {
  std::string found = "nothing";
  const Done done = database.run({sql, std::move(values)}, [&](const Row& row) {
    found = text(row[0]);
    return false;
  });
  return done ? found : done.error().text();
}

inline std::string ask(const std::string& where, const std::string& sql) {
  const auto database = Database::open(where, Database::Mode::read);
  return database ? ask(**database, sql) : database.error().text();
}

}  // namespace demarche::tests
