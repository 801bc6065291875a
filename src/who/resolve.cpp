// Mentions, known names and the order of evidence: see resolve.h.
#include "who/resolve.h"

#include <algorithm>

#include "who/coreference.h"

namespace demarche {
namespace {

constexpr int kJustLeft = 7;  ///< days in which the news of somebody's going is about who he was

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

bool argument(Relation r) {
  switch (universal(r)) {
    case Relation::nsubj:
    case Relation::obj:
    case Relation::iobj:
    case Relation::obl:
    case Relation::nmod:
    case Relation::conj:
    case Relation::appos:
      return true;
    default:
      return false;
  }
}

}  // namespace

Resolver::Resolver(Document& document, const Tree& tree, const Knowledge& knowledge, const Words& words)
    : document_(document),
      knowledge_(knowledge),
      words_(words),
      tree_(tree),
      names_(find_names(document, knowledge)),
      name_at_(document.tokens.size(), kNone) {
  drop_names();
  add_halves();
  for (std::size_t n = 0; n < names_.size(); ++n)
    for (Index t = names_[n].first; t < names_[n].last; ++t) name_at_[static_cast<std::size_t>(t)] = static_cast<Index>(n);
  count_countries();
}

/// The token of a name that the others hang on.
Index Resolver::head_in(const NameMatch& name) const {
  for (Index t = name.first; t < name.last; ++t)
    if (tree_[t].head == kNone || tree_[t].head < name.first || tree_[t].head >= name.last) return t;
  return name.last - 1;
}

bool Resolver::capital(Index token) const {
  const char c = document_.text[tree_[token].span.begin];
  return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0xC3;
}

void Resolver::run() {
  document_.mention_of.assign(document_.tokens.size(), kNone);
  add_mentions();
  state_.assign(document_.mentions.size(), 0);
  note_short_forms();
  note_issuer();
  for (std::size_t i = 0; i < document_.mentions.size(); ++i) resolve(static_cast<Index>(i));
  for (const Mention& m : document_.mentions) {  // out of office, and a candidate again
    if (m.kind != Mention::Kind::name || m.entity == kNone) continue;
    Entity& e = document_.entities[static_cast<std::size_t>(m.entity)];
    const Agent* title = e.person && e.sector == "ELI" ? title_of(m.head, nullptr) : nullptr;
    if (title && title->sector == "PTY") e.sector = "PTY";
  }
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
  while (first < head && (tree_[first].tag == Tag::CCONJ || tree_[first].tag == Tag::ADP || tree_[first].tag == Tag::PUNCT))
    ++first;  // of a clumsy tree
  if (const Index n = name_at(head); n != kNone) {
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

/// Is the sentence written in capitals?
bool Resolver::shouted(Index token) const {
  const Sentence& s = document_.sentences[static_cast<std::size_t>(tree_.sentence_of(token))];
  const std::string_view text = document_.of(s.span);
  return std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

void Resolver::add_mentions() {
  for (Index t = 0; t < static_cast<Index>(document_.tokens.size()); ++t) {
    const Token& token = tree_[t];
    const Index n = name_at(t);
    const bool inside = token.relation == Relation::compound || token.relation == Relation::flat || token.relation == Relation::nmod_desc;
    if (n != kNone && !inside && t > names_[static_cast<std::size_t>(n)].first && document_.of(tree_[t - 1].span) == "-" &&
        !tree_.below(t, head_in(names_[static_cast<std::size_t>(n)])))
      continue;  // "Guinea-Bissau" hung as two
    if (token.tag == Tag::PRON && n != kNone && document_.of(token.span) == "US" && !shouted(t)) {
      add_mention(t, Mention::Kind::name);  // no pronoun, as the small letters around it tell
    } else if (token.tag == Tag::PRON) {
      if (!words_.is(word(t), Words::relative)) add_mention(t, Mention::Kind::pronoun);
    } else if (noun_tag(token.tag)) {
      if (!inside)
        add_mention(t, token.tag == Tag::PROPN || n != kNone ? Mention::Kind::name : Mention::Kind::nominal);
      else if (n != kNone && token.relation != Relation::flat &&
               (names_[static_cast<std::size_t>(n)].last == t + 1 || head_in(names_[static_cast<std::size_t>(n)]) == t))
        add_mention(t, Mention::Kind::modifier);
      else if (token.relation != Relation::flat &&
               (knowledge_.agent(word(t)) || (token.tag == Tag::PROPN && !knowledge_.surnamed(name_key(document_.of(token.span))).empty())))
        add_mention(t, Mention::Kind::modifier);
    } else if (n != kNone && names_[static_cast<std::size_t>(n)].last == t + 1) {
      add_mention(t, Mention::Kind::modifier);
    } else if ((token.tag == Tag::NUM || token.tag == Tag::ADJ || token.tag == Tag::DET) && argument(token.relation)) {
      add_mention(t, Mention::Kind::nominal);
    }
  }
}

Index Resolver::entity(Entity e) {
  const std::string key = !e.id.empty() ? "id:" + e.id + '/' + e.sector : "name:" + e.name + '/' + e.country + '/' + e.sector;
  const auto [at, fresh] = by_key_.try_emplace(key, static_cast<Index>(document_.entities.size()));
  if (fresh)
    document_.entities.push_back(std::move(e));
  else {
    Entity& known = document_.entities[static_cast<std::size_t>(at->second)];
    if (known.conflict.empty()) known.conflict = std::move(e.conflict);
    if (e.place && !known.place && !known.person && !known.group) {  // "Ethiopian troops" before "Ethiopia": the country itself
      known.place = true;
      known.name = std::move(e.name);
    }
  }
  return at->second;
}

Index Resolver::entity_of_row(Index r, const Mention& m, float confidence) {
  const ActorRow& row = knowledge_.row(r);
  using K = ActorRow::Kind;
  Entity e;
  e.id = row.id;
  e.name = row.name;
  e.country = row.country;
  const bool people = row.kind == K::demonym && m.kind != Mention::Kind::modifier;  // "the Iraqi Kurds", "the Supreme Court of Kenya"
  if (e.country.empty() && (people || row.kind == K::metonym)) e.country = nation_of(m.head);
  if (e.country.empty() && people) e.country = setting_.country(tree_.sentence_of(m.head), true);
  if (e.country.empty() && row.kind == K::metonym) e.country = default_country_;  // "State House"
  e.sector = row.sector;
  const bool office = row.kind == K::metonym && row.role == "office";  // "the Secretary of the Treasury"
  e.person = row.kind == K::person || office;
  e.group = row.kind == K::organisation || row.kind == K::group || row.kind == K::medium || (row.kind == K::metonym && !office);
  if (office && e.sector == "GOV" && !former(m.head).empty()) e.sector = "ELI";
  e.place = row.kind == K::country || row.kind == K::capital || row.kind == K::place;
  e.medium = row.kind == K::medium;
  e.confidence = document_.date.empty() && e.person ? std::min(confidence, 0.6F) : confidence;
  const bool just_left = e.person && row.ended_by(document_.date) && day_number(document_.date) - row.end <= kJustLeft;
  const bool office_holder = e.sector == "GOV" || e.sector == "LEG";
  if (e.person && ((office_holder && row.ended_by(document_.date) && !(just_left && former(m.head).empty())) ||
                   (e.sector == "ELI" && !row.holds_on(document_.date)))) {
    const Agent* title = title_of(m.head, nullptr);  // the text may give an office that the tables don't know of
    e.sector = title && (title->sector == "GOV" || title->sector == "LEG") && former(m.head).empty() ? title->sector : "ELI";
  } else if (e.person && e.sector == "GOV" && !row.from.ends_with('~') &&
             !row.holds_on(document_.date)) {  // not yet: heads of state mostly come from a party
    const bool head = row.role == "president" || row.role == "prime minister" || row.role == "chancellor" || row.role == "vice president";
    const Agent* title = title_of(m.head, nullptr);
    e.sector = title && !title->sector.empty() ? title->sector : head ? "PTY" : "ELI";
  }
  if (row.kind == K::person && e.sector == "GOV" && row.from.ends_with('~') && !former(m.head).empty())
    e.sector = "ELI";  // seen in office then, says a table; the text knows better
  const std::string_view form = document_.of(tree_[m.head].span);
  if (row.kind == K::demonym && tree_[m.head].tag == Tag::NOUN) e.group = true;
  if (row.kind == K::demonym && m.kind != Mention::Kind::modifier && (form.ends_with('s') || form.ends_with('S')) &&
      (tree_[m.head].xpos == "NNS" || tree_[m.head].xpos == "NNPS")) {  // "Americans", but "the Americans" may be their government
    const Index det = tree_.child(m.head, Relation::det);
    const bool counted = tree_.child(m.head, Relation::nummod) != kNone;
    if (det == kNone || counted || !words_.is(word(det), Words::definite)) e.sector = "CVL";
    e.group = true;
  }
  note_conflict(e, row, m);
  return entity(std::move(e));
}

/// "Minority Whip Dick Durbin": a known person's name at the end of a phrase whose head is no name.
Index Resolver::known_inside(const Mention& m) const {
  if (m.kind != Mention::Kind::name) return kNone;
  const auto [first, last] = core(m.head);
  for (Index t = last; t-- > first;)
    if (const Index n = name_at(t); n != kNone && named_row(n).kind == ActorRow::Kind::person &&
                                    names_[static_cast<std::size_t>(n)].last - names_[static_cast<std::size_t>(n)].first >= 2)
      return n;
  return kNone;
}

/// "Brussels imposed sanctions": the body that sits in a capital, where the text speaks of neither its country nor of a place.
Index Resolver::body_meant(const NameMatch& match, const Mention& m) const {
  const ActorRow& capital = knowledge_.row(match.row);
  if (capital.kind != ActorRow::Kind::capital || m.kind != Mention::Kind::name ||
      universal(tree_[tree_.first_conjunct(m.head)].relation) != Relation::nsubj)
    return kNone;
  for (const NameMatch& other : names_)
    if (knowledge_.row(other.row).country == capital.country && knowledge_.row(other.row).kind != ActorRow::Kind::capital) return kNone;
  for (const Index r : knowledge_.named(name_key(capital.name)))
    if (knowledge_.row(r).kind == ActorRow::Kind::metonym && !knowledge_.is_state(knowledge_.row(r).country)) return r;
  return kNone;
}

/// "Prime Minister of Sudan Ann Lee": is the name, hung on the country's, that of the office's holder?
bool Resolver::office_of(Index place) const {
  const Index above = tree_[place].head;
  if (above == kNone || above > place || tree_[place].relation != Relation::nmod || !words_.is(tree_.preposition(place), Words::of))
    return false;
  const Agent* a = agent_of(above, core(above).first, nullptr);
  return a && a->kind == Agent::Kind::person;
}

bool Resolver::resolve_name(Mention& m) {
  Index n = name_at(m.head);
  if (n == kNone) n = known_inside(m);
  if (n == kNone || generic(names_[static_cast<std::size_t>(n)]) || of_another_nation(n, m)) return false;
  const NameMatch& match = names_[static_cast<std::size_t>(n)];
  const ActorRow& row = knowledge_.row(match.row);
  if (row.kind == ActorRow::Kind::person && match.last - match.first > 1 && humble(m)) return false;  // a namesake
  if (const std::string_view land = land_before(n); !land.empty()) {
    if (const Index whole = document_.mention_of[static_cast<std::size_t>(head_in(match))]; whole != kNone && m.head != head_in(match)) {
      resolve(whole);  // "the Philippine Food and Drug Administration"
      m.entity = document_.mentions[static_cast<std::size_t>(whole)].entity;
      return m.entity != kNone;
    }
    if (knowledge_.is_state(row.country) && !row.sector.empty()) return add_namesake(m, land, row.sector);
    if (knowledge_.agent(word(m.head))) return false;  // "the Colombian Security Council": a council
  }
  // "Jordan" or "Washington" as part of an unknown longer name is not the country.
  if (m.kind == Mention::Kind::name && row.kind != ActorRow::Kind::person)
    for (Index c : tree_.children(m.head))
      if (tree_[c].relation == Relation::flat && (c < match.first || c >= match.last) && tree_[c].tag == Tag::PROPN && !office_of(m.head))
        return false;
  if (const Index body = body_meant(match, m); body != kNone) {
    m.entity = entity_of_row(body, m, 0.7F);
    return true;
  }
  if (row.kind == ActorRow::Kind::capital && m.kind == Mention::Kind::name &&
      words_.is(tree_.preposition(m.head), Words::at)) {  // where something happens, a capital is a place, not a government
    Entity e;
    e.name = row.name;
    e.country = row.country;
    e.place = true;
    m.entity = entity(std::move(e));
    return true;
  }
  m.entity = entity_of_row(match.row, m, match.confidence);
  if (row.kind == ActorRow::Kind::person) {
    remember(name_key(document_.of(tree_[match.last - 1].span)), m.entity);
    const std::string_view given = document_.of(tree_[match.first].span);  // "John" after "John Lee"
    if (match.last - match.first == 2 && given.size() >= 3) by_surname_.try_emplace(name_key(given), m.entity);
  }
  return true;
}

/// "The militant group Lashkar-e-Taiba": the name that follows a group noun, where the parser hung the two side by side.
Index Resolver::name_after(const Mention& m) const {
  const Index next = m.head + 1;
  if (m.kind != Mention::Kind::nominal || !words_.is(word(m.head), Words::group) || next >= static_cast<Index>(document_.tokens.size()))
    return kNone;
  const bool beside = tree_[next].head != kNone && tree_[next].head == tree_[m.head].head && tree_[next].relation == tree_[m.head].relation;
  const bool apposed = tree_[next].head == m.head && tree_[next].relation == Relation::appos;
  return tree_[next].tag == Tag::PROPN && (beside || apposed) ? document_.mention_of[static_cast<std::size_t>(next)] : kNone;
}

/// A pronoun or "the group": what it stands for; of a group noun only if its own phrase does not say who it is.
bool Resolver::resolve_reference(Index mention, Mention& m) {
  if (m.kind != Mention::Kind::pronoun && (m.kind != Mention::Kind::nominal || name_at(m.head) != kNone)) return false;
  const Agent* exact = words_.is(word(m.head), Words::exact) ? knowledge_.agent(word(m.head)) : nullptr;
  if (const Index name = name_after(m); name != kNone) {
    resolve(name);
    m.entity = document_.mentions[static_cast<std::size_t>(name)].entity;
    return m.entity != kNone;
  }
  if (m.entity = one_of_two(mention); m.entity != kNone) return true;
  const Index story = setting_.story(tree_.sentence_of(m.head));
  Index a = antecedent(document_, tree_, words_, mention, story, exact ? exact->sector : std::string_view());
  const bool bare = std::ranges::none_of(
      tree_.children(m.head), [&](Index c) { return tree_[c].relation == Relation::amod || tree_[c].relation == Relation::compound; });
  if (a == kNone && exact && exact->sector == "PTY" && bare)
    a = antecedent(document_, tree_, words_, mention, story, "REB");  // one that fights
  if (a == kNone) m.entity = land_spoken_for(m);
  if (a == kNone) return m.entity != kNone;
  m.entity = document_.mentions[static_cast<std::size_t>(a)].entity;
  if (words_.is(word(m.head), Words::many) && with_another(document_, tree_, words_, a)) {  // they both, and of no one country
    Entity both;
    both.name = std::string(document_.of(m.span));
    both.sector = document_.entities[static_cast<std::size_t>(m.entity)].sector;
    both.group = true;
    both.confidence = 0.5F;
    m.entity = entity(std::move(both));
  }
  return true;
}

/// A name that nobody knows: what its own words, its apposition and the parser's name tag tell.
void Resolver::resolve_unknown(Mention& m) {
  Entity e;
  e.name = std::string(document_.of(m.span));
  const std::uint8_t kind = tree_[m.head].name_tag;
  e.person = kind == 1 || kind == 2;
  e.group = kind == 3 || kind == 4;
  e.place = kind == 5 || kind == 6;
  e.country = nation_of(m.head);
  e.confidence = 0.4F;
  if (const Agent* a = title_of(m.head, nullptr); a && !e.person) {
    e.group = e.group || a->kind == Agent::Kind::group;
    if (e.group) e.sector = a->sector;
  }
  if (e.country.empty() && e.person) e.country = setting_.country(tree_.sentence_of(m.head), true);
  m.entity = entity(std::move(e));
}

void Resolver::resolve(Index mention) {
  const auto i = static_cast<std::size_t>(mention);
  if (state_[i] != 0) return;
  state_[i] = 1;
  Mention m = document_.mentions[i];
  const bool pronoun = m.kind == Mention::Kind::pronoun;
  const bool office = m.kind == Mention::Kind::name && tree_.child(m.head, Relation::flat) == kNone &&
                      agent_of(m.head, m.head, nullptr);  // "the Foreign Secretary"
  Index whole = short_for(m);
  if (const Index above = tree_[m.head].head; whole == kNone && m.kind == Mention::Kind::modifier && above != kNone &&
                                              tree_[m.head].relation == Relation::nmod_desc && tree_[above].tag == Tag::PROPN) {
    const Index holder = document_.mention_of[static_cast<std::size_t>(above)];  // "President" of "President Lee"
    if (holder != kNone) resolve(holder);
    const Entity* e = holder == kNone ? nullptr : document_.entity_of(holder);
    if (e && e->person) whole = document_.mentions[static_cast<std::size_t>(holder)].entity;
  }
  if (whole != kNone) {
    m.entity = whole;
    document_.mentions[i] = m;
    state_[i] = 2;
    return;
  }
  const bool done = pronoun ? resolve_reference(mention, m)
                            : resolve_name(m) || (office && resolve_agent(m)) || resolve_person(m) || resolve_reference(mention, m) ||
                                  resolve_neighbour(m) || resolve_agent(m);
  if (!done && m.kind == Mention::Kind::name && capital(m.head)) resolve_unknown(m);
  document_.mentions[i] = m;
  state_[i] = 2;
}

}  // namespace demarche
