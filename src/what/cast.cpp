// Features of castings: see cast.h. Names: P the path in the tree from the act to the mention, E the act's type, S its sense, L its word,
// f the mention's place in the act's frame, k its kind, ra and rr that the rules made it actor or recipient.
#include "what/cast.h"

#include <algorithm>

#include "base/utf8.h"
#include "types/frame.h"
#include "types/within.h"
#include "types/word_kinds.h"
#include "what/joins.h"
#include "what/match.h"

namespace demarche {
namespace {

constexpr float kStays = 0.2F, kStaysAlone = 0.05F;  // probability with which a party that the rules gave stays, an only recipient too,
constexpr float kJoins = 0.6F, kJoinsAlone = 0.22F;  // another joins, beside some or where there is none,
constexpr float kStranger = 0.45F;                   // and of whom nothing is known, where there is none,
constexpr float kTurns = 0.9F;                       // one of the other side changes sides,
constexpr float kSuffersAside = 0.65F;               // and who tells an act, or acts beside it, its recipient
constexpr std::size_t kPath = 5;                     // longer paths are all alike

class Castings {
 public:
  Castings(const Tree& tree, const Lexicon& lexicon, const LinearModel* model)
      : tree_(tree), lexicon_(lexicon), document_(tree.document()), contents_(tree.document().attributions), out_(model) {
    by_sentence_.resize(document_.sentences.size());
    claims_by_sentence_.resize(document_.sentences.size());
    for (std::size_t c = 0; c < document_.claims.size(); ++c)
      claims_by_sentence_[static_cast<std::size_t>(tree.sentence_of(document_.claims[c].trigger_token))].push_back(static_cast<Index>(c));
    for (const Attribution& a : document_.attributions)
      if (a.cue != kNone) cues_.push_back(a.cue);
    std::sort(cues_.begin(), cues_.end());
    for (std::size_t m = 0; m < document_.mentions.size(); ++m)
      if (named_place(tree, static_cast<Index>(m)) == kNone)
        by_sentence_[static_cast<std::size_t>(tree.sentence_of(document_.mentions[m].head))].push_back(static_cast<Index>(m));
  }

  /// Calls `each` with every mention beside the claim and what is seen of it.
  /// @param all those too that the rules did not make a party and that cannot join
  template <class Each>
  void beside(Index index, bool all, const Each& each) {
    claim_ = &document_.claims[static_cast<std::size_t>(index)];
    trigger_ = claim_->trigger_token;
    noun_ = noun_tag(tree_[trigger_].tag);
    frame_ = noun_ ? noun_frame(tree_, trigger_, carrier()) : verb_frame(tree_, trigger_);
    sense_ = claim_->why.substr(0, claim_->why.find(':'));
    above_.clear();
    for (Index t = trigger_; t != kNone; t = tree_[t].head) above_.push_back(t);
    told_by_.clear();
    contents_.each(claim_->trigger, [&](std::size_t a, Span) {
      if (document_.attributions[a].source != kNone) append(told_by_, document_.attributions[a].source);
    });
    const auto& mentions = by_sentence_[static_cast<std::size_t>(tree_.sentence_of(trigger_))];
    for (const Index m : mentions) {
      if (mention(m).head == trigger_) continue;
      const bool party = holds(claim_->actors, m) || holds(claim_->recipients, m);
      if (!all && !party && !is_somebody(document_, m) && (!is_stranger(tree_, m) || in_frame(mention(m).head).empty())) continue;
      out_.clear();
      const Index head = mention(m).head;
      out_.see(document_.states, {trigger_, head, tree_[trigger_].head, tree_[head].head});
      describe(m, mentions);
      out_.close();
      each(m, out_);
    }
  }

  /// "agreed to send aid, and the UN may impose sanctions": is the mention the subject of a clause beside the last claim's?
  [[nodiscard]] bool acts_elsewhere(Index m) const {
    const Token& head = tree_[mention(m).head];
    return (head.relation == Relation::nsubj || head.relation == Relation::nsubj_pass) && head.head != kNone && head.head != trigger_ &&
           !tree_.below(trigger_, head.head) && !tree_.below(head.head, trigger_);
  }

  /// "Thousands fled": does the last claim's sense leave open who does it, wherever he stands?
  [[nodiscard]] bool of_unnamed_actor() const {
    const auto& senses = lexicon_.senses();
    const auto own = std::find_if(senses.begin(), senses.end(), [&](const auto& s) { return s->id == sense_; });
    return own != senses.end() && (*own)->actor.empty();
  }

  /// '"Russia bombed the bridge," the Ukrainian government said': who tells the last claim.
  [[nodiscard]] bool tells(Index m) const {
    return std::any_of(told_by_.begin(), told_by_.end(), [&](Index source) { return tree_.below(mention(m).head, mention(source).head); });
  }

