// Charsets by iconv, windows-1252 by a table; see charset.h. No statistics over byte frequencies: a text in an undeclared
// charset that is neither UTF-8 nor mostly ASCII is refused.
#include "read/charset.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>

#include "base/utf8.h"
#include "read/check.h"

namespace demarche {

namespace {

constexpr std::array<char16_t, 32> kWindows1252 = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                                   0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                                   0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

/// What a label means on the web, where that differs from iconv's idea of it (encoding.spec.whatwg.org).
struct Label {
  std::string_view label, meaning;
};
constexpr std::array<Label, 21> kLabels = {{{"iso-8859-1", "windows-1252"},
                                            {"iso8859-1", "windows-1252"},
                                            {"latin1", "windows-1252"},
                                            {"latin-1", "windows-1252"},
                                            {"us-ascii", "windows-1252"},
                                            {"ascii", "windows-1252"},
                                            {"cp1252", "windows-1252"},
                                            {"x-cp1252", "windows-1252"},
                                            {"l1", "windows-1252"},
                                            {"ansi", "windows-1252"},
                                            {"iso-8859-9", "CP1254"},
                                            {"gb2312", "GB18030"},
                                            {"gbk", "GB18030"},
                                            {"x-gbk", "GB18030"},
                                            {"shift_jis", "CP932"},
                                            {"x-sjis", "CP932"},
                                            {"euc-kr", "CP949"},
                                            {"ks_c_5601-1987", "CP949"},
                                            {"big5", "BIG5-HKSCS"},
                                            {"tis-620", "CP874"},
                                            {"iso-8859-11", "CP874"}}};

std::string from_windows_1252(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 16);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    append(byte >= 0x80 && byte < 0xA0 ? char32_t{kWindows1252[byte - 0x80]} : char32_t{byte}, text);
  }
  return text;
}

/// UTF-8 with U+FFFD in place of what is none.
std::string repaired(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + 16);
  for (std::size_t at = 0; at < bytes.size();) append(next_code_point(bytes, at), text);
  return text;
}

/// By iconv; nothing if it doesn't know the charset.
std::optional<std::string> converted(std::string_view bytes, const std::string& charset) {
  const iconv_t converter = ::iconv_open("UTF-8", charset.c_str());
  if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;  // NOLINT: so iconv says it
  std::string text;
  std::array<char, 8192> block{};
  char* in = const_cast<char*>(bytes.data());  // NOLINT: iconv takes no const and writes nothing there
  std::size_t left = bytes.size();
  while (left != 0) {
    char* out = block.data();
    std::size_t room = block.size();
    const std::size_t code = ::iconv(converter, &in, &left, &out, &room);
    const int problem = errno;
    text.append(block.data(), block.size() - room);
    if (code != static_cast<std::size_t>(-1)) break;
    if (problem == E2BIG) continue;
    append(kReplacement, text);
    if (problem == EINVAL || left == 0) break;  // cut in the middle of a character
    ++in;
    --left;
    ::iconv(converter, nullptr, nullptr, nullptr, nullptr);
  }
  ::iconv_close(converter);
  if (first_bad_byte(text)) text = repaired(text);
  return text;
}

struct Makeup {
  std::size_t plain = 0, controls = 0, sequences = 0, bad = 0;
};

Makeup makeup_of(std::string_view bytes) {
  Makeup makeup;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto byte = static_cast<unsigned char>(bytes[at]);
    if (byte < 0x80) {
      ++at;
      const bool control = (byte < 0x20 && (byte < '\t' || byte > '\r') && byte != 0x1A && byte != 0x1B) || byte == 0x7F;
      ++(control ? makeup.controls : makeup.plain);
    } else {
      const std::size_t before = at;
      const bool good = next_code_point(bytes, at) != kReplacement || at - before == 3;
      ++(good ? makeup.sequences : makeup.bad);
    }
  }
  return makeup;
}

bool hides_ascii(std::string_view label) {
  return label.starts_with("utf-16") || label.starts_with("utf-32") || label.starts_with("iso-2022") || label.starts_with("hz") ||
         label.starts_with("utf-7") || label.starts_with("ucs-") || label == "ibm037";
}

