// See datelines.h.
#include "parse/datelines.h"

#include <algorithm>
#include <string_view>

#include "parse/token_at.h"
#include "types/tree.h"

namespace demarche {
namespace {

bool is_dash(std::string_view w) {
  return w == "-" || w == "--" || w == "\u2013" || w == "\u2014";
}

/// Is it the name of a place ("NE=B-place", "NE=I-place")?
bool names_place(const Token& t) {
  return t.name_tag == 5 || t.name_tag == 6;
}

/// Does a report begin behind the dash: with a capital, at the head of a paragraph, and with no dash that closes an insertion?
bool begins_report(const Document& d, const Sentence& s, Index dash) {
  if (!s.new_paragraph) return false;
  const char first = d.of(d.tokens[static_cast<std::size_t>(dash + 1)].span)[0];
  if (first < 'A' || first > 'Z') return false;
  for (Index i = dash + 1; i < s.last; ++i)
    if (is_dash(d.of(d.tokens[static_cast<std::size_t>(i)].span))) return false;
  return true;
}

/// Where the dash of a dateline stands ("LAGOS (AFP) - ", "Dec 29 (Reuters) - ", "Kampala, May 14 -- ", "Kampala, Uganda - "), or kNone.
Index dash_of_dateline(const Document& d, const Sentence& s) {
  constexpr Index kLongest = 10;
  bool name = false, agency = false, day = false, places = true;
  for (Index i = s.first; i < std::min(s.last - 2, s.first + kLongest); ++i) {
    const Token& t = d.tokens[static_cast<std::size_t>(i)];
    const std::string_view w = d.of(t.span);
    if (is_dash(w) && i > s.first && d.tokens[static_cast<std::size_t>(i - 1)].span.end < t.span.begin &&
        t.span.end < d.tokens[static_cast<std::size_t>(i + 1)].span.begin)
      return name && (agency || day || (places && begins_report(d, s, i))) ? i : kNone;
    name = name || t.tag == Tag::PROPN;
    agency = agency || (w == "(" && name);
    day = day || (t.tag == Tag::NUM && name);
    places = places && (names_place(t) || w == ",");
    if (t.tag != Tag::PROPN && t.tag != Tag::NUM && t.tag != Tag::PUNCT) return kNone;
  }
  return kNone;
}

}  // namespace

void mend_dateline(Document& d, const Sentence& s) {
  const Index dash = dash_of_dateline(d, s);
  if (dash == kNone) return;
  const auto inside = [&](Index i) { return i >= s.first && i <= dash; };
  const auto above = [&](Index i, Index j) {  // is j the head of i, or its head's ...?
    for (int steps = 0; i != kNone && steps < s.last - s.first; i = at(d, i).head, ++steps)
      if (i == j) return true;
    return false;
  };
  Index main = kNone;  // what the dateline hung on
  for (Index i = s.first; i <= dash && main == kNone; ++i)
    if (at(d, i).head != kNone && !inside(at(d, i).head)) main = at(d, i).head;
  if (main == kNone)
    for (Index j = dash + 1; j < s.last; ++j)  // it was the root
      if (inside(at(d, j).head) && at(d, j).tag != Tag::PUNCT && (main == kNone || at(d, j).tag == Tag::VERB)) {
        if (main != kNone && at(d, main).tag == Tag::VERB) break;
        main = j;
      }
  if (main == kNone) return;
  if (inside(at(d, main).head)) {
    at(d, main).head = kNone;
    at(d, main).relation = Relation::root;
  }
  Index subject = kNone;
  for (Index j = dash + 1; j < s.last; ++j)
    if (at(d, j).head == main && (at(d, j).relation == Relation::nsubj || at(d, j).relation == Relation::nsubj_pass)) subject = j;
  const bool acted =
      at(d, s.first).head == main && (at(d, s.first).relation == Relation::nsubj || at(d, s.first).relation == Relation::nsubj_pass);
  const Relation as = at(d, s.first).relation;
  for (Index j = dash + 1; j < s.last; ++j) {
    Token& t = at(d, j);
    if (j == main || t.head == kNone || !inside(t.head)) continue;
    const bool title = nominal_tag(t.tag) && subject != kNone && j < subject;  // "| candidate Jane Roe said"
    const Index to = title ? subject : main;
    if (above(to, j)) return;
    t.head = to;
    if (title) {
      t.relation = Relation::nmod_desc;
    } else if (nominal_tag(t.tag) && acted && subject == kNone) {
      t.relation = as;
      subject = j;
    }
  }
  for (Index i = s.first; i <= dash; ++i) {
    at(d, i).head = i == s.first ? main : s.first;
    if (i == s.first) at(d, i).relation = Relation::parataxis;
  }
}

}  // namespace demarche
