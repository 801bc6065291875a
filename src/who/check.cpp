// See check.h. Overlaps and gaps are looked for in offices that one person holds at a time, by the words of their rows.
#include "who/check.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <tuple>

namespace demarche {
namespace {

using Rows = std::vector<const ActorRow*>;

/// Where a fact comes from, without what each row adds ("this project; start: White House").
std::string_view origin(const ActorRow& row) {
  return row.source.substr(0, row.source.find_first_of(";,"));
}

constexpr int kHandover = 100;  // days that two holders may overlap, or an office be empty, without a note

class Check {
 public:
  Check(const Knowledge& knowledge, Sectors sectors) : knowledge_(knowledge), sectors_(std::move(sectors)) {}

  std::vector<ActorFinding> run() {
    std::map<std::pair<std::string_view, std::string_view>, Rows> offices;                   // country, role
    std::map<std::tuple<std::string_view, std::string_view, std::string_view>, Rows> terms;  // name, country, role
    for (const ActorRow& row : knowledge_.rows()) {
      one(row);
      if (row.kind != ActorRow::Kind::person || row.role.empty()) continue;
      terms[{row.name, row.country, row.role}].push_back(&row);
      static constexpr std::string_view kSingle[] = {"president", "prime minister", "chancellor", "king",
                                                     "queen",     "emir",           "sultan",     "secretary of state"};
      if (std::find(std::begin(kSingle), std::end(kSingle), row.role) != std::end(kSingle) && !row.from.empty())
        offices[{row.country, row.role}].push_back(&row);
    }
    for (auto& [key, rows] : terms) twice(rows);
    for (auto& [key, rows] : offices) holders(rows);
    return std::move(out_);
  }

 private:
  void say(const ActorRow& row, bool wrong, std::string message) {
    out_.push_back(
        {wrong, {Error::Code::bad_format, knowledge_.file(row), row.line, 0, std::string(row.name) + ": " + std::move(message)}});
  }

  /// What is wrong with a row by itself.
  void one(const ActorRow& row) {
    if (row.id.empty()) say(row, true, "a row without an id");
    if (row.source.empty()) say(row, true, "the fact has no source");
    for (std::string& mistake : mistakes(row, knowledge_, sectors_)) say(row, true, std::move(mistake));
  }

  /// One person, one office, one time, told twice by one source: what the sources say of each other's rows is no overlap.
  void twice(Rows& rows) {
    std::sort(rows.begin(), rows.end(), [](const ActorRow* a, const ActorRow* b) {
      return std::tuple(origin(*a), a->begin, a->line) < std::tuple(origin(*b), b->begin, b->line);
    });
    for (std::size_t i = 1; i < rows.size(); ++i)
      if (origin(*rows[i]) == origin(*rows[i - 1]) && rows[i]->file == rows[i - 1]->file && rows[i]->begin + kHandover < rows[i - 1]->end)
        say(*rows[i], false,
            "overlaps line " + std::to_string(rows[i - 1]->line) + " (" + std::string(rows[i - 1]->from) + " to " +
                std::string(rows[i - 1]->to) + ") as " + std::string(rows[i]->role));
  }

  /// Successive holders of one office in one table.
  void holders(Rows& rows) {
    std::sort(rows.begin(), rows.end(), [](const ActorRow* a, const ActorRow* b) {
      return std::tuple(a->file, origin(*a), a->begin) < std::tuple(b->file, origin(*b), b->begin);
    });
    for (std::size_t i = 1; i < rows.size(); ++i) {
      const ActorRow &before = *rows[i - 1], &after = *rows[i];
      if (before.file != after.file || origin(before) != origin(after) || before.name == after.name || before.to.ends_with('~') ||
          after.from.ends_with('~'))
        continue;
      if (after.begin + kHandover < before.end)
        say(after, false,
            "is " + std::string(after.role) + " of " + std::string(after.country) + " while " + std::string(before.name) + " (line " +
                std::to_string(before.line) + ") still is");
      else if (before.end + kHandover < after.begin)
        say(after, false,
            std::string(after.role) + " of " + std::string(after.country) + ": nobody known from " + std::string(before.to) + " (line " +
                std::to_string(before.line) + ") to " + std::string(after.from));
    }
  }

  const Knowledge& knowledge_;
  Sectors sectors_;
  std::vector<ActorFinding> out_;
};

}  // namespace

Result<Sectors> read_sectors(const std::string& folder) {
  const std::string path = folder + "/actors/import/sectors.tsv";
  std::ifstream in(path);
  if (!in) return Error{Error::Code::not_found, path, 0, 0, "missing list of sectors"};
  Sectors sectors;
  for (std::string line; std::getline(in, line);)
    if (!line.empty() && line[0] != '#') sectors.insert(line.substr(0, line.find('\t')));
  return sectors;
}

std::vector<std::string> mistakes(const ActorRow& row, const Knowledge& knowledge, const Sectors& sectors) {
  std::vector<std::string> out;
  if (row.name.empty()) out.emplace_back("a row without a name");
  for (const auto& [what, cell] : {std::pair{"from", row.from}, std::pair{"to", row.to}}) {
    std::string_view day = cell;
    if (day.ends_with('~')) day.remove_suffix(1);
    if (!day.empty() && day_number(day) < 0)
      out.push_back(std::string(what) + " " + std::string(cell) + " is no day (YYYY-MM-DD, with ~ for \"seen then\")");
  }
  if (row.begin > row.end) out.push_back("ends (" + std::string(row.to) + ") before it begins (" + std::string(row.from) + ")");
  static constexpr std::string_view kNoStates[] = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"};
  if (!row.country.empty() && row.kind != ActorRow::Kind::country && !knowledge.is_state(row.country) &&
      std::find(std::begin(kNoStates), std::end(kNoStates), row.country) == std::end(kNoStates))
    out.push_back("unknown country '" + std::string(row.country) + "' (ISO 3166 alpha-3, or IGO, UNO, EUR, NGO, ISM, IMG, MNC)");
  for (std::string_view rest = row.sector; !rest.empty();) {
    const auto blank = rest.find(' ');
    if (!sectors.contains(rest.substr(0, blank)))
      out.push_back("unknown sector '" + std::string(rest.substr(0, blank)) + "' (actors/import/sectors.tsv)");
    rest = blank == std::string_view::npos ? std::string_view{} : rest.substr(blank + 1);
  }
  return out;
}

Result<std::vector<ActorFinding>> check_actors(const Knowledge& knowledge, const std::string& folder) {
  Result<Sectors> sectors = read_sectors(folder);
  if (!sectors) return sectors.error();
  return Check(knowledge, *std::move(sectors)).run();
}

}  // namespace demarche
