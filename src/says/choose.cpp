// See choose.h. Names of features: first the kind of candidate (W the writer, R the rules' choice by an attribution, V by an accusation,
// ...), then E the act's type, l its word, x its tag, c the cue, P the path from the act to the cue, k what kind of somebody, a that it
// acts itself, q whether the act stands in a quotation, G what it is a content of.
#include "says/choose.h"

#include <algorithm>

#include "types/word_kinds.h"

namespace demarche {
namespace {

// By how much another candidate must be likelier than the source that the rules give, as a share of all: what a source says, put in the
// mouth of the writer or of who only passes it on, is the worst mistake.
constexpr float kToLess = 0.5F, kToAnother = 0.2F;
constexpr float kToUnvouched = 0.3F;  // who only wants or judges it: "has not confirmed that"
constexpr float kSure = 0.7F;         // of the rules' choice, with which nobody else is asked
constexpr std::size_t kLongest = 6;   // longer paths are all alike
constexpr Index kBefore = 4, kAfter = 2;

}  // namespace

Chooser::Chooser(const Document& document, const Tree& tree, const std::vector<Quotation>& quotations,
                 const std::vector<Attribution>& beside, const LinearModel* model)
    : d_(document),
      tree_(tree),
      quotations_(quotations),
      around_(document.attributions),
      beside_(beside),
      others_(beside),
      model_(model),
      out_(model) {
  by_sentence_.resize(d_.sentences.size());
  for (std::size_t a = 0; a < d_.attributions.size(); ++a)
    if (const Index cue = d_.attributions[a].cue; cue != kNone) by_sentence_[static_cast<std::size_t>(tree.sentence_of(cue))].push_back(a);
}

Index Chooser::mention_at(Index token) const {
  return token == kNone || d_.mention_of.empty() ? kNone : d_.mention_of[static_cast<std::size_t>(token)];
}

/// Each once, and none of an entity that is there already: the first way to find it counts.
void Chooser::add(Index mention, std::string_view kind, Index cue) {
  if (mention == kNone) return;
  const Index who = d_.mentions[static_cast<std::size_t>(mention)].entity;
  for (const Candidate& c : candidates_)
    if (c.mention != kNone && (c.mention == mention || (who != kNone && d_.mentions[static_cast<std::size_t>(c.mention)].entity == who)))
      return;
  candidates_.push_back({mention, kind, cue, false});
}

void Chooser::gather(const Claim& claim) {
  candidates_.assign(1, {kNone, "W", kNone, claim.sources.empty()});
  holding_.clear();
  around_.each(tree_[claim.trigger_token].span, [&](std::size_t a, Span) { holding_.push_back(a); });
  std::sort(holding_.begin(), holding_.end());
  holding_.erase(std::unique(holding_.begin(), holding_.end()), holding_.end());
  if (!claim.sources.empty()) {
    const Index chosen = claim.sources.back();
    Candidate c{chosen, "R", kNone, true};
    for (const std::size_t i : holding_)
      if (const Attribution& a = d_.attributions[i]; a.source == chosen || a.medium == chosen)
        c.kind = a.source == chosen ? (a.vouched ? "Ra" : "Ru") : "Rm", c.cue = a.cue;
    for (Index k = claim.content_of; k != kNone && c.kind == "R"; k = d_.claims[static_cast<std::size_t>(k)].content_of)
      if (const Claim& outer = d_.claims[static_cast<std::size_t>(k)]; holds(outer.actors, chosen))
        c.kind = "Rv", c.cue = outer.trigger_token;
    candidates_.push_back(c);
    candidates_.front().cue = c.cue;
    candidates_.front().kind = c.kind == "Ra" ? "Wa" : c.kind == "Rv" ? "Wv" : c.kind == "Rm" ? "Wm" : c.kind == "Ru" ? "Wu" : "Wr";
  }
  gather_attributions(claim);
  gather_above(claim);
  gather_beside(claim);
}

/// Those to whom what holds the act is attributed, and the actors of the acts that it is the content of.
void Chooser::gather_attributions(const Claim& claim) {
  for (const std::size_t i : holding_) {
    const Attribution& a = d_.attributions[i];
    add(a.source, a.vouched ? "H" : "U", a.cue);
    add(a.medium, "M", a.cue);
  }
  Index k = claim.content_of;
  for (int depth = 0; depth < 3 && k != kNone; ++depth) {
    const Claim& outer = d_.claims[static_cast<std::size_t>(k)];
    if (!outer.actors.empty()) add(outer.actors.front(), "C", outer.trigger_token);
    k = outer.content_of;
  }
}

/// Subjects and owners of the words above the act.
void Chooser::gather_above(const Claim& claim) {
  for (Index t = tree_[claim.trigger_token].head; t != kNone; t = tree_[t].head) {
    if (noun_tag(tree_[t].tag)) {
      for (const Index c : tree_.children(t))
        if (tree_[c].relation == Relation::nmod_poss || (tree_[c].relation == Relation::nmod && tree_.preposition(c) == "by"))
          add(mention_at(c), "N", t);
    } else if (const Index subject = tree_.child(t, Relation::nsubj); subject != kNone && !tree_.below(claim.trigger_token, subject)) {
      add(mention_at(subject), "T", t);
    } else if (const Index agent = tree_.child(t, Relation::obl_agent); agent != kNone && !tree_.below(claim.trigger_token, agent)) {
      add(mention_at(agent), "T", t);
    }
  }
}

/// Who else speaks in the sentence, and, of quotations, in those beside it.
void Chooser::gather_beside(const Claim& claim) {
  const auto s = static_cast<std::size_t>(tree_.sentence_of(claim.trigger_token));
  for (const std::size_t a : by_sentence_[s]) add(d_.attributions[a].source, "S", d_.attributions[a].cue);
  if (s > 0 && !by_sentence_[s - 1].empty()) {
    const Attribution& a = d_.attributions[by_sentence_[s - 1].back()];
    add(a.source, "B", a.cue);
  }
  if (s + 1 < by_sentence_.size() && !by_sentence_[s + 1].empty() && quotation_at(quotations_, claim.trigger_token) != nullptr) {
    const Attribution& a = d_.attributions[by_sentence_[s + 1].front()];
    add(a.source, "A", a.cue);
  }
}

/// Up from the act and down to the cue; conjuncts stand where the first stands.
std::string Chooser::path(Index from, Index to) const {
  if (tree_.sentence_of(from) != tree_.sentence_of(to)) return "else";
  std::string out;
  std::size_t length = 0;
  Index t = from;
  for (; t != kNone && !tree_.below(to, t); t = tree_[t].head, ++length) out += "^" + relation_of(tree_, t);
  std::string down;
  for (Index k = to; k != t && k != kNone; k = tree_[k].head, ++length) down = ">" + relation_of(tree_, k) + down;
  return length > kLongest ? "far" : out + down;
}

const Evidence& Chooser::evidence(const Claim& claim, const Candidate& candidate) {
  out_.clear();
  of_claim(claim, candidate.kind);
  if (candidate.cue != kNone) of_cue(claim, candidate);
  if (candidate.mention != kNone) of_mention(claim, candidate);
  out_.close();
  return out_;
}

void Chooser::of_claim(const Claim& claim, std::string_view kind) {
  const Index t = claim.trigger_token;
  const std::string_view word = word_of(tree_, t), tag = tree_[t].xpos, event = claim.event;
  const Sentence& s = d_.sentences[static_cast<std::size_t>(tree_.sentence_of(t))];
  const std::string_view quoted = quotation_at(quotations_, t) == nullptr ? "q0" : "q1";
  out_.add({kind});
  out_.add({kind, quoted});
  out_.add({kind, "E:", event});
  out_.add({kind, "Eq:", event, quoted});
  out_.add({kind, "Ex:", event, "/", tag});
  out_.add({kind, "M:", event, "/", claim.mode});
  out_.add({kind, "l:", word});
  out_.add({kind, "x:", tag});
  out_.add({kind, "r:", name(tree_[t].relation)});
  out_.add({kind, "k:", std::to_string(static_cast<int>(s.kind)), "/", std::to_string(static_cast<int>(claim.quote))});
  out_.add({kind, "n:", std::to_string(std::min<std::size_t>(holding_.size(), 3)),
            std::to_string(std::min<std::size_t>(claim.sources.size(), 3))});
  out_.add({kind, claim.actors.empty() ? "a0" : "a1", claim.recipients.empty() ? "r0" : "r1"});
  if (const Index above = tree_[t].head; above != kNone) {
    out_.add({kind, "g:", word_of(tree_, above)});
    out_.add({kind, "gr:", word_of(tree_, above), "/", name(tree_[t].relation)});
  }
  for (const Index c : tree_.children(t))
    if (const Relation r = universal(tree_[c].relation); r == Relation::det || r == Relation::mark || r == Relation::aux ||
                                                         r == Relation::case_ || r == Relation::advmod || r == Relation::amod)
      out_.add({kind, "d:", name(r), "/", tree_.form(c)});
  for (Index k = std::max(s.first, t - kBefore); k < t; ++k) out_.add({kind, "p:", tree_.form(k)});
  for (Index k = t + 1; k < std::min(s.last, t + 1 + kAfter); ++k) out_.add({kind, "f:", tree_.form(k)});
  if (claim.content_of == kNone) return out_.add({kind, "G-"});
  const Claim& outer = d_.claims[static_cast<std::size_t>(claim.content_of)];
  out_.add({kind, "G:", outer.event});
  out_.add({kind, "GE:", outer.event, "/", event});
  out_.add({kind, "Gl:", word_of(tree_, outer.trigger_token)});
  out_.add({kind, "Gs:", outer.event,
            outer.sources.empty()                          ? "/w"
            : claim.sources.empty()                        ? "/s"
            : outer.sources.back() == claim.sources.back() ? "/="
                                                           : "/o"});
}

void Chooser::of_cue(const Claim& claim, const Candidate& c) {
  const Index t = claim.trigger_token;
  const std::string_view cue = word_of(tree_, c.cue), tag = tree_[t].xpos, event = claim.event;
  const std::string p = path(t, c.cue);
  const Quotation* q = quotation_at(quotations_, t);
  const std::string_view in = q == nullptr ? "/q0" : q->first <= c.cue && c.cue < q->last ? "/q=" : "/q1";
  out_.add({c.kind, "c:", cue});
  out_.add({c.kind, "cx:", cue, "/", tree_[c.cue].xpos});
  out_.add({c.kind, "cE:", cue, "/", event});
  out_.add({c.kind, "ct:", cue, "/", tag});
  out_.add({c.kind, "cq:", cue, in});
  out_.add({c.kind, "P:", p});
  out_.add({c.kind, "Pq:", p, in});
  out_.add({c.kind, "PE:", p, "/", event});
  out_.add({c.kind, "Pt:", p, "/", tag});
  out_.add({c.kind, "Pc:", p, "/", cue});
  out_.add({c.kind, t < c.cue ? "<" : ">", in});
  for (const Index k : tree_.children(c.cue))  // "has not confirmed", "would say"
    if (const Relation r = universal(tree_[k].relation); r == Relation::aux || r == Relation::advmod)
      out_.add({c.kind, "cd:", tree_.lemma(k)});
  const Index gap = std::abs(t - c.cue);
  out_.add({c.kind, "gap:", gap < 4 ? std::to_string(gap) : gap < 10 ? "m" : gap < 25 ? "l" : "L"});
  if (tree_.sentence_of(c.cue) != tree_.sentence_of(t)) return;
  for (Index k = std::min(t, c.cue) + 1; k < std::max(t, c.cue); ++k)
    if (tree_[k].tag == Tag::SCONJ || tree_[k].tag == Tag::PUNCT || tree_[k].tag == Tag::VERB || tree_[k].tag == Tag::PART)
      out_.add({c.kind, "b:", word_of(tree_, k)});
}

void Chooser::of_mention(const Claim& claim, const Candidate& c) {
  const std::string kind = kind_of_party(d_, c.mention, true);
  const Index who = d_.mentions[static_cast<std::size_t>(c.mention)].entity;
  const auto among = [&](const std::vector<Index>& list) {
    return std::any_of(list.begin(), list.end(),
                       [&](Index m) { return m == c.mention || (who != kNone && d_.mentions[static_cast<std::size_t>(m)].entity == who); });
  };
  const std::string_view part = among(claim.actors) ? "a" : among(claim.recipients) ? "r" : "-";
  const Index head = d_.mentions[static_cast<std::size_t>(c.mention)].head;
  out_.add({c.kind, "K:", kind});
  out_.add({c.kind, "h:", word_of(tree_, head)});
  out_.add({c.kind, "part:", part});
  out_.add({c.kind, "partE:", part, "/", claim.event});
  out_.add({c.kind, "partx:", part, "/", tree_[claim.trigger_token].xpos});
  if (c.cue == kNone) return;
  out_.add({c.kind, "Kc:", kind, "/", word_of(tree_, c.cue)});
  out_.add({c.kind, "partc:", part, "/", word_of(tree_, c.cue)});
  out_.add({c.kind, "partP:", part, "/", path(claim.trigger_token, c.cue)});
}

/// nullptr where the rules' choice stays.
/// "Chad's charge that ...", "there are reports of": the word itself says that it is the word of others.
bool Chooser::charged(const Candidate& c) const {
  if (c.kind != "Ra" || !noun_tag(tree_[c.cue].tag)) return false;
  if (d_.mentions[static_cast<std::size_t>(c.mention)].head == c.cue) return true;
  return std::any_of(holding_.begin(), holding_.end(), [&](std::size_t i) {
    const Attribution& a = d_.attributions[i];
    return a.cue == c.cue && d_.of(a.content.front()).starts_with("that ");
  });
}

/// "called the raid a massacre", "they say that it fell," he said: the classifier has seen neither, and the rules are sure.
bool Chooser::told_beside(const Claim& claim) const {
  bool found = false;
  others_.each(tree_[claim.trigger_token].span,
               [&](std::size_t i, Span) { found = found || (!claim.sources.empty() && beside_[i].source == claim.sources.back()); });
  return found;
}

const Chooser::Candidate* Chooser::better_than_rules(const Claim& claim) {
  const auto chance = [&](const Candidate& c) { return model_->weigh(evidence(claim, c))[1]; };
  const Candidate& rules = candidates_[claim.sources.empty() ? 0 : 1];
  const float ruled = chance(rules);
  if (ruled > kSure || told_beside(claim)) return nullptr;
  float all = 0;
  chances_.clear();
  for (const Candidate& c : candidates_) {
    chances_.push_back(c.by_rules ? ruled : chance(c));
    all += chances_.back();
  }
  const bool direct =
      claim.quote == Quote::direct || quotation_at(quotations_, claim.trigger_token) != nullptr ||
      std::any_of(holding_.begin(), holding_.end(), [&](std::size_t a) { return d_.attributions[a].quote == Quote::direct; });
  const Candidate* best = nullptr;
  float most = ruled;
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    const Candidate& c = candidates_[i];
    if (c.mention == kNone && (direct || charged(rules))) continue;  // never the writer's
    float margin = 0;
    if (!c.by_rules && !claim.sources.empty()) margin = c.mention == kNone || holds(claim.sources, c.mention) ? kToLess : kToAnother;
    if (c.kind == "U") margin = kToUnvouched;
    if (chances_[i] - margin * all <= most) continue;
    most = chances_[i] - margin * all;
    best = &c;
  }
  return best;
}

