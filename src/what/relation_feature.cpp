// Features of two parties in a sentence: see relation.h. Names: p a word on the path between them in the tree, k a dependent of such a
// word, b between them, a anywhere, s and t inside the parties; e an event type that the codebook knows the word for; c a claim with its
// status and how well it joins the two.
#include <algorithm>

#include "base/utf8.h"
#include "nn/evidence.h"
#include "types/word_kinds.h"
#include "what/relation.h"

namespace demarche {
namespace {

bool meet(const Document& document, const std::vector<Index>& mentions, const std::vector<Span>& spans) {
  return std::any_of(mentions.begin(), mentions.end(), [&](Index m) {
    const Span span = document.mentions[static_cast<std::size_t>(m)].span;
    return std::any_of(spans.begin(), spans.end(), [&](Span s) { return s.overlaps(span); });
  });
}

bool inside(const std::vector<Span>& spans, Span span) {
  return std::any_of(spans.begin(), spans.end(), [&](Span s) { return s.overlaps(span); });
}

/// The word as the lexicons have it; a number is any number.
std::string word(const Token& token) {
  return token.tag == Tag::NUM ? "#" : lower(token.lemma);
}

}  // namespace

double joins(const Document& document, const Claim& claim, const std::vector<Span>& source, const std::vector<Span>& target) {
  const bool source_acts = meet(document, claim.actors, source);
  const bool target_acts = meet(document, claim.actors, target);
  const bool source_gets = meet(document, claim.recipients, source);
  const bool target_gets = meet(document, claim.recipients, target);
  if (source_acts && target_gets) return 6;
  if (source_acts && target_acts) return 5;
  if (target_acts && source_gets) return 4;
  if (source_acts) return 3;
  if (target_gets) return 2.5;
  if (target_acts || source_gets) return 2;
  if (source.empty() || target.empty()) return 0.5;
  const std::uint32_t begin = std::min(source.front().begin, target.front().begin);
  const std::uint32_t end = std::max(source.back().end, target.back().end);
  return claim.trigger.begin >= begin && claim.trigger.end <= end ? 1 : 0.5;
}

const Claim* best_joining(const Document& document, const std::vector<Span>& source, const std::vector<Span>& target) {
  double best = 0;
  const Claim* top = nullptr;
  for (const Claim& claim : document.claims) {
    const double value =
        joins(document, claim, source, target) - (claim.content_of == kNone ? 0 : 0.2) + 0.1 * static_cast<double>(claim.confidence);
    if (value > best) {
      best = value;
      top = &claim;
    }
  }
  return top;
}

RelationFeatures::RelationFeatures(const Tree& tree, const Lexicon& lexicon, const LinearModel* model, const std::vector<Span>& source,
                                   const std::vector<Span>& target)
    : tree_(tree), lexicon_(lexicon), source_(find(source)), target_(find(target)), out_(model) {
  for (Index s : source_.up)
    if (std::find(target_.up.begin(), target_.up.end(), s) != target_.up.end()) {
      meet_ = s;
      break;
    }
  for (const Party* party : {&source_, &target_})
    for (Index t : party->up) {
      if (t != party->head && !inside(source, tree_[t].span) && !inside(target, tree_[t].span)) path_.push_back(t);
      if (t == meet_) break;
    }
  std::sort(path_.begin(), path_.end());
  path_.erase(std::unique(path_.begin(), path_.end()), path_.end());
}

RelationFeatures::Party RelationFeatures::find(const std::vector<Span>& spans) const {
  Party party;
  party.spans = &spans;
  const auto& tokens = tree_.document().tokens;
  for (std::size_t i = 0; i < tokens.size() && party.head == kNone; ++i) {
    if (!inside(spans, tokens[i].span)) continue;
    party.head = static_cast<Index>(i);
    while (tokens[static_cast<std::size_t>(party.head)].head != kNone &&
           inside(spans, tokens[static_cast<std::size_t>(tokens[static_cast<std::size_t>(party.head)].head)].span))
      party.head = tokens[static_cast<std::size_t>(party.head)].head;
  }
  for (Index t = party.head; t != kNone; t = tree_[t].head) party.up.push_back(t);
  return party;
}

bool RelationFeatures::on_path(Index token) const {
  return std::binary_search(path_.begin(), path_.end(), token);
}

void RelationFeatures::place(const Party& party, std::string_view n) {
  if (party.head == kNone) return;
  const Token& head = tree_[party.head];
  const std::string preposition = tree_.preposition(party.head);
  out_.add({n, "r:", demarche::name(universal(head.relation))});
  if (!preposition.empty()) out_.add({n, "q:", preposition});
  if (head.tag != Tag::PROPN) out_.add({n, "h:", word(head)});
  if (head.head != kNone) {
    const Token& above = tree_[head.head];
    if (above.tag != Tag::PROPN) out_.add({n, "g:", word(above), "/", preposition});
  }
  const Index mention = static_cast<std::size_t>(party.head) < tree_.document().mention_of.size()
                            ? tree_.document().mention_of[static_cast<std::size_t>(party.head)]
                            : kNone;
  const Entity* entity = tree_.document().entity_of(mention);
  if (entity == nullptr) return out_.add({n, "e:none"});
  const std::string_view country = entity->country.empty()       ? "-"
                                   : entity->country.size() == 3 ? "state"
                                                                 : std::string_view(entity->country);
  out_.add({n, "e:", country, "/", entity->sector.empty() ? "-" : std::string_view(entity->sector)});
  if (entity->person) out_.add({n, "e:person"});
  if (entity->place) out_.add({n, "e:place"});
}

/// One predicate on the path: itself, its helpers, and what it governs.
void RelationFeatures::predicate(Index token) {
  const std::string lemma = word(tree_[token]);
  for (Index c : tree_.children(token)) {
    const Token& t = tree_[c];
    const Relation r = universal(t.relation);
    if (r == Relation::aux || t.lemma == "not" || t.lemma == "never" || t.lemma == "no")
      out_.add({"x:", word(t), token == meet_ ? "/m" : ""});
    if (t.relation == Relation::compound_prt || r == Relation::obj || r == Relation::xcomp || r == Relation::ccomp ||
        t.relation == Relation::nsubj_pass) {
      out_.add({"po:", lemma, "+", word(t)});
      if (r == Relation::xcomp || r == Relation::ccomp) out_.add({"pc:", word(t)});
    }
    if (r == Relation::obl || r == Relation::nmod) out_.add({"pq:", lemma, "+", tree_.preposition(c)});
    if (on_path(c) || inside(*source_.spans, t.span) || inside(*target_.spans, t.span)) continue;
    if (has_meaning(t.tag)) out_.add({"k:", word(t)});
    if (has_meaning(t.tag)) senses(c, "k");
    if (r == Relation::obj || r == Relation::xcomp)  // "launched a series of attacks", "agreed to give help"
      for (Index g : tree_.children(c))
        if (has_meaning(tree_[g].tag) && !on_path(g) && !inside(*target_.spans, tree_[g].span)) out_.add({"kk:", word(tree_[g])});
  }
  if (tree_[token].tag == Tag::VERB && tree_.child(token, {Relation::nsubj_pass, Relation::aux_pass}) != kNone) out_.add({"passive"});
}

void RelationFeatures::path() {
  Index before = kNone;
  for (Index t : path_) {
    const Token& token = tree_[t];
    const std::string lemma = token.tag == Tag::PROPN ? "PROPN" : word(token);
    out_.add({"p:", lemma});
    if (t == meet_) out_.add({"m:", lemma});
    if (t == meet_) out_.add({"mx:", token.xpos});
    if (before != kNone) out_.add({"pp:", word(tree_[before]), ">", lemma});
    before = t;
    senses(t, "p");
    predicate(t);
  }
  if (meet_ == kNone) return out_.add({"apart"});
  out_.add({"n:", std::to_string(std::min<std::size_t>(path_.size(), 5))});
  if (meet_ == source_.head) out_.add({"under:s"});
  if (meet_ == target_.head) out_.add({"under:t"});
}

/// What a party is to a verb: to itself or, of "store owner Greg Ebert" and "Chad and Mali", to the word that it is named with; root if
/// nothing.
Relation RelationFeatures::role(const Party& party, Index verb) const {
  const auto top = std::find(party.up.begin(), party.up.end(), verb);
  const auto named_with = [&](Index t) {
    const Relation r = universal(tree_[t].relation);
    return r == Relation::appos || r == Relation::flat || r == Relation::conj;
  };
  if (top == party.up.begin() || top == party.up.end() || !std::all_of(party.up.begin(), top - 1, named_with)) return Relation::root;
  return tree_[*(top - 1)].relation;
}

bool RelationFeatures::tells() const {
  static constexpr std::string_view kTelling[] = {"tell", "inform", "brief", "notify", "interview", "phone", "telephone", "email"};
  if (meet_ == kNone || tree_[meet_].tag != Tag::VERB || tree_.child(meet_, {Relation::xcomp}) != kNone) return false;
  if (std::find(std::begin(kTelling), std::end(kTelling), word(tree_[meet_])) == std::end(kTelling)) return false;
  const auto is = [&](const Party& teller, const Party& told) {
    const Relation one = role(teller, meet_);
    const Relation other = role(told, meet_);
    return one == Relation::nsubj && (other == Relation::obj || other == Relation::iobj);
  };
  return is(source_, target_) || is(target_, source_);
}

/// The event types that the codebook has for a word, whatever its frame.
void RelationFeatures::senses(Index token, std::string_view zone) {
  const Tag tag = tree_[token].tag;
  const WordClass as = tag == Tag::VERB ? WordClass::verb : tag == Tag::ADJ ? WordClass::adjective : WordClass::noun;
  for (const LexiconEntry& entry : lexicon_.entries(word(tree_[token])))
    if (entry.word_class == as && entry.rest.empty()) out_.add({"e", zone, ":", entry.sense->event});
}

void RelationFeatures::words() {
  const Document& document = tree_.document();
  const auto sentence = [&](const Party& p) { return p.head == kNone ? kNone : tree_.sentence_of(p.head); };
  const Index first = std::min(source_.head, target_.head);
  const Index last = std::max(source_.head, target_.head);
  for (std::size_t s = 0; s < document.sentences.size(); ++s) {
    if (static_cast<Index>(s) != sentence(source_) && static_cast<Index>(s) != sentence(target_)) continue;
    std::string before;
    for (Index t = document.sentences[s].first; t < document.sentences[s].last; ++t) {
      const Token& token = tree_[t];
      const std::string lemma = word(token);
      const bool in_source = inside(*source_.spans, token.span);
      const bool in_target = inside(*target_.spans, token.span);
      if (has_meaning(token.tag)) {
        if (in_source) out_.add({"s:", lemma});
        if (in_target) out_.add({"t:", lemma});
        if (!in_source && !in_target) out_.add({"a:", lemma});
        if (!in_source && !in_target) senses(t, "w");
        if (t > first && t < last && !in_source && !in_target) out_.add({"b:", lemma});
      } else if (t > first && t < last &&
                 (token.tag == Tag::ADP || token.tag == Tag::AUX || token.tag == Tag::PART || token.tag == Tag::CCONJ)) {
        out_.add({"f:", lemma});
      }
      if (t > first && t <= last && !in_source) out_.add({"bb:", before, "_", in_target ? "T" : std::string_view(lemma)});
      before = in_source ? "S" : lemma;
    }
  }
}

/// Where a word stands to the two parties.
std::string_view RelationFeatures::zone(Index token) const {
  if (inside(*source_.spans, tree_[token].span) || inside(*target_.spans, tree_[token].span)) return "in";
  if (token == meet_) return "meet";
  if (on_path(token)) return "path";
  if (tree_[token].head != kNone && on_path(tree_[token].head)) return "below";
  return token > std::min(source_.head, target_.head) && token < std::max(source_.head, target_.head) ? "between" : "away";
}

void RelationFeatures::claims() {
  const Document& document = tree_.document();
  for (const Claim& claim : document.claims) {
    const double how = joins(document, claim, *source_.spans, *target_.spans);
    const std::string_view event = claim.event, status = name(claim.status);
    const std::string_view parties = how >= kJoinsBoth ? "both" : how >= 2 ? "one" : "none";
    out_.add({"c:", event, "/", parties});
    out_.add({"cs:", event, "/", status, "/", how >= 2 ? "some" : "none"});
    if (claim.trigger_token != kNone) {
      const std::string_view where = zone(claim.trigger_token);
      out_.add({"cz:", event, "/", where});
      if (where != "away") out_.add({"czs:", event, "/", status, "/", parties});
    }
    if (how >= 2) out_.add({"cj:", event, "/", std::to_string(static_cast<int>(2 * how))});
    if (claim.content_of != kNone) out_.add({"cc:", document.claims[static_cast<std::size_t>(claim.content_of)].event, ">", event});
  }
  const Claim* top = best_joining(document, *source_.spans, *target_.spans);
  if (top == nullptr) return out_.add({"top:none"});
  out_.add({"top:", top->event});
  out_.add({"top:", top->event, "/", name(top->status)});
  out_.add({"top:", top->event, "/", std::to_string(static_cast<int>(2 * joins(document, *top, *source_.spans, *target_.spans)))});
  out_.add({"why:", std::string_view(top->why).substr(0, top->why.find(':'))});
  if (!top->mode.empty()) out_.add({"mode:", top->event, "/", top->mode});
}

const Evidence& RelationFeatures::all() {
  place(source_, "s");
  place(target_, "t");
  path();
  words();
  claims();
  out_.close();
  return out_;
}

}  // namespace demarche
