// The language of a text, by its script and its commonest words.
//
//   language_of("Die Regierung hat den Plan abgelehnt, weil er nicht ...")  ->  "de"      language_of("Kenya: no")  ->  ""
//
// Known are the languages of language_words.inc and those that have a script to themselves. A text in some other language of the Latin
// script is "und" when it is long and English, that of headlines too, hardly explains it. Made to err to "": a text that nothing is sure of
// is kept.
#pragma once

#include <string>
#include <string_view>

namespace demarche {

/// ISO 639-1; "und" for a language that is not known but is none of those known; "" when the text is too short or too mixed to tell.
[[nodiscard]] std::string language_of(std::string_view text);

/// Is it a code that language_of() may give, "und" apart?
[[nodiscard]] bool is_language(std::string_view code);

}  // namespace demarche
