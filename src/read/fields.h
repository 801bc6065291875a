// Named values (a line of JSON, a row of CSV) as an article's fields.
//
//   Fields fields(options);  fields.of("published")  ->  Field::date;  fields.of("colour")  ->  Field::none
//
// A field is found by the name that the user maps to it, else by the usual names in the order of the table in fields.cpp.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>

#include "demarche/demarche.h"

namespace demarche {

enum class Field : std::uint8_t { doc, date, publisher, title, text, url, language, none };
inline constexpr std::size_t kFieldCount = 7;

/// The name of a field; "" for none.
[[nodiscard]] std::string_view name(Field field);
[[nodiscard]] Field field_named(std::string_view name);

/// Which of the input's names stand for which field. Of several names for one field, the one with the lower rank counts.
class Fields {
 public:
  struct Match {
    Field field = Field::none;
    int rank = 0;
  };
  explicit Fields(const std::map<std::string, std::string>& mapped) : mapped_(mapped) {}
  [[nodiscard]] Match of(std::string_view input_name) const;
  /// What the field is called: as mapped, else its own name.
  [[nodiscard]] std::string called(Field field) const;

 private:
  const std::map<std::string, std::string>& mapped_;
};

/// Values put together, to be checked as one article.
class FieldValues {
 public:
  void put(Fields::Match match, std::string value);
  /// Fills `article` (whose name serves when no doc is given); an Error for a bad date or text that names the field.
  [[nodiscard]] Done into(Article& article, const Fields& fields) &&;

 private:
  struct Value {
    std::string text;
    int rank = 1 << 20;
  };
  std::array<Value, kFieldCount> values_;
};

}  // namespace demarche
