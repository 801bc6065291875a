// Words a second of each stage of the language core, of all of it with reading and writing, and of the whole pipeline, on one core and on
// several: the example article over and over. The share of a stage is its time beside that of `parse`.
#include <benchmark/benchmark.h>

#include <fstream>
#include <iterator>

#include "demarche/demarche.h"
#include "nn/kernel.h"
#include "parse/parse.h"
#include "split/split.h"
#include "write/conllu.h"

namespace {

const demarche::Coder& coder() {
  static const demarche::Result<demarche::Coder> kCoder = demarche::Coder::load({.data = DEMARCHE_SOURCE_DIR});
  return *kCoder;
}

demarche::Article article() {
  std::ifstream in(DEMARCHE_SOURCE_DIR "/examples/article.txt");
  return {.name = "example", .date = "2024-05-14", .publisher = "", .text = std::string(std::istreambuf_iterator<char>(in), {})};
}

void load(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(demarche::Coder::load({.data = DEMARCHE_SOURCE_DIR}));
}

void count(benchmark::State& state, std::size_t words) {
  state.counters["words"] = benchmark::Counter(static_cast<double>(words), benchmark::Counter::kIsRate);
}

/// Sentences and words.
void split(benchmark::State& state) {
  static const demarche::Result<demarche::Splitter> kSplitter = demarche::Splitter::load(DEMARCHE_SOURCE_DIR);
  const std::string text = article().text;
  std::size_t words = 0;
  for (auto _ : state) {
    demarche::Document document;
    document.text = text;
    benchmark::DoNotOptimize(kSplitter->run(document));
    words += document.tokens.size();
  }
  count(state, words);
}

/// Tags, lemmas, trees and names of words already split.
void network(benchmark::State& state) {
  static const demarche::Result<demarche::Parser> kParser = demarche::Parser::load(DEMARCHE_SOURCE_DIR "/models/en");
  demarche::Document document = *coder().parse(article());
  std::size_t words = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(kParser->run(document));
    words += document.tokens.size();
  }
  count(state, words);
}

/// The same on each kernel that this machine runs, the best first (argument: its number).
void network_by_kernel(benchmark::State& state) {
  const demarche::nn::Kernel& kernel = *demarche::nn::kernels()[static_cast<std::size_t>(state.range(0))];
  const demarche::Result<demarche::Parser> parser = demarche::Parser::load(DEMARCHE_SOURCE_DIR "/models/en", kernel);
  demarche::Document document = *coder().parse(article());
  std::size_t words = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(parser->run(document));
    words += document.tokens.size();
  }
  count(state, words);
  state.SetLabel(kernel.name);
}

/// CoNLL-U of a parsed document.
void write(benchmark::State& state) {
  const demarche::Document document = *coder().parse(article());
  std::size_t words = 0;
  for (auto _ : state) {
    std::string out;
    demarche::write_conllu(document, {}, out);
    benchmark::DoNotOptimize(out);
    words += document.tokens.size();
  }
  count(state, words);
}

void parse(benchmark::State& state) {
  const demarche::Article text = article();
  std::size_t words = 0;
  for (auto _ : state) words += coder().parse(text)->tokens.size();
  state.counters["words"] = benchmark::Counter(static_cast<double>(words), benchmark::Counter::kIsRate);
}

void read(benchmark::State& state) {
  const demarche::Article text = article();
  std::size_t words = 0;
  for (auto _ : state) words += coder().read(text)->tokens.size();
  state.counters["words"] = benchmark::Counter(static_cast<double>(words), benchmark::Counter::kIsRate);
}

BENCHMARK(load)->Unit(benchmark::kMillisecond);
BENCHMARK(split)->Unit(benchmark::kMicrosecond);
BENCHMARK(network)->Unit(benchmark::kMicrosecond);
BENCHMARK(network_by_kernel)->Unit(benchmark::kMicrosecond)->DenseRange(0, static_cast<int>(demarche::nn::kernels().size()) - 1);
BENCHMARK(write)->Unit(benchmark::kMicrosecond);
BENCHMARK(parse)->Unit(benchmark::kMicrosecond);
BENCHMARK(parse)->Unit(benchmark::kMicrosecond)->ThreadRange(2, 8)->UseRealTime();  // one coder, many threads
BENCHMARK(read)->Unit(benchmark::kMicrosecond);

}  // namespace
