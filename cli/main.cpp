// demarche: reads news and writes claims. Each subcommand is a file of this folder; this one only names them.
#include <charconv>
#include <iostream>
#include <sstream>

#include "base/visible.h"
#include "commands.h"
#include "read/check.h"
#include "read/fields.h"
#include "read/format.h"
#include "read/language.h"

namespace demarche::cli {

namespace {

/// How the inputs are to be understood.
void add_reading(CLI::App& command, ReadOptions& read) {
  std::vector<std::string> names;
  for (const Format& format : formats()) names.emplace_back(format.name);
  command.add_option("--from", read.format, "format of the inputs; default: by their names and first bytes")->check(CLI::IsMember(names));
  command
      .add_option_function<std::vector<std::string>>(
          "--field",
          [&read](const std::vector<std::string>& pairs) {
            for (const std::string& pair : pairs) {
              const std::size_t at = pair.find('=');
              if (at == std::string::npos || field_named(pair.substr(0, at)) == Field::none || at + 1 == pair.size()) {
                throw CLI::ValidationError("--field",
                                           pair + ": give doc, date, publisher, title, text, url or language, \"=\" and the input's name");
              }
              read.fields[pair.substr(0, at)] = pair.substr(at + 1);
            }
          },
          "JSONL and CSV: what the input calls a field, as in text=body; may be repeated")
      ->type_name("FIELD=NAME")
      ->allow_extra_args(false);
  command
      .add_option_function<std::string>(
          "--language",
          [&read](const std::string& language) {
            read.languages.clear();
            if (language == "any") return;
            if (!is_language(language)) throw CLI::ValidationError("--language", language + ": give a code as en, de, fr or ar, or any");
            read.languages.push_back(language);
          },
          "code documents in this language only (default en), or in any; others are counted")
      ->type_name("CODE|any");
}

}  // namespace

void add_inputs(CLI::App& command, Inputs& inputs, bool with_output) {
  command.add_option("FILE", inputs.files, "files and folders to read; none or - is standard input");
  command
      .add_option("--data", inputs.data, "folder with models/, actors/, codebook/, languages/ (default: $DEMARCHE_DATA, then as installed)")
      ->type_name("DIR");
  if (with_output)
    command.add_option("-o,--output", inputs.output, "write here, through a temporary file, instead of to standard output")
        ->type_name("FILE");
  add_reading(command, inputs.read);
  command.add_option("--max-bytes", inputs.read.max_bytes, "longest text, line, page or sentence to accept")
      ->capture_default_str()
      ->check(whole_number(1));
  command.add_option("--threads", inputs.threads, "documents coded at a time (default: one a core); the output is the same for any")
      ->check(whole_number(1, kMostThreads));
}

CLI::Validator whole_number(std::uint64_t least, std::uint64_t most) {
  const auto check = [least, most](const std::string& typed) -> std::string {
    std::uint64_t value = 0;
    const char* const end = typed.data() + typed.size();
    const auto [at, failed] = std::from_chars(typed.data(), end, value);
    if (failed == std::errc() && at == end && value >= least && value <= most) return {};
    const bool open = most == std::numeric_limits<std::int64_t>::max();
    return typed + ": a whole number is needed, " +
           (open ? std::to_string(least) + " or more" : std::to_string(least) + " to " + std::to_string(most));
  };
  return CLI::Validator(check, "NUMBER");
}

std::string wrong_day(const std::string& date) {
  if (date.empty()) return "a day is needed, as 2024-05-14";
  const Done good = check_date(date);
  return good ? std::string() : good.error().message;
}

void add_date(CLI::App& command, ReadOptions& read) {
  command.add_option("--date", read.date, "day of articles that give none: roles are as of this day")
      ->type_name("YYYY-MM-DD")
      ->check(wrong_day);
}

namespace {

/// What was printed must have arrived: a full disk is no success.
int flushed(int exit_code) {
  if (std::cout.flush()) return exit_code;
  std::cerr << "demarche: standard output: writing failed\n";
  return exit_code == kFine ? kSomeFailed : exit_code;
}

/// Help, the version, or what is wrong with an option, whose value may hold anything.
int said(const CLI::App& app, const CLI::ParseError& problem) {
  std::ostringstream help;
  std::ostringstream wrong;
  if (app.exit(problem, help, wrong) == 0) {
    std::cout << help.str();
    return flushed(kFine);
  }
  std::istringstream lines(wrong.str());
  for (std::string line; std::getline(lines, line);) std::cerr << visible(line) << '\n';
  return kUsage;
}

}  // namespace

}  // namespace demarche::cli

int main(int argc, char** argv) {
  CLI::App app{"demarche: who did what to whom, who says so, and is it so - claims out of news text"};
  app.set_version_flag("--version", std::string(demarche::version()));
  app.require_subcommand(1);
  app.footer(
      "Examples:\n"
      "  demarche read article.txt --date 2024-05-14\n"
      "  demarche read news.jsonl --format jsonl --output claims.jsonl\n"
      "  demarche parse article.txt\n"
      "  demarche code news/ archive.warc.gz --into events.db\n"
      "  demarche find --in events.db --actor KEN --event REJECT\n"
      "  demarche who Sheinbaum --on 2025-08-08\n"
      "Exit codes: 0 all well, 1 some documents failed, 2 wrong usage. `demarche COMMAND --help` says more.");
  int exit_code = demarche::cli::kFine;
  demarche::cli::add_read(app, exit_code);
  demarche::cli::add_parse(app, exit_code);
  demarche::cli::add_articles(app, exit_code);
  demarche::cli::add_code(app, exit_code);
  demarche::cli::add_recode(app, exit_code);
  demarche::cli::add_find(app, exit_code);
  demarche::cli::add_series(app, exit_code);
  demarche::cli::add_export(app, exit_code);
  demarche::cli::add_who(app, exit_code);
  demarche::cli::add_check(app, exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::RequiredError& problem) {
    if (argc < 2 || argv[1][0] == '-' ||
        !app.get_subcommands([&](CLI::App* command) { return command->check_name(argv[1]); }).empty())  // an option of it is missing
      return demarche::cli::said(app, problem);
    std::cerr << "demarche: there is no command \"" << demarche::visible(argv[1]) << "\"; `demarche --help` lists them\n";
    return demarche::cli::kUsage;
  } catch (const CLI::ParseError& problem) {
    return demarche::cli::said(app, problem);
  } catch (const std::exception& problem) {  // out of memory and the like: said, not a crash
    std::cerr << "demarche: " << problem.what() << '\n';
    return demarche::cli::kSomeFailed;
  }
  return demarche::cli::flushed(exit_code);
}
