// See name_index.h.
#include "base/name_index.h"

namespace demarche {

std::string name_key(std::string_view text) {
  std::string out;
  each_key_byte(text, [&](char c) { out += c; });
  return out;
}

}  // namespace demarche
