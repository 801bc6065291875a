// See links.h. Pairs are sought within a window of claims in text order, so that long documents cost no more than their length.
#include "happened/links.h"

#include <algorithm>
#include <numeric>

namespace demarche {
namespace {

constexpr std::size_t kWindow = 60;     // claims
constexpr Index kAnswerWithin = 4;      // sentences between a charge and its denial
constexpr std::size_t kCommonStem = 4;  // letters: invade and invasion, attack and attacker, expel and expulsion

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
    if (denies_all(at(i))) answer(order[i]);
  }
}

std::string_view Links::lemma(const Claim& claim) const {
  return tree_[claim.trigger_token].lemma;
}

/// Do two lists of mentions have an entity in common?
bool Links::meet(const std::vector<Index>& a, const std::vector<Index>& b) const {
  const auto same = [&](Index x, Index y) {
    if (x == y) return true;
    const Entity* e = d_.entity_of(x);
    const Entity* f = d_.entity_of(y);
    if (e == nullptr || f == nullptr) return false;
    if (e == f || (!e->id.empty() && e->id == f->id)) return true;
    // a country and its government or army act as one
    return !e->country.empty() && e->country == f->country && e->country.size() == 3 && (e->place || f->place || e->sector == f->sector) &&
           !e->person && !f->person;
  };
  return std::any_of(a.begin(), a.end(), [&](Index x) { return std::any_of(b.begin(), b.end(), [&](Index y) { return same(x, y); }); });
}

bool Links::one_act(const Claim& a, const Claim& b) const {
  if (a.event != b.event || (!a.mode.empty() && !b.mode.empty() && a.mode != b.mode)) return false;
  const std::string_view x = lemma(a), y = lemma(b);
  const auto common = static_cast<std::size_t>(std::mismatch(x.begin(), x.end(), y.begin(), y.end()).first - x.begin());
  if (x != y && common < std::min(kCommonStem, std::min(x.size(), y.size()))) return false;
  const bool actors = meet(a.actors, b.actors);
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
  if (holds(a) && b.status == Status::denied) {
    d_.links.push_back({i, j, Meeting::disputed});
  } else if (holds(b) && a.status == Status::denied) {
    d_.links.push_back({j, i, Meeting::disputed});
  } else if (a.status == b.status) {
    d_.links.push_back({i, j, Meeting::same});
  }
}

/// "Serbia denied the charge", "Serbia denied it": a denial whose content is what was said before.
bool Links::denies_all(const Claim& c) const {
  if (c.status != Status::actual || c.actors.empty()) return false;
  const Index verb = c.trigger_token;
  const Operator* op = operators_.find(Sort::verb, tree_[verb].lemma, tree_[verb].lemma, std::vector<std::string>{"that"});
  if (op == nullptr || op->positive != Effect::denied) return false;
  if (tree_.child(verb, {Relation::ccomp, Relation::xcomp}) != kNone) return false;
  const Index object = tree_.child(verb, {Relation::obj, Relation::nsubj_pass});
  if (object == kNone) return false;
  if (tree_.child(object, {Relation::acl, Relation::acl_relcl, Relation::nmod}) != kNone) return false;  // has a content of its own
  if (tree_[object].tag == Tag::PRON) return tree_[object].lemma == "it" || tree_[object].lemma == "this" || tree_[object].lemma == "that";
  for (const char* by : {"that", "for"}) {
    const Operator* speech = operators_.find(Sort::noun, tree_[object].lemma, tree_[object].lemma, std::vector<std::string>{by});
    if (speech != nullptr && (speech->positive == Effect::said || speech->positive == Effect::alleged)) return true;
  }
  return false;
}

/// The nearest charge before the denial, of what its denier is said to have done.
void Links::answer(Index denial) {
  const Claim& no = d_.claims[static_cast<std::size_t>(denial)];
  Index best = kNone;
  for (std::size_t i = 0; i < d_.claims.size(); ++i) {
    const Claim& c = d_.claims[i];
    if (c.trigger_token == kNone || c.trigger.begin >= no.trigger.begin || c.status == Status::denied || c.sources.empty()) continue;
    if (tree_.sentence_of(no.trigger_token) - tree_.sentence_of(c.trigger_token) > kAnswerWithin || !meet(c.actors, no.actors)) continue;
    if (meet({c.sources.back()}, no.actors)) continue;
    if (best == kNone || c.trigger.begin >= d_.claims[static_cast<std::size_t>(best)].trigger.begin) best = static_cast<Index>(i);
  }
  if (best != kNone) d_.links.push_back({best, denial, Meeting::disputed});
}

}  // namespace demarche
