// The SQLite side of database.h: one file, write-ahead log, statements prepared once and kept.
#include <sqlite3.h>

#include <filesystem>
#include <map>

#include "base/file.h"
#include "store/database.h"

namespace demarche::store {

namespace {

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Prepared = std::unique_ptr<sqlite3_stmt, Finalize>;

struct Close {
  void operator()(sqlite3* file) const { sqlite3_close(file); }
};

class Sqlite final : public Database {
 public:
  Sqlite(std::unique_ptr<sqlite3, Close> file, std::string path) : file_(std::move(file)), path_(std::move(path)) {}
  ~Sqlite() override {
    rollback();
    prepared_.clear();  // before the file
  }
  Sqlite(const Sqlite&) = delete;
  Sqlite& operator=(const Sqlite&) = delete;

  [[nodiscard]] Kind kind() const override { return Kind::sqlite; }

  Done script(const std::string& sql) override {
    if (sqlite3_exec(file_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return error();
    return Nothing{};
  }

  Done run(const Statement& statement, const Each& each) override {
    sqlite3_stmt* prepared = prepare(statement.sql);
    if (prepared == nullptr) return error();
    if (static_cast<std::size_t>(sqlite3_bind_parameter_count(prepared)) != statement.values.size())
      return Error{.code = Error::Code::bad_argument, .where = path_, .message = "as many ? as values are needed: " + statement.sql};
    bind(prepared, statement.values);
    int code = SQLITE_ROW;
    Row row(static_cast<std::size_t>(sqlite3_column_count(prepared)));
    while ((code = sqlite3_step(prepared)) == SQLITE_ROW) {
      for (std::size_t i = 0; i < row.size(); ++i) row[i] = column(prepared, static_cast<int>(i));
      if (!each(row)) break;
    }
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
      Error problem = error();
      sqlite3_reset(prepared);
      return problem;
    }
    sqlite3_reset(prepared);
    return Nothing{};
  }

  Done insert(std::string_view table, std::span<const Row> rows) override {
    if (rows.empty()) return Nothing{};
    std::string sql = "INSERT INTO " + std::string(table) + " VALUES (?";
    for (std::size_t i = 1; i < rows[0].size(); ++i) sql += ",?";
    sqlite3_stmt* prepared = prepare(sql + ")");
    if (prepared == nullptr) return error();
    for (const Row& row : rows) {
      bind(prepared, row);
      const int code = sqlite3_step(prepared);
      if (code != SQLITE_DONE) {
        Error problem = error();
        sqlite3_reset(prepared);
        return problem;
      }
      sqlite3_reset(prepared);
    }
    return Nothing{};
  }

  Done begin() override { return script("BEGIN IMMEDIATE"); }
  Done commit() override { return script("COMMIT"); }
  void rollback() override {
    if (sqlite3_get_autocommit(file_.get()) == 0) sqlite3_exec(file_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
  }

 private:
  std::unique_ptr<sqlite3, Close> file_;
  std::string path_;
  std::map<std::string, Prepared, std::less<>> prepared_;

  [[nodiscard]] Error error() const {
    const int code = sqlite3_errcode(file_.get());
    Error problem{.code = Error::Code::unreadable, .where = path_, .message = sqlite3_errmsg(file_.get())};
    if (code == SQLITE_NOTADB) problem.message = "is no SQLite database: name another file, it is left as it is";
    if (code == SQLITE_FULL) problem.message = "the disk is full: what was committed stays; make room and run again";
    if (code == SQLITE_BUSY) problem.message = "another program is writing to it: wait for it and run again";
    if (code == SQLITE_READONLY) problem.message = "cannot be written: see to its permissions and its folder's";
    return problem;
  }

  sqlite3_stmt* prepare(const std::string& sql) {
    const auto known = prepared_.find(sql);
    if (known != prepared_.end()) {
      sqlite3_reset(known->second.get());
      return known->second.get();
    }
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(file_.get(), sql.c_str(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr) !=
        SQLITE_OK) {
      return nullptr;
    }
    if (prepared_.size() > 64) prepared_.clear();
    prepared_.emplace(sql, Prepared(statement));
    return statement;
  }

  /// The values outlive the step, so nothing is copied.
  static void bind(sqlite3_stmt* statement, const Row& values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      const int place = static_cast<int>(i) + 1;
      const Value& value = values[i];
      if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        sqlite3_bind_int64(statement, place, *whole);
      } else if (const auto* number = std::get_if<double>(&value)) {
        sqlite3_bind_double(statement, place, *number);
      } else if (const auto* words = std::get_if<std::string>(&value)) {
        sqlite3_bind_text64(statement, place, words->data(), words->size(), SQLITE_STATIC, SQLITE_UTF8);
      } else if (const auto* blob = std::get_if<Blob>(&value)) {
        sqlite3_bind_blob64(statement, place, blob->bytes.data(), blob->bytes.size(), SQLITE_STATIC);
      } else {
        sqlite3_bind_null(statement, place);
      }
    }
  }

