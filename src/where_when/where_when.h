// Where and when: each claim's own place and time, not just any that its sentence names.
//   "On Tuesday rebels attacked a convoy near Idlib, officials in Damascus said"  ->  attack: near Idlib, the Tuesday before
// Needs trees, mentions and claims; fills Claim::place and Claim::time. A claim without a time is dated to the story, and says so
// (Time::from_story). Does not use the dateline, nor decide what is history (happened/).
#pragma once

#include <memory>
#include <string>

#include "demarche/demarche.h"
#include "types/tree.h"

namespace demarche {

class WhereWhen {
 public:
  /// @param folder data root: places/places.tsv, languages/en/times.tsv, languages/en/whereabouts.tsv
  static Result<WhereWhen> load(const std::string& folder);
  Done run(Document& document, const Tree& tree) const;

  WhereWhen(WhereWhen&&) noexcept;
  WhereWhen& operator=(WhereWhen&&) noexcept;
  ~WhereWhen();

 private:
  struct Knowledge;
  explicit WhereWhen(std::unique_ptr<const Knowledge> knowledge);
  std::unique_ptr<const Knowledge> knowledge_;
};

}  // namespace demarche
