// One line of JSONL as an article:  {"doc": "n1", "date": "2024-05-14", "text": "Kenya ..."}  ->  Article{"n1", "2024-05-14", "", "Kenya
// ..."}
#pragma once

#include <string>
#include <string_view>

#include "demarche/demarche.h"

namespace demarche {

/// `default_date` serves a line without `date`. The Error says what is wrong with the line, not where it stands.
[[nodiscard]] Result<Article> article_of_json(std::string_view line, const std::string& default_date);

}  // namespace demarche
