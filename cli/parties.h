// What the parties of a question mean: "Joe Biden", "Turkey", "ken gov" are looked up as `demarche who` does.
#pragma once

#include <string>

#include "query/filter.h"

namespace demarche::cli {

/// Codes in small letters become codes, names get the ids that the tables of `data` give them (none where the tables aren't found), and
/// who is in no claim of the database is said on stderr.
[[nodiscard]] Done resolve_parties(Filter& filter, const std::string& data, Database& database);

}  // namespace demarche::cli
