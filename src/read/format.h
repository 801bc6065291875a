// The formats of inputs: how each is known and what cuts it into documents. A new format is one file and one line of the table in
// format.cpp.
//   find_format("news.csv.gz", first_bytes) -> the row "csv"
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "demarche/demarche.h"
#include "read/compressed.h"
#include "read/read.h"

namespace demarche {

/// A stream of one format. `in` outlives the reader.
class FormatReader {
 public:
  virtual ~FormatReader() = default;
  /// The next document; an Error for one that is refused, naming the input and the place in it; nothing at the end.
  [[nodiscard]] virtual std::optional<Result<RawDocument>> next() = 0;
};

/// What a FormatReader is made from: the plain bytes (nothing compressed, no byte order mark of UTF-8), and what it may say of them.
struct Input {
  CompressedStream* in = nullptr;
  std::string name;
  ReadOptions options;

  /// The whole rest of the input, or why not: too long, broken off.
  [[nodiscard]] Result<std::string> rest() const;
  [[nodiscard]] Error too_large(std::string_view what, std::uint64_t line = 0) const;
  [[nodiscard]] Error broken(std::uint64_t line = 0) const;
  [[nodiscard]] Error wrong(Error::Code code, std::string message, std::uint64_t line = 0, std::uint64_t offset = 0) const;
};

struct Format {
  std::string_view name;
  std::string_view extensions;  ///< " .html .htm "
  std::unique_ptr<FormatReader> (*make)(Input input);
};

[[nodiscard]] std::span<const Format> formats();
[[nodiscard]] const Format* format_named(std::string_view name);  ///< nullptr if there is none
/// By the name (without the ending of a compression), else by the first bytes; never nullptr, at worst text.
[[nodiscard]] const Format* find_format(std::string_view path, std::string_view first_bytes);
/// Text that starts like a page: a document type or an element of HTML.
[[nodiscard]] bool looks_like_page(std::string_view first_bytes);
/// Text that starts like RSS, Atom or RDF, perhaps after a declaration and comments.
[[nodiscard]] bool looks_like_feed(std::string_view first_bytes);

std::unique_ptr<FormatReader> text_reader(Input input);
std::unique_ptr<FormatReader> jsonl_reader(Input input);
std::unique_ptr<FormatReader> csv_reader(Input input);
std::unique_ptr<FormatReader> page_reader(Input input);
std::unique_ptr<FormatReader> feed_reader(Input input);
std::unique_ptr<FormatReader> warc_reader(Input input);

}  // namespace demarche
