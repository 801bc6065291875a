// Quotations: what stands between quotation marks, over the whole document.
//   He left. "We won," he said. "Now we   ->  ["We won,"] ["Now we] (unclosed: to the end of its paragraph)
// A quotation whose every paragraph begins with a mark and only whose last one is closed is one quotation.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "types/tree.h"

namespace demarche {

struct Quotation {
  Span span;                  ///< marks included
  Index first = 0, last = 0;  ///< tokens [first, last), marks included
  bool clause = false;        ///< holds a clause; otherwise a name, a title or a word held at arm's length
};

/// In text order, without overlap; quotations inside quotations are not listed.
[[nodiscard]] std::vector<Quotation> quotations(const Tree& tree);

/// Those that overlap the span, or touch it.
[[nodiscard]] std::span<const Quotation> quotations_about(const std::vector<Quotation>& all, Span span);

/// Of any kind: straight, curly, low, angular, single.
[[nodiscard]] bool is_quotation_mark(std::string_view word);

/// The quotation that holds this token, or nullptr.
[[nodiscard]] const Quotation* quotation_at(const std::vector<Quotation>& all, Index token);

}  // namespace demarche
