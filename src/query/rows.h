// Claims out of the database, with their parties, as the exports and `find` want them.
//   read_claims(db, {.filter = filter, .order = Order::newest, .limit = 20}, [&](const FoundClaim& claim) { ...; return true; })
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "query/filter.h"

namespace demarche {

struct Party {
  std::string code, country, sector, name, id, text;
};

struct FoundClaim {
  std::int64_t claim = 0, document = 0, number = 0, story = 0, act = 0,
               content_of = 0;  ///< content_of: a number within the document, 0 none
  std::string day, event, mode, plover, cameo, contexts, status, quote, place, place_id, admin1, place_country;
  std::string trigger, sentence, document_name, url, title, publisher, document_date, time_begin, time_end, why;
  double degree = 0, score = 0, confidence = 0;
  std::optional<double> lat, lon;
  std::vector<Party> actors, recipients, sources;
};

struct Question {
  enum class Order : std::uint8_t { arrival, newest };
  Filter filter = {};
  Order order = Order::arrival;
  std::int64_t limit = 0;  ///< 0 = all
};

/// In order; memory is bounded by a page of claims. `each` returns false when it wants no more.
[[nodiscard]] Done read_claims(Database& database, const Question& question, const std::function<bool(const FoundClaim&)>& each);

/// What stands in a column of the claims: "event", "mode".
[[nodiscard]] Result<std::vector<std::string>> values_of(Database& database, const std::string& column);

}  // namespace demarche
