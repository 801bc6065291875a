// The stage: see where_when.h. Names and expressions are found once a document; then each claim takes the nearest that belongs to it.
#include "where_when/where_when.h"

#include <algorithm>
#include <functional>
#include <span>

#include "base/hash_table.h"
#include "base/utf8.h"
#include "base/word_table.h"
#include "types/within.h"
#include "where_when/attach.h"
#include "where_when/when.h"
#include "where_when/where.h"

namespace demarche {

namespace {

enum Class : std::uint8_t { at = 1, near = 2, towards = 4, part = 8, border = 16, of = 32, kind = 64 };

using Whereabouts = HashTable<std::uint8_t>;

Result<Whereabouts> load_words(const std::string& folder) {
  static constexpr std::pair<std::string_view, Class> kClasses[] = {
      {"at", at}, {"near", near}, {"towards", towards}, {"part", part}, {"border", border}, {"of", of}, {"kind", kind}};
  const std::string path = folder + "/languages/en/whereabouts.tsv";
  Whereabouts words;
  const Done read =
      each_pair(path, "missing list of words that place an act", [&](const std::string& word, const std::string& kind) -> const char* {
        const auto bit = class_of<std::uint8_t>(kClasses, kind);
        words[word] |= bit;
        return bit == 0 ? "expected a word, a tab and one of at, near, towards, part, border, of, kind" : nullptr;
      });
  if (!read) return read.error();
  return words;
}

}  // namespace

struct WhereWhen::Knowledge {
  Gazetteer gazetteer;
  TimeWords times;
  Whereabouts words;
  [[nodiscard]] bool is(std::string_view word, std::uint8_t classes) const {
    const std::uint8_t* found = words.find(word);
    return found != nullptr && (*found & classes) != 0;
  }
};

namespace {

/// A time or place within reach of claims: on what it hangs, and how.
struct Located {
  Index governor = kNone;
  Index head = kNone;
  std::string preposition;
};

Index head_of(const Tree& tree, Index first, Index last) {
  for (Index t = first; t < last; ++t)
    if (tree[t].head < first || tree[t].head >= last) return t;
  return last - 1;
}

/// A place inside a longer phrase ("the city of Goma", "Helmand province", "north of Baghdad") hangs where the phrase does.
template <class Is>
Located locate(const Tree& tree, Index head, const Is& is) {
  Located l{tree[head].head, head, tree.preposition(head)};
  const auto inner = [&](Index t) {
    const Relation r = universal(tree[t].relation);
    return r == Relation::compound || r == Relation::amod || r == Relation::flat || r == Relation::nmod || r == Relation::obl ||
           r == Relation::appos;
  };
  for (int steps = 0; steps < 2 && l.governor != kNone && inner(l.head); ++steps) {
    const std::string noun = lower(tree[l.governor].lemma);
    const bool of = l.preposition == "of";
    const bool beyond = (of || l.preposition == "to") && is(noun, part) && is(noun + ' ' + l.preposition, near);
    if (!beyond && !(is(noun, kind) && (of || l.preposition.empty()))) break;
    l.head = l.governor;
    l.governor = tree[l.head].head;
    l.preposition = beyond ? noun + ' ' + l.preposition : tree.preposition(l.head);
  }
  while (l.governor != kNone &&
         (tree[l.head].relation == Relation::compound || tree[l.head].relation == Relation::flat ||
          tree[l.head].relation == Relation::nmod_poss || tree[l.head].relation == Relation::appos) &&
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
  auto words = load_words(folder);
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
  template <class Is>
  Placer(Document& d, const Tree& tree, const Gazetteer& g, const TimeWords& times, Is is)
      : d_(d),
        g_(g),
        tree_(tree),
        attachment_(d, tree_),
        wanted_(with_claims(d, tree_)),
        places_(find_places(d, tree_, g, wanted_)),
        times_(find_times(d, times, wanted_)),
        is_(is) {}

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
    if (is_(l.preposition, at)) return 0;
    if (is_(l.preposition, near)) return 1;
    if (r == Relation::compound && l.governor == claim.trigger_token && !is_country(l.head)) return 2;  // "the Baghdad attack"
    if (r == Relation::nmod && is_(l.preposition, of) && l.governor == claim.trigger_token)
      return 3;                                               // "the bombing of Aleppo", but not "the king of Jordan"
    if (r == Relation::obj && !is_country(l.head)) return 3;  // "bombed Aleppo"
    if (is_(l.preposition, towards)) return is_country(l.head) ? 6 : 4;
    return kApart;
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
      const Located l = locate(tree_, p.head, is_);
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
        where = locate(tree_, chosen->head, is_);
      }
      fill(claim.place, *chosen, where, best);
    } else {
      at_border(claim);
    }
  }

