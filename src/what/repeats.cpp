// See repeats.h.
#include "what/repeats.h"

#include <algorithm>

namespace demarche {
namespace {

class Repeats {
 public:
  explicit Repeats(const Tree& tree) : tree_(tree) {}

  /// One act told twice in a sentence: "the attack killed 13", "13 were killed when a bomb went off", "an attack on a mosque that killed
  /// 13", "fought a war", "fired shells, striking a town", "we reject it, reject it outright". The more telling word keeps the parties of
  /// both.
  void merge(std::vector<Reading>& found) const {
    for (Reading& verb : found) {
      for (Reading& kept : found) {
        if (verb.confidence == 0 || kept.confidence == 0 || &verb == &kept || kept.sense->event != verb.sense->event) continue;
        const bool of_noun = verb.word_class == WordClass::verb && kept.word_class == WordClass::noun && !among_themselves(verb) &&
                             (argument(verb, kept.token) || relative_to(verb.token, kept.token));
        const bool of_verb =
            kept.word_class == WordClass::verb && (part_of(verb, kept) || verb_and_its_noun(kept, verb) || talked_in(kept, verb) ||
                                                   spelt_out(kept, verb) || predicates(verb, kept));
        const bool outcome = verb.sense->outcome && verb.actors.empty() && verb.word_class == WordClass::verb && !kept.sense->outcome;
        if (!of_noun && !of_verb && !outcome && !in_one_breath(verb, kept) && !said_again(verb, kept) && !serves(verb, kept)) continue;
        if (in_one_breath(verb, kept)) kept.trigger.end = std::max(kept.trigger.end, verb.trigger.end);
        if (of_noun || outcome || kept.recipients.empty())
          for (const Index m : verb.recipients) append(kept.recipients, m);
        if ((of_noun || outcome) && verb.actors.empty() && kept.actors.empty() &&
            fought_with(kept.token)) {  // "ten soldiers died in clashes with rebels"
          kept.actors = std::move(kept.recipients);
          kept.recipients.clear();
        }
        if (kept.actors.empty() && !(of_noun && !argument(verb, kept.token))) kept.actors = verb.actors;
        std::erase_if(kept.recipients, [&](Index m) { return std::find(kept.actors.begin(), kept.actors.end(), m) != kept.actors.end(); });
        kept.confidence = std::max(kept.confidence, verb.confidence);
        verb.confidence = 0;
      }
    }
  }

  /// "reaffirmed a commitment", where the classifier added one of the two; but "resisted Russia's assault": another's.
  void merge_objects(std::vector<Reading>& found) const {
    for (Reading& verb : found)
      for (Reading& noun : found) {
        const auto own = [&](Index m) { return same_party(tree_.document(), m, verb.actors); };
        if (verb.sense->event != noun.sense->event || verb.confidence == 0 || noun.confidence == 0 || !near_object(verb, noun) ||
            !std::all_of(noun.actors.begin(), noun.actors.end(), own))
          continue;
        verb.trigger.end = std::max(verb.trigger.end, noun.trigger.end);
        if (verb.recipients.empty()) verb.recipients = noun.recipients;
        std::erase_if(verb.recipients, own);
        noun.confidence = 0;
      }
    std::erase_if(found, [](const Reading& r) { return r.confidence == 0; });
  }

 private:
  /// "clashes with rebels": each side does it.
  [[nodiscard]] bool fought_with(Index noun) const {
    const auto& children = tree_.children(noun);
    return std::any_of(children.begin(), children.end(), [&](Index c) { return tree_.preposition(c) == "with"; });
  }

