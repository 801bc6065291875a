// See attach.h. Down: what hangs on an argument of the act ("a convoy near Idlib"), unless another act lies between. Up: what hangs on the
// verb that carries the act ("launched an attack on Tuesday", "began bombing on Tuesday"), unless that is an act of its own.
#include "where_when/attach.h"

#include <algorithm>

namespace demarche {
namespace {

bool argument(Relation r) {
  const Relation u = universal(r);
  return u == Relation::obj || u == Relation::obl || u == Relation::nmod || u == Relation::nsubj || u == Relation::appos ||
         u == Relation::compound || u == Relation::iobj;
}

bool carried(Relation r) {
  const Relation u = universal(r);
  return u == Relation::xcomp || u == Relation::obj || u == Relation::conj || u == Relation::compound || u == Relation::nmod ||
         r == Relation::nsubj_pass || u == Relation::nsubj;
}

}  // namespace

Index head_of(const Document& d, Index first, Index last) {
  for (Index t = first; t < last; ++t)
    if (const Index head = d.tokens[static_cast<std::size_t>(t)].head; head < first || head >= last) return t;
  return last - 1;
}

Attachment::Attachment(const Document& document, const Tree& tree) : tree_(tree), triggers_(document.tokens.size(), false) {
  for (const Claim& c : document.claims)
    if (c.trigger_token != kNone) triggers_[static_cast<std::size_t>(c.trigger_token)] = true;
}

bool Attachment::struck(Index token, const Claim& claim) const {
  const Index act = claim.trigger_token, verb = tree_[act].head;
  if (verb == kNone || universal(tree_[act].relation) != Relation::nsubj || trigger(verb) || tree_[token].head != verb ||
      tree_[token].relation != Relation::obj)
    return false;
  return std::ranges::any_of(claim.recipients,
                             [&](Index m) { return tree_.document().mentions[static_cast<std::size_t>(m)].head == token; });
}

int Attachment::cost(Index governor, const Claim& claim) const {
  const Index act = claim.trigger_token;
  if (act == kNone || governor == kNone) return kApart;
  if (governor == act) return 0;
  int steps = 0;
  for (Index t = governor; t != kNone && steps <= kWithin; t = tree_[t].head) {  // up from the governor to the act
    if (t == act) return steps;
    if (struck(t, claim)) return steps + 1;
    if (trigger(t) || !argument(tree_[t].relation)) break;
    ++steps;
  }
  steps = kWithin + 1;
  for (Index t = act; t != kNone && steps < 7; t = tree_[t].head) {  // up from the act to the governor
    if (t == governor) return steps;
    if (t != act && trigger(t)) break;
    if (!carried(tree_[t].relation)) break;
    ++steps;
  }
  return kApart;
}

}  // namespace demarche
