// Cutting by the words' forms: the tags are not known yet.
#include "parse/piece.h"

namespace demarche {

std::vector<std::size_t> pieces(const Forms& forms, std::size_t first, std::size_t last, std::size_t most) {
  std::vector<std::size_t> out;
  while (last - first > most) {
    std::size_t length = most;
    bool strong = false;
    for (std::size_t size = most; size > most / 2 && !strong; --size) {
      const std::u32string_view form = forms[first + size - 1];
      if (form.size() != 1) continue;
      strong = std::u32string_view(U".;:!?").find(form[0]) != std::u32string_view::npos;
      if (strong || (length == most && (form[0] == U',' || form[0] == U'-'))) length = size;
    }
    out.push_back(length);
    first += length;
  }
  if (last != first) out.push_back(last - first);
  return out;
}

}  // namespace demarche
