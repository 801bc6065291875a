// Documents as one page to look at, without network: each sentence with its parties, sources, triggers and quotations marked, and beside it
// its claims: who -> what -> whom, status in words and in shape, the chain of sources, disputes.
//   demarche read --format html article.txt > article.html
// All text of the documents is escaped; a content policy lets no script run but the page's own.
#pragma once

#include "write/write.h"

namespace demarche {

/// What stands before the first document: head, style, legend and filters.
[[nodiscard]] std::string_view html_begin();
/// What stands after the last: the script that filters, which the page also does without.
[[nodiscard]] std::string_view html_end();
/// Appends one document as an <article>.
void write_html(const Document& document, const Style& style, std::string& out);

}  // namespace demarche
