// CSV and TSV with a row of names first (RFC 4180): each further row is an article; see docs/formats.md.
//   id,published,body
//   7,2024-05-14,"Kenya ""rejected"" it."    ->  Article{"7", "2024-05-14", text: Kenya "rejected" it.}
// Fields are separated by what the first row has most of: comma, semicolon, tab or bar. A quoted field may hold line ends.
#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "read/charset.h"
#include "read/fields.h"
#include "read/format.h"

namespace demarche {

namespace {

class CsvReader : public FormatReader {
 public:
  explicit CsvReader(Input input) : input_(std::move(input)), fields_(input_.options.fields) {}

  std::optional<Result<RawDocument>> next() override {
    if (!started_) {
      started_ = true;
      if (Done good = read_names(); !good) return ++rows_, done_ = true, good.error();
    }
    while (!done_) {
      std::optional<Error> problem = row();
      if (last_ && !input_.in->problem().empty()) return ++rows_, done_ = true, input_.broken(row_line_);
      if (problem) return ++rows_, *problem;
      if (row_.empty()) break;
      if (row_.size() == 1 && row_[0].find_first_not_of(" \t\r") == std::string::npos) continue;
      ++rows_;
      return article();
    }
    done_ = true;
    if (rows_++ == 0) return input_.wrong(Error::Code::empty, "the file holds no document");
    return std::nullopt;
  }

 private:
  Done read_names() {
    const std::string first = input_.in->peek(65536);
    const std::string_view names = std::string_view(first).substr(0, first.find_first_of("\r\n"));
    for (const char mark : {',', ';', '\t', '|'}) {
      if (std::count(names.begin(), names.end(), mark) > std::count(names.begin(), names.end(), separator_)) separator_ = mark;
    }
    const std::optional<Error> problem = row();
    if (last_ && !input_.in->problem().empty()) return input_.broken();
    if (problem) return *problem;
    if (row_.empty()) return input_.wrong(Error::Code::empty, "the file is empty");
    bool has_text = false;
    for (const std::string& name : row_) {
      const std::size_t begin = std::min(name.find_first_not_of(" \t\r"), name.size());
      const std::size_t end = std::max(begin, name.find_last_not_of(" \t\r") + 1);
      columns_.push_back(fields_.of(name.substr(begin, end - begin)));
      has_text = has_text || columns_.back().field == Field::text;
    }
    if (has_text) return Nothing{};
    return input_.wrong(Error::Code::bad_format,
                        "no column is named \"" + fields_.called(Field::text) + "\"; say which holds the text by --field text=NAME", 1);
  }

  /// The next row into row_, none at the end of the input; an Error for a row that is too long, which is skipped.
  std::optional<Error> row() {
    row_.clear();
    row_line_ = line_ + 1;
    std::string field;
    std::uint64_t size = 0;
    bool quoted = false;
    bool any = false;
    std::streambuf& in = *input_.in->rdbuf();
    while (true) {
      const int next = in.sbumpc();
      if (next == std::char_traits<char>::eof()) break;
      const char c = static_cast<char>(next);
      any = true;
      if (c == '\n') ++line_;
      if (++size > input_.options.max_bytes) {
        if (c == '\n') return input_.too_large("the row", row_line_);
        continue;
      }
      if (quoted) {
        if (c != '"') {
          field += c;
        } else if (in.sgetc() == '"') {
          field += static_cast<char>(in.sbumpc());
        } else {
          quoted = false;
        }
      } else if (c == '"' && field.empty()) {
        quoted = true;
      } else if (c == separator_) {
        row_.push_back(std::move(field));
        field.clear();
      } else if (c == '\n') {
        if (field.ends_with('\r')) field.pop_back();
        row_.push_back(std::move(field));
        return std::nullopt;
      } else {
        field += c;
      }
    }
    last_ = true;
    if (size > input_.options.max_bytes) return input_.too_large("the row", row_line_);
    if (!any) return std::nullopt;
    if (quoted) {
      done_ = true;
      return input_.wrong(Error::Code::bad_format, "a quotation mark opens in the row that begins here and is never closed", row_line_);
    }
    row_.push_back(std::move(field));
    return std::nullopt;
  }

  Result<RawDocument> article() {
    RawDocument document;
    document.article.name = input_.name + ":" + std::to_string(row_line_);
    document.article.file = input_.name;
    document.article.line = row_line_;
    if (row_.size() != columns_.size()) {
      return input_.wrong(
          Error::Code::bad_format,
          "the row has " + std::to_string(row_.size()) + " fields, but the first row names " + std::to_string(columns_.size()), row_line_);
    }
    FieldValues values;
    for (std::size_t k = 0; k < row_.size(); ++k) {
      if (columns_[k].field == Field::none) continue;
      Result<std::string> value = to_utf8(std::move(row_[k]), {});
      if (!value)
        return input_.wrong(value.error().code, "the field \"" + std::string(name(columns_[k].field)) + "\": " + value.error().message,
                            row_line_);
      values.put(columns_[k], std::move(*value));
    }
    if (const Done good = std::move(values).into(document.article, fields_); !good)
      return input_.wrong(good.error().code, good.error().message, row_line_);
    return document;
  }

  Input input_;
  Fields fields_;
  std::vector<Fields::Match> columns_;
  std::vector<std::string> row_;
  char separator_ = ',';
  std::uint64_t line_ = 0, row_line_ = 0, rows_ = 0;
  bool started_ = false, done_ = false;
  bool last_ = false;  ///< the row ended with the input
};

}  // namespace

std::unique_ptr<FormatReader> csv_reader(Input input) {
  return std::make_unique<CsvReader>(std::move(input));
}

}  // namespace demarche