  /// Is the verb's clause hung on the noun, or on something in the noun's phrase? A place that kills stands in the phrase of what does.
  bool relative_to(Index verb, Index noun) const {
    const Index head = tree_[verb].head;
    if (tree_[verb].relation != Relation::acl_relcl || noun > head || verb_frame(tree_, verb).subj != std::vector<Index>{head})
      return false;
    Index top = head;
    for (; top != noun && (tree_[top].relation == Relation::nmod || tree_[top].relation == Relation::obl); top = tree_[top].head) {
    }
    if (top == noun) return true;
    const Entity* e = tree_.document().entity_of(tree_.document().mention_of[static_cast<std::size_t>(head)]);
    return tree_.below(noun, top) && tree_[head].relation == Relation::nmod && (!e || (e->place && !e->person && !e->group));
  }

  /// "Chad met with Mali in talks between the two": both sides are told.
  static bool among_themselves(const Reading& verb) {
    return verb.word_class == WordClass::verb && verb.sense->reciprocal && verb.actors.size() > 1;
  }

  /// "met with Chad in talks between the two": the noun is an adjunct of who meets whom.
  bool talked_in(const Reading& verb, const Reading& noun) const {
    return among_themselves(verb) && noun.word_class == WordClass::noun && tree_[noun.token].head == verb.token &&
           universal(tree_[noun.token].relation) == Relation::obl;
  }

  /// "fired missiles, striking a town"
  bool part_of(const Reading& inner, const Reading& outer) const {
    const Token& t = tree_[inner.token];
    return inner.word_class == WordClass::verb && t.relation == Relation::advcl && t.xpos == "VBG" && t.head == outer.token &&
           tree_.child(inner.token, {Relation::mark, Relation::nsubj}) == kNone;
  }

  /// "was shot and killed", "stabbed and wounded": what was done and what came of it.
  [[nodiscard]] bool in_one_breath(const Reading& later, const Reading& earlier) const {
    constexpr Index kReach = 3;  // words between
    const Token& t = tree_[later.token];
    return later.word_class == WordClass::verb && earlier.word_class == WordClass::verb && later.sense->outcome &&
           t.relation == Relation::conj && tree_.first_conjunct(later.token) == tree_.first_conjunct(earlier.token) &&
           later.token > earlier.token && later.token - earlier.token <= kReach && tree_.child(later.token, Relation::obj) == kNone;
  }

  /// "marched to protest": done in order to do what it is.
  [[nodiscard]] bool serves(const Reading& outer, const Reading& aim) const {
    const Token& t = tree_[aim.token];
    return aim.sense == outer.sense && aim.word_class == WordClass::verb && outer.word_class == WordClass::verb && t.head == outer.token &&
           (t.relation == Relation::advcl || t.relation == Relation::xcomp) && tree_.child_lemma(aim.token, "to") != kNone;
  }

  /// "fought a war": the noun is what the verb does.
  [[nodiscard]] bool verb_and_its_noun(const Reading& verb, const Reading& noun) const {
    return noun.word_class == WordClass::noun && (noun.carrier == kNone || noun.carrier == verb.token) &&
           tree_[noun.token].head == verb.token && tree_[noun.token].relation == Relation::obj;
  }

  /// "fought a long war": near enough to be one trigger.
  [[nodiscard]] bool near_object(const Reading& verb, const Reading& noun) const {
    constexpr Index kPhrase = 5;  // words from one to the other
    return verb.word_class == WordClass::verb && verb_and_its_noun(verb, noun) && noun.token > verb.token &&
           noun.token - verb.token <= kPhrase;
  }

  /// "an order telling the army to leave": the participle of a speech act says who is told.
  bool spelt_out(const Reading& verb, const Reading& noun) const {
    return noun.word_class == WordClass::noun && tree_[verb.token].relation == Relation::acl && tree_[verb.token].head == noun.token &&
           tree_[verb.token].xpos == "VBG" && verb.sense->score > kHostile && !verb.recipients.empty();
  }

  /// "is unacceptable and ruled out": of two predicates the verb.
  bool predicates(const Reading& adjective, const Reading& verb) const {
    return adjective.word_class == WordClass::adjective && tree_[verb.token].relation == Relation::conj &&
           tree_[verb.token].head == adjective.token;
  }

