// Is one text a copy of another? MinHash over overlapping runs of words.
//
//   Signature a = signature_of("Kenya's president rejected the plan on Monday, his office said ...");
//   resemblance(a, signature_of("NAIROBI (AP) - Kenya's president rejected the plan on Monday ..."))  ->  about 0.9
//   bands_of(a)                                       // two texts that resemble each other nearly always share a band
//
// Case, punctuation and white space don't count. A wire story with another headline, cut by a few paragraphs or with a line added is a
// copy; two reporters' accounts of one event are not. Deterministic on every machine.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "demarche/demarche.h"

namespace demarche {

inline constexpr std::size_t kHashes = 64, kBands = 21, kBandRows = 3;
inline constexpr double kCopy = 0.5;  ///< from this resemblance on, a text is a copy
inline constexpr int kCopyDays = 7;   ///< and dated within so many days, where both are dated

using Signature = std::array<std::uint32_t, kHashes>;

[[nodiscard]] Signature signature_of(std::string_view text);
/// Estimate of the share of common runs of words among all of both (Jaccard), 0 to 1.
[[nodiscard]] double resemblance(const Signature& a, const Signature& b);
/// Non-negative keys, each of kBandRows hashes.
[[nodiscard]] std::array<std::int64_t, kBands> bands_of(const Signature& signature);

[[nodiscard]] std::string bytes_of(const Signature& signature);  ///< little-endian, for the store
[[nodiscard]] Signature signature_from(std::string_view bytes);

/// Days from 1970-01-01 of an ISO date; nothing for "" or what is no date.
[[nodiscard]] std::optional<std::int64_t> story_day(std::string_view date);
/// Both dated and more than kCopyDays apart?
[[nodiscard]] bool far_apart(std::string_view a, std::string_view b);

}  // namespace demarche
