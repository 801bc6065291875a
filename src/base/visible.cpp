// See visible.h.
#include "base/visible.h"

namespace demarche {

std::string visible(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
    const auto third = i + 2 < text.size() ? static_cast<unsigned char>(text[i + 2]) : 0U;
    if (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r') {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\uFFFD";
    } else if (byte == 0xC2 && next >= 0x80 && next < 0xA0) {  // C1 controls
      out += "\uFFFD", i += 1;
    } else if (byte == 0xE2 && ((next == 0x80 && ((third >= 0xAA && third <= 0xAE) || third == 0x8E || third == 0x8F)) ||
                                (next == 0x81 && third >= 0xA6 && third <= 0xA9))) {
      out += "\uFFFD", i += 2;  // bidirectional marks, embeddings, overrides and isolates
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace demarche
