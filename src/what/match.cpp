// Matching senses: see match.h. Confidence starts from the sense's weight and falls when a role is filled by something that cannot act,
// or when nobody known takes part; specificity (phrase words, requirements, kinds met) ranks the senses of one word.
#include "what/match.h"

#include <algorithm>

#include "base/utf8.h"
#include "what/headline.h"

namespace demarche {
namespace {

constexpr double kActorNotActor = 0.35;     // "inflation hit the poor"
constexpr double kSomebody = 0.6;           // nor that, but an actor who is a person or a group
constexpr double kNoRecipient = 0.85;
constexpr double kPartOfName = 0.5;         // "the Winter War", "Operation Dawn", a march in "March"
constexpr double kLonely = 0.5;             // "the G7 summit", "the Minsk agreements": one name does not meet or agree
constexpr double kNoPartner = 0.4;          // "the importance of cooperation with Chad"
constexpr int kOwners = 2;                  // "the outcome of the talks of the rebels": how deep an owner may stand
constexpr Index kPhraseReach = 7;           // tokens after a verb in which the rest of its phrase may stand

bool contains(const std::vector<std::string>& list, std::string_view word) { return std::find(list.begin(), list.end(), word) != list.end(); }

bool contains_slot(const std::vector<Slot>& list, const Slot& slot) { return std::find(list.begin(), list.end(), slot) != list.end(); }

bool is_event_tag(Tag tag) { return tag == Tag::NOUN || tag == Tag::PROPN; }

/// "to leave", or a bare complement without subject: what an xcomp slot means; anything else is a ccomp.
bool infinitive(const Tree& tree, Index clause) {
  for (Index c : tree.children(clause))
    if (tree[c].relation == Relation::mark) return tree[c].lemma == "to";
  return universal(tree[clause].relation) == Relation::xcomp;
}

void append(std::vector<Index>& out, Index value) {
  if (std::find(out.begin(), out.end(), value) == out.end()) out.push_back(value);
}

/// Who is named by two phrases that the parser hung side by side ("Secretary of State Ann Lee") is one party.
void keep_first_of_each(const Document& document, std::vector<Index>& mentions) {
  std::vector<Index> seen;
  std::erase_if(mentions, [&](Index m) {
    const Index e = document.mentions[static_cast<std::size_t>(m)].entity;
    if (e == kNone) return false;
    const bool again = std::find(seen.begin(), seen.end(), e) != seen.end();
    seen.push_back(e);
    return again;
  });
}

/// The better of two readings of a word; the better of the others of another type is remembered for explanations.
void keep_better(Reading&& c, std::optional<Reading>& out) {
  if (!out) {
    out = std::move(c);
    return;
  }
  if (std::pair(c.specificity, c.confidence) > std::pair(out->specificity, out->confidence)) std::swap(c, *out);
  for (const auto& [sense, confidence] : {std::pair{c.sense, c.confidence}, std::pair{c.runner_up, c.runner_up_confidence}})
    if (sense && sense->event != out->sense->event && confidence > out->runner_up_confidence) {
      out->runner_up = sense;
      out->runner_up_confidence = confidence;
    }
}

}  // namespace

bool is_coded(const Document& document, Index mention) {
  const Entity* e = document.entity_of(mention);
  return e && (!e->country.empty() || !e->sector.empty());
}

bool Matcher::is_kind(Index mention, const std::string& kind) const {
  const Entity* e = doc().entity_of(mention);
  const bool coded = is_coded(doc(), mention);
  const auto sector = [&](std::string_view s) { return e && e->sector.find(s) != std::string::npos; };
  if (kind == "any") return true;
  if (kind == "actor") return coded || (e && (e->person || e->group));
  if (kind == "not_actor") return !coded && !(e && (e->person || e->group));
  if (kind == "person") return e && (e->person || sector("CVL"));
  if (kind == "state") return e && !e->country.empty() && !e->person && (e->sector.empty() || sector("GOV"));
  if (kind == "group") return e && (e->group || (coded && !e->person));
  if (kind == "force") return sector("MIL") || sector("COP") || sector("REB") || sector("UAF") || sector("SPY") || sector("CRM");
  if (kind == "place") return e && (e->place || (!e->country.empty() && e->sector.empty() && !e->person));
  if (kind == "political") return (e && !e->country.empty()) || (is_kind(mention, "actor") && !sector("BUS") && !sector("CVL") && !sector("EDU"));
  if (kind == "civilian") return sector("CVL") || sector("REF") || sector("LAB") || sector("EDU") || sector("AGR") || sector("REL") || sector("SOC") || (e && e->person && e->sector.empty());
  return false;
}

Index Matcher::carrier_of(Index noun) const {
  for (const Index c : tree_.children(noun))  // a clause before its noun: the parser hung "had signed an order" upside down
    if (c < noun && (tree_[c].relation == Relation::acl || tree_[c].relation == Relation::acl_relcl) && lexicon_.is_light(tree_[c].lemma)) return c;
  const Token& t = tree_[tree_.first_conjunct(noun)];  // "used water cannon and tear gas"
  if (t.head == kNone) return kNone;
  const Token& v = tree_[t.head];
  if (t.relation == Relation::nmod && lexicon_.is_part(v.lemma) && v.relation == Relation::obj) {  // "claimed responsibility for the attack"
    const std::string p = tree_.preposition(noun);
    return (p == "for" || p == "in") && lexicon_.avows(tree_[v.head].lemma) ? v.head : kNone;
  }
  if (t.relation == Relation::obl && tree_.preposition(noun) == "for" && lexicon_.avows(v.lemma))
    for (const Index c : tree_.children(t.head))
      if (tree_[c].relation == Relation::obj && lexicon_.is_part(tree_[c].lemma)) return t.head;
  if (v.tag != Tag::VERB || !lexicon_.is_light(v.lemma)) return kNone;
  const bool object = t.relation == Relation::obj || t.relation == Relation::nsubj_pass;
  const std::string preposition = object ? "" : tree_.preposition(noun);
  return object || (t.relation == Relation::obl && (preposition == "in" || preposition == "into" || preposition == "on")) ? t.head : kNone;
}

bool Matcher::phrase(const LexiconEntry& entry, Index token, Reading& out) const {
  out.used = {token};
  const Sentence& s = doc().sentences[static_cast<std::size_t>(tree_.sentence_of(token))];
  if (entry.word_class == WordClass::noun) {
    Index at = token;
    for (auto w = entry.rest.rbegin(); w != entry.rest.rend(); ++w) {
      do --at;
      while (at >= s.first && tree_[at].tag == Tag::PUNCT);
      if (at < s.first || (tree_[at].lemma != *w && lower(doc().of(tree_[at].span)) != *w)) return false;
      out.used.push_back(at);
    }
  } else {
    Index at = token;
    for (const std::string& w : entry.rest) {
      Index next = at + 1;
      const Index end = std::min(s.last, at + kPhraseReach);
      while (next < end && tree_[next].lemma != w && lower(doc().of(tree_[next].span)) != w) ++next;
      const bool linked = next < end && (next == at + 1 || tree_[next].head == token || (tree_[next].head != kNone && tree_[tree_[next].head].head == token));
      if (!linked) return false;
      out.used.push_back(next);
      at = next;
    }
  }
  const auto [low, high] = std::minmax_element(out.used.begin(), out.used.end());
  out.trigger = {tree_[*low].span.begin, tree_[*high].span.end};
  if (*high - *low > kPhraseReach) out.trigger = tree_[token].span;
  return true;
}

/// "the killing of a judge": whom the noun's `of` names suffers it, he doesn't do it.
bool Matcher::harms(Index noun) const {
  const auto& entries = lexicon_.entries(lower(tree_[noun].lemma));
  return std::any_of(entries.begin(), entries.end(), [](const LexiconEntry& e) {
    return e.word_class == WordClass::noun && e.rest.empty() && e.sense->score <= kHostile && contains_slot(e.sense->noun_recipient, Slot{Role::nmod, "of", Slot::Then::itself});
  });
}

std::vector<Index> Matcher::fill(const Slot& slot, const Frame& frame) const {
  std::vector<Index> heads;
  switch (slot.role) {
    case Role::subj: heads = frame.subj; break;
    case Role::obj: heads = frame.obj; break;
    case Role::iobj: heads = frame.iobj; break;
    case Role::xcomp:
    case Role::ccomp:
      for (Index c : frame.clauses)
        if (infinitive(tree_, c) == (slot.role == Role::xcomp)) heads.push_back(c);
      break;
    case Role::advcl: heads = frame.adverbials; break;
    case Role::poss: heads = frame.owners; break;
    case Role::mod: heads = frame.modifiers; break;
    case Role::obl:
    case Role::nmod:
      for (const Adjunct& a : frame.adjuncts)
        if (a.preposition == slot.preposition) heads.push_back(a.head);
      break;
  }
  if (slot.then == Slot::Then::itself) return heads;
  std::vector<Index> out;
  for (Index h : heads) {
    if (slot.then == Slot::Then::owner) {
      const Entity* e = doc().entity_of(doc().mention_of[static_cast<std::size_t>(h)]);
      if (e && e->person && is_coded(doc(), doc().mention_of[static_cast<std::size_t>(h)]))
        append(out, h);  // "criticised the U.S. president": somebody himself
      else
        append_owner(h, 0, out);
      if (out.empty() && slot.role == Role::subj && tree_[h].relation == Relation::obj && tree_[h].head != kNone)  // "signed an order telling them to"
        for (Index i : verb_frame(tree_, tree_[h].head).subj) append(out, i);
    } else {
      const Frame inner = verb_frame(tree_, h);
      for (Index i : slot.then == Slot::Then::subj ? inner.subj : inner.obj) append(out, i);
    }
  }
  return out;
}

/// Whose is it: the possessor, nation or `of` phrase; "the outcome of the talks of the Chadian rebels" belongs to the rebels.
void Matcher::append_owner(Index noun, int depth, std::vector<Index>& out) const {
  const auto coded = [&](Index head) { return is_coded(doc(), doc().mention_of[static_cast<std::size_t>(head)]); };
  const Frame inner = noun_frame(tree_, noun, kNone);
  for (const auto* list : {&inner.owners, &inner.modifiers})
    for (Index i : *list)
      if (out.empty() && coded(i)) append(out, i);
  for (const Adjunct& a : inner.adjuncts) {
    if (!out.empty() || !((a.preposition == "of" && !harms(noun)) || a.preposition == "by" || a.preposition == "from")) continue;
    if (!coded(a.head) && depth < kOwners) append_owner(a.head, depth + 1, out);
    if (out.empty()) append(out, a.head);
  }
  for (const Adjunct& a : inner.adjuncts)  // "ties with Kenya", "the deal between Kenya and Chad"
    if (out.empty() || a.preposition == "between")
      if ((a.preposition == "with" || a.preposition == "between") && coded(a.head)) append(out, a.head);
  if (out.empty() && depth == 0) append_place(inner, out);
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
      if (out.empty() && (a.preposition == "in" || a.preposition == "of") && is_coded(doc(), doc().mention_of[static_cast<std::size_t>(a.head)])) append(out, a.head);
}

std::vector<Index> Matcher::parties(const std::vector<Slot>& slots, const Frame& frame) const {
  std::vector<Index> weak;  // fillers of the first filled slot, in case no slot holds somebody known
  for (const Slot& slot : slots) {
    std::vector<Index> mentions;
    for (Index h : fill(slot, frame)) {
      if (const Index m = doc().mention_of[static_cast<std::size_t>(h)]; m != kNone) append(mentions, m);
      for (Index c : tree_.children(h))  // "partners, including the bank"
        if (const std::string p = tree_.preposition(c); p == "include" || p == "including" || p == "such as")
          if (const Index m = doc().mention_of[static_cast<std::size_t>(c)]; m != kNone) append(mentions, m);
    }
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
          if (const Index m = doc().mention_of[static_cast<std::size_t>(a.head)]; m != kNone && mentions.empty() && is_coded(doc(), m)) append(mentions, m);
    } else {
      Slot owner = slot;
      owner.then = Slot::Then::owner;
      for (Index h : fill(owner, frame))
        if (const Index m = doc().mention_of[static_cast<std::size_t>(h)]; m != kNone && is_coded(doc(), m)) append(mentions, m);
    }
    if (!mentions.empty()) return mentions;
  }
  return weak;
}

