// Navigation over the dependency trees of a Document: children, subtrees, small questions that every stage asks.
//   Tree tree(document);  for (Index c : tree.children(verb)) ...;  tree.child(verb, Relation::nsubj)
// Built once after parsing, shared by the later stages, which do not change it. Children are in text order.
#pragma once

#include <algorithm>
#include <array>
#include <deque>
#include <initializer_list>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "demarche/demarche.h"

namespace demarche {

/// Each relation without its subtype.
inline constexpr auto kUniversal = [] {
  constexpr std::string_view kNames[] = {
#define DEMARCHE_RELATION(id, text) text,
#include "demarche/types.def"
  };
  std::array<Relation, std::size(kNames)> out{};
  for (std::size_t i = 0; i < out.size(); ++i)
    for (std::size_t k = 0; k < out.size(); ++k)
      if (kNames[k] == kNames[i].substr(0, kNames[i].find(':'))) out[i] = static_cast<Relation>(k);
  return out;
}();
/// The relation without its subtype: nsubj:pass -> nsubj.
[[nodiscard]] constexpr Relation universal(Relation relation) {
  return kUniversal[static_cast<std::size_t>(relation)];
}

/// A form with a tense of its own, no modal: "attacked", "attacks".
[[nodiscard]] inline bool tensed(const Token& t) {
  return t.xpos == "VBD" || t.xpos == "VBZ" || t.xpos == "VBP";
}
[[nodiscard]] constexpr bool noun_tag(Tag tag) {
  return tag == Tag::NOUN || tag == Tag::PROPN;
}
[[nodiscard]] constexpr bool nominal_tag(Tag tag) {
  return noun_tag(tag) || tag == Tag::PRON;
}

/// A few tokens, mostly one: kept in place.
class Few {
 public:
  void push_back(Index token) {
    if (size_ < kPlaces) places_[size_] = token;
    if (size_ == kPlaces) more_.assign(places_.begin(), places_.end());
    if (size_ >= kPlaces) more_.push_back(token);
    ++size_;
  }
  [[nodiscard]] const Index* begin() const { return size_ > kPlaces ? more_.data() : places_.data(); }
  [[nodiscard]] const Index* end() const { return begin() + size_; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] Index operator[](std::size_t i) const { return begin()[i]; }
  void sort() { std::sort(size_ > kPlaces ? more_.data() : places_.data(), (size_ > kPlaces ? more_.data() : places_.data()) + size_); }
  friend bool operator==(const Few& a, const std::vector<Index>& b) { return std::equal(a.begin(), a.end(), b.begin(), b.end()); }
  operator std::vector<Index>() const { return {begin(), end()}; }  // NOLINT(google-explicit-constructor): it is one

 private:
  static constexpr std::size_t kPlaces = 6;
  std::array<Index, kPlaces> places_{};
  std::vector<Index> more_;
  std::size_t size_ = 0;
};

class Tree {
 public:
  explicit Tree(const Document& document);
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;
  [[nodiscard]] const Document& document() const { return *document_; }
  [[nodiscard]] const Token& operator[](Index token) const { return document_->tokens[static_cast<std::size_t>(token)]; }
  /// Its lemma and its form in small letters.
  [[nodiscard]] std::string_view lemma(Index token) const { return small_[static_cast<std::size_t>(token)].lemma; }
  [[nodiscard]] std::string_view form(Index token) const { return small_[static_cast<std::size_t>(token)].form; }
  [[nodiscard]] std::span<const Index> children(Index token) const {
    const auto t = static_cast<std::size_t>(token);
    return {child_list_.data() + child_begin_[t], child_list_.data() + child_begin_[t + 1]};
  }
  /// First child with this exact relation, or kNone.
  [[nodiscard]] Index child(Index token, Relation relation) const;
  [[nodiscard]] Index child(Index token, std::initializer_list<Relation> relations) const;
  /// First child whose lemma is this, or kNone.
  [[nodiscard]] Index child_lemma(Index token, std::string_view lemma) const;
  [[nodiscard]] Index sentence_of(Index token) const { return sentence_of_[static_cast<std::size_t>(token)]; }
  /// Is `token` at or below `ancestor`? Linear in depth.
  [[nodiscard]] bool below(Index token, Index ancestor) const;
  /// What argument::is_passive() has found of the token, which is asked again and again: unknown till it has been.
  enum class Voice : std::uint8_t { unknown, active, passive };
  [[nodiscard]] Voice& voice(Index token) const { return voices_[static_cast<std::size_t>(token)]; }
  /// Smallest range of tokens [first, last) that holds the whole subtree.
  [[nodiscard]] std::pair<Index, Index> extent(Index token) const { return extent_[static_cast<std::size_t>(token)]; }
  /// Bytes from the first to the last token of the subtree, outer punctuation left out.
  [[nodiscard]] Span span(Index token) const;
  /// "in", "according to": the lemmas of the case (and fixed) children joined by spaces; "" if none.
  [[nodiscard]] std::string preposition(Index token) const;
  /// First conjunct of the coordination that `token` belongs to (itself if none).
  [[nodiscard]] Index first_conjunct(Index token) const;
  /// `token` and its conjuncts, in text order, without those that are ruled out.
  [[nodiscard]] Few conjuncts(Index token) const;
  /// "Chad, not Niger", "Chad rather than Niger", "not Niger but Chad": is the conjunct named to say who or what is not meant?
  [[nodiscard]] bool ruled_out(Index conjunct) const;

 private:
  struct Small {
    std::string_view lemma, form;
  };
  std::string_view small(std::string_view word);
  /// "not Niger", but no "not only Niger"
  [[nodiscard]] bool contrasted(Index noun) const;

  const Document* document_;
  std::vector<Small> small_;
  std::deque<std::string> lowered_;  ///< words that have capitals
  std::vector<Index> child_list_, child_begin_, sentence_of_;
  std::vector<std::pair<Index, Index>> extent_;
  mutable std::vector<Voice> voices_;  ///< a tree is of one thread
};

}  // namespace demarche
