// Streams of articles out of plain text and JSONL; see read.h. HTML, feeds and archives are not read yet.
#include "read/read.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "read/check.h"
#include "read/jsonl.h"

namespace demarche {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

enum class Kind : std::uint8_t { unknown, text, jsonl };

Kind kind_of(const std::string& path) {
  const std::string extension = std::filesystem::path(path).extension().string();
  if (extension == ".txt") return Kind::text;
  if (extension == ".jsonl" || extension == ".ndjson" || extension == ".json") return Kind::jsonl;
  return Kind::unknown;
}

std::string size_text(std::uint64_t bytes) {
  return std::to_string(bytes) + " bytes";
}

}  // namespace

struct ArticleReader::State {
  std::unique_ptr<std::istream> owned;
  std::istream* in = nullptr;
  std::string name;
  ReadOptions options;
  Kind kind = Kind::unknown;
  bool started = false, done = false;
  std::uint64_t line = 0;
  std::uint64_t articles = 0;
  std::string ahead;  ///< bytes read while finding out the kind
  std::string buffer;

  void start();
  Error broken() const;
  Result<Article> whole_text();
  std::optional<Result<Article>> next_line();
};

/// Skips a byte order mark and finds out what the input is by its first character.
void ArticleReader::State::start() {
  started = true;
  while (ahead.size() < kByteOrderMark.size()) {
    const int c = in->peek();
    if (c == std::char_traits<char>::eof() || static_cast<char>(c) != kByteOrderMark[ahead.size()]) break;
    ahead += static_cast<char>(in->get());
  }
  if (ahead == kByteOrderMark) ahead.clear();
  if (kind != Kind::unknown) return;
  kind = Kind::text;
  while (ahead.size() < options.max_bytes) {
    const int c = in->peek();
    if (c == std::char_traits<char>::eof()) break;
    if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
      if (c == '{') kind = Kind::jsonl;
      break;
    }
    ahead += static_cast<char>(in->get());
  }
}

Error ArticleReader::State::broken() const {
  return {.code = Error::Code::unreadable, .where = name, .line = line, .message = "reading failed: the device or the pipe broke off"};
}

Result<Article> ArticleReader::State::whole_text() {
  done = true;
  std::string text = std::move(ahead);
  std::array<char, 65536> block{};
  while (text.size() <= options.max_bytes && (in->read(block.data(), block.size()), in->gcount() > 0)) {
    text.append(block.data(), static_cast<std::size_t>(in->gcount()));
  }
  if (in->bad()) return broken();
  if (text.size() > options.max_bytes) {
    return Error{.code = Error::Code::too_large,
                 .where = name,
                 .message = "longer than " + size_text(options.max_bytes) + ": split it, or raise --max-bytes"};
  }
  if (text.empty()) return Error{.code = Error::Code::empty, .where = name, .message = "the file is empty"};
  if (const Done good = check_text(text); !good) {
    Error error = good.error();
    error.where = name;
    return error;
  }
  return Article{.name = name, .date = options.date, .publisher = {}, .text = std::move(text)};
}

std::optional<Result<Article>> ArticleReader::State::next_line() {
  while (true) {
    buffer = std::move(ahead);
    ahead.clear();
    while (!buffer.empty() && buffer.find('\n') != std::string::npos) {  // blank lines before the first brace
      ++line;
      buffer.erase(0, buffer.find('\n') + 1);
    }
    const LineRead read = read_line(*in, buffer, options.max_bytes);
    if (in->bad()) return done = true, broken();
    if (!read.more && buffer.empty()) {
      done = true;
      if (articles == 0) return Error{.code = Error::Code::empty, .where = name, .message = "the file holds no document"};
      return std::nullopt;
    }
    ++line;
    if (!read.too_long && buffer.find_first_not_of(" \t\r") == std::string::npos) continue;
    ++articles;
    if (read.too_long) {
      return Error{.code = Error::Code::too_large,
                   .where = name,
                   .line = line,
                   .message = "the line is longer than " + size_text(options.max_bytes) + ": split the document, or raise --max-bytes"};
    }
    Result<Article> article = article_of_json(buffer, options.date);
    if (article) return article;
    Error error = article.error();
    error.where = name;
    error.line = line;
    return error;
  }
}

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
  reader.state_->kind = kind_of(path);
  return reader;
}

ArticleReader ArticleReader::over(std::istream& in, const std::string& name, const ReadOptions& options) {
  auto state = std::make_unique<State>();
  state->in = &in;
  state->name = name;
  state->options = options;
  return ArticleReader(std::move(state));
}

std::optional<Result<Article>> ArticleReader::next() {
  if (state_->done) return std::nullopt;
  if (!state_->started) state_->start();
  if (state_->kind == Kind::text) return state_->whole_text();
  return state_->next_line();
}

ArticleReader::ArticleReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
ArticleReader::ArticleReader(ArticleReader&&) noexcept = default;
ArticleReader& ArticleReader::operator=(ArticleReader&&) noexcept = default;
ArticleReader::~ArticleReader() = default;

}  // namespace demarche
