// What the names of a text say of where it plays, for Setting, and which names say nothing without their country ("Supreme Court").
#include <algorithm>
#include <set>

#include "base/utf8.h"
#include "who/resolve.h"

namespace demarche {
namespace {

/// "Kaya, Sanmatenga Province, Burkina Faso": conjuncts that no word joins.
bool asyndetic(const Tree& tree, Index conjunct) {
  return std::ranges::all_of(tree.conjuncts(tree.first_conjunct(conjunct)), [&](Index c) { return tree.child(c, Relation::cc) == kNone; });
}

/// Where somebody or something is at home, not where an act happens ("a group whose offices are in Mexico").
bool at_home(const Tree& tree, Index place) {
  return tree.child(place, Relation::cop) != kNone;
}

}  // namespace

/// "in Kenya", "in Thika, Kenya", "in Kaya, Sanmatenga Province, Burkina Faso", "in the Kenyan town of Thika", "on the docks of Gaza's
/// port": does the name tell where something happens?
bool Resolver::located(Index head, bool place) const {
  if (place && words_.is(tree_.preposition(head), Words::at)) return true;
  Index t = head;
  for (int steps = 0; steps < 3 && tree_[t].head != kNone; ++steps) {
    const Relation r = tree_[t].relation;
    const bool inside = r == Relation::nmod_poss || r == Relation::compound || r == Relation::amod || r == Relation::appos ||
                        r == Relation::nmod_unmarked || r == Relation::flat ||
                        (universal(r) == Relation::nmod && tree_.preposition(t) == "of") ||
                        (place && r == Relation::conj && asyndetic(tree_, t));
    if (!inside) return false;
    t = tree_[t].head;
    if (words_.is(word(t), Words::edge)) return false;
    const Agent* a = knowledge_.agent(word(t));  // not "in the Kenyan government"
    if (a && a->kind != Agent::Kind::place) return false;
    const std::string preposition = tree_.preposition(tree_.first_conjunct(t));
    const bool town = place && tree_[t].tag == Tag::PROPN && capital(t);  // nobody knows it, but in Kenya it lies
    if (!preposition.empty() && preposition != "of") return (a || town) && (words_.is(preposition, Words::at) || preposition == "on");
  }
  return false;
}

/// "Paris, Texas", "Merida, Venezuela": is it a place that lies elsewhere than the better known one of its name?
bool Resolver::lies_elsewhere(const NameMatch& n) const {
  using K = ActorRow::Kind;
  const ActorRow& row = knowledge_.row(n.row);
  if (row.kind != K::capital && row.kind != K::place && row.kind != K::country && row.kind != K::metonym) return false;
  const auto [from, to] = std::ranges::equal_range(names_, n.last + 1, {}, &NameMatch::first);  // they stand in order
  return std::any_of(from, to, [&](const NameMatch& land) {
    const ActorRow& whole = knowledge_.row(land.row);
    if (whole.country == row.country || document_.of(tree_[n.last].span) != ",") return false;
    if (whole.kind != K::place && (whole.kind != K::country || row.kind == K::country)) return false;
    const Token& head = tree_[head_in(land)];
    return head.head == head_in(n) && (head.relation == Relation::nmod_unmarked || head.relation == Relation::appos);
  });
}

/// Takes away what is part of somebody's or something else's name, and nations of currencies.
void Resolver::drop_names() {
  std::set<std::string_view> elsewhere;  // and wherever the text speaks of them again
  for (const NameMatch& n : names_)
    if (lies_elsewhere(n) || explained_otherwise(n))
      elsewhere.insert(document_.of({tree_[n.first].span.begin, tree_[n.last - 1].span.end}));
  std::erase_if(names_, [&](const NameMatch& n) {
    const std::string_view form = document_.of({tree_[n.first].span.begin, tree_[n.last - 1].span.end});
    return elsewhere.contains(form);
  });
  std::erase_if(names_, [&](const NameMatch& n) {  // "Denzel Washington": the name of somebody, not the city
    const Token& token = tree_[n.first];
    return token.relation == Relation::flat && token.head < n.first && tree_[token.head].tag == Tag::PROPN &&
           knowledge_.row(n.row).kind != ActorRow::Kind::person && (tree_[token.head].name_tag == 1 || tree_[token.head].name_tag == 2);
  });
  std::vector<bool> named(document_.tokens.size());
  for (const NameMatch& n : names_)
    for (Index t = n.first; t < n.last; ++t) named[static_cast<std::size_t>(t)] = true;
  std::erase_if(names_, [&](const NameMatch& n) {  // "Golden Dawn" is not the newspaper, "Montana Lee" not the state
    const ActorRow::Kind kind = knowledge_.row(n.row).kind;
    if (kind == ActorRow::Kind::person || kind == ActorRow::Kind::demonym) return false;
    const bool body = kind == ActorRow::Kind::organisation || kind == ActorRow::Kind::group;
    if (n.last - n.first > 1) {  // "Zapata National Liberation Front" is not that of Algeria
      const Index c = n.first - 1;
      return body && c >= 0 && tree_[c].tag == Tag::PROPN && tree_[c].head == head_in(n) && capital(c) &&
             tree_[c].relation == Relation::compound && (tree_[c].name_tag == 3 || tree_[c].name_tag == 4) && !knowledge_.agent(word(c)) &&
             !named[static_cast<std::size_t>(c)];
    }
    for (const Index c : tree_.children(n.first)) {
      if ((tree_[c].tag != Tag::PROPN && tree_[c].xpos != "NNP") || !capital(c)) continue;
      const bool person = tree_[n.first].name_tag == 1 || tree_[n.first].name_tag == 2;
      if (c == n.last && tree_[c].relation == Relation::flat && !knowledge_.agent(word(c)) && (person || kind == ActorRow::Kind::place) &&
          !office_of(n.first))
        return true;
      const bool sort = tree_[c].relation == Relation::compound || tree_[c].relation == Relation::amod;
      if (c + 1 == n.first && sort && !knowledge_.agent(word(c)) && !named[static_cast<std::size_t>(c)] &&
          (person || kind == ActorRow::Kind::medium || body))
        return true;
    }
    return false;
  });
  std::erase_if(names_, [&](const NameMatch& n) {  // "US$20 billion", "Canadian dollars"
    return n.last < static_cast<Index>(document_.tokens.size()) && words_.is(word(n.last), Words::money) &&
           knowledge_.row(n.row).kind <= ActorRow::Kind::demonym;
  });
}

/// "The Colombian Security Council", "the Lagos Metropolitan Police": the country of the nation or town directly before a body's name and
/// of its phrase, if it isn't the known body's own; else "".
std::string_view Resolver::land_before(Index name) const {
  const NameMatch& body = names_[static_cast<std::size_t>(name)];
  const ActorRow& own = knowledge_.row(body.row);
  if (own.kind != ActorRow::Kind::organisation || own.users || body.last - body.first < 2 || body.first == 0) return "";
  const Index before = name_at(body.first - 1);
  if (before == kNone || !tree_.below(body.first - 1, head_in(body))) return "";
  const ActorRow& row = named_row(before);
  const bool land = row.kind <= ActorRow::Kind::capital || row.kind == ActorRow::Kind::place;
  return land && knowledge_.is_state(row.country) && row.country != own.country ? row.country : "";
}

void Resolver::count_countries() {
  for (const NameMatch& name : names_) {
    const ActorRow& row = knowledge_.row(name.row);
    using K = ActorRow::Kind;
    const auto index = static_cast<Index>(&name - names_.data());
    if (backer(index) || seat(index) || !land_before(index).empty()) continue;
    if (row.kind == K::medium || (row.kind == K::organisation && common_name(name)) || !knowledge_.is_state(row.country)) continue;
    ++countries_[std::string(row.country)];
    const auto next = static_cast<std::size_t>(name.last);
    if (next < document_.tokens.size() && words_.is(word(name.last), Words::money)) continue;
    const bool place = row.kind == K::country || row.kind == K::capital || row.kind == K::place;
    const Index head = head_in(name);
    if (row.sector == "BUS") continue;  // a firm is at home everywhere
    const bool where = (place || row.kind == K::demonym) && located(head, place) && !at_home(tree_, head);
    if (const Index above = tree_[head].head; above != kNone && tree_.sentence_of(head) == 0 && words_.is(word(above), Words::heading))
      setting_.add(head, 0, row.country, Setting::Kind::writer);
    if (row.kind == K::person && !row.holds_on(document_.date)) continue;
    setting_.add(head, tree_.sentence_of(head), row.country,
                 where                             ? Setting::Kind::where
                 : place || row.kind == K::demonym ? Setting::Kind::nation
                                                   : Setting::Kind::body);
  }
  std::vector<Index> lines;
  for (std::size_t s = 0; s < document_.sentences.size(); ++s) {
    const std::uint32_t from = s == 0 ? 0 : document_.sentences[s - 1].span.end;
    const bool next = document_.text.substr(from, document_.sentences[s].span.begin - from).find('\n') != std::string::npos;
    lines.push_back(lines.empty() ? 0 : lines.back() + (next ? 1 : 0));
  }
  setting_.divide(std::move(lines));
  int most = 0;
  for (const auto& [country, n] : countries_) {
    if (n >= most) default_country_ = n > most ? country : "";  // two named as often: neither
    most = std::max(most, n);
  }
}

/// Names that many countries use: "Supreme Court", "Independent Party".
bool Resolver::common_name(const NameMatch& match) const {
  const ActorRow& row = knowledge_.row(match.row);
  if (row.kind == ActorRow::Kind::metonym && row.role == "office") return true;
  if (row.kind != ActorRow::Kind::organisation || row.users || !knowledge_.is_state(row.country)) return false;
  std::string words;
  for (Index t = match.first; t < match.last; ++t) words += (words.empty() ? "" : " ") + word(t);
  return (row.sector == "PTY" && match.last - match.first >= 2 && shared(row)) || knowledge_.agent(words) != nullptr ||
         (row.sector == "LEG" && borne_abroad(row));
}

/// Do bodies of other countries bear the name too?
bool Resolver::borne_abroad(const ActorRow& row) const {
  const auto bearers = knowledge_.named(name_key(row.name));
  return std::any_of(bearers.begin(), bearers.end(), [&](Index r) { return knowledge_.row(r).country != row.country; });
}

/// Does a body of the country bear the name?
bool Resolver::borne_in(const ActorRow& row, std::string_view country) const {
  const auto bearers = knowledge_.named(name_key(row.name));
  return std::any_of(bearers.begin(), bearers.end(), [&](Index r) { return knowledge_.row(r).country == country; });
}

/// Do bodies of several countries bear the name, or is it of two words, as another's may be?
bool Resolver::shared(const ActorRow& row) const {
  const auto words = std::count(row.name.begin(), row.name.end(), ' ') + 1;
  return words < 3 || borne_abroad(row);
}

/// A common name counts only with its country in the text, or where the text names none.
bool Resolver::generic(const NameMatch& match) const {
  const ActorRow& row = knowledge_.row(match.row);
  if (row.kind == ActorRow::Kind::metonym || !common_name(match)) return false;
  const Span span{tree_[match.first].span.begin, tree_[match.last - 1].span.end};
  if (span.size() > row.name.size() && lower(document_.of(span)).ends_with(lower(row.name))) return false;    // "the U.S. Congress"
  if (countries_.empty()) return row.country != kStatements && (row.sector == "COP" || row.sector == "MIL");  // "the National Police"
  const Index sentence = tree_.sentence_of(match.first);
  const std::string there = setting_.country(sentence, false);
  const bool elsewhere = !there.empty() && !setting_.names(sentence, row.country);
  if (row.sector == "JUD" && elsewhere) return true;           // of another day's or country's court
  if (row.sector == "LEG" && match.last - match.first <= 3) {  // "Congress": every state has a court, but not each a congress
    if (elsewhere && borne_in(row, there)) return true;
    if (row.country == kStatements && !borne_in(row, there.empty() ? default_country_ : there)) return false;
  }
  const auto own = countries_.find(std::string(row.country));
  const auto most = countries_.find(default_country_);
  return own == countries_.end() || (row.sector != "PTY" && most != countries_.end() && own->second < most->second);
}

}  // namespace demarche
