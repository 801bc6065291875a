// See where.h.
#include "where_when/where.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <ranges>

#include "where_when/attach.h"

namespace demarche {
namespace {

constexpr Index kLongest = 5;         // tokens
constexpr double kKnown = 100000;     // people
constexpr double kOvershadowed = 15;  // as many times the people: a place that nothing but a name beside it tells from its namesake

bool capital(std::string_view w) {
  return !w.empty() && ((w[0] >= 'A' && w[0] <= 'Z') || static_cast<unsigned char>(w[0]) >= 0xC3);
}

/// Is the name somebody's rather than a place's? "Jordan Peterson", "the Washington Post", but not "Mopti Region".
bool taken(const Document& d, const Tree& tree, const Whereabouts& words, Index first, Index last, Index head) {
  for (Index t = first; t < last; ++t)
    if (const auto kind = d.tokens[static_cast<std::size_t>(t)].name_tag; kind == 1 || kind == 2) return true;
  if (const Entity* e = d.entity_of(d.mention_of.empty() ? kNone : d.mention_of[static_cast<std::size_t>(head)]);
      e && (e->person || e->medium))
    return true;
  for (const Index c : tree.children(head))
    if ((c < first || c >= last) && tree[c].relation == Relation::flat && tree[c].tag == Tag::PROPN) return true;
  const Index above = tree[head].head;
  const bool part = tree[head].relation == Relation::compound || tree[head].relation == Relation::flat;
  return part && above != kNone && tree[above].tag == Tag::PROPN && !(above >= first && above < last) &&
         !(words.is(lower(tree[above].lemma), Whereabouts::region | Whereabouts::town) && above == last &&
           !(capital(d.of(tree[above].span)) && above + 1 < static_cast<Index>(d.tokens.size()) &&
             words.is(d.of(tree[above + 1].span), Whereabouts::of)));  // nor "the California Department of Education"
}

class Finder {
 public:
  Finder(const Document& d, const Tree& tree, const Gazetteer& gazetteer, const Whereabouts& words)
      : d_(d), tree_(tree), g_(gazetteer), words_(words) {
    for (const Mention& m : d.mentions)
      if (m.entity != kNone &&
          (m.kind == Mention::Kind::name || m.kind == Mention::Kind::modifier))  // what is only described may have its country from a place
        if (const Entity& e = d.entities[static_cast<std::size_t>(m.entity)]; e.country.size() == 3 && !e.medium) ++countries_[e.country];
  }

  std::vector<PlaceName> run(const std::vector<bool>& wanted) {
    for (std::size_t n = 0; n < d_.sentences.size(); ++n) {
      const Sentence& s = d_.sentences[n];
      if (!wanted.empty() && !wanted[n] && (n == 0 || !wanted[n - 1])) continue;  // the next one too, as it may begin with "... , Kenya"
      for (Index i = s.first; i < s.last;) {
        const Index next = match(s, i);
        i = next > i ? next : i + 1;
      }
    }
    for (std::size_t k = 0; k < found_.size(); ++k) choose(k);
    return std::move(found_);
  }

 private:
  /// The longest name of a place that begins here; where it ends, or `i`.
  Index match(const Sentence& s, Index i) {
    const Token& token = tree_[i];
    if (!capital(d_.of(token.span)) || token.tag == Tag::VERB || token.tag == Tag::PRON || token.tag == Tag::ADP) return i;
    std::array<std::uint64_t, kLongest> keys;
    std::array<bool, kLongest> adds{};  // does the token add to the key?
    Hash64 key;
    Index end = i;
    const Index stop = std::min(s.last, i + kLongest);
    for (Index j = i; j < stop; ++j) {
      const auto n = static_cast<std::size_t>(j - i);
      each_key_byte(d_.of(tree_[j].span), [&](char c) {
        key.add(c);
        adds[n] = true;
      });
      keys[n] = key.value();
      if (adds[n]) g_.expect(keys[n], false);
    }
    for (Index j = i; j < stop; ++j)
      if (adds[static_cast<std::size_t>(j - i)]) g_.expect(keys[static_cast<std::size_t>(j - i)], true);
    for (Index j = i; j < stop; ++j)
      if (adds[static_cast<std::size_t>(j - i)] && !g_.named(keys[static_cast<std::size_t>(j - i)]).empty()) end = j + 1;
    if (end == i || (token.tag == Tag::DET && end == i + 1)) return i;  // "The", but "The Hague"
    if (end == i + 1 && end + 1 < s.last && words_.is(d_.of(tree_[end].span), Whereabouts::of) && capital(d_.of(tree_[end + 1].span)))
      return i;  // "Gulf of Finland"
    const Index head = head_of(d_, i, end);
    const bool follows =
        i >= 2 && !found_.empty() && found_.back().last == i - 1 && d_.of(tree_[i - 1].span) == ",";  // "Alexandria, Virginia"
    if (follows || !taken(d_, tree_, words_, i, end, head) || (end > i + 1 && known(keys[static_cast<std::size_t>(end - 1 - i)], head)))
      found_.push_back({i, end, head, kNone, 0});
    return end;
  }

