// Persons: by full name elsewhere; here those with a title, those met before, and those whom only the text describes.
//   "Arturo Rocha, a former Mexican foreign official" -> MEX ELI;   "Minister Al-Jubeir" -> the one in office then
#include <algorithm>

#include "who/resolve.h"

namespace demarche {
namespace {

/// Is one of the name's words this one, or begun like it ("Mohammed", "Mohamed")? The surname "Abdi" is no "Abdiqasim".
bool has_word(std::string_view name, const std::string& key) {
  constexpr std::size_t kAlike = 4;  // letters
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.find_first_of(" -", at), name.size());
    const std::string word = name_key(name.substr(at, end - at));
    if (word == key || (end < name.size() && key.size() >= kAlike && word.starts_with(key.substr(0, kAlike)))) return true;
    at = end + 1;
  }
  return false;
}

/// "Secretary Lee" of the secretary of state, "Minister Lee" of the foreign minister.
bool like_office(std::string_view role, std::string_view office) {
  return !office.empty() && role.size() >= office.size() &&
         (role == office || (role.starts_with(office) && role.substr(office.size()).starts_with(" of ")) ||
          (role.ends_with(office) && role[role.size() - office.size() - 1] == ' '));
}

/// Does the row's person lead a state or a government?
bool heads(const ActorRow& row) {
  return row.role == "president" || row.role == "prime minister" || row.role == "head of state or government" || row.role == "chancellor";
}

/// Or speak for one, or a body of states, to all the world?
bool speaks_abroad(const ActorRow& row) {
  return heads(row) || row.role == "foreign minister" || row.role == "secretary of state" || row.role == "secretary-general" ||
         row.role == "secretary general";
}

/// Is it somebody of whom the news of his country speaks by surname alone?
bool leads(const ActorRow& row) {
  return speaks_abroad(row) || row.role == "leader" || row.role == "supreme leader" || row.role == "king" || row.role == "vice president";
}

}  // namespace

/// A person of this surname that the text has named, unless another given name stands before it ("Melania Trump" after "Donald Trump").
Index Resolver::met_before(const Mention& m, const std::string& surname, Index last_token) const {
  const auto at = by_surname_.find(surname);
  if (at == by_surname_.end()) return kNone;
  if (last_token == m.head || tree_[m.head].tag != Tag::PROPN) return at->second;
  const std::string given = name_key(document_.of(tree_[m.head].span));
  const std::string whole = name_key(document_.entities[static_cast<std::size_t>(at->second)].name);
  const bool initial = given.size() == 1;
  const std::string before = lower(document_.of(tree_[m.head].span));
  const bool titled = knowledge_.agent(before) != nullptr || words_.is(before, Words::honorific);
  return titled || initial || whole == surname || whole.find(given) != std::string::npos ? at->second : kNone;
}

/// "Lee criticises Kenya" over a text that names Ann Lee: the person whom a later sentence names whole.
Index Resolver::met_later(const Mention& m, const std::string& surname) {
  if (tree_.sentence_of(m.head) > 1) return kNone;
  for (std::size_t k = static_cast<std::size_t>(document_.mention_of[static_cast<std::size_t>(m.head)]) + 1; k < document_.mentions.size();
       ++k) {
    const Mention& later = document_.mentions[k];
    if (later.kind != Mention::Kind::name || tree_[later.head].tag != Tag::PROPN ||
        tree_.sentence_of(later.head) == tree_.sentence_of(m.head))
      continue;
    const Index n = name_at(later.head);
    const bool known = n != kNone && named_row(n).kind == ActorRow::Kind::person;
    Index last = known ? names_[static_cast<std::size_t>(n)].last - 1 : later.head;
    if (!known)
      for (const Index c : tree_.children(later.head))
        if (tree_[c].relation == Relation::flat && tree_[c].tag == Tag::PROPN) last = std::max(last, c);
    const Index first = known ? names_[static_cast<std::size_t>(n)].first : later.head;
    if (last == first || name_key(document_.of(tree_[last].span)) != surname) continue;
    if (!known && tree_[later.head].name_tag != 1 && tree_[later.head].name_tag != 2) continue;
    resolve(static_cast<Index>(k));
    const Entity* e = document_.entity_of(static_cast<Index>(k));
    return e && e->person ? document_.mentions[k].entity : kNone;
  }
  return kNone;
}

