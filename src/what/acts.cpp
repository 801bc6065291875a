// Comparing the readings of a sentence: see acts.h. Every word is matched alone (match.h), then readings that are the same act are merged:
// a light verb and its noun ("launched an attack"), an act and the verb that only repeats it ("the attack killed 13"); at last the
// classifier of weigh.h, if there is one, doubts some and adds others.
#include "what/acts.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "types/arguments.h"
#include "what/doubt.h"
#include "what/figure.h"
#include "what/lend.h"
#include "what/repeats.h"

namespace demarche {
namespace {

constexpr double kThreshold = 0.22;  // least confidence of a claim
constexpr Index kPhrase = 5;         // words from a light verb to its noun that still make one trigger
constexpr double kVerbOfNoun = 0.8;  // "halted the attacks": a verb that asks for its noun means more than the noun
constexpr double kSure = 0.6;        // confidence of a reading by the rules that takes more to doubt
constexpr float kStaysSure = 0.15F;
constexpr float kStays = 0.25F;        // probability of its type with which a reading of the rules stays,
constexpr float kStaysAgain = 0.1F;    // of one that "such" says was spoken of before (annotators: 22 of 66), sooner,
constexpr float kStaysNobody = 0.5F;   // where nobody of any country takes part and nothing is referred back to,
constexpr float kJoins = 0.5F;         // and with which another word becomes one;
constexpr float kJoinsSure = 0.35F;    // of a word that is some act with
constexpr float kSurely = 0.85F;       // this probability;
constexpr float kJoinsNobody = 0.75F;  // of a noun where nobody of any country takes part; a verb then is none
constexpr float kMends = 0.3F;         // by how much another type must be likelier than the sense's
constexpr double kInContent = 0.22;    // least confidence of an act inside another's content, or of one told without anybody

class Sentencewise {
 public:
  Sentencewise(const Tree& tree, const Matcher& matcher, const Lexicon& lexicon, const Around& contents, const LinearModel* model)
      : tree_(tree), matcher_(matcher), lexicon_(lexicon), contents_(contents), model_(model) {}

  std::vector<Reading> acts(const Sentence& sentence) {
    compare(sentence);
    if (model_ == nullptr) {
      keep_likely();
    } else {
      judge(sentence, candidates(tree_, lexicon_, matcher_, sentence, found_, contents_, model_));
      merge_objects(tree_, found_);
    }
    drop_undone(tree_, found_);
    return std::move(found_);
  }

  /// All that may be acts, kept or not, and the tokens of those that are kept.
  std::vector<Weighed> weighed(const Sentence& sentence, std::vector<Index>& kept) {
    compare(sentence);
    std::vector<Weighed> out = candidates(tree_, lexicon_, matcher_, sentence, found_, contents_, nullptr);
    keep_likely();
    for (const Reading& c : found_) kept.push_back(c.token);
    return out;
  }

 private:
  void compare(const Sentence& sentence) {
    found_.clear();
    for (Index t = sentence.first; t < sentence.last; ++t)
      if (auto c = matcher_.best(t)) found_.push_back(std::move(*c));
    drop_light_pairs();
    merge_coordinated();
    merge_repeats(tree_, found_);
    let_acts_act();
    let_speakers_act();
    inherit_recipients();
    name_the_asked();
    name_who_obliged();
    doubt_off_topic(tree_, lexicon_, sentence, found_);
    for (Reading& c : found_)
      if (is_figure(tree_, lexicon_, c)) c.confidence = 0;
  }

  /// The likeliest type of act.
  [[nodiscard]] std::size_t likeliest(const LinearModel::Weights& types) const {
    const auto* last = types.begin() + static_cast<std::ptrdiff_t>(model_->types().size());
    return static_cast<std::size_t>(std::max_element(types.begin() + 1, last) - types.begin());
  }

  /// The probability of a sense's type; 0 if the classifier knows none of that name.
  [[nodiscard]] float typed(const Weighed& w, const Sense& sense) const {
    const auto& types = model_->types();
    const auto at = static_cast<std::size_t>(std::find(types.begin(), types.end(), sense.event) - types.begin());
    return at < types.size() ? w.types[at] : 0;
  }

