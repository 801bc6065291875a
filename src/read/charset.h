// Bytes of any charset to UTF-8.
//
//   to_utf8("caf\xE9", "iso-8859-1")  ->  "café"       to_utf8("caf\xC3\xA9", "iso-8859-1")  ->  "café": it is UTF-8, whatever it claims
//
// In this order: a byte order mark; UTF-8 if it is that; the charset that was declared (by HTTP, a page, an XML declaration), by the
// names of the WHATWG's list and whatever else iconv knows; UTF-8 with damages, if it is mostly that; windows-1252 if it is mostly ASCII.
// Bytes that mean nothing become U+FFFD.
#pragma once

#include <string>
#include <string_view>

#include "demarche/demarche.h"

namespace demarche {

/// The text; an Error bad_encoding if nothing tells its charset, or it is no text at all (offset: the byte that shows it).
[[nodiscard]] Result<std::string> to_utf8(std::string bytes, std::string_view declared);

/// Puts U+FFFD in place of what is not UTF-8; for names and addresses that come from headers.
void make_utf8(std::string& text);

/// The charset that a page declares in its first bytes (<meta charset>, http-equiv), or an XML declaration; "" if none.
[[nodiscard]] std::string declared_charset(std::string_view bytes);

/// The charset parameter of a media type: "text/html; charset=utf-8" -> "utf-8"; "" if none.
[[nodiscard]] std::string charset_of_type(std::string_view media_type);

}  // namespace demarche
