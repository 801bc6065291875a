// Characters that mean something in HTML and SVG.
//   if (!append_entity('<', out)) out += '<';   ->  "&lt;"
#pragma once

#include <string>

namespace demarche {

/// Adds the entity of & < > or ", and says whether `c` was one of them.
inline bool append_entity(char c, std::string& out) {
  switch (c) {
    case '&':
      out += "&amp;";
      return true;
    case '<':
      out += "&lt;";
      return true;
    case '>':
      out += "&gt;";
      return true;
    case '"':
      out += "&quot;";
      return true;
    default:
      return false;
  }
}

}  // namespace demarche
