// An HTML page as an article: its main text without what stands around it, and what it says of itself.
//
//   Article a;  article_of_page("<html>...", a)   ->  a.text "First paragraph.\n\nSecond.", a.title, a.date, a.publisher, a.url, a.language
//
// How the main text is found: main_text.h; what the page says of itself: page_facts.h.
#pragma once

#include <string_view>

#include "demarche/demarche.h"

namespace demarche {

/// Fills what `article` lacks; its text is always the page's. The Error says why there is no article, not where the page stands.
[[nodiscard]] Done article_of_page(std::string_view page, Article& article);

}  // namespace demarche
