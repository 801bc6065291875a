// Many inputs, folders among them, as one stream of articles.
//
//   read_inputs({"january.jsonl.gz", "pages/", "-"}, {}, [&](Result<Article> article) { ...; return true; });
//
// A folder is walked in the order of its names, links to folders are not followed, names that begin with a dot are passed over. What a
// folder holds besides text (pictures, programs) comes as an Error of code `skipped`. For coding on many threads use InputReader:
// next_raw() under a lock, article_of() outside of it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "demarche/demarche.h"
#include "read/read.h"

namespace demarche {

class InputReader {
 public:
  /// `paths`: files, folders, "-" for standard input. Missing ones come as Errors in their place.
  InputReader(std::vector<std::string> paths, ReadOptions options);

  /// The next document, an Error for what is refused, nothing at the end.
  [[nodiscard]] std::optional<Result<RawDocument>> next_raw();
  [[nodiscard]] std::optional<Result<Article>> next();

  /// The file that is being read, and how far all files are read: bytes of the files as they lie on disk (for the time left). The total
  /// counts what the walk has seen so far; standard input counts as nothing.
  struct Progress {
    std::string file;
    std::uint64_t files = 0, bytes_done = 0, bytes_seen = 0;
  };
  [[nodiscard]] const Progress& progress() const;

  InputReader(InputReader&&) noexcept;
  InputReader& operator=(InputReader&&) noexcept;
  ~InputReader();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// True for the errors that are no failures: another language, something that holds no text. They are counted, not reported.
[[nodiscard]] inline bool is_skip(const Error& error) {
  return error.code == Error::Code::other_language || error.code == Error::Code::skipped;
}

/// Gives each article, or the reason why there is none, to `sink`, in the order of the inputs, until it returns false.
void read_inputs(const std::vector<std::string>& paths, const ReadOptions& options, const std::function<bool(Result<Article>)>& sink);

}  // namespace demarche
