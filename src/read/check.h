// What a text and a date must be before anything is read from them.
//   check_text("caf\xC3")       -> Error bad_encoding, offset 3: "not UTF-8 ..."
//   check_date("2024-02-30")    -> Error bad_argument: no such day
#pragma once

#include <string_view>

#include "demarche/demarche.h"

namespace demarche {

/// Text that can be coded: UTF-8, no NUL bytes, not blank. The Error's offset is the byte; `where` and `line` are left to the caller.
[[nodiscard]] Done check_text(std::string_view text);

/// "" or a day of the calendar as YYYY-MM-DD.
[[nodiscard]] Done check_date(std::string_view date);

}  // namespace demarche