/// Has anybody else of the surname an office on the date, in another country? "Mitchell" alone need not be Grenada's.
bool Resolver::borne_elsewhere(const std::string& surname, std::string_view country) const {
  const auto bearers = knowledge_.surnamed(surname);
  return std::any_of(bearers.begin(), bearers.end(), [&](Index r) {
    const ActorRow& row = knowledge_.row(r);
    return row.country != country && !row.from.empty() && row.holds_on(document_.date);
  });
}

/// A bare surname that all readers know though its bearer is out of office, or not yet in it: the only head of state or government of that
/// name within some years.
Index Resolver::famous(const std::string& surname) const {
  constexpr int kYears = 10 * 372, kSoon = 372;
  const int today = document_.date.empty() ? -1 : day_number(document_.date);
  Index found = kNone;
  for (const Index r : knowledge_.surnamed(surname)) {
    const ActorRow& row = knowledge_.row(r);
    if (today < 0 || row.from.empty() || (row.role != "president" && row.role != "prime minister" && row.role != "chancellor") ||
        row.begin > today + (row.country == "USA" ? kYears : kSoon) || row.end < today - kYears)
      continue;
    const bool now = row.holds_on(document_.date) && surname.size() >= 5 && !borne_elsewhere(surname, row.country);
    if (row.country != "USA" && !now && !countries_.contains(std::string(row.country))) continue;
    if (found != kNone && knowledge_.row(found).name.substr(0, 3) != row.name.substr(0, 3)) return kNone;
    if (found == kNone || row.end > knowledge_.row(found).end) found = r;
  }
  return found;
}

/// "Sergeant Ann Lee", "Ann Lee, a farmer": nobody whom a table knows by an office, but somebody of that name.
bool Resolver::humble(const Mention& m) const {
  const auto [first, last] = core(m.head);
  for (Index t = first; t <= m.head; ++t)
    if (words_.is(word(t), Words::humble)) return former(m.head).empty();
  const auto children = tree_.children(m.head);
  return std::any_of(children.begin(), children.end(), [&](Index c) {
    if (tree_[c].relation != Relation::appos || !indefinite(c) || !former(m.head).empty()) return false;
    const Agent* sort = knowledge_.agent(word(c));  // "a Mexican national"
    return words_.is(word(c), Words::humble) || (sort && sort->kind == Agent::Kind::person && sort->sector == "CVL");
  });
}

/// The first name before the surname, after whatever title; "" if there is none, or an initial.
std::string Resolver::given_name(const Mention& m, Index last_token) const {
  for (Index t = m.head; t < last_token; ++t) {
    const bool place = name_at(t) != kNone && named_row(name_at(t)).kind != ActorRow::Kind::person;
    const bool field = t > 0 && words_.is(word(t - 1), Words::own);  // "Secretary of State"
    if (place || field || tree_[t].tag != Tag::PROPN || knowledge_.agent(word(t)) || words_.is(word(t), Words::honorific)) continue;
    std::string key = name_key(document_.of(tree_[t].span));
    return key.size() > 1 ? key : "";
  }
  return "";
}

/// Does the text name anybody of the surname with a word before it, which then is another's ("Bradley Manning", "Hyde Park")?
bool Resolver::named_longer(const std::string& surname) const {
  for (Index t = 1; t < static_cast<Index>(document_.tokens.size()); ++t)
    if (tree_[t].tag == Tag::PROPN && tree_[t - 1].tag == Tag::PROPN && tree_.sentence_of(t - 1) == tree_.sentence_of(t) &&
        name_key(document_.of(tree_[t].span)) == surname && !knowledge_.agent(word(t - 1)))
      return true;
  return false;
}

/// The one who leads a state or speaks for it and bears this surname on the date; kNone if anybody in office elsewhere bears it too.
Index Resolver::sole_leader(const std::string& surname) const {
  constexpr std::size_t kShortest = 4;  // letters
  Index found = kNone;
  if (document_.date.empty() || surname.size() < kShortest) return kNone;
  for (const Index r : knowledge_.surnamed(surname)) {
    const ActorRow& row = knowledge_.row(r);
    if (row.from.empty() || !row.holds_on(document_.date)) continue;
    if (found != kNone && knowledge_.row(found).country != row.country) return kNone;
    if (found == kNone || (speaks_abroad(row) && !speaks_abroad(knowledge_.row(found)))) found = r;
  }
  return found != kNone && speaks_abroad(knowledge_.row(found)) && !named_longer(surname) ? found : kNone;
}

