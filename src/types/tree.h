// Navigation over the dependency trees of a Document: children, subtrees, small questions that every stage asks.
//   Tree tree(document);  for (Index c : tree.children(verb)) ...;  tree.child(verb, Relation::nsubj)
// Built once after parsing, shared read-only by the later stages. Children are in text order.
#pragma once

#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

#include "demarche/demarche.h"

namespace demarche {

/// The relation without its subtype: nsubj:pass -> nsubj.
[[nodiscard]] Relation universal(Relation relation);

[[nodiscard]] constexpr bool noun_tag(Tag tag) {
  return tag == Tag::NOUN || tag == Tag::PROPN;
}
[[nodiscard]] constexpr bool nominal_tag(Tag tag) {
  return noun_tag(tag) || tag == Tag::PRON;
}

class Tree {
 public:
  explicit Tree(const Document& document);
  [[nodiscard]] const Document& document() const { return *document_; }
  [[nodiscard]] const Token& operator[](Index token) const { return document_->tokens[static_cast<std::size_t>(token)]; }
  [[nodiscard]] std::span<const Index> children(Index token) const;
  /// First child with this exact relation, or kNone.
  [[nodiscard]] Index child(Index token, Relation relation) const;
  [[nodiscard]] Index child(Index token, std::initializer_list<Relation> relations) const;
  /// First child whose lemma is this, or kNone.
  [[nodiscard]] Index child_lemma(Index token, std::string_view lemma) const;
  [[nodiscard]] Index sentence_of(Index token) const { return sentence_of_[static_cast<std::size_t>(token)]; }
  /// Is `token` at or below `ancestor`? Linear in depth.
  [[nodiscard]] bool below(Index token, Index ancestor) const;
  /// Smallest range of tokens [first, last) that holds the whole subtree.
  [[nodiscard]] std::pair<Index, Index> extent(Index token) const { return extent_[static_cast<std::size_t>(token)]; }
  /// Bytes from the first to the last token of the subtree, outer punctuation left out.
  [[nodiscard]] Span span(Index token) const;
  /// "in", "according to": the lemmas of the case (and fixed) children joined by spaces; "" if none.
  [[nodiscard]] std::string preposition(Index token) const;
  /// First conjunct of the coordination that `token` belongs to (itself if none).
  [[nodiscard]] Index first_conjunct(Index token) const;
  /// `token` and its conjuncts, in text order.
  [[nodiscard]] std::vector<Index> conjuncts(Index token) const;

 private:
  const Document* document_;
  std::vector<Index> child_list_, child_begin_, sentence_of_;
  std::vector<std::pair<Index, Index>> extent_;
};

}  // namespace demarche
