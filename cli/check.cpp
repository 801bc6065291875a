// demarche check: is the knowledge that the coder uses sound?
#include <iostream>
#include <memory>

#include "base/data.h"
#include "commands.h"
#include "documents.h"
#include "who/check.h"

namespace demarche::cli {

namespace {

struct Request {
  std::string what, data;
  std::vector<std::string> actors;
  bool quiet = false;
};

int check_actor_tables(const Request& request) {
  const Result<std::string> folder = find_data(request.data);
  if (!folder) return fail(folder.error());
  const Result<Knowledge> knowledge = Knowledge::load(*folder, request.actors);
  if (!knowledge) return fail(knowledge.error());
  const Result<std::vector<ActorFinding>> findings = check_actors(*knowledge, *folder);
  if (!findings) return fail(findings.error());
  std::size_t wrong = 0, notes = 0;
  for (const Error& note : knowledge->notes()) {
    std::cout << "wrong: " << note.text() << '\n';
    ++wrong;
  }
  for (const ActorFinding& f : *findings) {
    ++(f.wrong ? wrong : notes);
    if (f.wrong || !request.quiet) std::cout << (f.wrong ? "wrong: " : "note: ") << f.about.text() << '\n';
  }
  std::cout << knowledge->rows().size() << " rows, " << wrong << " wrong, " << notes << " to look at\n";
  return wrong == 0 ? kFine : kSomeFailed;
}

}  // namespace

void add_check(CLI::App& app, int& exit_code) {
  auto request = std::make_shared<Request>();
  CLI::App* command = app.add_subcommand("check", "check tables: bad codes, impossible dates, overlaps and gaps");
  command->add_option("WHAT", request->what, "actors")->required()->check(CLI::IsMember({"actors"}));
  command->add_option("--data", request->data, "folder with actors/")->type_name("DIR");
  command->add_flag("--quiet", request->quiet, "print what is wrong, not what to look at");
  add_actors(*command, request->actors);
  command->footer("Exit code 1 if a row is wrong.\nExample:\n  demarche check actors --actors my-actors.tsv");
  command->callback([request, &exit_code] { exit_code = check_actor_tables(*request); });
}

}  // namespace demarche::cli
