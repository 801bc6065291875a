// See joins.h. Each build was counted on documents that the classifier had not seen: below these probabilities it is mostly wrong there.
#include "what/joins.h"

#include <algorithm>
#include <array>

#include "base/among.h"
#include "types/within.h"
#include "types/word_kinds.h"
#include "what/match.h"

namespace demarche {
namespace {

constexpr float kNever = 2;         // who is named to say who it was not
constexpr float kHardly = 0.9F;     // who suffers the act, or only owns somebody who is no party of it himself
constexpr float kApart = 0.4F;      // who acts in a clause above that of the act, which has another subject
constexpr float kCondition = 0.8F;  // who does something if the act takes place
constexpr float kWithin = 0.4F;     // of whom only another act tells, which this one is about

/// "no group claimed credit"
bool is_nobody(const Tree& tree, Index mention) {
  const Index determiner = tree.child(tree.document().mentions[static_cast<std::size_t>(mention)].head, {Relation::det});
  return determiner != kNone && word_of(tree, determiner) == "no";
}

/// "a war like those in Chad", "an army larger than that of Chad": what it is likened to has its own parties.
bool likened(const Tree& tree, Index head) {
  const Index other = tree[tree.first_conjunct(head)].head;
  return other != kNone && tree[other].tag == Tag::PRON && among({"that", "those"}, tree.form(other)) &&
         among({"like", "unlike", "than", "as"}, tree.preposition(other));
}

/// "Near Zinder, two strikes hit a camp": next to what an act is done; annotators make none of those its actor.
bool next_to(const Tree& tree, Index head) {
  return tree[head].relation == Relation::obl && among({"near", "outside", "around"}, tree.preposition(head));
}

/// "Chad, not Niger", "instead of Niger", "as opposed to Niger"
bool set_against(const Tree& tree, Index head) {
  const std::string p = tree.preposition(head);
  return tree.ruled_out(head) || p == "instead of" || p == "rather than" || p == "as opposed to" || p == "unlike";
}

bool own_subject(const Tree& tree, Index t) {
  const Index subject = tree.child(t, {Relation::nsubj, Relation::nsubj_pass});
  return subject != kNone && !(universal(tree[t].relation) == Relation::acl && tree[subject].tag == Tag::PRON);
}

/// "A Chadian man is sentenced": no Chadian sentenced him.
bool suffers(const Tree& tree, Index trigger, Index head) {
  const Index subject = tree.child(trigger, {Relation::nsubj_pass});
  return subject != kNone && tree.below(head, subject);
}

/// "reported the expulsion of the diplomats by Russia": is somebody else named as who did it?
bool by_another(const Tree& tree, Index trigger, Index head) {
  if (tree.below(head, trigger)) return false;
  const Document& d = tree.document();
  const auto is_agent = [&](Index word) {
    const Index m = d.mention_of[static_cast<std::size_t>(word)];
    const bool by = tree[word].relation == Relation::obl_agent || (tree[word].relation == Relation::nmod && tree.preposition(word) == "by");
    return by && m != kNone && is_coded(d, m);
  };
  for (const Index c : tree.children(trigger)) {
    if (is_agent(c)) return true;
    if (tree[c].relation == Relation::nmod)  // "of the diplomats by Russia", hung on the diplomats
      for (const Index k : tree.children(c))
        if (is_agent(k)) return true;
  }
  return false;
}

/// "Kenya's government will not meet them despite an attack": it is the government or nobody of Kenya.
bool owns_subject(const Tree& tree, Index trigger, Index mention) {
  const Document& d = tree.document();
  const Token& head = tree[d.mentions[static_cast<std::size_t>(mention)].head];
  const Index owned = head.head;
  if (head.tag == Tag::PRON || (head.relation != Relation::nmod_poss && head.relation != Relation::amod) || owned == kNone ||
      tree[owned].relation != Relation::nsubj || tree.below(trigger, owned))
    return false;
  const Entity* owner = d.entity_of(mention);
  const Entity* subject = d.entity_of(d.mention_of[static_cast<std::size_t>(owned)]);
  return owner != nullptr && subject != nullptr && !owner->country.empty() && owner->country == subject->country;
}

/// "If Pakistan withdraws, India will sign": is the act a condition of what the word does?
bool on_condition(const Tree& tree, Index trigger, Index head) {
  if (tree[head].relation != Relation::nsubj) return false;
  for (Index t = trigger; t != kNone && !tree.below(head, t); t = tree[t].head) {
    if (universal(tree[t].relation) != Relation::advcl) continue;
    const Index mark = tree.child(t, {Relation::mark});
    return mark != kNone && (tree[mark].lemma == "if" || tree[mark].lemma == "unless");
  }
  return false;
}

/// "an attack on Kenyan soil is ruled out": Kenya is attacked; is the mention only within an act that stands below this one?
bool within_another(const Tree& tree, Index trigger, Index head) {
  const auto& claims = tree.document().claims;  // sentence by sentence
  const Index sentence = tree.sentence_of(trigger);
  auto other =
      std::partition_point(claims.begin(), claims.end(), [&](const Claim& c) { return tree.sentence_of(c.trigger_token) < sentence; });
  for (; other != claims.end() && tree.sentence_of(other->trigger_token) == sentence; ++other) {
    const Index t = other->trigger_token;
    if (t != trigger && t != head && tree[t].tag == Tag::NOUN && tree.below(head, t) && tree.below(t, tree.first_conjunct(trigger)))
      return true;
  }
  return false;
}

/// "condemned the attack and warned that the police will come": does the mention stand in what a verb beside the act says? Annotators have
/// 5 of 155 such for a party of the act.
bool in_words_beside(const Tree& tree, Index trigger, Index head) {
  for (Index t = head; t != kNone && !tree.below(trigger, t); t = tree[t].head)
    if (const Index verb = tree[t].head; tree[t].relation == Relation::ccomp && verb != kNone)
      if (tree[verb].relation == Relation::conj && !tree.below(trigger, verb)) return true;
  return false;
}

}  // namespace

bool is_somebody(const Document& document, Index mention) {
  const Entity* e = document.entity_of(mention);
  return is_coded(document, mention) || (e != nullptr && (e->person || e->group));
}

bool is_stranger(const Tree& tree, Index mention) {
  constexpr std::array<std::string_view, 8> kNobodys = {"africa", "america", "asia", "europe", "east", "gulf", "ocean", "sea"};
  const Document& d = tree.document();
  const Mention& m = d.mentions[static_cast<std::size_t>(mention)];
  const Entity* e = d.entity_of(mention);
  return m.kind == Mention::Kind::name && e != nullptr && e->id.empty() && !is_somebody(d, mention) && !among(kNobodys, tree.form(m.head));
}

Index named_place(const Tree& tree, Index mention) {
  const Document& d = tree.document();
  const Index head = d.mentions[static_cast<std::size_t>(mention)].head;
  const Entity* e = d.entity_of(mention);
  if (tree[head].tag != Tag::NOUN || e == nullptr || !e->place) return kNone;
  for (const Index c : tree.children(head)) {
    const Index m = d.mention_of[static_cast<std::size_t>(c)];
    if (m == kNone || tree[c].tag != Tag::PROPN || tree[c].relation != Relation::nmod || tree.preposition(c) != "of") continue;
    const Entity* named = d.entity_of(m);
    if (named == nullptr || named->country.empty() || named->place) return m;
  }
  return kNone;
}

void name_places(const Tree& tree, Document& document) {
  for (Claim& claim : document.claims)
    for (auto* list : {&claim.actors, &claim.recipients})
      for (Index& party : *list) {
        const Index name = named_place(tree, party);
        if (name == kNone || holds(*list, name)) continue;
        const Entity* known = document.entity_of(name);
        if (known == nullptr || known->country.empty()) {
          Entity e = *document.entity_of(party);
          e.sector.clear();
          e.name = document.of(document.mentions[static_cast<std::size_t>(name)].span);
          document.mentions[static_cast<std::size_t>(name)].entity = static_cast<Index>(document.entities.size());
          document.entities.push_back(std::move(e));
        }
        party = name;
      }
}

void leave_own_borders(const Tree& tree, Document& document) {
  for (Claim& claim : document.claims)
    std::erase_if(claim.recipients, [&](Index r) {
      const Index head = document.mentions[static_cast<std::size_t>(r)].head;
      const Entity* border = document.entity_of(r);
      if (border == nullptr || !among({"border", "frontier"}, tree[head].lemma) || tree[head].relation == Relation::compound) return false;
      return std::ranges::any_of(claim.actors, [&](Index a) {
        const Entity* actor = document.entity_of(a);
        return actor != nullptr && !actor->country.empty() && actor->country == border->country && actor->sector != "REB";
      });
    });
}

bool of_new_land(const Tree& tree, Index mention, const std::vector<Index>& others) {
  const Document& document = tree.document();
  if (is_nobody(tree, mention) || !(is_somebody(document, mention) || is_stranger(tree, mention))) return false;
  const auto head = [&](Index m) { return document.mentions[static_cast<std::size_t>(m)].head; };
  if (std::any_of(others.begin(), others.end(), [&](Index o) { return tree.below(head(mention), head(o)); })) return false;
  const std::string& country = document.entity_of(mention)->country;
  return others.empty() || (!country.empty() && std::none_of(others.begin(), others.end(), [&](Index o) {
           const Entity* e = document.entity_of(o);
           return e != nullptr && e->country == country;
         }));
}

bool apart_above(const Tree& tree, Index from, Index to) {
  for (Index t = from; t != kNone && !tree.below(to, t); t = tree[t].head)
    if (own_subject(tree, t)) return true;
  return false;
}

bool above_undergone(const Tree& tree, const Claim& claim, Index mention) {
  const auto& mentions = tree.document().mentions;
  const Index subject = tree.child(claim.trigger_token, Relation::nsubj);
  const bool undergone = subject != kNone && std::ranges::any_of(claim.recipients, [&](Index r) {
                           return tree.below(mentions[static_cast<std::size_t>(r)].head, subject);
                         });
  return undergone && !tree.below(mentions[static_cast<std::size_t>(mention)].head, claim.trigger_token);
}

float joins_from(const Tree& tree, Index trigger, Index mention, bool actor) {
  const Index head = tree.document().mentions[static_cast<std::size_t>(mention)].head;
  if (set_against(tree, head) || likened(tree, head) || (actor && next_to(tree, head))) return kNever;
  if ((actor && (suffers(tree, trigger, head) || by_another(tree, trigger, head))) || owns_subject(tree, trigger, mention) ||
      in_words_beside(tree, trigger, head))
    return kHardly;
  if (actor) return tree[trigger].relation != Relation::conj && apart_above(tree, trigger, head) ? kApart : 0;  // conjuncts may hang amiss
  return on_condition(tree, trigger, head) ? kCondition : within_another(tree, trigger, head) ? kWithin : 0;
}

}  // namespace demarche
