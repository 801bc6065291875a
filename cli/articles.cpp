// demarche articles: what `read` and `code` make of their inputs before anything is coded: articles as JSONL.
#include <memory>
#include <nlohmann/json.hpp>

#include "documents.h"

namespace demarche::cli {

namespace {

std::string record_of(const Article& article) {
  nlohmann::ordered_json record = {{"doc", article.name},    {"date", article.date}, {"publisher", article.publisher},
                                   {"title", article.title}, {"url", article.url},   {"language", article.language},
                                   {"file", article.file}};
  if (article.line != 0) record["line"] = article.line;
  if (article.line == 0 && article.name != article.file) record["offset"] = article.offset;
  record["text"] = article.text;
  return record.dump() + "\n";
}

int run(const Inputs& inputs) {
  Result<Output> output = Output::open(inputs.output);
  if (!output) return fail(output.error());
  const auto code = [](const Article& article) -> Coded { return {.record = record_of(article), .error = {}}; };
  return code_documents(inputs, std::move(*output), documents_of(inputs), code, {}, {});
}

}  // namespace

void add_articles(CLI::App& app, int& exit_code) {
  auto inputs = std::make_shared<Inputs>();
  CLI::App* command = app.add_subcommand("articles", "write the articles that are found in files, pages, feeds and archives, as JSONL");
  add_inputs(*command, *inputs);
  command->footer(
      "What is read, and how: docs/formats.md.\n"
      "Examples:\n"
      "  demarche articles pages/ > articles.jsonl\n"
      "  demarche articles CC-NEWS-20240514.warc.gz --output articles.jsonl\n"
      "  demarche articles --field text=body --field date=published news.csv");
  command->callback([inputs, &exit_code] { exit_code = run(*inputs); });
}

}  // namespace demarche::cli