/// Somebody of this surname in office on the date, or lately: the nation and the title of the phrase decide, then how much the text speaks
/// of the country. Nothing speaks for a minister of a country that the text does not name.
Index Resolver::known_person(const Mention& m, const std::string& surname, Index last_token, const Agent* title, std::string_view office,
                             const std::string& nation) const {
  Index best = kNone, far = kNone;  // far: of a country that the text does not name
  bool several = false;
  int most = 0;
  const std::string given = given_name(m, last_token);
  for (const Index r : knowledge_.surnamed(surname)) {
    const ActorRow& row = knowledge_.row(r);
    if (row.from.empty() || (!nation.empty() && knowledge_.is_state(nation) && row.country != nation)) continue;
    const bool now = row.holds_on(document_.date);
    if (!given.empty() && !has_word(row.name, given)) continue;  // a namesake
    if (!now && (!title || !row.ended_by(document_.date))) continue;
    if (!now && title->sector == "MIL" && row.sector != "MIL") continue;  // a captain is nobody who was a minister
    const bool presides = office.ends_with("leader") || office.ends_with("chair");
    if (row.sector == "LEG" && title && !presides && (title->sector == "GOV" || title->sector == "JUD" || title->sector == "MIL"))
      continue;  // "Judge Lee" is no senator
    const auto counted = countries_.find(std::string(row.country));
    const bool same_office = !office.empty() && (row.called(office) || (heads(row) && row.role == "head of state or government"));
    int score =
        (now ? 8 : 0) + (same_office ? 8 : 0) + (heads(row) ? 4 : 0) + (row.country == nation ? 10 : 0) + (row.country == "USA" ? 1 : 0);
    score += counted == countries_.end() ? 0 : 4 + std::min(counted->second, 5);
    if (!title && !leads(row) && row.country != nation) continue;  // a bare surname is somebody whom everybody knows
    if (title && !title->sector.empty() && row.sector != title->sector) score -= 8;
    const bool chief = heads(row) || (same_office && row.country == "USA");
    if (counted == countries_.end() && !(chief && (same_office || row.country == "USA")) && row.country != nation) {
      if (!title || !now || !(row.called(office) || like_office(row.role, office)))
        continue;  // "Foreign Minister Lavrov", of whom there is but one
      several = several || (far != kNone && knowledge_.row(far).country != row.country);
      far = r;
      continue;
    }
    if (name_key(row.name.substr(row.name.rfind(' ') + 1)) == surname) ++score;
    if (!now) score -= std::min(8, (day_number(document_.date) - row.end) / 372);
    if (score > most) {
      most = score;
      best = r;
    }
  }
  // nobody near, or who is no longer in office ("Secretary General Lee", once a minister)
  const bool gone = best == kNone || (far != kNone && !knowledge_.row(best).holds_on(document_.date));
  return gone && !several ? far : best;
}

Entity Resolver::described_person(const Mention& m, const Agent* title, const std::string& nation) {
  Entity e;
  e.person = true;
  e.confidence = 0.6F;
  e.country = nation;
  if (!title) {
    const Entity* party = owner_of(m.head, Words::belongs);  // "Ann Lee of the Green Party"
    if (party && party->group && !party->medium && !party->sector.empty() && party->sector != "GOV") {
      e.sector = party->sector;
      e.country = party->country;
    } else if (nation.empty() && takes_turn(core(m.head).second - 1) && m.head > 0 && words_.is(word(m.head - 1), Words::honorific)) {
      e.country = kStatements;  // who answers for the state whose transcript it is
      e.sector = "GOV";
      e.confidence = 0.4F;
    } else if (nation.empty()) {  // whom a text names without a nation is mostly at home where it plays
      e.country = setting_.country(tree_.sentence_of(m.head), true);
      e.confidence = 0.4F;
    }
    return e;
  }
  e.sector = title->sector;
  take_owner(e, *title, m.head);
  for (Index c : tree_.children(m.head))
    if ((tree_[c].relation == Relation::appos || tree_[c].relation == Relation::nmod_desc) &&
        (e.sector.empty() || e.sector == title->sector))
      take_owner(e, *title, c);
  if (!former(m.head).empty() && e.sector == "GOV") e.sector = "ELI";
  if (e.sector == "GOV" && !e.country.empty() && !knowledge_.is_state(e.country)) e.sector.clear();
  if (const Index above = tree_[m.head].head; above != kNone && tree_[m.head].relation == Relation::appos) take_rebels(e, above);
  if (e.country.empty() && (states_sector(e.sector) || e.sector == "CRM")) e.country = likely_country(e, m.head);
  if (e.country.empty() && e.sector != "GOV" && states_sector(e.sector))
    e.country = setting_.country(tree_.sentence_of(m.head), true);  // as of whom no title tells
  return e;
}

