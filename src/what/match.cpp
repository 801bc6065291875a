// Matching senses: see match.h. Confidence starts from the sense's weight and falls when a role is filled by something that cannot act,
// or when nobody known takes part; specificity (phrase words, requirements, kinds met) ranks the senses of one word.
#include "what/match.h"

#include <algorithm>

#include "base/among.h"
#include "base/utf8.h"
#include "types/arguments.h"
#include "what/headline.h"

namespace demarche {
namespace {

constexpr double kActorNotActor = 0.35;  // "inflation hit the poor"
constexpr double kSomebody = 0.6;        // nor that, but an actor who is a person or a group
constexpr double kNoRecipient = 0.85;
constexpr double kPartOfName = 0.5;   // "the Winter War", "Operation Dawn", a march in "March"
constexpr double kLonely = 0.5;       // "the meeting of the opposition": one does not meet or agree alone
constexpr double kLonelyName = 0.35;  // "the G7 summit", "the Minsk agreements"
constexpr double kNoPartner = 0.4;    // "the importance of cooperation with Chad"
constexpr Index kPhraseReach = 7;     // tokens after a verb in which the rest of its phrase may stand
constexpr Index kObjectReach = 4;     // tokens from a verb to the object without which it would not be this act

/// "asked Chad for help": may an object stand between the verb and its preposition?
bool takes_object(const Sense& sense) {
  return std::any_of(sense.recipient.begin(), sense.recipient.end(),
                     [](const Slot& s) { return (s.role == Role::obj || s.role == Role::iobj) && s.then == Slot::Then::itself; });
}

bool weekday(std::string_view word) {
  return word.size() > 5 && word.substr(word.size() - 3) == "day" && word[0] >= 'A' && word[0] <= 'Z';
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

void append(std::vector<Index>& out, Index value) {
  if (std::find(out.begin(), out.end(), value) == out.end()) out.push_back(value);
}

bool is_coded(const Document& document, Index mention) {
  const Entity* e = document.entity_of(mention);
  return e && (!e->country.empty() || !e->sector.empty());
}

bool Matcher::phrase(const LexiconEntry& entry, Index token, Reading& out) const {
  Few used;
  used.push_back(token);
  const Sentence& s = doc().sentences[static_cast<std::size_t>(tree_.sentence_of(token))];
  if (entry.word_class == WordClass::noun) {
    Index at = token;
    for (auto w = entry.rest.rbegin(); w != entry.rest.rend(); ++w) {
      do --at;
      while (at >= s.first && tree_[at].tag == Tag::PUNCT);
      if (at < s.first || (tree_[at].lemma != *w && tree_.form(at) != *w)) return false;
      used.push_back(at);
    }
  } else {
    Index at = token;
    for (const std::string& w : entry.rest) {
      Index next = at + 1;
      const Index end = std::min(s.last, at + kPhraseReach);
      while (next < end && tree_[next].lemma != w && tree_.form(next) != w) ++next;
      const bool linked = next < end && (next == at + 1 || tree_[next].head == token ||
                                         (tree_[next].head != kNone && tree_[tree_[next].head].head == token));
      if (!linked || (next > at + 1 && tree_[next].relation == Relation::case_ && weekday(tree_[tree_[next].head].lemma)))
        return false;  // "called it a disgrace on Monday"
      const bool whole = entry.rest.size() == 1 && tree_[next].relation == Relation::case_ && !takes_object(*entry.sense);
      for (Index skipped = at + 1; skipped < next; ++skipped)  // "has a motion of no confidence in", "called Nevada for him"
        if (tree_[skipped].lemma == "no" ||
            (whole && nominal_tag(tree_[skipped].tag) && tree_[skipped].relation != Relation::obl_unmarked &&
             tree_[skipped].relation != Relation::advmod))
          return false;
      used.push_back(next);
      at = next;
    }
  }
  out.used = used;
  const auto [low, high] = std::minmax_element(out.used.begin(), out.used.end());
  out.trigger = {tree_[*low].span.begin, tree_[*high].span.end};
  if (*high - *low > kPhraseReach) out.trigger = tree_[token].span;
  return true;
}

/// "killed in a crash", "the storm injured nine": nobody did it.
bool Matcher::accident(const Frame& frame) const {
  const auto natural = [&](Index head) {
    return lexicon_.is(tree_.lemma(head), Topic::off) || lexicon_.is(tree_.lemma(head), Topic::disaster);
  };
  return std::any_of(frame.subj.begin(), frame.subj.end(), natural) ||
         std::any_of(frame.adjuncts.begin(), frame.adjuncts.end(), [&](const Adjunct& a) {
           return (a.preposition == "in" || a.preposition == "by" || a.preposition == "after" || a.preposition == "during") &&
                  natural(a.head);
         });
}

std::optional<Reading> Matcher::fit(const LexiconEntry& entry, Index token, Index carrier, const Frame& read) const {
  const Sense& sense = *entry.sense;
  const bool noun = entry.word_class == WordClass::noun;
  Reading c;
  c.sense = &sense;
  c.word_class = entry.word_class;
  c.token = token;
  c.carrier = carrier;
  if (!phrase(entry, token, c)) return std::nullopt;
  if (!noun && sense.score <= kHostile && lexicon_.avows(tree_[token].lemma) && disclaimed(token))
    return std::nullopt;  // "has not claimed it"
  std::optional<Frame> mended;
  if (const Index object = behind_particle(entry, c, read); object != kNone) {
    mended = read;
    mended->obj = tree_.conjuncts(object);
  }
  if (!noun)
    for (const Index word : c.used)  // "came to the aid of Chad", "made a trip to Chad"
      if (word != token)
        for (const Index of : tree_.children(word))
          if (const std::string p =
                  tree_[of].relation == Relation::nmod || tree_[of].relation == Relation::obl ? tree_.preposition(of) : "";
              !p.empty()) {
            if (!mended) mended = read;
            for (const Index k : tree_.conjuncts(of)) mended->adjuncts.push_back({p, antecedent(tree_, k)});
          }
  const Frame& frame = mended ? *mended : read;
  c.specificity = 3 * static_cast<int>(entry.rest.size());
  Index object = kNone;  // without which it would not be this act
  for (const auto& r : sense.require) {
    const auto heads = fill(r.slot, frame);
    if (std::none_of(heads.begin(), heads.end(), [&](Index h) { return is_one_of(h, r.lemmas); })) return std::nullopt;
    c.specificity += 3;
    if (r.slot.role == Role::obj && r.slot.then == Slot::Then::itself && entry.word_class == WordClass::verb)
      for (const Index h : heads)
        if (h > token && h - token <= kObjectReach && is_one_of(h, r.lemmas)) object = h;
  }
  for (const auto& f : sense.forbid)
    for (Index h : fill(f.slot, frame))
      if (among(f.lemmas, "*") || among(f.lemmas, tree_.lemma(h))) return std::nullopt;
  if (sense.outcome && accident(frame)) return std::nullopt;
  c.actors = parties(noun ? sense.noun_actor : sense.actor, frame);
  c.recipients = parties(noun ? sense.noun_recipient : sense.recipient, frame, c.actors);
  if (noun && c.actors.empty() && !c.recipients.empty() && suffers_of(sense, frame))  // "Chad's killing of a judge"
    c.actors = parties({Slot{Role::poss, "", Slot::Then::itself}, Slot{Role::mod, "", Slot::Then::itself}}, frame, c.recipients);
  for (auto* list : {&c.actors, &c.recipients}) keep_first_of_each(doc(), *list);
  for (auto* list : {&c.actors, &c.recipients})  // "a terrorist attack": a word of the phrase is nobody
    std::erase_if(*list, [&](Index m) {
      return std::find(c.used.begin(), c.used.end(), doc().mentions[static_cast<std::size_t>(m)].head) != c.used.end();
    });
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
    if (*kind == "foreign" ? !foreign(*list, c.actors)
                           : std::none_of(list->begin(), list->end(), [&](Index m) { return is_kind(m, *kind); }))
      return std::nullopt;
    c.specificity += 1;
  }
  if (!c.recipients.empty() && (tree_[token].lemma == "want" || tree_[token].lemma == "wish") &&
      std::all_of(c.recipients.begin(), c.recipients.end(), [&](Index m) { return same_entity(m, c.actors); }))
    return std::nullopt;  // "wants to leave": nobody else is asked to
  if (c.actors.empty() && sense.without_actor == 0) return std::nullopt;
  if (!noun && sense.event == "ACCUSE" && sense.mode == "disapprove")
    std::erase_if(c.recipients, [&](Index m) { return suffers_object(m, token); });
  std::erase_if(c.recipients, [&](Index m) {
    return same_entity(m, c.actors) || (!sense.own_recipient && (owned_by(m, c.actors) || own_army(m, c.actors)));
  });
  for (const Slot& slot : sense.content)
    for (Index h : fill(slot, frame)) {
      append(c.content, h);
      if (lexicon_.is_part(tree_[h].lemma))  // "denied any role in the attack": the attack too
        for (const Index act : tree_.children(h))
          if (tree_[act].relation == Relation::nmod) append(c.content, act);
    }
  if (object != kNone) {  // "build a wall": it tells the act, unless it is somebody
    const Index m = doc().mention_of[static_cast<std::size_t>(object)];
    const auto among = [&](const std::vector<Index>& list) { return m != kNone && std::find(list.begin(), list.end(), m) != list.end(); };
    if (!among(c.actors) && !among(c.recipients)) c.trigger.end = std::max(c.trigger.end, tree_[object].span.end);
  }
  c.confidence = sense.weight;
  const auto acts = [&](Index m) { return is_kind(m, "actor"); };
  if (!c.actors.empty() && std::none_of(c.actors.begin(), c.actors.end(), acts)) {
    c.confidence *= kActorNotActor;
    c.actors.clear();
  }
  if (std::none_of(c.recipients.begin(), c.recipients.end(), acts)) c.recipients.clear();
  const auto known = [&](Index m) { return is_coded(doc(), m); };
  if (std::none_of(c.actors.begin(), c.actors.end(), known) && std::none_of(c.recipients.begin(), c.recipients.end(), known))
    c.confidence *= c.actors.empty() ? kNobodyKnown : kSomebody;
  const bool unnamed = entry.word_class == WordClass::verb && frame.passive && c.actors.empty() && c.recipients.size() == 1;
  if (sense.reciprocal && !unnamed) {  // "the accord signed with Chad": by whom is not said
    for (Index m : c.recipients) append(c.actors, m);
    c.recipients.clear();
    if (noun && c.actors.size() == 1 && carrier == kNone)
      c.confidence *= doc().mentions[static_cast<std::size_t>(c.actors[0])].kind == Mention::Kind::modifier ? kLonelyName : kLonely;
    if (!noun && c.actors.size() == 1 && one_person(c.actors[0])) c.confidence *= kLonely;  // "Ann Lee discussed her plans"
  } else if (c.recipients.empty()) {
    c.confidence *= kNoRecipient;
  }
  if (!noun && c.actors.empty() && (frame.passive || frame.subj.empty())) c.confidence *= sense.without_actor;
  const auto with = [](const Slot& slot) { return slot.preposition == "with"; };
  const bool mutual = noun && carrier == kNone && std::all_of(sense.noun_recipient.begin(), sense.noun_recipient.end(), with);
  if (mutual && !sense.reciprocal && c.actors.size() + c.recipients.size() < 2)
    c.confidence *= kNoPartner;  // "the importance of cooperation with Chad"
  return c;
}

/// "Ann Lee", "she": not "the leaders", and no council.
bool Matcher::one_person(Index mention) const {
  const Token& head = tree_[doc().mentions[static_cast<std::size_t>(mention)].head];
  const Entity* e = doc().entity_of(mention);
  if (head.tag == Tag::PRON) return head.lemma == "he" || head.lemma == "she" || head.lemma == "I";
  return e && e->person && head.xpos != "NNS" && head.xpos != "NNPS";
}

/// By its lemma, or by the number before it: "a million kroner" is a sum of money.
bool Matcher::is_one_of(Index head, const std::vector<std::string>& lemmas) const {
  if (among(lemmas, "*") || among(lemmas, tree_.lemma(head))) return true;
  const auto& children = tree_.children(head);
  return std::any_of(children.begin(), children.end(),
                     [&](Index c) { return tree_[c].relation == Relation::nummod && among(lemmas, tree_.lemma(c)); });
}

/// "took in refugees", with the particle taken for a preposition: the refugees, or kNone.
Index Matcher::behind_particle(const LexiconEntry& entry, const Reading& reading, const Frame& frame) const {
  static constexpr std::string_view particles[] = {"in", "out", "off", "up", "down", "over", "back", "away", "aside", "apart"};
  if (entry.word_class != WordClass::verb || entry.rest.empty() || frame.passive || !frame.obj.empty()) return kNone;
  if (std::find(std::begin(particles), std::end(particles), entry.rest.back()) == std::end(particles)) return kNone;
  const Token& particle = tree_[reading.used.back()];
  const bool hung = particle.relation == Relation::case_ && particle.head != kNone && tree_[particle.head].head == reading.token;
  return hung && reading.used.back() == reading.token + 1 ? particle.head : kNone;
}

bool same_party(const Document& document, Index mention, const std::vector<Index>& others) {
  const Entity* e = document.entity_of(mention);
  return std::any_of(others.begin(), others.end(), [&](Index o) { return o == mention || (e && document.entity_of(o) == e); });
}

/// "the blast struck a church", "an operation targeting rebels": the verb's object is what the act is on.
void Matcher::add_effects(Index noun, Frame& frame) const {
  for (const Index c : tree_.children(noun))
    if (tree_[c].relation == Relation::acl && tree_[c].xpos == "VBG" && lexicon_.is_effect(tree_[c].lemma))
      for (const Index o : verb_frame(tree_, c).obj)
        for (const char* preposition : {"on", "against"}) frame.adjuncts.push_back({preposition, o});
  const Token& t = tree_[noun];
  if (t.relation != Relation::nsubj || t.head == kNone || tree_[t.head].tag != Tag::VERB) return;
  if (lexicon_.happens(tree_[t.head].lemma))
    for (const Adjunct& a : verb_frame(tree_, t.head).adjuncts) frame.adjuncts.push_back(a);
  if (tree_[t.head].lemma == "come")  // "Support came from Chad"
    for (const Adjunct& a : verb_frame(tree_, t.head).adjuncts)
      if (a.preposition == "from") frame.adjuncts.push_back(a);
  if (!lexicon_.is_effect(tree_[t.head].lemma)) return;
  for (const Index o : verb_frame(tree_, t.head).obj)
    for (const char* preposition : {"on", "of", "to"}) frame.adjuncts.push_back({preposition, o});
}

/// "Chad test-fired a missile": a verb of two words, whose subject hangs on the first.
std::optional<Reading> Matcher::compound_verb(Index token) const {
  const Index first = token - 2;
  const auto& entries = lexicon_.entries(lower(tree_[first].lemma) + "-" + lower(tree_[token].lemma));
  if (entries.empty()) return std::nullopt;
  Frame frame = verb_frame(tree_, token);
  if (frame.passive) frame.obj.clear();
  for (const Index c : tree_.children(token))
    if (tree_[c].relation == Relation::obj && frame.obj.empty()) frame.obj.push_back(c);
  frame.subj.clear();
  for (const Index c : tree_.children(first))
    if (c < first && doc().mention_of[static_cast<std::size_t>(c)] != kNone) frame.subj.push_back(c);
  std::optional<Reading> out;
  for (const LexiconEntry& entry : entries)
    if (entry.word_class == WordClass::verb)
      if (auto c = fit(entry, token, kNone, frame)) keep_better(std::move(*c), out);
  if (out) out->trigger.begin = tree_[first].span.begin;
  return out;
}

/// "Chad was encouraged by the decision": of a participle taken for an adjective the bearer is the subject, not who caused it.
Frame borne(Frame frame) {
  frame.subj = std::move(frame.obj);
  frame.obj.clear();
  return frame;
}

std::optional<Reading> Matcher::best(Index token) const {
  const Token& t = tree_[token];
  const bool verb = t.tag == Tag::VERB || mistagged(token), noun = noun_tag(t.tag) && !verb,
             adjective =
                 t.tag == Tag::ADJ || (verb && (t.relation == Relation::amod || (t.xpos == "VBN" && argument::is_passive(tree_, token))));
  if (!verb && !noun && !adjective) return std::nullopt;
  if (noun && (t.relation == Relation::compound || t.relation == Relation::flat)) return std::nullopt;
  const std::string_view form = tree_.form(token), cut = tree_.lemma(token);
  const std::string_view lemma = verb && lexicon_.entries(cut).empty() ? lexicon_.verb_of(form, cut) : cut;
  if (lexicon_.entries(lemma).empty() && lexicon_.entries(form).empty()) return std::nullopt;  // most words: no frame is built for them
  if (in_name(token) || (noun && lemma == "march" && dated(token))) return std::nullopt;
  const Index carrier = noun && !granted(token) ? carrier_of(token) : kNone;
  const Entity* e = noun && carrier == kNone ? doc().entity_of(doc().mention_of[static_cast<std::size_t>(token)]) : nullptr;
  const bool toward =
      noun && t.relation != Relation::nsubj &&
      std::any_of(tree_.children(token).begin(), tree_.children(token).end(), [&](Index c) { return tree_.preposition(c) == "to"; });
  const bool somebody =
      e && !e->sector.empty() && !toward;  // "the opposition", "a patrol": an actor, not an act; but "a disinformation campaign"
  if (t.tag == Tag::PROPN && carrier != kNone && !tree_.preposition(token).empty() && tree_.children(token).size() == 1)
    return std::nullopt;  // "began in March"
  if (verb && suffixed(token)) return compound_verb(token);
  Frame frame = noun ? noun_frame(tree_, token, carrier) : verb_frame(tree_, token);
  if (noun) add_effects(token, frame);
  if (verb && t.relation == Relation::acl && frame.passive &&
      frame.subj.empty()) {  // "Thousands marched in ...", "Guards fired at ...", taken for participles
    const auto has = [&](std::string_view p) {
      return std::any_of(frame.adjuncts.begin(), frame.adjuncts.end(), [&](const Adjunct& a) { return a.preposition == p; });
    };
    const bool aimed = (t.lemma == "fire" && has("at")) || (t.lemma == "call" && (has("for") || has("on")));
    if (lexicon_.is_active(t.lemma) || aimed) {
      std::swap(frame.subj, frame.obj);
      frame.passive = false;
    }
  }
  const auto headline = noun || t.relation == Relation::amod ? headline_frame(tree_, token) : std::nullopt;
  if (verb && t.lemma == "go" && (!frame.clauses.empty() || tree_.child(token, Relation::expl) != kNone))
    return std::nullopt;  // "going to": a tense
  std::optional<Reading> out;
  for (const bool as_it_stands : {false, true}) {
    if (as_it_stands && form == lemma) break;
    for (const LexiconEntry& entry : lexicon_.entries(as_it_stands ? form : lemma)) {
      const bool as_verb = entry.word_class == WordClass::verb;
      if (as_verb ? !verb && !headline : entry.word_class == WordClass::noun ? !noun : !adjective) continue;
      if (as_verb && t.relation == Relation::amod && !headline) continue;
      if (somebody && !as_verb && entry.rest.empty()) continue;
      const bool bearing = entry.word_class == WordClass::adjective && frame.passive && frame.subj != frame.obj;
      auto c = as_verb && headline ? fit(entry, token, kNone, *headline)
               : bearing           ? fit(entry, token, carrier, borne(frame))
                                   : fit(entry, token, carrier, frame);
      if (c && noun && !as_verb && named(token)) c->confidence *= kPartOfName;
      if (c) keep_better(std::move(*c), out);
    }
  }
  return out;
}

}  // namespace demarche
