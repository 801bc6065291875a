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
[[nodiscard]] const Border* border_of(Status status, std::string_view event);
[[nodiscard]] const Border* border_of(const Claim& claim);
/// Does its type need a recipient, and none is told?
[[nodiscard]] bool lacks_recipient(const Claim& claim);
/// "" of what is no event of PLOVER's, as the recipient that its type needs is not told ("imposed sanctions on Monday").
[[nodiscard]] std::string plover_type(const Claim& claim);

/// The sentence in which a trigger stands.
[[nodiscard]] Span sentence_of(const Document& document, Span trigger);

/// Is the claim a row of its own? Contents of other claims are not, nor what lacks a recipient that its type needs, nor what the text
/// denies unless a border rule makes something of it.
[[nodiscard]] bool is_row(const Claim& claim);

/// Goldstein score of a CAMEO code; a code that is not in the scheme has that of its longest known beginning, else 0.
[[nodiscard]] double goldstein(std::string_view cameo);

/// A JSON record a line and claim, with the field names of the PLOVER manual (plover_record.h).
void write_plover(const Document& document, const Style& style, std::string& out);

/// date, source, target, CAMEO code, Goldstein score, tab-separated, a row a dyad. Only what happened, or what a border rule makes an act.
void write_cameo(const Document& document, const Style& style, std::string& out);

}  // namespace demarche