  /// Another type than the sense's, if it is by so much likelier; by the sense that came second where that has it.
  void mend_type(Weighed& w) const {
    const std::size_t best = likeliest(w.types);
    const std::string& type = model_->types()[best];
    const float own = typed(w, *w.reading.sense);
    if (w.types[best] < own + kMends) return;
    const bool second = w.reading.runner_up != nullptr && w.reading.runner_up->event == type;
    const Sense* sense = second ? w.reading.runner_up : lexicon_.open(type);
    if (sense == nullptr) return;
    w.reading.runner_up_confidence = static_cast<double>(own);
    w.reading.runner_up = std::exchange(w.reading.sense, sense);
  }

  /// What the rules keep stays unless the classifier holds it for no act of its type; what they don't, or don't know, is added if it holds
  /// it for one.
  void judge(const Sentence& sentence, std::vector<Weighed> all) {
    keep_likely();
    std::vector<Reading> out, added;
    for (Weighed& w : all) {
      Reading& c = w.reading;
      const bool kept = !w.open && at(c.token) != nullptr, sure = c.confidence >= kSure;
      if (w.open) c.sense = lexicon_.open(model_->types()[likeliest(w.types)]);
      if (c.sense == nullptr || (w.open && is_figure(tree_, lexicon_, c))) continue;
      if (!w.open && !c.settled && !c.sense->border) mend_type(w);
      const bool nobody = !of_some_country(tree_.document(), c);
      if (nobody && !kept && c.word_class != WordClass::noun) continue;
      const bool again = tree_.child_lemma(c.token, "such") != kNone;  // "such an attack": one that the text spoke of
      const bool unknown = nobody && !refers_back(tree_, c.token);
      const float stays = c.settled ? 0 : unknown ? kStaysNobody : again ? kStaysAgain : sure ? kStaysSure : kStays;
      const float act = 1 - w.types[0], joins = nobody ? kJoinsNobody : act >= kSurely ? kJoinsSure : kJoins;
      const float probability = c.sense->border ? act : typed(w, *c.sense);
      if (probability < (kept ? stays : joins)) continue;
      c.confidence = probability;
      (kept ? out : added).push_back(std::move(c));
    }
    std::vector<Reading> doubted = added;
    doubt_off_topic(tree_, lexicon_, sentence, doubted);
    for (std::size_t i = 0; i < added.size(); ++i)
      if (doubted[i].confidence == added[i].confidence) out.push_back(std::move(added[i]));
    std::stable_sort(out.begin(), out.end(), [](const Reading& a, const Reading& b) { return a.token < b.token; });
    found_ = std::move(out);
  }

  Reading* at(Index token) {
    for (Reading& c : found_)
      if (c.token == token && c.confidence > 0) return &c;
    return nullptr;
  }

  /// Of a verb and its object noun only one is the act, unless the noun is what the verb is about.
  void drop_light_pairs() {
    for (Reading& c : found_) {
      for (Index u : c.used)
        if (u != c.token)
          if (Reading* inner = at(u)) inner->confidence = 0;
      if (c.carrier == kNone || c.confidence == 0) continue;
      Reading* verb = at(c.carrier);
      const bool phrase = c.token > c.carrier && c.token - c.carrier <= kPhrase;
      if (!verb) {
        if (phrase && !lexicon_.avows(tree_[c.carrier].lemma)) c.trigger.begin = tree_[c.carrier].span.begin;  // "launched an attack"
        continue;
      }
      if (std::find(verb->content.begin(), verb->content.end(), c.token) != verb->content.end()) {
        if (c.sense->reciprocal && verb->sense->reciprocal && c.trigger.begin < verb->trigger.end) c.confidence = 0;  // "signed the treaty"
        continue;
      }
      if (lexicon_.avows(tree_[verb->token].lemma) &&
          verb->sense->event != c.sense->event) {  // "denied responsibility for the attack": both
        c.trigger = tree_[c.token].span;
        continue;
      }
      const bool verb_wins = verb->sense->event != c.sense->event && verb->specificity > 0 &&
                             verb->confidence >= (verb->specificity >= 3 ? kVerbOfNoun : 1) * c.confidence;
      Reading& loser = verb_wins ? c : *verb;
      Reading& winner = verb_wins ? *verb : c;
      if (&winner == &c && phrase) c.trigger.begin = verb->trigger.begin;
      if (winner.actors.empty()) winner.actors = loser.actors;
      if (winner.recipients.empty() && !winner.sense->reciprocal) winner.recipients = loser.recipients;
      loser.confidence = 0;
    }
  }

