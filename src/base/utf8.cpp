// UTF-8 decoding, encoding and checking by the table of well-formed byte sequences (Unicode standard, table 3-7).
#include "base/utf8.h"

#include <cstdint>
#include <cstring>

namespace demarche {

namespace {

struct Read {
  char32_t code_point;
  std::size_t bytes;  ///< 0 if not UTF-8
};

Read read(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[at + i]); };
  const std::uint8_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t bytes = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  if (bytes == 0 || text.size() - at < bytes) return {kReplacement, 0};
  const std::uint8_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;   // below: overlong
  const std::uint8_t high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;  // above: surrogates, beyond U+10FFFF
  if (byte(1) < low || byte(1) > high) return {kReplacement, 0};
  char32_t out = lead & (0xFFU >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {kReplacement, 0};
    out = out << 6 | (byte(i) & 0x3F);
  }
  return {out, bytes};
}

}  // namespace

char32_t next_wide_code_point(std::string_view text, std::size_t& at) {
  const Read found = read(text, at);
  at += found.bytes == 0 ? 1 : found.bytes;
  return found.code_point;
}

std::u32string decode(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) out += next_code_point(text, at);
  return out;
}

void append_wide(char32_t c, std::string& out) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = kReplacement;
  const auto put = [&](char32_t byte) { out += static_cast<char>(static_cast<std::uint8_t>(byte)); };
  const auto put_rest = [&](int shift) { put(0x80 | (c >> shift & 0x3F)); };
  if (c < 0x800) {
    put(0xC0 | c >> 6);
  } else {
    if (c < 0x10000) {
      put(0xE0 | c >> 12);
    } else {
      put(0xF0 | c >> 18);
      put_rest(12);
    }
    put_rest(6);
  }
  put_rest(0);
}

std::string encode(std::u32string_view code_points) {
  std::string out;
  out.reserve(code_points.size());
  for (const char32_t c : code_points) append(c, out);
  return out;
}

std::optional<std::size_t> first_bad_byte(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    std::uint64_t eight = 0x80;
    if (text.size() - at >= sizeof eight) std::memcpy(&eight, text.data() + at, sizeof eight);
    if ((eight & 0x8080808080808080ULL) == 0) {  // ASCII
      at += sizeof eight;
      continue;
    }
    const Read found = read(text, at);
    if (found.bytes == 0) return at;
    at += found.bytes;
  }
  return std::nullopt;
}

std::string lower(std::string_view text) {
  std::string out(text);
  unsigned char all = 0;
  for (char& c : out) {
    all |= static_cast<unsigned char>(c);
    c = static_cast<char>(c + (c >= 'A' && c <= 'Z' ? 32 : 0));
  }
  if (all < 0x80) return out;
  out.clear();
  for (std::size_t at = 0; at < text.size();) append(lower(next_code_point(text, at)), out);
  return out;
}

}  // namespace demarche
