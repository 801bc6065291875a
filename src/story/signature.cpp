// MinHash; see signature.h. Runs are of four words; in very short texts of what there is.
#include "story/signature.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "base/utf8.h"

namespace demarche {

namespace {

constexpr std::size_t kRun = 4;

constexpr std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27U)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31U);
}

/// Hashes of the words in small letters, without marks.
std::vector<std::uint64_t> words_of(std::string_view text) {
  std::vector<std::uint64_t> words;
  words.reserve(text.size() / 6 + 1);
  std::uint64_t state = 0;
  bool inside = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const char32_t c = byte < 0x80 ? (++at, char32_t{byte}) : next_code_point(text, at);
    if (is_letter(c) || is_digit(c)) {
      state = (state ^ lower(c)) * 0x9fb21c651e98df25ULL;
      state ^= state >> 29U;
      inside = true;
    } else if (inside && c != U'\'' && c != U'\u2019') {
      words.push_back(mix(state));
      state = 0;
      inside = false;
    }
  }
  if (inside) words.push_back(mix(state));
  return words;
}

struct Seeds {
  std::array<std::uint32_t, kHashes> turn{}, factor{};
  constexpr Seeds() {
    std::uint64_t state = 0;
    for (std::size_t i = 0; i < kHashes; ++i) {
      turn[i] = static_cast<std::uint32_t>(mix(state += 0x9e3779b97f4a7c15ULL));
      factor[i] = static_cast<std::uint32_t>(mix(state += 0x9e3779b97f4a7c15ULL)) | 1U;
    }
  }
};
constexpr Seeds kSeeds;

}  // namespace

Signature signature_of(std::string_view text) {
  const std::vector<std::uint64_t> words = words_of(text);
  Signature least;
  least.fill(std::numeric_limits<std::uint32_t>::max());
  const std::size_t run = std::min(kRun, std::max<std::size_t>(1, words.size()));
  for (std::size_t i = 0; i + run <= words.size(); ++i) {
    std::uint64_t shingle = 0;
    for (std::size_t k = 0; k < run; ++k) shingle = mix(shingle + words[i + k]);
    const auto base = static_cast<std::uint32_t>(shingle ^ (shingle >> 32U));
    for (std::size_t h = 0; h < kHashes; ++h) {  // 32-bit steps that the compiler turns into vectors
      std::uint32_t x = (base ^ kSeeds.turn[h]) * kSeeds.factor[h];
      x ^= x >> 15U;
      x *= 0x2c1b3c6dU;
      x ^= x >> 12U;
      least[h] = std::min(least[h], x);
    }
  }
  return least;
}

double resemblance(const Signature& a, const Signature& b) {
  std::size_t same = 0;
  for (std::size_t h = 0; h < kHashes; ++h) same += a[h] == b[h] ? 1 : 0;
  return static_cast<double>(same) / static_cast<double>(kHashes);
}

std::array<std::int64_t, kBands> bands_of(const Signature& signature) {
  std::array<std::int64_t, kBands> bands{};
  for (std::size_t b = 0; b < kBands; ++b) {
    std::uint64_t key = b + 1;
    for (std::size_t r = 0; r < kBandRows; ++r) key = mix(key * 0x9e3779b97f4a7c15ULL + signature[b * kBandRows + r]);
    bands[b] = static_cast<std::int64_t>(key >> 1U);
  }
  return bands;
}

std::string bytes_of(const Signature& signature) {
  std::string bytes;
  bytes.reserve(kHashes * 4);
  for (const std::uint32_t hash : signature)
    for (unsigned shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(hash >> shift & 0xFFU);
  return bytes;
}

Signature signature_from(std::string_view bytes) {
  Signature signature{};
  for (std::size_t i = 0; i < kHashes * 4 && i < bytes.size(); ++i)
    signature[i / 4] |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])) << (i % 4 * 8);
  return signature;
}

std::optional<std::int64_t> story_day(std::string_view date) {
  if (date.size() < 10 || date[4] != '-' || date[7] != '-') return std::nullopt;
  const auto number = [&](std::size_t begin, std::size_t size) {
    std::int64_t value = 0;
    for (const char c : date.substr(begin, size)) value = c >= '0' && c <= '9' ? value * 10 + (c - '0') : -100000;
    return value;
  };
  const std::int64_t month = number(5, 2);
  const std::int64_t day = number(8, 2);
  std::int64_t year = number(0, 4);
  if (year < 0 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  year -= month <= 2 ? 1 : 0;  // the calendar of years that begin in March
  const std::int64_t era = year / 400;
  const std::int64_t of_era = year - era * 400;
  const std::int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

bool far_apart(std::string_view a, std::string_view b) {
  const auto first = story_day(a);
  const auto second = story_day(b);
  return first && second && (*first > *second ? *first - *second : *second - *first) > kCopyDays;
}

}  // namespace demarche
