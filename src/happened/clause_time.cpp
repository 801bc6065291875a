// What times say of an act's own clause: history, and what is still to come. See clause.h.
#include <algorithm>
#include <cstdlib>

#include "base/among.h"
#include "happened/clause.h"

namespace demarche {
namespace {

constexpr int kLongAgo = 5;  // years before the document that make an act history

/// "tomorrow", "next month", "the coming days"
bool names_future(const Tree& tree, Index time) {
  return tree[time].lemma == "tomorrow" || tree.child_lemma(time, "next") != kNone || tree.child_lemma(time, "coming") != kNone;
}

/// A number of four digits that counts or is a time of day: "1500 soldiers", "1408 UTC".
bool counts(const Tree& tree, Index number) {
  const Index next = number + 1;
  if (next >= static_cast<Index>(tree.document().tokens.size())) return false;
  const bool clock =
      among({"utc", "UTC", "gmt", "GMT", "hour"}, tree[next].lemma) || among({"UTC", "GMT"}, tree.document().of(tree[next].span));
  return clock || (tree[number].relation == Relation::nummod && tree[number].head > number && tree[tree[number].head].xpos == "NNS");
}

/// A year long before the four digits: "431 BC", "AD 43", "in 787".
bool ancient(const Tree& tree, Index phrase) {
  const auto [first, last] = tree.extent(phrase);
  const auto digits = [&](Index k) {
    const std::string_view text = tree.document().of(tree[k].span);
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }) ? text.size() : 0;
  };
  for (Index k = first; k < last; ++k) {
    const std::string era = lower(tree, k);
    const bool before = among({"bc", "bce", "b.c.", "b.c.e."}, era), after = among({"ad", "ce", "a.d.", "c.e."}, era);
    if (!before && !after) continue;
    for (const Index year : {k - 1, k + 1})
      if (year >= first && year < last && digits(year) > 0 && (before || digits(year) < 4)) return true;
  }
  return last - first == 2 && tree.preposition(phrase) == "in" && tree[phrase].tag == Tag::NUM && digits(phrase) == 3;
}

}  // namespace

int year_number(std::string_view text) {
  if (text.size() != 4 || (text[0] != '1' && text[0] != '2')) return 0;
  int out = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return 0;
    out = 10 * out + (c - '0');
  }
  return out;
}

std::optional<Status> Clause::future_time(Index verb) const {
  const Token& t = tree_[verb];
  const bool present = t.xpos == "VBZ" || t.xpos == "VBP" || (t.xpos == "VBG" && tree_.child_lemma(verb, "be") != kNone);
  if (!present) return std::nullopt;
  for (Index c : tree_.children(verb)) {
    const Relation r = universal(tree_[c].relation);
    if (r != Relation::obl && r != Relation::advmod) continue;
    if (names_future(tree_, c) || tree_[c].lemma == "soon") return Status::planned;
  }
  return std::nullopt;
}

/// A time still to come, beside an act told as a noun: "tomorrow", "later this week".
bool Clause::ahead(Index time) const {
  const Relation r = universal(tree_[time].relation);
  if (r != Relation::obl && r != Relation::nmod && r != Relation::advmod) return false;
  if (tree_[time].lemma == "tomorrow" || tree_.child_lemma(time, "next") != kNone || tree_.child_lemma(time, "coming") != kNone)
    return true;
  const auto [first, last] = tree_.extent(time);
  for (Index k = std::max(first - 1, 0); k + 1 < last; ++k)  // "later" may hang elsewhere
    if (lower(tree_, k) == "later" && tree_[k + 1].lemma == "this") return true;
  return false;
}

/// "the visit later this week", "Friday's talks next month", "welcomed the talks next month": what is to come is no time of a past verb
bool Clause::to_come(Index noun) const {
  for (Index c : tree_.children(noun))
    if (ahead(c)) return true;
  const Token& t = tree_[noun];
  if (t.relation != Relation::obj || tree_[t.head].xpos != "VBD") return false;
  for (Index c : tree_.children(t.head))
    if (c > noun && tree_[c].relation != Relation::advmod && ahead(c)) return true;
  return false;
}

bool Clause::dated(Index phrase) const {
  if (tree_[phrase].relation == Relation::obl_unmarked || tree_[phrase].tag == Tag::NUM) return true;
  for (Index c : tree_.children(phrase))
    if (tree_[c].relation == Relation::nummod || among({"last", "this", "next"}, tree_[c].lemma)) return true;
  return tree_[phrase].tag == Tag::PROPN && tree_.preposition(phrase) == "on";
}

