// The stage: see where_when.h. Names and expressions are found once a document; then each claim takes the nearest that belongs to it.
#include "where_when/where_when.h"

#include <algorithm>
#include <span>

#include "base/utf8.h"
#include "types/within.h"
#include "where_when/attach.h"
#include "where_when/when.h"
#include "where_when/where.h"
#include "where_when/whereabouts.h"

namespace demarche {

struct WhereWhen::Knowledge {
  Gazetteer gazetteer;
  TimeWords times;
  Whereabouts words;
};

namespace {

/// A time or place within reach of claims: on what it hangs, and how.
struct Located {
  Index governor = kNone;
  Index head = kNone;
  std::string preposition;
};

/// A place inside a longer phrase ("the city of Goma", "Helmand province", "north of Baghdad") hangs where the phrase does.
Located locate(const Tree& tree, Index head, const Whereabouts& words) {
  Located l{tree[head].head, head, tree.preposition(head)};
  const auto inner = [&](Index t) {
    const Relation r = universal(tree[t].relation);
    return r == Relation::compound || r == Relation::amod || r == Relation::flat || r == Relation::nmod || r == Relation::obl ||
           r == Relation::appos;
  };
  for (int steps = 0; steps < 2 && l.governor != kNone && inner(l.head); ++steps) {
    const std::string noun = lower(tree[l.governor].lemma);
    const bool of = l.preposition == "of";
    const bool beyond =
        (of || l.preposition == "to") && words.is(noun, Whereabouts::part) && words.is(noun + ' ' + l.preposition, Whereabouts::near);
    if (!beyond && !(words.is(noun, Whereabouts::kind | Whereabouts::site) && (of || l.preposition.empty()))) break;
    l.head = l.governor;
    l.governor = tree[l.head].head;
    l.preposition = beyond ? noun + ' ' + l.preposition : tree.preposition(l.head);
  }
  while (l.governor != kNone &&
         (tree[l.head].relation == Relation::compound || tree[l.head].relation == Relation::flat ||
          tree[l.head].relation == Relation::nmod_poss || tree[l.head].relation == Relation::appos ||
          tree[l.head].relation == Relation::nmod_unmarked) &&  // "in Bajaur, Pakistan", a town that nobody knows
         tree[l.governor].tag == Tag::PROPN) {
    l.head = l.governor;
    l.governor = tree[l.head].head;
    l.preposition = tree.preposition(l.head);
  }
  if (tree[l.head].relation == Relation::conj) {
    const Index first = tree.first_conjunct(l.head);
    l.governor = tree[first].head;
    l.preposition = tree.preposition(first);
  }
  return l;
}

}  // namespace

Result<WhereWhen> WhereWhen::load(const std::string& folder) {
  auto gazetteer = Gazetteer::load(folder);
  if (!gazetteer) return gazetteer.error();
  auto times = TimeWords::load(folder);
  if (!times) return times.error();
  auto words = Whereabouts::load(folder);
  if (!words) return words.error();
  return WhereWhen(std::make_unique<const Knowledge>(Knowledge{*std::move(gazetteer), *std::move(times), *std::move(words)}));
}

namespace {

/// Which sentences hold a claim: only there are places and times looked for.
std::vector<bool> with_claims(const Document& d, const Tree& tree) {
  std::vector<bool> out(d.sentences.size());
  for (const Claim& claim : d.claims)
    if (claim.trigger_token != kNone) out[static_cast<std::size_t>(tree.sentence_of(claim.trigger_token))] = true;
  return out;
}

class Placer {
 public:
  Placer(Document& d, const Tree& tree, const Gazetteer& g, const TimeWords& times, const Whereabouts& words)
      : d_(d),
        g_(g),
        tree_(tree),
        attachment_(d, tree_),
        wanted_(with_claims(d, tree_)),
        places_(find_places(d, tree_, g, words, wanted_)),
        times_(find_times(d, times, wanted_)),
        words_(words),
        historical_(d.tokens.size()) {
    for (const Claim& c : d_.claims)
      if (c.status == Status::historical && c.trigger_token != kNone) historical_[static_cast<std::size_t>(c.trigger_token)] = true;
  }

  void run() {
    for (Claim& claim : d_.claims) {
      if (claim.trigger_token == kNone) continue;
      place(claim);
      time(claim);
    }
  }

