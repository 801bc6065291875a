// demarche series: claims a day, week, month or year, or their mean score; as a table, CSV, or a picture.
#include <sys/ioctl.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <iostream>
#include <limits>
#include <memory>

#include "base/utf8.h"
#include "commands.h"
#include "documents.h"
#include "output.h"
#include "query/formats.h"
#include "query/plot.h"
#include "query/series.h"
#include "questions.h"

namespace demarche::cli {

namespace {

struct Request {
  Asked asked;
  SeriesQuestion question;
  bool mean = false;
  std::string format;
};

std::string value_of(const Amount& amount, bool mean) {
  if (!mean) return std::to_string(amount.count);
  if (amount.count == 0) return {};
  char digits[32];
  std::snprintf(digits, sizeof digits, "%.3f", amount.mean());
  return digits;
}

std::string as_csv(const Series& series, bool mean) {
  std::string out = "period";
  for (const std::string& column : series.columns) (out += ",") += column;
  for (const Series::Point& point : series.points) {
    out += "\n" + point.period;
    for (const Amount& amount : point.amounts) out += "," + value_of(amount, mean);
  }
  return out + "\n";
}

std::string as_table(const Series& series, bool mean) {
  const auto cell = [](const std::string& words) { return std::string(words.size() < 12 ? 12 - words.size() : 1, ' ') + words; };
  std::string out = "period    ";
  for (const std::string& column : series.columns) out += cell(column);
  for (const Series::Point& point : series.points) {
    out += "\n" + point.period + std::string(10 - std::min<std::size_t>(10, point.period.size()), ' ');
    for (const Amount& amount : point.amounts) out += cell(value_of(amount, mean));
  }
  return out + "\n";
}

std::string title_of(const Request& request) {
  const Filter& f = request.asked.filter;
  const auto joined = [](const std::vector<std::string>& words, const char* none) {
    std::string out;
    for (const std::string& word : words) (out += out.empty() ? "" : ", ") += word;
    return out.empty() ? std::string(none) : out;
  };
  std::string title = joined(f.events, "all acts");
  title = (request.mean ? "mean score of " : "number of ") + title;
  if (!f.parties.empty()) title += " with " + joined(f.parties, "");
  if (!f.actors.empty()) title += " by " + joined(f.actors, "");
  if (!f.recipients.empty()) title += " to " + joined(f.recipients, "");
  return title;
}

Plot plot_of(const Series& series, const Request& request) {
  Plot plot{.title = title_of(request), .labels = {}, .names = series.columns, .lines = {}};
  plot.lines.resize(series.columns.size());
  for (const Series::Point& point : series.points) {
    plot.labels.push_back(point.period);
    for (std::size_t i = 0; i < point.amounts.size(); ++i) {
      const Amount& amount = point.amounts[i];
      plot.lines[i].push_back(!request.mean       ? static_cast<double>(amount.count)
                              : amount.count == 0 ? std::numeric_limits<double>::quiet_NaN()
                                                  : amount.mean());
    }
  }
  return plot;
}

std::string format_of(const Request& request, const Output& output) {
  if (!request.format.empty()) return request.format;
  for (const char* ending : {"svg", "png", "csv"}) {
    if (lower(request.asked.output).ends_with(std::string(".") + ending)) return ending;
  }
  return output.is_terminal() ? "plot" : "csv";
}

int run(const Request& request) {
  Result<Output> output = Output::open(request.asked.output);
  if (!output) return fail(output.error());
  const Result<Opened> opened = open_question(request.asked);
  if (!opened) return fail(opened.error());
  SeriesQuestion question = request.question;
  question.filter = opened->filter;
  const Result<Series> series = series_of(*opened->database, question);
  if (!series) return fail(at(series.error(), request.asked));
  const std::string format = format_of(request, *output);
  winsize window{};
  const bool known = output->is_terminal() && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col >= 40;
  output->write(format == "csv"     ? as_csv(*series, request.mean)
                : format == "table" ? as_table(*series, request.mean)
                : format == "svg"   ? svg_plot(plot_of(*series, request))
                : format == "png"   ? png_plot(plot_of(*series, request))
                                    : text_plot(plot_of(*series, request), known ? window.ws_col : 100));
  if (const Done written = output->finish(); !written) return fail(written.error());
  if (series->undated != 0) std::cerr << "demarche: " << series->undated << " claims without a date are not counted\n";
  if (series->points.empty()) std::cerr << "demarche: nothing found\n";
  return kFine;
}

/// An option whose value is one of some words.
template <class T>
void add_choice(CLI::App& command, const std::string& name, T& chosen, const std::vector<std::pair<std::string, T>>& choices,
                const std::string& gloss) {
  std::vector<std::string> words;
  std::string shown;
  for (const auto& [word, value] : choices) {
    words.push_back(word);
    shown += (shown.empty() ? "" : "|") + word;
  }
  const auto choose = [&chosen, choices](const std::string& asked) {
    for (const auto& [word, value] : choices)
      if (word == asked) chosen = value;
  };
  command.add_option_function<std::string>(name, choose, gloss)->check(CLI::IsMember(words))->option_text(shown);
}

}  // namespace

void add_series(CLI::App& app, int& exit_code) {
  auto request = std::make_shared<Request>();
  request->asked.filter.contents = false;
  CLI::App* command = app.add_subcommand("series", "count claims, or average their scores, over time");
  add_question(*command, request->asked);
  add_choice<Period>(*command, "--by", request->question.period,
                     {{"day", Period::day}, {"week", Period::week}, {"month", Period::month}, {"year", Period::year}},
                     "how long a period is; default month");
  add_choice<Unit>(*command, "--count", request->question.unit, {{"report", Unit::report}, {"story", Unit::story}, {"act", Unit::act}},
                   "what counts: every report (default); an act once a story, so that wire copies count once; or an act once a day");
  command->add_flag("--mean", request->mean, "mean PLOVER score (-10 conflict to 10 cooperation) instead of counts");
  command->add_flag("--contents", request->asked.filter.contents, "also what is only the content of another claim");
  command->add_option("--format", request->format, "default: plot on a terminal, by the output's ending (.svg, .png, .csv), else csv")
      ->check(CLI::IsMember({"plot", "table", "csv", "svg", "png"}));
  command->footer(
      "Counts what is presented as so (status actual); each status asked for is a column of its own, and none are added up.\n"
      "Examples:\n"
      "  demarche series --in events.db --actor USA --recipient CHN\n"
      "  demarche series --in events.db --party KEN --by week --count act --mean --output kenya.svg\n"
      "  demarche series --in events.db --event ASSAULT --status actual,planned,denied --by year --format csv");
  command->callback([request, &exit_code] { exit_code = run(*request); });
}

}  // namespace demarche::cli
