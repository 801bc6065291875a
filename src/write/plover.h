// The single PLOVER type under which a claim is exported, after the manual's border rules.
//   "will send aid" (AID, planned) -> AGREE;  "will not release" (RETREAT, denied) -> REJECT;  what happened keeps its type
// And the two exports of that kind: PLOVER records and CAMEO rows.
#pragma once

#include <string>
#include <string_view>

#include "demarche/demarche.h"
#include "write/write.h"

namespace demarche {

/// A border rule: a claim of this type and status is exported as another type.
struct Border {
  Status status;
  std::string_view event;              ///< as read
  std::string_view type, mode, cameo;  ///< as exported
  double score;
  std::string_view reason;
};

/// The rule that applies, or nullptr: the claim is exported as it was read. The store keeps the claim as read in any case.
[[nodiscard]] const Border* border_of(const Claim& claim);
[[nodiscard]] std::string plover_type(const Claim& claim);

/// Is the claim a row of its own? Contents of other claims are not, nor what the text denies unless a border rule makes something of it.
[[nodiscard]] bool is_row(const Claim& claim);

/// Goldstein score of a CAMEO code; a code that is not in the scheme has that of its longest known beginning, else 0.
[[nodiscard]] double goldstein(std::string_view cameo);

/// A JSON record a line and claim, with the field names of the PLOVER manual.
void write_plover(const Document& document, const Style& style, std::string& out);

/// date, source, target, CAMEO code, Goldstein score, tab-separated, a row a dyad. Only what happened, or what a border rule makes an act.
void write_cameo(const Document& document, const Style& style, std::string& out);

}  // namespace demarche
