// Progress and summary; see progress.h.
#include "progress.h"

#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <iostream>

#include "commands.h"
#include "read/archive.h"

namespace demarche::cli {

namespace {

std::string_view reason(Error::Code code) {
  switch (code) {
    case Error::Code::not_found:
      return "not found";
    case Error::Code::unreadable:
      return "unreadable";
    case Error::Code::empty:
      return "empty";
    case Error::Code::bad_encoding:
      return "bad encoding";
    case Error::Code::bad_format:
      return "bad format";
    case Error::Code::too_large:
      return "too large";
    case Error::Code::bad_model:
      return "bad model";
    case Error::Code::bad_argument:
      return "bad argument";
    case Error::Code::other_language:
      return "other language";
    case Error::Code::skipped:
      return "no text";
  }
  return "error";
}

/// One field of a tab-separated line.
std::string field(std::string words) {
  for (char& c : words)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  return words;
}

std::string count(std::size_t number, const char* what) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits + ' ' + what + (number == 1 ? "" : "s");
}

std::string span_of(double seconds) {
  const auto whole = static_cast<long>(std::lround(seconds));
  if (whole < 100) return std::to_string(whole) + " s";
  if (whole < 6000) return std::to_string((whole + 30) / 60) + " min";
  return std::to_string(whole / 3600) + " h " + std::to_string(whole % 3600 / 60) + " min";
}

}  // namespace

Result<Progress> Progress::open(const std::string& errors) {
  if (errors.empty()) return Progress(std::nullopt);
  Result<Output> output = Output::open(errors);
  if (!output) return output.error();
  output->write("file\tline\toffset\treason\tmessage\n");
  return Progress(std::optional<Output>(std::move(*output)));
}

Progress::Progress(std::optional<Output> errors)
    : errors_(std::move(errors)), terminal_(::isatty(STDERR_FILENO) == 1), begin_(std::chrono::steady_clock::now()), last_(begin_) {}

void Progress::refused(const Error& error) {
  const bool skip = is_skip(error);
  ++(!skip ? failed_ : error.code == Error::Code::other_language ? foreign_ : skipped_);
  if (errors_) {
    errors_->write(field(error.where) + '\t' + std::to_string(error.line) + '\t' + std::to_string(error.offset) + '\t' +
                   std::string(reason(error.code)) + '\t' + field(error.message) + '\n');
  } else if (!skip) {
    clear();
    std::cerr << "demarche: " << error.text() << '\n';
  }
  show(false);
}

void Progress::added(const Added& added) {
  sum_.documents += added.documents;
  sum_.again += added.again;
  sum_.known += added.known;
  sum_.copies += added.copies;
  sum_.claims += added.claims;
  sum_.kept += added.kept;
  show(false);
}

void Progress::coded() {
  ++coded_;
  show(false);
}

double Progress::seconds() const {
  return std::max(1e-3, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count());
}

void Progress::show(bool now) {
  if (!terminal_) return;
  const auto time = std::chrono::steady_clock::now();
  if (!now && time - last_ < std::chrono::milliseconds(200)) return;
  last_ = time;
  std::string line = count(coded_, "document") + " \u00b7 " + count(sum_.claims, "claim") + " \u00b7 " +
                     std::to_string(std::lround(static_cast<double>(coded_) / seconds())) + " documents/s";
  if (failed_ != 0) line += " \u00b7 " + count(failed_, "error");
  if (share_ > 0.005 && share_ <= 1) line += " \u00b7 " + span_of(seconds() * (1 - share_) / share_) + " left";
  std::cerr << "\r\x1b[K" << line << std::flush;
  shown_ = true;
}

void Progress::clear() {
  if (shown_) std::cerr << "\r\x1b[K";
  shown_ = false;
}

int Progress::finish() {
  clear();
  std::string line = count(sum_.documents, "document") + " added, " + count(sum_.claims, "claim");
  if (sum_.copies != 0) line += ", " + std::to_string(sum_.copies) + " are copies of others";
  if (sum_.again != 0) line += "; " + std::to_string(sum_.again) + " coded anew";
  if (sum_.kept != 0) line += "; " + std::to_string(sum_.kept) + " hold nothing that has changed";
  if (sum_.known != 0) line += "; " + std::to_string(sum_.known) + " were there already";
  if (foreign_ != 0) line += "; " + std::to_string(foreign_) + " in another language";
  if (skipped_ != 0) line += "; " + std::to_string(skipped_) + " without text";
  if (failed_ != 0) line += "; " + std::to_string(failed_) + " refused";
  std::cerr << "demarche: " << line << "; " << span_of(seconds());
  if (coded_ != 0) std::cerr << ", " << std::lround(static_cast<double>(coded_) / seconds()) << " documents/s";
  std::cerr << '\n';
  if (errors_) {
    if (const Done written = errors_->finish(); !written) {
      std::cerr << "demarche: " << written.error().text() << '\n';
      return kSomeFailed;
    }
  }
  return failed_ != 0 ? kSomeFailed : kFine;
}

}  // namespace demarche::cli
