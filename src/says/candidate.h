// Readings of one word as a cue: who might say what by it, with the features that decide.
//   "Police reported no arrests"  ->  cue reported, slot obj, source Police, content "no arrests", features LS:report/obj, src:noun ...
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "says/cue_table.h"
#include "says/quotation.h"

namespace demarche {

struct Candidate {
  Index cue = kNone;
  Span cue_span;
  std::string
      slot;  ///< where the content stands: ccomp, xcomp, obj, obl:of, quote, inserted, before, colon, headline, last, n:acl, according ...
  Index source = kNone;  ///< head token of the source, or kNone
  Span source_span;
  Index root = kNone;  ///< token that heads the content, kNone for quotations and rests of sentences
  std::vector<Span> content;
  Index tail = kNone;  ///< token behind the last comma of the content, or of what the content was cut from (slot "ccomp-")
  double probability = 0;
};

class Candidates {
 public:
  Candidates(const Tree& tree, const CueTable& table, const std::vector<Quotation>& quotations)
      : tree_(tree), d_(tree.document()), table_(table), quotations_(quotations) {}
  /// All readings of all words of the sentence.
  [[nodiscard]] std::vector<Candidate> of_sentence(Index sentence);
  /// Words that somebody calls something, as readings.
  [[nodiscard]] std::vector<Candidate> labels(const Sentence& sentence);
  /// What a reading is judged by; twice the same is once.
  [[nodiscard]] std::vector<std::string> features(const Candidate& candidate) const;
  /// Their hashes.
  void keys(const Candidate& candidate, std::vector<std::uint64_t>& out) const;

 private:
  struct Source {
    Index head = kNone;
    Span span;
  };
  void of_predicate(Index t);
  void of_noun(Index t);
  void of_according(Index t);
  [[nodiscard]] Index noun_of_according(Index t, Index from) const;
  [[nodiscard]] std::pair<Index, Index> scope_of_according(Index t, Index end, Index noun) const;
  [[nodiscard]] Index first_of_closed(Index t, Index noun) const;
  [[nodiscard]] Index end_of_source(Index noun, Index last) const;
  [[nodiscard]] bool ends_with_source(Index end, Index last) const;
  [[nodiscard]] bool speaks(Index noun) const;
  void of_colon(const Sentence& sentence);
  void of_last_words(const Sentence& sentence);
  void of_brackets(const Sentence& sentence);
  [[nodiscard]] Index end_of_paragraph(Index token) const;
  void of_label(Index verb);
  void of_relative(Index verb);
  void of_quotations(Index t, const Source& source);
  void of_dash(const Sentence& sentence);
  void of_following(Index t, const Source& source, bool clausal);
  void of_rest(Index t, const Source& source);
  void of_as(Index t, const Source& source);
  [[nodiscard]] Index tail_of(const Candidate& c) const;
  void add(Index cue, std::string slot, const Source& source, Index root, std::vector<Span> content);
  [[nodiscard]] std::string_view place_of(const Candidate& c) const;
  [[nodiscard]] std::string_view end_of(const Candidate& c) const;
  [[nodiscard]] std::pair<std::string_view, std::string_view> measure_of(const Candidate& c) const;
  template <class Use>
  void each_feature(const Candidate& c, const Use& use) const;

  [[nodiscard]] Source source_of_verb(Index verb, int depth = 0) const;
  [[nodiscard]] bool apart(Index clause) const;
  [[nodiscard]] bool speaks_apart(Index clause) const;
  [[nodiscard]] Index behind_colon(Index from, Index to) const;
  [[nodiscard]] Index semicolon(Index from, Index to) const;
  [[nodiscard]] bool content_clause(Index noun, Index relative) const;
  [[nodiscard]] bool day(Index t) const;
  [[nodiscard]] Source trimmed(Source source) const;
  [[nodiscard]] Source before_verb(Index subject, Index verb) const;
  [[nodiscard]] Source after_verb(Index subject, Index verb) const;
  [[nodiscard]] Source beside(Index verb) const;
  [[nodiscard]] Source source_of_noun(Index noun, Index content) const;
  [[nodiscard]] Source phrase(Index head, Index from, Index to) const;
  [[nodiscard]] Span tokens(Index first, Index last) const;
  [[nodiscard]] Span object_span(Index verb, Index object) const;
  [[nodiscard]] std::pair<Index, Index> core_clause(Index verb) const;
  [[nodiscard]] bool predicate(Index t) const;
  [[nodiscard]] bool nominal(Index t) const;
  [[nodiscard]] bool only_marks_below(Index head, Index from, Index to) const;

  const Tree& tree_;
  const Document& d_;
  const CueTable& table_;
  const std::vector<Quotation>& quotations_;
  std::vector<Candidate> out_;
};

}  // namespace demarche
