// What is seen of a country that a party may have: see codings.h. Each feature stands alone ("c:"), with the sort of party (S, s), with its
// word (h) and with what the rules say (o: own, another, or that they had none, and whence theirs is). Of no country it begins with 0.
#include <algorithm>

#include "base/utf8.h"
#include "types/within.h"
#include "who/acting.h"
#include "who/codings.h"

namespace demarche {
namespace {

constexpr std::size_t kStory = 3;            // sentences that a text must have to tell where it plays
constexpr Index kBack = 8;                   // sentences before that are looked at for countries
constexpr Index kLead = 2;                   // and so many at the beginning
constexpr std::size_t kFrequent = 2;         // and so many countries of which the text speaks most
constexpr std::string_view kAbroad = "USA";  // whose government's texts often do not name it

std::string bucket(Index n) {
  return n <= 0 ? "0" : n == 1 ? "1" : n == 2 ? "2" : n <= 4 ? "4" : n <= 8 ? "8" : n <= 16 ? "16" : "far";
}

}  // namespace

/// Is there a line's end between the token and the party?
bool Codings::other_line(Index token) const {
  const auto from = std::min(tree_[token].span.begin, tree_[head_].span.begin),
             to = std::max(tree_[token].span.begin, tree_[head_].span.begin);
  return breaks_line(d_, {from, to});
}

/// May another country than the rules' be meant? Not of whom a table names or whose phrase does, of a body's people, and of what is the
/// speaker's own; of a neighbour it is not his whose he is.
bool Codings::open() const {
  if (spread_ || whence_ == "self" || whence_ == "in" || words_.is(word_, Words::neighbour) || d_.sentences.size() < kStory) return false;
  if (!own_.empty() && !knowledge_.is_state(own_)) return whence_ == "pro";
  if (own_.empty()) {  // "drug cartels", "critics" are of all lands
    const bool anybody = plural_ && det_ == "-" && (plain_ == "CRM" || (before_.empty() && (plain_ == "person" || plain_ == "other")));
    return kind_ != "p" && plain_ != "-" && !anybody;
  }
  if (whence_ != "of" && whence_ != "pro") return true;
  const bool first = words_.is(word_, Words::first) || words_.is(det_, Words::first);
  return !first || std::none_of(claim_->sources.begin(), claim_->sources.end(), [&](Index o) {
    const Entity* e = d_.entity_of(o);
    return e && e->country == own_;
  });
}

/// "The guerrillas said they ...": of whomever "they" stands for, and not of a country that the text names nowhere.
bool Codings::far_fetched(std::string_view country) const {
  return !country.empty() && whence_ == "pro" && !words_.is(word_, Words::first) && !own_.empty() && !counts_.contains(country);
}

std::vector<std::string_view> Codings::candidates() const {
  std::vector<std::string_view> out = {""};
  const auto take = [&](std::string_view c) {
    if (std::find(out.begin(), out.end(), c) == out.end()) out.push_back(c);
  };
  take(own_);
  const Index here = tree_.sentence_of(head_);
  const auto last = std::lower_bound(namings_.begin(), namings_.end(), here + 2, [](const Naming& n, Index s) { return n.sentence < s; });
  for (auto n = last; n != namings_.begin() && (--n)->sentence >= here - kBack;) take(n->country);
  for (const Naming& n : namings_) {
    if (n.sentence >= kLead) break;
    take(n.country);
  }
  for (std::size_t i = 0; i < std::min(kFrequent, frequent_.size()); ++i) take(frequent_[i]);
  take(claim_->place.country);
  for (const auto* list : {&claim_->actors, &claim_->recipients, &claim_->sources})
    for (const Index o : *list)
      if (const Entity* e = d_.entity_of(o); e && o != m_) take(e->country);
  take(writer_);
  take(kAbroad);
  return out;
}

/// A feature of a country alone, and with the sort of party and its word.
void Codings::mark(std::string_view feature) {
  of_land_.add({"c:", feature});
  of_land_.add({"cs:", feature, "/", plain_, kind_, plural_ ? "1" : "0"});
  of_land_.add({"ch:", feature, "/", word_});
  of_land_.add({"co:", feature, "/", mine_});
  of_land_.add({"coS:", feature, "/", mine_, plain_});
}

void Codings::describe_land(std::string_view c) {
  mine_ = c == own_ ? "own" : own_.empty() ? "new" : "other";
  mine_ += "/" + whence_;
  if (c.empty()) {  // nobody's
    describe_none();
    return;
  }
  mark("1");
  const bool state = c != "IGO" && c != "UNO" && c != "EUR" && c != "NGO" && c != "IMG" && c != "MNC" && c != "ISM";
  if (!state) mark("igo");
  if (c == own_) {
    mark("own");
    mark("own" + det_);
    mark("own" + digest_);
    mark("ownr" + relation_);
    mark(e_->confidence < 0.35F ? "own.3" : e_->confidence < 0.65F ? "own.6" : "own.9");
    for (const Index b : before_) mark("t" + word(b));
  }
  describe_namings(c);
  describe_others(c);
}

void Codings::describe_none() {
  const Index here = tree_.sentence_of(head_);
  std::vector<std::string_view> all;
  const Sentence& s = d_.sentences[static_cast<std::size_t>(here)];
  for (const Naming& n : around(s.first, s.last))
    if (std::find(all.begin(), all.end(), n.country) == all.end()) all.push_back(n.country);
  mark("0");
  if (turn_) mark("0turn");
  mark("0d" + det_);
  mark("0" + digest_);
  mark("0n" + std::to_string(std::min<std::size_t>(all.size(), 3)));
  mark("0N" + std::to_string(std::min<std::size_t>(counts_.size(), 4)));
  mark("0R" + role_ + claim_->event);
  mark("0r" + relation_);
  for (const Index b : before_) mark("0t" + word(b));
}

/// Where the text names it.
void Codings::describe_namings(std::string_view c) {
  const Index here = tree_.sentence_of(head_);
  const Sentence& s = d_.sentences[static_cast<std::size_t>(here)];
  const Naming *left = nullptr, *right = nullptr;
  bool only = true, where = false;
  for (const Naming& n : around(s.first, s.last)) {
    if (n.country != c) {
      only = false;
      continue;
    }
    where = where || (n.place && words_.is(preposition_of(tree_, n.head), Words::at));
    if (n.head < head_) left = &n;
    if (n.head > head_ && !right) right = &n;
  }
  const auto near = [&](const Naming& n, std::string_view side) {
    const std::string at(side);
    mark(at);
    mark(at + bucket(std::abs(n.head - head_)));
    mark(at + (n.place ? "p" : "b") + std::string(name(tree_[tree_.first_conjunct(n.head)].relation)));
    if (tree_.below(n.head, head_)) mark(at + "under");
    if (tree_.below(head_, n.head)) mark(at + "over");
  };
  if (left) near(*left, "l");
  if (right) near(*right, "r");
  if ((left || right) && only) mark("only");
  if (where) mark("where");
  if (!left && !right) {
    mark("away");
    mark("away" + digest_);
    const Naming* last = nullptr;
    for (const Naming& n : around(tree_.document().sentences[static_cast<std::size_t>(std::max(0, here - kBack))].first, s.first))
      if (n.country == c) last = &n;
    const std::string back = "back" + (last ? bucket(here - last->sentence) : "far");
    mark(back);
    if (last) mark((other_line(last->head) ? "line" : "sameline") + digest_);
    if (last) mark((other_line(last->head) ? "line" : "sameline") + back);
  }
}

/// How it stands to the text and to the act's other parties.
void Codings::describe_others(std::string_view c) {
  const auto count = counts_.find(c);
  if (count == counts_.end())
    mark(c == kAbroad ? "abroad" : "unnamed");
  else if (namings_[static_cast<std::size_t>(count->second.first)].sentence < kLead)
    mark(count->second.first == 0 ? "lead1" : "lead");
  const auto rank = static_cast<Index>(std::find(frequent_.begin(), frequent_.end(), c) - frequent_.begin());
  mark("rank" + std::to_string(std::min<Index>(rank, 3)));
  mark("rank" + std::to_string(std::min<Index>(rank, 3)) + digest_);
  if (counts_.size() == 1 && rank == 0) mark("sole");
  if (claim_->place.country == c) mark("place");
  if (writer_ == c) mark("writer");
  if (turn_ && c == own_) mark("turnown");
  if (turn_ && c == kAbroad && counts_.contains(c)) mark("turnabroad");
  const auto has = [&](const std::vector<Index>& list) {
    return std::any_of(list.begin(), list.end(), [&](Index o) {
      const Entity* e = o == m_ ? nullptr : d_.entity_of(o);
      return e && e->country == c;
    });
  };
  if (has(role_ == "a" ? claim_->recipients : claim_->actors)) {
    mark("opp");
    mark("opp" + claim_->event);
    mark("opp" + claim_->event + other_side());
  }
  if (has(role_ == "a" ? claim_->actors : role_ == "r" ? claim_->recipients : claim_->sources)) mark("co");
  if (role_ != "s" && has(claim_->sources)) mark("src");
}

}  // namespace demarche
