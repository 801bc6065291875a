// Descriptions: agent nouns with the nation or organisation of their phrase.   "Syrian rebels" -> SYR REB;  "his administration" -> of him
// A phrase without a nation takes it from an earlier phrase with the same noun, else from where the text plays (nation.cpp).
#include <algorithm>
#include <utility>

#include "base/hash_table.h"
#include "types/frame.h"
#include "who/acting.h"
#include "who/resolve.h"

namespace demarche {

constexpr Index kLongestField = 8;  ///< words of "for Foreign, Commonwealth and Development Affairs"

bool states_sector(std::string_view s) {
  return s == "GOV" || s == "MIL" || s == "COP" || s == "REB" || s == "LEG" || s == "OPP" || s == "JUD" || s == "SPY" || s == "CVL" ||
         s == "PTY" || s == "BUS" || s == "LAB" || s == "EDU" || s == "REL" || s == "MED" || s == "AGR" || s == "ELI";
}

/// A title in the phrase, in apposition or as predicate: "Prime Minister", "a former Mexican official", "Ali is a spokesman".
const Agent* Resolver::title_of(Index head, std::string* phrase) const {
  const auto [first, last] = core(head);
  for (Index t = std::min(head, last) - 1; t >= first; --t)
    if (tree_[t].relation != Relation::amod)
      if (const Agent* a = agent_of(t, first, phrase); a && a->kind != Agent::Kind::adjective) return a;
  for (Index c : tree_.children(head))
    if (tree_[c].relation == Relation::appos || tree_[c].relation == Relation::nmod_desc)
      if (const Agent* a = agent_of(c, tree_.extent(c).first, phrase)) return a;
  if (const Index beside = title_beside(head); beside != kNone) return agent_of(beside, core(beside).first, phrase);
  if (tree_[head].tag == Tag::PROPN && tree_.child(head, Relation::flat) != kNone)  // "Bishop Lee", with the title for its head
    if (const Agent* a = agent_of(head, head, phrase); a && a->kind == Agent::Kind::person) return a;
  const Index above = tree_[head].head;
  if (above == kNone) return nullptr;
  if (tree_[head].relation == Relation::appos)  // "the spokesman, John Doe"
    if (const Agent* a = agent_of(above, core(above).first, phrase)) return a;
  if (tree_[head].relation == Relation::nsubj && tree_[above].tag == Tag::NOUN && tree_.child(above, Relation::cop) != kNone)
    if (const Agent* a = agent_of(above, core(above).first, phrase); a && a->kind == Agent::Kind::person) return a;
  return nullptr;
}

/// "Secretary of State Ann Lee": the title before an office's field before a person's name, wherever the parser hung the three; kNone if
/// there is none.
Index Resolver::title_of_field(Index head) const {
  const std::uint8_t kind = tree_[head].name_tag;
  const Index name = name_at(head);
  const bool person = kind == 1 || kind == 2 || (name != kNone && named_row(name).kind == ActorRow::Kind::person);
  if (!person || tree_[head].tag != Tag::PROPN || tree_.child(head, Relation::flat) == kNone) return kNone;
  const Index least = std::max(head - kLongestField, document_.sentences[static_cast<std::size_t>(tree_.sentence_of(head))].first + 1);
  for (Index t = head - 1; t >= least; --t) {
    const Tag tag = tree_[t].tag;
    if (tag == Tag::ADP && t + 1 < head && (words_.is(word(t), Words::of) || word(t) == "to") && tree_[t - 1].xpos != "NNS" &&
        tree_[t - 1].xpos != "NNPS") {
      const Agent* a = agent_of(t - 1, t - 1, nullptr);
      return a && a->kind == Agent::Kind::person ? t - 1 : kNone;
    }
    if (tag != Tag::PROPN && tag != Tag::NOUN && tag != Tag::ADJ && tag != Tag::DET && tag != Tag::CCONJ) return kNone;
    if (const Agent* a = t + 1 == head ? knowledge_.agent(word(t)) : nullptr; a && a->kind == Agent::Kind::person && a->sector == "GOV")
      return kNone;  // "the lawyer for President Ann Lee"
  }
  return kNone;
}

/// "The Kenyan minister John Doe condemned": the noun right before a name that the parser hung on the same verb; kNone if there is none.
Index Resolver::title_beside(Index head) const {
  if (const Index title = title_of_field(head); title != kNone) return title;
  const Index before = core(head).first - 1;
  if (before > 0 && tree_[head].tag == Tag::PROPN && document_.of(tree_[before].span) == "," &&
      tree_[head].head != kNone) {  // "the leader of Kenya, Ann Lee, said", hung as two subjects
    for (Index t = before - 1; t >= 0 && tree_.sentence_of(t) == tree_.sentence_of(head); --t) {
      if (tree_[t].head != tree_[head].head || tree_[t].relation != tree_[head].relation) {
        if (t == tree_[head].head) break;
        continue;
      }
      for (Index between = t + 1; between < before; ++between)
        if (!tree_.below(between, t)) return kNone;
      const Agent* a = tree_[t].xpos == "NNS" ? nullptr : agent_of(t, core(t).first, nullptr);
      return a && a->kind == Agent::Kind::person ? t : kNone;
    }
  }
  if (before < 0 || tree_[head].tag != Tag::PROPN || tree_[before].tag != Tag::NOUN || tree_[before].head == kNone ||
      tree_[before].head != tree_[head].head || tree_.sentence_of(before) != tree_.sentence_of(head))
    return kNone;
  const Agent* a = agent_of(before, core(before).first, nullptr);
  return a && a->kind == Agent::Kind::person && tree_[before].xpos != "NNS" ? before : kNone;
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
    if (t < head && text.find(' ') != std::string::npos && tree_[t].tag == Tag::NOUN) {  // "human rights group", whose lemma is "right"
      const std::string plain = lower(document_.of(tree_[t].span)) + text.substr(text.find(' '));
      if (const Agent* a = plain != text ? knowledge_.agent(plain) : nullptr) {
        found = a;
        if (phrase) *phrase = plain;
        continue;
      }
    }
    if (const Agent* a = knowledge_.agent(text); a && (!words_.is(text, Words::capital) || (capital(head) && !shouted(head)))) {
      found = a;
      if (phrase) *phrase = text;
    }
  }
  if (!found && (!words_.is(word(head), Words::capital) || (capital(head) && !shouted(head)))) {
    std::string form = lower(document_.of(tree_[head].span));
    found = knowledge_.agent(form);
    if (!found && form.size() > 3 && form.back() == 's') {  // plurals that the lemmatiser left
      form.pop_back();
      found = knowledge_.agent(form);
    }
    if (found && phrase) *phrase = form;
  }
  if (found && capital(head) && tree_[head].tag == Tag::PROPN && !shouted(head)) {  // a Representative sits in a house
    std::string proper = word(head);
    if (knowledge_.agent(proper) == found && proper[0] >= 'a' && proper[0] <= 'z') {
      proper[0] = static_cast<char>(proper[0] - 'a' + 'A');
      if (const Agent* a = knowledge_.agent(proper)) found = a;
    }
  }
  if (head + 1 < static_cast<Index>(document_.tokens.size()) && tree_[head + 1].head == head)  // "attorneys general"
    if (const Agent* a = knowledge_.agent(word(head) + ' ' + word(head + 1))) {
      found = a;
      if (phrase) *phrase = word(head) + ' ' + word(head + 1);
    }
  if (head + 2 < static_cast<Index>(document_.tokens.size()) && word(head + 1) == "of")  // "secretary of state"
    if (const Agent* a = knowledge_.agent(word(head) + " of " + word(head + 2))) {
      found = a;
      if (phrase) *phrase = word(head) + " of " + word(head + 2);
    }
  return found && found->kind == Agent::Kind::adjective ? nullptr : found;
}

