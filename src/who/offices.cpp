// Offices that stand for who holds them: "the Mexican president" on a date, "the Minister" beside "Development Minister Ann Lee".
#include <algorithm>
#include <array>

#include "base/among.h"
#include "who/resolve.h"

namespace demarche {
namespace {

constexpr std::string_view kSecretaries = "GBR";  ///< the state whose foreign and home ministers are secretaries

/// Is "the Minister" short for "Development Minister"? Not for a prime minister, nor "the President" for his vice.
bool same_office(std::string_view title, std::string_view office) {
  if (title == office) return true;
  return title.size() > office.size() + 1 && title.ends_with(office) && title[title.size() - office.size() - 1] == ' ' &&
         !among({"prime", "vice", "deputy", "first", "chief"}, title.substr(0, title.find(' ')));
}

}  // namespace

/// "the Mexican president" on a date -> the person; kNone for plurals, former ones and offices whose holder is unknown.
Index Resolver::office_holder(const Entity& e, const Mention& m, const std::string& phrase) {
  if (e.sector != "GOV" || !e.person || e.country.empty() || document_.date.empty() || tree_[m.head].xpos == "NNS" ||
      tree_.child(m.head, Relation::nummod) != kNone)
    return kNone;
  if (indefinite(m.head)) return kNone;
  std::vector<Index> now, sure;
  for (const Index r : knowledge_.holders(e.country, phrase)) {
    const ActorRow& row = knowledge_.row(r);
    if (row.holds_on(document_.date) && !row.from.empty()) (row.surely_on(document_.date) ? sure : now).push_back(r);
  }
  if (!sure.empty()) now = std::move(sure);
  return now.empty() ? kNone : entity_of_row(choose_row(now, knowledge_, document_.date), m, 0.8F);
}

/// "The Foreign Secretary" where the text names one person in that office on its date: that person.
Index Resolver::office_named(const std::string& office, Index head) const {
  if (document_.date.empty() || tree_[head].xpos == "NNS" || tree_[head].xpos == "NNPS") return kNone;
  if (indefinite(head)) return kNone;
  Index found = kNone;
  for (const NameMatch& name : names_) {
    if (knowledge_.row(name.row).kind != ActorRow::Kind::person) continue;
    for (const Index r : knowledge_.named(name_key(knowledge_.row(name.row).name))) {
      const ActorRow& row = knowledge_.row(r);
      if (!row.called(office) || row.from.empty() || !row.holds_on(document_.date)) continue;
      if (found != kNone && knowledge_.row(found).name != row.name) return kNone;  // two of them
      found = r;
    }
  }
  return found;
}

/// "The President" after "President Lee spoke with President Ho": who was named with that title last, of one sentence its subject.
Index Resolver::titled_before(const std::string& office, Index head) const {
  if (tree_[head].xpos == "NNS" || tree_[head].xpos == "NNPS" || !is_definite(head)) return kNone;
  Index found = kNone, sentence = kNone;
  for (auto k = static_cast<std::size_t>(document_.mention_of[static_cast<std::size_t>(head)]); k-- > 0;) {
    const Mention& before = document_.mentions[k];
    if (found != kNone && tree_.sentence_of(before.head) != sentence) break;
    if (found != kNone && universal(tree_[before.head].relation) != Relation::nsubj) continue;
    const Entity* e = before.kind == Mention::Kind::name ? document_.entity_of(static_cast<Index>(k)) : nullptr;
    std::string title;
    if (!e || !e->person || e->sector != "GOV" || !title_of(before.head, &title) || !same_office(title, office)) continue;
    found = before.entity;
    sentence = tree_.sentence_of(before.head);
  }
  return found;
}

/// "Development Minister condemns raid", above "Development Minister Ann Lee condemned ...": who is named with the title soon after, if it
/// is one.
Index Resolver::titled_later(const std::string& office, Index head) {
  constexpr Index kReach = 4;  // sentences
  if (tree_[head].xpos == "NNS" || tree_[head].xpos == "NNPS" || indefinite(head)) return kNone;
  const Index here = tree_.sentence_of(head), last = std::min(here + kReach, static_cast<Index>(document_.sentences.size()) - 1);
  Index found = kNone;
  for (Index t = document_.sentences[static_cast<std::size_t>(here)].last; t < document_.sentences[static_cast<std::size_t>(last)].last;
       ++t) {
    const Index m = document_.mention_of[static_cast<std::size_t>(t)];
    if (tree_[t].tag != Tag::PROPN || m == kNone || document_.mentions[static_cast<std::size_t>(m)].head != t) continue;
    std::string title;
    if (setting_.other_story(here, tree_.sentence_of(t)) || !title_of(t, &title) || !same_office(title, office)) continue;
    resolve(m);
    const Entity* e = document_.entity_of(m);
    if (!e || !e->person || e->sector != "GOV") continue;
    const Index named = document_.mentions[static_cast<std::size_t>(m)].entity;
    if (found != kNone && found != named) return kNone;
    found = named;
  }
  return found;
}

/// "The President thanked President Lee": the other one.
bool Resolver::titled_after(const std::string& office, Index head) const {
  const Index end = document_.sentences[static_cast<std::size_t>(tree_.sentence_of(head))].last;
  for (Index t = head + 1; t < end; ++t) {
    std::string title;
    if (tree_[t].tag == Tag::PROPN && document_.mention_of[static_cast<std::size_t>(t)] != kNone && title_of(t, &title) && title == office)
      return true;
  }
  return false;
}

/// "MS. LEE:", "THE PRESIDENT:" before what is said in a transcript: does a heading in capitals end with the token?
bool Resolver::takes_turn(Index last) const {
  const std::string_view form = document_.of(tree_[last].span);
  return last + 1 < static_cast<Index>(document_.tokens.size()) && document_.of(tree_[last + 1].span) == ":" &&
         std::none_of(form.begin(), form.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// "The President and Prime Minister agreed", of a text on Washington and Ottawa: of states that are led by others than such an office none
/// is meant, but the one of those named that has it then.
std::string Resolver::with_office(const std::string& office, const std::string& guess) const {
  static constexpr std::array<std::string_view, 7> kHeads = {"president",  "prime minister",    "king",          "queen",
                                                             "chancellor", "foreign secretary", "home secretary"};
  const auto known = [&](std::string_view of) { return !knowledge_.holders(guess, of).empty(); };
  if (guess.empty() || document_.date.empty() || !among(kHeads, office) || known(office) || std::ranges::none_of(kHeads, known))
    return guess;
  std::string found;
  for (const auto& [country, times] : countries_) {
    const auto holders = knowledge_.holders(country, office);
    if (std::ranges::none_of(holders, [&](Index r) { return knowledge_.row(r).holds_on(document_.date); })) continue;
    if (!found.empty()) return "";
    found = country;
  }
  return found.empty() ? guess : found;
}

/// "The President", "the Administration", with a capital and nobody named, or a speaker's heading in a transcript
/// ("THE VICE PRESIDENT:", "SENIOR OFFICIAL:"): readers of English are held to know of which state.
std::string_view Resolver::state_of_capital(const std::string& office, Index head) const {
  const std::string_view form = document_.of(tree_[head].span);
  const bool president = office == "president" || office == "vice president";
  const bool known = (president && form == "President") || (office == "administration" && form == "Administration");
  const bool secretary = form == "Secretary" && among({"foreign secretary", "home secretary", "defence secretary"}, office) &&
                         std::ranges::none_of(countries_, [&](const auto& c) {  // "the Foreign Secretary" in Manila
                           return c.first != kSecretaries && c.first != kStatements && !knowledge_.holders(c.first, office).empty();
                         });
  const Index turn = tree_[head].relation == Relation::compound ? tree_[head].head : head;  // "SENIOR ADMINISTRATION OFFICIAL:"
  if (takes_turn(turn) && (president || among({"official", "secretary", "administration"}, office))) return kStatements;
  if (known && is_definite(head)) return kStatements;
  return secretary && !indefinite(head) ? kSecretaries : std::string_view();
}

}  // namespace demarche