  /// "in Addis Ababa", "bombed Khan Younis": a well-known name of several words is no person's there, whatever the tagger says.
  [[nodiscard]] bool known(std::uint64_t key, Index head) const {
    return (tree_[head].relation == Relation::obj ||
            words_.is(tree_.preposition(head), Whereabouts::at | Whereabouts::near | Whereabouts::towards)) &&
           std::ranges::any_of(g_.named(key), [&](Index r) { return g_.row(r).population >= kKnown; });
  }

  /// "in Charlottesville", "the village of Kutum": the tagger says so, and what it hangs on.
  [[nodiscard]] bool placed(const PlaceName& p) const {
    constexpr int kPlace = 2;  // see Token::name_tag
    const std::string preposition = tree_.preposition(p.head);
    const Index above = tree_[p.head].head;
    return (tree_[p.first].name_tag + 1) / 2 - 1 == kPlace &&
           (words_.is(preposition, Whereabouts::at | Whereabouts::near) ||
            (words_.is(preposition, Whereabouts::of) && above != kNone && words_.is(lower(tree_[above].lemma), Whereabouts::kind)));
  }

  [[nodiscard]] std::string key_of(const PlaceName& p) const {
    std::string key;
    for (Index t = p.first; t < p.last; ++t) key += name_key(d_.of(tree_[t].span));
    return key;
  }

  /// Where the name ends, with the noun behind it that says what it is: "Kent County".
  [[nodiscard]] Index end_of(const PlaceName& p) const {
    const bool noun = p.last < static_cast<Index>(d_.tokens.size()) && p.last == tree_[p.head].head &&
                      words_.is(lower(tree_[p.last].lemma), Whereabouts::region | Whereabouts::town);
    return noun ? p.last + 1 : p.last;
  }

  /// A place right after this one and a comma, as in "Paris, Texas" or "in Idlib in Syria".
  [[nodiscard]] const PlaceName* beside(std::size_t k) const {
    if (k + 1 >= found_.size()) return nullptr;
    const PlaceName& next = found_[k + 1];
    const Index end = end_of(found_[k]), gap = next.first - end;
    return gap >= 1 && gap <= 3 && (d_.of(tree_[end].span) == "," || tree_[end].tag == Tag::ADP) ? &next : nullptr;
  }

  /// How often the text speaks of a country by other words than this name.
  [[nodiscard]] int spoken_of(std::string_view country, const std::string& key) {
    const auto all = countries_.find(std::string(country));
    if (all == countries_.end()) return 0;
    if (of_name_.empty())
      for (const Mention& m : d_.mentions)
        if (m.entity != kNone && (m.kind == Mention::Kind::name || m.kind == Mention::Kind::modifier))
          if (const Entity& e = d_.entities[static_cast<std::size_t>(m.entity)]; countries_.contains(e.country))
            ++of_name_[{e.country, name_key(d_.of(tree_[m.head].span))}];
    const auto at = of_name_.find({std::string(country), key});
    return all->second - (at == of_name_.end() ? 0 : at->second);
  }

