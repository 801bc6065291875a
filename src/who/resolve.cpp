// Resolution: see resolve.h. The order of evidence: a known name; a person with a title or met before; an agent noun with the nation or
// organisation of its phrase, an office with a known holder on the date; else the text's own words. A phrase without a nation takes
// that of the document when its sector is a state's (army, government, police, rebels).
#include "who/resolve.h"

#include <algorithm>

namespace demarche {
namespace {

bool in_phrase(Relation r) {
  switch (r) {
    case Relation::compound:
    case Relation::amod:
    case Relation::flat:
    case Relation::nmod_desc:
    case Relation::nmod_unmarked:
    case Relation::nummod:
    case Relation::goeswith:
      return true;
    default:
      return false;
  }
}

bool states_sector(std::string_view s) { return s == "GOV" || s == "MIL" || s == "COP" || s == "REB" || s == "LEG" || s == "OPP" || s == "JUD" || s == "SPY" || s == "CVL"; }

bool argument(Relation r) {
  switch (universal(r)) {
    case Relation::nsubj:
    case Relation::obj:
    case Relation::iobj:
    case Relation::obl:
    case Relation::nmod:
    case Relation::conj:
    case Relation::appos:
    case Relation::root:
      return true;
    default:
      return false;
  }
}

}  // namespace

Resolver::Resolver(Document& document, const Knowledge& knowledge)
    : document_(document), knowledge_(knowledge), tree_(document), names_(find_names(document, knowledge)), name_at_(document.tokens.size(), kNone) {
  std::map<std::string, int> seen;
  for (std::size_t n = 0; n < names_.size(); ++n) {
    for (Index t = names_[n].first; t < names_[n].last; ++t) name_at_[static_cast<std::size_t>(t)] = static_cast<Index>(n);
    const ActorRow& row = knowledge.row(names_[n].row);
    if (row.kind != ActorRow::Kind::medium && row.country.size() == 3 && row.country != "IGO" && row.country != "UNO" && row.country != "NGO" && row.country != "IMG" && row.country != "EUR")
      ++seen[row.country];
  }
  int most = 0;
  for (const auto& [country, n] : seen)
    if (n > most) {
      most = n;
      default_country_ = country;
    }
}

std::string Resolver::word(Index token) const {
  std::string out(tree_[token].lemma);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool Resolver::capital(Index token) const {
  const char c = document_.text[tree_[token].span.begin];
  return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0xC3;
}

void Resolver::run() {
  document_.mention_of.assign(document_.tokens.size(), kNone);
  add_mentions();
  state_.assign(document_.mentions.size(), 0);
  for (std::size_t i = 0; i < document_.mentions.size(); ++i) resolve(static_cast<Index>(i));
}

std::pair<Index, Index> Resolver::core(Index head) const {
  Index first = head, last = head + 1;
  for (Index c : tree_.children(head)) {
    if (!in_phrase(tree_[c].relation)) continue;
    const auto [a, b] = tree_.extent(c);
    if (b - a > 6) continue;
    first = std::min(first, a);
    last = std::max(last, b);
  }
  if (const Index n = name_at_[static_cast<std::size_t>(head)]; n != kNone) {
    first = std::min(first, names_[static_cast<std::size_t>(n)].first);
    last = std::max(last, names_[static_cast<std::size_t>(n)].last);
  }
  return {first, last};
}

void Resolver::add_mention(Index head, Mention::Kind kind) {
  if (document_.mention_of[static_cast<std::size_t>(head)] != kNone) return;
  Mention m;
  m.head = head;
  m.kind = kind;
  const auto [first, last] = kind == Mention::Kind::modifier || kind == Mention::Kind::pronoun ? std::pair{head, head + 1} : core(head);
  m.span = {tree_[first].span.begin, tree_[last - 1].span.end};
  document_.mention_of[static_cast<std::size_t>(head)] = static_cast<Index>(document_.mentions.size());
  document_.mentions.push_back(m);
}

void Resolver::add_mentions() {
  for (Index t = 0; t < static_cast<Index>(document_.tokens.size()); ++t) {
    const Token& token = tree_[t];
    const Index n = name_at_[static_cast<std::size_t>(t)];
    const bool inside = token.relation == Relation::compound || token.relation == Relation::flat || token.relation == Relation::nmod_desc;
    if (token.tag == Tag::PRON) {
      if (token.lemma != "who" && token.lemma != "which" && token.lemma != "that" && token.lemma != "what") add_mention(t, Mention::Kind::pronoun);
    } else if (token.tag == Tag::NOUN || token.tag == Tag::PROPN) {
      if (!inside)
        add_mention(t, token.tag == Tag::PROPN || n != kNone ? Mention::Kind::name : Mention::Kind::nominal);
      else if (n != kNone && token.relation != Relation::flat && names_[static_cast<std::size_t>(n)].last == t + 1)
        add_mention(t, Mention::Kind::modifier);
      else if (token.relation != Relation::flat && (knowledge_.agent(word(t)) || (token.tag == Tag::PROPN && !knowledge_.surnamed(name_key(document_.of(token.span))).empty())))
        add_mention(t, Mention::Kind::modifier);
    } else if (n != kNone && names_[static_cast<std::size_t>(n)].last == t + 1) {
      add_mention(t, Mention::Kind::modifier);
    } else if ((token.tag == Tag::NUM || token.tag == Tag::ADJ || token.tag == Tag::DET) && argument(token.relation) && universal(token.relation) != Relation::root) {
      add_mention(t, Mention::Kind::nominal);
    }
  }
}

Index Resolver::entity(Entity e) {
  const std::string key = !e.id.empty() ? "id:" + e.id + e.sector : "name:" + e.name + '/' + e.country + '/' + e.sector;
  const auto [at, fresh] = by_key_.try_emplace(key, static_cast<Index>(document_.entities.size()));
  if (fresh) document_.entities.push_back(std::move(e));
  return at->second;
}

void Resolver::note_conflict(Entity& e, const ActorRow& row, const Mention& m) const {
  const auto [first, last] = core(m.head);
  for (Index t = first; t < last; ++t)
    if (const std::string w = word(t); w == "former" || w == "ex" || w == "ousted")
      if (row.kind == ActorRow::Kind::person && !document_.date.empty() && !row.from.empty() && row.holds_on(document_.date) && !row.role.empty())
        e.conflict = "the text says \"" + w + "\", but " + row.name + " is known as " + row.role + " since " + row.from + (row.to.empty() ? "" : " until " + row.to);
}

Index Resolver::entity_of_row(Index r, const Mention& m) {
  const ActorRow& row = knowledge_.row(r);
  using K = ActorRow::Kind;
  Entity e;
  e.id = row.id;
  e.name = row.name;
  e.country = row.country;
  e.sector = row.sector;
  e.person = row.kind == K::person;
  e.group = row.kind == K::organisation || row.kind == K::group || row.kind == K::medium || row.kind == K::metonym;
  e.place = row.kind == K::country || row.kind == K::capital || row.kind == K::place;
  e.medium = row.kind == K::medium;
  e.confidence = document_.date.empty() && e.person ? 0.6F : 0.95F;
  if (e.person && !document_.date.empty() && !row.to.empty() && row.to < document_.date) e.sector = "ELI";
  if (row.kind == K::demonym && tree_[m.head].tag == Tag::NOUN) e.group = true;
  note_conflict(e, row, m);
  return entity(std::move(e));
}

bool Resolver::resolve_name(Mention& m) {
  const Index n = name_at_[static_cast<std::size_t>(m.head)];
  if (n == kNone) return false;
  const NameMatch& match = names_[static_cast<std::size_t>(n)];
  const ActorRow& row = knowledge_.row(match.row);
  // "Jordan" or "Washington" as part of an unknown longer name is not the country.
  if (m.kind == Mention::Kind::name && row.kind != ActorRow::Kind::person)
    for (Index c : tree_.children(m.head))
      if (tree_[c].relation == Relation::flat && (c < match.first || c >= match.last) && tree_[c].tag == Tag::PROPN) return false;
  if (row.kind == ActorRow::Kind::capital && m.kind == Mention::Kind::name) {  // where something happens, a capital is a place, not a government
    const std::string p = tree_.preposition(m.head);
    if (p == "in" || p == "near" || p == "at" || p == "around" || p == "outside") {
      Entity e;
      e.name = row.name;
      e.country = row.country;
      e.place = true;
      m.entity = entity(std::move(e));
      return true;
    }
  }
  m.entity = entity_of_row(match.row, m);
  if (row.kind == ActorRow::Kind::person) by_surname_[name_key(document_.of(tree_[match.last - 1].span))] = m.entity;
  return true;
}

/// A title in the phrase or in apposition: "Prime Minister", "a former Mexican official".
const Agent* Resolver::title_of(Index head, std::string* phrase) const {
  const auto [first, last] = core(head);
  for (Index t = std::min(head, last) - 1; t >= first; --t)
    if (tree_[t].relation != Relation::amod)
      if (const Agent* a = agent_of(t, first, phrase)) return a;
  for (Index c : tree_.children(head))
    if (tree_[c].relation == Relation::appos || tree_[c].relation == Relation::nmod_desc)
      if (const Agent* a = agent_of(c, tree_.extent(c).first, phrase)) return a;
  if (tree_[head].relation == Relation::appos)  // "the spokesman, John Doe"
    if (const Agent* a = agent_of(tree_[head].head, core(tree_[head].head).first, phrase)) return a;
  return nullptr;
}

/// The longest agent phrase that ends at the head.
const Agent* Resolver::agent_of(Index head, Index first, std::string* phrase) const {
  const Agent* found = nullptr;
  std::string text;
  for (Index t = head; t >= std::max(first, head - 3); --t) {
    if (tree_[t].tag == Tag::PUNCT) {
      if (document_.of(tree_[t].span) != "-" || t == head) break;
      text = '-' + text;
      continue;
    }
    text = text.empty() || text[0] == '-' ? word(t) + text : word(t) + ' ' + text;
    if (const Agent* a = knowledge_.agent(text)) {
      found = a;
      if (phrase) *phrase = text;
    }
  }
  if (!found) {
    std::string form(document_.of(tree_[head].span));
    for (char& c : form)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    found = knowledge_.agent(form);
    if (!found && form.size() > 3 && form.back() == 's') {  // plurals that the lemmatiser left
      form.pop_back();
      found = knowledge_.agent(form);
    }
    if (found && phrase) *phrase = form;
  }
  return found;
}

std::string Resolver::nation_of(Index head) {
  const auto [first, last] = core(head);
  for (Index t = first; t < last; ++t)
    if (const Index n = name_at_[static_cast<std::size_t>(t)]; n != kNone && (t != head || tree_[head].tag != Tag::PROPN))
      if (const ActorRow& row = knowledge_.row(names_[static_cast<std::size_t>(n)].row); !row.country.empty()) return row.country;
  if (const Entity* owner = owner_of(head); owner && !owner->country.empty()) return owner->country;
  for (Index c : tree_.children(head))
    if (tree_[c].relation == Relation::appos) {
      const auto [a, b] = tree_.extent(c);
      for (Index t = a; t < b; ++t)
        if (const Index n = name_at_[static_cast<std::size_t>(t)]; n != kNone) return knowledge_.row(names_[static_cast<std::size_t>(n)].row).country;
    }
  return "";
}

const Entity* Resolver::owner_of(Index head) {
  const auto known = [&](Index c) -> const Entity* {
    const Index m = document_.mention_of[static_cast<std::size_t>(c)];
    if (m == kNone) return nullptr;
    resolve(m);
    const Entity* e = document_.entity_of(m);
    return e && (!e->country.empty() || !e->sector.empty()) ? e : nullptr;
  };
  for (Index c : tree_.children(head))
    if (tree_[c].relation == Relation::nmod_poss)
      if (const Entity* e = known(c)) return e;
  for (Index c : tree_.children(head))
    if (tree_[c].relation == Relation::compound || tree_[c].relation == Relation::nmod_desc)
      if (const Entity* e = known(c)) return e;
  for (Index c : tree_.children(head)) {
    if (tree_[c].relation != Relation::nmod) continue;
    const std::string p = tree_.preposition(c);
    if (p == "of" || p == "for" || p == "from" || p == "in" || p == "to" || p == "at" || p == "with")
      if (const Entity* e = known(c)) return e;
  }
  return nullptr;
}

bool Resolver::resolve_person(Mention& m) {
  if (m.kind == Mention::Kind::nominal || tree_[m.head].tag != Tag::PROPN) return false;
  Index last_token = m.head;
  for (Index c : tree_.children(m.head))
    if (tree_[c].relation == Relation::flat && tree_[c].tag == Tag::PROPN) last_token = std::max(last_token, c);
  const std::string surname = name_key(document_.of(tree_[last_token].span));
  std::string office;
  const Agent* title = title_of(m.head, &office);
  const bool before_noun = m.kind == Mention::Kind::modifier;  // "the Biden administration"
  const bool personal = before_noun ? capital(m.head) : title ? title->person : tree_[m.head].name_tag == 1 || tree_[m.head].name_tag == 2;
  if (const auto at = by_surname_.find(surname); at != by_surname_.end()) {
    m.entity = at->second;
    return true;
  }
  if (!personal) return false;
  const std::string nation = nation_of(m.head);
  if (last_token == m.head || title) {  // a bare surname, or one with a title: somebody in office
    std::vector<Index> holders;
    bool same_nation = false;
    for (Index r : knowledge_.surnamed(surname)) same_nation = same_nation || (knowledge_.row(r).country == nation && knowledge_.row(r).holds_on(document_.date));
    for (Index r : knowledge_.surnamed(surname)) {
      const ActorRow& row = knowledge_.row(r);
      if (row.from.empty() || !row.holds_on(document_.date) || (same_nation && row.country != nation)) continue;
      if (last_token != m.head && name_key(row.name).find(name_key(document_.of(tree_[m.head].span))) == std::string::npos) continue;
      holders.push_back(r);
    }
    if (!holders.empty()) {
      m.entity = entity_of_row(choose_row(holders, knowledge_, document_.date), m);
      by_surname_[surname] = m.entity;
      return true;
    }
  }
  if (before_noun) return false;
  Entity e;
  e.name = std::string(document_.of({tree_[m.head].span.begin, tree_[last_token].span.end}));
  e.person = true;
  e.confidence = 0.6F;
  if (title) {
    const auto [first, last] = core(m.head);
    bool former = false;
    for (Index t = first; t < last; ++t) former = former || word(t) == "former";
    for (Index c : tree_.children(m.head))
      if (tree_[c].relation == Relation::appos) former = former || tree_.child_lemma(c, "former") != kNone;
    e.sector = title->sector;
    e.country = nation;
    if (title->inherits) {
      const Entity* owner = owner_of(m.head);
      for (Index c : tree_.children(m.head))
        if (!owner && tree_[c].relation == Relation::appos) owner = owner_of(c);
      if (owner) {
        e.sector = owner->sector;
        e.country = owner->country;
      }
    }
    if (former && e.sector == "GOV") e.sector = "ELI";
    if (e.country.empty() && states_sector(e.sector)) e.country = default_country_;
  } else {
    e.country = nation;
  }
  m.entity = entity(std::move(e));
  by_surname_[surname] = m.entity;
  return true;
}

bool Resolver::resolve_agent(Mention& m) {
  std::string phrase;
  const auto [first, last] = core(m.head);
  const Agent* agent = agent_of(m.head, m.kind == Mention::Kind::modifier ? m.head : first, &phrase);
  if (!agent) return false;
  Entity e;
  e.name = std::string(document_.of(m.span));
  e.person = agent->person;
  e.group = !agent->person && !agent->place;
  e.place = agent->place;
  e.sector = agent->sector;
  e.confidence = 0.7F;
  e.country = nation_of(m.head);
  if (agent->inherits && !agent->place)
    if (const Entity* owner = owner_of(m.head)) {
      e.sector = owner->sector;
      e.country = owner->country;
    }
  if (e.sector == "NGO") {  // PLOVER codes it in the country's place
    e.country = "NGO";
    e.sector.clear();
  }
  if (!agent->inherits && agent->sector.empty()) e.country.clear();  // critics of a government are not its own
  if (e.country.empty() && (states_sector(e.sector) || agent->place)) {
    e.country = default_country_;
    e.confidence = 0.5F;
  }
  if (e.sector == "GOV" && e.person && !e.country.empty() && !document_.date.empty()) {
    bool former = false;
    for (Index t = first; t < last; ++t) former = former || word(t) == "former";
    if (former) e.sector = "ELI";
    std::vector<Index> now;
    for (Index r : knowledge_.holders(e.country, phrase))
      if (knowledge_.row(r).holds_on(document_.date) && !knowledge_.row(r).from.empty()) now.push_back(r);
    if (!former && !now.empty() && tree_.child(m.head, Relation::nummod) == kNone && tree_[m.head].xpos != "NNS") {
      m.entity = entity_of_row(choose_row(now, knowledge_, document_.date), m);
      return true;
    }
  }
  m.entity = entity(std::move(e));
  return true;
}

void Resolver::resolve(Index mention) {
  const auto i = static_cast<std::size_t>(mention);
  if (state_[i] != 0) return;
  state_[i] = 1;
  Mention m = document_.mentions[i];
  const bool office = m.kind == Mention::Kind::name && tree_.child(m.head, Relation::flat) == kNone && agent_of(m.head, m.head, nullptr);  // "the Foreign Secretary"
  if (m.kind != Mention::Kind::pronoun && !resolve_name(m) && !(office && resolve_agent(m)) && !resolve_person(m) && !resolve_agent(m) && m.kind == Mention::Kind::name && capital(m.head)) {
    Entity e;
    e.name = std::string(document_.of(m.span));
    const std::uint8_t kind = tree_[m.head].name_tag;
    e.person = kind == 1 || kind == 2;
    e.group = kind == 3 || kind == 4;
    e.place = kind == 5 || kind == 6;
    e.country = nation_of(m.head);
    e.confidence = 0.4F;
    m.entity = entity(std::move(e));
  }
  document_.mentions[i] = m;
  state_[i] = 2;
}

}  // namespace demarche
