// See opposed.h. A phrase without a nation takes the country where the text plays (nation.cpp), and a short text plays, for all that it
// tells, in the only state that it names; where that stands on the other side, nothing speaks for it.
#include "who/opposed.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/among.h"
#include "types/within.h"

namespace demarche {
namespace {

constexpr Index kBefore = 6;  ///< tokens before a phrase in which the parser may have left its nation
constexpr std::array<std::string_view, 6> kHostile = {"ACCUSE", "ASSAULT", "COERCE", "REJECT", "SANCTION", "THREATEN"};
constexpr std::array<std::string_view, 2> kToForeigners = {"REQUEST", "SUPPORT"};  ///< what is done to one's own state mostly says whose
constexpr std::array<std::string_view, 7> kOrgans = {"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "ELI"};

class Opposed {
 public:
  Opposed(Document& d, const Tree& tree, const Knowledge& knowledge)
      : d_(d), tree_(tree), knowledge_(knowledge), mentions_(d.entities.size()), against_(d.mentions.size()) {
    for (std::size_t m = 0; m < d.mentions.size(); ++m)
      if (d.mentions[m].entity != kNone) mentions_[static_cast<std::size_t>(d.mentions[m].entity)].push_back(static_cast<Index>(m));
    for (const Claim& claim : d.claims) {
      const bool told = hostile(claim) && !claim.sources.empty();
      for (const Index m : claim.actors) against_[static_cast<std::size_t>(m)] |= told;
      for (const Index m : claim.recipients) against_[static_cast<std::size_t>(m)] |= opposes(claim) && !claim.actors.empty();
    }
  }

  Parted run() {
    for (const Claim& claim : d_.claims) {
      if (!opposes(claim)) continue;
      for (const Index state : claim.recipients)
        for (const Index m : claim.actors) part(m, state, claim.event != "ASSAULT" && claim.event != "COERCE");
      if (!hostile(claim)) continue;
      for (const Index state : claim.actors) {
        bool foreign = false;  // who says so
        for (const Index m : claim.sources) foreign = part(m, state, true) || foreign;
        for (const Index m : claim.recipients)
          if (foreign || (claim.event == "ASSAULT" && force(m))) part_guess(m, state);
      }
    }
    return std::move(parted_);
  }

 private:
  static bool hostile(const Claim& claim) { return among(kHostile, claim.event); }
  static bool opposes(const Claim& claim) { return hostile(claim) || among(kToForeigners, claim.event); }
  [[nodiscard]] const Mention& mention(Index m) const { return d_.mentions[static_cast<std::size_t>(m)]; }

  /// A state by its own name.
  [[nodiscard]] bool is_state(Index m) const {
    const Entity* e = d_.entity_of(m);
    if (!e || !e->place || !e->sector.empty() || mention(m).kind != Mention::Kind::name) return false;
    const Index row = knowledge_.country(e->country);
    return row != kNone && knowledge_.row(row).id == e->id;
  }

  /// Troops and what is theirs, not one soldier, whom his own state may kill.
  [[nodiscard]] bool force(Index m) const {
    const Entity* e = d_.entity_of(m);
    return e && e->sector == "MIL" && !e->person;
  }

  /// Takes the country of `state` from a party on its other side, if it is one of a state's organs or somebody unknown and the text tells
  /// of that country nothing else; who fights in a country may well be at home there. Is it none of the state's?
  bool part(Index m, Index state, bool speaks) {
    const Entity* e = d_.entity_of(m);
    if (!e || e->place || e->medium || !is_state(state)) return false;
    const bool somebody =
        speaks && e->person && e->id.empty() && (e->sector.empty() || e->sector == "CVL") && mention(m).kind == Mention::Kind::name;
    if (!somebody && !(among(kOrgans, e->sector) && only_against(d_.entity_of(state)->country))) return false;
    return part_guess(m, state);
  }

  bool part_guess(Index m, Index state) {
    const Index index = mention(m).entity;
    if (index == kNone || index == mention(state).entity || !is_state(state)) return false;
    Entity& e = d_.entities[static_cast<std::size_t>(index)];
    if (e.country != d_.entity_of(state)->country || !guessed(index)) return false;
    parted_[index] = std::exchange(e.country, "");
    if (!e.id.empty()) e.name = std::string(d_.of(mention(m).span));  // "the president", whose holder went with the country
    e.id.clear();
    e.confidence = std::min(e.confidence, 0.4F);
    return true;
  }

  /// Does no phrase for it say of what country it is?
  [[nodiscard]] bool guessed(Index index) const {
    const Entity& e = d_.entities[static_cast<std::size_t>(index)];
    for (const Index m : mentions_[static_cast<std::size_t>(index)]) {
      const Mention& it = mention(m);
      if (it.kind == Mention::Kind::pronoun) continue;
      if (!e.id.empty() && it.kind != Mention::Kind::nominal) return false;
      const bool beside = tree_[it.head].relation == Relation::appos && tree_[it.head].head != kNone;
      const auto [first, last] = tree_.extent(beside ? tree_[it.head].head : it.head);
      const Index begin = d_.sentences[static_cast<std::size_t>(tree_.sentence_of(it.head))].first;
      for (const std::size_t k : mentions_within(d_, std::max(begin, first - kBefore), last)) {
        const Mention& other = d_.mentions[k];
        const Entity* o = other.entity == index ? nullptr : d_.entity_of(static_cast<Index>(k));
        if (!o || o->country != e.country || (o->id.empty() && other.kind != Mention::Kind::pronoun)) continue;  // a guess, too
        if (other.head >= first || other.kind == Mention::Kind::modifier) return false;
      }
    }
    return true;
  }

  /// Does the text name a country, and nobody else of it, only where it stands against others?
  [[nodiscard]] bool only_against(std::string_view country) const {
    for (std::size_t m = 0; m < d_.mentions.size(); ++m) {
      const Mention& it = d_.mentions[m];
      const Entity* e = d_.entity_of(static_cast<Index>(m));
      if (!e || (e->id.empty() && !e->place) || e->country != country ||
          (it.kind != Mention::Kind::name && it.kind != Mention::Kind::modifier))
        continue;
      if (against_[m] == 0 || !is_state(static_cast<Index>(m))) return false;
    }
    return true;
  }

  Document& d_;
  const Tree& tree_;
  const Knowledge& knowledge_;
  std::vector<std::vector<Index>> mentions_;  ///< of each entity
  Parted parted_;
  std::vector<char> against_;  ///< is the mention on the other side of an act that others do or tell of?
};

}  // namespace

Parted part_opposed(Document& document, const Tree& tree, const Knowledge& knowledge) {
  return Opposed(document, tree, knowledge).run();
}

}  // namespace demarche
