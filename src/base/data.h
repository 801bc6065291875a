// Where the data lies: models/, actors/, places/, codebook/, languages/.   find_data("") -> "/usr/share/demarche"
#pragma once

#include <string>

#include "demarche/demarche.h"

namespace demarche {

/// The folder asked for; if none is, $DEMARCHE_DATA, then where it was installed, then where it was built. An Error names the places looked at.
Result<std::string> find_data(const std::string& asked);

}  // namespace demarche