bool Resolver::resolve_person(Mention& m) {
  if (m.kind == Mention::Kind::nominal || tree_[m.head].tag != Tag::PROPN) return false;
  const bool goes_on = tree_[m.head].relation == Relation::nmod_desc && tree_[m.head].head == m.head + 1;
  if (goes_on && tree_[m.head + 1].tag == Tag::PROPN && !knowledge_.agent(word(m.head))) return false;  // the first of a longer name
  Index last_token = m.head;
  for (Index c : tree_.children(m.head))
    if (tree_[c].relation == Relation::flat && (tree_[c].tag == Tag::PROPN || tree_[c].tag == Tag::NOUN))
      last_token = std::max(last_token, c);
  // "Al-Jubeir" may be three tokens: the surname runs from a hyphen's left side
  Index surname_first = last_token;
  while (surname_first > m.head + 1 && document_.of(tree_[surname_first - 1].span) == "-") surname_first -= 2;
  const std::string surname = name_key(document_.of({tree_[std::max(surname_first, m.head)].span.begin, tree_[last_token].span.end}));
  if (surname.size() < 2) return false;
  std::string office;
  const Agent* title = title_of(m.head, &office);
  const bool before_noun = m.kind == Mention::Kind::modifier;  // "the Biden administration"
  const bool personal = before_noun ? capital(m.head)
                        : title     ? title->kind == Agent::Kind::person
                                    : tree_[m.head].name_tag == 1 || tree_[m.head].name_tag == 2;
  if (const Index met = met_before(m, surname, last_token); met != kNone) {
    m.entity = met;
    return true;
  }
  if (last_token == m.head && !before_noun)
    if (const Index later = met_later(m, surname); later != kNone) {
      m.entity = later;
      return true;
    }
  const bool described = m.head > 0 && (tree_[m.head - 1].tag == Tag::NOUN || tree_[m.head - 1].tag == Tag::DET);
  const bool bare = last_token == m.head && !title && !before_noun && !described;
  const Index leader = bare ? sole_leader(surname) : kNone;
  if (!personal && (leader == kNone || !heads(knowledge_.row(leader)))) return false;  // "accused Biden", taken for a body
  const std::string nation = nation_of(m.head);
  if (last_token == m.head || (title && !humble(m)) ||
      words_.is(word(m.head), Words::honorific))  // a bare surname, or one with a title: somebody in office
    if (const Index r = known_person(m, surname, last_token, title, office, nation); r != kNone) {
      m.entity = entity_of_row(r, m, nation.empty() ? 0.7F : 0.9F);
      remember(surname, m.entity);
      return true;
    }
  if (last_token == m.head && !title)
    if (const Index r = leader == kNone ? famous(surname) : leader; r != kNone) {
      m.entity = entity_of_row(r, m, 0.6F);
      remember(surname, m.entity);
      return true;
    }
  if (before_noun) return false;
  Entity e = described_person(m, title, nation);
  e.name = std::string(document_.of({tree_[m.head].span.begin, tree_[last_token].span.end}));
  m.entity = entity(std::move(e));
  remember(surname, m.entity);
  if (last_token != m.head && !knowledge_.agent(lower(document_.of(tree_[m.head].span))))
    by_surname_.try_emplace(name_key(document_.of(tree_[m.head].span)), m.entity);  // "Brenton" after "Brenton Lee"
  return true;
}

}  // namespace demarche
