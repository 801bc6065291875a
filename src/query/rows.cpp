// Pages of claims; see rows.h.
#include "query/rows.h"

#include <map>
#include <optional>

namespace demarche {

namespace {

constexpr std::int64_t kPage = 500;

const char* const kColumns =
    "c.claim, c.document, c.number, c.story, c.act, c.content_of, c.day, c.event, c.mode, c.plover, c.cameo, c.contexts, c.status, c.quote,"
    " c.place, c.place_id, c.admin1, c.place_country, c.trigger_text, c.sentence, c.document_name, c.url, c.title, c.publisher,"
    " c.document_date, c.time_begin, c.time_end, c.why, c.degree, c.score, c.confidence, c.lat, c.lon";

FoundClaim from(const Row& row) {
  FoundClaim claim;
  std::size_t at = 0;
  for (std::int64_t* number : {&claim.claim, &claim.document, &claim.number, &claim.story, &claim.act, &claim.content_of})
    *number = integer(row[at++]);
  for (std::string* words :
       {&claim.day,           &claim.event,      &claim.mode,          &claim.plover,   &claim.cameo,  &claim.contexts,
        &claim.status,        &claim.quote,      &claim.place,         &claim.place_id, &claim.admin1, &claim.place_country,
        &claim.trigger,       &claim.sentence,   &claim.document_name, &claim.url,      &claim.title,  &claim.publisher,
        &claim.document_date, &claim.time_begin, &claim.time_end,      &claim.why}) {
    *words = text(row[at++]);
  }
  for (double* number : {&claim.degree, &claim.score, &claim.confidence}) *number = real(row[at++]);
  for (std::optional<double>* number : {&claim.lat, &claim.lon}) {
    if (!std::holds_alternative<std::monostate>(row[at])) *number = real(row[at]);
    ++at;
  }
  return claim;
}

/// The parties of a page's claims, in one question.
Done add_parties(Database& database, std::vector<FoundClaim>& page) {
  if (page.empty()) return Nothing{};
  std::map<std::int64_t, FoundClaim*> by_number;
  Statement statement{"SELECT claim, role, code, country, sector, name, entity, text FROM participants WHERE claim IN ("};
  for (std::int64_t i = 0; i < kPage; ++i) {  // always as many marks, so that the statement is prepared once
    const std::size_t at = std::min(static_cast<std::size_t>(i), page.size() - 1);
    statement.sql += i == 0 ? "?" : ",?";
    statement.values.emplace_back(page[at].claim);
    by_number[page[at].claim] = &page[at];
  }
  statement.sql += ") ORDER BY claim, role, place";
  return database.run(statement, [&](const Row& row) {
    FoundClaim& claim = *by_number[integer(row[0])];
    const std::string role = text(row[1]);
    auto& list = role == "actor" ? claim.actors : role == "recipient" ? claim.recipients : claim.sources;
    list.push_back({.code = text(row[2]),
                    .country = text(row[3]),
                    .sector = text(row[4]),
                    .name = text(row[5]),
                    .id = text(row[6]),
                    .text = text(row[7])});
    return true;
  });
}

}  // namespace

Done read_claims(Database& database, const Question& question, const std::function<bool(const FoundClaim&)>& each) {
  const bool newest = question.order == Question::Order::newest;
  Statement where = condition(question.filter, database.kind());
  std::int64_t left = question.limit;
  std::optional<FoundClaim> last;
  while (true) {
    Statement statement{std::string("SELECT ") + kColumns + " FROM current_claims c WHERE " + where.sql, where.values};
    if (last) {  // the page after it
      statement.sql += newest ? " AND (c.day < ? OR (c.day = ? AND c.claim > ?))" : " AND c.claim > ?";
      if (newest) statement.values.insert(statement.values.end(), {last->day, last->day});
      statement.values.emplace_back(last->claim);
    }
    const std::int64_t size = question.limit == 0 ? kPage : std::min(left, kPage);
    statement.sql += newest ? " ORDER BY c.day DESC, c.claim LIMIT ?" : " ORDER BY c.claim LIMIT ?";
    statement.values.emplace_back(size);
    std::vector<FoundClaim> page;
    Done done = database.run(statement, [&](const Row& row) {
      page.push_back(from(row));
      return true;
    });
    if (done) done = add_parties(database, page);
    if (!done) return done;
    for (const FoundClaim& claim : page) {
      if (!each(claim)) return Nothing{};
    }
    left -= static_cast<std::int64_t>(page.size());
    if (static_cast<std::int64_t>(page.size()) < size || (question.limit != 0 && left == 0)) return Nothing{};
    last = std::move(page.back());
  }
}

Result<std::vector<std::string>> values_of(Database& database, const std::string& column) {
  std::vector<std::string> values;
  const Done done = database.run({"SELECT DISTINCT " + column + " FROM current_claims ORDER BY " + column}, [&](const Row& row) {
    values.push_back(text(row[0]));
    return true;
  });
  if (!done) return done.error();
  return values;
}

}  // namespace demarche
