// Keys of names, and from a key to the rows that have it: sorted 64-bit hashes, so that fifty thousand names cost a sort and no allocations.
//   name_key("Al-Jubeir") -> "aljubeir";  index.add("kenya", 7); index.seal(); index.find("kenya") -> {7}
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "demarche/demarche.h"

namespace demarche {

/// Letters and digits in lower case (ASCII; other bytes as they are, but for curly quotes and dashes).
[[nodiscard]] std::string name_key(std::string_view text);

class NameIndex {
 public:
  void add(std::string_view key, Index row) { entries_.push_back({hash64(key), row}); }
  /// Call once, after the last add. Rows of one key stay in the order of their numbers, each once.
  void seal() {
    std::sort(entries_.begin(), entries_.end());
    entries_.erase(std::unique(entries_.begin(), entries_.end()), entries_.end());
    rows_.reserve(entries_.size());
    for (const Entry& e : entries_) rows_.push_back(e.row);
    buckets_.assign((std::size_t{1} << kBits) + 1, 0);
    for (const Entry& e : entries_) ++buckets_[(e.hash >> (64 - kBits)) + 1];
    for (std::size_t b = 1; b < buckets_.size(); ++b) buckets_[b] += buckets_[b - 1];
  }
  [[nodiscard]] std::span<const Index> find(std::string_view key) const {
    if (buckets_.empty()) return {};
    const std::uint64_t hash = hash64(key);
    const std::size_t bucket = hash >> (64 - kBits);
    std::size_t begin = buckets_[bucket];
    const std::size_t stop = buckets_[bucket + 1];
    while (begin < stop && entries_[begin].hash < hash) ++begin;
    std::size_t end = begin;
    while (end < stop && entries_[end].hash == hash) ++end;
    return {rows_.data() + begin, end - begin};
  }

 private:
  static constexpr int kBits = 16;
  struct Entry {
    std::uint64_t hash;
    Index row;
    auto operator<=>(const Entry&) const = default;
  };
  std::vector<Entry> entries_;
  std::vector<Index> rows_;
  std::vector<std::uint32_t> buckets_;
};

}  // namespace demarche
