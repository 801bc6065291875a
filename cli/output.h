// Where records go: standard output, or a file that appears only when it is complete.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include "demarche/demarche.h"

namespace demarche::cli {

/// Writes to FILE by way of a temporary file beside it, renamed by finish(); without finish() nothing is left behind. A path that
/// is not a regular file (/dev/null, a pipe) is written to directly.
class Output {
 public:
  static Result<Output> open(const std::string& path);  ///< "" or "-" is standard output
  /// Appends a record. False when the device refuses it (disk full, pipe closed); finish() then says why.
  bool write(std::string_view record);
  /// Flushes, and puts the file in its place.
  [[nodiscard]] Done finish();
  [[nodiscard]] bool is_terminal() const;

  Output(Output&& other) noexcept;
  Output& operator=(Output&&) = delete;
  ~Output();

 private:
  Output() = default;
  std::FILE* file_ = nullptr;
  std::string path_, temporary_;  ///< temporary_ is "" when writing directly
  int problem_ = 0;               ///< errno of the first failed write
};

}  // namespace demarche::cli
