// Judges codes by their evidence: see coding.h.
#include "who/coding.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "who/acting.h"
#include "who/codings.h"

namespace demarche {
namespace {

constexpr float kSector = 0.2F;      // how much likelier another sector must be than the rules', as a share,
constexpr float kLandSector = 0.3F;  // of a country itself, and
constexpr float kSettled = 0.8F;     // where a table or the text tells the sector
constexpr float kLand = 0.35F;       // the same for another country,
constexpr float kNewLand = 0.45F;    // and for one where the rules know none

/// Gives another sector if it is likelier by so much.
void judge_sector(const LinearModel& model, const Evidence& evidence, const Codings& codings, std::string& sector) {
  const auto p = model.weigh(evidence);
  const auto& types = model.types();
  const auto own =
      static_cast<std::size_t>(std::find(types.begin(), types.end(), sector.empty() ? "-" : sector.substr(0, 3)) - types.begin());
  if (own == types.size()) return;
  const float margin = codings.settled() ? kSettled : codings.is_land() ? kLandSector : kSector;
  std::size_t best = own;
  for (std::size_t t = 0; t < types.size(); ++t)
    if (p[t] > p[best] && codings.fits(types[t])) best = t;
  if (best != own && p[best] > p[own] + margin) sector = types[best] == "-" ? "" : types[best];
}

/// The country that is by so much likelier than the rules' own, or null. Makes probabilities of the sums.
const std::string* likelier(std::vector<std::pair<std::string, float>>& chances, std::string_view own) {
  float all = 0, rules = 0;
  for (auto& [country, p] : chances) all += p = std::exp(p);
  const std::pair<std::string, float>* best = nullptr;
  for (auto& chance : chances) {
    chance.second /= all;
    if (chance.first == own) rules = chance.second;
    if (!best || chance.second > best->second) best = &chance;
  }
  return best && best->first != own && best->second > rules + (own.empty() ? kNewLand : kLand) ? &best->first : nullptr;
}

/// Has the mention its sector from a noun of the user's own dictionary?
bool by_users_noun(const Document& document, const Tree& tree, const Knowledge& knowledge, Index mention, std::string_view sector) {
  const Index head = document.mentions[static_cast<std::size_t>(mention)].head;
  std::string phrase;
  for (Index t = head; t >= std::max<Index>(head - 2, 0); --t) {
    phrase = phrase.empty() ? std::string(tree.lemma(t)) : std::string(tree.lemma(t)) + ' ' + phrase;
    if (const Agent* agent = knowledge.agent(phrase); agent && agent->users && agent->sector == sector) return true;
  }
  return false;
}

/// A party's or source's other code.
struct Change {
  std::size_t claim;
  char role;
  std::size_t place;
  Entity entity;
};

template <class C>
auto& listed(C& claim, char role) {
  return role == 'a' ? claim.actors : role == 'r' ? claim.recipients : claim.sources;
}

/// Calls `use` with every party and source: claim, role, the list it stands in.
template <class D, class Use>
void each_party(D& document, const Use& use) {
  for (std::size_t c = 0; c < document.claims.size(); ++c) {
    use(static_cast<Index>(c), 'a', document.claims[c].actors);
    use(static_cast<Index>(c), 'r', document.claims[c].recipients);
    use(static_cast<Index>(c), 's', document.claims[c].sources);
  }
}

/// "an armed man ... he": whom one mention was given a country has it by all; what "he" was given gives way to what "an armed man" was.
void change_alike(const Document& document, std::vector<Change>& changes) {
  std::map<Index, std::string> lands;
  std::set<std::tuple<std::size_t, char, std::size_t>> done;
  for (const bool pronoun : {false, true})
    for (Change& change : changes) {
      const Index party = listed(document.claims[change.claim], change.role)[change.place];
      const Mention& m = document.mentions[static_cast<std::size_t>(party)];
      const Entity* rules = document.entity_of(party);
      if (!rules || !rules->country.empty() || change.entity.country.empty() || (m.kind == Mention::Kind::pronoun) != pronoun) continue;
      const auto [land, fresh] = lands.emplace(m.entity, change.entity.country);
      if (pronoun && !fresh) change.entity.country = land->second;
    }
  for (const Change& change : changes) done.emplace(change.claim, change.role, change.place);
  each_party(document, [&](Index c, char role, const std::vector<Index>& list) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      const Mention& m = document.mentions[static_cast<std::size_t>(list[i])];
      const auto land = lands.find(m.entity);
      if (land == lands.end() || done.contains({static_cast<std::size_t>(c), role, i})) continue;
      changes.push_back({static_cast<std::size_t>(c), role, i, *document.entity_of(list[i])});
      changes.back().entity.country = land->second;
    }
  });
}

}  // namespace