std::optional<Reading> Matcher::fit(const LexiconEntry& entry, Index token, Index carrier, const Frame& frame) const {
  const Sense& sense = *entry.sense;
  const bool noun = entry.word_class == WordClass::noun;
  Reading c;
  c.sense = &sense;
  c.word_class = entry.word_class;
  c.token = token;
  c.carrier = carrier;
  if (!phrase(entry, token, c)) return std::nullopt;
  c.specificity = 3 * static_cast<int>(entry.rest.size());
  for (const auto& r : sense.require) {
    const auto heads = fill(r.slot, frame);
    if (std::none_of(heads.begin(), heads.end(), [&](Index h) { return contains(r.lemmas, "*") || contains(r.lemmas, lower(tree_[h].lemma)); })) return std::nullopt;
    c.specificity += 3;
  }
  for (const auto& f : sense.forbid)
    for (Index h : fill(f.slot, frame))
      if (contains(f.lemmas, lower(tree_[h].lemma))) return std::nullopt;
  c.actors = parties(noun ? sense.noun_actor : sense.actor, frame);
  c.recipients = parties(noun ? sense.noun_recipient : sense.recipient, frame);
  for (auto* list : {&c.actors, &c.recipients}) keep_first_of_each(doc(), *list);
  for (auto* list : {&c.actors, &c.recipients})  // "a terrorist attack": a word of the phrase is nobody
    std::erase_if(*list, [&](Index m) { return std::find(c.used.begin(), c.used.end(), doc().mentions[static_cast<std::size_t>(m)].head) != c.used.end(); });
  if (carrier != kNone && lexicon_.subject_is_recipient(tree_[carrier].lemma)) {
    if (c.recipients.empty()) c.recipients = parties({Slot{Role::subj, "", Slot::Then::itself}}, frame);
    Frame others = frame;  // "counts on support from its allies": who gives it stands elsewhere
    others.subj.clear();
    c.actors = parties(noun ? sense.noun_actor : sense.actor, others);
    std::erase_if(c.actors, [&](Index m) { return std::find(c.recipients.begin(), c.recipients.end(), m) != c.recipients.end(); });
  }
  for (const auto& [kind, list] : {std::pair{&sense.actor_kind, &c.actors}, {&sense.recipient_kind, &c.recipients}}) {
    if (*kind == "any") continue;
    if (list->empty()) continue;
    if (std::none_of(list->begin(), list->end(), [&](Index m) { return is_kind(m, *kind); })) return std::nullopt;
    c.specificity += 1;
  }
  std::erase_if(c.recipients, [&](Index m) { return std::find(c.actors.begin(), c.actors.end(), m) != c.actors.end(); });
  for (const Slot& slot : sense.content)
    for (Index h : fill(slot, frame)) {
      append(c.content, h);
      if (lexicon_.is_part(tree_[h].lemma))  // "denied any role in the attack": the attack too
        for (const Index act : tree_.children(h))
          if (tree_[act].relation == Relation::nmod) append(c.content, act);
    }
  c.confidence = sense.weight;
  const auto acts = [&](Index m) { return is_kind(m, "actor"); };
  if (!c.actors.empty() && std::none_of(c.actors.begin(), c.actors.end(), acts)) {
    c.confidence *= kActorNotActor;
    c.actors.clear();
  }
  if (std::none_of(c.recipients.begin(), c.recipients.end(), acts)) c.recipients.clear();
  const auto known = [&](Index m) { return is_coded(doc(), m); };
  if (std::none_of(c.actors.begin(), c.actors.end(), known) && std::none_of(c.recipients.begin(), c.recipients.end(), known)) c.confidence *= c.actors.empty() ? kNobodyKnown : kSomebody;
  if (sense.reciprocal) {
    for (Index m : c.recipients) append(c.actors, m);
    c.recipients.clear();
    if (noun && c.actors.size() == 1 && carrier == kNone) c.confidence *= kLonely;
  } else if (c.recipients.empty()) {
    c.confidence *= kNoRecipient;
  }
  const auto with = [](const Slot& slot) { return slot.preposition == "with"; };
  const bool mutual = noun && carrier == kNone && std::all_of(sense.noun_recipient.begin(), sense.noun_recipient.end(), with);
  if (mutual && !sense.reciprocal && c.actors.size() + c.recipients.size() < 2) c.confidence *= kNoPartner;  // "the importance of cooperation with Chad"
  return c;
}