bool Clause::long_ago(Index phrase, int now) const {
  const auto [first, last] = tree_.extent(phrase);
  if (last - first > 7) return false;
  if (tree_[phrase].lemma == "ago" && last - first == 1) {  // "a quarter of a century ago", hung apart
    for (Index k = std::max(first - 6, tree_.document().sentences[static_cast<std::size_t>(tree_.sentence_of(phrase))].first); k < first;
         ++k)
      if (among({"decade", "century", "generation"}, tree_[k].lemma)) return true;
    return false;
  }
  const std::string preposition = tree_.preposition(phrase);
  if (among({"since", "to", "until", "from", "for"}, preposition)) return false;
  if (ancient(tree_, phrase)) return true;
  const bool back = tree_[first].lemma == "back" || (first > 0 && tree_[first - 1].lemma == "back");  // "back in 2018"
  for (Index k = first; k < last; ++k) {
    const std::string_view text = tree_.document().of(tree_[k].span);
    const int year = year_number(text.substr(0, 4));
    if (year > 1000 && text.size() <= 6 && !counts(tree_, k) && year <= now - (back ? 1 : kLongAgo)) return true;  // 1968, 1990s
    if (k > first && k == phrase)
      if (const auto e =
              operators_.effect(Sort::modifier, tree_[k - 1].lemma + " " + tree_[k].lemma, lower(tree_, k - 1) + " " + lower(tree_, k)))
        if (*e == Effect::historical) return true;  // "during the Second World War"
    if (tree_[k].lemma == "ago" || lower(tree_, k) == "earlier")
      for (Index j = first; j < last; ++j) {
        if (among({"decade", "century", "generation"}, tree_[j].lemma)) return true;
        if (tree_[j].lemma == "year" && tree_.child(j, Relation::nummod) != kNone) {
          const std::string_view n = tree_.document().of(tree_[tree_.child(j, Relation::nummod)].span);
          if (!among({"one", "two", "three", "four", "1", "2", "3", "4"}, n)) return true;
        }
      }
    if (tree_[k].lemma == "century" && among({"in", "during"}, preposition) && tree_.child_lemma(k, "this") == kNone) return true;
  }
  return false;
}

Clause::Age Clause::age(Index phrase) const {
  const std::string& date = tree_.document().date;
  if (date.size() < 4) return Age::unknown;
  const int now = std::atoi(date.substr(0, 4).c_str());
  if (long_ago(phrase, now)) return Age::long_ago;
  const auto [first, last] = tree_.extent(phrase);
  if (last - first > 7) return Age::unknown;
  const std::string preposition = tree_.preposition(phrase);
  if (preposition == "since") return Age::recent;
  Age out = Age::unknown;
  for (Index k = first; k < last; ++k) {
    const std::string_view text = tree_.document().of(tree_[k].span);
    if (tree_[k].lemma == "ago") out = Age::recent;
    const int year = year_number(text);
    if (year == 0 || counts(tree_, k)) continue;
    if (year > 1000 && year <= now - kLongAgo)
      return among({"until", "till", "from", "between", "to"}, preposition) ? Age::until_long_ago : Age::unknown;
    out = Age::recent;
  }
  return out;
}

/// "thirty years after the invasion", "two decades after invading it"
bool Clause::long_after(Index act) const {
  const Index after = tree_.child(act, {Relation::case_, Relation::mark});
  if (after < 2 || tree_[after].lemma != "after" || tree_.sentence_of(after - 2) != tree_.sentence_of(act)) return false;
  if (after > 2 && among({"for", "of"}, tree_[after - 3].lemma)) return false;  // "jailed for ten years after confessing"
  if (among({"decade", "century", "generation"}, tree_[after - 1].lemma)) return true;
  const std::string number = lower(tree_, after - 2);
  return tree_[after - 1].lemma == "year" && tree_[after - 2].tag == Tag::NUM &&
         !among({"one", "two", "three", "four", "1", "2", "3", "4"}, number);
}

/// "It was in 1982 that they invaded it"
bool Clause::cleft(Index act, int now) const {
  const Index head = tree_[act].head;
  if (head == kNone || head > act || tree_.child(head, Relation::cop) == kNone) return false;
  const int year = year_number(tree_.document().of(tree_[head].span));
  return year != 0 && !counts(tree_, head) && year <= now - kLongAgo;
}

bool Clause::historical(Index act) const {
  const std::string& date = tree_.document().date;
  if (date.size() < 4) return false;
  const int now = std::atoi(date.substr(0, 4).c_str());
  if (long_after(act) || cleft(act, now)) return true;
  if (tree_[act].tag == Tag::VERB && present(act)) return false;  // "has sent", with the date of a clause before it
  if (tree_[act].relation == Relation::acl_relcl)                 // and that clause: "which fought it in 2006, has sent troops"
    for (Index main = tree_[act].head; main != kNone; main = tree_[main].head) {
      if (tree_[main].tag != Tag::VERB) continue;
      for (Index c : tree_.children(main))
        if (present(main) && c > act && c < main && universal(tree_[c].relation) == Relation::obl && long_ago(c, now)) return true;
      break;
    }
  for (Index w = act; w != kNone; w = tree_[w].head) {
    for (Index c : tree_.children(w)) {
      const Relation r = universal(tree_[c].relation);
      const bool before = r == Relation::compound || r == Relation::nummod;          // "the 1968 invasion"
      const Index ago = r == Relation::nsubj ? tree_.child_lemma(c, "ago") : kNone;  // "a quarter of a century ago", taken for a subject
      if (ago != kNone && long_ago(ago, now)) return true;
      if (r != Relation::obl && r != Relation::nmod && r != Relation::advmod && !(before && w == act)) continue;
      if (w != act && tree_.below(act, c)) continue;
      if (long_ago(c, now)) return true;
    }
    // only within its own clause, but what something was done to long ago was there then: "condemned the invasion in 1968"
    const bool carried = nominal_tag(tree_[w].tag) && tree_[w].relation == Relation::obj && tree_[w].head != kNone;
    if (!carried) break;
  }
  return false;
}

}  // namespace demarche
