// See possession.h.
#include "who/possession.h"

namespace demarche {

void resolve_owned(Document& d, const Tree& tree, const Words& words) {
  for (std::size_t i = 0; i < d.mentions.size(); ++i) {
    const Index owner = tree.child(d.mentions[i].head, Relation::nmod_poss);
    if (owner == kNone || d.mentions[i].kind == Mention::Kind::pronoun || !words.is(lower(tree[owner].lemma), Words::first)) continue;
    const Index who = d.mention_of[static_cast<std::size_t>(owner)];
    const Entity* speaker = who == kNone ? nullptr : d.entity_of(who);
    const Entity* own = d.entity_of(static_cast<Index>(i));
    if (!speaker || speaker->country.empty() || !own || !own->country.empty() || own->sector.empty()) continue;
    Entity e = *own;
    e.country = speaker->country;
    d.mentions[i].entity = static_cast<Index>(d.entities.size());
    d.entities.push_back(std::move(e));
  }
}

}  // namespace demarche
