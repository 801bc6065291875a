// demarche who: what the tables know of a name, and what it stood for on a day.
#include <algorithm>
#include <iostream>
#include <memory>
#include <tuple>

#include "base/data_folder.h"
#include "base/utf8.h"
#include "base/visible.h"
#include "commands.h"
#include "documents.h"
#include "read/check.h"
#include "who/knowledge.h"

namespace demarche::cli {

void add_actors(CLI::App& command, std::vector<std::string>& files) {
  command
      .add_option("--actors", files,
                  "actors of your own: a table as in actors/ (docs/actors.md), or a dictionary of TABARI or PETRARCH; what is not "
                  "understood is reported by line")
      ->type_name("FILE")
      ->allow_extra_args(false);
}

namespace {

struct Request {
  std::string name, on, data;
  std::vector<std::string> actors;
};

constexpr const char* kKinds[] = {"country", "demonym", "capital", "metonym", "person", "organisation", "group", "medium", "place"};

std::string code_of(const ActorRow& row, std::string_view on) {
  std::string code(row.country.empty() ? "---" : row.country);
  const bool over = row.kind == ActorRow::Kind::person && row.sector == "GOV" && row.ended_by(on);
  if (!row.sector.empty()) code += ' ' + (over ? std::string("ELI") : std::string(row.sector));
  return code;
}

void print(const ActorRow& row, std::string_view on) {
  std::cout << code_of(row, on) << '\t' << row.name << '\t' << kKinds[static_cast<int>(row.kind)];
  if (!row.role.empty()) std::cout << ", " << row.role;
  if (!row.from.empty() || !row.to.empty())
    std::cout << '\t' << (row.from.empty() ? "..." : row.from) << " to " << (row.to.empty() ? "..." : row.to);
  if (!on.empty()) std::cout << '\t' << (row.holds_on(on) ? "in force on " : "not in force on ") << on;
  std::cout << '\t' << row.id << '\t' << row.source << '\n';
}

/// "rebel" of "rebels", "party" of "parties": the noun as the list of agents has it.
const Agent* noun(const Knowledge& knowledge, std::string phrase) {
  if (const Agent* agent = knowledge.agent(phrase)) return agent;
  if (phrase.ends_with("ies")) {
    phrase.replace(phrase.size() - 3, 3, "y");
  } else if (phrase.ends_with('s')) {
    phrase.pop_back();
  }
  return knowledge.agent(phrase);
}

/// "Syrian rebels": a noun with a nation before it; "" if it is none.
std::string code_of_phrase(const Knowledge& knowledge, const std::string& phrase) {
  for (std::size_t at = phrase.rfind(' '); at != std::string::npos && at > 0; at = phrase.rfind(' ', at - 1)) {
    const Agent* agent = noun(knowledge, lower(phrase.substr(at + 1)));
    if (!agent || agent->inherits) continue;
    for (const Index r : knowledge.named(name_key(phrase.substr(0, at))))
      if (const ActorRow& row = knowledge.row(r); row.kind <= ActorRow::Kind::demonym && !row.country.empty())
        return std::string(row.country) + (agent->sector.empty() ? "" : ' ' + agent->sector);
  }
  return "";
}

int run(const Request& request) {
  const Result<std::string> folder = data_folder(request.data);
  if (!folder) return fail(folder.error());
  const Result<Knowledge> knowledge = Knowledge::load(*folder, request.actors);
  if (!knowledge) return fail(knowledge.error());
  for (const Error& note : knowledge->notes()) std::cerr << "demarche: " << note.text() << '\n';
  const std::string name(knowledge->asked(request.name));
  std::vector<const ActorRow*> rows;
  for (const Index i : knowledge->called(request.name)) rows.push_back(&knowledge->row(i));
  std::stable_sort(rows.begin(), rows.end(), [&](const ActorRow* a, const ActorRow* b) {
    if (!request.on.empty() && a->holds_on(request.on) != b->holds_on(request.on)) return a->holds_on(request.on);
    return std::tuple(a->country, a->name, a->begin) < std::tuple(b->country, b->name, b->begin);
  });
  for (const ActorRow* row : rows) print(*row, request.on);
  if (const Agent* agent = noun(*knowledge, lower(name))) {
    std::cout << (agent->inherits         ? "(that of its nation or organisation)"
                  : agent->sector.empty() ? "---"
                                          : "--- " + agent->sector)
              << '\t' << lower(name) << "\tnoun, composes with a nation\n";
  } else if (const std::string code = rows.empty() ? code_of_phrase(*knowledge, name) : ""; !code.empty()) {
    std::cout << code << '\t' << name << "\tnoun of a nation\n";
  } else if (rows.empty()) {
    std::cerr << "demarche: nothing is known by the name \"" << visible(request.name) << "\"\n";
    return kSomeFailed;
  }
  return kFine;
}

}  // namespace

void add_who(CLI::App& app, int& exit_code) {
  auto request = std::make_shared<Request>();
  CLI::App* command = app.add_subcommand("who", "what is known of a name: codes, roles over time, sources");
  command->add_option("NAME", request->name, "a name, a surname, or a noun such as rebels")->required();
  command->add_option("--on", request->on, "say what it stood for on this day")
      ->type_name("YYYY-MM-DD")
      ->check([](const std::string& date) {
        const Done good = check_date(date);
        return good ? std::string() : good.error().message;
      });
  command->add_option("--data", request->data, "folder with actors/ and languages/")->type_name("DIR");
  add_actors(*command, request->actors);
  command->footer(
      "A line a fact: code, name, what it is, from when to when, id, source; separated by tabs. A date with ~ says \"seen then\".\n"
      "Examples:\n"
      "  demarche who \"Claudia Sheinbaum\"\n"
      "  demarche who Biden --on 2020-06-01\n"
      "  demarche who rebels\n"
      "  demarche who \"Syrian rebels\"");
  command->callback([request, &exit_code] { exit_code = run(*request); });
}

}  // namespace demarche::cli
