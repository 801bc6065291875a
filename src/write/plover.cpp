// Border rules of PLOVER between types and auxiliary modes, and the exports that need a single type: see plover.h.
#include "write/plover.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <vector>

#include "write/plover_record.h"

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

/// Types that are no event of PLOVER's without a recipient; who does it with others needs none.
constexpr std::array<std::string_view, 3> kNeedRecipient = {"COOPERATE", "AID", "SANCTION"};

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

/// "USA", with the sector where it is known ("USA GOV"): the code of a dyad's end.
std::string dyad_code(const Document& document, Index mention) {
  const Entity* entity = document.entity_of(mention);
  return entity == nullptr ? "---" : entity->code();
}

PloverParty party_of(const Document& document, Index mention) {
  static const Entity kUnknown;
  const Entity* known = document.entity_of(mention);
  const Entity& entity = known != nullptr ? *known : kUnknown;
  const std::string text(document.of(document.mentions[static_cast<std::size_t>(mention)].span));
  return {text, entity.name.empty() ? text : entity.name, entity.id, entity.country, entity.sector};
}

std::vector<PloverParty> parties_of(const Document& document, const std::vector<Index>& mentions) {
  std::vector<PloverParty> out;
  for (const Index mention : mentions) out.push_back(party_of(document, mention));
  return out;
}

}  // namespace

Span sentence_of(const Document& document, Span trigger) {
  const auto after = std::upper_bound(document.sentences.begin(), document.sentences.end(), trigger.begin,
                                      [](std::uint32_t at, const Sentence& sentence) { return at < sentence.span.begin; });
  return after == document.sentences.begin() ? trigger : std::prev(after)->span;
}

const Border* border_of(Status status, std::string_view event) {
  for (const Border& border : kBorders)
    if (border.status == status && border.event == event) return &border;
  return nullptr;
}

const Border* border_of(const Claim& claim) {
  return border_of(claim.status, claim.event);
}

bool lacks_recipient(const Claim& claim) {
  return claim.recipients.empty() && claim.actors.size() < 2 &&
         std::find(kNeedRecipient.begin(), kNeedRecipient.end(), claim.event) != kNeedRecipient.end();
}

std::string plover_type(const Claim& claim) {
  const Border* border = border_of(claim);
  return border != nullptr ? std::string(border->type) : lacks_recipient(claim) ? "" : claim.event;
}

bool is_row(const Claim& claim) {
  if (claim.content_of != kNone) return false;
  return border_of(claim) != nullptr || (claim.status != Status::denied && !lacks_recipient(claim));
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
    const bool placed = claim.place.lat != 0 || claim.place.lon != 0;
    append_plover({.id = document.name + "_c" + std::to_string(i + 1),
                   .date = document.date,
                   .event = claim.event,
                   .mode = claim.mode,
                   .status = claim.status,
                   .contexts = claim.contexts,
                   .actors = parties_of(document, claim.actors),
                   .recipients = parties_of(document, claim.recipients),
                   .place = claim.place.name,
                   .admin1 = claim.place.admin1,
                   .place_country = claim.place.country,
                   .lat = placed ? std::optional(claim.place.lat) : std::nullopt,
                   .lon = placed ? std::optional(claim.place.lon) : std::nullopt,
                   .score = claim.score,
                   .text = std::string(document.of(sentence_of(document, claim.trigger))),
                   .source_text_id = document.name,
                   .url = {},
                   .publisher = document.publisher},
                  out);
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
