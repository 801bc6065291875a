// See links.h. Pairs are sought within a window of claims in text order, so that long documents cost no more than their length.
#include "happened/links.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace demarche {
namespace {

constexpr std::size_t kWindow = 60;     // claims
constexpr Index kAnswerWithin = 4;      // sentences between a charge and its denial
constexpr std::size_t kCommonStem = 4;  // letters: invade and invasion, attack and attacker

constexpr double kHostile = -5;  // scores at or below it are acts that somebody suffers

/// Is the act held to be so, or to be on its way?
bool holds(const Claim& c) {
  return c.status == Status::actual || c.status == Status::historical || c.status == Status::planned;
}

}  // namespace

void Links::run() {
  d_.links.clear();
  std::vector<Index> order(d_.claims.size());
  std::iota(order.begin(), order.end(), 0);
  const auto at = [&](std::size_t i) -> const Claim& { return d_.claims[static_cast<std::size_t>(order[i])]; };
  std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) {
    return d_.claims[static_cast<std::size_t>(a)].trigger.begin < d_.claims[static_cast<std::size_t>(b)].trigger.begin;
  });
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (at(i).trigger_token == kNone) continue;
    for (std::size_t j = i + 1; j < std::min(order.size(), i + kWindow); ++j)
      if (at(j).trigger_token != kNone) compare(order[i], order[j]);
    if (!denies(at(i))) continue;
    if (denies_all(at(i))) {
      answer(order[i], {});
    } else if (const std::string_view act = denied_act(order[i]); !act.empty()) {
      answer(order[i], act);
    }
  }
}

std::string_view Links::lemma(const Claim& claim) const {
  return tree_[claim.trigger_token].lemma;
}

/// A noun that does not say whose or which it is.
bool Links::bare(Index noun) const {
  return tree_.child(noun, {Relation::nmod_poss, Relation::amod, Relation::compound, Relation::nmod}) == kNone;
}

/// Do two lists of mentions have an entity in common?
bool Links::meet(const std::vector<Index>& a, const std::vector<Index>& b) const {
  const auto same = [&](Index x, Index y) {
    if (x == y) return true;
    const Entity* e = d_.entity_of(x);
    const Entity* f = d_.entity_of(y);
    if (e == nullptr || f == nullptr) return false;
    const Index p = d_.mentions[static_cast<std::size_t>(x)].head, q = d_.mentions[static_cast<std::size_t>(y)].head;
    if (tree_[p].lemma == tree_[q].lemma && tree_[p].tag == Tag::NOUN && tree_[q].tag == Tag::NOUN && (bare(p) || bare(q)))
      return true;  // "villagers"
    if (e == f || (!e->id.empty() && e->id == f->id)) return true;
    // a country and its government or army act as one
    const bool one = (e->person && tree_[p].xpos != "NNS") || (f->person && tree_[q].xpos != "NNS");
    return !e->country.empty() && e->country == f->country && e->country.size() == 3 && (e->place || f->place || e->sector == f->sector) &&
           !one;
  };
  return std::any_of(a.begin(), a.end(), [&](Index x) { return std::any_of(b.begin(), b.end(), [&](Index y) { return same(x, y); }); });
}

bool Links::alike(std::string_view x, std::string_view y, std::size_t stem) const {
  const auto common = static_cast<std::size_t>(std::mismatch(x.begin(), x.end(), y.begin(), y.end()).first - x.begin());
  return x == y || common >= std::min(stem, std::min(x.size(), y.size()));
}

/// May one speak for the other's acts: the same, a government for its army, a spokesman for his ministry?
bool Links::answers_for(Index speaker, Index actor) const {
  if (meet({speaker}, {actor})) return true;
  const Entity* s = d_.entity_of(speaker);
  const Entity* a = d_.entity_of(actor);
  const auto state = [](const Entity& e) {
    return e.sector.empty() ? e.place : e.sector == "GOV" || e.sector == "MIL" || e.sector == "SPY" || e.sector == "COP";
  };
  return s && a && s->country.size() == 3 && s->country == a->country && state(*s) && state(*a);
}

bool Links::answers_for(const std::vector<Index>& speakers, const std::vector<Index>& actors) const {
  return std::any_of(speakers.begin(), speakers.end(),
                     [&](Index s) { return std::any_of(actors.begin(), actors.end(), [&](Index a) { return answers_for(s, a); }); });
}

bool Links::one_act(const Claim& a, const Claim& b) const {
  if (a.event != b.event || (!a.mode.empty() && !b.mode.empty() && a.mode != b.mode)) return false;
  const bool own = a.status != b.status &&
                   answers_for(b.status == Status::denied ? b.sources : a.sources, b.status == Status::denied ? b.actors : a.actors);
  const bool mode = !a.mode.empty() && a.mode == b.mode;
  const std::size_t stem = mode ? kCommonStem - 1 : kCommonStem;  // expel and expulsion
  if (!own && !alike(lemma(a), lemma(b), stem)) return false;     // who denies an act of his own may call it by another name
  const bool actors = meet(a.actors, b.actors) || answers_for(a.actors, b.actors);
  const bool recipients = meet(a.recipients, b.recipients);
  // one side may be left out ("denied the attack"), not both
  return (actors && (recipients || a.recipients.empty() || b.recipients.empty())) || (recipients && (a.actors.empty() || b.actors.empty()));
}

