// Members of the closed sets by their names: the way back from name() of the public header.
#pragma once

#include <optional>
#include <string_view>

#include "demarche/demarche.h"

namespace demarche {

/// "planned" -> Status::planned; nothing for what is none.
[[nodiscard]] std::optional<Status> status_named(std::string_view text);

}  // namespace demarche
