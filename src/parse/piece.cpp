// Cutting by the words' forms: the tags are not known yet.
#include "parse/piece.h"

namespace demarche {

std::vector<std::size_t> pieces(const Forms& forms, std::size_t first, std::size_t last, std::size_t most) {
  std::vector<std::size_t> out;
  while (last - first > most) {
    std::size_t strong = 0;  // length up to the mark, 0 = none
    std::size_t weak = 0;
    for (std::size_t size = most; size > most / 2 && strong == 0; --size) {
      const std::u32string_view form = forms[first + size - 1];
      if (form.size() != 1) continue;
      if (std::u32string_view(U".;:!?").find(form[0]) != std::u32string_view::npos) strong = size;
      if (weak == 0 && (form[0] == U',' || form[0] == U'-')) weak = size;
    }
    const std::size_t length = strong != 0 ? strong : weak != 0 ? weak : most;
    out.push_back(length);
    first += length;
  }
  if (last != first) out.push_back(last - first);
  return out;
}

}  // namespace demarche
