// See lend.h. Each rule looks a few sentences back, and lends only where one answer offers itself.
#include "what/lend.h"

#include <algorithm>
#include <array>

#include "base/among.h"
#include "types/frame.h"
#include "types/within.h"
#include "what/match.h"

namespace demarche {
namespace {

constexpr Index kBack = 3;  // sentences over which "the attack" is one spoken of before
constexpr std::array<std::string_view, 5> kDefinite = {"the", "this", "that", "these", "those"};

/// Is nobody known here, or somebody on both sides? "The attack on Homs" is none of those on Aleppo, nor one on nobody known.
bool shares(const Document& document, const std::vector<Index>& some, const std::vector<Index>& others) {
  if (some.empty()) return true;
  return std::any_of(some.begin(), some.end(), [&](Index m) {
    return std::any_of(others.begin(), others.end(), [&](Index o) { return document.entity_of(m) == document.entity_of(o); });
  });
}

class Lender {
 public:
  Lender(const Tree& tree, Document& document) : tree_(tree), d_(document) {}

  void run() {
    for (std::size_t i = 0; i < d_.claims.size(); ++i) {
      Claim& claim = d_.claims[i];
      if (claim.content_of != kNone) from_outer(claim, d_.claims[static_cast<std::size_t>(claim.content_of)]);
      if (claim.score <= kHostile && (claim.actors.empty() || claim.recipients.empty())) spoken_of(i);
      if (claim.event == "MOBILIZE" && claim.recipients.empty()) where_it_acts(claim);
      if (claim.event == "COOPERATE" && claim.recipients.empty() && claim.actors.size() == 1) partner(i);
      if (claim.recipients.empty() && (claim.event == "REJECT" || claim.event == "ACCUSE" || claim.event == "SUPPORT")) pointed_at(i);
    }
  }

 private:
  [[nodiscard]] const Token& trigger(const Claim& c) const { return tree_[c.trigger_token]; }
  [[nodiscard]] Index back(const Claim& later, const Claim& earlier) const {
    return tree_.sentence_of(later.trigger_token) - tree_.sentence_of(earlier.trigger_token);
  }
  [[nodiscard]] std::string country(Index mention) const {
    const Entity* e = d_.entity_of(mention);
    return e ? e->country : std::string();
  }
  [[nodiscard]] bool known(const std::vector<Index>& mentions) const {
    return std::any_of(mentions.begin(), mentions.end(), [&](Index m) { return !country(m).empty(); });
  }

  /// "The attack came at dawn", "there will be no invasion": the parties of the last hostile act of its type before it; of what the same
  /// person has just said, an act of any hostile type ("They won't come with soldiers. There will be no invasion").
  void spoken_of(std::size_t i) {
    Claim& claim = d_.claims[i];
    if (trigger(claim).tag != Tag::NOUN || !refers_back(tree_, claim.trigger_token)) return;
    const Attribution* voice = spoken_in(d_, claim.trigger);
    for (const bool same_voice : {true, false}) {
      if (same_voice && !voice) continue;
      for (std::size_t k = i; k-- > 0 && back(claim, d_.claims[k]) <= kBack;) {
        const Claim& earlier = d_.claims[k];
        if (!in_one_line(tree_, earlier.trigger_token, claim.trigger_token)) break;
        if (earlier.actors.empty() || (same_voice ? earlier.score > kHostile || spoken_in(d_, earlier.trigger) != voice ||
                                                        !known(earlier.actors) || !known(earlier.recipients)
                                                  : earlier.event != claim.event))
          continue;
        if (!shares(d_, claim.actors, earlier.actors) || !shares(d_, claim.recipients, earlier.recipients)) continue;
        if (claim.actors.empty()) claim.actors = earlier.actors;
        if (claim.recipients.empty()) claim.recipients = earlier.recipients;
        return;
      }
    }
  }

  /// "Chad will not come. We cooperate": with whom the speaker's country has just been said to deal.
  void partner(std::size_t i) {
    Claim& claim = d_.claims[i];
    const Attribution* voice = spoken_in(d_, claim.trigger);
    const std::string own = country(claim.actors.front());
    if (!voice || own.empty()) return;
    for (std::size_t k = i; k-- > 0 && back(claim, d_.claims[k]) < kBack;) {
      const Claim& earlier = d_.claims[k];
      if (spoken_in(d_, earlier.trigger) != voice) continue;
      for (const auto& [mine, others] : {std::pair{&earlier.actors, &earlier.recipients}, {&earlier.recipients, &earlier.actors}}) {
        const bool ours = std::any_of(mine->begin(), mine->end(), [&](Index m) { return country(m) == own; });
        if (!ours || others->size() != 1 || country(others->front()).empty() || country(others->front()) == own) continue;
        claim.recipients = *others;
        return;
      }
    }
  }

  /// "sent troops to fight rebels in Mali": into Mali.
  void where_it_acts(Claim& claim) {
    for (Index purpose : tree_.children(claim.trigger_token)) {
      if (tree_[purpose].relation != Relation::advcl || tree_.child_lemma(purpose, "to") == kNone) continue;
      for (Index object : verb_frame(tree_, purpose).obj)
        for (Index place : tree_.children(object)) {
          const Index m = d_.mention_of[static_cast<std::size_t>(place)];
          const Entity* e = d_.entity_of(m);
          if (tree_[place].relation == Relation::nmod && tree_.preposition(place) == "in" && e && e->place && !e->country.empty())
            claim.recipients = {m};
        }
    }
  }

