// demarche-eval relations: the PLOVER type between two given parties of a sentence.
//   {"text": "Kenya rejected Uganda's plan.", "source_spans": [[0,5]], "target_spans": [[15,21]], ...}  ->  REJECT
// Every line gets an answer: the classifier of src/what/relate.cpp weighs the parse and the claims. With --features it prints what it
// saw.
#include <iostream>
#include <memory>

#include "demarche/relate.h"
#include "eval.h"

namespace demarche::cli {

namespace {

using Json = nlohmann::json;

std::vector<Span> spans_of(const Json& list, const std::vector<std::uint32_t>& offsets) {
  std::vector<Span> spans;
  for (const Json& pair : list) {
    spans.push_back({offsets.at(pair.at(0).get<std::size_t>()), offsets.at(pair.at(1).get<std::size_t>())});
  }
  return spans;
}

/// A line read, and its two parties.
struct Asked {
  Document document;
  std::vector<Span> source, target;
};

Result<Asked> ask(const Coder& coder, const Json& line) {
  const std::string text = line.at("text").get<std::string>();
  Result<Document> document = coder.read({.name = {}, .date = {}, .publisher = {}, .text = text});
  if (!document) return document.error();
  const std::vector<std::uint32_t> offsets = code_point_offsets(text);
  return Asked{*std::move(document), spans_of(line.at("source_spans"), offsets), spans_of(line.at("target_spans"), offsets)};
}

Result<std::string> predict(const Coder& coder, const Relater& relater, const Json& line) {
  const Result<Asked> asked = ask(coder, line);
  if (!asked) return asked.error();
  return relater.relate(asked->document, asked->source, asked->target).event;
}

/// The features of the two parties, for train/train_relation.py, with the line's own label if it has one.
Result<std::string> describe(const Coder& coder, const Relater& relater, const Json& line) {
  const Result<Asked> asked = ask(coder, line);
  if (!asked) return asked.error();
  std::string out = line.value("root", "-");
  for (const std::string& feature : relater.features(asked->document, asked->source, asked->target)) out += '\t' + feature;
  return out;
}

}  // namespace

void add_relations(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand("relations", "a PLOVER type a line, for two given parties");
  auto in = std::make_shared<std::string>();
  auto data = std::make_shared<std::string>();
  command->add_option("IN", *in, "JSONL with text, source_spans, target_spans (code points)")->required();
  command->add_option("--data", *data, "data folder")->type_name("DIR");
  auto features = std::make_shared<bool>(false);
  command->add_flag("--features", *features, "print the label and the features of each line instead, for training");
  command->footer("Example:\n  demarche-eval relations plv.jsonl > pred.txt && score_relations.py plv.jsonl pred.txt");
  command->callback([in, data, features, &exit_code] {
    const Result<Relater> relater = Relater::load(*data);
    if (!relater) {
      std::cerr << "demarche-eval: " << relater.error().text() << '\n';
      exit_code = 1;
      return;
    }
    exit_code = predict_lines(*in, {.data = *data, .bare = true}, [&](const Coder& coder, const Json& line) {
      return *features ? describe(coder, *relater, line) : predict(coder, *relater, line);
    });
  });
}

}  // namespace demarche::cli
