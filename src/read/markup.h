// HTML and XML, however broken, as tokens and as a flat tree.
//
//   Markup page = parse_markup("<p>Kenya <b>rejected</b> it.<p>Twice", Markup::html)   ->  p(text b(text) text) p(text)
//
// Time and memory grow with the input alone: nothing is nested deeper than kMaxDepth (what is deeper hangs there), a page of more than
// kMaxNodes is cut, and entities stand for one character each: a document type's own entities are not expanded. Not kept: the
// fostering of tables and the reopening of misnested formatting, which change no text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace demarche {

enum class Element : std::uint8_t {
  none,  ///< text
  other,
#define DEMARCHE_ELEMENT(id, kind) id##_,
#include "read/elements.inc"
};

struct Node {
  Element element = Element::none;
  bool verbatim = false;  ///< text in which & means &
  std::uint32_t parent = 0;
  std::uint32_t end = 0;  ///< behind the last node of its subtree, which begins at the node itself
  std::string_view name;  ///< as written, "" for text
  std::string_view body;  ///< an element's attributes, or the text, as written
};

struct Markup {
  enum Kind : std::uint8_t { html, xml };
  std::vector<Node> nodes;  ///< in the order of the document; the first is the root, which holds all others
  bool cut = false;         ///< there was more than kMaxNodes
};

inline constexpr std::uint32_t kMaxDepth = 200;
inline constexpr std::uint32_t kMaxNodes = 400'000;

/// The views in the result point into `source`.
[[nodiscard]] Markup parse_markup(std::string_view source, Markup::Kind kind);

/// The value of an attribute, decoded; "" if there is none. Names are compared without case.
[[nodiscard]] std::string attribute(const Node& node, std::string_view name);
[[nodiscard]] bool has_attribute(const Node& node, std::string_view name);

/// Text with its character references replaced; what is no reference stays as it is.
void append_decoded(std::string_view text, std::string& out);
/// The text of a text node.
void append_text(const Node& node, std::string& out);
[[nodiscard]] std::string decoded(std::string_view text);

/// All text below a node, decoded and squeezed.
[[nodiscard]] std::string text_below(const Markup& markup, std::uint32_t node);

/// Each run of white space one space, none at the ends; without soft hyphens, zero-width spaces and marks of direction.
[[nodiscard]] std::string squeezed(std::string_view text);

[[nodiscard]] bool is_block(Element element);                          ///< begins a line of its own: p, div, li ...
[[nodiscard]] bool same_name(std::string_view a, std::string_view b);  ///< without case, ASCII

}  // namespace demarche