 private:
  /// What of a list, in the order of the text, stands in the sentence of the token.
  template <class Thing>
  [[nodiscard]] std::span<const Thing> beside(const std::vector<Thing>& all, Index Thing::*token, Index of) const {
    const Index sentence = tree_.sentence_of(of);
    const auto from = std::partition_point(all.begin(), all.end(), [&](const Thing& t) { return tree_.sentence_of(t.*token) < sentence; });
    const auto to = std::find_if(from, all.end(), [&](const Thing& t) { return tree_.sentence_of(t.*token) != sentence; });
    return {from, to};
  }

  /// How the place's phrase speaks for itself: 0 a place where acts happen, more the less so, kApart not at all.
  [[nodiscard]] int manner(const Located& l, const Claim& claim) const {
    const Relation r = universal(tree_[l.head].relation);
    // "sanctions on Damascus", "accused Moscow", "talks between Moscow and Kyiv": where a government sits is no place of what is said to it
    const bool there = words_.is(claim.event, Whereabouts::there) || words_.is(claim.event + '/' + claim.mode, Whereabouts::there);
    if (!there && words_.is(l.preposition, Whereabouts::target)) return kApart;
    if (words_.is(l.preposition, Whereabouts::at)) return 0;
    if (words_.is(l.preposition, Whereabouts::near))
      return words_.is(l.preposition, Whereabouts::target) && party(l.head, claim) ? kApart : 1;
    if (r == Relation::compound && l.governor == claim.trigger_token && !is_country(l.head)) return 2;  // "the Baghdad attack"
    if (!there) return kApart;
    if (r == Relation::nmod && words_.is(l.preposition, Whereabouts::of) && l.governor == claim.trigger_token)
      return 3;  // "the bombing of Aleppo", but not "the king of Jordan"
    const Index act = claim.trigger_token;
    const bool subject = universal(tree_[act].relation) == Relation::nsubj && tree_[act].head == l.governor;  // "a blast hit Aleppo"
    if (r == Relation::obj && (subject || tree_.first_conjunct(l.governor) == tree_.first_conjunct(act)))
      return is_country(l.head) ? 5 : 3;  // "bombed Aleppo", but not "urged Tehran to free them"
    if (words_.is(l.preposition, Whereabouts::towards)) return is_country(l.head) ? 6 : 4;
    return kApart;
  }
  [[nodiscard]] bool party(Index head, const Claim& claim) const {
    const auto here = [&](Index mention) { return d_.mentions[static_cast<std::size_t>(mention)].head == head; };
    return std::any_of(claim.actors.begin(), claim.actors.end(), here) ||
           std::any_of(claim.recipients.begin(), claim.recipients.end(), here);
  }
  [[nodiscard]] bool is_country(Index head) const {
    for (const PlaceName& p : beside(places_, &PlaceName::head, head))
      if (p.head == head && p.row != kNone) return g_.row(p.row).kind == PlaceRow::Kind::country;
    return false;
  }

  void place(Claim& claim) {
    int best = kApart;
    const PlaceName* chosen = nullptr;
    Located where;
    for (const PlaceName& p : beside(places_, &PlaceName::head, claim.trigger_token)) {
      if (p.row == kNone) continue;
      const Located l = locate(tree_, p.head, words_);
      const int far = attachment_.cost(l.governor, claim), how = manner(l, claim);
      if (far >= kApart || how >= kApart) continue;
      const int total = 2 * far + how;
      if (total < best || (total == best && chosen && g_.row(p.row).kind < g_.row(chosen->row).kind)) {  // of "in Idlib in Syria" the city
        best = total;
        chosen = &p;
        where = l;
      }
    }
    if (chosen) {
      if (const PlaceName* smaller = inner(chosen, claim); smaller != chosen) {
        chosen = smaller;
        where = locate(tree_, chosen->head, words_);
      }
      fill(claim.place, *chosen, where, best);
    } else {
      at_border(claim);
    }
  }

  void fill(Place& out, const PlaceName& p, const Located& where, int cost) {
    const Index capital = g_.row(p.row).kind == PlaceRow::Kind::country ? seat(where.head, g_.row(p.row).country) : kNone;
    const PlaceRow& row = g_.row(capital == kNone ? p.row : capital);
    Index first = p.first;
    while (first > 0 && tree_[first - 1].head == p.head && words_.is(lower(tree_[first - 1].lemma), Whereabouts::part))
      --first;  // "northern Syria"
    const bool part_of = first < p.first;
    const bool unknown = tree_[where.head].tag == Tag::PROPN && (where.head < p.first || where.head >= p.last) &&
                         !words_.is(lower(tree_[where.head].lemma), Whereabouts::kind);  // the town in "Salez, Switzerland"
    out.span = {tree_[first].span.begin, tree_[p.last - 1].span.end};
    out.id = std::string(row.id);
    out.name = part_of ? std::string(d_.of(out.span)) : std::string(row.name);
    out.admin1 = std::string(row.admin1);
    out.country = std::string(row.country);
    out.lat = row.lat;
    out.lon = row.lon;
    out.confidence =
        p.confidence * (part_of || unknown || words_.is(where.preposition, Whereabouts::near) ? 0.8F : 1.0F) * (cost >= 8 ? 0.7F : 1.0F);
  }

