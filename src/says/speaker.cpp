// Who a reading's source is, as a mention: the name beside a title, whose text it is, who is quoted by whom. See attribute.h.
#include "says/attribute.h"

#include "types/within.h"

namespace demarche {

/// "The attack was claimed by rebels", "soldiers were reported by the army to have fled": whose claim it is stands behind "by".
void Attributor::of_passive(const Candidate& c, Attribution& a) const {
  for (Index k : tree_.children(c.cue)) {
    const Token& t = tree_[k];
    const bool by = t.relation == Relation::obl_agent || (t.relation == Relation::obl && tree_.preposition(k) == "by");
    if (by && a.source == kNone) {
      a.source = mention_in(k, tree_.span(k));
      a.source_span = a.source == kNone ? Span{} : d_.mentions[static_cast<std::size_t>(a.source)].span;
    }
    const Index mark = tree_.child(k, Relation::mark);
    const bool clause = t.relation == Relation::xcomp || (t.relation == Relation::advcl && mark != kNone && tree_[mark].lemma == "to");
    if (clause && c.slot == "pass" && table_.vouches(tree_[c.cue].lemma, tree_[c.cue].tag, "xcomp")) a.content.push_back(tree_.span(k));
  }
}

/// "student protester | Joshua Wong", "a militant group, | the Islamic State": the name, where no less is known of it.
Index Attributor::named(Index mention, const Candidate& c) const {
  if (mention == kNone || c.source == kNone || tree_[c.source].tag != Tag::NOUN) return mention;
  const Entity* e = d_.entity_of(mention);
  for (Index k : tree_.children(c.source)) {
    if (tree_[k].relation != Relation::appos || tree_[k].tag != Tag::PROPN || k < c.source || !c.source_span.contains(tree_[k].span))
      continue;
    const Index name = d_.mention_of.empty() ? kNone : d_.mention_of[static_cast<std::size_t>(k)];
    const Entity* n = d_.entity_of(name);
    if (n == nullptr || n->place) continue;
    const bool less = e != nullptr && ((n->sector.empty() && !e->sector.empty()) || (n->country.empty() && !e->country.empty()));
    if (!less) return name;
  }
  return mention;
}

/// Whose text says so: "a report by Amnesty says", "the court issued a statement saying".
Index Attributor::holder(Index text) const {
  if (text == kNone || tree_[text].tag != Tag::NOUN || d_.mention_of.empty() || !table_.vouches(tree_[text].lemma, Tag::NOUN, "ccomp"))
    return kNone;
  const auto mention = [&](Index t) { return t == kNone ? kNone : d_.mention_of[static_cast<std::size_t>(t)]; };
  for (Index c : tree_.children(text)) {
    const bool by = tree_[c].relation == Relation::nmod && (tree_.preposition(c) == "by" || tree_.preposition(c) == "from");
    const bool owner = tree_[c].relation == Relation::nmod_poss;  // "the army's statement"
    const Index agent = by || owner ? c : tree_[c].relation == Relation::acl ? tree_.child(c, Relation::obl_agent) : kNone;
    if (const Index m = mention(agent); m != kNone) return m;
  }
  const Index verb = tree_[text].head;
  if (tree_[text].relation != Relation::obj || verb == kNone || !table_.issues(tree_[verb].lemma)) return kNone;
  return mention(tree_.child(verb, Relation::nsubj));
}

/// "Yonhap, quoting KCNA, said", "television quoted the army as saying": who passes on is the medium, who is quoted the source.
void Attributor::relay(const Candidate& c, Attribution& a) const {
  const auto mention = [&](Index t) { return t == kNone ? kNone : d_.mention_of[static_cast<std::size_t>(t)]; };
  const auto quoted = [&](Index verb) {
    const Index object = tree_.child(verb, Relation::obj);
    if (object != kNone) return object;
    return tree_.child(verb, Relation::nsubj_pass);
  };
  if (d_.mention_of.empty()) return;
  const Index head = tree_[c.cue].head;
  if (head != kNone && head < c.cue && table_.relays(tree_[head].lemma) && quoted(head) != kNone) {
    a.source = mention(quoted(head));
    a.source_span = tree_.span(quoted(head));
    a.medium = mention(tree_.child(head, {Relation::nsubj, Relation::obl_agent}));
    return;
  }
  if (c.source == kNone) return;
  if (c.slot == "according") {  // "According to Yonhap, quoting KCNA, ...", wherever "quoting" is hung
    constexpr Index kNear = 6;
    const Index end = d_.sentences[static_cast<std::size_t>(tree_.sentence_of(c.cue))].last;
    for (Index v = c.source + 1; v < std::min(end, c.source + kNear); ++v) {
      if (tree_[v].xpos != "VBG" || !table_.relays(tree_[v].lemma) || mention(quoted(v)) == kNone) continue;
      a.medium = a.source;
      a.source = mention(quoted(v));
      return;
    }
  }
  const auto speaks = [&](Index who) {
    const Entity* e = d_.entity_of(mention(who));
    return e != nullptr && (e->person || !e->sector.empty() || !e->country.empty() || table_.vouches(tree_[who].lemma, Tag::NOUN, "ccomp"));
  };
  for (const Index at : {c.source, c.cue, c.root}) {  // "The paper reported that it fell, citing officials", hung on what fell
    if (at == kNone) continue;
    for (Index v : tree_.children(at)) {
      if (!table_.relays(tree_[v].lemma) || tree_[v].xpos != "VBG" || mention(quoted(v)) == kNone) continue;
      if (at == c.root && !(v > 0 && c.root > c.cue && vouches(c) && d_.of(tree_[v - 1].span) == "," && speaks(quoted(v)))) continue;
      a.medium = a.source;
      a.source = mention(quoted(v));
      return;
    }
  }
}

/// The mention of the source's head, or the first one inside the source.
Index Attributor::mention_in(Index head, Span span) const {
  if (static_cast<std::size_t>(head) < d_.mention_of.size())
    if (const Index m = d_.mention_of[static_cast<std::size_t>(head)]; m != kNone) return m;
  const auto at = [&](std::uint32_t byte) {  // the first token from there on
    return static_cast<Index>(
        std::partition_point(d_.tokens.begin(), d_.tokens.end(), [&](const Token& t) { return t.span.begin < byte; }) - d_.tokens.begin());
  };
  for (const std::size_t i : mentions_within(d_, at(span.begin), at(span.end)))
    if (span.contains(d_.mentions[i].span)) return static_cast<Index>(i);
  return kNone;
}

/// "told Reuters", "in an interview published in The New York Times", "speaking to CNN": a medium among the dependents of the cue.
Index Attributor::medium_of(Index cue, Index source) const {
  const auto medium = [&](Index token) {
    const Index m = static_cast<std::size_t>(token) < d_.mention_of.size() ? d_.mention_of[static_cast<std::size_t>(token)] : kNone;
    const Entity* e = d_.entity_of(m);
    return e && e->medium && m != source && !table_.platform(tree_[token].lemma) ? m : kNone;
  };
  const auto below = [&](Index word) {  // as an object or adjunct
    for (Index c : tree_.children(word))
      if (const Relation r = universal(tree_[c].relation); r == Relation::obj || r == Relation::iobj || r == Relation::obl)
        if (const Index m = medium(c); m != kNone) return m;
    return kNone;
  };
  if (const Index m = below(cue); m != kNone) return m;
  for (Index c : tree_.children(cue)) {
    const Relation r = universal(tree_[c].relation);
    if (r == Relation::advcl && tree_[c].xpos.starts_with("VB") && tree_.child(c, {Relation::mark, Relation::nsubj}) == kNone)
      if (const Index m = below(c); m != kNone) return m;  // "Speaking to CNN"
    if (r != Relation::obj && r != Relation::iobj && r != Relation::obl) continue;
    for (Index n : tree_.children(c)) {
      const Index m = tree_[n].relation == Relation::nmod ? medium(n) : tree_[n].relation == Relation::acl ? below(n) : kNone;
      if (m != kNone) return m;
    }
  }
  return kNone;
}

}  // namespace demarche