bool Links::one_voice(const Claim& a, const Claim& b) const {
  if (a.sources.empty() || b.sources.empty()) return a.sources.empty() && b.sources.empty();
  return meet({a.sources.back()}, {b.sources.back()});
}

void Links::compare(Index i, Index j) {
  const Claim& a = d_.claims[static_cast<std::size_t>(i)];
  const Claim& b = d_.claims[static_cast<std::size_t>(j)];
  if (a.content_of == j || b.content_of == i || one_voice(a, b) || !one_act(a, b)) return;
  const bool vague = !meet(a.recipients, b.recipients);  // an act on nobody in particular is the same only nearby
  if (vague && std::abs(tree_.sentence_of(a.trigger_token) - tree_.sentence_of(b.trigger_token)) > kAnswerWithin) return;
  if (vague && a.sources.empty() != b.sources.empty() && a.status != b.status && a.score > kHostile && b.score > kHostile) return;
  if (holds(a) && b.status == Status::denied) {
    d_.links.push_back({i, j, Meeting::disputed});
  } else if (holds(b) && a.status == Status::denied) {
    d_.links.push_back({j, i, Meeting::disputed});
  } else if (a.status == b.status) {
    d_.links.push_back({i, j, Meeting::same});
  }
}

/// A verb that denies what is said, or a refusal of it: "denied", "rejected the charge", "dismissed the claim".
bool Links::denies(const Claim& c) const {
  if (c.status != Status::actual || c.actors.empty()) return false;
  const Operator* op = operators_.find(Sort::verb, lemma(c), lemma(c), std::vector<std::string>{"that"});
  return (op != nullptr && op->positive == Effect::denied) || (c.event == "REJECT" && tree_[c.trigger_token].tag == Tag::VERB);
}

/// "Serbia denied the charge", "Serbia denied it": a denial whose content is what was said before.
bool Links::denies_all(const Claim& c) const {
  const Index verb = c.trigger_token;
  if (tree_.child(verb, {Relation::ccomp, Relation::xcomp}) != kNone) return false;
  const Index object = tree_.child(verb, {Relation::obj, Relation::nsubj_pass});
  if (object == kNone) return false;
  if (tree_.child(object, {Relation::acl, Relation::acl_relcl, Relation::nmod}) != kNone) return false;  // has a content of its own
  const Operator* op = operators_.find(Sort::verb, lemma(c), lemma(c), std::vector<std::string>{"that"});
  const bool says_no = op != nullptr && op->positive == Effect::denied;
  if (tree_[object].tag == Tag::PRON) {
    static constexpr std::string_view kAll[] = {"it", "this", "that", "which", "something"};
    return says_no && std::find(std::begin(kAll), std::end(kAll), tree_[object].lemma) != std::end(kAll);
  }
  for (const char* by : {"that", "for"}) {
    const Operator* speech = operators_.find(Sort::noun, tree_[object].lemma, tree_[object].lemma, std::vector<std::string>{by});
    if (speech != nullptr && (speech->positive == Effect::said || speech->positive == Effect::alleged)) return true;
  }
  return false;
}

/// What is denied where no claim tells it: "denied *firing* at the post", "denied *violating* the truce"; "" if one does.
std::string_view Links::denied_act(Index denial) const {
  const Claim& no = d_.claims[static_cast<std::size_t>(denial)];
  const Index content = tree_.child(no.trigger_token, {Relation::xcomp, Relation::ccomp});
  if (content == kNone || tree_[content].tag != Tag::VERB) return {};
  for (const Claim& c : d_.claims)
    if (c.trigger_token != kNone && c.status == Status::denied && tree_.below(c.trigger_token, content)) return {};
  return tree_[content].lemma;
}

/// The nearest charge before the denial, of what its denier is said to have done; `act` is its verb, "" for whatever it is.
void Links::answer(Index denial, std::string_view act) {
  const Claim& no = d_.claims[static_cast<std::size_t>(denial)];
  Index best = kNone, accusation = kNone;
  for (std::size_t i = 0; i < d_.claims.size(); ++i) {
    const Claim& c = d_.claims[i];
    if (c.trigger_token == kNone || c.trigger.begin >= no.trigger.begin || c.status == Status::denied) continue;
    if (tree_.sentence_of(no.trigger_token) - tree_.sentence_of(c.trigger_token) > kAnswerWithin) continue;
    const auto nearest = [&](Index& to) {
      if (to == kNone || c.trigger.begin >= d_.claims[static_cast<std::size_t>(to)].trigger.begin) to = static_cast<Index>(i);
    };
    if (c.event == "ACCUSE" && c.status == Status::actual && answers_for(no.actors, c.recipients) && !answers_for(no.actors, c.actors))
      nearest(accusation);
    if (c.sources.empty() || !answers_for(no.actors, c.actors) || meet({c.sources.back()}, no.actors)) continue;
    if (act.empty() || alike(act, lemma(c), kCommonStem)) nearest(best);
  }
  if (best == kNone) best = accusation;
  if (best != kNone) d_.links.push_back({best, denial, Meeting::disputed});
}

}  // namespace demarche
