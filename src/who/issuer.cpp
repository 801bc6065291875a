// Whose statement a text is, and which capitalised organs of state are then its own.
//   "The Foreign Secretary has today condemned ... in Chad. The Government will ..., and Ministers ..."  ->  GBR for all three
// "The Government of Chad" keeps its nation, and so does "the Government" right after it.
#include <algorithm>

#include "who/resolve.h"

namespace demarche {
namespace {

constexpr Index kOpening = 2;  ///< sentences, a headline and what follows it, that tell who issues

/// "has today announced", "condemns", "announced today": is it told as statements tell what is being done?
bool declared(const Tree& tree, Index verb) {
  const auto children = tree.children(verb);
  return tree[verb].xpos == "VBZ" || tree[verb].xpos == "VBP" || std::any_of(children.begin(), children.end(), [&](Index c) {
           return tree.lemma(c) == "today" || (tree[c].relation == Relation::aux && tree.lemma(c) == "have" && tree[c].xpos != "VBD");
         });
}

}  // namespace

/// A government, one of its departments or an office, which opens the text by its own name or heads its statement.
void Resolver::note_issuer() {
  for (std::size_t i = 0; i < document_.mentions.size(); ++i) {
    const Mention m = document_.mentions[i];
    if (tree_.sentence_of(m.head) >= kOpening) break;
    const Index above = tree_[m.head].head;
    if (m.kind != Mention::Kind::name || above == kNone || tree_[m.head].tag != Tag::PROPN) continue;
    const bool subject = tree_[m.head].relation == Relation::nsubj && tree_[above].relation == Relation::root && declared(tree_, above);
    const bool headed = words_.is(word(above), Words::heading) && words_.is(tree_.preposition(m.head), Words::by);
    const Index call = tree_[m.head].relation == Relation::nmod_poss ? tree_[above].head : kNone;  // "Readout of the minister's call"
    const bool signs = tree_.sentence_of(m.head) == 0 && (headed || (call != kNone && words_.is(word(call), Words::heading)));
    if (!subject && !signs) continue;
    resolve(static_cast<Index>(i));
    const Entity* e = document_.entity_of(static_cast<Index>(i));
    if (!e || e->place || (e->sector != "GOV" && e->sector != "MIL") || !knowledge_.is_state(e->country)) continue;
    if (!issuer_.empty() && issuer_ != e->country) return issuer_.clear();  // a report on several
    issuer_ = e->country;
  }
}

/// "The Government", "Ministers", "the Prime Minister", with a capital and no word of whose, in a state's statement: his; not that of a
/// foreign government named right before.
bool Resolver::of_issuer(const Mention& m, const Entity& e, const std::string& phrase) const {
  if (issuer_.empty() || (e.sector != "GOV" && e.sector != "LEG") || !capital(m.head) || shouted(m.head) || indefinite(m.head))
    return false;
  const auto words = static_cast<Index>(std::count(phrase.begin(), phrase.end(), ' '));
  if (core(m.head).first < m.head - words) return false;  // "the Interim Government"
  for (const Index c : tree_.children(m.head))
    if (universal(tree_[c].relation) == Relation::nmod && tree_[c].tag != Tag::PRON) return false;
  for (auto k = static_cast<std::size_t>(document_.mention_of[static_cast<std::size_t>(m.head)]); k-- > 0;) {
    const Mention& before = document_.mentions[k];
    if (tree_.sentence_of(m.head) - tree_.sentence_of(before.head) > 1) break;
    const Entity* other = document_.entity_of(static_cast<Index>(k));
    if (other && other->sector == e.sector && !other->country.empty() && other->country != issuer_ && capital(before.head) &&
        tree_.lemma(before.head) == tree_.lemma(m.head))
      return false;
  }
  return true;
}

}  // namespace demarche
