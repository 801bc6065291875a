// demarche-eval factuality: how far given words are presented as so, from -3 to 3.
//   {"text": "They did n't leave .", "events": [[3, 4, -3.0]]}  ->  -2.8
// Words are parted by single spaces and taken as they stand.
#include <cstdio>
#include <memory>

#include "eval.h"

namespace demarche::cli {

namespace {

using Json = nlohmann::json;

Document words_of(const std::string& text) {
  Document document;
  document.text = text;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    Token token;
    token.span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
    document.tokens.push_back(std::move(token));
    at = end + 1;
  }
  Sentence sentence;
  sentence.last = static_cast<Index>(document.tokens.size());
  sentence.span = {0, static_cast<std::uint32_t>(text.size())};
  document.sentences.push_back(sentence);
  return document;
}

/// What is printed for an event: its degree, or what a degree is computed from.
enum class Show : std::uint8_t { committed, realised, findings };

/// "value <tab> finding <tab> finding ...", a line an event: what train/happened.py reads.
std::string findings_line(const Coder& coder, const Document& document, Index token, const Json& value) {
  std::string line = value.dump();
  for (const std::string& finding : coder.findings(document, token)) line += '\t' + finding;
  return line;
}

Result<std::string> predict(const Coder& coder, const Json& line, Show show) {
  Document document = words_of(line.at("text").get<std::string>());
  if (const Done parsed = coder.parse_words(document); !parsed) return parsed.error();
  std::string values;
  for (const Json& event : line.at("events")) {
    const auto first = event.at(0).get<std::size_t>();
    const auto last = event.at(1).get<std::size_t>();
    if (first >= last || last > document.tokens.size()) return Error{.where = {}, .message = "an event's words lie outside the sentence"};
    const auto word = static_cast<Index>(last) - 1;
    if (show == Show::findings) {
      values += (values.empty() ? "" : "\n") + findings_line(coder, document, word, event.at(2));
      continue;
    }
    char value[32];
    std::snprintf(value, sizeof value, "%.3f", coder.degree(document, word, show == Show::realised ? Scale::realised : Scale::committed));
    values += (values.empty() ? "" : " ") + std::string(value);
  }
  return values;
}

}  // namespace

void add_factuality(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand("factuality", "a value for each given event of a sentence");
  auto in = std::make_shared<std::string>();
  auto data = std::make_shared<std::string>();
  command->add_option("IN", *in, "JSONL with text (words parted by spaces) and events")->required();
  command->add_option("--data", *data, "data folder")->type_name("DIR");
  auto realised = std::make_shared<bool>(false);
  command->add_flag("--realised", *realised,
                    "whether it has come about (the scale of UDS-IH2); without: how far the text commits itself to it (UW, MEANTIME)");
  auto findings = std::make_shared<bool>(false);
  command
      ->add_flag("--findings", *findings,
                 "instead of predictions, a line an event: its value and what a degree is computed from, for train/happened.py")
      ->excludes("--realised");
  command->footer("Example:\n  demarche-eval factuality uw.jsonl > pred.txt && score_factuality.py uw.jsonl pred.txt");
  command->callback([in, data, realised, findings, &exit_code] {
    const Show show = *findings ? Show::findings : *realised ? Show::realised : Show::committed;
    exit_code = predict_lines(*in, {.data = *data}, [show](const Coder& coder, const Json& line) { return predict(coder, line, show); });
  });
}

}  // namespace demarche::cli
