// Gzip, zstd and xz undone while reading; anything else passes through unchanged.
//
//   CompressedStream in(file, "news.jsonl.gz");  std::getline(in, line);  ...  if (!in.problem().empty()) report(in.problem());
//
// Files of many members (as WARC.gz has one a record) are one stream. A member that grows to more than kMaxGrowth times its size, past
// its first kFreeGrowth bytes, is a bomb: reading stops there.
#pragma once

#include <cstdint>
#include <istream>
#include <memory>
#include <string>
#include <string_view>

namespace demarche {

inline constexpr std::uint64_t kMaxGrowth = 200;
inline constexpr std::uint64_t kFreeGrowth = 16ULL << 20;

class Decompressor;

class CompressedStream : public std::istream {
 public:
  explicit CompressedStream(std::istream& source);
  ~CompressedStream() override;
  /// Why reading stopped before the end, "" if it didn't or something that was read is left to take.
  [[nodiscard]] std::string_view problem() const;
  /// Where the compressed member begins that gives the byte to be read next (peek at it first); in an input that is not compressed, that
  /// byte's own offset.
  [[nodiscard]] std::uint64_t member_offset() const;
  /// Bytes taken from the source.
  [[nodiscard]] std::uint64_t taken() const;
  /// Up to `count` of the bytes to come, left in the stream.
  [[nodiscard]] std::string peek(std::size_t count);

 private:
  std::unique_ptr<Decompressor> buffer_;
};

}  // namespace demarche
