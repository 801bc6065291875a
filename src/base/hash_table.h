// A table from words or features to small values, looked up by hash alone: no string is made to ask it, and most questions find nothing.
//   HashTable<float> weights;  weights["LS:say/ccomp"] = 1.5F;   weights.find(hash64("LS:say/ccomp")) -> 1.5F, nullptr if there is none
// Open addressing. Keys are told apart by all 64 bits of their hash, so two of them may be one, once in billions of tables; what asks must
// hash as base/hash.h does. Filled while loading, constant from then on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/hash.h"

namespace demarche {

template <class Value>
class HashTable {
 public:
  /// The value of a key, made if it is not there.
  Value& operator[](std::string_view key) {
    if (2 * (size_ + 1) > slots_.size()) grow();
    Slot& slot = slots_[place(slots_, marked(hash64(key)))];
    if (slot.hash == 0) {
      slot.hash = marked(hash64(key));
      ++size_;
    }
    return slot.value;
  }
  [[nodiscard]] const Value* find(std::uint64_t hash) const {
    if (slots_.empty()) return nullptr;
    const Slot& slot = slots_[place(slots_, marked(hash))];
    return slot.hash == 0 ? nullptr : &slot.value;
  }
  [[nodiscard]] const Value* find(std::string_view key) const { return find(hash64(key)); }
  /// Fetches what find() will look at: worth it where some keys are known ahead, as tables are larger than the nearest cache.
  void expect(std::uint64_t hash) const {
    if (!slots_.empty()) __builtin_prefetch(&slots_[marked(hash) & (slots_.size() - 1)]);
  }
  [[nodiscard]] bool contains(std::string_view key) const { return find(key) != nullptr; }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  struct Slot {
    std::uint64_t hash = 0;  ///< 0: free
    Value value{};
  };
  static std::uint64_t marked(std::uint64_t hash) { return hash == 0 ? 1 : hash; }
  static std::size_t place(const std::vector<Slot>& slots, std::uint64_t hash) {
    std::size_t at = hash & (slots.size() - 1);
    while (slots[at].hash != 0 && slots[at].hash != hash) at = (at + 1) & (slots.size() - 1);
    return at;
  }
  void grow() {
    std::vector<Slot> wider(slots_.empty() ? 16 : 2 * slots_.size());
    for (Slot& slot : slots_)
      if (slot.hash != 0) wider[place(wider, slot.hash)] = std::move(slot);
    slots_ = std::move(wider);
  }
  std::vector<Slot> slots_;  // a power of two
  std::size_t size_ = 0;
};

}  // namespace demarche