  /// "used water cannon and tear gas against ...": nouns of one sense on one light verb are one act.
  void merge_coordinated() {
    for (std::size_t i = 0; i < found_.size(); ++i)
      for (std::size_t k = i + 1; k < found_.size(); ++k) {
        Reading &first = found_[i], &other = found_[k];
        if (first.confidence == 0 || other.confidence == 0 || first.carrier == kNone || first.carrier != other.carrier ||
            first.sense != other.sense)
          continue;
        for (const Index m : other.actors) append(first.actors, m);
        for (const Index m : other.recipients) append(first.recipients, m);
        other.confidence = 0;
      }
  }

  bool in_content(const Reading& c) const {
    for (const Reading& outer : found_)
      for (Index root : outer.content)
        if (outer.confidence >= kThreshold && &outer != &c && tree_.below(c.token, root)) return true;
    return false;
  }

  /// "the raid damaged ties between Chad and Mali": whose act it is that does it; else the first of those between whom the ties are.
  void let_acts_act() {
    for (Reading& c : found_) {
      if (c.confidence == 0 || c.word_class != WordClass::verb || !c.actors.empty() || c.recipients.empty() || c.sense->score > kHostile)
        continue;
      const Frame frame = verb_frame(tree_, c.token);
      const Reading* act = frame.subj.size() == 1 ? at(frame.subj.front()) : nullptr;
      if (!act || act->word_class != WordClass::noun || act->sense->event == c.sense->event) continue;
      c.actors = act->actors;
      if (c.actors.empty() && c.recipients.size() == 2) {
        c.actors.push_back(c.recipients.front());
        c.recipients.erase(c.recipients.begin());
      }
      std::erase_if(c.recipients, [&](Index m) { return same_entity(m, c.actors); });
      c.confidence = std::max(c.confidence, c.sense->weight);
    }
  }

  /// "was never part of any agreement", "there is no deal": who says so speaks of a deal of his own.
  bool denied_existence(Index noun) const {
    const Index determiner = tree_.child(noun, Relation::det);
    if (determiner == kNone) return false;
    if (tree_[determiner].lemma == "no") return existential(tree_, noun);
    if (tree_[determiner].lemma != "any") return false;
    for (Index w = noun; w != kNone && tree_[w].tag != Tag::VERB; w = tree_[w].head)
      for (const char* no : {"never", "not"})
        if (tree_.child_lemma(w, no) != kNone) return true;
    return false;
  }

  /// Is the mention a mere place of the speaker's own country?
  bool own_soil(Index mention, Index speaker) const {
    const Entity* e = tree_.document().entity_of(mention);
    const Entity* s = tree_.document().entity_of(speaker);
    return e && s && !e->country.empty() && e->country == s->country && e->sector.empty() && !e->person;
  }