 private:
  [[nodiscard]] const Mention& mention(Index m) const { return document_.mentions[static_cast<std::size_t>(m)]; }

  /// The verb whose object the noun is.
  [[nodiscard]] Index carrier() const {
    const Token& t = tree_[trigger_];
    return t.head != kNone && t.relation == Relation::obj && tree_[t.head].tag == Tag::VERB ? t.head : kNone;
  }

  /// Up from the act and down to the mention; conjuncts stand where the first stands.
  [[nodiscard]] std::string path(Index head, int& verbs) const {
    std::vector<Index> down;
    Index meet = head;
    for (; meet != kNone && !holds(above_, meet); meet = tree_[meet].head) down.push_back(meet);
    std::string out;
    std::size_t length = 0;
    for (const Index t : above_) {
      if (t == meet) break;
      if (tree_[t].tag == Tag::VERB && t != trigger_) ++verbs;
      if (tree_[t].relation == Relation::conj) {
        out += "^c";
        continue;
      }
      out.append("^").append(relation_of(tree_, t));
      ++length;
    }
    if (meet != kNone && tree_[meet].tag == Tag::VERB && meet != trigger_) ++verbs;
    for (auto t = down.rbegin(); t != down.rend(); ++t) {
      if (tree_[*t].tag == Tag::VERB) ++verbs;
      if (tree_[*t].relation == Relation::conj) continue;
      out.append(">").append(relation_of(tree_, *t));
      ++length;
    }
    return length > kPath ? "far" : out;
  }

  [[nodiscard]] std::string in_frame(Index head) const {
    if (holds(frame_.subj, head)) return "subj";
    if (holds(frame_.obj, head)) return "obj";
    if (holds(frame_.iobj, head)) return "iobj";
    if (holds(frame_.owners, head)) return "owner";
    if (holds(frame_.modifiers, head)) return "mod";
    for (const Adjunct& a : frame_.adjuncts)
      if (a.head == head) return "q:" + a.preposition;
    return "";
  }

  void describe(Index m, const std::vector<Index>& all) {
    const Index head = mention(m).head;
    const Claim& c = *claim_;
    const std::string what = kind_of_party(document_, m, true);
    const std::string_view event = c.event, lemma = word_of(tree_, trigger_), form = noun_ ? "n" : "v";
    int verbs = 0;
    const std::string p = path(head, verbs);
    const std::string f = in_frame(head);
    const bool actor = holds(c.actors, m), recipient = holds(c.recipients, m);
    const std::string_view rule = actor ? "ra" : recipient ? "rr" : "r0";
    const std::string_view filled = c.actors.empty() ? c.recipients.empty() ? "--" : "-r" : c.recipients.empty() ? "a-" : "ar";
    out_.add({"l:", lemma});
    out_.add({"P:", p});
    out_.add({"PW:", form, p});
    out_.add({"PE:", event, p});
    out_.add({"PS:", sense_, p});
    out_.add({"PL:", lemma, p});
    out_.add({"Pk:", p, "/", what});
    out_.add({"Pf:", p, "/", filled});
    out_.add({"f:", f, form});
    out_.add({"fE:", f, "/", event, form});
    out_.add({"fS:", f, "/", sense_});
    out_.add({"fk:", f, "/", what});
    out_.add({"fr:", f, "/", rule});
    out_.add({"k:", what});
    out_.add({"kE:", what, "/", event});
    out_.add({"kr:", what, "/", rule});
    out_.add({"kf:", what, "/", filled});
    out_.add({rule});
    out_.add({rule, "/", filled});
    out_.add({rule, "/", form, filled});
    out_.add({rule, "E:", event});
    out_.add({rule, "S:", sense_});
    out_.add({rule, "P:", p});
    out_.add({"F:", filled});
    out_.add({"EF:", event, "/", filled});
    out_.add({"mk:", std::to_string(static_cast<int>(mention(m).kind))});
    out_.add({"mh:", word_of(tree_, head)});
    out_.add({"mr:", relation_of(tree_, head)});
    out_.add({"v:", std::to_string(std::min(verbs, 3))});
    const std::string way = std::string(apart_above(tree_, trigger_, head) ? "t" : "-") + (apart_above(tree_, head, trigger_) ? "m" : "-");
    out_.add({"ap:", way, form});
    out_.add({"ap:", way, "/", rule, filled});
    out_.add({"aP:", way, "/", p});
    if (frame_.passive) out_.add({"pas/", f});
    if (tree_[head].head != kNone) {
      out_.add({"mg:", word_of(tree_, tree_[head].head)});
      out_.add({"mgr:", word_of(tree_, tree_[head].head), "/", relation_of(tree_, head)});
    }
    if (const Index above = tree_[trigger_].head; above != kNone) {
      const std::string_view governor = word_of(tree_, above);
      out_.add({"G:", governor, "/", p});
      const bool cue = std::binary_search(cues_.begin(), cues_.end(), above);
      const std::string_view kind_of_governor = lexicon_.is_light(governor)     ? "light"
                                                : cue                           ? "cue"
                                                : tree_[above].tag == Tag::VERB ? "verb"
                                                                                : "";
      out_.add({"GP:", kind_of_governor, p});
      out_.add({"Gr:", governor, "/", name(tree_[trigger_].relation), "/", rule});
    }
    aside(head, what, form, filled, rule);
    neighbours(m, form);
    elsewhere(m, rule);
    const Index gap = head - trigger_;
    out_.add({gap < 0 ? "bef" : "aft", ":", std::to_string(std::min(std::abs(gap) / 3, 6))});
    out_.add({"be:", gap < 0 ? "b" : "a", "/", event});
    int between = 0;
    for (const Index o : all) {
      const Index h = mention(o).head;
      if (o != m && is_coded(document_, o) && (gap < 0 ? h > head && h < trigger_ : h < head && h > trigger_)) ++between;
    }
    out_.add({"bt:", gap < 0 ? "b" : "a", std::to_string(std::min(between, 3))});
    company(m, head, what, rule);
  }

