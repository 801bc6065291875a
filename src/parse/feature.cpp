// Normalising, hashing and shapes of words.
#include "parse/feature.h"

#include <algorithm>

#include "base/hash.h"
#include "base/utf8.h"

namespace demarche {

namespace {

constexpr int kKeyBits = 14;  // upper bits of a key that find its neighbourhood
constexpr std::size_t kLargest = 1U << 24;

char32_t plain(char32_t c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x60:
    case 0xB4:
    case 0x2032:
    case 0x201A:
    case 0x201B:
    case 0x2039:
    case 0x203A:
      return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0xFF02:
    case 0xAB:
    case 0xBB:
      return '"';
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
      return '-';
    case 0xA0:
      return ' ';
    default:
      return c;
  }
}

void add_wide(Hash64& hash, char32_t c) {
  std::string bytes;
  append(c, bytes);
  hash.add(bytes);
}

inline void add(Hash64& hash, char32_t c) {
  if (c < 0x80) {
    hash.add(static_cast<char>(c));
  } else {
    add_wide(hash, c);
  }
}

/// Small letters, and 0 for every digit.
char32_t folded(char32_t c) {
  return is_digit(c) ? U'0' : lower(c);
}

std::uint64_t hash_of(char kind, std::u32string_view points) {
  Hash64 hash;
  hash.add(kind);
  for (const char32_t c : points) add(hash, folded(c));
  return hash.value();
}

std::u32string_view last(std::u32string_view form, std::size_t n) {
  return form.substr(form.size() - std::min(n, form.size()));
}

std::uint64_t hash_of_shape(std::u32string_view form, bool first, bool caseless) {
  Hash64 hash;
  hash.add('h');
  if (first) hash.add('^');
  char32_t before = 0;
  int run = 0;
  for (const char32_t c : form) {
    char32_t kind = is_upper(c) ? U'X' : is_digit(c) ? U'd' : is_letter(c) ? U'x' : c;
    if (caseless && (kind == U'X' || kind == U'x')) kind = U'c';
    run = kind == before ? run + 1 : 1;
    before = kind;
    if (run <= 2) add(hash, kind);
  }
  return hash.value();
}

}  // namespace

Forms::Forms(const Document& document) {
  begins_.reserve(document.tokens.size() + 1);
  for (const Token& token : document.tokens) {
    add(document.of(token.span));
    begins_.push_back(points_.size());
  }
}

void Forms::add(std::string_view form) {
  if (form == "''" || form == "``") return points_.push_back('"');
  if (form == "--" || form == "---") return points_.push_back('-');
  for (std::size_t at = 0; at < form.size();) {
    const char32_t c = next_code_point(form, at);
    if (c == 0x2026) {
      points_ += U"...";
    } else if (!is_hidden(c)) {
      points_ += plain(c);
    }
  }
}

bool Forms::caseless(std::size_t first, std::size_t last) const {
  std::size_t lettered = 0;
  std::size_t all_capitals = 0;
  bool any_capital = false;
  for (std::size_t token = first; token < last; ++token) {
    std::size_t letters = 0;
    std::size_t capitals = 0;
    for (const char32_t c : (*this)[token]) {
      letters += is_letter(c) ? 1 : 0;
      capitals += is_upper(c) ? 1 : 0;
    }
    if (letters > 0) ++lettered;
    if (letters >= 2 && capitals == letters) ++all_capitals;
    any_capital |= capitals > 0;
  }
  return lettered >= 4 && (all_capitals * 10 >= lettered * 8 || !any_capital);
}

Result<FeatureTable> FeatureTable::load(const nn::ModelFile& file) {
  FeatureTable table;
  const auto words = file.number("words", 0, kLargest);
  if (!words) return words.error();
  const auto buckets = file.number("word_buckets", 1, kLargest);
  if (!buckets) return buckets.error();
  const auto tables = file.numbers("tables", 1, kLargest);
  if (!tables) return tables.error();
  if (tables->size() != kFeatures - 1) return file.wrong("config tables must have five numbers");
  table.words_ = *words;
  table.word_buckets_ = *buckets;
  table.size_ = *words + *buckets;
  for (std::size_t i = 0; i < tables->size(); ++i) {
    table.tables_[i] = (*tables)[i];
    table.table_begins_[i] = table.size_;
    table.size_ += (*tables)[i];
  }
  const std::size_t count = file.length("word_keys");
  const auto keys = file.tensor<std::uint64_t>("word_keys", {count});
  if (!keys) return keys.error();
  const auto rows = file.tensor<std::int32_t>("word_rows", {count});
  if (!rows) return rows.error();
  table.keys_ = *keys;
  table.key_rows_ = *rows;
  if (!std::is_sorted(keys->begin(), keys->end())) return file.wrong("word_keys must ascend");
  for (const std::int32_t row : *rows) {
    if (row < 0 || static_cast<std::size_t>(row) >= *words) return file.wrong("word_rows lie outside the table");
  }
  table.starts_.resize((1U << kKeyBits) + 1);
  std::size_t at = 0;
  for (std::size_t bits = 0; bits < table.starts_.size(); ++bits) {
    while (at < count && (*keys)[at] >> (64 - kKeyBits) < bits) ++at;
    table.starts_[bits] = static_cast<std::uint32_t>(at);
  }
  return table;
}

std::uint32_t FeatureTable::word_row(std::uint64_t key) const {
  const std::size_t bits = key >> (64 - kKeyBits);
  const auto end = keys_.begin() + starts_[bits + 1];
  const auto found = std::lower_bound(keys_.begin() + starts_[bits], end, key);
  if (found != end && *found == key) return static_cast<std::uint32_t>(key_rows_[static_cast<std::size_t>(found - keys_.begin())]);
  return static_cast<std::uint32_t>(words_ + key % word_buckets_);
}

std::array<std::uint32_t, kFeatures> FeatureTable::rows(std::u32string_view form, bool first, bool caseless) const {
  Hash64 word;
  for (const char32_t c : form) add(word, folded(c));
  const std::uint32_t near = starts_[word.value() >> (64 - kKeyBits)];  // fetched while the other hashes are computed
  __builtin_prefetch(keys_.data() + near);
  __builtin_prefetch(key_rows_.data() + near);
  const std::array<std::uint64_t, kFeatures - 1> hashes = {hash_of('p', form.substr(0, 3)), hash_of('s', last(form, 2)),
                                                           hash_of('t', last(form, 3)), hash_of('u', last(form, 4)),
                                                           hash_of_shape(form, first, caseless)};
  std::array<std::uint32_t, kFeatures> out = {word_row(word.value())};
  for (std::size_t i = 0; i < hashes.size(); ++i) out[i + 1] = static_cast<std::uint32_t>(table_begins_[i] + hashes[i] % tables_[i]);
  return out;
}

}  // namespace demarche
