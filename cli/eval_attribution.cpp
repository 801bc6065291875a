// demarche-eval attribution: who says what by which words, as code-point spans.
//   {"doc": "d1", "text": "Officials said it rained."}  ->
//   {"doc":"d1","attributions":[{"source":[[0,9]],"cue":[[10,14]],"content":[[15,24]]}]}
#include <memory>

#include "eval.h"
#include "write/code_points.h"

namespace demarche::cli {

namespace {

using Json = nlohmann::json;

void add_span(Span span, const CodePoints& points, Json& list) {
  if (span.empty()) return;
  const auto [begin, end] = points.of(span);
  list.push_back({begin, end});
}

Json spans_of(Span source, Span cue, const std::vector<Span>& content, const CodePoints& points) {
  Json entry = {{"source", Json::array()}, {"cue", Json::array()}, {"content", Json::array()}};
  add_span(source, points, entry["source"]);
  add_span(cue, points, entry["cue"]);
  for (const Span span : content) add_span(span, points, entry["content"]);
  return entry;
}

/// All readings, with their features: what train/says.py reads.
std::string readings_line(const Coder& coder, const Document& document, const CodePoints& points, const Json& doc) {
  Json readings = Json::array();
  for (const CueReading& reading : coder.readings(document)) {
    Json entry = spans_of(reading.source, reading.cue, reading.content, points);
    entry["features"] = reading.features;
    readings.push_back(std::move(entry));
  }
  return Json{{"doc", doc}, {"readings", readings}}.dump();
}

Result<std::string> predict(const Coder& coder, const Json& line, bool all_readings) {
  const auto text_field = [&](const char* field) { return line.contains(field) ? line.at(field).get<std::string>() : std::string(); };
  const std::string text = line.at("text").get<std::string>();
  const Result<Document> document =
      coder.read({.name = text_field("doc"), .date = text_field("date"), .publisher = text_field("publisher"), .text = text});
  if (!document) return document.error();
  const CodePoints points(text);
  if (all_readings) return readings_line(coder, *document, points, line.at("doc"));
  Json attributions = Json::array();
  for (const Attribution& a : document->attributions) attributions.push_back(spans_of(a.source_span, a.cue_span, a.content, points));
  return Json{{"doc", line.at("doc")}, {"attributions", attributions}}.dump();
}

}  // namespace

void add_attribution(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand("attribution", "sources, cues and contents of each document");
  auto in = std::make_shared<std::string>();
  auto data = std::make_shared<std::string>();
  command->add_option("IN", *in, "JSONL with doc and text")->required();
  command->add_option("--data", *data, "data folder")->type_name("DIR");
  auto readings = std::make_shared<bool>(false);
  command->add_flag("--readings", *readings,
                    "instead of predictions, every reading of every word as a cue with its features, for train/says.py");
  command->footer("Example:\n  demarche-eval attribution polnear.jsonl > pred.jsonl && score_attribution.py polnear.jsonl pred.jsonl");
  command->callback([in, data, readings, &exit_code] {
    const bool all = *readings;
    exit_code = predict_lines(*in, {.data = *data}, [all](const Coder& coder, const Json& line) { return predict(coder, line, all); });
  });
}

}  // namespace demarche::cli
