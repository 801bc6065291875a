// The subcommands of demarche, one file each: add_NAME describes the command to CLI11, its callback sets the exit code.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "read/read.h"

namespace demarche::cli {

enum Exit : int { kFine = 0, kSomeFailed = 1, kUsage = 2 };

/// What all commands over documents share.
struct Inputs {
  std::vector<std::string> files;  ///< empty or "-": standard input
  std::string data, output;
  ReadOptions read;
  unsigned threads = 0;             ///< 0 = one a core
  std::vector<std::string> actors;  ///< tables of the user's own
  std::string codebook;             ///< a folder of event types of the user's own, "" = the shipped one
};

/// FILE, --data, --output and the options of reading: formats, fields, languages, limits, threads.
void add_inputs(CLI::App& command, Inputs& inputs, bool with_output = true);
/// --date: the day of articles that give none.
void add_date(CLI::App& command, ReadOptions& read);
/// For CLI11: a whole number from `least` to `most`, said in words otherwise.
[[nodiscard]] CLI::Validator whole_number(std::uint64_t least, std::uint64_t most = std::numeric_limits<std::int64_t>::max());
inline constexpr std::uint64_t kMostThreads = 1024;
/// For CLI11: "" if it is a day of the calendar, else why not.
[[nodiscard]] std::string wrong_day(const std::string& date);

void add_read(CLI::App& app, int& exit_code);
void add_articles(CLI::App& app, int& exit_code);
void add_parse(CLI::App& app, int& exit_code);
void add_code(CLI::App& app, int& exit_code);
void add_recode(CLI::App& app, int& exit_code);
void add_find(CLI::App& app, int& exit_code);
void add_series(CLI::App& app, int& exit_code);
void add_export(CLI::App& app, int& exit_code);
void add_who(CLI::App& app, int& exit_code);
void add_check(CLI::App& app, int& exit_code);

/// --actors FILE, also for commands that read no documents.
void add_actors(CLI::App& command, std::vector<std::string>& files);
/// --codebook DIR, for all that code documents.
void add_codebook(CLI::App& command, std::string& folder);
/// --quick, for all that code documents.
void add_quick(CLI::App& command, bool& quick);

}  // namespace demarche::cli
