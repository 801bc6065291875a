// What the commands that ask a database have in common: where it is, which claims.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "query/filter.h"

namespace demarche::cli {

struct Asked {
  std::string in, output, data;
  Filter filter;
};

/// --in, --output, --actor ... : all options of a filter, checked.
void add_question(CLI::App& command, Asked& asked);

/// The database, opened for reading and known to be one of demarche's, and the filter with its names looked up; an Error for a type of
/// event or a mode that it doesn't hold.
struct Opened {
  std::unique_ptr<Database> database;
  Filter filter;
};
[[nodiscard]] Result<Opened> open_question(const Asked& asked);

/// With the database's name where the error has none.
[[nodiscard]] Error at(Error error, const Asked& asked);

}  // namespace demarche::cli
