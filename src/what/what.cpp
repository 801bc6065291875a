// The acts of a document: every word is matched alone (match.h), then readings of one sentence that are the same act are merged:
// a light verb and its noun ("launched an attack"), an act and the verb that only repeats it ("the attack killed 13").
// Does not join mentions of one act across sentences.
#include "what/what.h"

#include <algorithm>

#include "what/lexicon.h"
#include "what/match.h"

namespace demarche {
namespace {

constexpr double kThreshold = 0.28;      // least confidence of a claim
constexpr Index kPhrase = 5;             // words from a light verb to its noun that still make one trigger
constexpr double kHostile = -5;          // scores at or below it are material conflict
constexpr double kInContent = 0.25;      // least confidence of an act inside another's content

void join(std::vector<Index>& out, const std::vector<Index>& more) {
  for (Index m : more)
    if (std::find(out.begin(), out.end(), m) == out.end()) out.push_back(m);
}

/// "there will be no invasion": the noun asserts the act, whoever takes part.
bool existential(const Tree& tree, Index noun) {
  for (Index w = noun; w != kNone; w = tree[w].relation == Relation::nsubj || tree[w].relation == Relation::xcomp || tree[w].relation == Relation::advcl ? tree[w].head : kNone)
    if (const Index there = tree.child(w, Relation::expl); there != kNone && tree[there].lemma == "there") return true;
  return false;
}

class Sentencewise {
 public:
  Sentencewise(const Tree& tree, const Matcher& matcher) : tree_(tree), matcher_(matcher) {}

  std::vector<Reading> acts(const Sentence& sentence) {
    found_.clear();
    for (Index t = sentence.first; t < sentence.last; ++t)
      if (auto c = matcher_.best(t)) found_.push_back(std::move(*c));
    drop_light_pairs();
    merge_coordinated();
    merge_repeats();
    keep_likely();
    return std::move(found_);
  }

 private:
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
      if (!verb || std::find(verb->content.begin(), verb->content.end(), c.token) != verb->content.end()) continue;
      const bool verb_wins = verb->sense->event != c.sense->event && verb->specificity > 0 && verb->confidence >= c.confidence;
      Reading& loser = verb_wins ? c : *verb;
      Reading& winner = verb_wins ? *verb : c;
      if (&winner == &c && c.token > verb->token && c.token - verb->token <= kPhrase) c.trigger.begin = verb->trigger.begin;
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
        if (first.confidence == 0 || other.confidence == 0 || first.carrier == kNone || first.carrier != other.carrier || first.sense != other.sense) continue;
        join(first.actors, other.actors);
        join(first.recipients, other.recipients);
        other.confidence = 0;
      }
  }

  /// "the attack killed 13": the verb adds its recipients to the noun.
  void merge_repeats() {
    for (Reading& verb : found_) {
      if (verb.word_class != WordClass::verb || verb.confidence == 0) continue;
      for (Reading& noun : found_) {
        if (noun.word_class != WordClass::noun || noun.confidence == 0 || noun.sense->event != verb.sense->event) continue;
        if (!argument(verb.token, noun.token)) continue;
        join(noun.recipients, verb.recipients);
        if (noun.actors.empty()) noun.actors = verb.actors;
        noun.confidence = std::max(noun.confidence, verb.confidence);
        verb.confidence = 0;
        break;
      }
    }
  }

  bool argument(Index verb, Index noun) const {
    const Frame f = verb_frame(tree_, verb);
    const auto holds = [&](const std::vector<Index>& v) { return std::find(v.begin(), v.end(), noun) != v.end(); };
    if (holds(f.passive ? f.obj : f.subj)) return true;
    return std::any_of(f.adjuncts.begin(), f.adjuncts.end(), [&](const Adjunct& a) { return a.head == noun && (a.preposition == "in" || a.preposition == "by"); });
  }

  bool in_content(const Reading& c) const {
    for (const Reading& outer : found_)
      for (Index root : outer.content)
        if (outer.confidence >= kThreshold && &outer != &c && tree_.below(c.token, root)) return true;
    return false;
  }