  void fill(Place& out, const PlaceName& p, const Located& where, int cost) {
    const PlaceRow& row = g_.row(p.row);
    Index first = p.first;
    while (first > 0 && tree_[first - 1].head == p.head && is_(lower(tree_[first - 1].lemma), part)) --first;  // "northern Syria"
    const bool part_of = first < p.first;
    out.span = {tree_[first].span.begin, tree_[p.last - 1].span.end};
    out.id = std::string(row.id);
    out.name = part_of ? std::string(d_.of(out.span)) : std::string(row.name);
    out.admin1 = std::string(row.admin1);
    out.country = std::string(row.country);
    out.lat = row.lat;
    out.lon = row.lon;
    out.confidence = p.confidence * (part_of || is_(where.preposition, near) ? 0.8F : 1.0F) * (cost >= 8 ? 0.7F : 1.0F);
  }

  /// "the town of Bunia in Ituri": of two, one inside the other and named beside it, the smaller.
  [[nodiscard]] const PlaceName* inner(const PlaceName* chosen, const Claim& claim) const {
    if (g_.row(chosen->row).kind == PlaceRow::Kind::city) return chosen;
    for (const PlaceName& p : beside(places_, &PlaceName::head, claim.trigger_token)) {
      const Index gap = chosen->first - p.last;
      if (p.row == kNone || gap < 1 || gap > 3 || g_.row(p.row).kind >= g_.row(chosen->row).kind) continue;
      const PlaceRow &city = g_.row(p.row), &around = g_.row(chosen->row);
      if (city.country != around.country || (around.kind == PlaceRow::Kind::region && city.admin1 != around.admin1)) continue;
      if (is_(lower(tree_[p.last].lemma), at) && attachment_.cost(locate(tree_, p.head, is_).governor, claim) < kApart) return &p;
    }
    return chosen;
  }

  /// "on the Syrian border", "in the Kenyan town of X": the country, as far as it is known whose.
  void at_border(Claim& claim) {
    const Sentence& s = d_.sentences[static_cast<std::size_t>(tree_.sentence_of(claim.trigger_token))];
    for (const std::size_t i : mentions_within(d_, s.first, s.last)) {
      const Mention& m = d_.mentions[i];
      if (!is_(lower(tree_[m.head].lemma), border | kind) || m.entity == kNone) continue;
      const Located l = locate(tree_, m.head, is_);
      if (!is_(l.preposition, is_(lower(tree_[m.head].lemma), border) ? at | near | towards : at) ||
          attachment_.cost(l.governor, claim) >= kApart)
        continue;
      const Index row = g_.country(d_.entities[static_cast<std::size_t>(m.entity)].country);
      if (row == kNone) continue;
      claim.place = {m.span, "", std::string(d_.of(m.span)), "", std::string(g_.row(row).country), g_.row(row).lat, g_.row(row).lon, 0.4F};
      return;
    }
  }

  void time(Claim& claim) {
    int best = kApart;
    const TimeExpression* chosen = nullptr;
    for (const TimeExpression& t : beside(times_, &TimeExpression::first, claim.trigger_token)) {
      const Index head = head_of(tree_, t.first, t.last);
      const int cost = std::min(attachment_.cost(tree_[head].head, claim), attachment_.cost(head, claim));
      if (cost < best) {
        best = cost;
        chosen = &t;
      }
    }
    if (chosen) {
      const Interval& v = claim.status == Status::planned ? chosen->future : chosen->past;
      claim.time = {{tree_[chosen->first].span.begin, tree_[chosen->last - 1].span.end}, iso(v.begin), iso(v.end), false};
    } else if (parse_iso(d_.date)) {
      claim.time = {{}, d_.date, d_.date, true};
    }
  }

  Document& d_;
  const Gazetteer& g_;
  const Tree& tree_;
  Attachment attachment_;
  std::vector<bool> wanted_;  // sentences with claims
  std::vector<PlaceName> places_;
  std::vector<TimeExpression> times_;
  std::function<bool(const std::string&, std::uint8_t)> is_;
};

}  // namespace

Done WhereWhen::run(Document& document, const Tree& tree) const {
  if (document.claims.empty()) return Nothing{};
  Placer(document, tree, knowledge_->gazetteer, knowledge_->times, [this](const std::string& word, std::uint8_t classes) {
    return knowledge_->is(word, classes);
  }).run();
  return Nothing{};
}

WhereWhen::WhereWhen(std::unique_ptr<const Knowledge> knowledge) : knowledge_(std::move(knowledge)) {}
WhereWhen::WhereWhen(WhereWhen&&) noexcept = default;
WhereWhen& WhereWhen::operator=(WhereWhen&&) noexcept = default;
WhereWhen::~WhereWhen() = default;

}  // namespace demarche
