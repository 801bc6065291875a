// Which texts must be coded anew when actors or codebook have changed, without coding them.
//
//   auto changes = demarche::Changes::between({.data = "data of before"}, {.data = "data of now"});
//   if (changes->concern(article)) ...                     // else its claims are what they were
//
// Looks at actors/*.tsv, languages/en/agents.tsv, codebook/events/*.toml and tables of the user's own; all else must be the same in both. A
// text is concerned if it holds a name whose rows differ, speaks of an office and a country whose holders on its date differ, or holds
// words that may be forms of those of a sense that differs: rather one too many than one too few.
#pragma once

#include <memory>
#include <string>

#include "demarche/demarche.h"

namespace demarche {

class Changes {
 public:
  /// Errors as of Coder::load.
  static Result<Changes> between(const Coder::Options& before, const Coder::Options& after);
  Changes(Changes&&) noexcept;
  Changes& operator=(Changes&&) noexcept;
  ~Changes();

  /// Must every text be coded anew? Then why: "a country or nation has changed in the tables of actors".
  [[nodiscard]] bool everything() const;
  /// What has changed: "2 names, 1 office, 3 words".
  [[nodiscard]] const std::string& summary() const;
  /// May be called from any thread.
  [[nodiscard]] bool concern(const Article& article) const;

 private:
  struct Parts;
  explicit Changes(std::unique_ptr<const Parts> parts);
  std::unique_ptr<const Parts> parts_;
};

}  // namespace demarche