/// "president-elect", "court-ordered": the verb of a compound with a noun.
bool Matcher::suffixed(Index token) const {
  if (token < 2 || doc().of(tree_[token - 1].span) != "-" || tree_[token - 1].span.end != tree_[token].span.begin) return false;
  return is_event_tag(tree_[token - 2].tag) && tree_[token - 2].span.end == tree_[token - 1].span.begin;
}

/// A capital where the sentence has few: a name, not an act.
bool Matcher::named(Index token) const {
  const auto capital = [&](Index i) { return doc().text[tree_[i].span.begin] >= 'A' && doc().text[tree_[i].span.begin] <= 'Z'; };
  const Sentence& s = doc().sentences[static_cast<std::size_t>(tree_.sentence_of(token))];
  if (!capital(token) || token == s.first) return false;
  int words = 0, capitals = 0;
  for (Index i = s.first; i < s.last; ++i) {
    const Tag tag = tree_[i].tag;
    if (tag != Tag::NOUN && tag != Tag::VERB && tag != Tag::ADJ && tag != Tag::ADV) continue;
    ++words;
    capitals += capital(i);
  }
  return tree_[token].tag == Tag::PROPN && 2 * capitals < words;
}

/// "the blast struck a church", "an operation targeting rebels": the verb's object is what the act is on.
void Matcher::add_effects(Index noun, Frame& frame) const {
  for (const Index c : tree_.children(noun))
    if (tree_[c].relation == Relation::acl && tree_[c].xpos == "VBG" && lexicon_.is_effect(tree_[c].lemma))
      for (const Index o : verb_frame(tree_, c).obj)
        for (const char* preposition : {"on", "against"}) frame.adjuncts.push_back({preposition, o});
  const Token& t = tree_[noun];
  if (t.relation != Relation::nsubj || t.head == kNone || tree_[t.head].tag != Tag::VERB || !lexicon_.is_effect(tree_[t.head].lemma)) return;
  for (const Index o : verb_frame(tree_, t.head).obj)
    for (const char* preposition : {"on", "of"}) frame.adjuncts.push_back({preposition, o});
}

