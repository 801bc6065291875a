// JSONL: lines by JsonlReader, fields by simdjson; see jsonl.h and fields.h. Fields that are none of an article's are ignored.
#include "read/jsonl.h"

#include <simdjson.h>

#include "base/utf8.h"
#include "read/fields.h"
#include "read/format.h"

namespace demarche {

namespace {

Error bad(std::string message) {
  return {.code = Error::Code::bad_format, .where = {}, .message = std::move(message)};
}

std::string_view type_name(simdjson::dom::element_type type) {
  switch (type) {
    case simdjson::dom::element_type::ARRAY:
      return "a list";
    case simdjson::dom::element_type::OBJECT:
      return "an object";
    case simdjson::dom::element_type::STRING:
      return "a string";
    case simdjson::dom::element_type::BOOL:
      return "true or false";
    case simdjson::dom::element_type::NULL_VALUE:
      return "null";
    default:
      return "a number";
  }
}

class JsonlReader : public FormatReader {
 public:
  explicit JsonlReader(Input input) : input_(std::move(input)) {}

  std::optional<Result<RawDocument>> next() override {
    while (!done_) {
      RawDocument document{.kind = RawDocument::Kind::json, .article = {}};
      const LineRead read = read_line(*input_.in, document.bytes, input_.options.max_bytes);
      if (!read.more || !input_.in->good()) done_ = true;
      if (done_ && !input_.in->problem().empty()) return ++documents_, input_.broken(line_ + 1);
      if (!read.more) break;
      ++line_;
      if (!read.too_long && document.bytes.find_first_not_of(" \t\r") == std::string::npos) continue;
      ++documents_;
      if (read.too_long) return input_.too_large("the line", line_);
      document.article.name = input_.name + ":" + std::to_string(line_);
      document.article.file = input_.name;
      document.article.line = line_;
      return document;
    }
    if (documents_++ == 0) return input_.wrong(Error::Code::empty, "the file holds no document");
    return std::nullopt;
  }

 private:
  Input input_;
  std::uint64_t line_ = 0, documents_ = 0;
  bool done_ = false;
};

/// A field's value as text; numbers and truth values only where an identifier may be one.
Done put(FieldValues& values, Fields::Match match, std::string_view key, simdjson::dom::element value) {
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS) {
    values.put(match, std::string(text));
    return Nothing{};
  }
  const simdjson::dom::element_type type = value.type();
  const bool number = type == simdjson::dom::element_type::INT64 || type == simdjson::dom::element_type::UINT64;
  if ((match.field == Field::doc || match.field == Field::date) && number) {
    values.put(match, simdjson::minify(value));
    return Nothing{};
  }
  const bool needed = match.field == Field::text || match.field == Field::date || match.field == Field::doc;
  if (value.is_null() || !needed || match.rank > 1) return Nothing{};
  return bad("the field \"" + std::string(key) + "\" must be a string, but is " + std::string(type_name(type)));
}

}  // namespace

Done article_of_json(std::string_view line, const ReadOptions& options, Article& article) {
  if (const auto at = first_bad_byte(line)) {
    return Error{.code = Error::Code::bad_encoding,
                 .where = {},
                 .offset = *at,
                 .message = "byte " + std::to_string(*at + 1) + " of the line is not UTF-8; convert the file to UTF-8 first"};
  }
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  if (const auto problem = parser.parse(line.data(), line.size()).get(root); problem != simdjson::SUCCESS) {
    return bad(std::string("not a line of JSON: ") + simdjson::error_message(problem));
  }
  simdjson::dom::object object;
  if (root.get(object) != simdjson::SUCCESS) {
    return bad("a document must be an object {\"doc\", \"date\", \"text\"}, but this is " + std::string(type_name(root.type())));
  }
  const Fields fields(options.fields);
  FieldValues values;
  bool has_text = false;
  for (const auto [key, value] : object) {
    const Fields::Match match = fields.of(key);
    if (match.field == Field::none) continue;
    if (Done good = put(values, match, key, value); !good) return good;
    has_text = has_text || (match.field == Field::text && value.is_string());
  }
  if (!has_text) return bad("the field \"" + fields.called(Field::text) + "\" is missing; say which holds the text by --field text=NAME");
  return std::move(values).into(article, fields);
}

std::unique_ptr<FormatReader> jsonl_reader(Input input) {
  return std::make_unique<JsonlReader>(std::move(input));
}

}  // namespace demarche
