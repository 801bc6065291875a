// See judge.h. Names of features: S the algebra's status, E the act's type, l its word, p and n the words before and after, G what it is a
// content of, c the cue, q the quotation, y the years of the sentence; a finding of the algebra as it is ("way1 verb order").
#include "happened/judge.h"

#include <algorithm>
#include <numeric>

#include "types/word_kinds.h"

namespace demarche {
namespace {

// By how much another status must be likelier than the algebra's:
constexpr float kOverrulesOpen = 0.15F;  // planned instead of possible and the like, where neither holds it for real
constexpr float kHistory = 0.2F;         // history
constexpr float kDenies = 0.45F;         // what is not so where the algebra leaves it open; what is open where the clause says "not"
constexpr float kOverrulesWords = 0.6F;  // where the act's own clause, its date, or a negation above says that it is no plain fact
constexpr float kOverrulesSure = 0.98F;  // where words mislead the classifier: "not deny", "a lie"
constexpr float kActual = 0.4F;          // what an act held for real counts: a fear taken for an event is worse than an event doubted
constexpr Index kBefore = 4, kAfter = 2;

/// "did not attack", "may attack", "has not confirmed that they attacked", "attacked in 1974": is it said in so many words that the act is
/// no plain fact?
bool in_words(const Standing& s) {
  if (s.status == Status::actual) return false;
  if (s.status == Status::historical) return true;
  if (s.own != Status::actual && s.own != Status::historical) return true;
  return std::any_of(s.way.begin(), s.way.end(), [](const Passage& p) { return p.rule != nullptr && p.negated; });
}

}  // namespace

Judge::Judge(const Tree& tree, const Algebra& algebra, const LinearModel* model)
    : tree_(tree), algebra_(algebra), contents_(tree.document().attributions), model_(model), out_(model) {}

std::vector<std::string> Judge::types() {
  std::vector<std::string> out;
  for (const Status s : {Status::actual, Status::planned, Status::possible, Status::denied, Status::historical}) out.emplace_back(name(s));
  return out;
}

const Evidence& Judge::evidence(const Claim& claim, const Standing& standing, const Findings& found) {
  out_.clear();
  const std::string_view status = name(standing.status);
  for (const std::uint64_t key : found.keys()) out_.add(key);
  for (const std::string& finding : found.names())
    if (!finding.starts_with("lemma") && finding != "bias") out_.add({finding});  // so the model knows none of these
  itself(claim, status);
  teller(claim, status);
  surroundings(claim, status);
  out_.close();
  return out_;
}

void Judge::itself(const Claim& claim, std::string_view status) {
  const Index t = claim.trigger_token;
  const std::string_view word = word_of(tree_, t), tag = tree_[t].xpos;
  out_.add({"l:", word});
  out_.add({"lS:", word, "/", status});
  out_.add({"lx:", word, "/", tag});
  out_.add({"E:", claim.event});
  out_.add({"ES:", claim.event, "/", status});
  out_.add({"Ex:", claim.event, "/", tag});
  out_.add({"EM:", claim.event, "/", claim.mode, "/", status});
  out_.add({claim.actors.empty() ? "a0/" : "a1/", status});
  out_.add({claim.recipients.empty() ? "r0/" : "r1/", status});
  if (const Index above = tree_[t].head; above != kNone) {
    out_.add({"g:", word_of(tree_, above)});
    out_.add({"gr:", word_of(tree_, above), "/", name(tree_[t].relation)});
  }
  if (algebra_.clause().definite(t)) out_.add({"def/", status, tag});
}

/// Who tells it, by which word, and which act it is the content of.
void Judge::teller(const Claim& claim, std::string_view status) {
  const Document& d = tree_.document();
  const std::string quote = std::to_string(static_cast<int>(claim.quote));
  out_.add({"q:", quote, "/", status});
  contents_.each(claim.trigger, [&](std::size_t a, Span) {
    if (const Index cue = d.attributions[a].cue; cue != kNone) {
      out_.add({"c:", word_of(tree_, cue)});
      out_.add({"cS:", word_of(tree_, cue), "/", status});
    }
  });
  if (claim.content_of == kNone) return;
  const Claim& outer = d.claims[static_cast<std::size_t>(claim.content_of)];
  out_.add({"G:", outer.event});
  out_.add({"GE:", outer.event, "/", claim.event});
  out_.add({"GS:", outer.event, "/", status});
  out_.add({"Gl:", word_of(tree_, outer.trigger_token), "/", status});
}

void Judge::surroundings(const Claim& claim, std::string_view status) {
  const Document& d = tree_.document();
  const Sentence& s = d.sentences[static_cast<std::size_t>(tree_.sentence_of(claim.trigger_token))];
  out_.add({"k:", std::to_string(static_cast<int>(s.kind)), "/", status});
  const Index t = claim.trigger_token;
  for (Index k = std::max(s.first, t - kBefore); k < t; ++k) {
    const std::string_view word = tree_.form(k);
    out_.add({"p:", word});
    if (k + 1 == t) out_.add({"p1:", word, "/", tree_[t].xpos});
    if (k + 2 == t) out_.add({"p2:", word, "/", tree_.form(k + 1)});
  }
  for (Index k = t + 1; k < std::min(s.last, t + 1 + kAfter); ++k) out_.add({"n:", tree_.form(k)});
  const int now = d.date.size() < 4 ? 0 : year_number(std::string_view(d.date).substr(0, 4));
  for (Index k = s.first; k < s.last; ++k) {
    const Token& word = tree_[k];
    if (word.tag == Tag::AUX || word.xpos == "MD") out_.add({"m:", word_of(tree_, k)});
    if (word.head == kNone) out_.add({"root:", word.xpos, "/", status});
    if (word.tag != Tag::PUNCT) out_.add_word(tree_.lemma(k));
    if (const int year = year_number(d.of(word.span)); year != 0 && now != 0) {
      const int gap = std::clamp(now - year, -1, 9);
      out_.add({"y:", std::to_string(gap), "/", status});
      out_.add({"yx:", std::to_string(gap), "/", tree_[t].xpos});
    }
  }
}

/// "Congress rejected the bombing": nobody rejects what he has done himself.
bool Judge::rejected_by_its_actor(const Claim& claim) const {
  const Document& d = tree_.document();
  if (claim.content_of == kNone) return false;
  const Claim& outer = d.claims[static_cast<std::size_t>(claim.content_of)];
  const auto entity = [&](Index m) { return d.mentions[static_cast<std::size_t>(m)].entity; };
  const auto rejects = [&](Index m) {
    return std::any_of(outer.actors.begin(), outer.actors.end(),
                       [&](Index o) { return o == m || (entity(o) != kNone && entity(o) == entity(m)); });
  };
  const Token& act = tree_[claim.trigger_token];
  const bool object = nominal_tag(act.tag) && act.head == outer.trigger_token && act.relation == Relation::obj;
  return object && outer.event == "REJECT" && std::any_of(claim.actors.begin(), claim.actors.end(), rejects);
}

Status Judge::verdict(const Claim& claim, const Standing& standing, const Findings& found) {
  if (model_ == nullptr) return standing.status;
  auto p = model_->weigh(evidence(claim, standing, found));
  const auto types = p.begin() + static_cast<std::ptrdiff_t>(model_->types().size());
  p[static_cast<std::size_t>(Status::actual)] *= kActual;
  const auto best = std::max_element(p.begin(), types);
  const float all = std::accumulate(p.begin(), types, 0.0F);
  const auto likeliest = static_cast<Status>(best - p.begin());
  const bool open = standing.status != Status::actual && likeliest != Status::actual;
  const bool undone = likeliest == Status::actual && standing.status != Status::historical && rejected_by_its_actor(claim);
  const bool denies = likeliest == Status::denied || algebra_.clause().negated(claim.trigger_token);
  const float margin = standing.sure || undone           ? kOverrulesSure
                       : likeliest == Status::historical ? kHistory
                       : open && denies                  ? kDenies
                       : open                            ? kOverrulesOpen
                       : in_words(standing)              ? kOverrulesWords
                                                         : 0;
  return *best < p[static_cast<std::size_t>(standing.status)] + margin * all ? standing.status : likeliest;
}

}  // namespace demarche