  /// "That is ruled out," she said: who utters an agentless rejection or judgement performs it.
  void let_speakers_act() {
    const Document& document = tree_.document();
    for (Reading& c : found_) {
      const std::string& event = c.sense->event;
      const bool attributive = tree_[c.token].relation == Relation::amod, infinitive = tree_.child_lemma(c.token, "to") != kNone;
      const bool judges = c.sense->mode != "investigate" && c.word_class != WordClass::noun &&
                          (event == "REJECT" || event == "ACCUSE" || event == "SUPPORT");
      const bool disowned = c.word_class == WordClass::noun && event == "AGREE" && c.recipients.empty() && denied_existence(c.token);
      if (!c.actors.empty() || attributive || infinitive || !(judges || disowned)) continue;
      if (tree_[c.token].relation == Relation::acl_relcl && !verb_frame(tree_, c.token).subj.empty()) continue;  // "those who refuse"
      const Attribution* a = spoken_in(document, c.trigger);
      if (!a || a->source == kNone) continue;
      if (disowned && !is_coded(document, a->source)) continue;
      const bool known = std::any_of(c.recipients.begin(), c.recipients.end(), [&](Index m) { return is_coded(document, m); });
      if (is_coded(document, a->source) && !known) c.confidence = std::min(c.confidence / kNobodyKnown, c.sense->weight);
      c.settled = disowned;
      c.actors.push_back(a->source);
      std::erase_if(c.recipients, [&](Index m) { return own_soil(m, a->source); });
    }
  }

  /// "pledged to keep arming Chad", "remains committed to working with Chad": who will do the content to somebody pledges it to him. Only
  /// where nobody else is known to do the content; what is asked of others has its own recipient.
  void inherit_recipients() {
    for (Reading& outer : found_) {
      if (outer.confidence == 0 || !outer.recipients.empty() || outer.sense->content_status != Status::planned) continue;
      if (outer.sense->reciprocal && outer.actors.size() != 1) continue;  // "agreed to sell grain to Chad": nobody agrees alone
      for (const Reading& inner : found_) {
        if (inner.confidence == 0 || &inner == &outer || !outer.recipients.empty()) continue;
        Index top = inner.carrier != kNone ? inner.carrier : inner.token;
        const auto is_content = [&](Index t) { return std::find(outer.content.begin(), outer.content.end(), t) != outer.content.end(); };
        const bool noun = is_content(inner.token);
        while (!noun && !is_content(top) && tree_[top].relation == Relation::xcomp) top = tree_[top].head;  // "to keep sending aid"
        const bool inside = noun || is_content(top);
        if (!inside) continue;
        const bool same = inner.actors.empty() ||
                          std::any_of(inner.actors.begin(), inner.actors.end(), [&](Index m) { return same_entity(m, outer.actors); });
        if (!same) continue;
        for (const auto* list : {&inner.recipients, &inner.actors})
          for (Index m : *list)
            if ((list == &inner.recipients || inner.sense->reciprocal) && !same_entity(m, outer.actors) &&
                (outer.actors.empty() || !own_soil(m, outer.actors.front())))
              outer.recipients.push_back(m);
      }
    }
  }

  /// "At the request of Chad, Niger sent troops", "Niger complied with the request of Chad": who does it was asked.
  void name_who_obliged() {
    for (Reading& asked : found_) {
      if (asked.confidence == 0 || asked.word_class != WordClass::noun || asked.sense->event != "REQUEST" || asked.actors.empty() ||
          !asked.recipients.empty() || tree_[asked.token].relation != Relation::obl)
        continue;
      const Index verb = tree_[asked.token].head;
      const std::string p = tree_.preposition(asked.token);
      if (verb == kNone || !(p == "at" || p == "per" || p == "upon" || (p == "with" && tree_[verb].lemma == "comply"))) continue;
      for (const Index s : verb_frame(tree_, verb).subj)
        if (const Index m = tree_.document().mention_of[static_cast<std::size_t>(s)];
            m != kNone && is_coded(tree_.document(), m) && !same_entity(m, asked.actors))
          append(asked.recipients, m);
    }
  }

