// Keys of names, and from a key to the rows that have it: sorted 64-bit hashes, so that fifty thousand names cost a sort and no
// allocations, or nothing at all where they were packed before.
//   name_key("Al-Jubeir") -> "aljubeir";  index.add("kenya", 7); index.seal(); index.find("kenya") -> {7}
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/packed.h"
#include "base/plain_letters.h"
#include "base/utf8.h"
#include "demarche/demarche.h"

namespace demarche {

/// Calls `use` with the bytes of the key.
template <class Use>
void each_key_byte(std::string_view text, const Use& use) {
  for (std::size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < 0x80) {
      ++i;
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
        use(static_cast<char>(c));
      else if (c >= 'A' && c <= 'Z')
        use(static_cast<char>(c - 'A' + 'a'));
      continue;
    }
    if (c == 0xE2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) == 0x80) {
      i += 3;  // general punctuation: curly quotes, dashes
      continue;
    }
    const std::size_t begin = i;
    const char32_t letter = next_code_point(text, i);
    if (const char plain = plain_letter(letter); plain != 0) {
      use(plain);
      if (const char second = second_letter(letter); second != 0) use(second);
    } else if (!is_mark(letter)) {
      for (std::size_t k = begin; k < i; ++k) use(text[k]);
    }
  }
}

/// Letters and digits in lower case, Latin ones without their marks; other bytes as they are, but for curly quotes and dashes.
[[nodiscard]] std::string name_key(std::string_view text);

class NameIndex {
 public:
  NameIndex() = default;
  NameIndex(NameIndex&&) noexcept = default;  // the arrays stay where they are
  NameIndex& operator=(NameIndex&&) noexcept = default;
  ~NameIndex() = default;

  void add(std::string_view key, Index row) { entries_.push_back({hash64(key), row}); }
  /// Call once, after the last add. Rows of one key stay in the order of their numbers, each once.
  void seal();
  /// What pack() wrote, of rows below `rows`; false if it can't be. The bytes must outlive the index.
  [[nodiscard]] bool unpack(Unpacker& from, std::size_t rows);
  void pack(Packer& to) const;

  [[nodiscard]] std::span<const Index> find(std::string_view key) const { return find(hash64(key)); }
  [[nodiscard]] std::span<const Index> find(std::uint64_t hash) const {
    if (buckets_.empty()) return {};
    const std::size_t bucket = hash >> (64 - kBits);
    std::size_t begin = buckets_[bucket];
    const std::size_t stop = buckets_[bucket + 1];
    while (begin < stop && hashes_[begin] < hash) ++begin;
    std::size_t end = begin;
    while (end < stop && hashes_[end] == hash) ++end;
    return rows_.subspan(begin, end - begin);
  }
  /// Soon the key of this hash will be looked for: first its bucket is fetched, with `near` what that points at.
  void expect(std::uint64_t hash, bool near = false) const {
    if (buckets_.empty()) return;
    const std::uint32_t* bucket = buckets_.data() + (hash >> (64 - kBits));
    if (near) {
      __builtin_prefetch(hashes_.data() + *bucket);
    } else {
      __builtin_prefetch(bucket);
    }
  }

 private:
  static constexpr int kBits = 16;
  static constexpr std::size_t kBuckets = (std::size_t{1} << kBits) + 1;
  struct Entry {
    std::uint64_t hash;
    Index row;
    auto operator<=>(const Entry&) const = default;
  };
  std::vector<Entry> entries_;  // until it is sealed
  std::vector<std::uint64_t> own_hashes_;
  std::vector<Index> own_rows_;
  std::vector<std::uint32_t> own_buckets_;
  std::span<const std::uint64_t> hashes_;  // sorted; in the own arrays or in packed bytes
  std::span<const Index> rows_;
  std::span<const std::uint32_t> buckets_;
};

}  // namespace demarche
