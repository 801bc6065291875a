// A PLOVER record as JSON: the field names of the PLOVER manual, for what was just read and for what comes out of a database alike.
//   append_plover({.id = "a1_c1", .date = "2024-05-14", .event = "AID", .status = Status::planned, ...}, out)  ->  {...
//   "event_type":"AGREE" ...}
// Fields beside the manual's: auxiliary_mode, entity_id (our id where Wikidata has none), country_code, text, url, publisher.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "demarche/demarche.h"

namespace demarche {

struct PloverParty {
  std::string raw_text, name, id, country, sector;  ///< id: Wikidata's or a row's of actors/; sector: "PTY OPP"
};

struct PloverRecord {
  std::string id, date, event, mode;  ///< type and mode as read; the single type follows from the status
  Status status = Status::actual;
  std::vector<std::string> contexts;
  std::vector<PloverParty> actors, recipients;
  std::string place, admin1, place_country;  ///< place: "" for none
  std::optional<double> lat, lon;
  double score = 0;
  std::string text, source_text_id, url, publisher;  ///< text: the sentence
};

/// The record and a line end.
void append_plover(const PloverRecord& record, std::string& out);

/// "Kenya" of "KEN"; "" of what is no state's code.
[[nodiscard]] std::string_view country_name(std::string_view code);

}  // namespace demarche
