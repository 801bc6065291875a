// One line of JSONL as an article:  {"doc": "n1", "date": "2024-05-14", "text": "Kenya ..."}  ->  Article{"n1", "2024-05-14", "", "Kenya
// ..."}
#pragma once

#include <string_view>

#include "demarche/demarche.h"
#include "read/read.h"

namespace demarche {

/// Fills `article`, whose name stays when the line has none. The Error says what is wrong with the line, not where it stands.
[[nodiscard]] Done article_of_json(std::string_view line, const ReadOptions& options, Article& article);

}  // namespace demarche
