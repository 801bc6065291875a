// A JSON Schema validator for the keywords that docs/claims.schema.json uses; any other keyword is itself a violation, so that none is
// ignored in silence.   schema_violations(schema, record)  ->  {"/claims/0/status: not one of the values"}, empty if the record is valid
#pragma once

#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace demarche::tests {

class SchemaCheck {
 public:
  explicit SchemaCheck(const nlohmann::json& schema) : root_(schema) {}

  void check(const nlohmann::json& schema, const nlohmann::json& value, const std::string& at) {
    static const std::set<std::string> kNotes = {"$schema", "$id", "$defs", "title", "description"};
    for (const auto& [keyword, rule] : schema.items()) {
      if (keyword == "$ref") {
        check(root_.at(nlohmann::json::json_pointer(rule.get<std::string>().substr(1))), value, at);
      } else if (kNotes.count(keyword) == 0 && !holds(keyword, rule, schema, value, at)) {
        violations.push_back(at + ": " + keyword);
      }
    }
  }
  std::vector<std::string> violations;

 private:
  const nlohmann::json& root_;

  static bool is(const nlohmann::json& value, const std::string& type) {
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    return type == value.type_name();
  }

  bool holds(const std::string& keyword, const nlohmann::json& rule, const nlohmann::json& schema, const nlohmann::json& value,
             const std::string& at) {
    if (keyword == "type") {
      if (rule.is_string()) return is(value, rule);
      return std::any_of(rule.begin(), rule.end(), [&](const nlohmann::json& type) { return is(value, type); });
    }
    if (keyword == "enum") return std::find(rule.begin(), rule.end(), value) != rule.end();
    if (keyword == "pattern") return !value.is_string() || std::regex_search(value.get<std::string>(), std::regex(rule.get<std::string>()));
    if (keyword == "minimum") return !value.is_number() || value.get<double>() >= rule.get<double>();
    if (keyword == "maximum") return !value.is_number() || value.get<double>() <= rule.get<double>();
    if (keyword == "minItems") return !value.is_array() || value.size() >= rule.get<std::size_t>();
    if (keyword == "maxItems") return !value.is_array() || value.size() <= rule.get<std::size_t>();
    if (keyword == "required") {
      return !value.is_object() ||
             std::all_of(rule.begin(), rule.end(), [&](const nlohmann::json& name) { return value.contains(name.get<std::string>()); });
    }
    if (keyword == "items") {
      for (std::size_t i = 0; value.is_array() && i < value.size(); ++i) check(rule, value[i], at + "/" + std::to_string(i));
      return true;
    }
    if (keyword == "properties") {
      for (const auto& [name, part] : rule.items()) {
        if (value.is_object() && value.contains(name)) check(part, value[name], at + "/" + name);
      }
      return true;
    }
    if (keyword == "additionalProperties" && rule == false) {
      if (!value.is_object()) return true;
      for (const auto& [name, part] : value.items()) {
        if (!schema["properties"].contains(name)) return false;
      }
      return true;
    }
    return false;  // a keyword that this check doesn't know
  }
};

inline std::vector<std::string> schema_violations(const nlohmann::json& schema, const nlohmann::json& value) {
  SchemaCheck check(schema);
  check.check(schema, value, "");
  return check.violations;
}

}  // namespace demarche::tests
