// Inputs as a stream of articles: plain text (one article a file) and JSONL (one article a line).
//
//   auto reader = ArticleReader::open("news.jsonl", {});
//   while (auto article = reader->next()) {          // an Article, or an Error for the one that cannot be read; nothing at the end
//     if (*article) use(**article); else report(article->error());
//   }
//
// A JSONL line is {"doc": "n1", "date": "2024-05-14", "text": "..."}, `publisher` optional, other fields ignored.
// Memory is bounded by one article. An article's text is exactly what the file says (a leading byte order mark apart), so that offsets
// hold.
#pragma once

#include <cstdint>
#include <istream>
#include <memory>
#include <optional>
#include <string>

#include "demarche/demarche.h"

namespace demarche {

struct ReadOptions {
  std::string date;                       ///< of articles that give none
  std::uint64_t max_bytes = 16ULL << 20;  ///< of a text file or a JSONL line; a longer one is an Error
};

class ArticleReader {
 public:
  /// `path` "-" is standard input. By its name a file is text (.txt) or JSONL (.jsonl, .ndjson, .json); any other is JSONL if
  /// its first character besides white space is `{`, else text.
  static Result<ArticleReader> open(const std::string& path, const ReadOptions& options);
  /// The same over a stream that outlives the reader; `name` serves error messages and names a plain text.
  static ArticleReader over(std::istream& in, const std::string& name, const ReadOptions& options);

  /// The next article; an Error for one that is refused (call again for those after it); nothing at the end.
  [[nodiscard]] std::optional<Result<Article>> next();

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
