// Which nation a phrase belongs to: by its own words, by whoever sends it, else by where the text plays.
//   "Two British agents", "the army of Chad" -> by their words;   "Kenya sent soldiers" -> KEN;   "US-led forces" -> none
#include <algorithm>

#include "types/frame.h"
#include "who/acting.h"
#include "who/resolve.h"

namespace demarche {

constexpr Index kNeighbourReach = 2;  ///< sentences before, in which a neighbour may have been named
constexpr Index kListReach = 6;       ///< tokens from the first of a list to one that shares its nation

/// The word that a hyphen joins to the name behind it: "led" of "US-led"; or kNone.
Index Resolver::joined_to(Index name) const {
  const Index after = names_[static_cast<std::size_t>(name)].last;
  const bool joined = after + 1 < static_cast<Index>(document_.tokens.size()) && document_.of(tree_[after].span) == "-";
  return joined ? after + 1 : kNone;
}

/// "London-based": where somebody sits, which tells whose he is but not where the text plays.
bool Resolver::seat(Index name) const {
  const Index joined = joined_to(name);
  return joined != kNone && lower(document_.of(tree_[joined].span)) == "based";
}

/// "US-led", "Iranian-backed", "pro-Russian", "English-speaking": a nation that stands behind a group, and not the group's.
bool Resolver::backer(Index name) const {
  const Index first = names_[static_cast<std::size_t>(name)].first;
  if (first >= 2 && document_.of(tree_[first - 1].span) == "-" && words_.is(lower(document_.of(tree_[first - 2].span)), Words::stance))
    return true;
  const Index joined = joined_to(name);
  if (joined == kNone || seat(name)) return false;
  return tree_[joined].xpos == "VBN" || tree_[joined].xpos == "VBD" || word(joined) == "lead" ||
         document_.of(tree_[joined].span).ends_with("ed") || tree_[joined].xpos == "VBG";
}

/// "The Libyan House of Representatives" is not the American one.
bool Resolver::of_another_nation(Index name, const Mention& m) const {
  const NameMatch& match = names_[static_cast<std::size_t>(name)];
  const ActorRow& own = knowledge_.row(match.row);
  if (!common_name(match) && own.sector != "MIL" && own.sector != "LEG") return false;
  const auto foreign = [&](Index t) {
    const Index other = name_at(t);
    return other != kNone && other != name && named_row(other).country != own.country && !backer(other) &&
           (named_row(other).kind == ActorRow::Kind::country || named_row(other).kind == ActorRow::Kind::capital ||
            named_row(other).kind == ActorRow::Kind::demonym);
  };
  const auto [first, last] = core(m.head);
  for (Index t = first; t < last; ++t)
    if (foreign(t)) return true;
  const auto owners = tree_.children(m.head);  // "Spain's Socialist Party"
  return std::any_of(owners.begin(), owners.end(), [&](Index c) { return tree_[c].relation == Relation::nmod_poss && foreign(c); });
}

/// "The Philippine Department of Energy": of its own country, and what the known body of that name is.
bool Resolver::add_namesake(Mention& m, std::string_view country, std::string_view sector) {
  Entity e;
  e.name = std::string(document_.of(m.span));
  e.country = country;
  e.sector = sector;
  e.group = true;
  e.confidence = 0.7F;
  m.entity = entity(std::move(e));
  return true;
}

/// Does the name tell the nation of whom it stands beside? Not of whoever stands behind a group, nor one that bodies of other countries
/// bear.
bool Resolver::of_its_own(Index name) const {
  return !backer(name) && !generic(names_[static_cast<std::size_t>(name)]);
}

std::string Resolver::nation_of(Index head) {
  const auto [first, last] = core(head);
  const Index own = name_at(head);  // "Spain's Socialist Party": not the one of that name elsewhere
  const bool namesake = own != kNone && common_name(names_[static_cast<std::size_t>(own)]);
  for (Index t = first; t < last; ++t)
    if (const Index n = name_at(t); n != kNone && (!namesake || n != own) && (t != head || tree_[head].tag != Tag::PROPN) &&
                                    !(tree_[t].relation == Relation::flat && tree_[head].tag == Tag::PROPN) &&
                                    of_its_own(n))  // not "Denzel Washington"
      if (const ActorRow& row = named_row(n); !row.country.empty()) return std::string(row.country);
  const Index before = head > 0 && tree_[head].relation == Relation::compound ? name_at(head - 1) : kNone;
  if (before != kNone && named_row(before).kind == ActorRow::Kind::demonym && tree_[head - 1].head == tree_[head].head && !backer(before))
    return std::string(named_row(before).country);      // "Italian police arrest": both hung on what they do
  if (words_.is(word(head), Words::mirror)) return "";  // whose counterpart somebody is, that country's he is not
  const Index above = tree_[head].head;
  const Agent* title = above == kNone ? nullptr : knowledge_.agent(word(above));
  const bool titled = above != kNone && (tree_[above].tag == Tag::NOUN || (title && title->kind == Agent::Kind::person));
  if (titled && tree_[head].relation == Relation::appos && tree_[head].tag == Tag::PROPN) {
    const auto [a, b] = core(above);  // "a Kenyan pastor, Ann Lee"
    for (Index t = a; t < b; ++t)
      if (const Index n = name_at(t); n != kNone && of_its_own(n)) return std::string(named_row(n).country);
  }
  if (const Entity* owner = owner_of(head, Words::of, true)) return owner->country;
  if (titled && tree_[head].relation == Relation::appos && tree_[head].tag == Tag::PROPN && !words_.is(word(above), Words::mirror) &&
      tree_.child(above, Relation::nmod_poss) != kNone)  // "Kenya's envoy, Ann Lee"
    if (const Entity* owner = owner_of(above, Words::of, true)) return owner->country;
  for (Index c : tree_.children(head)) {
    if (tree_[c].relation != Relation::appos) continue;
    if (const Index n = name_at(c); n != kNone && named_row(n).kind == ActorRow::Kind::country) continue;  // "its backers, notably Russia"
    const auto [a, b] = tree_.extent(c);
    for (Index t = a; t < b; ++t)
      if (const Index n = name_at(t); n != kNone && of_its_own(n)) return std::string(named_row(n).country);  // not "a Cuban-born pastor"
  }
  if (const Index beside = title_beside(head); beside != kNone)
    if (const std::string nation = nation_of(beside); !nation.empty()) return nation;
  // "Ali is a Kenyan official"
  if (above != kNone && tree_[head].relation == Relation::nsubj && tree_[above].tag == Tag::NOUN &&
      tree_.child(above, Relation::cop) != kNone) {
    const auto [a, b] = core(above);
    for (Index t = a; t < b; ++t)
      if (const Index n = name_at(t); n != kNone) return std::string(named_row(n).country);
  }
  return "";
}

/// "Armenia condemned its neighbour": the one other state that is named there, as in its phrase ("its neighbour Chad"), else nobody's;
/// never the owner's own. Is it a state's neighbour at all?
bool Resolver::resolve_neighbour(Mention& m) {
  const Entity* owner = words_.is(word(m.head), Words::neighbour) ? owner_of(m.head) : nullptr;
  if (!owner || owner->person || owner->sector == "CVL" || !knowledge_.is_state(owner->country)) return false;
  const std::string own = owner->country;
  const bool several = tree_[m.head].xpos == "NNS";
  const Index here = tree_.sentence_of(m.head);
  const auto [first, last] = tree_.extent(m.head);
  std::string named;
  bool inside = false, two = false;
  for (const NameMatch& n : names_) {
    const ActorRow& row = knowledge_.row(n.row);
    const Index sentence = tree_.sentence_of(n.first);
    if (row.kind != ActorRow::Kind::country || row.country == own || sentence > here + 1 || sentence < here - kNeighbourReach) continue;
    const bool within = n.first >= first && n.first < last;
    if (within && !inside) named.clear();
    if (inside && !within) continue;
    two = (two && inside == within) || (!named.empty() && row.country != named);
    inside = within;
    named = row.country;
  }
  if (const Index state = knowledge_.country(named); !two && !several && state != kNone) {
    m.entity = entity_of_row(state, m, 0.6F);
    return true;
  }
  Entity e;
  e.name = std::string(document_.of(m.span));
  e.group = true;
  e.confidence = 0.4F;
  m.entity = entity(std::move(e));
  return true;
}

/// "The Kenyan president said that the country ...": that of whoever the sentence, or the one before, has for its subject; kNone if that is
/// no state's.
Index Resolver::land_spoken_for(const Mention& m) {
  const Relation r = tree_[m.head].relation;
  const auto children = tree_.children(m.head);
  const bool bare = std::ranges::all_of(
      children, [&](Index c) { return word(c) == "the" || tree_[c].relation == Relation::case_ || tree_[c].tag == Tag::PUNCT; });
  if (m.kind != Mention::Kind::nominal || !words_.is(word(m.head), Words::country) || tree_[m.head].xpos != "NN" || !is_definite(m.head) ||
      !bare || (universal(r) != Relation::nsubj && r != Relation::nmod_poss))
    return kNone;
  const Index here = tree_.sentence_of(m.head);
  Index found = kNone;
  for (Index k = document_.mention_of[static_cast<std::size_t>(m.head)]; k-- > 0;) {
    const Mention& before = document_.mentions[static_cast<std::size_t>(k)];
    const Index there = tree_.sentence_of(before.head);
    if (here - there > 1 || setting_.other_story(here, there) || (found != kNone && there != here)) break;
    const Entity* e = document_.entity_of(k);
    if (!e || !knowledge_.is_state(e->country) || e->medium) continue;
    if (before.kind == Mention::Kind::pronoun || universal(tree_[tree_.first_conjunct(before.head)].relation) != Relation::nsubj) continue;
    found = k;
  }
  if (found == kNone) return kNone;
  return entity(country_of(knowledge_, document_.entity_of(found)->country));
}

/// "Kenya sent soldiers to Haiti": whose they are.
std::string Resolver::sender_of(Index head) {
  const Index verb = tree_[head].head;
  if (verb == kNone || universal(tree_[head].relation) != Relation::obj || !words_.is(word(verb), Words::sending)) return "";
  for (const Index c : tree_.children(head))
    if (c < head && (tree_[c].relation == Relation::nmod_poss || name_at(c) != kNone)) return "";  // says whose
  for (const Index s : verb_frame(tree_, verb).subj) {
    const Index m = document_.mention_of[static_cast<std::size_t>(s)];
    if (m == kNone || s == head) continue;
    resolve(m);
    if (const Entity* e = document_.entity_of(m); e && knowledge_.is_state(e->country)) return e->country;
  }
  return "";
}

/// "Syrian troops and rebels": the nation before the first of a list of phrases.
std::string Resolver::nation_beside(Index head) const {
  const Index first = tree_.first_conjunct(head);
  if (first == head || tree_[first].tag != Tag::NOUN || head - first > kListReach) return "";
  for (auto [t, end] = core(first); t < first; ++t)
    if (const Index n = name_at(t); n != kNone && !backer(n) && knowledge_.is_state(named_row(n).country))
      return std::string(named_row(n).country);
  return "";
}

/// "The secretary met the Chadian president": is all that speaks for a country whom he does something with?
bool Resolver::only_of_partners(Index verb, const std::string& country) const {
  const auto told = countries_.find(country);
  if (verb == kNone || told == countries_.end()) return false;
  const Sentence& s = document_.sentences[static_cast<std::size_t>(tree_.sentence_of(verb))];
  const auto children = tree_.children(verb);
  int partners = 0;
  for (Index t = s.first; t < s.last; ++t) {
    const Index n = name_at(t);
    if (n == kNone || names_[static_cast<std::size_t>(n)].first != t || named_row(n).country != country) continue;
    const Index head = head_in(names_[static_cast<std::size_t>(n)]);
    const bool partner = std::any_of(children.begin(), children.end(), [&](Index c) {
      const Relation r = universal(tree_[c].relation);
      return c > verb && (r == Relation::obj || r == Relation::iobj || r == Relation::obl) && tree_.below(head, c);
    });
    if (!partner || located(head, true) || located(head, false)) return false;
    ++partners;
  }
  return partners > 0 && partners >= told->second;
}

/// "Mr. Lee reaffirmed the President's commitment": of whose government the subject of the clause is.
std::string Resolver::nation_of_subject(Index head) const {
  Index verb = tree_[head].head;
  for (int steps = 0; verb != kNone && tree_[verb].tag != Tag::VERB && steps < 3; ++steps) verb = tree_[verb].head;
  const Index subject = verb == kNone || universal(tree_[head].relation) == Relation::obj ? kNone : tree_.child(verb, Relation::nsubj);
  const Index m = subject == kNone || subject > head ? kNone : document_.mention_of[static_cast<std::size_t>(subject)];
  const Entity* e = m == kNone ? nullptr : document_.entity_of(m);
  return e && !e->medium && !e->sector.empty() && knowledge_.is_state(e->country) ? e->country : "";
}

/// "Coalition forces attacked rebels in Chad. Fighter aircraft conducted a strike": the coalition that a few sentences before acts; of
/// aircraft that the text says nothing more of.
Index Resolver::coalition_before(Index head) const {
  constexpr Index kReach = 8;  // sentences
  if (!words_.is(word(head), Words::craft) || tree_[head].xpos == "NNS" ||
      tree_.child(head, {Relation::det, Relation::nmod_poss, Relation::nummod}) != kNone)
    return kNone;
  for (Index k = document_.mention_of[static_cast<std::size_t>(head)]; k-- > 0;) {
    const Mention& before = document_.mentions[static_cast<std::size_t>(k)];
    if (tree_.sentence_of(head) - tree_.sentence_of(before.head) > kReach) return kNone;
    const Entity* e = document_.entity_of(k);
    if (!e || e->sector != "MIL" || universal(tree_[before.head].relation) != Relation::nsubj) continue;
    const auto [first, last] = core(before.head);
    for (Index t = first; t < last; ++t)
      if (words_.is(word(t), Words::abroad)) return before.entity;
  }
  return kNone;
}

/// "The presidents agreed", "the two leaders", "governments": of offices that a state has but one of, several are of several states (in our
/// annotated news of none 244 times, of one country 52).
bool Resolver::of_several(const Entity& e, Index head) const {
  const bool plural = tree_[head].xpos == "NNS" || tree_[head].xpos == "NNPS";
  return e.sector == "GOV" && plural && words_.is(word(head), Words::side) &&
         (e.group || is_definite(head) || tree_.child(head, Relation::nummod) != kNone);
}

/// The country of a phrase that names none: the setting's; none for "world leaders", nor for "the leaders" of several states.
std::string Resolver::likely_country(const Entity& e, Index head) const {
  if (words_.is(lower(word(head)), Words::asker) || words_.is(word(head), Words::mirror | Words::abroad) ||
      (words_.is(word(head), Words::country) && tree_[head].xpos == "NNS"))
    return "";
  for (const Index c : tree_.children(head))
    if (words_.is(word(c), Words::abroad) || words_.is(lower(document_.of(tree_[c].span)), Words::abroad) ||
        (tree_[c].relation == Relation::nmod_poss && words_.is(word(c), Words::first)))
      return "";
  if (e.sector == "MIL" && words_.is(word(head), Words::abroad)) return "";  // "the US-led coalition"
  const Index sentence = tree_.sentence_of(head);
  if (e.sector == "GOV" && e.person && tree_[head].xpos == "NNS" && setting_.international(sentence)) return "";
  if (of_several(e, head)) return "";
  const std::string_view own = issuer_.empty() ? kStatements : std::string_view(issuer_);
  const std::string guess =
      setting_.country(sentence, e.sector == "CVL" || e.place, words_.is(word(head), Words::scorned) ? own : std::string_view());
  if (words_.is(word(head), Words::captive) &&
      std::any_of(names_.begin(), names_.end(), [&](const NameMatch& n) {  // "hostages held by Hamas"
        const ActorRow& row = knowledge_.row(n.row);
        return row.sector == "REB" && row.country == guess && tree_.sentence_of(n.first) == sentence;
      }))
    return "";
  const bool beside = tree_[head].relation == Relation::appos && tree_[head].head != kNone;  // "the minister, Ann Lee"
  const bool inside = tree_[head].relation == Relation::nmod && tree_[head].head != kNone && tree_[head].head < head &&
                      words_.is(tree_.preposition(head), Words::own);  // "a group of senators"
  const Index phrase = beside || inside ? tree_[head].head : head;
  const bool acts = (e.sector == "GOV" || e.sector == "MIL" || e.sector == "LEG") && universal(tree_[phrase].relation) == Relation::nsubj;
  if (acts && e.sector != "MIL" && only_of_partners(tree_[phrase].head, guess)) return "";
  if (const Index verb = tree_[phrase].head; acts && verb != kNone)
    for (const Index c : tree_.children(verb)) {  // "The minister criticised Iran", "The brigade attacked Iranian troops": not its own
      if (tree_[c].relation != Relation::obj) continue;
      if (const Index n = name_at(c); n != kNone && named_row(n).kind == ActorRow::Kind::country && named_row(n).country == guess)
        return "";
      const auto named = countries_.find(guess);
      for (const Index g : tree_.children(c))  // "The parliament approved an invasion of Chad", of which nothing else is told
        if (const Index n = tree_[g].relation == Relation::nmod && named != countries_.end() && named->second == 1 ? name_at(g) : kNone;
            n != kNone && named_row(n).kind == ActorRow::Kind::country && named_row(n).country == guess)
          return "";
      const Agent* whom = e.sector == "MIL" ? knowledge_.agent(word(c)) : nullptr;
      if (!whom || whom->sector != "MIL") continue;
      for (auto [t, end] = core(c); t < end; ++t)
        if (const Index n = name_at(t); n != kNone && named_row(n).country == guess) return "";
    }
  const bool domestic = e.sector == "LEG" || e.sector == "OPP" || e.sector == "JUD" || (e.sector == "GOV" && e.person);
  if (guess.empty() && domestic && tree_[head].xpos != "NNS") return nation_of_subject(head);
  return guess;
}

}  // namespace demarche
