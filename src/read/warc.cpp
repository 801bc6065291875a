// WARC (ISO 28500), as Common Crawl ships it, its texts (WET), and the older ARC: each record that is a page, a text or a feed gives
// articles; see docs/formats.md.
//   WARC/1.0 / WARC-Type: response / WARC-Target-URI: http://a.example/1 / Content-Length: 812  ->  the page as an article, url as named
// Records about records (warcinfo, request, metadata, revisit) are passed over. What is no page comes as an Error of code `skipped`. After
// a damaged record reading goes on with the next line that begins one.
#include <algorithm>
#include <sstream>

#include "base/utf8.h"
#include "read/charset.h"
#include "read/dates.h"
#include "read/format.h"
#include "read/http.h"

namespace demarche {

namespace {

constexpr std::uint64_t kMaxHeader = 1U << 18U;  ///< bytes of a record's header
constexpr std::uint64_t kNoLength = ~0ULL;

std::uint64_t number_of(std::string_view text) {
  if (text.empty() || text.size() > 18) return kNoLength;
  std::uint64_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return kNoLength;
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return value;
}

struct Record {
  std::uint64_t offset = 0, length = kNoLength;
  std::string type, url, day, media;
  bool http = false;  ///< its block is an HTTP response
};

class WarcReader : public FormatReader {
 public:
  explicit WarcReader(Input input) : input_(std::move(input)) {}

  std::optional<Result<RawDocument>> next() override {
    while (true) {
      if (inner_) {  // a feed in a record
        if (auto document = inner_->next()) {
          if (*document) {
            (*document)->article.file = input_.name;
            (*document)->article.offset = record_.offset;
            if ((*document)->day.empty()) (*document)->day = record_.day;
            return document;
          }
          return problem(document->error().code, document->error().message);
        }
        inner_.reset();
      }
      if (done_) return std::nullopt;
      if (auto document = record()) return document;
    }
  }

 private:
  Error problem(Error::Code code, std::string message) const {
    return input_.wrong(code, (record_.url.empty() ? std::string() : record_.url + ": ") + std::move(message), 0, record_.offset);
  }

  std::optional<Result<RawDocument>> end() {
    done_ = true;
    if (!input_.in->problem().empty()) {
      record_ = {};
      record_.offset = input_.in->member_offset();
      return problem(Error::Code::unreadable, std::string(input_.in->problem()));
    }
    if (records_ == 0) return input_.wrong(Error::Code::empty, "the archive holds no records");
    if (wanted_ == 0) return input_.wrong(Error::Code::skipped, "none of the archive's records is a page, a text or a feed");
    return std::nullopt;
  }

  bool read_header_line(std::string& line) {
    line.clear();
    const LineRead read = read_line(*input_.in, line, kMaxHeader);
    if (line.ends_with('\r')) line.pop_back();
    return read.more;
  }

  /// The next record that says something; nothing if it was passed over (done_ tells the end).
  std::optional<Result<RawDocument>> record() {
    std::string line;
    record_ = {};
    do {
      (void)input_.in->peek(1);
      record_.offset = input_.in->member_offset();
      if (!read_header_line(line)) return end();
    } while (line.find_first_not_of(" \t") == std::string::npos);
    if (line.starts_with("WARC/")) {
      lost_ = false;
      if (const auto error = warc_header()) return *error;
    } else if (!arc_header(line)) {
      if (lost_) return std::nullopt;  // said already
      lost_ = true;
      return problem(Error::Code::bad_format,
                     "no record begins here: the one before is damaged or its length is wrong; going on with the next");
    }
    ++records_;
    return block();
  }

  std::optional<Error> warc_header() {
    std::string text;
    for (std::string line; read_header_line(line) && !line.empty();) {
      if (text.size() + line.size() > kMaxHeader) return lost_ = true, problem(Error::Code::too_large, "the record's header is too long");
      text += line + "\n";
    }
    Headers headers;
    (void)read_headers(text, headers);
    record_.type = lower(header(headers, "warc-type"));
    record_.url = header(headers, "warc-target-uri");
    if (record_.url.starts_with('<') && record_.url.ends_with('>')) record_.url = record_.url.substr(1, record_.url.size() - 2);
    make_utf8(record_.url);
    record_.day = day_of(header(headers, "warc-date"));
    record_.media = lower(header(headers, "content-type"));
    record_.http = record_.type == "response" && (record_.media.find("http") != std::string::npos || record_.url.starts_with("http"));
    record_.length = number_of(header(headers, "content-length"));
    if (record_.length != kNoLength) return std::nullopt;
    lost_ = true;
    return problem(Error::Code::bad_format, "the record's header tells no length");
  }

