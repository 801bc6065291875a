// Border rules of PLOVER between types and auxiliary modes, and the exports that need a single type: see plover.h.
#include "write/plover.h"

#include <array>
#include <cstdio>

#include "write/jsonl.h"

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

void field(std::string_view name, std::string_view value, std::string& out) {
  append_json_string(name, out);
  out += ':';
  append_json_string(value, out);
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
  const Span span = document.mentions[static_cast<std::size_t>(mention)].span;
  const std::size_t blank = entity.sector.find(' ');
  out += '{';
  field("raw_text", document.of(span), out);
  out += ',';
  field("entity_name", entity.name.empty() ? document.of(span) : std::string_view(entity.name), out);
  out += ',';
  field("wikidata_id", entity.id, out);
  out += ',';
  field("country", entity.country, out);
  out += ',';
  field("sector_code", std::string_view(entity.sector).substr(0, blank), out);
  out += ",\"other_sector_codes\":[";
  for (std::size_t at = blank; at != std::string::npos;) {
    const std::size_t end = entity.sector.find(' ', at + 1);
    if (at != blank) out += ',';
    append_json_string(std::string_view(entity.sector).substr(at + 1, end == std::string::npos ? end : end - at - 1), out);
    at = end;
  }
  out += "]}";
}

void append_actors(const Document& document, std::string_view name, const std::vector<Index>& mentions, std::string& out) {
  append_json_string(name, out);
  out += ":[";
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    if (i > 0) out += ',';
    append_actor(document, mentions[i], out);
  }
  out += ']';
}

void append_location(const Place& place, std::string& out) {
  out += "\"placed_location\":";
  if (place.name.empty()) {
    out += "null";
    return;
  }
  out += '{';
  field("name", place.name, out);
  out += ',';
  field("admin1", place.admin1, out);
  out += ',';
  field("country", place.country, out);
  out += ",\"lat\":" + number(place.lat) + ",\"lon\":" + number(place.lon) + '}';
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

bool is_row(const Claim& claim) { return claim.content_of == kNone && (claim.status != Status::denied || border_of(claim) != nullptr); }

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
    out += '{';
    field("id", document.name + "_c" + std::to_string(i + 1), out);
    out += ',';
    field("date", document.date, out);
    out += ',';
    field("event_type", plover_type(claim), out);
    out += ',';
    field("event_mode", border != nullptr ? border->mode : std::string_view(claim.mode), out);
    out += ",\"auxiliary_mode\":";
    std::string_view auxiliary;  // what the single type says already is not said twice
    if (border == nullptr) {
      switch (claim.status) {
#define DEMARCHE_STATUS(id, plover, gloss) \
  case Status::id: auxiliary = plover; break;
#include "demarche/types.def"
      }
    }
    append_json_string(auxiliary, out);
    out += ",\"contexts\":[";
    for (std::size_t k = 0; k < claim.contexts.size(); ++k) {
      if (k > 0) out += ',';
      append_json_string(claim.contexts[k], out);
    }
    out += "],";
    append_actors(document, "actors", claim.actors, out);
    out += ',';
    append_actors(document, "recipients", claim.recipients, out);
    out += ',';
    append_location(claim.place, out);
    out += ",\"score\":" + number(border != nullptr ? border->score : claim.score) + ',';
    field("source_text_id", document.name, out);
    out += "}\n";
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
