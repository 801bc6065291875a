// One way to speak to SQLite and to PostgreSQL: statements with their values, rows back, one transaction at a time.
//
//   auto db = Database::open("events.db", Database::Mode::read);           // or "postgresql://user@host/name"
//   (*db)->run({"SELECT event FROM claims WHERE day = ?", {"2024-05-14"}}, [&](const Row& row) { ...; return true; });
//
// What a user typed goes into `values`, never into `sql`. A Database is for one thread at a time. Here is no news: tables are in schema.h.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "demarche/demarche.h"

namespace demarche {

struct Blob {
  std::string bytes;
  friend bool operator==(const Blob&, const Blob&) = default;
};
using Value = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;  ///< monostate: NULL
using Row = std::vector<Value>;

/// `?` stands for each value in turn, in both databases; so a `?` may stand for nothing else.
struct Statement {
  std::string sql = {};
  Row values = {};
};

[[nodiscard]] std::int64_t integer(const Value& value);  ///< 0 for what is no number
[[nodiscard]] double real(const Value& value);
[[nodiscard]] std::string text(const Value& value);  ///< numbers as text, NULL as ""

class Database {
 public:
  enum class Kind : std::uint8_t { sqlite, postgresql };
  enum class Mode : std::uint8_t { read, write };  ///< write makes a SQLite file that is not there
  using Each = std::function<bool(const Row&)>;    ///< false: no more rows are wanted

  /// A path of a SQLite file, or postgresql://USER@HOST:PORT/NAME. A file that is no SQLite database is refused, never overwritten.
  static Result<std::unique_ptr<Database>> open(const std::string& where, Mode mode);

  virtual ~Database() = default;
  [[nodiscard]] virtual Kind kind() const = 0;
  /// Several statements without values, as for a schema.
  virtual Done script(const std::string& sql) = 0;
  virtual Done run(const Statement& statement, const Each& each) = 0;
  Done run(const Statement& statement) {
    return run(statement, [](const Row&) { return true; });
  }
  /// Rows of all columns of the table, in their order; the quickest way in.
  virtual Done insert(std::string_view table, std::span<const Row> rows) = 0;
  virtual Done begin() = 0;  ///< and keeps other writers out until the end of the transaction
  virtual Done commit() = 0;
  virtual void rollback() = 0;  ///< nothing if there is no transaction

 protected:
  Database() = default;
  Database(const Database&) = default;
  Database& operator=(const Database&) = default;
};

[[nodiscard]] bool is_postgresql(std::string_view where);

namespace store {
Result<std::unique_ptr<Database>> open_sqlite(const std::string& path, Database::Mode mode);
Result<std::unique_ptr<Database>> open_postgresql(const std::string& where, Database::Mode mode);
}  // namespace store

}  // namespace demarche