  /// How it stands by itself, wherever the parser hung it ("a siege on several districts of Manbij"): its preposition, and the place in the
  /// act's frame of the noun that it belongs to.
  void aside(Index head, std::string_view what, std::string_view form, std::string_view filled, std::string_view rule) {
    const std::string how = relation_of(tree_, head), &event = claim_->event;
    out_.add({"mE:", how, "/", event, form});
    out_.add({"mL:", how, "/", word_of(tree_, trigger_)});
    out_.add({"mF:", how, "/", event, "/", filled});
    out_.add({"mk:", how, "/", what, "/", event});
    out_.add({"mR:", how, "/", rule, "/", event});
    Index above = tree_[head].head;
    for (int steps = 0; steps < 2 && above != kNone && above != trigger_ && tree_[above].tag != Tag::VERB; ++steps) {
      if (const std::string f = in_frame(above); !f.empty()) {
        out_.add({"up:", f, ">", how});
        out_.add({"uE:", f, ">", how, "/", event, form});
        out_.add({"uk:", f, ">", how, "/", what});
        out_.add({"uh:", f, "/", word_of(tree_, above)});
        break;
      }
      above = tree_[above].head;
    }
  }

  /// The words beside it and between it and the act, whatever the tree says.
  void neighbours(Index m, std::string_view form) {
    const Document& d = document_;
    const Sentence& s = d.sentences[static_cast<std::size_t>(tree_.sentence_of(trigger_))];
    Index first = mention(m).head, last = first + 1;
    while (first > s.first && tree_[first - 1].span.begin >= mention(m).span.begin) --first;
    while (last < s.last && tree_[last].span.end <= mention(m).span.end) ++last;
    while (first > s.first && tree_[first - 1].tag == Tag::DET) --first;
    const auto at = [&](Index k) { return k < s.first || k >= s.last ? std::string_view("|") : word_of(tree_, k); };
    const std::string_view side = first > trigger_ ? "a" : "b";
    out_.add({"pv:", at(first - 1), side, form});
    out_.add({"pE:", at(first - 1), side, "/", claim_->event, form});
    out_.add({"nx:", at(last), side, form});
    out_.add({"nE:", at(last), side, "/", claim_->event, form});
    out_.add({"p2:", at(first - 2), " ", at(first - 1), side});
    const Index from = first > trigger_ ? trigger_ + 1 : last, to = first > trigger_ ? first : trigger_;
    if (to < from || to - from > 3) return;
    std::string between(side);
    for (Index k = from; k < to; ++k) between.append(" ").append(at(k));
    out_.add({"bw:", between, form});
    out_.add({"bE:", between, "/", claim_->event, form});
  }

  /// Its part in the other acts of the sentence: who condemns an attack did not make it.
  void elsewhere(Index m, std::string_view rule) {
    for (const Index c : claims_by_sentence_[static_cast<std::size_t>(tree_.sentence_of(trigger_))]) {
      const Claim& other = document_.claims[static_cast<std::size_t>(c)];
      if (&other == claim_) continue;
      const bool acts = holds(other.actors, m), suffers = holds(other.recipients, m);
      if (!acts && !suffers) continue;
      const std::string_view how = tree_.below(trigger_, other.trigger_token)   ? "above"
                                   : tree_.below(other.trigger_token, trigger_) ? "below"
                                                                                : "beside";
      out_.add({"O:", how, acts ? "a" : "r", "/", rule});
      out_.add({"OE:", how, acts ? "a" : "r", "/", other.event, "/", claim_->event});
      out_.add({"OR:", how, acts ? "a" : "r", "/", other.event, "/", rule});
    }
  }

