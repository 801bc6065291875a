// Counting code points by blocks; see code_points.h. The text must be valid UTF-8 (read/check.h sees to it).
#include "write/code_points.h"

#include <algorithm>

namespace demarche {

namespace {
std::uint32_t count(std::string_view text) {
  return static_cast<std::uint32_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}
}  // namespace

CodePoints::CodePoints(std::string_view text) : text_(text) {
  before_block_.reserve(text.size() / kBlock + 1);
  std::uint32_t total = 0;
  for (std::size_t begin = 0; begin <= text.size(); begin += kBlock) {
    before_block_.push_back(total);
    total += count(text.substr(begin, kBlock));
  }
}

std::uint32_t CodePoints::at(std::size_t byte) const {
  byte = std::min(byte, text_.size());
  const std::size_t block = byte / kBlock;
  return before_block_[block] + count(text_.substr(block * kBlock, byte - block * kBlock));
}

}  // namespace demarche