/// Of each mention the last one before it with the same word.
void Resolver::note_alike() {
  HashTable<Index> after;  // the last one's number and 1
  for (std::size_t i = 0; i < document_.mentions.size(); ++i)
    alike_.push_back(std::exchange(after[word(document_.mentions[i].head)], static_cast<Index>(i) + 1) - 1);
}

/// The last phrase with the same noun, if it had a nation or was of several: "the army" after "the Syrian army".
Index Resolver::like_before(const Mention& m, const Entity& e) {
  if (alike_.empty()) note_alike();
  for (Index k = document_.mention_of[static_cast<std::size_t>(m.head)]; (k = alike_[static_cast<std::size_t>(k)]) != kNone;) {
    const Mention& before = document_.mentions[static_cast<std::size_t>(k)];
    const Entity* other = document_.entity_of(k);
    if (other && other->group && before.kind == Mention::Kind::name && capital(m.head) && !knowledge_.is_state(other->country) &&
        !other->country.empty())
      return before.entity;  // "the Council" after "the UN Security Council"
    if (setting_.other_story(tree_.sentence_of(m.head), tree_.sentence_of(before.head))) return kNone;
    if (!other || other->sector != e.sector || (tree_[before.head].xpos == "NNS") != (tree_[m.head].xpos == "NNS")) continue;
    std::string own, its;  // "the vice president" is not the president
    if (agent_of(m.head, core(m.head).first, &own) && agent_of(before.head, core(before.head).first, &its) && own != its &&
        e.sector == "GOV" && e.person)
      continue;
    if (!other->country.empty() || is_definite(before.head)) return before.entity;
  }
  return kNone;
}

