// The splitter as a stage: words and rules (words.h), then sentences (boundary.h).
#include "split/split.h"

#include <vector>

#include "base/utf8.h"
#include "split/words.h"

namespace demarche {

namespace {

constexpr Index kLongestHeadline = 25;  // words

/// What follows from where sentences begin and end.
void describe(Document& d) {
  for (Sentence& s : d.sentences) {
    s.span = {d.tokens[static_cast<std::size_t>(s.first)].span.begin, d.tokens[static_cast<std::size_t>(s.last) - 1].span.end};
  }
  if (d.sentences.empty() || d.sentences[0].kind != Sentence::Kind::prose || d.sentences[0].last > kLongestHeadline) return;
  const std::string_view end = d.of(d.tokens[static_cast<std::size_t>(d.sentences[0].last) - 1].span);
  const bool stopped = end == "." || end == "!" || end == "?" || end == ":" || end == "\"" || end == "”";
  if (!stopped) d.sentences[0].kind = Sentence::Kind::headline;
}

}  // namespace

Result<Splitter> Splitter::load(const std::string& folder) {
  Splitter out;
  Result<SplitTables> tables = SplitTables::load(folder + "/languages/en");
  if (!tables) return tables.error();
  Result<Boundary> boundary = Boundary::load(folder + "/languages/en/split_weights.tsv");
  if (!boundary) return boundary.error();
  out.tables_ = *std::move(tables);
  out.boundary_ = *std::move(boundary);
  return out;
}

/// At the end of a sentence the stop of "etc." is a word of its own, as UD English EWT has it.
void Splitter::part_stops(Document& d) const {
  std::vector<Token> tokens;
  tokens.reserve(d.tokens.size() + 8);
  for (Sentence& s : d.sentences) {
    const auto first = static_cast<Index>(tokens.size());
    for (Index i = s.first; i < s.last; ++i) tokens.push_back(std::move(d.tokens[static_cast<std::size_t>(i)]));
    const std::string last = lower(d.of(tokens.back().span));
    if (last.size() > 2 && last.back() == '.' && s.last - s.first > 1 &&
        tables_.abbreviation(last.substr(0, last.size() - 1)) == Abbreviation::any) {
      Token stop;
      stop.span = {tokens.back().span.end - 1, tokens.back().span.end};
      --tokens.back().span.end;
      tokens.push_back(std::move(stop));
    }
    s.first = first;
    s.last = static_cast<Index>(tokens.size());
  }
  d.tokens = std::move(tokens);
}

Done Splitter::run(Document& document) const {
  WordSplitter words(tables_, document);
  words.run();
  boundary_.revise(document, words.fixed(), kLongestSentence);
  part_stops(document);
  describe(document);
  document.mention_of.assign(document.tokens.size(), kNone);
  return Nothing{};
}

}  // namespace demarche
