// A table from words or features to small values, looked up by hash alone: no string is made to ask it, and most questions find nothing.
//   HashTable<float> weights;  weights["LS:say/ccomp"] = 1.5F;   weights.find(hash64("LS:say/ccomp")) -> 1.5F, nullptr if there is none
// Open addressing, with a byte of each slot's hash apart: where nothing is found, as mostly, only these are looked at, and they stay in the
// nearest caches. Keys are told apart by all 64 bits of their hash, so two of them may be one, once in billions of tables; what asks must
// hash as base/hash.h does. Filled while loading, constant from then on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/hash.h"
#include "base/large_pages.h"

namespace demarche {

/// The byte of a slot that holds this hash; 0 is that of a free one. The upper bits: the lower ones say which slot.
[[nodiscard]] constexpr std::uint8_t slot_byte(std::uint64_t hash) {
  return static_cast<std::uint8_t>(0x80U | hash >> 57U);
}

template <class Value>
class HashTable {
 public:
  /// The value of a key, made if it is not there.
  Value& operator[](std::string_view key) {
    if (2 * (size_ + 1) > slots_.size()) grow();
    const std::uint64_t hash = hash64(key);
    const std::size_t at = place(hash);
    if (bytes_[at] == 0) {
      bytes_[at] = slot_byte(hash);
      slots_[at].hash = hash;
      ++size_;
    }
    return slots_[at].value;
  }
  [[nodiscard]] const Value* find(std::uint64_t hash) const {
    if (slots_.empty()) return nullptr;
    const std::size_t at = place(hash);
    return bytes_[at] == 0 ? nullptr : &slots_[at].value;
  }
  [[nodiscard]] const Value* find(std::string_view key) const { return find(hash64(key)); }
  /// Fetches what find() will look at: worth it where some keys are known ahead, as tables are larger than the nearest cache.
  void expect(std::uint64_t hash) const {
    if (slots_.empty()) return;
    const std::size_t at = hash & (slots_.size() - 1);
    if (bytes_[at] == slot_byte(hash)) __builtin_prefetch(&slots_[at]);
  }
  [[nodiscard]] bool contains(std::string_view key) const { return find(key) != nullptr; }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    Value value{};
  };
  /// Where the hash is, or would be.
  [[nodiscard]] std::size_t place(std::uint64_t hash) const {
    std::size_t at = hash & (slots_.size() - 1);
    while (bytes_[at] != 0 && (bytes_[at] != slot_byte(hash) || slots_[at].hash != hash)) at = (at + 1) & (slots_.size() - 1);
    return at;
  }
  void grow() {
    LargeVector<std::uint8_t> bytes(slots_.empty() ? 16 : 2 * slots_.size());
    LargeVector<Slot> slots(bytes.size());
    bytes_.swap(bytes);
    slots_.swap(slots);
    for (std::size_t i = 0; i < slots.size(); ++i) {
      if (bytes[i] == 0) continue;
      const std::size_t at = place(slots[i].hash);
      bytes_[at] = bytes[i];
      slots_[at] = std::move(slots[i]);
    }
  }
  LargeVector<std::uint8_t> bytes_;
  LargeVector<Slot> slots_;  // a power of two
  std::size_t size_ = 0;
};

}  // namespace demarche
