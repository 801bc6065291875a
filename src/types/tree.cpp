// Tree: child lists by counting sort over heads; extents by one sweep up from each token (depth-bounded).
// Does not handle cyclic heads: the parser never writes them, and parse_words repairs foreign ones.
#include "types/tree.h"

#include <algorithm>

#include "base/utf8.h"

namespace demarche {

Tree::Tree(const Document& document) : document_(&document) {
  const auto n = document.tokens.size();
  child_begin_.assign(n + 1, 0);
  sentence_of_.assign(n, 0);
  extent_.resize(n);
  for (std::size_t s = 0; s < document.sentences.size(); ++s)
    for (Index t = document.sentences[s].first; t < document.sentences[s].last; ++t)
      sentence_of_[static_cast<std::size_t>(t)] = static_cast<Index>(s);
  for (const Token& t : document.tokens)
    if (t.head != kNone) ++child_begin_[static_cast<std::size_t>(t.head) + 1];
  for (std::size_t i = 0; i < n; ++i) child_begin_[i + 1] += child_begin_[i];
  child_list_.resize(static_cast<std::size_t>(child_begin_[n]));
  auto at = child_begin_;
  for (std::size_t i = 0; i < n; ++i) {
    extent_[i] = {static_cast<Index>(i), static_cast<Index>(i) + 1};
    const Index head = document.tokens[i].head;
    if (head != kNone) child_list_[static_cast<std::size_t>(at[static_cast<std::size_t>(head)]++)] = static_cast<Index>(i);
  }
  for (std::size_t i = 0; i < n; ++i) {
    const auto index = static_cast<Index>(i);
    for (Index h = document.tokens[i].head; h != kNone; h = document.tokens[static_cast<std::size_t>(h)].head) {
      auto& [first, last] = extent_[static_cast<std::size_t>(h)];
      if (first <= index && index < last) break;  // an ancestor that covers it has ancestors that do
      first = std::min(first, index);
      last = std::max(last, index + 1);
    }
  }
  voices_.resize(n);
  small_.reserve(n);
  for (const Token& t : document.tokens) small_.push_back({small(t.lemma), small(document.of(t.span))});
}

std::string_view Tree::small(std::string_view word) {
  const bool as_it_is = std::none_of(word.begin(), word.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c & 0x80) != 0; });
  return as_it_is ? word : lowered_.emplace_back(lower(word));
}

Index Tree::child(Index token, Relation relation) const {
  for (Index c : children(token))
    if ((*this)[c].relation == relation) return c;
  return kNone;
}

Index Tree::child(Index token, std::initializer_list<Relation> relations) const {
  for (Index c : children(token))
    if (std::find(relations.begin(), relations.end(), (*this)[c].relation) != relations.end()) return c;
  return kNone;
}

Index Tree::child_lemma(Index token, std::string_view lemma) const {
  for (Index c : children(token))
    if ((*this)[c].lemma == lemma) return c;
  return kNone;
}

bool Tree::below(Index token, Index ancestor) const {
  for (; token != kNone; token = (*this)[token].head)
    if (token == ancestor) return true;
  return false;
}

Span Tree::span(Index token) const {
  auto [first, last] = extent(token);
  while (first < token && (*this)[first].tag == Tag::PUNCT) ++first;
  while (last > token + 1 && (*this)[last - 1].tag == Tag::PUNCT) --last;
  return {(*this)[first].span.begin, (*this)[last - 1].span.end};
}

std::string Tree::preposition(Index token) const {
  std::string out;
  for (Index c : children(token)) {
    const bool of_noun = (*this)[c].relation == Relation::mark && (*this)[c].tag == Tag::ADP &&
                         c < token;  // taken for a clause's: "sent a million dollars to Chad"
    const bool noun = nominal_tag((*this)[token].tag);
    if (((*this)[c].relation != Relation::case_ && !(of_noun && noun)) || (*this)[c].lemma == "'s") continue;
    if (!out.empty()) out += ' ';
    out += (*this)[c].lemma;
    for (Index f : children(c))
      if ((*this)[f].relation == Relation::fixed) (out += ' ') += (*this)[f].lemma;
  }
  return out;
}

Index Tree::first_conjunct(Index token) const {
  while ((*this)[token].relation == Relation::conj) token = (*this)[token].head;
  return token;
}

Few Tree::conjuncts(Index token) const {
  Few all;
  all.push_back(token);
  for (std::size_t i = 0; i < all.size(); ++i)
    for (Index c : children(all[i]))
      if ((*this)[c].relation == Relation::conj) all.push_back(c);
  if (all.size() == 1) return all;
  Few out;
  for (Index c : all)
    if (!ruled_out(c)) out.push_back(c);
  out.sort();
  return out;
}

bool Tree::contrasted(Index noun) const {
  const Index no = child_lemma(noun, "not");
  if (no == kNone || no > noun) return false;
  if (no > 0 && (*this)[no - 1].tag == Tag::ADV) return false;  // "never to anyone, certainly not to Chad"
  static constexpr std::string_view more[] = {"only", "just", "merely", "simply", "least", "even"};
  return std::find(std::begin(more), std::end(more), (*this)[no + 1].lemma) == std::end(more);
}

bool Tree::ruled_out(Index conjunct) const {
  const Token& t = (*this)[conjunct];
  if (t.tag == Tag::VERB || t.tag == Tag::AUX) return false;  // clauses are denied, not left out
  if (t.relation == Relation::conj) {
    for (Index c : children(conjunct))
      if ((*this)[c].relation == Relation::cc && (*this)[c].lemma == "rather") return true;
    return contrasted(conjunct);
  }
  if (child(conjunct, Relation::cop) != kNone || !contrasted(conjunct)) return false;
  for (Index k : children(conjunct))
    if ((*this)[k].relation == Relation::conj && child_lemma(k, "but") != kNone) return true;
  return false;
}

}  // namespace demarche