/// The charset of text in units of two or four bytes, or in EBCDIC, that begins with `<`; else the label as it is.
std::string wide_label(std::string_view bytes, std::string label) {
  if (bytes.starts_with(std::string_view("<\0\0\0", 4))) return "utf-32le";
  if (bytes.starts_with(std::string_view("\0\0\0<", 4))) return "utf-32be";
  if (bytes.starts_with(std::string_view("<\0", 2))) return "utf-16le";
  if (bytes.starts_with(std::string_view("\0<", 2))) return "utf-16be";
  if (bytes.starts_with("\x4C\x6F\xA7\x94")) return "ibm037";
  return label;
}

}  // namespace

Result<std::string> to_utf8(std::string bytes, std::string_view declared) {
  std::string label = lower(declared.substr(0, 40));
  std::erase_if(label, [](char c) { return c == ' ' || c == '"' || c == '\''; });
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    bytes.erase(0, 3);
    label = "utf-8";
  } else if (bytes.starts_with(std::string_view("\xFF\xFE\0\0", 4)) || bytes.starts_with(std::string_view("\0\0\xFE\xFF", 4))) {
    label = bytes[0] == '\0' ? "utf-32be" : "utf-32le";
    bytes.erase(0, 4);
  } else if (bytes.starts_with("\xFF\xFE")) {
    bytes.erase(0, 2);
    label = "utf-16le";
  } else if (bytes.starts_with("\xFE\xFF")) {
    bytes.erase(0, 2);
    label = "utf-16be";
  }
  if (label != "utf-8") label = wide_label(bytes, label);
  if (!hides_ascii(label)) {
    const auto bad = first_bad_byte(bytes);
    if (!bad) return bytes;
    const Makeup makeup = makeup_of(bytes);
    if (makeup.controls * 200 > bytes.size() || bytes.find('\0') != std::string::npos) return check_text(bytes).error();
    const bool mostly_utf8 = makeup.sequences >= 3 * makeup.bad;
    if (label == "utf-8" || label == "utf8" || (mostly_utf8 && makeup.sequences > 2)) {
      if (mostly_utf8 || makeup.bad * 20 < bytes.size()) return repaired(bytes);
      label.clear();
    }
    if (label.empty()) {
      if (makeup.plain * 10 < bytes.size() * 7) return check_text(bytes).error();
      return from_windows_1252(bytes);
    }
  }
  for (const Label& known : kLabels) {
    if (known.label == label) label = known.meaning;
  }
  if (label == "windows-1252") return from_windows_1252(bytes);
  if (label == "utf-16" || label == "utf-32") label += "le";  // without a mark; iconv would guess by the machine
  if (auto text = converted(bytes, label)) return std::move(*text);
  return to_utf8(std::move(bytes), "");
}

void make_utf8(std::string& text) {
  if (first_bad_byte(text)) text = repaired(text);
}

std::string charset_of_type(std::string_view media_type) {
  const std::string type = lower(media_type);
  const std::size_t at = type.find("charset");
  if (at == std::string::npos) return {};
  std::size_t begin = type.find_first_not_of(" \t", at + 7);
  if (begin == std::string::npos || type[begin] != '=') return {};
  begin = type.find_first_not_of(" \t\"'", begin + 1);
  if (begin == std::string::npos) return {};
  const std::size_t end = std::min(type.find_first_of(" \t\"';,>/", begin), type.size());
  return type.substr(begin, std::min<std::size_t>(end - begin, 40));
}

std::string declared_charset(std::string_view bytes) {
  bytes = bytes.substr(0, 4096);
  if (bytes.starts_with("<?xml")) {
    const std::string_view declaration = bytes.substr(0, bytes.find("?>"));
    if (const std::size_t at = declaration.find("encoding"); at != std::string_view::npos) {
      std::string found = charset_of_type("charset" + std::string(declaration.substr(at + 8)));
      if (!hides_ascii(found)) return found;  // if it were, these bytes could not be read
    }
  }
  const std::string start = lower(bytes);
  for (std::size_t at = start.find("<meta"); at != std::string::npos; at = start.find("<meta", at + 5)) {
    const std::string_view tag = std::string_view(start).substr(at, std::min(start.find('>', at), start.size()) - at);
    std::string found = charset_of_type(tag);
    if (!found.empty()) return hides_ascii(found) ? "utf-8" : found;
  }
  return {};
}

}  // namespace demarche
