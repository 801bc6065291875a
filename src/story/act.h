// Reports of one act on one day: the same kind of act, at the same status, by the same actors to the same recipients.
//   act_of({"2024-05-14", "REJECT", "actual", {"KEN GOV"}, {"UGA"}})  ->  the same number for every report of it, everywhere and always
// Counting these numbers instead of claims is the "one a day" of event data. Places and modes don't tell acts apart: reports differ in
// them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace demarche {

struct Act {
  std::string day, event, status;
  std::vector<std::string> actors, recipients;  ///< codes; where nothing is known ("---"), the words
};

/// 53 bits, so that R, JavaScript and floating point hold it exactly.
[[nodiscard]] std::int64_t act_of(Act act);

}  // namespace demarche
