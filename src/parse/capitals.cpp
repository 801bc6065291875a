// See capitals.h.
#include "parse/capitals.h"

#include <algorithm>
#include <charconv>
#include <fstream>

#include "base/utf8.h"

namespace demarche {
namespace {

/// X: in capitals, x: begins with one, d: with a figure, l: with a small letter, else its first character.
char32_t shape(std::u32string_view word) {
  if (is_upper(word[0])) {
    const bool all = std::all_of(word.begin(), word.end(), [](char32_t c) { return is_upper(c) || !is_letter(c); });
    return word.size() > 1 && all ? U'X' : U'x';
  }
  return is_digit(word[0]) ? U'd' : is_letter(word[0]) ? U'l' : word[0];
}

}  // namespace

Result<Capitals> Capitals::load(const std::string& path) {
  Capitals out;
  std::ifstream in(path);
  if (!in) return Error{Error::Code::not_found, path, 0, 0, "missing weights of capitals; check out models/ or run train/capitals.py"};
  std::uint64_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    const std::size_t tab = line.rfind('\t');
    float weight = 0;
    const char* end = line.data() + line.size();
    if (tab == std::string::npos || std::from_chars(line.data() + tab + 1, end, weight).ptr != end)
      return Error{Error::Code::bad_format, path, number, 0, "must be a feature, a tab and its weight"};
    out.weights_[std::string_view(line).substr(0, tab)] = weight;
  }
  return out;
}

float Capitals::score(const Forms& forms, std::size_t first, std::size_t end, std::size_t i) const {
  std::string words[5];  // i - 2 to i + 2 in small letters, and their shapes
  std::string shapes[5];
  for (std::size_t k = 0; k < 5; ++k) {
    const bool inside = i + k >= first + 2 && i + k < end + 2 && !forms[i + k - 2].empty();
    const std::u32string_view form = inside ? forms[i + k - 2] : std::u32string_view(U"^");
    for (const char32_t c : form) append(lower(c), words[k]);
    append(shape(form), shapes[k]);
  }
  float sum = 0;
  const auto add = [&](std::string_view kind, std::string_view one, std::string_view other = {}) {
    Hash64 key;
    key.add(kind);
    key.add(one);
    if (!other.empty()) {
      key.add(' ');
      key.add(other);
    }
    if (const float* weight = weights_.find(key.value())) sum += *weight;
  };
  const std::string& word = words[2];
  add("b:", "");
  add("f:", encode(forms[i]));
  add("l:", word);
  const auto letter = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };  // begins a code point
  std::size_t from = word.size();
  std::size_t letters = 0;
  for (; from > 0 && letters < 4; ++letters) {
    do --from;
    while (from > 0 && !letter(word[from]));
    if (letters > 0) add("s:", std::string_view(word).substr(from));
  }
  for (; letters < 4; ++letters) add("s:", word);  // shorter words: their whole, as often as the trainer counts it
  std::size_t to = 0;
  for (letters = 0; to < word.size() && letters < 3; ++letters) {
    do ++to;
    while (to < word.size() && !letter(word[to]));
  }
  add("p:", std::string_view(word).substr(0, to));
  add("-:", words[1]);
  add("+:", words[3]);
  add("-l:", words[1], word);
  add("l+:", word, words[3]);
  add("h:", shapes[0] + shapes[1] + shapes[2] + shapes[3] + shapes[4]);
  add("-h:", shapes[1], word);
  add("+h:", shapes[3], word);
  add("--:", words[0], words[1]);
  add("++:", words[3], words[4]);
  return sum;
}

}  // namespace demarche
