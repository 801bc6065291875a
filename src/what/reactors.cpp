// See reactors.h.
#include "what/reactors.h"

#include <algorithm>

#include "base/among.h"
#include "types/frame.h"
#include "types/within.h"
#include "what/match.h"

namespace demarche {
namespace {

constexpr int kSteps = 4;  ///< from a hostile noun up to the word of reaction, and from there to a subject

/// Of feelings and words about what others did; not "regret" or "investigate", which one also does with one's own acts.
bool reacts(std::string_view lemma) {
  return among(
      {"condemn", "deplore", "denounce", "decry",  "mourn",   "react",    "respond",   "comment",   "concerned", "appalled",    "appal",
       "appall",  "alarmed", "saddened", "sadden", "shocked", "shock",    "horrified", "horrify",   "outraged",  "dismayed",    "disturbed",
       "concern", "outrage", "dismay",   "horror", "sadness", "sympathy", "reaction",  "statement", "remarks",   "condemnation"},
      lemma);
}

class Reactors {
 public:
  explicit Reactors(const Tree& tree) : tree_(tree), d_(tree.document()) {}

  /// "appalled at the | killing": the word of reaction over a noun, or kNone.
  [[nodiscard]] Index reaction(Index act) const {
    Index t = act;
    for (int steps = 0; steps < kSteps; ++steps) {
      if (tree_.preposition(t) == "with") return kNone;  // "responded with a raid"
      const Relation r = universal(tree_[t].relation);
      if (r != Relation::nmod && r != Relation::obl && r != Relation::obj && r != Relation::conj) return kNone;
      t = tree_[t].head;
      if (t == kNone || reacts(tree_.lemma(t))) return t;
    }
    return kNone;
  }

  /// Does the mention, or one it is a part of, react by the word?
  [[nodiscard]] bool is_reactor(Index mention, Index word) const {
    const Index head = tree_.first_conjunct(d_.mentions[static_cast<std::size_t>(mention)].head);
    if (noun_tag(tree_[word].tag) && tree_.below(head, word)) return owns(head, word);
    for (int steps = 0; word != kNone && steps < kSteps; word = tree_[word].head, ++steps) {
      if (universal(tree_[word].relation) == Relation::acl && tree_.below(head, tree_[word].head) && !tree_.below(head, word) &&
          noun_tag(tree_[tree_[word].head].tag))
        return head == tree_[word].head;  // "Minister concerned by violence"
      const Index subject = tree_.child(word, {Relation::nsubj, Relation::nsubj_pass});
      if (subject != kNone) return (tree_.below(head, subject) && !suffers(subject, word)) || tree_[head].relation == Relation::obl_agent;
    }
    return false;
  }

 private:
  /// "the | minister's | statement", "a statement by the minister"
  [[nodiscard]] bool owns(Index head, Index noun) const {
    Index t = head;
    while (t != noun && tree_[t].head != noun) t = tree_[t].head;
    const Relation r = tree_[t].relation;
    return r == Relation::nmod_poss || r == Relation::compound || r == Relation::nmod_desc ||
           (universal(r) == Relation::nmod && among({"by", "of", "from"}, tree_.preposition(t)));
  }
  /// "Chad was condemned for the raid"
  [[nodiscard]] bool suffers(Index subject, Index word) const {
    return tree_[subject].relation == Relation::nsubj_pass && tree_[word].tag == Tag::VERB &&
           among({"condemn", "denounce", "decry"}, tree_.lemma(word));
  }

  const Tree& tree_;
  const Document& d_;
};

}  // namespace

void leave_reactors(const Tree& tree, Document& document) {
  const Reactors reactors(tree);
  for (Claim& claim : document.claims) {
    if (claim.score > kHostile || claim.actors.empty() || !noun_tag(tree[claim.trigger_token].tag)) continue;
    if (claim.event != "ASSAULT" && claim.event != "COERCE") continue;
    const Index word = reactors.reaction(claim.trigger_token);
    if (word == kNone) continue;
    std::erase_if(claim.actors, [&](Index m) {
      const Index head = document.mentions[static_cast<std::size_t>(m)].head;
      return tree.sentence_of(head) == tree.sentence_of(word) && !tree.below(head, claim.trigger_token) && reactors.is_reactor(m, word);
    });
  }
}

}  // namespace demarche
