// What a page says of itself in <meta>, JSON-LD, <time> and <title>, the more reliable first.
//
//   facts_of(markup).date  ->  "2024-05-14", from JSON-LD's datePublished, article:published_time, other meta elements or a <time>
#pragma once

#include <string>

#include "read/markup.h"

namespace demarche {

struct PageFacts {
  std::string title, date, publisher, url, language;
  std::string body;  ///< JSON-LD's articleBody, with its paragraphs if it has any
};

[[nodiscard]] PageFacts facts_of(const Markup& page);

}  // namespace demarche
