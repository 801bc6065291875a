// Names of parts as sites write them; the words are page_words.inc. See page_parts.h.
#include "read/page_parts.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <vector>

#include "base/utf8.h"

namespace demarche {

namespace {

using enum Element;

constexpr auto kNoise = std::to_array<std::string_view>({
#define DEMARCHE_NOISE(word) word,
#include "read/page_words.inc"
#undef DEMARCHE_NOISE
});
struct Pair {
  std::string_view first, second;
};
constexpr auto kNoisePairs = std::to_array<Pair>({
#define DEMARCHE_NOISE_PAIR(first, second) {first, second},
#include "read/page_words.inc"
#undef DEMARCHE_NOISE_PAIR
});
constexpr auto kBodyPairs = std::to_array<Pair>({
#define DEMARCHE_BODY_PAIR(first, second) {first, second},
#include "read/page_words.inc"
#undef DEMARCHE_BODY_PAIR
});
constexpr auto kLeads = std::to_array<std::string_view>({
#define DEMARCHE_LEAD(word) word,
#include "read/page_words.inc"
#undef DEMARCHE_LEAD
});
constexpr auto kNoiseStarts = std::to_array<std::string_view>({
#define DEMARCHE_NOISE_START(text) text,
#include "read/page_words.inc"
#undef DEMARCHE_NOISE_START
});

/// "articleBody story-text__main" -> article body story text main
std::vector<std::string> words_of(std::string_view names) {
  std::vector<std::string> words;
  bool inside = false;
  char before = ' ';
  for (const char c : names.substr(0, 400)) {
    const bool capital = c >= 'A' && c <= 'Z';
    const bool letter = capital || (c >= 'a' && c <= 'z');
    if (!letter || (capital && before >= 'a' && before <= 'z')) inside = false;
    if (letter) {
      if (!inside) words.emplace_back();
      inside = true;
      words.back() += capital ? static_cast<char>(c + 32) : c;
    }
    before = c;
  }
  return words;
}

bool holds_pair(const std::vector<std::string>& words, std::span<const Pair> pairs) {
  for (std::size_t k = 1; k < words.size(); ++k) {
    for (const Pair& pair : pairs) {
      if (words[k - 1] == pair.first && words[k] == pair.second) return true;
    }
  }
  return false;
}

bool is_never(Element element) {
  switch (element) {
    case script_:
    case style_:
    case noscript_:
    case template_:
    case svg_:
    case math_:
    case iframe_:
    case noembed_:
    case noframes_:
    case button_:
    case select_:
    case option_:
    case textarea_:
    case input_:
    case object_:
    case canvas_:
    case audio_:
    case video_:
    case head_:
    case title_:
    case xmp_:
    case map_:
    case label_:
    case dialog_:
      return true;
    default:
      return false;
  }
}

bool is_hidden(const Node& node) {
  if (has_attribute(node, "hidden")) return true;
  std::string style = lower(attribute(node, "style"));
  std::erase(style, ' ');
  return style.find("display:none") != std::string::npos || style.find("visibility:hidden") != std::string::npos;
}

}  // namespace

Part part_of(const Node& node) {
  if (is_never(node.element)) return Part::never;
  switch (node.element) {
    case nav_:
    case footer_:
    case aside_:
    case form_:
    case menu_:
    case figure_:
    case figcaption_:
    case caption_:
    case address_:
    case details_:
      return Part::noise;
    case html_:
    case body_:
    case none:
      return Part::plain;
    default:
      break;
  }
  if (node.body.size() < 5) return Part::plain;
  if (is_hidden(node)) return Part::noise;
  if (attribute(node, "itemprop").find("articleBody") != std::string::npos) return Part::body;
  const std::vector<std::string> words = words_of(attribute(node, "class") + " " + attribute(node, "id") + " " + attribute(node, "role") +
                                                  " " + attribute(node, "data-component") + " " + attribute(node, "data-testid"));
  if (holds_pair(words, kNoisePairs)) return Part::noise;
  bool noise = false;
  for (const std::string& word : words) noise = noise || std::find(kNoise.begin(), kNoise.end(), word) != kNoise.end();
  if (holds_pair(words, kBodyPairs) && node.element != h1_) return noise ? Part::plain : Part::body;
  return noise ? Part::noise : Part::plain;
}

bool calls_itself_lead(const Node& node) {
  const std::vector<std::string> words = words_of(attribute(node, "class") + " " + attribute(node, "data-testid"));
  return std::any_of(words.begin(), words.end(),
                     [](const std::string& word) { return std::find(kLeads.begin(), kLeads.end(), word) != kLeads.end(); });
}

bool begins_as_noise(std::string_view text) {
  const std::string start = lower(text.substr(0, 40));
  return std::any_of(kNoiseStarts.begin(), kNoiseStarts.end(), [&](std::string_view noise) { return start.starts_with(noise); });
}

}  // namespace demarche