  /// "the claim", "this decision", and no word of which
  [[nodiscard]] bool only_definite(Index noun) const {
    constexpr std::array<Relation, 6> kWhich = {Relation::amod,      Relation::compound, Relation::nmod,
                                                Relation::nmod_poss, Relation::acl,      Relation::acl_relcl};
    const Index determiner = tree_.child(noun, Relation::det);
    return tree_[noun].tag == Tag::NOUN && determiner != kNone && among(kDefinite, tree_.lemma(determiner)) &&
           std::ranges::none_of(kWhich, [&](Relation r) { return tree_.child(noun, r) != kNone; });
  }

  /// "the bombing" of "condemned the bombing", if that is a claim: no other act is meant
  [[nodiscard]] const Claim* objects_act(const Frame& frame) const {
    const auto object = [&](const Claim& c) { return std::ranges::find(frame.obj, c.trigger_token) != frame.obj.end(); };
    const auto found = std::ranges::find_if(d_.claims, object);
    return found == d_.claims.end() ? nullptr : &*found;
  }

  /// "They attacked us. That is unacceptable", "We condemn the attack": whose act "that" is.
  void pointed_at(std::size_t i) {
    Claim& claim = d_.claims[i];
    if (trigger(claim).tag != Tag::VERB) return;
    const Frame frame = verb_frame(tree_, claim.trigger_token);
    const bool pointing = std::any_of(frame.obj.begin(), frame.obj.end(), [&](Index o) {
      return (tree_[o].tag == Tag::PRON && tree_[o].xpos == "DT") ||
             (claim.event != "SUPPORT" && claim.content_of == kNone && only_definite(o));
    });
    if (!pointing) return;
    const Attribution* voice = spoken_in(d_, claim.trigger);
    const Claim* act = objects_act(frame);
    for (std::size_t k = i; k-- > 0 && back(claim, d_.claims[k]) < kBack;) {
      const Claim& earlier = d_.claims[k];
      if (spoken_in(d_, earlier.trigger) != voice || !known(earlier.actors) || (act && earlier.event != act->event)) continue;
      if (!in_one_line(tree_, earlier.trigger_token, claim.trigger_token)) return;
      const std::string other = country(earlier.actors.front());
      if (std::any_of(claim.actors.begin(), claim.actors.end(), [&](Index m) { return country(m) == other; })) continue;
      claim.recipients = earlier.actors;
      return;
    }
  }

  /// "Critics of Chad fear that an attack ...": who is accused of an act does it; "drafted plans for a raid": so does who plans it.
  void from_outer(Claim& claim, const Claim& outer) {
    if (!claim.actors.empty() || trigger(claim).tag != Tag::NOUN || claim.score > kHostile) return;
    if (const std::string p = tree_.preposition(claim.trigger_token); p == "during" || p == "since" || p == "amid")
      return;  // "is held responsible for deaths during the massacre"
    const bool accused = outer.event == "ACCUSE";
    const auto& lent = accused ? outer.recipients : outer.actors;
    if (!(accused || outer.event == "MOBILIZE" || outer.event == "THREATEN") || !known(lent)) return;
    const auto is_lent = [&](Index m) { return std::find(lent.begin(), lent.end(), m) != lent.end(); };
    if (std::any_of(claim.recipients.begin(), claim.recipients.end(), is_lent)) return;  // "condemned the attack on Chad": its victim
    std::erase_if(claim.recipients, [&](Index m) {                                       // "on the border": the actor's own
      const Entity* e = d_.entity_of(m);
      return e && e->sector.empty() && !e->person && !e->group &&
             std::any_of(lent.begin(), lent.end(), [&](Index l) { return country(l) == country(m); });
    });
    claim.actors = lent;
  }

  const Tree& tree_;
  Document& d_;
};

}  // namespace

bool refers_back(const Tree& tree, Index noun) {
  for (Index c : tree.children(noun))
    if ((tree[c].relation == Relation::det && among(kDefinite, tree[c].lemma)) || tree[c].lemma == "such") return true;
  return existential(tree, noun);
}

/// "there will be no invasion": the noun asserts the act, whoever takes part.
bool existential(const Tree& tree, Index noun) {
  const auto leads_up = [&](Index w) {
    const Relation r = tree[w].relation;  // conj: "there is not going to be an invasion", where "going" is hung beside "is"
    return r == Relation::nsubj || r == Relation::csubj || r == Relation::xcomp || r == Relation::advcl ||
           (r == Relation::conj && tree.child(w, {Relation::nsubj, Relation::cc}) == kNone);
  };
  for (Index w = noun; w != kNone; w = leads_up(w) ? tree[w].head : kNone)
    if (const Index there = tree.child(w, Relation::expl); there != kNone && tree[there].lemma == "there") return true;
  return false;
}

/// The attribution in whose content the token most closely stands, or nullptr.
const Attribution* spoken_in(const Document& document, Span span) {
  const Attribution* found = nullptr;
  std::uint32_t smallest = ~0U;
  for (const Attribution& a : document.attributions)
    for (const Span& c : a.content)
      if (c.contains(span) && c.size() < smallest) {
        smallest = c.size();
        found = &a;
      }
  return found;
}

bool in_one_line(const Tree& tree, Index earlier, Index later) {
  const Document& d = tree.document();
  for (auto s = static_cast<std::size_t>(tree.sentence_of(earlier)) + 1; s <= static_cast<std::size_t>(tree.sentence_of(later)); ++s)
    if (breaks_line(d, {d.sentences[s - 1].span.end, d.sentences[s].span.begin})) return false;
  return true;
}

void lend_parties(const Tree& tree, Document& document) {
  Lender(tree, document).run();
}

}  // namespace demarche
