// The hash of the model file and of look-up tables: FNV-1a, 64 bits, upper half folded onto the lower.
//   hash64("kenya") is the same number on every machine and in train/features.py (docs/model-format.md)
// Not for untrusted keys in a hash map: anybody can make two strings collide.
#pragma once

#include <cstdint>
#include <string_view>

namespace demarche {

/// FNV-1a a byte at a time (Fowler, Noll, Vo); `value()` folds.
class Hash64 {
 public:
  constexpr void add(char byte) { state_ = (state_ ^ static_cast<std::uint8_t>(byte)) * 1099511628211ULL; }
  constexpr void add(std::string_view bytes) {
    for (const char byte : bytes) add(byte);
  }
  [[nodiscard]] constexpr std::uint64_t value() const { return state_ ^ (state_ >> 32); }

 private:
  std::uint64_t state_ = 14695981039346656037ULL;
};

[[nodiscard]] constexpr std::uint64_t hash64(std::string_view bytes) {
  Hash64 hash;
  hash.add(bytes);
  return hash.value();
}

}  // namespace demarche