  /// How it stands to the others: the same as one of them, its owner or part, who says it.
  void company(Index m, Index head, std::string_view what, std::string_view rule) {
    const Claim& c = *claim_;
    const Entity* e = document_.entity_of(m);
    for (const auto& [role, list] : {std::pair{std::string_view("a"), &c.actors}, {std::string_view("r"), &c.recipients}}) {
      for (const Index o : *list) {
        if (o == m) continue;
        const Entity* other = document_.entity_of(o);
        if (e != nullptr && other == e) out_.add({"same:", role});
        if (e != nullptr && other != nullptr && !e->country.empty() && other->country == e->country) out_.add({"land:", role});
        if (tree_.below(head, mention(o).head)) out_.add({"under:", role, "/", name(tree_[head].relation)});
        if (tree_.below(mention(o).head, head)) out_.add({"over:", role});
        if (tree_[head].relation == Relation::conj && tree_.first_conjunct(head) == tree_.first_conjunct(mention(o).head))
          out_.add({"and:", role});
      }
    }
    for (const Index source : told_by_) {
      if (source == m) out_.add({"src/", rule});
      if (source != m && e != nullptr && document_.entity_of(source) == e) out_.add({"srcsame"});
    }
    if (e != nullptr && !e->country.empty()) out_.add({"coded/", what.substr(0, 1)});
  }

  const Tree& tree_;
  const Lexicon& lexicon_;
  const Document& document_;
  const Around contents_;
  std::vector<std::vector<Index>> by_sentence_, claims_by_sentence_;
  std::vector<Index> cues_;     ///< tokens, in order
  std::vector<Index> above_;    ///< the trigger and all that it hangs on
  std::vector<Index> told_by_;  ///< sources of the contents that hold the claim
  const Claim* claim_ = nullptr;
  Index trigger_ = kNone;
  bool noun_ = false;
  Frame frame_;
  std::string sense_;
  Evidence out_;
};

}  // namespace

std::vector<Casting> castings(const Tree& tree, const Lexicon& lexicon) {
  std::vector<Casting> out;
  Castings all(tree, lexicon, nullptr);
  for (Index c = 0; c < static_cast<Index>(tree.document().claims.size()); ++c)
    all.beside(c, true, [&](Index m, const Evidence& evidence) { out.push_back({c, m, evidence.names()}); });
  return out;
}

void cast_parties(const Tree& tree, const Lexicon& lexicon, const LinearModel& model, Document& document) {
  Castings all(tree, lexicon, &model);
  struct Cast {
    Index mention;
    float actor, recipient;
    bool aside;
  };
  std::vector<Cast> casts;
  for (Index c = 0; c < static_cast<Index>(document.claims.size()); ++c) {
    casts.clear();
    all.beside(c, false, [&](Index m, const Evidence& evidence) {
      const auto p = model.weigh(evidence);
      casts.push_back({m, p[1], p[2], p[2] >= kJoinsAlone && (all.tells(m) || all.acts_elsewhere(m))});
    });
    Claim& claim = document.claims[static_cast<std::size_t>(c)];
    for (auto* list : {&claim.actors, &claim.recipients}) {
      const bool actors = list == &claim.actors;
      const float least = !actors && list->size() == 1 ? kStaysAlone : kStays;
      for (const Cast& cast : casts)  // one that joins the other side doesn't stay
        if ((actors ? cast.actor : cast.recipient) < least || (actors ? cast.recipient : cast.actor) >= kTurns)
          std::erase(*list, cast.mention);
    }
    const auto join = [&](float least, bool actors, bool recipients, bool strangers = false) {
      for (const Cast& cast : casts) {
        const bool acts = cast.actor > cast.recipient;
        if (!(acts ? actors : recipients) || std::max(cast.actor, cast.recipient) < least) continue;
        if (is_stranger(tree, cast.mention) != strangers) continue;
        if (!acts && cast.recipient < kSuffersAside && cast.aside) continue;
        if (std::max(cast.actor, cast.recipient) < joins_from(tree, claim.trigger_token, cast.mention, acts)) continue;
        if (acts && above_undergone(tree, claim, cast.mention)) continue;
        if (!of_new_land(tree, cast.mention, acts ? claim.actors : claim.recipients)) continue;
        if (!same_party(document, cast.mention, claim.actors) && !same_party(document, cast.mention, claim.recipients))
          (acts ? claim.actors : claim.recipients).push_back(cast.mention);
      }
    };
    join(kJoins, true, true);
    join(kJoinsAlone, claim.actors.empty() && !all.of_unnamed_actor(), claim.recipients.empty());
    join(kStranger, claim.actors.empty() && !all.of_unnamed_actor(), claim.recipients.empty(), true);
  }
}

}  // namespace demarche
