// See name_index.h.
#include "base/name_index.h"

namespace demarche {

std::string name_key(std::string_view text) {
  std::string out;
  each_key_byte(text, [&](char c) { out += c; });
  return out;
}

void NameIndex::seal() {
  std::sort(entries_.begin(), entries_.end());
  entries_.erase(std::unique(entries_.begin(), entries_.end()), entries_.end());
  own_hashes_.reserve(entries_.size());
  own_rows_.reserve(entries_.size());
  own_buckets_.assign(kBuckets, 0);
  for (const Entry& e : entries_) {
    own_hashes_.push_back(e.hash);
    own_rows_.push_back(e.row);
    ++own_buckets_[(e.hash >> (64 - kBits)) + 1];
  }
  for (std::size_t b = 1; b < own_buckets_.size(); ++b) own_buckets_[b] += own_buckets_[b - 1];
  entries_ = {};
  hashes_ = own_hashes_;
  rows_ = own_rows_;
  buckets_ = own_buckets_;
}

void NameIndex::pack(Packer& to) const {
  to.array(hashes_);
  to.array(rows_);
  to.array(buckets_);
}

bool NameIndex::unpack(Unpacker& from, std::size_t rows) {
  NameIndex read;
  if (!from.array(read.hashes_) || !from.array(read.rows_) || !from.array(read.buckets_)) return false;
  if (read.hashes_.size() != read.rows_.size() || read.buckets_.size() != kBuckets || read.buckets_.back() != read.hashes_.size())
    return false;
  for (std::size_t b = 1; b < kBuckets; ++b)
    if (read.buckets_[b] < read.buckets_[b - 1]) return false;
  for (const Index row : read.rows_)
    if (row < 0 || static_cast<std::size_t>(row) >= rows) return false;
  *this = std::move(read);
  return true;
}

}  // namespace demarche