  /// The same word again, or another of its sense beside it ("we cooperate, we collaborate"), with nobody new.
  bool said_again(const Reading& later, const Reading& earlier) const {
    const Relation r = tree_[later.token].relation;
    const bool beside = later.sense == earlier.sense && later.word_class == WordClass::verb && tree_[later.token].head == earlier.token &&
                        (r == Relation::conj || r == Relation::parataxis) && !later.actors.empty() &&
                        same_party(tree_.document(), later.actors.front(), earlier.actors);
    if (beside && later.recipients.empty()) return true;
    const bool nobody = later.recipients.empty() || later.recipients == earlier.recipients;
    return earlier.token < later.token && tree_[earlier.token].lemma == tree_[later.token].lemma && nobody &&
           (later.actors.empty() || later.actors == earlier.actors);
  }

  /// Is the noun what the verb is done by or to, or in? What came of an act came of it during the act, too.
  bool argument(const Reading& verb, Index noun) const {
    const Frame f = verb_frame(tree_, verb.token);
    const auto holds = [&](const std::vector<Index>& v) { return std::find(v.begin(), v.end(), noun) != v.end(); };
    if (holds(f.passive ? f.obj : f.subj)) return true;
    return std::any_of(f.adjuncts.begin(), f.adjuncts.end(), [&](const Adjunct& a) {
      return a.head == noun && (a.preposition == "in" || a.preposition == "by" || (a.preposition == "during" && verb.sense->outcome));
    });
  }

  const Tree& tree_;
};

/// Does the verb, by the codebook, ask for this noun as its object?
bool asks_for(const Sense* verb, std::string_view noun) {
  return verb != nullptr && std::any_of(verb->require.begin(), verb->require.end(), [&](const Sense::Restriction& r) {
           return r.slot.role == Role::obj && std::find(r.lemmas.begin(), r.lemmas.end(), noun) != r.lemmas.end();
         });
}

/// "lifted the sanctions", "the sanctions were lifted": is the noun in the phrase of the verb?
bool in_phrase(const Tree& tree, const Reading& verb, Index noun) {
  if (verb.token == noun || verb.trigger.contains(tree[noun].span)) return verb.token != noun;
  return tree[noun].head == verb.token && tree[noun].relation == Relation::nsubj_pass &&
         (asks_for(verb.sense, tree.lemma(noun)) || asks_for(verb.runner_up, tree.lemma(noun)));
}

}  // namespace

void drop_undone(const Tree& tree, std::vector<Reading>& found) {
  const auto undone = [&](const Reading& noun) {
    if (noun.word_class != WordClass::noun) return false;
    return std::any_of(found.begin(), found.end(), [&](const Reading& c) {
      const auto own = [&](Index m) { return same_party(tree.document(), m, c.actors); };
      const std::string_view verb =
          tree.lemma(c.token);  // "has not lifted the sanctions"; "called off the attack" says that there was none
      const bool stands = tree.child_lemma(c.token, "not") != kNone || verb == "call" || verb == "cancel";
      return !stands && in_phrase(tree, c, noun.token) && c.sense->event != "REJECT" && c.sense->score * noun.sense->score < 0 &&
             (noun.actors.empty() || std::any_of(noun.actors.begin(), noun.actors.end(), own)) &&
             std::find(c.content.begin(), c.content.end(), noun.token) == c.content.end();
    });
  };
  std::vector<bool> drop;
  for (const Reading& r : found) drop.push_back(undone(r));  // each is judged beside all others
  std::size_t at = 0;
  std::erase_if(found, [&](const Reading&) { return drop[at++]; });
}

void merge_objects(const Tree& tree, std::vector<Reading>& found) {
  Repeats(tree).merge_objects(found);
}

void merge_repeats(const Tree& tree, std::vector<Reading>& found) {
  Repeats(tree).merge(found);
}

}  // namespace demarche
