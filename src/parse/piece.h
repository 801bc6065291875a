// Where a sentence too long for the network is cut.
//   lengths of the pieces of 450 words, at most 200 each -> 187 (after a semicolon), 164 (after a comma), 99
#pragma once

#include <cstddef>
#include <vector>

#include "parse/feature.h"

namespace demarche {

/// Lengths of the pieces of the words [first, last), each at most `most`: cut after the last sentence-like mark (. ; : ! ?) in the second
/// half of what fits, else after the last comma or dash there, else where it is full.
[[nodiscard]] std::vector<std::size_t> pieces(const Forms& forms, std::size_t first, std::size_t last, std::size_t most);

}  // namespace demarche