/// "Talks were held in Damascus. Israel bombed the city": the town that was named last as a place or as what something is done to, not one
/// that acts as its government does.
Index Resolver::town_before(const Mention& m) const {
  constexpr Index kReach = 3;  // sentences
  if (tree_[m.head].xpos != "NN" || tree_.child(m.head, {Relation::nmod, Relation::appos, Relation::flat}) != kNone)
    return kNone;  // said which
  const Index here = tree_.sentence_of(m.head);
  for (Index k = document_.mention_of[static_cast<std::size_t>(m.head)]; k-- > 0;) {
    const Mention& before = document_.mentions[static_cast<std::size_t>(k)];
    const Index there = tree_.sentence_of(before.head);
    if (here - there > kReach || setting_.other_story(here, there)) return kNone;
    const Entity* e = document_.entity_of(k);
    const bool town = e && e->place && e->sector.empty() && before.kind == Mention::Kind::name && knowledge_.is_state(e->country) &&
                      !bare_country(*e, knowledge_);
    if (town && universal(tree_[before.head].relation) != Relation::nsubj) return before.entity;
  }
  return kNone;
}

/// "a minister", "some minister"
bool Resolver::indefinite(Index head) const {
  const Index det = tree_.child(head, Relation::det);
  return det != kNone && words_.is(word(det), Words::indefinite);
}

bool Resolver::is_definite(Index head) const {
  const Index det = tree_.child(head, Relation::det);
  return det != kNone && words_.is(word(det), Words::definite);
}

/// "the minority leader, Chuck Schumer": the person named in apposition.
Index Resolver::named_beside(Index head) {
  Index next = head + 1;
  const Index end = document_.sentences[static_cast<std::size_t>(tree_.sentence_of(head))].last;
  while (next < end && next <= head + kLongestField && !(tree_[next].tag == Tag::PROPN && title_beside(next) == head)) ++next;
  if (next < end && next <= head + kLongestField) {
    const Index m = document_.mention_of[static_cast<std::size_t>(next)];
    if (m != kNone) resolve(m);
    if (const Entity* e = m == kNone ? nullptr : document_.entity_of(m); e && e->person)
      return document_.mentions[static_cast<std::size_t>(m)].entity;
  }
  for (Index c : tree_.children(head)) {
    if (tree_[c].relation != Relation::appos || tree_[c].tag != Tag::PROPN) continue;
    const Index m = document_.mention_of[static_cast<std::size_t>(c)];
    if (m == kNone || m == document_.mention_of[static_cast<std::size_t>(head)]) continue;
    resolve(m);
    const Entity* e = document_.entity_of(m);
    if (e && e->person) return document_.mentions[static_cast<std::size_t>(m)].entity;
  }
  return kNone;
}

