// Is the knowledge of actors sound? Bad codes, impossible dates, overlaps and gaps, each with file and line.
//   "actors/leaders.tsv:12: from 2024-02-30 is no day"
// Errors are wrong whatever the world is like; notes may be so (two presidents at once, an office empty for years) and ask for a look.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "who/knowledge.h"

namespace demarche {

/// The sectors that there are (actors/import/sectors.tsv of the data root).
using Sectors = std::set<std::string, std::less<>>;
Result<Sectors> read_sectors(const std::string& folder);

/// Why a row can't be used: no name, no such country or sector, days that are none or in the wrong order.
[[nodiscard]] std::vector<std::string> mistakes(const ActorRow& row, const Knowledge& knowledge, const Sectors& sectors);

struct ActorFinding {
  bool wrong = false;  ///< an error; else a note
  Error about;
};

/// @param folder data root, for the sectors that there are (actors/import/sectors.tsv)
Result<std::vector<ActorFinding>> check_actors(const Knowledge& knowledge, const std::string& folder);

}  // namespace demarche
