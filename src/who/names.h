// Names in the text: longest match of known names, one after another.   "the Korean People's Army" -> [tokens 1..5) row KPA
#pragma once

#include <span>
#include <vector>

#include "demarche/demarche.h"
#include "who/knowledge.h"

namespace demarche {

struct NameMatch {
  Index first = 0, last = 0;  ///< tokens
  Index row = kNone;          ///< of Knowledge
  float confidence = 0.95F;   ///< lower where the name has several bearers and the text does not say which
};

/// Known names of the document, in order, not overlapping. Among rows of one name the date and the words around decide.
[[nodiscard]] std::vector<NameMatch> find_names(const Document& document, const Knowledge& knowledge);
/// The row that is meant on a date: in force first, then the latest.
[[nodiscard]] Index choose_row(std::span<const Index> rows, const Knowledge& knowledge, std::string_view date);

}  // namespace demarche