  /// "the town of Bunia in Ituri": of two, one inside the other and named beside it, the smaller.
  [[nodiscard]] const PlaceName* inner(const PlaceName* chosen, const Claim& claim) const {
    if (g_.row(chosen->row).kind == PlaceRow::Kind::city) return chosen;
    for (const PlaceName& p : beside(places_, &PlaceName::head, claim.trigger_token)) {
      const Index gap = chosen->first - p.last;
      if (p.row == kNone || gap < 1 || gap > 3 || g_.row(p.row).kind >= g_.row(chosen->row).kind) continue;
      const PlaceRow &city = g_.row(p.row), &around = g_.row(chosen->row);
      if (city.country != around.country ||
          (around.kind == PlaceRow::Kind::region && !around.admin1.empty() && city.admin1 != around.admin1))
        continue;
      if (words_.is(lower(tree_[p.last].lemma), Whereabouts::at) &&
          attachment_.cost(locate(tree_, p.head, words_).governor, claim) < kApart)
        return &p;
    }
    return chosen;
  }

  /// The city that "capital" means in "the Kenyan capital" and "the capital of Kenya", or kNone.
  [[nodiscard]] Index seat(Index noun, const std::string_view country) const {
    if (!words_.is(lower(tree_[noun].lemma), Whereabouts::seat)) return kNone;
    for (const Index c : tree_.children(noun))
      if (tree_[c].relation == Relation::amod && lower(tree_[c].lemma) == tree_[c].lemma) return kNone;  // "the provincial capital"
    return g_.capital(country);
  }

  /// "on the Syrian border", "in the Kenyan town of X": the country, as far as it is known whose; "in the Kenyan capital".
  void at_border(Claim& claim) {
    const Sentence& s = d_.sentences[static_cast<std::size_t>(tree_.sentence_of(claim.trigger_token))];
    for (const std::size_t i : mentions_within(d_, s.first, s.last)) {
      const Mention& m = d_.mentions[i];
      const std::string noun = lower(tree_[m.head].lemma);
      if (!words_.is(noun, Whereabouts::border | Whereabouts::kind) || m.entity == kNone) continue;
      const Located l = locate(tree_, m.head, words_);
      if (!words_.is(l.preposition,
                     words_.is(noun, Whereabouts::border) ? Whereabouts::at | Whereabouts::near | Whereabouts::towards : Whereabouts::at) ||
          attachment_.cost(l.governor, claim) >= kApart)
        continue;
      const std::string& country = d_.entities[static_cast<std::size_t>(m.entity)].country;
      const Index city = seat(m.head, country), place = city == kNone ? g_.country(country) : city;
      if (place == kNone) continue;
      const PlaceRow& row = g_.row(place);
      claim.place = {m.span, "", std::string(d_.of(m.span)), "", std::string(row.country), row.lat, row.lon, 0.4F};
      if (city != kNone) {
        claim.place.id = row.id;
        claim.place.name = row.name;
        claim.place.admin1 = row.admin1;
        claim.place.confidence = 0.7F;
      }
      return;
    }
  }

  /// "the 2003 invasion": a time before a noun is that act's, what it does as a subject ("the 2008 attacks killed 160 people"), and what
  /// happens on its occasion ("met him at the 2010 congress").
  [[nodiscard]] bool of_noun(Index noun, const Claim& claim) const {
    const Span s = tree_[noun].span;
    const std::string preposition = tree_.preposition(noun);
    return (claim.trigger.begin <= s.begin && s.end <= claim.trigger.end) ||
           (tree_[noun].head == claim.trigger_token && universal(tree_[noun].relation) == Relation::nsubj) ||
           (words_.is(preposition, Whereabouts::at) && !words_.is(preposition, Whereabouts::target));
  }

  /// "regretted its part in the war of 1905": what lies far back, told with a noun, is that noun's time and no act's of today.
  [[nodiscard]] bool far_back(const TimeExpression& t, Index governor, int cost, const Claim& claim) const {
    constexpr int kLongAgo = 5 * 365;
    const auto today = parse_iso(d_.date);
    return today && t.past.end < *today - kLongAgo && claim.status != Status::historical && cost > 0 && cost <= kWithin &&
           nominal_tag(tree_[governor].tag);
  }

