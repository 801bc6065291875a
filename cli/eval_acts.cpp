// demarche-eval acts: every word of a document that may be an act, with what the choice is made from, for train/train_acts.py.
//   {"doc": "a", "text": "Kenya rejected it.", "claims": [...]}  ->  a line a word: a 6 14 REJECT 0.85 1 and the features, tab-separated
#include <algorithm>
#include <memory>

#include "eval.h"

namespace demarche::cli {

namespace {

using Json = nlohmann::json;

/// A line's article, and where its bytes are in code points.
struct Given {
  Article article;
  std::vector<std::uint32_t> offsets;
  explicit Given(const Json& line)
      : article{.name = line.value("doc", std::string("-")),
                .date = line.value("date", std::string()),
                .publisher = {},
                .text = line.at("text").get<std::string>()},
        offsets(code_point_offsets(article.text)) {}
  [[nodiscard]] std::ptrdiff_t code_point(std::uint32_t byte) const {
    return std::lower_bound(offsets.begin(), offsets.end(), byte) - offsets.begin();
  }
  [[nodiscard]] std::string cells(Span s) const { return std::to_string(code_point(s.begin)) + '\t' + std::to_string(code_point(s.end)); }
};

/// A line each: the document's name, the cells that `cells` makes of a reading, its features.
template <class Reading, class Cells>
std::string rows(const Given& given, const std::vector<Reading>& readings, const Cells& cells) {
  std::string out;
  for (const Reading& reading : readings) {
    if (!out.empty()) out += '\n';
    out += given.article.name + '\t' + cells(reading);
    for (const std::string& feature : reading.features) out += '\t' + feature;
  }
  return out;
}

Result<std::string> describe(const Coder& coder, const Json& line) {
  const Given given(line);
  const auto acts = coder.acts(given.article);
  if (!acts) return acts.error();
  return rows(given, *acts, [&](const ActReading& act) {
    return given.cells(act.trigger) + '\t' + (act.event.empty() ? "-" : act.event) + '\t' + std::to_string(act.confidence) + '\t' +
           (act.taken ? '1' : '0');
  });
}

/// The same for parties: a 0 3 6 14 REJECT 0 5 0 5 1 0 (claim, entity, its trigger and type, mention, its head, actor and recipient by the
/// rules) and the features.
Result<std::string> describe_parties(const Coder& coder, const Json& line) {
  const Given given(line);
  const auto parties = coder.parties(given.article);
  if (!parties) return parties.error();
  return rows(given, *parties, [&](const PartyReading& p) {
    return std::to_string(p.claim) + '\t' + std::to_string(p.entity) + '\t' + given.cells(p.trigger) + '\t' + p.event + '\t' +
           given.cells(p.mention) + '\t' + given.cells(p.head) + '\t' + (p.actor ? '1' : '0') + '\t' + (p.recipient ? '1' : '0');
  });
}

/// And for statuses: a 6 14 REJECT actual (by the rules) and the features.
Result<std::string> describe_statuses(const Coder& coder, const Json& line) {
  const Given given(line);
  const auto document = coder.read(given.article);
  if (!document) return document.error();
  return rows(given, coder.statuses(*document), [&](const StatusReading& r) {
    return given.cells(r.trigger) + '\t' + r.event + '\t' + std::string(demarche::name(r.status));
  });
}

/// And for sources: a 0 6 14 REJECT 1 (claim, trigger, type, chosen by the rules) 0 5 3 (mention and its entity; 0 0 -1 for the writer).
Result<std::string> describe_sources(const Coder& coder, const Json& line) {
  const Given given(line);
  const auto sources = coder.sources(given.article);
  if (!sources) return sources.error();
  return rows(given, *sources, [&](const SourceReading& r) {
    return std::to_string(r.claim) + '\t' + given.cells(r.trigger) + '\t' + r.event + '\t' + (r.by_rules ? '1' : '0') + '\t' +
           (r.mention.empty() ? "0\t0" : given.cells(r.mention)) + '\t' + std::to_string(r.entity);
  });
}

/// And the states of the words: a line a document, its name, the bytes a word, and all of them with the eighth bit set, so that none ends a
/// line.
Result<std::string> describe_states(const Coder& coder, const Json& line) {
  const Given given(line);
  const auto document = coder.parse(given.article);
  if (!document) return document.error();
  const std::size_t words = document->tokens.size();
  std::string out = given.article.name + '\t' + std::to_string(words == 0 ? 0 : document->states.size() / words) + '\t';
  for (const std::uint8_t byte : document->states) out += static_cast<char>(byte | 0x80U);
  return out;
}

/// And for codes, as JSON: {"doc": "a", "parties": [{"claim": 0, "trigger": [6, 14], "event": "REJECT", "role": "a", "span": [0, 5],
/// "code": "KEN GOV", "features": [...], "lands": [["KEN", [...]], ...]}]}
Result<std::string> describe_codes(const Coder& coder, const Json& line) {
  const Given given(line);
  const auto codes = coder.codes(given.article);
  if (!codes) return codes.error();
  const auto span = [&](Span s) { return Json{given.code_point(s.begin), given.code_point(s.end)}; };
  Json parties = Json::array();
  for (const CodeReading& c : *codes) {
    Json lands = Json::array();
    for (const CodeReading::Land& l : c.lands) lands.push_back({l.country, l.features});
    parties.push_back({{"claim", c.claim},
                       {"trigger", span(c.trigger)},
                       {"event", c.event},
                       {"role", std::string(1, c.role)},
                       {"span", span(c.mention)},
                       {"code", c.code},
                       {"features", c.features},
                       {"lands", lands}});
  }
  return Json{{"doc", given.article.name}, {"parties", parties}}.dump();
}

}  // namespace

void add_acts(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand("acts", "words that may be acts and the features by which it is judged, for training");
  auto in = std::make_shared<std::string>();
  auto data = std::make_shared<std::string>();
  command->add_option("IN", *in, "JSONL with doc, date, text")->required();
  command->add_option("--data", *data, "data folder")->type_name("DIR");
  command->footer(
      "Example:\n  demarche-eval acts annotated.jsonl > acts.tsv && python train/train_acts.py acts.tsv annotated.jsonl --words words.npz");
  // one of these, or the words
  auto describes = std::make_shared<Result<std::string> (*)(const Coder&, const Json&)>(describe);
  CLI::Option_group* instead = command->add_option_group("instead", "what is printed instead of the words");
  instead->require_option(0, 1);
  const auto offer = [&](const char* flag, auto other, const char* gloss) {
    instead->add_flag_callback(
        flag, [describes, other] { *describes = other; }, gloss);
  };
  offer("--parties", describe_parties, "the mentions beside each act, with the features by which they are made actor or recipient");
  offer("--statuses", describe_statuses, "the claims, with the features by which their status is judged");
  offer("--codes", describe_codes, "the parties of the claims, as JSON, with the features by which their codes are judged");
  offer("--sources", describe_sources, "who may be the claims' sources, with the features by which one is chosen");
  offer("--states", describe_states, "what the parser's network holds of each word, which the features' @ counts");
  command->callback([in, data, describes, &exit_code] { exit_code = predict_lines(*in, {.data = *data}, *describes); });
}

}  // namespace demarche::cli
