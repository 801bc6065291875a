// Documents through a coder to an output: what `read` and `parse` have in common.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "commands.h"
#include "demarche/demarche.h"
#include "output.h"

namespace demarche::cli {

/// A finished record, or why there is none.
struct Coded {
  std::string record;
  std::optional<Error> error;
};

/// Counts and reports documents: errors at once on stderr, progress there only when it is a terminal and the output is not. Documents in
/// other languages and things that hold no text are counted and named at the end, but are no failures.
class Tally {
 public:
  explicit Tally(bool progress) : progress_(progress) {}
  void count(const std::optional<Error>& error);
  void report(const Error& error);
  /// Some failed, and none was read.
  [[nodiscard]] bool all_failed() const { return failed_ != 0 && failed_ == documents_; }
  /// Clears the progress line; with failures among several documents, says how many.
  [[nodiscard]] int finish();

 private:
  bool progress_;
  std::string first_foreign_;
  std::size_t documents_ = 0, failed_ = 0, foreign_ = 0, skipped_ = 0, shown_ = 0;
};

/// The documents of all files and folders in turn, for article_of(); an Error for each file or document that is refused.
[[nodiscard]] std::function<std::optional<Result<RawDocument>>()> documents_of(const Inputs& inputs);

[[nodiscard]] unsigned thread_count(const Inputs& inputs);

/// Prints the error; the exit code for a failure that is nobody's document.
int fail(const Error& error);

/// Runs `code` on every article, in parallel, and writes the records in order. Returns the exit code.
int code_documents(const Inputs& inputs, Output output, const std::function<std::optional<Result<RawDocument>>()>& next,
                   const std::function<Coded(const Article&)>& code, std::string_view begin, std::string_view end);

}  // namespace demarche::cli
