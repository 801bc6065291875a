// Which claims are asked for, as the condition of a statement. What a user typed stands only among the statement's values.
//
//   Filter filter{.actors = {"KEN"}, .events = {"REJECT"}, .from = "2024-05-01"};
//   condition(filter, Database::Kind::sqlite)  ->  "c.day >= ? AND c.event IN (?) AND EXISTS (...)", values
//
// A party is a country or organisation code ("KEN", "UNO"), a code with sectors ("KEN GOV", which holds "KEN GOV MIL" too), a Wikidata or
// table id ("Q76"), or a name ("Barack Obama", in any case): that of the entity, one that stands for an id in `known`, or, where nothing is
// known of it, the words of the text.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "store/database.h"

namespace demarche {

struct Filter {
  std::vector<std::string> actors = {}, recipients = {}, parties = {};  ///< each list: any of it; parties: as actor or recipient
  std::vector<std::string> sources = {};                                ///< who says so; "writer": the text's own voice, "any": somebody
  std::vector<std::string> events = {}, modes = {}, statuses = {}, places = {}, publishers = {};
  std::string from = {}, to = {};                              ///< days, months or years, both included; "" = open
  std::string text = {};                                       ///< words that the article holds, "in quotation marks" as a phrase
  std::map<std::string, std::vector<std::string>> known = {};  ///< names among the parties: the ids that they stand for
  bool contents = true;                                        ///< also claims that are content of another (the plan that is rejected)
};

/// Is it written as a code is: "KEN", "KEN GOV", "--- REB"?
[[nodiscard]] bool is_code(std::string_view value);

/// Who is called so, as "p.country = ? ..." over participants p.
[[nodiscard]] Statement party_condition(const Filter& filter, const std::string& party);

/// Over current_claims as c; "1 = 1" for an empty filter.
[[nodiscard]] Statement condition(const Filter& filter, Database::Kind kind);

/// "document IN (...)" for the documents that hold these words; see Filter::text.
[[nodiscard]] Statement holding(const std::string& words, Database::Kind kind);

/// A period's first and last day: "2024" -> 2024-01-01, 2024-12-31; "2024-02" -> 2024-02-01, 2024-02-29; a day is itself. Not checked.
[[nodiscard]] std::string first_day(const std::string& period);
[[nodiscard]] std::string last_day(const std::string& period);

}  // namespace demarche