  /// "the worst attack since 2011", "for the first time in three years": a stretch up to now that the act is ranked in, not its time.
  [[nodiscard]] bool ranked(const TimeExpression& t, Index governor) const {
    if (governor == kNone || d_.date.empty() || t.past.begin == t.past.end || iso(t.past.end) != d_.date) return false;
    const auto ranks = [&](Index token) {
      const Token& k = tree_[token];
      return k.xpos == "JJS" || k.xpos == "RBS" || k.features.find("NumType=Ord") != std::string_view::npos;
    };
    const auto ranked_noun = [&](Index noun) { return ranks(noun) || std::ranges::any_of(tree_.children(noun), ranks); };
    return ranked_noun(governor) || (t.first > 0 && tree_[t.first - 1].tag == Tag::NOUN && ranked_noun(t.first - 1));
  }

  /// "condemned the invasion of Iraq in 2003": history that the act speaks of has the time, wherever the parser hangs it.
  [[nodiscard]] bool of_object(const TimeExpression& t, const Claim& claim) const {
    return claim.status == Status::actual && std::ranges::any_of(tree_.children(claim.trigger_token), [&](Index act) {
             return act < t.first && tree_[act].relation == Relation::obj && historical_[static_cast<std::size_t>(act)];
           });
  }

  /// What the expression means for the claim, unless it can't be the claim's time.
  [[nodiscard]] std::optional<Interval> meant(const TimeExpression& t, Index governor, int cost, const Claim& claim) const {
    if (cost >= kApart || (t.modifies && !of_noun(governor, claim)) || far_back(t, governor, cost, claim) || of_object(t, claim) ||
        ranked(t, governor))
      return std::nullopt;
    const auto today = parse_iso(d_.date);
    const bool perfect = tree_.child_lemma(claim.trigger_token, "have") != kNone || tree_[claim.trigger_token].xpos == "VBD";
    const bool open =
        claim.status == Status::possible && !perfect && (cost == 0 || t.future.begin == today);  // "urged it to leave by Friday"
    const Interval v = claim.status == Status::planned || open ? t.future : t.past;
    if (today && claim.status == Status::actual && cost > 0 && v.begin > *today) return std::nullopt;  // "agreed to elections in 2030"
    if (today && t.modifies && v.begin < v.end && v.begin <= *today && *today <= v.end)
      return std::nullopt;  // "the 2024 protests" in 2024: the story's day says more
    return v;
  }

  void time(Claim& claim) {
    int best = kApart;
    const TimeExpression* chosen = nullptr;
    Interval when;
    for (const TimeExpression& t : beside(times_, &TimeExpression::first, claim.trigger_token)) {
      const Index head = head_of(d_, t.first, t.last);
      const Index governor = tree_[head].head;
      const int cost = std::min(attachment_.cost(governor, claim), attachment_.cost(head, claim));
      const auto v = meant(t, governor, cost, claim);
      if (!v) continue;
      const auto within = [](Interval a, Interval b) { return a.begin >= b.begin && a.end <= b.end && !(a == b); };
      if (!chosen || within(*v, when) || (cost < best && !within(when, *v))) {  // of "the 2021 summit in May" May
        best = cost;
        chosen = &t;
        when = *v;
      }
    }
    if (chosen)
      claim.time = {{tree_[chosen->first].span.begin, tree_[chosen->last - 1].span.end}, iso(when.begin), iso(when.end), false};
    else if (parse_iso(d_.date))
      claim.time = {{}, d_.date, d_.date, true};
  }

  Document& d_;
  const Gazetteer& g_;
  const Tree& tree_;
  Attachment attachment_;
  std::vector<bool> wanted_;  // sentences with claims
  std::vector<PlaceName> places_;
  std::vector<TimeExpression> times_;
  const Whereabouts& words_;
  std::vector<bool> historical_;  ///< is the word an act of long ago?
};

}  // namespace

Done WhereWhen::run(Document& document, const Tree& tree) const {
  if (document.claims.empty()) return Nothing{};
  Placer(document, tree, knowledge_->gazetteer, knowledge_->times, knowledge_->words).run();
  return Nothing{};
}

WhereWhen::WhereWhen(std::unique_ptr<const Knowledge> knowledge) : knowledge_(std::move(knowledge)) {}
WhereWhen::WhereWhen(WhereWhen&&) noexcept = default;
WhereWhen& WhereWhen::operator=(WhereWhen&&) noexcept = default;
WhereWhen::~WhereWhen() = default;

}  // namespace demarche
