// Border rules of PLOVER between types and auxiliary modes: see plover.h.
#include "write/plover.h"

namespace demarche {

std::string plover_type(const Claim& claim) {
  const std::string& e = claim.event;
  const bool yields = e == "RETREAT" || e == "CONCEDE";
  const bool cooperates = e == "CONSULT" || e == "SUPPORT" || e == "COOPERATE" || e == "AID";
  if (claim.status == Status::planned) {
    if (cooperates) return "AGREE";
    if (yields) return "CONCEDE";
    if (e == "ASSAULT" || e == "SANCTION" || e == "COERCE") return "THREATEN";
  }
  if (claim.status == Status::denied && (cooperates || yields || e == "AGREE")) return "REJECT";
  return e;
}

}  // namespace demarche
