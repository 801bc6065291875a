// An HTTP response as an archive keeps it: status, headers, and the body without its transfer's wrappings.
//   response_of("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html>...", 1 << 24)
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "demarche/demarche.h"

namespace demarche {

using Headers = std::vector<std::pair<std::string, std::string>>;  ///< names in small letters

/// Reads "Name: value" lines up to a blank one; folded lines are joined. Returns what follows the blank line.
[[nodiscard]] std::string_view read_headers(std::string_view text, Headers& headers);
[[nodiscard]] std::string header(const Headers& headers, std::string_view name);  ///< the first of that name, "" if none

struct HttpResponse {
  int status = 0;
  Headers headers;
  std::string body;  ///< chunks joined, gzip and deflate undone
};

/// An Error when it is no response or its body cannot be undone or grows above `max_bytes`.
[[nodiscard]] Result<HttpResponse> response_of(std::string_view text, std::uint64_t max_bytes);

}  // namespace demarche