std::optional<Reading> Matcher::best(Index token) const {
  const Token& t = tree_[token];
  const bool verb = t.tag == Tag::VERB, noun = is_event_tag(t.tag), adjective = t.tag == Tag::ADJ || (verb && (t.relation == Relation::amod || t.xpos == "VBN"));
  if (!verb && !noun && !adjective) return std::nullopt;
  if (noun && (t.relation == Relation::compound || t.relation == Relation::flat)) return std::nullopt;
  const Index carrier = noun ? carrier_of(token) : kNone;
  if (noun && carrier == kNone)  // "the opposition", "a patrol": an actor, not an act
    if (const Entity* e = doc().entity_of(doc().mention_of[static_cast<std::size_t>(token)]); e && !e->sector.empty()) return std::nullopt;
  if (verb && suffixed(token)) return std::nullopt;
  Frame frame = noun ? noun_frame(tree_, token, carrier) : verb_frame(tree_, token);
  if (noun) add_effects(token, frame);
  const auto headline = noun || t.relation == Relation::amod ? headline_frame(tree_, token) : std::nullopt;
  if (verb && t.lemma == "go" && (!frame.clauses.empty() || tree_.child(token, Relation::expl) != kNone)) return std::nullopt;  // "going to": a tense
  std::optional<Reading> out;
  const std::string lemma = lower(t.lemma), form = lower(doc().of(t.span));
  for (const std::string* word : {&lemma, &form}) {
    if (word == &form && form == lemma) break;
    for (const LexiconEntry& entry : lexicon_.entries(*word)) {
      const bool as_verb = entry.word_class == WordClass::verb;
      if (as_verb ? !verb && !headline : entry.word_class == WordClass::noun ? !noun : !adjective) continue;
      if (as_verb && t.relation == Relation::amod && !headline) continue;
      auto c = as_verb && headline ? fit(entry, token, kNone, *headline) : fit(entry, token, carrier, frame);
      if (c && noun && !as_verb && named(token)) c->confidence *= kPartOfName;
      if (c) keep_better(std::move(*c), out);
    }
  }
  return out;
}

}  // namespace demarche
