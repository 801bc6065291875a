// HTTP/1 messages; see http.h. Brotli and zstd as content encodings are not undone. A body whose chunks are damaged is taken as far as
// they go; one that only claims to be chunked or compressed (crawlers undo both and keep the headers) is taken as it is.
#include "read/http.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <sstream>

#include "base/utf8.h"
#include "read/compressed.h"

namespace demarche {

namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
}

/// Chunks joined; the text itself when it doesn't begin with a chunk.
std::string unchunked(std::string_view text) {
  std::string body;
  std::string_view rest = text;
  while (true) {
    std::size_t size = 0;
    std::size_t at = 0;
    for (; at < rest.size() && at < 8; ++at) {
      const char c = static_cast<char>(rest[at] | 0x20);
      const bool figure = rest[at] >= '0' && rest[at] <= '9';
      if (!figure && !(c >= 'a' && c <= 'f')) break;
      size = size * 16 + static_cast<std::size_t>(figure ? rest[at] - '0' : c - 'a' + 10);
    }
    const std::size_t line = rest.find('\n');
    if (at == 0 || line == std::string_view::npos || line > at + 200 ||
        (rest[at] != '\r' && rest[at] != '\n' && rest[at] != ';' && rest[at] != ' '))
      return body.empty() ? std::string(text) : body;
    rest.remove_prefix(line + 1);
    if (size == 0) return body;
    body.append(rest.substr(0, size));
    rest.remove_prefix(std::min(size, rest.size()));
    if (rest.starts_with("\r\n")) rest.remove_prefix(2);
    if (rest.starts_with("\n")) rest.remove_prefix(1);
    if (rest.empty()) return body;
  }
}

Error bad(std::string message, Error::Code code = Error::Code::bad_format) {
  return {.code = code, .where = {}, .message = std::move(message)};
}

Error too_long(std::uint64_t max_bytes) {
  return bad("the decompressed body is longer than " + std::to_string(max_bytes) + " bytes: raise --max-bytes", Error::Code::too_large);
}

/// Undoes gzip; as much as is whole of a body that was cut.
Result<std::string> gunzipped(const std::string& body, std::uint64_t max_bytes) {
  std::istringstream source(body);
  CompressedStream in(source);
  std::string plain;
  std::array<char, 65536> block{};
  while (in.read(block.data(), block.size()), in.gcount() > 0) {
    plain.append(block.data(), static_cast<std::size_t>(in.gcount()));
    if (plain.size() > max_bytes) return too_long(max_bytes);
  }
  if (plain.empty()) return bad("the compressed body is damaged");
  return plain;
}

/// Undoes HTTP's deflate: with zlib's header or, as some servers send it, without.
Result<std::string> inflated(const std::string& body, std::uint64_t max_bytes) {
  for (const int window : {15, -15}) {
    z_stream state{};
    if (::inflateInit2(&state, window) != Z_OK) break;
    state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));  // NOLINT: zlib takes no const and writes nothing there
    state.avail_in = static_cast<uInt>(body.size());
    std::string plain;
    std::array<char, 65536> block{};
    int code = Z_OK;
    while (code == Z_OK && plain.size() <= max_bytes) {
      state.next_out = reinterpret_cast<Bytef*>(block.data());
      state.avail_out = block.size();
      code = ::inflate(&state, Z_NO_FLUSH);
      plain.append(block.data(), block.size() - state.avail_out);
    }
    ::inflateEnd(&state);
    if (plain.size() > max_bytes) return too_long(max_bytes);
    if (!plain.empty()) return plain;
  }
  return bad("the compressed body is damaged");
}

bool looks_plain(std::string_view body) {
  return body.substr(0, 64).find_first_of("<{") != std::string_view::npos;
}

}  // namespace

std::string_view read_headers(std::string_view text, Headers& headers) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (trimmed(line).empty()) return text;
    const std::size_t colon = line.find(':');
    if ((line[0] == ' ' || line[0] == '\t') && !headers.empty()) {
      headers.back().second += ' ';
      headers.back().second += trimmed(line);
    } else if (colon != std::string_view::npos) {
      headers.emplace_back(lower(trimmed(line.substr(0, colon))), trimmed(line.substr(colon + 1)));
    }
  }
  return text;
}

std::string header(const Headers& headers, std::string_view name) {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return {};
}

Result<HttpResponse> response_of(std::string_view text, std::uint64_t max_bytes) {
  HttpResponse response;
  if (!text.starts_with("HTTP/")) return bad("the record holds no HTTP response");
  const std::size_t line = std::min(text.find('\n'), text.size());
  const std::string_view first = text.substr(0, line);
  const std::size_t code = first.find(' ');
  for (std::size_t k = code; code != std::string_view::npos && k + 1 < first.size() && k < code + 3; ++k) {
    const char c = first[k + 1];
    if (c < '0' || c > '9') break;
    response.status = response.status * 10 + (c - '0');
  }
  const std::string_view rest = read_headers(text.substr(std::min(line + 1, text.size())), response.headers);
  response.body =
      lower(header(response.headers, "transfer-encoding")).find("chunked") != std::string::npos ? unchunked(rest) : std::string(rest);
  const std::string encoding = lower(header(response.headers, "content-encoding"));
  if (response.body.starts_with("\x1F\x8B\x08")) {
    Result<std::string> body = gunzipped(response.body, max_bytes);
    if (!body) return body.error();
    response.body = std::move(*body);
  } else if (encoding == "deflate" && !looks_plain(response.body)) {
    Result<std::string> body = inflated(response.body, max_bytes);
    if (!body) return body.error();
    response.body = std::move(*body);
  } else if ((encoding == "br" || encoding == "zstd") && !looks_plain(response.body)) {
    return bad("its body is compressed by " + encoding + ", which is not undone");
  }
  return response;
}

}  // namespace demarche
