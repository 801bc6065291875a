// Bytes to Unicode code points: inside, spans count bytes; at the JSON border they count code points.
//   CodePoints points("Türkei");  points.at(3) == 2;  points.of({0, 3}) == {0, 2}
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "demarche/demarche.h"

namespace demarche {

class CodePoints {
 public:
  /// `text` must outlive this; it is counted once, then each look-up costs at most one block.
  explicit CodePoints(std::string_view text);
  /// Code points before this byte; past the end counts as the end.
  [[nodiscard]] std::uint32_t at(std::size_t byte) const;
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> of(Span span) const { return {at(span.begin), at(span.end)}; }

 private:
  static constexpr std::size_t kBlock = 256;
  std::string_view text_;
  std::vector<std::uint32_t> before_block_;
};

}  // namespace demarche
