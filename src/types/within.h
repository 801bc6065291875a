// Questions to long texts that need no walk over the whole Document: which mentions have their heads among some tokens, which contents of
// attributions hold a word, whether the text breaks a line somewhere.
//   for (const std::size_t m : mentions_within(document, first, last)) ...        Around(document.attributions).each(word, use)
#pragma once

#include <algorithm>
#include <ranges>
#include <string_view>
#include <vector>

#include "demarche/demarche.h"

namespace demarche {

[[nodiscard]] inline bool holds(const std::vector<Index>& list, Index value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

/// Does a line end within the span?
[[nodiscard]] inline bool breaks_line(const Document& document, Span span) {
  return document.of(span).find('\n') != std::string_view::npos;
}

/// Numbers of the mentions whose heads lie in [first, last). Mentions are in the order of their heads, as who finds them.
/// @param count look at so many of them; later ones are out of order
[[nodiscard]] inline auto mentions_within(const Document& document, Index first, Index last, std::size_t count) {
  const auto begin = document.mentions.begin(), end = begin + static_cast<std::ptrdiff_t>(count);
  const auto before = [](const Mention& m, Index token) { return m.head < token; };
  const auto from = std::lower_bound(begin, end, first, before), to = std::lower_bound(from, end, std::max(first, last), before);
  return std::views::iota(static_cast<std::size_t>(from - begin), static_cast<std::size_t>(to - begin));
}
[[nodiscard]] inline auto mentions_within(const Document& document, Index first, Index last) {
  return mentions_within(document, first, last, document.mentions.size());
}

/// The parts of contents by where they begin, and how far any part up to each reaches.
class Around {
 public:
  explicit Around(const std::vector<Attribution>& all) {
    for (std::size_t i = 0; i < all.size(); ++i)
      for (const Span s : all[i].content) parts_.push_back({s, 0, i});
    std::stable_sort(parts_.begin(), parts_.end(), [](const Part& a, const Part& b) { return a.span.begin < b.span.begin; });
    std::uint32_t reach = 0;
    for (Part& part : parts_) part.reach = reach = std::max(reach, part.span.end);
  }
  /// Calls `use(attribution, part)` for each part of a content that contains the span, in no order of theirs.
  template <class Use>
  void each(Span span, const Use& use) const {
    auto part =
        std::upper_bound(parts_.begin(), parts_.end(), span.begin, [](std::uint32_t at, const Part& p) { return at < p.span.begin; });
    while (part != parts_.begin() && (--part)->reach >= span.end)
      if (part->span.contains(span)) use(part->attribution, part->span);
  }

 private:
  struct Part {
    Span span;
    std::uint32_t reach;
    std::size_t attribution;
  };
  std::vector<Part> parts_;
};

}  // namespace demarche
