// demarche-eval sift: every sentence of a document, and what the whole pipeline finds in it, for train/sift.py.
//   {"text": "Kenya rejected it. It rained."}  ->  two lines: claims, cues of attributions over claims elsewhere, words, and the features
#include <memory>

#include "eval.h"
#include "types/tree.h"

namespace demarche::cli {

namespace {

using Json = nlohmann::json;

Result<std::string> describe(const Coder& coder, const Json& line) {
  const Result<Document> document =
      coder.read({.name = {}, .date = line.value("date", std::string()), .publisher = {}, .text = line.at("text").get<std::string>()});
  if (!document) return document.error();
  const Tree tree(*document);
  const auto sentence_of = [&](Index token) { return static_cast<std::size_t>(tree.sentence_of(token)); };
  std::vector<int> claims(document->sentences.size()), cues(document->sentences.size());
  for (const Claim& claim : document->claims) {
    const std::size_t at = sentence_of(claim.trigger_token);
    ++claims[at];
    for (const Attribution& a : document->attributions) {
      bool holds = false;
      for (const Span span : a.content) holds = holds || span.contains(claim.trigger);
      if (holds && a.cue != kNone && sentence_of(a.cue) != at) ++cues[sentence_of(a.cue)];
    }
  }
  std::string out;
  for (std::size_t s = 0; s < document->sentences.size(); ++s) {
    if (!out.empty()) out += '\n';
    const Sentence& sentence = document->sentences[s];
    out += std::to_string(claims[s]) + '\t' + std::to_string(cues[s]) + '\t' + std::to_string(sentence.last - sentence.first);
    for (const std::string& feature : coder.traits(*document, static_cast<Index>(s))) out += '\t' + feature;
  }
  return out;
}

}  // namespace

void add_sift(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand("sift", "sentences with what they hold and the features by which it is guessed, for training");
  auto in = std::make_shared<std::string>();
  auto data = std::make_shared<std::string>();
  command->add_option("IN", *in, "JSONL with text, and date if known")->required();
  command->add_option("--data", *data, "data folder")->type_name("DIR");
  command->footer(
      "Example:\n  demarche-eval sift news.jsonl > sentences.tsv && python train/sift.py sentences.tsv languages/en/sift_weights.tsv");
  command->callback([in, data, &exit_code] { exit_code = predict_lines(*in, {.data = *data}, describe); });
}

}  // namespace demarche::cli
