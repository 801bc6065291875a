// Filters to SQL; see filter.h.
#include "query/filter.h"

#include <algorithm>
#include <cstdlib>

namespace demarche {

namespace {

bool is_capitals(std::string_view word) {
  return word.size() == 3 && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// A condition under construction.
class Where {
 public:
  void add(const std::string& sql, Row values = {}) {
    statement_.sql += (statement_.sql.empty() ? "" : " AND ") + sql;
    for (Value& value : values) statement_.values.push_back(std::move(value));
  }
  void any_of(const std::string& column, const std::vector<std::string>& values) {
    if (values.empty()) return;
    std::string marks;
    Row row;
    for (const std::string& value : values) {
      marks += marks.empty() ? "?" : ",?";
      row.emplace_back(value);
    }
    add(column + " IN (" + marks + ")", std::move(row));
  }
  [[nodiscard]] Statement take() {
    if (statement_.sql.empty()) statement_.sql = "1 = 1";
    return std::move(statement_);
  }

 private:
  Statement statement_;
};

void add_parties(const std::string& roles, const std::vector<std::string>& parties, const Filter& filter, Where& where) {
  if (parties.empty()) return;
  Statement any;
  for (const std::string& party : parties) {
    Statement one = party_condition(filter, party);
    any.sql += (any.sql.empty() ? "" : " OR ") + one.sql;
    any.values.insert(any.values.end(), one.values.begin(), one.values.end());
  }
  where.add("c.claim IN (SELECT p.claim FROM participants p WHERE p.role IN (" + roles + ") AND (" + any.sql + "))", std::move(any.values));
}

void add_sources(const Filter& filter, Where& where) {
  std::vector<std::string> sources = filter.sources;
  for (const auto& [word, sql] : {std::pair{"writer", "c.sources = '' AND c.quote = 'none'"}, std::pair{"any", "c.sources <> ''"}}) {
    if (std::erase(sources, word) != 0) where.add(sql);
  }
  add_parties("'source'", sources, filter, where);
}

/// The user's words as an FTS5 query: every word or phrase is a quoted string, so that nothing in it is an operator.
std::string quoted_words(const std::string& words) {
  std::string out;
  std::string word;
  bool phrase = false;
  const auto end = [&] {
    if (!word.empty()) out += (out.empty() ? "\"" : " \"") + word + "\"";
    word.clear();
  };
  for (const char c : words) {
    if (c == '"') {
      end();
      phrase = !phrase;
    } else if (!phrase && (c == ' ' || c == '\t' || c == '\n')) {
      end();
    } else if (static_cast<unsigned char>(c) >= 0x20) {
      word += c;
    }
  }
  end();
  return out.empty() ? "\"\"" : out;
}

}  // namespace

bool is_code(std::string_view value) {
  if (value.size() % 4 != 3) return false;
  for (std::size_t at = 0; at < value.size(); at += 4) {
    if (!is_capitals(value.substr(at, 3)) && !(at == 0 && value.substr(0, 3) == "---")) return false;
    if (at + 3 < value.size() && value[at + 3] != ' ') return false;
  }
  return true;
}

Statement party_condition(const Filter& filter, const std::string& party) {
  const auto known = filter.known.find(party);
  if (known == filter.known.end() && is_capitals(party)) return {"p.country = ?", {party}};
  if (known == filter.known.end() && is_code(party))
    return {"(p.country = ? AND (p.code = ? OR substr(p.code, 1, " + std::to_string(party.size() + 1) + ") = ?))",
            {party.starts_with("---") ? "" : party.substr(0, 3), party, party + " "}};
  Statement named{"((p.entity = ? AND p.entity <> '') OR lower(p.name) = lower(?)", {party, party}};
  if (known != filter.known.end()) {
    for (const std::string& id : known->second) {
      named.sql += " OR (p.entity = ? AND p.entity <> '')";
      named.values.emplace_back(id);
    }
  } else {
    named.sql += " OR lower(p.text) = lower(?)";
    named.values.emplace_back(party);
  }
  named.sql += ")";
  return named;
}

Statement holding(const std::string& words, Database::Kind kind) {
  if (kind == Database::Kind::sqlite) return {"document IN (SELECT rowid FROM texts WHERE texts MATCH ?)", {quoted_words(words)}};
  return {
      "document IN (SELECT document FROM documents"
      " WHERE to_tsvector('english', title || ' ' || text) @@ websearch_to_tsquery('english', ?))",
      {quoted_words(words)}};
}

Statement condition(const Filter& filter, Database::Kind kind) {
  Where where;
  if (!filter.from.empty()) where.add("c.day >= ?", {first_day(filter.from)});
  if (!filter.to.empty()) where.add("c.day <= ? AND c.day <> ''", {last_day(filter.to)});
  where.any_of("c.event", filter.events);
  where.any_of("c.mode", filter.modes);
  where.any_of("c.status", filter.statuses);
  where.any_of("c.publisher", filter.publishers);
  if (!filter.contents) where.add("c.content_of IS NULL");
  add_parties("'actor'", filter.actors, filter, where);
  add_parties("'recipient'", filter.recipients, filter, where);
  add_parties("'actor','recipient'", filter.parties, filter, where);
  add_sources(filter, where);
  if (!filter.places.empty()) {
    std::string sql;
    Row values;
    for (const std::string& place : filter.places) {
      sql += sql.empty() ? "" : " OR ";
      sql += is_capitals(place) ? "c.place_country = ?"
                                : "c.place_country = upper(?) OR lower(c.place) = lower(?) OR lower(c.admin1) = lower(?)";
      for (int marks = is_capitals(place) ? 1 : 3; marks > 0; --marks) values.emplace_back(place);
    }
    where.add("(" + sql + ")", std::move(values));
  }
  if (!filter.text.empty()) {
    Statement documents = holding(filter.text, kind);
    where.add("c." + documents.sql, std::move(documents.values));
  }
  return where.take();
}

std::string first_day(const std::string& period) {
  static constexpr std::string_view kRest = "0000-01-01";
  return period.empty() ? period : period + std::string(kRest.substr(std::min(period.size(), kRest.size())));
}

std::string last_day(const std::string& period) {
  if (period.size() == 4) return period + "-12-31";
  if (period.size() != 7) return period;
  const int year = std::atoi(period.c_str());
  const int month = std::atoi(period.c_str() + 5);
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  const int days = month == 2 ? (leap ? 29 : 28) : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  return period + "-" + std::to_string(days);
}

}  // namespace demarche
