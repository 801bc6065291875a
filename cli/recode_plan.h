// Which of a database's documents `demarche recode` must code anew: all of a version whose weights or program were others; of one with
// other actors or senses only those that hold what has changed.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "demarche/changes.h"
#include "store/store.h"

namespace demarche::cli {

class RecodePlan {
 public:
  /// @param now what the database shall go by; @param options the same, as Changes takes it
  static Result<RecodePlan> make(Store& store, const Version& now, const Coder::Options& options);
  /// May be called from any thread.
  [[nodiscard]] bool concerns(const Stored& document) const;
  /// A sentence a version: what is coded anew, and why.
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::map<std::int64_t, std::optional<Changes>> versions_;  ///< by the number of the version; nothing: it is the one of now
  std::string text_;
};

}  // namespace demarche::cli
