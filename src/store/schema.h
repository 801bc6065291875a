// The tables of the database, the same in SQLite and PostgreSQL; described for people in docs/database.md.
//   prepare_schema(db)  makes them where there are none, and refuses a database of another layout
#pragma once

#include "store/database.h"

namespace demarche {

inline constexpr std::int64_t kLayout = 2;  ///< raised whenever a table changes; 1 had no data_files, data_contents

/// Creates the tables unless they are there. An Error for a database that holds something else or another layout.
[[nodiscard]] Done prepare_schema(Database& database);
/// The same check without creating anything.
[[nodiscard]] Done check_schema(Database& database);

}  // namespace demarche
