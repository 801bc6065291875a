// Dictionaries of TABARI and PETRARCH read as tables of ours.
//   VINICIO_CEREZO_            ->  actors: a person of GTM, GOV from 1986-01-14 to 1991-01-14
//   +MARCO_VINICIO_CEREZO_         with the synonym as an alias
//     [GTMGOV 860114-910114]
//   FARM_WORKER [~AGR]         ->  agents: farm worker, AGR
// Takes actor and agent files, also both in one. Sets (!PERSON! = MAN, WOMAN) are spelt out. CAMEO's role codes become PLOVER's sectors by
// actors/import/cameo_sectors.tsv. What is not understood is noted with its line; nothing is dropped without a note.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "demarche/demarche.h"

namespace demarche {

struct TabariTables {
  std::string actors;        ///< an actors table (docs/actors.md), with its line of columns
  std::string agents;        ///< lines of languages/en/agents.tsv
  std::vector<Error> notes;  ///< one for each line not understood, or understood in part
};

/// @param path named in the notes; @param folder data root, for the table of sectors
Result<TabariTables> read_tabari(std::string_view bytes, const std::string& path, const std::string& folder);

}  // namespace demarche