void Chooser::choose(Document& document) {
  std::vector<std::pair<std::size_t, Candidate>> others;  // all are chosen by what the rules have given
  for (std::size_t i = 0; i < d_.claims.size(); ++i) {
    const Claim& claim = d_.claims[i];
    if (claim.trigger_token == kNone) continue;
    gather(claim);
    if (candidates_.size() < 2) continue;
    if (const Candidate* better = better_than_rules(claim)) others.emplace_back(i, *better);
  }
  for (const auto& [i, candidate] : others) give(document, document.claims[i], candidate);
}

/// The candidate becomes innermost: within the others whose words hold its own, or alone.
void Chooser::give(Document& document, Claim& claim, const Candidate& candidate) const {
  if (candidate.mention == kNone) {
    claim.sources.clear();
    claim.quote = Quote::none;
    return;
  }
  const auto there = std::find(claim.sources.begin(), claim.sources.end(), candidate.mention);
  if (there != claim.sources.end()) {
    claim.sources.erase(there + 1, claim.sources.end());
  } else {
    const auto said = [&](Index source) {
      bool found = false;
      around_.each(d_.mentions[static_cast<std::size_t>(candidate.mention)].span, [&](std::size_t a, Span) {
        found = found || document.attributions[a].source == source || document.attributions[a].medium == source;
      });
      return found;
    };
    std::erase_if(claim.sources, [&](Index source) { return !said(source); });
    claim.sources.push_back(candidate.mention);
  }
  const Quotation* q = quotation_at(quotations_, claim.trigger_token);
  if (claim.quote == Quote::none) {
    const bool outside = q != nullptr && candidate.cue != kNone && (candidate.cue < q->first || candidate.cue >= q->last);
    claim.quote = outside ? Quote::direct : Quote::indirect;
  }
}

std::vector<SourceReading> Chooser::readings() {
  std::vector<SourceReading> out;
  for (std::size_t i = 0; i < d_.claims.size(); ++i) {
    const Claim& claim = d_.claims[i];
    if (claim.trigger_token == kNone) continue;
    gather(claim);
    for (const Candidate& c : candidates_) {
      SourceReading r{.claim = static_cast<Index>(i),
                      .trigger = claim.trigger,
                      .event = claim.event,
                      .mention = {},
                      .entity = kNone,
                      .by_rules = c.by_rules,
                      .features = evidence(claim, c).names()};
      if (c.mention != kNone) {
        r.mention = d_.mentions[static_cast<std::size_t>(c.mention)].span;
        r.entity = d_.mentions[static_cast<std::size_t>(c.mention)].entity;
      }
      out.push_back(std::move(r));
    }
  }
  return out;
}

}  // namespace demarche
