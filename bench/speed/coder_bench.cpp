// Words a second of the whole pipeline, and of its first half (sentences, words, trees), on one core: the example article over and over.
#include <benchmark/benchmark.h>

#include <fstream>
#include <iterator>

#include "demarche/demarche.h"

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
BENCHMARK(parse)->Unit(benchmark::kMicrosecond);
BENCHMARK(read)->Unit(benchmark::kMicrosecond);

}  // namespace
