// demarche find: claims of a database, for people as a table, for programs as JSONL or CSV.
#include <sys/ioctl.h>
#include <unistd.h>

#include <iostream>
#include <memory>

#include "base/utf8.h"
#include "base/visible.h"
#include "commands.h"
#include "documents.h"
#include "output.h"
#include "query/formats.h"
#include "questions.h"

namespace demarche::cli {

namespace {

struct Request {
  Asked asked;
  std::string format;
  std::int64_t limit = 100;
};

/// `words` cut or filled to so many columns.
std::string fitted(const std::string& words, std::size_t width) {
  const std::string shown = visible(words);
  std::string out;
  std::size_t used = 0;
  for (std::size_t at = 0; at < shown.size() && used < width; ++used) {
    const char32_t c = next_code_point(shown, at);
    append(used + 1 == width && at < shown.size() ? U'\u2026' : c, out);
  }
  return out + std::string(width - used, ' ');
}

/// A line for the claim and one for the sentence that it stands in.
void append_table(const FoundClaim& c, std::size_t width, std::string& out) {
  const auto parties = [](const std::vector<Party>& list) {
    std::string names;
    for (const Party& party : list)
      names += (names.empty() ? "" : "; ") + party.name + (party.code == "---" ? "" : " (" + party.code + ")");
    return names.empty() ? std::string("?") : names;
  };
  const std::string what =
      parties(c.actors) + " \u2192 " + c.event + (c.mode.empty() ? "" : "/" + c.mode) + " \u2192 " + parties(c.recipients);
  const std::size_t room = std::max<std::size_t>(width, 60) - 12;
  out += (c.day.empty() ? "undated   " : c.day) + "  " + (c.status == "actual" ? "" : "[" + c.status + "] ") +
         fitted(what, room - (c.status == "actual" ? 0 : c.status.size() + 3)) + "\n";
  if (!c.sources.empty()) out += "            " + fitted("says " + parties(c.sources), room) + "\n";
  out += "            " + fitted("\u201c" + c.sentence + "\u201d", room) + "\n";
  out += "            " + fitted((c.publisher.empty() ? "" : c.publisher + ", ") + (c.url.empty() ? c.document_name : c.url), room) + "\n";
}

int run(const Request& request) {
  Result<Output> output = Output::open(request.asked.output);
  if (!output) return fail(output.error());
  const Result<Opened> opened = open_question(request.asked);
  if (!opened) return fail(opened.error());
  const std::string format = !request.format.empty() ? request.format : output->is_terminal() ? "table" : "jsonl";
  const ExportFormat* rows = find_export(format);
  winsize window{};
  const bool known = output->is_terminal() && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col >= 60;
  const std::size_t width = known ? window.ws_col : 120;
  if (rows != nullptr) output->write(rows->begin);
  std::int64_t count = 0;
  std::string line;
  const Question question{.filter = opened->filter, .order = Question::Order::newest, .limit = request.limit};
  const Done done = read_claims(*opened->database, question, [&](const FoundClaim& claim) {
    line.clear();
    rows != nullptr ? rows->write(claim, line) : append_table(claim, width, line);
    ++count;
    return output->write(line);
  });
  if (!done) return fail(at(done.error(), request.asked));
  if (const Done written = output->finish(); !written) return fail(written.error());
  if (rows == nullptr) {
    std::cerr << count << (count == 1 ? " claim" : " claims");
    if (count == request.limit) std::cerr << ", the newest; --limit 0 shows all";
    std::cerr << '\n';
  } else if (count == 0) {
    std::cerr << "demarche: nothing found\n";
  }
  return kFine;
}

}  // namespace

void add_find(CLI::App& app, int& exit_code) {
  auto request = std::make_shared<Request>();
  CLI::App* command = app.add_subcommand("find", "show claims of a database: who, what, to whom, who says so, when, where");
  add_question(*command, request->asked);
  command->add_option("--limit", request->limit, "at most so many, the newest first; 0 = all")
      ->capture_default_str()
      ->check(whole_number(0));
  command->add_option("--format", request->format, "table, jsonl or csv; default table on a terminal, else jsonl")
      ->check(CLI::IsMember({"table", "jsonl", "csv"}));
  command->footer(
      "All statuses are shown: what did not take place has its status in brackets.\n"
      "Examples:\n"
      "  demarche find --in events.db --actor KEN --recipient UGA --from 2024\n"
      "  demarche find --in events.db --event ASSAULT,COERCE --status actual --place SYR --format csv --output syria.csv\n"
      "  demarche find --in events.db --party \"Barack Obama\" --source writer --text 'climate \"Paris agreement\"'");
  command->callback([request, &exit_code] { exit_code = run(*request); });
}

}  // namespace demarche::cli