  /// "Cairo, Illinois", "Palma, Mozambique": a place of a region or country that this row is not in, and so some place that nobody knows.
  [[nodiscard]] bool elsewhere(const PlaceName& place, const PlaceName& next, Index row) const {
    const Index above = tree_[next.head].head;
    const Relation r = universal(tree_[next.head].relation);
    const Index end = end_of(place);
    if (d_.of(tree_[end].span) != "," || above < place.first || above >= end || g_.row(row).kind == PlaceRow::Kind::country) return false;
    const bool listed = r == Relation::conj;  // "in Paris, Germany and Italy", but "attacked Palma, Mozambique" may be taken for a list
    if (listed ? tree_.conjuncts(above).size() > 2 || tree_.child(next.head, Relation::cc) != kNone
               : r != Relation::nmod && r != Relation::appos && r != Relation::list)
      return false;
    bool around = false;
    for (const Index n : g_.named(key_of(next))) {
      const PlaceRow& other = g_.row(n);
      if (other.kind == PlaceRow::Kind::city) continue;
      if (other.country == g_.row(row).country &&
          (other.admin1.empty() || g_.row(row).admin1.empty() || other.admin1 == g_.row(row).admin1))
        return false;
      around = true;
    }
    return around;
  }

  /// What a row has for it by itself, and by the noun beside it: "Washington", "Washington state", "the province of Idlib".
  [[nodiscard]] double standing(const PlaceRow& row, const PlaceName& place) const {
    const bool region = row.kind == PlaceRow::Kind::region;
    double score = std::log10(row.population + 10) + (row.kind == PlaceRow::Kind::country ? 3 : region ? -0.7 : row.capital ? 1 : 0);
    const Index above = tree_[place.head].head;
    const Index beside = place.last < static_cast<Index>(d_.tokens.size()) && tree_[place.last].tag != Tag::PUNCT ? place.last : kNone;
    for (const Index noun : {beside, above != kNone && tree_.preposition(place.head) == "of" ? above : kNone})
      if (noun != kNone && row.kind != PlaceRow::Kind::country &&
          words_.is(lower(tree_[noun].lemma), region ? Whereabouts::region : Whereabouts::town))
        score += 4;
    return score;
  }

  void choose(std::size_t k) {
    PlaceName& place = found_[k];
    const Entity* e = d_.entity_of(d_.mention_of.empty() ? kNone : d_.mention_of[static_cast<std::size_t>(place.head)]);
    const PlaceName* next = beside(k);
    double best = -1, second = -1, most_people = 0;
    Index best_row = kNone;
    const std::string key = key_of(place);
    for (const Index r : g_.named(key)) most_people = std::max(most_people, g_.row(r).population);
    for (const Index r : g_.named(key)) {
      const PlaceRow& row = g_.row(r);
      double score = standing(row, place);
      const bool plausible = row.population * kOvershadowed >= most_people;
      if (const int n = spoken_of(row.country, key); n > 0 && plausible) score += 2 + std::min(2.0, 0.5 * n);
      if (e && !e->country.empty() && e->country == row.country) score += 1;
      if (next)
        for (const Index n : g_.named(key_of(*next)))
          if (g_.row(n).kind != PlaceRow::Kind::city && g_.row(n).country == row.country &&
              (g_.row(n).admin1.empty() || g_.row(n).admin1 == row.admin1)) {
            score += 6;
            break;
          }
      if (score > best) {
        if (best_row != kNone && g_.row(best_row).country != row.country) second = best;
        best = score;
        best_row = r;
      } else if (best_row != kNone && g_.row(best_row).country != row.country) {
        second = std::max(second, score);
      }
    }
    if (best_row != kNone && next && elsewhere(place, *next, best_row)) {
      found_[k + 1].head = place.head;  // the region stands for it
      return;
    }
    // a small place in a country that the text does not speak of is some other word with a capital, unless it looks like a place
    const bool doubtful = best_row != kNone && !next && g_.row(best_row).kind == PlaceRow::Kind::city &&
                          g_.row(best_row).population < kKnown && !countries_.contains(std::string(g_.row(best_row).country));
    if (doubtful && (!placed(place) || name_key(g_.row(best_row).name) != key)) return;
    place.row = best_row;
    place.confidence = second < 0 ? 0.9F : static_cast<float>(std::clamp(0.5 + 0.15 * (best - second), 0.3, 0.9));
    if (doubtful) place.confidence *= 0.6F;
  }

  const Document& d_;
  const Tree& tree_;
  const Gazetteer& g_;
  const Whereabouts& words_;
  std::map<std::string, int> countries_;
  std::map<std::pair<std::string, std::string>, int> of_name_;
  std::vector<PlaceName> found_;
};

}  // namespace

std::vector<PlaceName> find_places(const Document& document, const Tree& tree, const Gazetteer& gazetteer, const Whereabouts& words,
                                   const std::vector<bool>& wanted) {
  return Finder(document, tree, gazetteer, words).run(wanted);
}

}  // namespace demarche
