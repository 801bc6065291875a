// The PostgreSQL side of database.h, over libpqxx: many rows go in by one statement (this version of
// libpqxx copies only tuples). Exceptions of libpqxx end here.
#include <map>
#include <optional>
#include <pqxx/pqxx>

#include "store/database.h"

namespace demarche::store {

namespace {

constexpr std::int64_t kLock = 0x64656d61726368;  // "demarch": one writer at a time, whoever it is

constexpr std::size_t kStatement = 1U << 20U;  // bytes from which on a statement is sent

/// "postgresql://me:secret@host/db" without the secret, for messages.
std::string without_password(const std::string& where) {
  const std::size_t at = where.find('@');
  const std::size_t user = where.find("//");
  const std::size_t colon = user == std::string::npos ? user : where.find(':', user);
  return at == std::string::npos || colon == std::string::npos || colon > at ? where : where.substr(0, colon) + where.substr(at);
}

/// "a = ? AND b = ?" with the numbers that PostgreSQL wants, and types where it can't guess them.
std::string numbered(const Statement& statement) {
  std::string sql;
  std::size_t value = 0;
  for (const char c : statement.sql) {
    if (c != '?') {
      sql += c;
      continue;
    }
    const Value* of = value < statement.values.size() ? &statement.values[value] : nullptr;
    sql += "$" + std::to_string(++value);
    if (of == nullptr) continue;
    if (std::holds_alternative<std::int64_t>(*of)) sql += "::bigint";
    if (std::holds_alternative<double>(*of)) sql += "::double precision";
    if (std::holds_alternative<std::string>(*of)) sql += "::text";
  }
  return sql;
}

std::string hex(const std::string& bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out = "\\x";
  for (const char c : bytes) {
    out += kDigits[static_cast<unsigned char>(c) >> 4U];
    out += kDigits[static_cast<unsigned char>(c) & 15U];
  }
  return out;
}

std::string as_text(const Value& value) {
  const auto* blob = std::get_if<Blob>(&value);
  return blob != nullptr ? hex(blob->bytes) : text(value);
}

Value from_field(const pqxx::field& field) {
  if (field.is_null()) return {};
  constexpr pqxx::oid kBytes = 17, kBigint = 20, kSmall = 21, kInteger = 23, kReal = 700, kDouble = 701, kNumeric = 1700;
  switch (field.type()) {
    case kBigint:
    case kSmall:
    case kInteger:
      return field.as<std::int64_t>();
    case kReal:
    case kDouble:
    case kNumeric:
      return field.as<double>();
    case kBytes: {
      const pqxx::binarystring bytes(field);
      return Blob{bytes.str()};
    }
    default:
      return std::string(field.c_str(), field.size());
  }
}

class Postgresql final : public Database {
 public:
  explicit Postgresql(const std::string& where) : where_(without_password(where)), connection_(where) {
    connection_.set_client_encoding("UTF8");
    connection_.set_variable("client_min_messages", "warning");
  }

  [[nodiscard]] Kind kind() const override { return Kind::postgresql; }

  Done script(const std::string& sql) override {
    return guarded([&](pqxx::transaction_base& work) { work.exec(sql); });
  }

  Done run(const Statement& statement, const Each& each) override {
    return guarded([&](pqxx::transaction_base& work) {
      const std::string sql = numbered(statement);
      auto known = prepared_.find(sql);
      if (known == prepared_.end()) {
        known = prepared_.emplace(sql, "s" + std::to_string(prepared_.size())).first;
        connection_.prepare(known->second, sql);
      }
      std::vector<std::optional<std::string>> values;
      for (const Value& value : statement.values) {
        if (std::holds_alternative<std::monostate>(value)) {
          values.emplace_back();
        } else {
          values.emplace_back(as_text(value));
        }
      }
      std::vector<const char*> pointers;  // null stands for NULL
      for (const auto& value : values) pointers.push_back(value ? value->c_str() : nullptr);
      const pqxx::result rows = work.exec_prepared(known->second, pqxx::prepare::make_dynamic_params(pointers));
      Row row;
      for (const auto& found : rows) {
        row.clear();
        for (const auto& field : found) row.push_back(from_field(field));
        if (!each(row)) break;
      }
    });
  }

  Done insert(std::string_view table, std::span<const Row> rows) override {
    if (rows.empty()) return Nothing{};
    return guarded([&](pqxx::transaction_base& work) {
      const std::string head = "INSERT INTO " + std::string(table) + " VALUES ";
      std::string sql;
      for (const Row& row : rows) {
        sql += sql.empty() ? head : ",";
        for (std::size_t i = 0; i < row.size(); ++i) {
          sql += i == 0 ? '(' : ',';
          sql += std::holds_alternative<std::monostate>(row[i]) ? "NULL" : work.quote(as_text(row[i]));
        }
        sql += ')';
        if (sql.size() < kStatement) continue;
        work.exec(sql);
        sql.clear();
      }
      if (!sql.empty()) work.exec(sql);
    });
  }

  Done begin() override {
    try {
      work_.emplace(connection_);
    } catch (const std::exception& problem) {
      return error(problem);
    }
    return Database::run({"SELECT pg_advisory_xact_lock(?)", {kLock}});
  }

  Done commit() override {
    if (!work_) return Nothing{};
    try {
      work_->commit();
    } catch (const std::exception& problem) {
      work_.reset();
      return error(problem);
    }
    work_.reset();
    return Nothing{};
  }

  void rollback() override {
    try {
      work_.reset();
    } catch (const std::exception&) {  // the connection is lost: so is the transaction
    }
  }

 private:
  std::string where_;
  pqxx::connection connection_;
  std::optional<pqxx::work> work_;
  std::map<std::string, std::string> prepared_;  ///< statement -> name

  [[nodiscard]] Error error(const std::exception& problem) const {
    std::string message = problem.what();
    while (message.ends_with('\n')) message.pop_back();
    return {.code = Error::Code::unreadable, .where = where_, .message = message};
  }

  /// In the open transaction, or in one of its own.
  template <class Action>
  Done guarded(Action action) {
    try {
      if (work_) {
        action(*work_);
      } else {
        pqxx::work own(connection_);
        action(own);
        own.commit();
      }
    } catch (const std::exception& problem) {
      return error(problem);
    }
    return Nothing{};
  }
};

}  // namespace

Result<std::unique_ptr<Database>> open_postgresql(const std::string& where, Database::Mode mode) {
  try {
    auto database = std::make_unique<Postgresql>(where);
    if (mode == Database::Mode::read) {
      if (const Done done = database->script("SET default_transaction_read_only = on"); !done) return done.error();
    }
    return std::unique_ptr<Database>(std::move(database));
  } catch (const std::exception& problem) {
    std::string message = problem.what();
    while (message.ends_with('\n')) message.pop_back();
    return Error{.code = Error::Code::unreadable, .where = without_password(where), .message = message};
  }
}

}  // namespace demarche::store
