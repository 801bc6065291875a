// The single PLOVER type under which a claim is exported, after the manual's border rules.
//   "will send aid" (AID, planned) -> AGREE;  "will not release" (RETREAT, denied) -> REJECT;  what happened keeps its type
#pragma once

#include <string>

#include "demarche/demarche.h"

namespace demarche {

/// Future cooperation is AGREE, promised concessions in deeds are CONCEDE, force in prospect by the threatener is THREATEN, cooperation
/// that will not be is REJECT; the store keeps the claim as it was read.
[[nodiscard]] std::string plover_type(const Claim& claim);

}  // namespace demarche
