// Border rules of PLOVER between types and auxiliary modes, and the exports that need a single type: see plover.h.
#include "write/plover.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <span>
#include <vector>

#include "write/json.h"

namespace demarche {
namespace {

constexpr std::array<Border, 16> kBorders = {{
    {Status::planned, "CONSULT", "AGREE", "", "036", 2.5, "cooperation that is to come is agreed on, not yet done"},
    {Status::planned, "SUPPORT", "AGREE", "", "032", 2.5, "cooperation that is to come is agreed on, not yet done"},
    {Status::planned, "COOPERATE", "AGREE", "", "031", 2.5, "cooperation that is to come is agreed on, not yet done"},
    {Status::planned, "AID", "AGREE", "", "033", 2.5, "cooperation that is to come is agreed on, not yet done"},
    {Status::planned, "RETREAT", "CONCEDE", "", "080", 4.5, "a concession in prospect is one of words"},
    {Status::planned, "CONCEDE", "CONCEDE", "", "080", 4.5, "a concession in prospect is one of words"},
    {Status::planned, "ASSAULT", "THREATEN", "violence", "138", -3.5, "force in prospect is a threat"},
    {Status::planned, "COERCE", "THREATEN", "restrict", "132", -3, "force in prospect is a threat"},
    {Status::planned, "SANCTION", "THREATEN", "relations", "131", -3.5, "force in prospect is a threat"},
    {Status::denied, "CONSULT", "REJECT", "meet", "125", -2, "cooperation that will not be is refused"},
    {Status::denied, "SUPPORT", "REJECT", "", "120", -2, "cooperation that will not be is refused"},
    {Status::denied, "COOPERATE", "REJECT", "", "121", -2, "cooperation that will not be is refused"},
    {Status::denied, "AID", "REJECT", "assist", "122", -1.5, "cooperation that will not be is refused"},
    {Status::denied, "RETREAT", "REJECT", "yield", "124", -2, "cooperation that will not be is refused"},
    {Status::denied, "CONCEDE", "REJECT", "yield", "124", -2, "cooperation that will not be is refused"},
    {Status::denied, "AGREE", "REJECT", "", "120", -2, "cooperation that will not be is refused"},
}};

struct Goldstein {
  std::string_view code;
  double score;
};

constexpr Goldstein kGoldstein[] = {
#define CAMEO(code, score) {code, score},
#include "write/cameo.inc"
#undef CAMEO
};

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%g", value);
  return text;
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

/// "USA", with the sector where it is known ("USA GOV"): the code of a dyad's end.
std::string dyad_code(const Document& document, Index mention) {
  const Entity* entity = document.entity_of(mention);
  return entity == nullptr ? "---" : entity->code();
}

void append_actor(const Document& document, Index mention, std::string& out) {
  static const Entity kUnknown;
  const Entity* known = document.entity_of(mention);
  const Entity& entity = known != nullptr ? *known : kUnknown;
  const std::string_view text = document.of(document.mentions[static_cast<std::size_t>(mention)].span);
  const std::vector<std::string_view> sectors = words(entity.sector);
  Object actor(out);
  actor.string("raw_text", text);
  actor.string("entity_name", entity.name.empty() ? text : std::string_view(entity.name));
  actor.string("wikidata_id", entity.id);
  actor.string("country_code", entity.country);
  actor.string("sector_code", sectors.empty() ? "" : sectors.front());
  append_list(std::span(sectors).subspan(sectors.empty() ? 0 : 1), actor.key("other_sector_codes"),
              [&](std::string_view sector) { append_json_string(sector, out); });
}

void append_location(const Place& place, Object& event) {
  if (place.name.empty()) {
    event.key("placed_location") += "null";
    return;
  }
  Object location(event.key("placed_location"));
  location.string("name", place.name);
  location.string("admin1", place.admin1);
  location.string("country", place.country);
  location.key("lat") += number(place.lat);
  location.key("lon") += number(place.lon);
}

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

}  // namespace

const Border* border_of(const Claim& claim) {
  for (const Border& border : kBorders)
    if (border.status == claim.status && border.event == claim.event) return &border;
  return nullptr;
}

std::string plover_type(const Claim& claim) {
  const Border* border = border_of(claim);
  return border != nullptr ? std::string(border->type) : claim.event;
}

bool is_row(const Claim& claim) {
  return claim.content_of == kNone && (claim.status != Status::denied || border_of(claim) != nullptr);
}

double goldstein(std::string_view cameo) {
  for (; !cameo.empty(); cameo.remove_suffix(1))
    for (const Goldstein& g : kGoldstein)
      if (g.code == cameo) return g.score;
  return 0;
}

void write_plover(const Document& document, const Style&, std::string& out) {
  for (std::size_t i = 0; i < document.claims.size(); ++i) {
    const Claim& claim = document.claims[i];
    if (!is_row(claim)) continue;
    const Border* border = border_of(claim);
    const auto actor = [&](Index mention) { append_actor(document, mention, out); };
    {
      Object event(out);
      event.string("id", document.name + "_c" + std::to_string(i + 1));
      event.string("date", document.date);
      event.string("event_type", plover_type(claim));
      event.string("event_mode", border != nullptr ? border->mode : std::string_view(claim.mode));
      event.string("auxiliary_mode",
                   border != nullptr ? "" : auxiliary(claim.status));  // what the single type says already is not said twice
      append_list(claim.contexts, event.key("contexts"), [&](const std::string& context) { append_json_string(context, out); });
      append_list(claim.actors, event.key("actors"), actor);
      append_list(claim.recipients, event.key("recipients"), actor);
      append_location(claim.place, event);
      event.key("score") += number(border != nullptr ? border->score : claim.score);
      event.string("source_text_id", document.name);
    }
    out += '\n';
  }
}

void write_cameo(const Document& document, const Style&, std::string& out) {
  for (const Claim& claim : document.claims) {
    const Border* border = border_of(claim);
    if (!is_row(claim) || (claim.status != Status::actual && border == nullptr)) continue;
    const std::string code(border != nullptr ? border->cameo : std::string_view(claim.cameo));
    const auto row = [&](const std::string& source, const std::string& target) {
      out += document.date + '\t' + source + '\t' + target + '\t' + code + '\t' + number(goldstein(code)) + '\n';
    };
    if (claim.recipients.empty() && claim.actors.size() > 1) {  // they did it to each other: both directions
      for (const Index a : claim.actors)
        for (const Index b : claim.actors)
          if (a != b) row(dyad_code(document, a), dyad_code(document, b));
      continue;
    }
    const std::vector<Index> nobody = {kNone};
    for (const Index a : claim.actors.empty() ? nobody : claim.actors)
      for (const Index b : claim.recipients.empty() ? nobody : claim.recipients) row(dyad_code(document, a), dyad_code(document, b));
  }
}

}  // namespace demarche
