// Checks of texts and dates; see check.h. Doesn't guess encodings: a file that is not UTF-8 is refused with what it looks like.
#include "read/check.h"

#include <array>
#include <chrono>
#include <cstdio>

#include "base/utf8.h"

namespace demarche {

namespace {

/// What a file that is no UTF-8 text seems to be, as advice.
std::string_view looks_like(std::string_view text) {
  struct Magic {
    std::string_view bytes, advice;
  };
  static constexpr std::array<Magic, 6> kMagic = {
      {{"\x1F\x8B", "it looks like gzip: decompress it first"},
       {"\x28\xB5\x2F\xFD", "it looks like zstd: decompress it first"},
       {"PK\x03\x04", "it looks like a ZIP archive or an office document: extract its text first"},
       {"%PDF-", "it looks like PDF: extract its text first"},
       {"\xFF\xFE", "it looks like UTF-16: convert it to UTF-8 first"},
       {"\xFE\xFF", "it looks like UTF-16: convert it to UTF-8 first"}}};
  for (const Magic& magic : kMagic) {
    if (text.starts_with(magic.bytes)) return magic.advice;
  }
  return {};
}

Error encoding_error(std::string_view text, std::size_t at) {
  char what[64];
  std::snprintf(what, sizeof what, "byte 0x%02X at offset %zu is not UTF-8", static_cast<unsigned char>(text[at]), at);
  const std::string_view advice = looks_like(text);
  return {.code = Error::Code::bad_encoding,
          .where = {},
          .offset = at,
          .message = std::string(what) + "; " + std::string(advice.empty() ? "convert the text to UTF-8 first" : advice)};
}

}  // namespace

Done check_text(std::string_view text) {
  if (const auto bad = first_bad_byte(text)) return encoding_error(text, *bad);
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    const std::string_view advice = looks_like(text);
    return Error{.code = Error::Code::bad_encoding,
                 .where = {},
                 .offset = nul,
                 .message = "NUL byte at offset " + std::to_string(nul) + "; " +
                            std::string(advice.empty() ? "this is no text: give plain UTF-8 text" : advice)};
  }
  if (text.starts_with("%PDF-")) return Error{.code = Error::Code::bad_encoding, .where = {}, .message = std::string(looks_like(text))};
  if (text.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos) {
    return Error{.code = Error::Code::empty, .where = {}, .message = "there is no text in it"};
  }
  return Nothing{};
}

Done check_date(std::string_view date) {
  if (date.empty()) return Nothing{};
  const auto number = [&](std::size_t from, std::size_t count) {
    int value = 0;
    for (std::size_t k = from; k < from + count; ++k) {
      if (date[k] < '0' || date[k] > '9') return -1;
      value = value * 10 + (date[k] - '0');
    }
    return value;
  };
  if (date.size() == 10 && date[4] == '-' && date[7] == '-') {
    const int year = number(0, 4);
    const int month = number(5, 2);
    const int day = number(8, 2);
    using namespace std::chrono;
    if (year > 0 && month > 0 && day > 0 &&
        year_month_day{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                       std::chrono::day(static_cast<unsigned>(day))}
            .ok()) {
      return Nothing{};
    }
  }
  return Error{.code = Error::Code::bad_argument,
               .where = {},
               .message = "\"" + std::string(date.substr(0, 40)) + "\" is not a date: give a day of the calendar as YYYY-MM-DD"};
}

}  // namespace demarche
