// What a text says of somebody's office that the tables know otherwise.   "former U.S. President Donald Trump" [2025-08] -> a conflict
// Both ways: "former" of an office that he holds on the date, and a title that is another's on it. Only days without the slack of ~ count,
// and a title counts only where the text lets him act now: a past is told with the titles of the past ("President Kennedy went").
#include <algorithm>

#include "who/resolve.h"

namespace demarche {
namespace {

constexpr int kChange = 100;  ///< days around a change in which texts may call either so

std::string known_as(const ActorRow& row) {
  return std::string(row.name) + " is known as " + std::string(row.role) + " of " + std::string(row.country) + " since " +
         std::string(row.from) + (row.to.empty() ? "" : " until " + std::string(row.to)) + " (" + std::string(row.source) + ")";
}

/// Are the term's days known?
bool sure(const ActorRow& row) {
  return !row.from.empty() && !row.from.ends_with('~') && !row.to.ends_with('~');
}

}  // namespace

/// Is the date well within the term?
bool Resolver::settled(const ActorRow& row) const {
  const int today = day_number(document_.date);
  return row.begin + kChange <= today && today + kChange <= row.end;
}

/// "former" among the words that stand before a token in its phrase, wherever the parser hung them ("former U.S. President Donald Trump's
/// plan"). `office`: the title between them.
std::string Resolver::former_before(Index first, std::string* office) const {
  if (first == kNone || document_.sentences.empty()) return "";
  const Index begin = document_.sentences[static_cast<std::size_t>(tree_.sentence_of(first))].first;
  for (Index t = first - 1; t >= begin; --t) {
    const Tag tag = tree_[t].tag;
    const std::string w = word(t);
    const bool prefixed = w.find('-') != std::string::npos && words_.is(w.substr(0, w.find('-')), Words::former);  // "ex-president"
    if (prefixed || words_.is(w, Words::former)) {
      if (office && prefixed) *office = w.substr(w.find('-') + 1);
      if (office && !prefixed && t + 1 < first && name_at(first - 1) == kNone) {
        Index title = t + 1;  // "former candidate Senator Ann Lee" is a senator
        for (const Agent* a = nullptr; title + 1 < first && !((a = agent_of(title, t + 1, nullptr)) && a->kind == Agent::Kind::person);)
          ++title;
        if (!agent_of(title, t + 1, office)) *office = word(title);  // "former show host"
      }
      return prefixed ? w.substr(0, w.find('-')) : w;
    }
    const bool hyphen = tag == Tag::PUNCT && document_.of(tree_[t].span) == "-";
    if (!hyphen && tag != Tag::ADJ && tag != Tag::NOUN && tag != Tag::PROPN && tree_[t].relation != Relation::amod) return "";
  }
  return "";
}

/// "former" of a title that is a phrase of its own: "the former president, Ann Lee", "Ann Lee, the former president", "former Secretary of
/// State Ann Lee".
std::string Resolver::former_beside(Index head, std::string* office) const {
  std::vector<Index> titles;
  if (const Index beside = title_beside(head); beside != kNone) titles.push_back(beside);
  for (const Index c : tree_.children(head))
    if ((tree_[c].relation == Relation::appos && tree_[c].tag == Tag::NOUN) || tree_[c].relation == Relation::nmod_desc)
      titles.push_back(c);
  const Index above = tree_[head].head;
  if (above != kNone && tree_[head].relation == Relation::appos && tree_[head].tag == Tag::PROPN) titles.push_back(above);
  const auto names_another = [&](Index title) {  // "the governor and the former aide Ann Lee"
    for (Index t = title + 1; t < tree_.extent(title).second; ++t)
      if (tree_[t].tag == Tag::PROPN && (tree_[t].name_tag == 1 || tree_[t].name_tag == 2)) return true;
    return false;
  };
  for (const Index title : titles) {
    if (tree_[title].head == head && tree_[title].relation != Relation::nmod_desc && names_another(title)) continue;
    for (Index t = core(title).first; t < title; ++t)
      if (const std::string w = word(t); words_.is(w, Words::former)) {
        if (office && !agent_of(title, t + 1, office)) *office = word(title);
        return w;
      }
  }
  return "";
}

std::string Resolver::former(Index head) const {
  const auto [first, last] = core(head);
  for (Index t = first; t < last; ++t)
    if (const std::string w = word(t); words_.is(w, Words::former)) return w;
  if (const std::string w = former_before(first, nullptr); !w.empty()) return w;
  if (const std::string w = former_beside(head, nullptr); !w.empty()) return w;
  for (Index c : tree_.children(head))
    if (tree_[c].relation == Relation::appos)
      for (Index g : tree_.children(c))
        if (const std::string w = word(g); words_.is(w, Words::former)) return w;
  return "";
}

/// The row by which the person of `row` holds, and for some months, the office that the text names; no office named, or a loose word for
/// one ("leader"): the row itself. "Former Senator Rubio" is no conflict with a minister of that name.
const ActorRow* Resolver::held_now(const ActorRow& row, const std::string& office, bool loosely) const {
  const Agent* agent = office.empty() ? nullptr : knowledge_.agent(office);
  const bool loose = office.empty() || (agent && (agent->inherits || agent->yields));
  if ((!office.empty() && !agent) || (loose && !loosely)) return nullptr;
  const auto fits = [&](const ActorRow& r) {
    return r.kind == ActorRow::Kind::person && !r.role.empty() && sure(r) && settled(r) && r.country == row.country &&
           (loose ? r.sector == "GOV" : r.called(office));
  };
  if (fits(row)) return &row;
  for (const Index r : knowledge_.named(name_key(row.name)))
    if (fits(knowledge_.row(r))) return &knowledge_.row(r);
  return nullptr;
}

/// The title right before a person's name and the nation before it: "French President" -> "president", FRA. "" where other words make
/// another office of it ("Senate President", "Deputy Prime Minister").
std::string Resolver::office_before(Index first, std::string* nation) const {
  const Index begin = document_.sentences[static_cast<std::size_t>(tree_.sentence_of(first))].first;
  std::string office;
  if (first - 1 < begin || !capital(first - 1)) return "";
  const Agent* title = agent_of(first - 1, std::max(begin, first - 4), &office);
  if (!title || title->kind != Agent::Kind::person || title->sector != "GOV" || title->yields) return "";
  Index t = first - 1 - static_cast<Index>(std::count(office.begin(), office.end(), ' ')) - 1;
  if (t >= begin && tree_[t].tag == Tag::PART) --t;  // "France's President"
  if (const Index n = t < begin ? kNone : name_at(t); n != kNone) {
    if (named_row(n).kind > ActorRow::Kind::demonym) return "";  // "New York Attorney General"
    *nation = named_row(n).country;
    t = names_[static_cast<std::size_t>(n)].first - 1;
  }
  if (t < begin) return office;
  const Tag tag = tree_[t].tag;
  return tag == Tag::ADJ || tag == Tag::NOUN || tag == Tag::PROPN || tag == Tag::NUM ? "" : office;
}

/// Does somebody act now, by the sentence: the subject of its main verb, without an auxiliary of the past or a year beside it?
bool Resolver::acts_now(Index head) const {
  const Index verb = tree_[head].head;
  if (verb == kNone || tree_[head].relation != Relation::nsubj || tree_[verb].tag != Tag::VERB || tree_[verb].head != kNone) return false;
  for (const Index c : tree_.children(verb))
    if (tree_[c].relation == Relation::aux) return false;
  const Sentence& s = document_.sentences[static_cast<std::size_t>(tree_.sentence_of(head))];
  for (Index t = s.first; t < s.last; ++t)
    if (tree_[t].tag == Tag::NUM && document_.of(tree_[t].span).size() == 4) return false;
  return true;
}

/// The one who surely holds the office that the text gives to the person of `row`; nullptr if it may be his, or nobody's.
const ActorRow* Resolver::held_by_another(const ActorRow& row, const std::string& office, const std::string& nation) const {
  const std::string_view country = nation.empty() ? row.country : std::string_view(nation);
  const int today = day_number(document_.date);
  const ActorRow* holder = nullptr;
  for (const Index r : knowledge_.holders(country, office)) {
    const ActorRow& other = knowledge_.row(r);
    const bool own = other.id == row.id || name_key(other.name) == name_key(row.name);
    if (own && (!sure(other) || (other.begin - kChange <= today && today <= other.end + kChange))) return nullptr;
    if (!own && sure(other) && other.surely_on(document_.date) && other.begin + kChange <= today) holder = &other;
  }
  return holder;
}

void Resolver::note_conflict(Entity& e, const ActorRow& row, const Mention& m) const {
  if (row.kind != ActorRow::Kind::person || document_.date.empty() || m.kind == Mention::Kind::modifier) return;
  std::string office, nation;
  const Index n = name_at(m.head);
  const Index first = n == kNone ? core(m.head).first : names_[static_cast<std::size_t>(n)].first;
  std::string said = former_before(first, &office);
  const bool before = !said.empty();
  if (!before) said = former_beside(m.head, &office);
  if (!said.empty()) {
    const ActorRow* now = words_.is(said, Words::past) ? nullptr : held_now(row, office, before);
    if (now) e.conflict = "the text says \"" + said + "\", but " + known_as(*now);
    return;
  }
  if (n == kNone || names_[static_cast<std::size_t>(n)].last - first < 2 || !acts_now(m.head)) return;
  office = office_before(first, &nation);
  if (office.empty() || row.role.empty() || !sure(row) || row.users) return;
  if (const ActorRow* holder = held_by_another(row, office, nation))
    e.conflict = "the text says \"" + office + "\", but " + known_as(row) + " and " + known_as(*holder);
}

}  // namespace demarche
