// The commands of demarche-eval, one file each: gold sets in, predictions out in the form that the scorers read.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "demarche/demarche.h"

namespace demarche::cli {

/// Calls `predict` on each line of the JSONL file `path`, on all cores, and prints what it returns, in order. Malformed lines are reported
/// by number and make the whole fail, as a missing line would shift all after it. Returns the exit code.
int predict_lines(const std::string& path, const Coder::Options& options,
                  const std::function<Result<std::string>(const Coder&, const nlohmann::json&)>& predict);

/// Byte offset of each code point of `text`, and its end.
[[nodiscard]] std::vector<std::uint32_t> code_point_offsets(std::string_view text);

void add_relations(CLI::App& app, int& exit_code);
void add_attribution(CLI::App& app, int& exit_code);
void add_factuality(CLI::App& app, int& exit_code);
void add_coreference(CLI::App& app, int& exit_code);
void add_acts(CLI::App& app, int& exit_code);
void add_sift(CLI::App& app, int& exit_code);

}  // namespace demarche::cli