  /// ARC: "URL IP DATE TYPE [more] LENGTH".
  bool arc_header(const std::string& line) {
    std::vector<std::string> parts;
    std::istringstream in(line);
    for (std::string part; in >> part;) parts.push_back(part);
    if (parts.size() < 5 || line.find("://") == std::string::npos) return false;
    record_.length = number_of(parts.back());
    if (record_.length == kNoLength) return false;
    const bool longer = parts.size() >= 10;  // version 2: TYPE CODE CHECKSUM LOCATION OFFSET FILE LENGTH
    const std::size_t date = parts.size() - (longer ? 8 : 3);
    record_.url = line.substr(0, line.find(" " + parts[date - 1] + " " + parts[date]));
    make_utf8(record_.url);
    record_.day = day_of(parts[date]);
    record_.media = parts[date + 1];
    record_.type = record_.url.starts_with("filedesc:") ? "warcinfo" : "response";
    record_.http = record_.url.starts_with("http");
    lost_ = false;
    return record_.day.size() == 10;
  }

  std::optional<Result<RawDocument>> block() {
    const bool wanted = record_.type == "response" ||
                        ((record_.type == "resource" || record_.type == "conversion") && !record_.url.starts_with("metadata:"));
    wanted_ += wanted ? 1 : 0;
    if (!wanted || record_.length > input_.options.max_bytes) {
      const std::uint64_t passed = skip(record_.length);
      if (passed < record_.length) return cut();
      if (wanted) return too_large();
      return std::nullopt;
    }
    std::string bytes(record_.length, '\0');
    input_.in->read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (static_cast<std::uint64_t>(input_.in->gcount()) < record_.length) return cut();
    return document(std::move(bytes));
  }

  std::uint64_t skip(std::uint64_t count) {
    std::uint64_t passed = 0;
    while (passed < count && input_.in->good()) {
      input_.in->ignore(static_cast<std::streamsize>(std::min<std::uint64_t>(count - passed, 1U << 20U)));
      passed += static_cast<std::uint64_t>(input_.in->gcount());
    }
    return passed;
  }

  Result<RawDocument> too_large() const {
    return problem(Error::Code::too_large,
                   "the record is longer than " + std::to_string(input_.options.max_bytes) + " bytes: raise --max-bytes");
  }

  Result<RawDocument> cut() {
    done_ = true;
    const std::string_view why = input_.in->problem();
    return problem(why.empty() ? Error::Code::bad_format : Error::Code::unreadable,
                   why.empty() ? "the record is cut off: the archive ends before the length that it tells" : std::string(why));
  }

  std::optional<Result<RawDocument>> document(std::string bytes) {
    std::string media = record_.media;
    if (record_.http) {
      Result<HttpResponse> response = response_of(bytes, input_.options.max_bytes);
      if (!response) return problem(response.error().code, response.error().message);
      if (response->status != 200) return problem(Error::Code::skipped, "HTTP status " + std::to_string(response->status));
      media = lower(header(response->headers, "content-type"));
      bytes = std::move(response->body);
    }
    RawDocument document{.article = {}, .charset = charset_of_type(media), .day = record_.day};
    document.article.name = document.article.url = record_.url;
    document.article.file = input_.name;
    document.article.offset = record_.offset;
    media = media.substr(0, media.find_first_of("; "));
    make_utf8(media);
    if (looks_like_feed(std::string_view(bytes).substr(0, 4096)) && media != "text/html") return feed(std::move(bytes)), std::nullopt;
    if (media == "text/html" || media == "application/xhtml+xml" ||
        (media.empty() && looks_like_page(std::string_view(bytes).substr(0, 4096)))) {
      document.kind = RawDocument::Kind::page;
    } else if (media == "text/plain") {
      document.kind = RawDocument::Kind::text;
    } else {
      return problem(Error::Code::skipped,
                     media.empty() ? "it has no media type" : "its media type is " + media.substr(0, 80) + ": no page");
    }
    if (bytes.empty()) return problem(Error::Code::skipped, "it is empty");
    document.bytes = std::move(bytes);
    return document;
  }

  void feed(std::string bytes) {
    feed_source_ = std::make_unique<std::istringstream>(std::move(bytes));
    feed_stream_ = std::make_unique<CompressedStream>(*feed_source_);
    inner_ = feed_reader(Input{feed_stream_.get(), record_.url, input_.options});
  }

  Input input_;
  Record record_;
  std::uint64_t records_ = 0, wanted_ = 0;
  bool done_ = false;
  bool lost_ = false;  ///< looking for the next record
  std::unique_ptr<std::istringstream> feed_source_;
  std::unique_ptr<CompressedStream> feed_stream_;
  std::unique_ptr<FormatReader> inner_;
};

}  // namespace

std::unique_ptr<FormatReader> warc_reader(Input input) {
  return std::make_unique<WarcReader>(std::move(input));
}

}  // namespace demarche
