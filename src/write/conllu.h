// Words, tags and trees as CoNLL-U (universaldependencies.org/format.html):
//   # text = They don't agree.
//   1    They   they   PRON  PRP  Case=Nom|...  4  nsubj  _  _
//   2-3  don't  _ ...
#pragma once

#include <string>
#include <string_view>

#include "write/write.h"

namespace demarche {

/// All sentences of the document. Comments: newdoc, newpar, sent_id, text. A name's tag stands in MISC as NE=B-person, I-person, ...
void write_conllu(const Document& document, const Style& style, std::string& out);

/// One word's line with the ID `token - first + 1`; `form` and `misc` as given.
void append_conllu_word(const Document& document, Index token, Index first, std::string_view form, std::string_view misc, std::string& out);

}  // namespace demarche
