// What is said on stderr while an archive is coded: a line that is renewed on a terminal, and a summary at the end.
//   12,400 documents · 71,022 claims · 412 documents/s · 3 refused · 2 min left
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "demarche/demarche.h"
#include "output.h"
#include "store/store.h"

namespace demarche::cli {

class Progress {
 public:
  /// Refused documents go to the file `errors`, a line each, or to stderr when it is "".
  static Result<Progress> open(const std::string& errors);

  void refused(const Error& error);
  void added(const Added& added);
  void coded();
  /// How much of the work is done, 0 to 1; 0 while it is not known.
  void share(double done) { share_ = done; }
  /// Ends the line, writes the summary, puts the file of errors in its place. The exit code.
  [[nodiscard]] int finish();
  [[nodiscard]] double seconds() const;

 private:
  explicit Progress(std::optional<Output> errors);
  void show(bool now);
  void clear();

  std::optional<Output> errors_;
  bool terminal_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point begin_, last_;
  Added sum_;
  std::size_t coded_ = 0, failed_ = 0, foreign_ = 0, skipped_ = 0;
  double share_ = 0;
};

}  // namespace demarche::cli
