// See plover_record.h.
#include "write/plover_record.h"

#include <algorithm>
#include <span>

#include "write/json.h"
#include "write/plover.h"

namespace demarche {
namespace {

struct Country {
  std::string_view code, name;
};

constexpr Country kCountries[] = {
#define COUNTRY(code, name) {code, name},
#include "write/countries.inc"
#undef COUNTRY
};

/// PLOVER's name of a status (types.def).
std::string_view auxiliary(Status status) {
  switch (status) {
#define DEMARCHE_STATUS(id, plover, gloss) \
  case Status::id:                         \
    return plover;
#include "demarche/types.def"
  }
  return "";
}

std::vector<std::string_view> words(std::string_view joined) {
  std::vector<std::string_view> out;
  while (!joined.empty()) {
    const std::size_t end = std::min(joined.find(' '), joined.size());
    out.push_back(joined.substr(0, end));
    joined.remove_prefix(std::min(end + 1, joined.size()));
  }
  return out;
}

/// The string, or null where there is none.
void append_known(std::string_view key, std::string_view text, Object& object) {
  std::string& out = object.key(key);
  text.empty() ? void(out += "null") : append_json_string(text, out);
}

void append_degrees(std::string_view key, const std::optional<double>& value, Object& object) {
  std::string& out = object.key(key);
  value ? append_number(*value, out) : void(out += "null");
}

bool of_wikidata(std::string_view id) {
  return id.size() > 1 && id.front() == 'Q' && id.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

void append_party(const PloverParty& party, std::string& out) {
  const std::vector<std::string_view> sectors = words(party.sector);
  Object object(out);
  object.string("raw_text", party.raw_text);
  object.string("entity_name", party.name);
  append_known("wikidata_id", of_wikidata(party.id) ? party.id : std::string(), object);
  append_known("wiki_description", "", object);  // our tables hold none
  append_known("entity_id", party.id, object);
  append_known("country_name", country_name(party.country), object);
  object.string("country_code", party.country);
  object.string("sector_code", sectors.empty() ? "" : sectors.front());
  append_list(std::span(sectors).subspan(sectors.empty() ? 0 : 1), object.key("other_sector_codes"),
              [&](std::string_view sector) { append_json_string(sector, out); });
}

void append_location(const PloverRecord& record, Object& event) {
  if (record.place.empty()) {
    event.key("placed_location") += "null";
    return;
  }
  Object location(event.key("placed_location"));
  location.string("name", record.place);
  location.string("admin1", record.admin1);
  location.string("country", record.place_country);
  append_degrees("lat", record.lat, location);
  append_degrees("lon", record.lon, location);
}

}  // namespace

std::string_view country_name(std::string_view code) {
  const auto* found = std::lower_bound(std::begin(kCountries), std::end(kCountries), code,
                                       [](const Country& country, std::string_view wanted) { return country.code < wanted; });
  return found != std::end(kCountries) && found->code == code ? found->name : std::string_view();
}

void append_plover(const PloverRecord& record, std::string& out) {
  const Border* border = border_of(record.status, record.event);
  {
    Object event(out);
    event.string("id", record.id);
    event.string("date", record.date);
    event.string("event_type", border != nullptr ? border->type : std::string_view(record.event));
    event.string("event_mode", border != nullptr ? border->mode : std::string_view(record.mode));
    event.string("auxiliary_mode", border != nullptr ? "" : auxiliary(record.status));  // what the type says is not said twice
    append_list(record.contexts, event.key("contexts"), [&](const std::string& context) { append_json_string(context, out); });
    append_list(record.actors, event.key("actors"), [&](const PloverParty& party) { append_party(party, out); });
    append_list(record.recipients, event.key("recipients"), [&](const PloverParty& party) { append_party(party, out); });
    append_location(record, event);
    event.number("score", border != nullptr ? border->score : record.score);
    event.string("source_text_id", record.source_text_id);
    event.string("text", record.text);
    event.string("url", record.url);
    event.string("publisher", record.publisher);
  }
  out += '\n';
}

}  // namespace demarche
