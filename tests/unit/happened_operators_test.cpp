// Each row of languages/en/operators.tsv against its own example: parsed, the act between asterisks must come out with the row's effect.
//   refuse  verb  to  denied  ...  Kenya refused to *invade*.   ->   denied
// The parser errs on some; at least 95 in 100 must be right. Failures are printed.
#include <gtest/gtest.h>

#include <fstream>
#include <iostream>

#include "demarche/demarche.h"
#include "happened/happened.h"

namespace demarche {
namespace {

constexpr double kShare = 0.95;

struct Example {
  std::string lemma, effect, text;
  std::size_t act = std::string::npos;  ///< byte at which it begins
};

std::vector<Example> examples() {
  std::vector<Example> out;
  std::ifstream in(DEMARCHE_SOURCE_DIR "/languages/en/operators.tsv");
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string> cells(1);
    for (const char c : line) {
      if (c == '\t') {
        cells.emplace_back();
      } else {
        cells.back() += c;
      }
    }
    EXPECT_EQ(cells.size(), 6U) << line;
    if (cells.size() != 6) continue;
    const bool negated = cells[5].find("n't") != std::string::npos;  // auxiliaries that stand only before it
    Example e{cells[0] + " " + cells[1] + " " + cells[2], cells[negated ? 4 : 3], cells[5]};
    e.act = e.text.find('*');
    EXPECT_NE(e.act, std::string::npos) << "no act between asterisks: " << line;
    std::erase(e.text, '*');
    out.push_back(std::move(e));
  }
  return out;
}

/// What an act that stands as plainly so becomes.
std::string expected(const std::string& effect) {
  if (effect == "purpose" || effect == "subject") return "possible";
  return effect == "said" || effect == "fact" || effect == "alleged" || effect == "topic" ? "actual" : effect;
}

TEST(HappenedOperators, ExamplesComeOutAsTheirRowsSay) {
  const Result<Coder> coder = Coder::load({.data = DEMARCHE_SOURCE_DIR});
  const Result<Happened> happened = Happened::load(DEMARCHE_SOURCE_DIR);
  ASSERT_TRUE(coder) << coder.error().text();
  ASSERT_TRUE(happened) << happened.error().text();
  std::size_t right = 0;
  const std::vector<Example> all = examples();
  for (const Example& e : all) {
    const Result<Document> document = coder->parse({.name = "example", .date = "2024-05-14", .publisher = "", .text = e.text});
    ASSERT_TRUE(document) << document.error().text();
    std::string status;
    for (std::size_t t = 0; t < document->tokens.size(); ++t)
      if (document->tokens[t].span.begin == e.act) status = name(happened->status(*document, static_cast<Index>(t)));
    const bool so = status == expected(e.effect);
    right += so;
    if (!so) std::cout << e.lemma << ": " << e.effect << ", coded " << status << ": " << e.text << '\n';
  }
  std::cout << right << " of " << all.size() << " right\n";
  EXPECT_GE(static_cast<double>(right), kShare * static_cast<double>(all.size()));
}

}  // namespace
}  // namespace demarche
