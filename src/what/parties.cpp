// Who fills the slots of a sense: see match.h. From the frame of a word to mentions of those who act.
//   slot "obj.owner" of "rejected Ankara's plan"  ->  Ankara
// Does not decide whether a sense fits.
#include <algorithm>

#include "base/utf8.h"
#include "types/arguments.h"
#include "what/match.h"

namespace demarche {
namespace {

constexpr Index kQuoted = 14;  // words of a short quotation
constexpr int kOwners = 2;     // "the outcome of the talks of the rebels": how deep an owner may stand

bool contains_slot(const std::vector<Slot>& list, const Slot& slot) {
  return std::find(list.begin(), list.end(), slot) != list.end();
}

/// "to leave", or a bare complement without subject: what an xcomp slot means; anything else is a ccomp.
bool infinitive(const Tree& tree, Index clause) {
  for (Index c : tree.children(clause))
    if (tree[c].relation == Relation::mark) return tree[c].lemma == "to";
  return universal(tree[clause].relation) != Relation::ccomp;
}

}  // namespace

/// Kinds of who may fill a role: docs/codebook.md.
bool Matcher::is_kind(Index mention, const std::string& kind) const {
  const Entity* e = doc().entity_of(mention);
  const bool coded = is_coded(doc(), mention);
  const auto sector = [&](std::string_view s) { return e && e->sector.find(s) != std::string::npos; };
  if (kind == "any") return true;
  if (kind == "actor") return coded || (e && (e->person || e->group));
  if (kind == "not_worker") return !sector("LAB") && !sector("BUS") && !sector("EDU") && !sector("AGR") && !sector("CVL") && !sector("JRN");
  if (kind == "not_actor") return !coded && !(e && (e->person || e->group));
  if (kind == "person") return e && (e->person || sector("CVL"));
  if (kind == "state") return e && !e->country.empty() && !e->person && (e->sector.empty() || sector("GOV"));
  if (kind == "group") return e && (e->group || (coded && !e->person));
  if (kind == "force") return sector("MIL") || sector("COP") || sector("REB") || sector("UAF") || sector("SPY") || sector("CRM");
  if (kind == "politician") return e && e->person && (sector("PTY") || sector("LEG") || sector("GOV") || sector("ELI") || sector("OPP"));
  if (kind == "place")
    return e && (e->place || (!e->country.empty() && e->sector.empty() && !e->person &&
                              doc().mentions[static_cast<std::size_t>(mention)].kind != Mention::Kind::nominal));
  if (kind == "political")
    return (e && !e->country.empty()) || (is_kind(mention, "actor") && !sector("BUS") && !sector("CVL") && !sector("EDU"));
  if (kind == "civilian")
    return sector("CVL") || sector("REF") || sector("LAB") || sector("EDU") || sector("AGR") || sector("REL") || sector("SOC") ||
           (e && e->person && e->sector.empty());
  return false;
}

/// "the killing of a judge": whom the noun's `of` names suffers it, he doesn't do it.
bool Matcher::harms(Index noun) const {
  const auto& entries = lexicon_.entries(tree_.lemma(noun));
  return std::any_of(entries.begin(), entries.end(), [](const LexiconEntry& e) {
    return e.word_class == WordClass::noun && e.rest.empty() && e.sense->score <= kHostile &&
           contains_slot(e.sense->noun_recipient, Slot{Role::nmod, "of", Slot::Then::itself});
  });
}

/// 'called it "a theatre of puppets"': the mark that opens a short quotation behind the verb, kNone if there is none. A verb within a
/// quotation has none of its own.
Index Matcher::quoted_after(Index verb) const {
  constexpr Index kReach = 10, kLongest = 14;  // words to the quotation, and in it
  const Sentence& s = doc().sentences[static_cast<std::size_t>(tree_.sentence_of(verb))];
  const auto mark = [&](Index i) {
    const std::string_view w = doc().of(tree_[i].span);
    return w == "\"" || w == "\u201C" || w == "\u201D" || w == "``" || w == "''";
  };
  Index before = 0;
  for (Index i = s.first; i < verb; ++i) before += mark(i);
  if (before % 2 != 0) return kNone;
  for (Index i = verb + 1; i < std::min(s.last, verb + kReach); ++i) {
    if (tree_[i].tag == Tag::VERB && tree_[i].relation != Relation::amod && !mark(i)) return kNone;
    if (!mark(i)) continue;
    for (Index k = i + 2; k < std::min(s.last, i + kLongest); ++k)
      if (mark(k)) return i;
    return kNone;
  }
  return kNone;
}

std::vector<Index> Matcher::fill(const Slot& slot, const Frame& frame) const {
  std::vector<Index> heads;
  switch (slot.role) {
    case Role::subj:
      heads = frame.subj;
      break;
    case Role::obj:
      heads = frame.obj;
      break;
    case Role::iobj:
      heads = frame.iobj;
      break;
    case Role::xcomp:
    case Role::ccomp:
      for (Index c : frame.clauses)
        if (infinitive(tree_, c) == (slot.role == Role::xcomp)) heads.push_back(c);
      break;
    case Role::advcl:
      heads = frame.adverbials;
      break;
    case Role::poss:
      heads = frame.owners;
      break;
    case Role::mod:
      heads = frame.modifiers;
      break;
    case Role::quote:
      if (Index q = quoted_after(frame.predicate); q != kNone)  // the mark and the words behind it
        for (const Index end = std::min(q + kQuoted, doc().sentences[static_cast<std::size_t>(tree_.sentence_of(q))].last); q < end; ++q)
          heads.push_back(q);
      break;
    case Role::obl:
    case Role::nmod:
      for (const Adjunct& a : frame.adjuncts)
        if (a.preposition == slot.preposition || slot.preposition == "*") heads.push_back(a.head);
      break;
  }
  if (slot.then == Slot::Then::itself) return heads;
  std::vector<Index> out;
  for (Index h : heads) {
    if (slot.then == Slot::Then::owner) {
      const Entity* e = doc().entity_of(doc().mention_of[static_cast<std::size_t>(h)]);
      if (e && (e->person || is_body(h, *e)) && is_coded(doc(), doc().mention_of[static_cast<std::size_t>(h)]))
        append(out, h);  // "criticised the U.S. president", "defied the Spanish government": somebody himself
      else
        append_owner(h, slot.role == Role::subj && lexicon_.is_text(tree_[h].lemma) ? 1 : 0, out);  // "a message on Twitter": not its own
      if (out.empty() && slot.role == Role::subj && tree_[h].relation == Relation::obj && tree_[h].tag != Tag::PRON &&
          tree_[h].head != kNone)  // "signed an order telling them to"
        for (Index i : verb_frame(tree_, tree_[h].head).subj) append(out, i);
    } else {
      const Frame inner = verb_frame(tree_, h);
      for (Index i : slot.then == Slot::Then::subj ? inner.subj : inner.obj) append(out, i);
      if (slot.then == Slot::Then::obj && inner.obj.empty())  // "vowed to retaliate against Chad"
        for (const Adjunct& a : inner.adjuncts)
          if (a.preposition == "against" || a.preposition == "with" || a.preposition == "at" || a.preposition == "for") append(out, a.head);
    }
  }
  return out;
}

/// A government, court, army or party, and no act by such a word ("opposition to the plan", "a campaign against the rebels").
bool Matcher::is_body(Index noun, const Entity& e) const {
  if (!e.group || e.place || e.medium || e.sector.empty() || harms(noun) || tree_.child(noun, Relation::acl) != kNone) return false;
  const Frame inner = noun_frame(tree_, noun, kNone);
  return std::none_of(inner.adjuncts.begin(), inner.adjuncts.end(),
                      [](const Adjunct& a) { return a.preposition == "to" || a.preposition == "against" || a.preposition == "on"; });
}

/// Whose is it: the possessor, nation or `of` phrase; "the outcome of the talks of the Chadian rebels" belongs to the rebels.
void Matcher::append_owner(Index noun, int depth, std::vector<Index>& out) const {
  const auto coded = [&](Index head) { return is_coded(doc(), doc().mention_of[static_cast<std::size_t>(head)]); };
  const Frame inner = noun_frame(tree_, noun, kNone);
  const auto only_pronouns = [&] {
    return std::all_of(out.begin(), out.end(), [&](Index i) { return tree_[i].tag == Tag::PRON; });
  };  // "their ties with Chad"
  for (Index i : inner.owners)
    if (coded(i)) append(out, i);
  for (Index i : inner.modifiers)  // of several only those that stand together: "Chadian and Sudanese plans"
    if ((out.empty() || tree_.first_conjunct(i) == out.front()) && coded(i)) append(out, i);
  for (const Adjunct& a : inner.adjuncts) {
    if (!only_pronouns() || !((a.preposition == "of" && !harms(noun)) || a.preposition == "by" || a.preposition == "from")) continue;
    if (!coded(a.head) && depth < kOwners) append_owner(a.head, depth + 1, out);
    if (out.empty()) append(out, a.head);
  }
  for (const Adjunct& a : inner.adjuncts)  // "assurances on trade from Chad", with the second phrase hung on the first
    if (out.empty() && (a.preposition == "on" || a.preposition == "about") && !coded(a.head))
      for (const Adjunct& b : noun_frame(tree_, a.head, kNone).adjuncts)
        if ((b.preposition == "from" || b.preposition == "by") && coded(b.head)) append(out, b.head);
  const bool nobody_else = only_pronouns();
  for (const Adjunct& a : inner.adjuncts)  // "ties with Kenya", "the deal between Kenya and Chad"
    if (nobody_else && (a.preposition == "with" || a.preposition == "between") && coded(a.head)) append(out, a.head);
  if (out.empty() && depth == 0 && !harms(noun) && !aimed(inner)) append_place(inner, out);
}

/// "an attack on a mosque": what stands behind "on" suffers it.
bool Matcher::aimed(const Frame& noun) const {
  const auto& entries = lexicon_.entries(tree_.lemma(noun.predicate));
  return std::any_of(entries.begin(), entries.end(), [](const LexiconEntry& e) {
    return e.word_class == WordClass::noun && e.rest.empty() && e.sense->score <= kHostile &&
           contains_slot(e.sense->noun_recipient, Slot{Role::nmod, "on", Slot::Then::itself});
  });
}

/// "condemned the attack against the army": whom the object meets is not whom the verb is aimed at.
bool Matcher::suffers_object(Index mention, Index verb) const {
  const Index head = doc().mentions[static_cast<std::size_t>(mention)].head;
  const std::string p = tree_.preposition(head);
  if (p != "on" && p != "against" && p != "at") return false;
  const Index noun = tree_[head].head;
  if (noun == kNone || tree_[noun].head != verb || tree_[noun].relation != Relation::obj) return false;
  Frame object;
  object.predicate = noun;
  return aimed(object);
}

/// "a loudspeaker in South Korea", "a base near the town of X in Y": the place, as far down as somebody with a code.
void Matcher::append_place(const Frame& inner, std::vector<Index>& out) const {
  static constexpr std::string_view where[] = {"in", "at", "inside", "on", "near", "across", "of"};
  std::vector<Index> next;
  for (const Adjunct& a : inner.adjuncts) {
    if (std::find(std::begin(where), std::end(where), a.preposition) == std::end(where)) continue;
    if (is_coded(doc(), doc().mention_of[static_cast<std::size_t>(a.head)])) return append(out, a.head);
    next.push_back(a.head);
  }
  for (Index n : next)
    for (const Adjunct& a : noun_frame(tree_, n, kNone).adjuncts)
      if (out.empty() && (a.preposition == "in" || a.preposition == "of") &&
          is_coded(doc(), doc().mention_of[static_cast<std::size_t>(a.head)]))
        append(out, a.head);
}

/// "the plans of Chad and Niger", "old foes Chad and Niger": those of each nation; anybody else as he stands.
void Matcher::append_parts(Index head, std::vector<Index>& mentions) const {
  const auto mention = [&](Index token) { return doc().mention_of[static_cast<std::size_t>(token)]; };
  std::vector<Index> parts;
  bool differ = false;
  for (Index c : tree_.children(head)) {
    const Relation r = tree_[c].relation;
    const bool names =
        r == Relation::amod || r == Relation::compound || r == Relation::nmod_poss || (r == Relation::nmod && tree_.preposition(c) == "of");
    const bool apposed = r == Relation::appos && mention(head) != kNone && !is_coded(doc(), mention(head));  // "old foes Chad and Niger"
    const Entity* whole = doc().entity_of(mention(head));
    if (names && whole && (!whole->sector.empty() || (!whole->country.empty() && !whole->place)))
      continue;  // people whom src/who tells apart by nation, with their sectors
    if ((!names && !apposed) || tree_[head].xpos != "NNS" || tree_.child(c, Relation::conj) == kNone) continue;
    for (Index k : tree_.conjuncts(c)) {
      const Entity* e = doc().entity_of(mention(k));
      if (!e || e->country.empty()) continue;
      differ = differ || (!parts.empty() && doc().entity_of(parts.front())->country != e->country);
      append(parts, mention(k));
    }
  }
  if (differ) {
    for (Index m : parts) append(mentions, m);
  } else if (mention(head) != kNone) {
    append(mentions, mention(head));
  }
}

std::vector<Index> Matcher::parties(const std::vector<Slot>& slots, const Frame& frame, const std::vector<Index>& others) const {
  std::vector<Index> weak;  // fillers of the first filled slot, in case no slot holds somebody known
  for (const Slot& slot : slots) {
    std::vector<Index> mentions;
    for (Index h : fill(slot, frame)) {
      if (slot.role == Role::subj && slot.then == Slot::Then::itself && lexicon_.is_text(tree_[h].lemma)) {  // its author
        Slot author = slot;
        author.then = Slot::Then::owner;
        for (const Index a : fill(author, frame)) append_parts(a, mentions);
        continue;
      }
      append_parts(h, mentions);
      for (Index c : tree_.children(h))  // "partners, including the bank"
        if (const std::string p = tree_.preposition(c); p == "include" || p == "including" || p == "such as")
          if (const Index m = doc().mention_of[static_cast<std::size_t>(c)]; m != kNone) append(mentions, m);
    }
    std::erase_if(mentions, [&](Index m) { return same_entity(m, others); });
    if (slot.role == Role::mod && slot.then == Slot::Then::itself) std::erase_if(mentions, [&](Index m) { return !is_coded(doc(), m); });
    if (std::any_of(mentions.begin(), mentions.end(), [&](Index m) { return is_kind(m, "actor"); })) {
      std::erase_if(mentions, [&](Index m) { return !is_kind(m, "actor"); });
      return mentions;
    }
    if (weak.empty()) weak = std::move(mentions);
  }
  for (const Slot& slot : slots) {  // nobody himself: whose is it? "its support for Iraq's reform"
    if (slot.role == Role::subj || slot.then == Slot::Then::owner || slot.then == Slot::Then::subj) continue;
    std::vector<Index> mentions;
    if (slot.then == Slot::Then::obj) {  // "pledged to continue their support for Iraq"
      for (Index h : fill(slot, frame))
        for (const Adjunct& a : noun_frame(tree_, h, kNone).adjuncts)
          if (const Index m = doc().mention_of[static_cast<std::size_t>(a.head)];
              m != kNone && mentions.empty() && is_coded(doc(), m) && !same_entity(m, others))
            append(mentions, m);
    } else {
      Slot owner = slot;
      owner.then = Slot::Then::owner;
      for (Index h : fill(owner, frame))
        if (const Index m = doc().mention_of[static_cast<std::size_t>(h)]; m != kNone && is_coded(doc(), m) && !same_entity(m, others))
          append(mentions, m);
    }
    if (!mentions.empty()) return mentions;
  }
  return weak;
}

/// "a raid by Chad in Niger": is each side of a country, and not of the same?
bool Matcher::foreign(const std::vector<Index>& recipients, const std::vector<Index>& actors) const {
  const auto country = [&](Index m) {
    const Entity* e = doc().entity_of(m);
    return e ? e->country : std::string();
  };
  return !actors.empty() && !recipients.empty() && !country(actors.front()).empty() && !country(recipients.front()).empty() &&
         country(actors.front()) != country(recipients.front());
}

/// Is the victim named by "of", so that an owner is who does it?
bool Matcher::suffers_of(const Sense& sense, const Frame& frame) const {
  const Slot of{Role::nmod, "of", Slot::Then::itself};
  if (sense.noun_recipient.empty() || !(sense.noun_recipient.front() == of)) return false;
  return std::any_of(frame.adjuncts.begin(), frame.adjuncts.end(), [](const Adjunct& a) { return a.preposition == "of"; });
}

/// "The U.S. committed to send U.S. troops": an army of the actor's state.
bool Matcher::own_army(Index mention, const std::vector<Index>& others) const {
  const Entity* e = doc().entity_of(mention);
  if (!e || e->country.empty() || (e->sector != "MIL" && e->sector != "COP")) return false;
  return std::any_of(others.begin(), others.end(), [&](Index o) {
    const Entity* other = doc().entity_of(o);
    return other && other->country == e->country;
  });
}

/// "Chad ... its soldiers"
bool Matcher::owned_by(Index mention, const std::vector<Index>& others) const {
  for (Index c : tree_.children(doc().mentions[static_cast<std::size_t>(mention)].head))
    if (tree_[c].relation == Relation::nmod_poss)
      if (const Index owner = doc().mention_of[static_cast<std::size_t>(c)]; owner != kNone && same_entity(owner, others)) return true;
  return false;
}

/// "has not claimed responsibility for the attack", "nobody admitted a part in it": so it is not known whose it was.
bool Matcher::disclaimed(Index verb) const {
  if (tree_[verb].lemma == "deny") return false;
  for (const Index c : tree_.children(verb)) {
    const Token& t = tree_[c];
    if (t.lemma == "not" || t.lemma == "never" || t.lemma == "n't") return true;
    if (t.relation != Relation::nsubj) continue;
    const Index determiner = tree_.child(c, Relation::det);
    if (t.lemma == "nobody" || t.lemma == "none" || (determiner != kNone && tree_[determiner].lemma == "no")) return true;
  }
  return false;
}

Index Matcher::carrier_of(Index noun) const {
  for (const Index c : tree_.children(noun))  // a clause before its noun: the parser hung "had signed an order" upside down
    if (c < noun && (tree_[c].relation == Relation::acl || tree_[c].relation == Relation::acl_relcl) && lexicon_.is_light(tree_[c].lemma))
      return c;
  Index head = tree_.first_conjunct(noun);  // "used water cannon and tear gas"
  if (const Index above = tree_[head].head;
      above != kNone && tree_[head].relation == Relation::nmod && argument::counted(tree_, above) == head)
    head = above;  // "launched a wave of attacks"
  const Token& t = tree_[head];
  if (t.head == kNone) return kNone;
  const Token& v = tree_[t.head];
  if (t.relation == Relation::nmod && lexicon_.is_part(v.lemma) &&
      v.relation == Relation::obj) {  // "claimed responsibility for the attack"
    const std::string p = tree_.preposition(noun);
    return (p == "for" || p == "in") && lexicon_.avows(tree_[v.head].lemma) && !disclaimed(v.head) ? v.head : kNone;
  }
  if (t.relation == Relation::obl && tree_.preposition(noun) == "for" && lexicon_.avows(v.lemma) && !disclaimed(t.head))
    for (const Index c : tree_.children(t.head))
      if (tree_[c].relation == Relation::obj && lexicon_.is_part(tree_[c].lemma)) return t.head;
  if (v.tag != Tag::VERB || !lexicon_.is_light(v.lemma)) return kNone;
  const bool object = t.relation == Relation::obj || t.relation == Relation::nsubj_pass;
  const std::string preposition = object ? "" : tree_.preposition(noun);
  if (object) return t.head;
  const auto sum = [&](Index of) {  // "pay two million in compensation"
    return tree_[of].tag == Tag::NUM || tree_[of].tag == Tag::SYM || tree_.child(of, Relation::nummod) != kNone;
  };
  const Index other = tree_.child(t.head, Relation::obj);  // "took part in the talks", but not "announced the plan in a meeting"
  const bool adjunct = t.relation == Relation::obl && (preposition == "in" || preposition == "into" || preposition == "on");
  return adjunct && (other == kNone || lexicon_.is_part(tree_[other].lemma) || sum(other)) ? t.head : kNone;
}

}  // namespace demarche
