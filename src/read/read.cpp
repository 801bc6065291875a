// One input as a stream of articles, whatever its format; see read.h. The formats are read in their own files.
#include "read/read.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "read/charset.h"
#include "read/check.h"
#include "read/compressed.h"
#include "read/format.h"
#include "read/jsonl.h"
#include "read/language.h"
#include "read/page.h"

namespace demarche {

namespace {

constexpr std::size_t kFirstBytes = 4096;  ///< that tell the format

/// Names the place of a document in what is wrong with it. What lies in a folder and is no text is nobody's mistake.
Error placed(Error error, const RawDocument& document) {
  const Article& article = document.article;
  error.where = article.file.empty() ? article.name : article.file;
  error.line = article.line;
  make_utf8(error.message);
  if (error.offset == 0) error.offset = article.offset;
  if (document.found && error.code == Error::Code::bad_encoding) error.code = Error::Code::skipped;
  return error;
}

Done decode(RawDocument& document) {
  Result<std::string> text = to_utf8(std::move(document.bytes), document.charset);
  if (!text) return text.error();
  document.article.text = std::move(*text);
  return check_text(document.article.text);
}

}  // namespace

struct ArticleReader::State {
  std::unique_ptr<std::istream> owned;
  std::unique_ptr<CompressedStream> in;
  std::string name;
  ReadOptions options;
  std::unique_ptr<FormatReader> reader;

  void start() {
    if (in->peek(3) == "\xEF\xBB\xBF") in->ignore(3);
    std::string first = in->peek(kFirstBytes);
    if (first.find('\0') < 8) {  // UTF-16 or UTF-32
      if (Result<std::string> text = to_utf8(first, {}); text) first = std::move(*text);
    }
    const Format* format = format_named(options.format);
    if (format == nullptr) format = find_format(name, first);
    reader = format->make(Input{in.get(), name, options});
  }
};

LineRead read_line(std::istream& in, std::string& line, std::uint64_t max_bytes) {
  LineRead result;
  std::array<char, 65536> block{};
  while (true) {
    in.getline(block.data(), block.size());
    const auto count = static_cast<std::size_t>(in.gcount());
    const bool cut = in.fail() && !in.bad() && !in.eof() && count == block.size() - 1;
    if (count > 0) result.more = true;
    const bool ended = !cut && !in.eof() && !in.fail();  // then getline counted, but did not store, the line's end
    const std::size_t stored = ended ? count - 1 : count;
    if (line.size() + stored > max_bytes) {
      result.too_long = true;
    } else if (!result.too_long) {
      line.append(block.data(), stored);
    }
    if (!cut) return result;
    in.clear(in.rdstate() & ~std::ios::failbit);
  }
}

Result<std::unique_ptr<std::istream>> open_input(const std::string& path) {
  std::error_code problem;
  const std::filesystem::file_status status = std::filesystem::status(path, problem);
  if (status.type() == std::filesystem::file_type::not_found) {
    return Error{.code = Error::Code::not_found, .where = path, .message = "there is no such file"};
  }
  if (status.type() == std::filesystem::file_type::directory) {
    return Error{.code = Error::Code::unreadable, .where = path, .message = "this is a folder: name the files in it"};
  }
  errno = 0;
  auto file = std::make_unique<std::ifstream>(path, std::ios::binary);
  if (!*file) {
    return Error{.code = Error::Code::unreadable,
                 .where = path,
                 .message = "cannot be opened: " + std::string(std::strerror(errno != 0 ? errno : EIO))};
  }
  return std::unique_ptr<std::istream>(std::move(file));
}

Result<ArticleReader> ArticleReader::open(const std::string& path, const ReadOptions& options) {
  if (path == "-") return over(std::cin, "<stdin>", options);
  Result<std::unique_ptr<std::istream>> file = open_input(path);
  if (!file) return file.error();
  ArticleReader reader = over(**file, path, options);
  reader.state_->owned = std::move(*file);
  return reader;
}

ArticleReader ArticleReader::over(std::istream& in, const std::string& name, const ReadOptions& options) {
  auto state = std::make_unique<State>();
  state->in = std::make_unique<CompressedStream>(in);
  state->name = name;
  state->options = options;
  return ArticleReader(std::move(state));
}

std::optional<Result<RawDocument>> ArticleReader::next_raw() {
  if (!state_->reader) state_->start();
  return state_->reader->next();
}

std::optional<Result<Article>> ArticleReader::next() {
  auto raw = next_raw();
  if (!raw) return std::nullopt;
  if (!*raw) return raw->error();
  return article_of(std::move(**raw), state_->options);
}

std::uint64_t ArticleReader::taken() const {
  return state_->in->taken();
}

Result<Article> article_of(RawDocument&& document, const ReadOptions& options) {
  Article& article = document.article;
  if (document.kind == RawDocument::Kind::json) {
    if (Done good = article_of_json(document.bytes, options, article); !good) return placed(good.error(), document);
  } else if (document.kind == RawDocument::Kind::text) {
    if (Done good = decode(document); !good) return placed(good.error(), document);
  }
  if (document.kind == RawDocument::Kind::page) {
    if (document.charset.empty()) document.charset = declared_charset(document.bytes);
    const Result<std::string> page = to_utf8(std::move(document.bytes), document.charset);
    if (!page) return placed(page.error(), document);
    if (Done good = article_of_page(*page, article); !good) return placed(good.error(), document);
  }
  if (article.date.empty()) article.date = !document.day.empty() ? document.day : options.date;
  for (std::string* said : {&article.name, &article.publisher, &article.title, &article.url, &article.language}) make_utf8(*said);
  std::string language = language_of(article.text);
  if (language == "und" && article.language == "en") language = "en";  // its own word counts where the text tells of no other
  if (!language.empty()) article.language = language;
  const auto& wanted = options.languages;
  if (!wanted.empty() && !language.empty() && std::find(wanted.begin(), wanted.end(), language) == wanted.end()) {
    const std::string what = language == "und" ? "in none of the languages asked for" : "in the language \"" + language + "\"";
    return placed({.code = Error::Code::other_language, .where = {}, .message = "the text is " + what + ": not coded"}, document);
  }
  return std::move(article);
}

ArticleReader::ArticleReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
ArticleReader::ArticleReader(ArticleReader&&) noexcept = default;
ArticleReader& ArticleReader::operator=(ArticleReader&&) noexcept = default;
ArticleReader::~ArticleReader() = default;

}  // namespace demarche
