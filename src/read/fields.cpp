// The usual names of an article's fields; see fields.h. Nested fields ("meta": {"date": ...}) are not looked into.
#include "read/fields.h"

#include "base/utf8.h"
#include "read/check.h"
#include "read/dates.h"

namespace demarche {

namespace {

constexpr std::array<std::string_view, kFieldCount> kNames = {"doc", "date", "publisher", "title", "text", "url", "language"};

/// In the order of preference, each between spaces.
constexpr std::array<std::string_view, kFieldCount> kUsual = {
    " doc id doc_id docid document_id article_id uuid guid ",
    " date date_publish date_published published published_at publishedat publication_date publish_date published_date datepublished "
    "pub_date pubdate timestamp created_at ",
    " publisher source_name source outlet publication site source_domain domain ",
    " title headline ",
    " text maintext main_text article_text body articlebody content full_text fulltext article ",
    " url link uri href source_url ",
    " language lang ",
};

}  // namespace

std::string_view name(Field field) {
  return field == Field::none ? std::string_view() : kNames[static_cast<std::size_t>(field)];
}

Field field_named(std::string_view name) {
  for (std::size_t k = 0; k < kFieldCount; ++k) {
    if (kNames[k] == name) return static_cast<Field>(k);
  }
  return Field::none;
}

Fields::Match Fields::of(std::string_view input_name) const {
  for (const auto& [field, called] : mapped_) {
    if (called == input_name) return {field_named(field), -1};
  }
  const std::string wanted = " " + lower(input_name) + " ";
  if (wanted.find(' ', 1) != wanted.size() - 1) return {};
  for (std::size_t k = 0; k < kFieldCount; ++k) {
    if (mapped_.contains(std::string(kNames[k]))) continue;
    const std::size_t at = kUsual[k].find(wanted);
    if (at != std::string_view::npos) return {static_cast<Field>(k), static_cast<int>(at)};
  }
  return {};
}

std::string Fields::called(Field field) const {
  const auto found = mapped_.find(std::string(name(field)));
  return found != mapped_.end() ? found->second : std::string(name(field));
}

void FieldValues::put(Fields::Match match, std::string value) {
  if (match.field == Field::none || value.empty()) return;
  Value& place = values_[static_cast<std::size_t>(match.field)];
  if (match.rank < place.rank) place = {std::move(value), match.rank};
}

Done FieldValues::into(Article& article, const Fields& fields) && {
  const auto take = [&](Field field) { return std::move(values_[static_cast<std::size_t>(field)].text); };
  const auto about = [&](Field field, Error error) {
    error.message = "the field \"" + fields.called(field) + "\": " + error.message;
    return error;
  };
  if (std::string doc = take(Field::doc); !doc.empty()) article.name = std::move(doc);
  article.publisher = take(Field::publisher);
  article.title = take(Field::title);
  article.url = take(Field::url);
  article.language = lower(take(Field::language).substr(0, 2));
  article.text = take(Field::text);
  if (const std::string date = take(Field::date); !date.empty()) {
    article.date = check_date(date) ? date : day_of(date);
    if (article.date.empty()) return about(Field::date, check_date(date).error());
  }
  if (const Done good = check_text(article.text); !good) return about(Field::text, good.error());
  return Nothing{};
}

}  // namespace demarche
