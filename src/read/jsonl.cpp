// JSONL lines to articles, by simdjson; see jsonl.h. Fields other than doc, date, publisher and text are ignored.
#include "read/jsonl.h"

#include <simdjson.h>

#include "base/utf8.h"
#include "read/check.h"

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

/// The string `field`; "" where absent or null and not required.
Result<std::string> string_field(const simdjson::dom::object& object, std::string_view field, bool required) {
  simdjson::dom::element value;
  if (object.at_key(field).get(value) != simdjson::SUCCESS) {
    if (required) return bad("the field \"" + std::string(field) + "\" is missing");
    return std::string();
  }
  if (value.is_null() && !required) return std::string();
  std::string_view text;
  if (value.get(text) != simdjson::SUCCESS) {
    return bad("the field \"" + std::string(field) + "\" must be a string, but is " + std::string(type_name(value.type())));
  }
  return std::string(text);
}

}  // namespace

Result<Article> article_of_json(std::string_view line, const std::string& default_date) {
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
  Result<std::string> doc = string_field(object, "doc", true);
  if (!doc) return doc.error();
  Result<std::string> text = string_field(object, "text", true);
  if (!text) return text.error();
  Result<std::string> date = string_field(object, "date", false);
  if (!date) return date.error();
  Result<std::string> publisher = string_field(object, "publisher", false);
  if (!publisher) return publisher.error();
  if (const Done good = check_date(*date); !good) return bad("the field \"date\": " + good.error().message);
  if (Done good = check_text(*text); !good) {
    Error error = good.error();
    error.message = "the field \"text\": " + error.message;
    return error;
  }
  return Article{
      .name = std::move(*doc), .date = date->empty() ? default_date : *date, .publisher = std::move(*publisher), .text = std::move(*text)};
}

}  // namespace demarche