  /// "rejected a request by Chad", "accepted Chad's offer": who answers was asked.
  void name_the_asked() {
    for (const Reading& answer : found_)
      for (Reading& asked : found_) {
        const std::string &how = answer.sense->event, &what = asked.sense->event;
        const bool answers = how == "REJECT" || how == "CONCEDE" || how == "AGREE" || how == "SUPPORT";
        if (!answers || (what != "REQUEST" && what != "AGREE") || &answer == &asked || answer.confidence == 0 ||
            tree_[asked.token].head != answer.token)
          continue;
        if (asked.word_class != WordClass::noun || tree_[asked.token].relation != Relation::obj || !asked.recipients.empty() ||
            asked.actors.empty())
          continue;
        for (const Index m : answer.actors)
          if (!same_entity(m, asked.actors)) asked.recipients.push_back(m);
        if (what != "REQUEST" || asked.recipients.empty()) continue;
        for (Reading& done : found_)  // "granted a request of Chad to extradite him": to Chad
          if ((tree_[done.token].head == asked.token || tree_[done.token].head == answer.token) && done.token > asked.token &&
              tree_.child_lemma(done.token, "to") != kNone && done.actors == asked.actors) {
            if (done.recipients.empty() || done.recipients == asked.recipients) done.recipients = asked.actors;
            done.actors = asked.recipients;
          }
      }
  }

  [[nodiscard]] bool same_entity(Index mention, const std::vector<Index>& others) const {
    return same_party(tree_.document(), mention, others);
  }

  /// "injured during the protests": when or where something else happened.
  [[nodiscard]] bool circumstance(Index noun) const {
    const Relation r = tree_[noun].relation;
    const std::string p = r == Relation::obl || r == Relation::nmod ? tree_.preposition(noun) : "";
    return p == "during" || p == "in" || p == "amid" || p == "since" || p == "throughout";
  }

  /// "Syrian uprising: Forty people are killed": what an item is about, in front of its first verb.
  [[nodiscard]] bool in_label(Index noun) const {
    constexpr Index kLabel = 10;  // words
    const Sentence& s = tree_.document().sentences[static_cast<std::size_t>(tree_.sentence_of(noun))];
    for (Index i = s.first; i < std::min(s.last - 1, s.first + kLabel); ++i) {
      if (tree_[i].tag == Tag::VERB || tree_[i].tag == Tag::AUX || tree_[i].tag == Tag::PRON) return false;
      if (tree_.document().of(tree_[i].span) == ":") return noun < i;
    }
    return false;
  }

  void keep_likely() {
    std::vector<bool> keep(found_.size());
    for (std::size_t i = 0; i < found_.size(); ++i) {
      const Reading& c = found_[i];
      const bool someone = !c.actors.empty() || !c.recipients.empty();
      const bool inside = in_content(c);
      const bool noun = c.word_class == WordClass::noun;
      const auto& words = c.sense->alone;
      const bool alone =
          noun && !someone && !circumstance(c.token) && std::find(words.begin(), words.end(), tree_.lemma(c.token)) != words.end();
      const bool by_itself = someone || alone || (noun && existential(tree_, c.token));
      found_[i].of_nobody = noun && !by_itself;
      keep[i] = (by_itself || inside) && c.confidence >= (inside || alone ? kInContent : kThreshold) && !(noun && in_label(c.token));
    }
    std::size_t n = 0;
    for (std::size_t i = 0; i < found_.size(); ++i)
      if (keep[i]) {
        if (n != i) found_[n] = std::move(found_[i]);
        ++n;
      }
    found_.resize(n);
  }

  const Tree& tree_;
  const Matcher& matcher_;
  const Lexicon& lexicon_;
  const Around& contents_;
  const LinearModel* model_;
  std::vector<Reading> found_;
};

}  // namespace

std::vector<Reading> acts(const Tree& tree, const Matcher& matcher, const Lexicon& lexicon, const Around& contents,
                          const LinearModel* model, const Sentence& sentence) {
  return Sentencewise(tree, matcher, lexicon, contents, model).acts(sentence);
}

std::vector<Weighed> possible_acts(const Tree& tree, const Matcher& matcher, const Lexicon& lexicon, const Around& contents,
                                   const Sentence& sentence, std::vector<Index>& kept) {
  return Sentencewise(tree, matcher, lexicon, contents, nullptr).weighed(sentence, kept);
}

}  // namespace demarche
