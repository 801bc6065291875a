// demarche-eval: predictions on annotated sets, for developers. Scores are made by the sets' own scorers.
#include "eval.h"
#include "base/in_order.h"

#include <fstream>
#include <iostream>

#include "read/read.h"

namespace demarche::cli {

std::vector<std::uint32_t> code_point_offsets(std::string_view text) {
  std::vector<std::uint32_t> offsets;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) offsets.push_back(static_cast<std::uint32_t>(i));
  }
  offsets.push_back(static_cast<std::uint32_t>(text.size()));
  return offsets;
}

int predict_lines(const std::string& path, const Coder::Options& options,
                  const std::function<Result<std::string>(const Coder&, const nlohmann::json&)>& predict) {
  const auto complain = [](const Error& error) {
    std::cerr << "demarche-eval: " << error.text() << '\n';
    return 1;
  };
  const Result<Coder> coder = Coder::load(options);
  if (!coder) return complain(coder.error());
  const Result<std::unique_ptr<std::istream>> file = open_input(path);
  if (!file) return complain(file.error());
  struct Line {
    std::uint64_t number = 0;
    std::string text;
  };
  std::uint64_t number = 0;
  const auto next = [&]() -> std::optional<Line> {
    Line line{++number, {}};
    while (std::getline(**file, line.text) && line.text.find_first_not_of(" \r") == std::string::npos) line.number = ++number;
    if (!**file) return std::nullopt;
    return line;
  };
  const auto work = [&](Line&& line) -> Result<std::string> {
    try {
      Result<std::string> prediction = predict(*coder, nlohmann::json::parse(line.text));
      if (prediction) return prediction;
      Error error = prediction.error();
      error.where = path;
      error.line = line.number;
      return error;
    } catch (const std::exception& problem) {  // malformed JSON or a field of another type
      return Error{.where = path, .line = line.number, .message = problem.what()};
    }
  };
  int exit_code = 0;
  const auto done = [&](Result<std::string>&& prediction) {
    if (prediction) {
      std::cout << *prediction << '\n';
    } else {
      exit_code = complain(prediction.error());
    }
    return prediction && std::cout.good();
  };
  in_order<Result<std::string>, Line>(std::max(1U, std::thread::hardware_concurrency()), next, work, done);
  std::cout.flush();
  return std::cout.good() ? exit_code : 1;
}

}  // namespace demarche::cli

int main(int argc, char** argv) {
  CLI::App app{"demarche-eval: predictions on annotated sets, in the form that their scorers read"};
  app.require_subcommand(1);
  app.footer("Example:\n  demarche-eval relations plv.jsonl > pred.txt && score_relations.py plv.jsonl pred.txt");
  int exit_code = 0;
  demarche::cli::add_relations(app, exit_code);
  demarche::cli::add_attribution(app, exit_code);
  demarche::cli::add_factuality(app, exit_code);
  demarche::cli::add_coreference(app, exit_code);
  demarche::cli::add_acts(app, exit_code);
  demarche::cli::add_sift(app, exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    return app.exit(problem) == 0 ? 0 : 2;
  }
  return exit_code;
}
