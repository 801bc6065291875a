// The main text of a page: the paragraphs of its article, a blank line between them.
//
// The page is cut into blocks (a paragraph, a heading, a list item). Blocks of prose, long and with few links, say where the article is:
// in the smallest element that holds nearly all the prose outside of parts whose names (class, id) tell that they are comments, menus,
// teasers. In it, what is no prose is left out: link lists, captions, calls to subscribe, headings with nothing below them.
// The words that tell noise: page_words.inc.
#pragma once

#include <string>
#include <string_view>

#include "read/markup.h"

namespace demarche {

/// "" when the page holds no prose. A first paragraph that only repeats `title` is left out.
[[nodiscard]] std::string main_text(const Markup& page, std::string_view title);

/// All text below a node as paragraphs, of whatever kind; for fragments that somebody has already chosen, as a feed's.
[[nodiscard]] std::string all_text(const Markup& markup, std::uint32_t node);

}  // namespace demarche
