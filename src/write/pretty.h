// A document for people: its sentences, and beneath each the claims made in it.
//
//   Kenya rejected the plan to station Ugandan troops on its border.
//     c1 ● Kenya (KEN) → REJECT/change → Uganda (UGA)                    0.91
//          "rejected" · in the writer's own voice
//     c2 ○ [planned] Uganda (UGA MIL) ⇢ MOBILIZE/troops ⇢ Kenya (KEN)    0.74
//          "station" · in the writer's own voice · content of c1
#pragma once

#include <string>

#include "write/write.h"

namespace demarche {

/// What did not take place (planned, possible, denied) has a hollow mark, its status in brackets and dashed arrows, so that it is
/// told from an event without colours too. Control characters of the text are shown as U+FFFD: a terminal never obeys an article.
void write_pretty(const Document& document, const Style& style, std::string& out);

}  // namespace demarche
