// Options of questions; see questions.h.
#include "questions.h"

#include <algorithm>

#include "base/utf8.h"
#include "commands.h"
#include "demarche/demarche.h"
#include "parties.h"
#include "query/rows.h"
#include "store/schema.h"

namespace demarche::cli {

namespace {

/// A day, month or year.
std::string wrong_period(const std::string& period) {
  const auto digits = [&](std::size_t begin, std::size_t size) {
    return period.size() >= begin + size &&
           std::all_of(period.begin() + static_cast<std::ptrdiff_t>(begin), period.begin() + static_cast<std::ptrdiff_t>(begin + size),
                       [](char c) { return c >= '0' && c <= '9'; });
  };
  if ((period.size() == 4 || (period.size() == 7 && period[4] == '-' && digits(5, 2))) && digits(0, 4)) return wrong_day(first_day(period));
  return wrong_day(period).empty() ? "" : period + ": a day, month or year is needed, as 2024-05-14, 2024-05 or 2024";
}

std::vector<std::string> statuses() {
  return {
#define DEMARCHE_STATUS(id, plover, gloss) #id,
#include "demarche/types.def"
  };
}

void add_list(CLI::App& command, const std::string& name, std::vector<std::string>& list, const std::string& gloss,
              const std::string& type) {
  command.add_option(name, list, gloss)->type_name(type)->allow_extra_args(false);
}

}  // namespace

void add_question(CLI::App& command, Asked& asked) {
  Filter& f = asked.filter;
  command.add_option("--in", asked.in, "a SQLite file that `demarche code` filled, or postgresql://USER@HOST/NAME")
      ->required()
      ->type_name("DATABASE");
  command.add_option("-o,--output", asked.output, "write here, through a temporary file, instead of to standard output")->type_name("FILE");
  command.add_option("--data", asked.data, "folder with actors/, where names are looked up")->type_name("DIR");
  add_list(
      command, "--actor", f.actors,
      "who acts: a code (KEN, \"KEN GOV\", UNO), an id (Q76) or a name, as `demarche who` knows it or as the text has it; may be repeated: "
      "any of them",
      "PARTY");
  add_list(command, "--recipient", f.recipients, "to whom", "PARTY");
  add_list(command, "--party", f.parties, "actor or recipient", "PARTY");
  add_list(command, "--source", f.sources, "who says so; or writer (the text's own voice), or any (somebody)", "PARTY");
  command.add_option("--event", f.events, "PLOVER type, as REJECT; may be repeated, or a list with commas")
      ->delimiter(',')
      ->type_name("TYPE");
  command.add_option("--mode", f.modes, "mode of a type, as withdraw")->delimiter(',');
  command.add_option("--status", f.statuses, "is it so, by the innermost source")->delimiter(',')->check(CLI::IsMember(statuses()));
  add_list(command, "--place", f.places, "where: a country's code or a name", "PLACE");
  add_list(command, "--publisher", f.publishers, "who published it", "NAME");
  command.add_option("--from", f.from, "first day: 2024-05-14, 2024-05 or 2024")->check(wrong_period)->type_name("DAY");
  command.add_option("--to", f.to, "last day, included")->check(wrong_period)->type_name("DAY");
  command.parse_complete_callback([&f] {
    if (!f.from.empty() && !f.to.empty() && first_day(f.from) > last_day(f.to))
      throw CLI::ValidationError("--to", f.to + " lies before --from " + f.from);
  });
  command.add_option("--text", f.text, "words that the article holds; \"a phrase\" in quotation marks");
}

Error at(Error error, const Asked& asked) {
  if (error.where.empty()) error.where = asked.in;
  return error;
}

namespace {

/// Each asked-for name as the database writes it; an Error for one that it doesn't hold.
Done as_written(std::vector<std::string>& asked, const Result<std::vector<std::string>>& known, const std::string& what) {
  if (!known) return known.error();
  for (std::string& name : asked) {
    const std::size_t first = std::min(name.find_first_not_of(' '), name.size());
    name = name.substr(first, name.find_last_not_of(' ') + 1 - first);
    const auto same = std::find_if(known->begin(), known->end(), [&](const std::string& one) { return lower(one) == lower(name); });
    if (same == known->end()) {
      std::string message = "no claim of " + what + " " + name + " in it; there are:";
      for (const std::string& one : *known) message += one.empty() ? "" : " " + one;
      return Error{.code = Error::Code::bad_argument, .where = {}, .message = message};
    }
    name = *same;
  }
  return Nothing{};
}

}  // namespace

Result<Opened> open_question(const Asked& asked) {
  Result<std::unique_ptr<Database>> database = Database::open(asked.in, Database::Mode::read);
  if (!database) return at(database.error(), asked);
  if (const Done good = check_schema(**database); !good) return at(good.error(), asked);
  Opened opened{std::move(*database), asked.filter};
  Filter& filter = opened.filter;
  if (!filter.events.empty())
    if (const Done good = as_written(filter.events, values_of(*opened.database, "event"), "type"); !good) return at(good.error(), asked);
  if (!filter.modes.empty())
    if (const Done good = as_written(filter.modes, values_of(*opened.database, "mode"), "mode"); !good) return at(good.error(), asked);
  if (const Done good = resolve_parties(filter, asked.data, *opened.database); !good) return at(good.error(), asked);
  return opened;
}

}  // namespace demarche::cli
