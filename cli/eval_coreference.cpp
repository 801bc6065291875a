// demarche-eval coreference: the mentions of a document and which of them are of one entity.
//   {"text": "Kenya's president spoke. He left."}  ->  {"mentions": [{"head": [8, 17], "kind": "nominal", "entity": 1}, ...]}
// Offsets are code points. tools/score_coreference.py makes the input from a treebank with chains, and the score from the output.
#include <memory>

#include "eval.h"
#include "write/code_points.h"

namespace demarche::cli {

namespace {

using Json = nlohmann::json;

Result<std::string> predict(const Coder& coder, const Json& line) {
  const std::string text = line.at("text").get<std::string>();
  const Result<Document> document = coder.read({.name = {}, .date = line.value("date", std::string()), .publisher = {}, .text = text});
  if (!document) return document.error();
  static constexpr const char* kKinds[] = {"name", "nominal", "pronoun", "modifier"};
  const CodePoints points(text);
  Json mentions = Json::array();
  for (const Mention& mention : document->mentions) {
    const auto [begin, end] = points.of(document->tokens[static_cast<std::size_t>(mention.head)].span);
    mentions.push_back({{"head", {begin, end}}, {"kind", kKinds[static_cast<int>(mention.kind)]}, {"entity", mention.entity}});
  }
  return Json{{"doc", line.value("doc", std::string())}, {"mentions", mentions}}.dump();
}

}  // namespace

void add_coreference(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand("coreference", "mentions and the entities that they are of, a document a line");
  auto in = std::make_shared<std::string>();
  auto data = std::make_shared<std::string>();
  command->add_option("IN", *in, "JSONL with text")->required();
  command->add_option("--data", *data, "data folder")->type_name("DIR");
  command->footer(
      "Example:\n  tools/score_coreference.py --write gum.conllu > gum.jsonl\n  demarche-eval coreference gum.jsonl > pred.jsonl && "
      "tools/score_coreference.py gum.conllu pred.jsonl");
  command->callback([in, data, &exit_code] { exit_code = predict_lines(*in, {.data = *data}, predict); });
}

}  // namespace demarche::cli