bool Resolver::resolve_agent(Mention& m) {
  std::string phrase;
  const Agent* agent = agent_of(m.head, m.kind == Mention::Kind::modifier ? m.head : core(m.head).first, &phrase);
  if (!agent) return false;
  if (agent->kind == Agent::Kind::person && m.kind != Mention::Kind::modifier)
    if (const Index person = named_beside(m.head); person != kNone) {
      m.entity = person;
      return true;
    }
  Entity e;
  e.name = std::string(document_.of(m.span));
  e.person = agent->kind == Agent::Kind::person;
  e.group = agent->kind == Agent::Kind::group;
  e.place = agent->kind == Agent::Kind::place;
  e.sector = agent->sector;
  e.confidence = 0.7F;
  e.country = e.sector == "MIL" || e.sector == "COP" || e.sector == "GOV" ? sender_of(m.head) : "";
  if (e.country.empty()) e.country = nation_of(m.head);
  take_owner(e, *agent, m.head);
  if (e.place && (e.sector.empty() || e.sector == "CVL"))  // "the general's house", "the headquarters of the police" stand for them
    if (const Entity* whose = owner_of(m.head, Words::own);
        whose && !whose->place && !whose->medium && !whose->sector.empty() && whose->sector != "CVL") {
      e.sector = whose->sector;
      if (knowledge_.is_state(whose->country)) e.country = whose->country;
    }
  if (e.place || (e.sector == "CVL" && e.person))
    if (const std::string s = sector_around(m.head); !s.empty() && (e.place || agent->kind != Agent::Kind::person)) e.sector = s;
  if (e.sector == "NGO" || e.sector == "IGO") {  // PLOVER codes them in the country's place
    e.country = e.sector;
    e.sector.clear();
  }
  if (!agent->inherits && agent->sector.empty()) e.country.clear();  // critics of a government are not its own
  if (e.country.empty() && e.sector == "GOV" && e.person && former(m.head).empty()) {
    if (!takes_turn(m.head) && !titled_after(phrase, m.head)) {  // who speaks is not whom he or the text speaks of
      if (const Index r = titled_before(phrase, m.head); r != kNone) {
        m.entity = r;
        return true;
      }
      const std::string_view usual = state_of_capital(phrase, m.head);  // where it is spoken of, "the President" is no other's
      const Index r = office_named(phrase, m.head);
      if (r != kNone && (usual.empty() || knowledge_.row(r).country == usual || !countries_.contains(std::string(usual)))) {
        m.entity = entity_of_row(r, m, 0.8F);
        return true;
      }
      if (const Index later = usual.empty() ? titled_later(phrase, m.head) : kNone; later != kNone) {
        m.entity = later;
        return true;
      }
    }
    if (e.country = state_of_capital(phrase, m.head); !e.country.empty()) e.confidence = 0.4F;
  }
  if (e.country.empty() && e.group) e.country = state_of_capital(phrase, m.head);
  if (e.country.empty() && of_issuer(m, e, phrase)) e.country = issuer_;
  const bool owned = e.sector == "JRN" && words_.is(phrase.substr(0, phrase.find(' ')), Words::owned);
  const Index det = tree_.child(m.head, Relation::det);
  const bool one = det != kNone || tree_.child(m.head, Relation::nummod) != kNone;   // "a radio station", but "media"
  const bool local = (e.sector == "JRN" && (e.person || one)) || e.sector == "CRM";  // but "hackers" may be anybody's
  if (e.country.empty() && (states_sector(e.sector) || e.place || owned || local)) {
    const bool bare =
        det == kNone && tree_.child(m.head, {Relation::nummod, Relation::amod, Relation::nmod_poss}) == kNone && e.sector != "CVL";
    const bool abroad = std::any_of(tree_.children(m.head).begin(), tree_.children(m.head).end(),
                                    [&](Index c) { return words_.is(word(c), Words::abroad); });
    const bool definite = !abroad && (bare || is_definite(m.head));
    const Index town = definite && !bare && words_.is(word(m.head), Words::town) ? town_before(m) : kNone;
    const Index same = definite && town == kNone ? like_before(m, e) : kNone;
    const Index allied = bare ? coalition_before(m.head) : kNone;
    if (same != kNone || allied != kNone) {
      m.entity = allied != kNone ? allied : same;
      return true;
    }
    if (town != kNone) {
      const Entity& named = document_.entities[static_cast<std::size_t>(town)];
      e.id = named.id;
      e.name = named.name;
      e.country = named.country;
    }
    if (e.country.empty()) e.country = with_office(phrase, likely_country(e, m.head));
    if (e.country.empty()) e.country = nation_beside(m.head);
    e.confidence = 0.5F;
  }
  if (e.person && (e.sector == "GOV" || agent->sector == "GOV") && !former(m.head).empty()) e.sector = "ELI";
  if (e.sector == "GOV" && !e.country.empty() && !knowledge_.is_state(e.country)) e.sector.clear();  // the UN's envoy
  if (const Index holder = office_holder(e, m, phrase); holder != kNone) {
    m.entity = holder;
    return true;
  }
  m.entity = entity(std::move(e));
  return true;
}

}  // namespace demarche
