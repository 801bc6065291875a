// JSON as it is written here: by hand, piece by piece, so that a record never stands twice in memory.
//   { Object claim(out); claim.string("event", "REJECT"); claim.number("score", -4); }   ->   {"event":"REJECT","score":-4}
#pragma once

#include <string>
#include <string_view>

namespace demarche {

/// Appends `text` as a JSON string with its quotation marks.
void append_json_string(std::string_view text, std::string& out);
/// Six digits behind the point at most: no more than anybody measured. What is no number becomes 0.
void append_number(double value, std::string& out);

/// One JSON object under construction; its end closes it.
class Object {
 public:
  explicit Object(std::string& out) : out_(out) { out_ += '{'; }
  ~Object() { out_ += '}'; }
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;

  std::string& key(std::string_view name) {
    if (!first_) out_ += ',';
    first_ = false;
    append_json_string(name, out_);
    return out_ += ':';
  }
  void string(std::string_view name, std::string_view value) { append_json_string(value, key(name)); }
  void number(std::string_view name, double value) { append_number(value, key(name)); }

 private:
  std::string& out_;
  bool first_ = true;
};

/// `append` writes one item.
template <class Items, class Append>
void append_list(const Items& items, std::string& out, Append append) {
  out += '[';
  bool first = true;
  for (const auto& item : items) {
    if (!first) out += ',';
    first = false;
    append(item);
  }
  out += ']';
}

}  // namespace demarche