std::vector<Coding> codings(const Document& document, const Tree& tree, const Words& words, const Knowledge& knowledge) {
  std::vector<Coding> out;
  Codings all(document, tree, words, knowledge, nullptr, nullptr);
  each_party(document, [&](Index c, char role, const std::vector<Index>& list) {
    for (const Index m : list) {
      out.push_back({c, m, role, {}, {}});
      all.weigh(
          c, role, m, [&](const Evidence& e) { out.back().features = e.names(); },
          [&](std::string_view country, const Evidence& e) {
            out.back().lands.push_back({std::string(country), e.names()});
          });
    }
  });
  return out;
}

void weigh_codes(Document& document, const Tree& tree, const Words& words, const Knowledge& knowledge, const LinearModel* sectors,
                 const LinearModel* lands, const Parted& parted) {
  if (!sectors && !lands) return;
  std::vector<Change> changes;  // made at the end, so that all are judged by what the rules say
  Codings all(document, tree, words, knowledge, sectors, lands);
  each_party(document, [&](Index c, char role, const std::vector<Index>& list) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      const Entity* rules = document.entity_of(list[i]);
      Entity now = rules ? *rules : Entity{};
      const auto own = parted.find(document.mentions[static_cast<std::size_t>(list[i])].entity);
      const bool named = document.mentions[static_cast<std::size_t>(list[i])].kind == Mention::Kind::name;
      std::vector<std::pair<std::string, float>> chances;
      all.weigh(
          c, role, list[i],
          [&](const Evidence& e) {
            const bool users = rules && by_users_noun(document, tree, knowledge, list[i], rules->sector);
            if (sectors && !users) judge_sector(*sectors, e, all, now.sector);
          },
          [&](std::string_view land, const Evidence& e) {
            if (!lands || (own != parted.end() && (own->second == land || !named))) return;
            const auto sum = lands->sum(e);
            chances.emplace_back(land, sum[1] - sum[0]);
          });
      if (const std::string* country = likelier(chances, now.country); country && !all.far_fetched(*country)) {
        now.country = *country;
        now.id.clear();
        now.place = false;
        now.confidence = std::min(now.confidence, 0.5F);
      }
      if (now.country.empty() && (!rules || (rules->country.empty() && rules->sector.empty()))) continue;  // a sector alone says little
      const bool same = rules ? now.code() == rules->code() : now.code() == "---";
      if (same || (rules && !rules->id.empty() && knowledge.users(rules->id, rules->name))) continue;
      if (!rules || now.id.empty()) now.name = std::string(document.of(document.mentions[static_cast<std::size_t>(list[i])].span));
      if (!rules) now.confidence = 0.5F;
      changes.push_back({static_cast<std::size_t>(c), role, i, std::move(now)});
    }
  });
  change_alike(document, changes);
  std::map<std::pair<Index, Index>, Index> copies;  // of a mention for an entity: a country fights by its army and speaks by its government
  for (Change& change : changes) {
    Claim& claim = document.claims[change.claim];
    Index& m = listed(claim, change.role)[change.place];
    const Index e = entity_like(document, std::move(change.entity));
    const auto [at, fresh] = copies.try_emplace({m, e}, static_cast<Index>(document.mentions.size()));
    if (fresh) {
      Mention copy = document.mentions[static_cast<std::size_t>(m)];
      copy.entity = e;
      document.mentions.push_back(copy);
    }
    m = at->second;
  }
}

}  // namespace demarche
