// Inputs as a stream of articles. One input is read by ArticleReader, whatever its format; many inputs and folders by archive.h.
//
//   auto reader = ArticleReader::open("news.jsonl.gz", {});
//   while (auto article = reader->next()) {          // an Article, or an Error for the one that cannot be read; nothing at the end
//     if (*article) use(**article); else report(article->error());
//   }
//
// Reading is in two steps, so that the costly one can run on many threads: next_raw() cuts the next document out of the input, one
// thread at a time; article_of() decodes it, finds a page's article and tells its language, any number at a time. next() does both.
// Memory is bounded by one document. The text of plain UTF-8 is exactly what the file says (a leading byte order mark apart), so that
// offsets hold. The formats and their limits: docs/formats.md.
#pragma once

#include <cstdint>
#include <istream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "demarche/demarche.h"

namespace demarche {

struct ReadOptions {
  std::string date = {};                           ///< of articles that give none
  std::uint64_t max_bytes = 16ULL << 20;           ///< of a document: a text file, a line, a page, a feed; a longer one is an Error
  std::map<std::string, std::string> fields = {};  ///< JSONL and CSV: "text" -> the name that the input gives it; likewise doc, date,
                                                   ///< publisher, title, url, language
  std::vector<std::string> languages = {"en"};     ///< others are Errors of code other_language; empty = all
  std::string format = {};                         ///< a name of format.h; "" = by the file's name and first bytes
};

/// A document as it lies in its input: an article that lacks at most what article_of() finds in `bytes`.
struct RawDocument {
  enum class Kind : std::uint8_t { article, json, text, page };  ///< what `bytes` holds; article: nothing, the article is whole
  Kind kind = Kind::article;
  Article article;
  std::string bytes = {};
  std::string charset = {};  ///< as a protocol named it, "" if none did
  std::string day = {};      ///< when it was fetched: its date if it tells none
  bool found = false;        ///< it lay in a folder; nobody named it as text
};

/// The article in the document, in one of the languages asked for, or why there is none.
[[nodiscard]] Result<Article> article_of(RawDocument&& document, const ReadOptions& options);

class FormatReader;

class ArticleReader {
 public:
  /// `path` "-" is standard input. The format is found by the file's name, else by its first bytes; gzip, zstd and xz are undone.
  static Result<ArticleReader> open(const std::string& path, const ReadOptions& options);
  /// The same over a stream that outlives the reader; `name` serves error messages and names a plain text.
  static ArticleReader over(std::istream& in, const std::string& name, const ReadOptions& options);

  /// The next article; an Error for one that is refused (call again for those after it); nothing at the end.
  [[nodiscard]] std::optional<Result<Article>> next();
  /// The next document, still to be given to article_of().
  [[nodiscard]] std::optional<Result<RawDocument>> next_raw();
  /// Bytes of the input that were read so far, as they lie there (compressed, if they are).
  [[nodiscard]] std::uint64_t taken() const;

  ArticleReader(ArticleReader&&) noexcept;
  ArticleReader& operator=(ArticleReader&&) noexcept;
  ~ArticleReader();

 private:
  struct State;
  explicit ArticleReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Opens `path` for reading, or says why it cannot be: missing, a directory, not readable.
[[nodiscard]] Result<std::unique_ptr<std::istream>> open_input(const std::string& path);

/// Appends one line without its end to `line`, at most `max_bytes` of it (the rest is skipped). False at the end of the input.
struct LineRead {
  bool more = false, too_long = false;
};
[[nodiscard]] LineRead read_line(std::istream& in, std::string& line, std::uint64_t max_bytes);

}  // namespace demarche
