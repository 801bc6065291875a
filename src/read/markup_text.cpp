// What stands in a node: attributes, character references, text; see markup.h.
#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "read/letters.h"
#include "read/markup.h"

namespace demarche {

namespace {

struct Entity {
  std::string_view name;
  char32_t code_point;
};
constexpr auto kEntities = std::to_array<Entity>({
#include "read/entities.inc"
});

/// The reference at the beginning of `text`, which begins with &; its length, 0 if it is none.
std::size_t reference(std::string_view text, char32_t& code_point) {
  if (text.size() > 3 && text[1] == '#') {
    const bool hex = small(text[2]) == 'x';
    std::size_t at = hex ? 3 : 2;
    const std::size_t begin = at;
    char32_t value = 0;
    for (; at < text.size(); ++at) {
      const char c = small(text[at]);
      const bool figure = c >= '0' && c <= '9';
      if (!figure && !(hex && c >= 'a' && c <= 'f')) break;
      if (value < 0x110000) value = value * (hex ? 16 : 10) + static_cast<char32_t>(figure ? c - '0' : c - 'a' + 10);
    }
    if (at == begin) return 0;
    static constexpr std::array<char16_t, 32> kControls = {
        0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
        0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178};
    if (value >= 0x80 && value < 0xA0) value = kControls[value - 0x80];
    code_point = value == 0 ? kReplacement : value < 0x20 && value != '\n' && value != '\t' ? U' ' : value;
    return at + (at < text.size() && text[at] == ';' ? 1 : 0);
  }
  std::size_t at = 1;
  while (at < text.size() && at < 16 && (is_ascii_letter(text[at]) || (text[at] >= '0' && text[at] <= '9'))) ++at;
  const std::string_view name = text.substr(1, at - 1);
  const bool ended = at < text.size() && text[at] == ';';
  const auto found =
      std::lower_bound(kEntities.begin(), kEntities.end(), name, [](const Entity& e, std::string_view wanted) { return e.name < wanted; });
  if (found == kEntities.end() || found->name != name) return 0;
  if (!ended && name != "amp" && name != "lt" && name != "gt" && name != "quot" && name != "nbsp") return 0;
  code_point = found->code_point;
  return at + (ended ? 1 : 0);
}

/// Calls `use` with each attribute's name and raw value until it returns true.
template <class Use>
bool each_attribute(std::string_view body, Use use) {
  std::size_t at = 0;
  while (at < body.size()) {
    while (at < body.size() && (is_space(body[at]) || body[at] == '/')) ++at;
    const std::size_t name = at;
    while (at < body.size() && !is_space(body[at]) && body[at] != '=' && (body[at] != '/' || at == name)) ++at;
    const std::size_t name_end = at;
    if (name_end == name) ++at;  // a lone =
    while (at < body.size() && is_space(body[at])) ++at;
    std::string_view value;
    if (at < body.size() && body[at] == '=' && name_end > name) {
      ++at;
      while (at < body.size() && is_space(body[at])) ++at;
      if (at < body.size() && (body[at] == '"' || body[at] == '\'')) {
        const std::size_t end = std::min(body.find(body[at], at + 1), body.size());
        value = body.substr(at + 1, end - at - 1);
        at = std::min(end + 1, body.size());
      } else {
        const std::size_t begin = at;
        while (at < body.size() && !is_space(body[at])) ++at;
        value = body.substr(begin, at - begin);
      }
    }
    if (name_end > name && use(body.substr(name, name_end - name), value)) return true;
  }
  return false;
}

}  // namespace

std::string attribute(const Node& node, std::string_view name) {
  std::string value;
  each_attribute(node.body, [&](std::string_view key, std::string_view raw) {
    if (!same_name(key, name)) return false;
    append_decoded(raw, value);
    return true;
  });
  return value;
}

bool has_attribute(const Node& node, std::string_view name) {
  return each_attribute(node.body, [&](std::string_view key, std::string_view) { return same_name(key, name); });
}

void append_decoded(std::string_view text, std::string& out) {
  while (true) {
    const std::size_t at = text.find('&');
    out.append(text.substr(0, at));
    if (at == std::string_view::npos) return;
    text.remove_prefix(at);
    char32_t code_point = 0;
    const std::size_t length = reference(text, code_point);
    if (length == 0) {
      out += '&';
      text.remove_prefix(1);
    } else {
      append(code_point, out);
      text.remove_prefix(length);
    }
  }
}

void append_text(const Node& node, std::string& out) {
  if (node.verbatim) {
    out.append(node.body);
  } else {
    append_decoded(node.body, out);
  }
}

std::string decoded(std::string_view text) {
  std::string out;
  append_decoded(text, out);
  return out;
}

std::string squeezed(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t before = at;
    const char32_t c = static_cast<unsigned char>(text[at]) < 0x80 ? static_cast<unsigned char>(text[at++]) : next_code_point(text, at);
    const bool space = c <= ' ' || c == 0xA0 || c == 0x2028 || c == 0x2029;
    const bool unseen = c == 0xAD || c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || c == 0x2060 ||
                        (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF || c == 0x7F;
    if (space) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else if (!unseen) {
      out.append(text.substr(before, at - before));
    }
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

std::string text_below(const Markup& markup, std::uint32_t node) {
  std::string text;
  for (std::uint32_t k = node; k < markup.nodes[node].end; ++k) {
    const Node& part = markup.nodes[k];
    if (part.element == Element::none) {
      append_text(part, text);
    } else if (is_block(part.element) || part.element == Element::br_) {
      text += ' ';
    }
  }
  return squeezed(text);
}

}  // namespace demarche
