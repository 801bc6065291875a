// What the network sees of a word: six rows of the embedding table, by the word, its ends and its shape (docs/model-format.md).
//   "Kenya" first in its sentence -> rows of the word "kenya", "pken", "sya", "tnya", "uenya", "h^Xxx"
// Hashed features after Weinberger et al. 2009; the same as train/features.py: a change here is a change there.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "demarche/demarche.h"
#include "nn/model_file.h"

namespace demarche {

/// The code points of a document's words, quotation marks and dashes made plain: “ -> ", ’ -> ', — -> -, … -> ...
class Forms {
 public:
  explicit Forms(const Document& document);
  [[nodiscard]] std::u32string_view operator[](std::size_t token) const {
    return std::u32string_view(points_).substr(begins_[token], begins_[token + 1] - begins_[token]);
  }
  /// Do letters say nothing about the words [first, last): all in capitals, or none?
  [[nodiscard]] bool caseless(std::size_t first, std::size_t last) const;

 private:
  void add(std::string_view form);
  std::u32string points_;
  std::vector<std::size_t> begins_{0};
};

inline constexpr std::size_t kFeatures = 6;

/// Numbers the features: which rows of the embedding table belong to a word.
class FeatureTable {
 public:
  static Result<FeatureTable> load(const nn::ModelFile& file);
  [[nodiscard]] std::array<std::uint32_t, kFeatures> rows(std::u32string_view form, bool first, bool caseless) const;
  [[nodiscard]] std::size_t size() const { return size_; }  ///< rows of the table

 private:
  [[nodiscard]] std::uint32_t word_row(std::uint64_t key) const;

  std::span<const std::uint64_t> keys_;  ///< of the words with rows of their own, ascending
  std::span<const std::int32_t> key_rows_;
  std::vector<std::uint32_t> starts_;  ///< first key with these upper bits
  std::size_t words_ = 0, word_buckets_ = 0, size_ = 0;
  std::array<std::size_t, kFeatures - 1> tables_{}, table_begins_{};
};

}  // namespace demarche
