// demarche read: articles in, claims out.
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <memory>

#include "commands.h"
#include "documents.h"
#include "write/write.h"

namespace demarche::cli {

namespace {

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

/// Colours by the customs of no-color.org and bixense.com/clicolors; as wide as the terminal.
Style style_of(const Output& output) {
  Style style;
  style.colour = is_set("CLICOLOR_FORCE") || (output.is_terminal() && !is_set("NO_COLOR"));
  winsize window{};
  if (output.is_terminal() && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col >= 40)
    style.width = std::min<int>(window.ws_col, 120);
  return style;
}

struct Request {
  Inputs inputs;
  std::string format;
  bool explain = false;
  bool quick = false;
};

int run(const Request& request) {
  Result<Output> output = Output::open(request.inputs.output);
  if (!output) return fail(output.error());
  const bool for_people = output->is_terminal() || request.explain;
  const OutputFormat* format = find_format(!request.format.empty() ? request.format : for_people ? "pretty" : "jsonl");
  if (request.explain && format->name != "pretty") {
    std::cerr << "demarche: --explain goes with --format pretty; jsonl always holds the reasons, as `why`\n";
    return kUsage;
  }
  const Result<Coder> coder = Coder::load(
      {.data = request.inputs.data, .actors = request.inputs.actors, .codebook = request.inputs.codebook, .quick = request.quick});
  if (!coder) return fail(coder.error());
  for (const Error& note : coder->notes()) std::cerr << "demarche: " << note.text() << '\n';
  Style style = style_of(*output);
  style.explain = request.explain;
  const auto code = [&](const Article& article) -> Coded {
    const Result<Document> document = coder->read(article);
    if (!document) return {.record = {}, .error = document.error()};
    Coded coded;
    format->write(*document, style, coded.record);
    return coded;
  };
  return code_documents(request.inputs, std::move(*output), documents_of(request.inputs), code, format->begin, format->end);
}

}  // namespace

void add_codebook(CLI::App& command, std::string& folder) {
  command.add_option("--codebook", folder, "event types of your own: a folder of *.toml in place of the shipped one (docs/codebook.md)")
      ->type_name("DIR");
}

void add_read(CLI::App& app, int& exit_code) {
  auto request = std::make_shared<Request>();
  CLI::App* command = app.add_subcommand("read", "read articles and write their claims");
  add_inputs(*command, request->inputs);
  add_actors(*command, request->inputs.actors);
  add_date(*command, request->inputs.read);
  std::vector<std::string> names;
  std::string gloss = "how to write them; default pretty on a terminal, else jsonl";
  for (const OutputFormat& format : output_formats()) {
    names.emplace_back(format.name);
    gloss += "\n  " + names.back() + ": " + std::string(format.gloss);
  }
  command->add_option("--format", request->format, gloss)->check(CLI::IsMember(names));
  add_codebook(*command, request->inputs.codebook);
  command->add_flag("--explain", request->explain,
                    "format pretty: say for each claim which sense and rule decided, which came second, and what an export makes of it");
  add_quick(*command, request->quick);
  command->footer(
      "Inputs: text, HTML pages, JSONL and CSV, RSS and Atom feeds, WARC archives, folders of these; gzip, zstd and xz are undone.\n"
      "A .txt file or a page is one article. A .jsonl file holds a document a line: {\"doc\", \"date\", \"text\"}. More: docs/formats.md.\n"
      "Examples:\n"
      "  demarche read article.txt --date 2024-05-14\n"
      "  demarche read --format jsonl --output claims.jsonl january.jsonl february.jsonl\n"
      "  demarche read --codebook my-types/ article.txt\n"
      "  curl -s https://example.org/story.txt | demarche read --date 2024-05-14 --format pretty -");
  command->callback([request, &exit_code] { exit_code = run(*request); });
}

}  // namespace demarche::cli
