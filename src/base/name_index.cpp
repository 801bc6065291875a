// See name_index.h.
#include "base/name_index.h"

namespace demarche {

std::string name_key(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      out += c;
    else if (c >= 'A' && c <= 'Z')
      out += static_cast<char>(c - 'A' + 'a');
    else if (static_cast<unsigned char>(c) >= 0x80 && !(static_cast<unsigned char>(c) == 0xE2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) == 0x80))
      out += c;
    else if (static_cast<unsigned char>(c) == 0xE2)
      i += 2;  // general punctuation: curly quotes, dashes
  }
  return out;
}

}  // namespace demarche