  static Value column(sqlite3_stmt* statement, int i) {
    const auto bytes = [&](const void* data) {
      return std::string(static_cast<const char*>(data), static_cast<std::size_t>(sqlite3_column_bytes(statement, i)));
    };
    switch (sqlite3_column_type(statement, i)) {
      case SQLITE_INTEGER:
        return static_cast<std::int64_t>(sqlite3_column_int64(statement, i));
      case SQLITE_FLOAT:
        return sqlite3_column_double(statement, i);
      case SQLITE_TEXT:
        return bytes(sqlite3_column_text(statement, i));
      case SQLITE_BLOB: {
        const void* data = sqlite3_column_blob(statement, i);
        return data == nullptr ? Blob{} : Blob{bytes(data)};
      }
      default:
        return {};
    }
  }
};

/// Nobody writes to it and nobody can, as its folder takes no new file: then SQLite can do without the files beside it.
bool is_alone(const std::string& path) {
  std::string folder = std::filesystem::path(path).parent_path().string();
  if (folder.empty()) folder = ".";
  std::error_code ignored;
  const auto log = std::filesystem::file_size(path + "-wal", ignored);
  return !may_write(folder) && (ignored || log == 0);
}

/// SQLite's URI of a path, whatever characters that has.
std::string uri_of(const std::string& path, bool alone) {
  std::string uri = "file:";
  if (path.starts_with("//")) uri += "//";  // no host's name
  if (path.starts_with(":")) uri += "./";   // no ":memory:"
  for (const char c : path) {
    if (c == '%' || c == '?' || c == '#') {
      uri += c == '%' ? "%25" : c == '?' ? "%3f" : "%23";
    } else {
      uri += c;
    }
  }
  return uri + (alone ? "?immutable=1" : "");
}

}  // namespace

Result<std::unique_ptr<Database>> open_sqlite(const std::string& path, Database::Mode mode) {
  const auto refused = [&](std::string message) {
    return Error{.code = Error::Code::unreadable, .where = path, .message = std::move(message)};
  };
  if (path.empty() || path.find('\0') != std::string::npos) return refused("a database needs the name of a file");
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) return refused("this is a folder: name the database in it");
  sqlite3* raw = nullptr;
  const bool alone = mode == Database::Mode::read && is_alone(path);
  const int flags = mode == Database::Mode::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  const int code = sqlite3_open_v2(uri_of(path, alone).c_str(), &raw, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, nullptr);
  std::unique_ptr<sqlite3, Close> file(raw);
  if (code != SQLITE_OK)
    return refused(raw == nullptr ? "out of memory" : std::string(sqlite3_errmsg(raw)) + ": is it there, and may it be read?");
  sqlite3_busy_timeout(raw, 60'000);
  sqlite3_limit(raw, SQLITE_LIMIT_ATTACHED, 0);
  auto database = std::make_unique<Sqlite>(std::move(file), path);
  // NORMAL with a write-ahead log: a power cut may lose the last transactions, never half of one
  const char* const setup =
      mode == Database::Mode::read
          ? "PRAGMA query_only=ON; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; SELECT count(*) FROM sqlite_schema"
          : "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536; "
            "PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=4000; SELECT count(*) FROM sqlite_schema";
  if (const Done done = database->script(setup); !done) return done.error();
  return std::unique_ptr<Database>(std::move(database));
}

}  // namespace demarche::store
