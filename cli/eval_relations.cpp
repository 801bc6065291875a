// demarche-eval relations: the PLOVER type between two given parties of a sentence.
//   {"text": "Kenya rejected Uganda's plan.", "source_spans": [[0,5]], "target_spans": [[15,21]], ...}  ->  REJECT
// The claim that joins the two best answers: both in their roles, then swapped or side by side, then one of them, then a trigger between
// them; an empty line when the sentence holds no claim. Contents of another claim come after their frame.
#include <algorithm>
#include <memory>

#include "eval.h"
#include "write/plover.h"

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

bool meet(const Document& document, const std::vector<Index>& mentions, const std::vector<Span>& spans) {
  return std::any_of(mentions.begin(), mentions.end(), [&](Index m) {
    const Span span = document.mentions[static_cast<std::size_t>(m)].span;
    return std::any_of(spans.begin(), spans.end(), [&](Span s) { return s.overlaps(span); });
  });
}

/// How well a claim joins source and target: 0 not at all.
double joins(const Document& document, const Claim& claim, const std::vector<Span>& source, const std::vector<Span>& target) {
  const bool source_acts = meet(document, claim.actors, source);
  const bool target_acts = meet(document, claim.actors, target);
  const bool source_gets = meet(document, claim.recipients, source);
  const bool target_gets = meet(document, claim.recipients, target);
  if (source_acts && target_gets) return 6;
  if (source_acts && target_acts) return 5;
  if (target_acts && source_gets) return 4;
  if (source_acts) return 3;
  if (target_gets) return 2.5;
  if (target_acts || source_gets) return 2;
  if (source.empty() || target.empty()) return 0.5;
  const std::uint32_t begin = std::min(source.front().begin, target.front().begin);
  const std::uint32_t end = std::max(source.back().end, target.back().end);
  return claim.trigger.begin >= begin && claim.trigger.end <= end ? 1 : 0.5;
}

Result<std::string> predict(const Coder& coder, const Json& line) {
  const std::string text = line.at("text").get<std::string>();
  const Result<Document> document = coder.read({.name = {}, .date = {}, .publisher = {}, .text = text});
  if (!document) return document.error();
  const std::vector<std::uint32_t> offsets = code_point_offsets(text);
  const std::vector<Span> source = spans_of(line.at("source_spans"), offsets);
  const std::vector<Span> target = spans_of(line.at("target_spans"), offsets);
  double best = 0;
  std::string answer;
  for (const Claim& claim : document->claims) {
    const double inside = claim.content_of == kNone ? 0 : 0.2;
    const double value = joins(*document, claim, source, target) - inside + 0.1 * static_cast<double>(claim.confidence);
    if (value > best) {
      best = value;
      answer = plover_type(claim);
    }
  }
  return answer;
}

}  // namespace

void add_relations(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand("relations", "a PLOVER type a line, for two given parties");
  auto in = std::make_shared<std::string>();
  auto data = std::make_shared<std::string>();
  command->add_option("IN", *in, "JSONL with text, source_spans, target_spans (code points)")->required();
  command->add_option("--data", *data, "data folder")->type_name("DIR");
  command->footer("Example:\n  demarche-eval relations plv.jsonl > pred.txt && score_relations.py plv.jsonl pred.txt");
  command->callback([in, data, &exit_code] { exit_code = predict_lines(*in, *data, predict); });
}

}  // namespace demarche::cli
