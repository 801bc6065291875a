// demarche export: the events of a database for other programs: CSV, JSONL, PLOVER, rows like ICEWS'.
#include <iostream>
#include <memory>

#include "commands.h"
#include "documents.h"
#include "output.h"
#include "query/formats.h"
#include "questions.h"

namespace demarche::cli {

namespace {

struct Request {
  Asked asked;
  std::string format = "csv";
};

int run(const Request& request) {
  Result<Output> output = Output::open(request.asked.output);
  if (!output) return fail(output.error());
  const Result<Opened> opened = open_question(request.asked);
  if (!opened) return fail(opened.error());
  Question question{.filter = opened->filter};
  if (question.filter.statuses.empty()) question.filter.statuses = {"actual"};
  const ExportFormat* format = find_export(request.format);
  output->write(format->begin);
  bool any = false;
  std::string line;
  const Done done = read_claims(*opened->database, question, [&](const FoundClaim& claim) {
    line.clear();
    any = true;
    format->write(claim, line);
    return output->write(line);
  });
  if (!done) return fail(at(done.error(), request.asked));
  const Done written = output->finish();
  if (!written) return fail(written.error());
  if (!any) std::cerr << "demarche: nothing found\n";
  return kFine;
}

}  // namespace

void add_export(CLI::App& app, int& exit_code) {
  auto request = std::make_shared<Request>();
  request->asked.filter.contents = false;
  CLI::App* command = app.add_subcommand("export", "write the events of a database for other programs");
  add_question(*command, request->asked);
  command->add_flag("--contents", request->asked.filter.contents,
                    "also what is only the content of another claim: the plan that is rejected, the deed alleged");
  std::vector<std::string> names;
  std::string gloss = "how to write them";
  for (const ExportFormat& format : export_formats()) {
    names.emplace_back(format.name);
    gloss += "\n  " + names.back() + ": " + std::string(format.gloss);
  }
  command->add_option("--format", request->format, gloss)->capture_default_str()->check(CLI::IsMember(names));
  command->footer(
      "Only what is presented as so (status actual) is written, unless --status asks for more; what is denied never stands among events by "
      "itself.\n"
      "Examples:\n"
      "  demarche export --in events.db --format plover --output events.jsonl\n"
      "  demarche export --in events.db --format icews --from 2024 --to 2024 > 2024.tab\n"
      "  demarche export --in events.db --status actual,planned --contents");
  command->callback([request, &exit_code] { exit_code = run(*request); });
}

}  // namespace demarche::cli
