// Where the weights, actors, codebook and word lists are.
//   data_folder("")  ->  $DEMARCHE_DATA, else where demarche was installed, else where it was built
#pragma once

#include <string>
#include <vector>

#include "demarche/demarche.h"

namespace demarche {

/// `asked` when it is not ""; an Error that names the places looked at when there is no data.
[[nodiscard]] Result<std::string> data_folder(const std::string& asked);
/// Where a packed table of this name (base/packed.h) may lie for a data folder, the likeliest place first.
[[nodiscard]] std::vector<std::string> index_places(const std::string& folder, const std::string& name);

}  // namespace demarche
