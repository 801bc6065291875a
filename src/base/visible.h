// Text as it may be shown: nothing in it that acts on a terminal or turns the reading direction of a page.
//   visible("a\x1b[2Jb")  ->  "a<U+FFFD>[2Jb"
#pragma once

#include <string>
#include <string_view>

namespace demarche {

/// Control characters and direction overrides become U+FFFD, each run of white space a single space (none at the start).
[[nodiscard]] std::string visible(std::string_view text);

}  // namespace demarche