  void keep_likely() {
    std::vector<bool> keep(found_.size());
    for (std::size_t i = 0; i < found_.size(); ++i) {
      const Reading& c = found_[i];
      const bool someone = !c.actors.empty() || !c.recipients.empty();
      const bool inside = in_content(c);
      keep[i] = c.confidence >= (inside ? kInContent : kThreshold) && (someone || inside || (c.word_class == WordClass::noun && existential(tree_, c.token)));
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
  std::vector<Reading> found_;
};

/// The attribution in whose content the token most closely stands, or nullptr.
const Attribution* spoken_in(const Document& document, Span span) {
  const Attribution* found = nullptr;
  std::uint32_t smallest = ~0U;
  for (const Attribution& a : document.attributions)
    for (const Span& c : a.content)
      if (c.contains(span) && c.size() < smallest) {
        smallest = c.size();
        found = &a;
      }
  return found;
}

/// "That is ruled out," she said: who utters an agentless rejection or judgement performs it.
void let_speakers_act(Document& document) {
  for (Claim& claim : document.claims) {
    if (!claim.actors.empty() || (claim.event != "REJECT" && claim.event != "ACCUSE" && claim.event != "SUPPORT")) continue;
    const Attribution* a = spoken_in(document, claim.trigger);
    if (a && a->source != kNone && document.tokens[static_cast<std::size_t>(claim.trigger_token)].tag != Tag::NOUN) claim.actors.push_back(a->source);
  }
}

/// "There will be no invasion" has the parties of the last hostile act before it, in the same breath.
void lend_parties(const Tree& tree, Document& document) {
  for (std::size_t i = 1; i < document.claims.size(); ++i) {
    Claim& claim = document.claims[i];
    if (!claim.actors.empty() || !claim.recipients.empty() || claim.score > kHostile || !existential(tree, claim.trigger_token)) continue;
    for (std::size_t k = i; k-- > 0 && tree.sentence_of(claim.trigger_token) - tree.sentence_of(document.claims[k].trigger_token) <= 1;)
      if (document.claims[k].score <= kHostile && !document.claims[k].actors.empty()) {
        claim.actors = document.claims[k].actors;
        claim.recipients = document.claims[k].recipients;
        break;
      }
  }
}

/// The claim whose content most closely encloses each claim.
void link_contents(const Tree& tree, Document& document) {
  for (std::size_t i = 0; i < document.claims.size(); ++i) {
    Claim& claim = document.claims[i];
    for (Index t = claim.trigger_token; t != kNone && claim.content_of == kNone; t = tree[t].head)
      for (const Content& c : document.contents)
        if (c.root == t && c.claim != static_cast<Index>(i)) claim.content_of = c.claim;
  }
}

}  // namespace

Result<What> What::load(const std::string& folder) {
  auto lexicon = Lexicon::load(folder);
  if (!lexicon) return lexicon.error();
  return What(std::make_unique<const Lexicon>(*std::move(lexicon)));
}

Done What::run(Document& document) const {
  const Tree tree(document);
  const Matcher matcher(tree, *lexicon_);
  Sentencewise sentencewise(tree, matcher);
  for (const Sentence& s : document.sentences) {
    for (Reading& c : sentencewise.acts(s)) {
      Claim claim;
      claim.trigger = c.trigger;
      claim.trigger_token = c.token;
      claim.event = c.sense->event;
      claim.mode = c.sense->mode;
      claim.cameo = c.sense->cameo;
      claim.contexts = c.sense->contexts;
      claim.score = c.sense->score;
      claim.actors = std::move(c.actors);
      claim.recipients = std::move(c.recipients);
      claim.confidence = static_cast<float>(std::min(c.confidence, 0.99));
      claim.why = c.sense->id;
      const auto index = static_cast<Index>(document.claims.size());
      for (Index root : c.content) document.contents.push_back({index, root, c.sense->content_status, c.sense->content_voice});
      document.claims.push_back(std::move(claim));
    }
  }
  link_contents(tree, document);
  let_speakers_act(document);
  lend_parties(tree, document);
  return Nothing{};
}

What::What(std::unique_ptr<const Lexicon> lexicon) : lexicon_(std::move(lexicon)) {}
What::What(What&&) noexcept = default;
What& What::operator=(What&&) noexcept = default;
What::~What() = default;

}  // namespace demarche
