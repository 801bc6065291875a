// From readings to attributions: the likeliest readings that do not contradict each other, quotations that go on, media, nesting.
#pragma once

#include <vector>

#include "says/candidate.h"

namespace demarche {

class Attributor {
 public:
  Attributor(Document& document, const Tree& tree, const CueTable& table, const std::vector<Quotation>& quotations)
      : d_(document), tree_(tree), table_(table), quotations_(quotations) {}
  void run();
  /// What annotators of attributions leave out and sources need: what somebody calls something ("called the raid a massacre"), and what is
  /// told of others within a quotation.
  [[nodiscard]] std::vector<Attribution> beside() const;

 private:
  void select(Index sentence);
  void keep(const Candidate& candidate);
  void take_turns();
  [[nodiscard]] Index label_of(const Quotation& quotation, Index& first) const;
  void label_quotations();
  void continue_quotations();
  [[nodiscard]] bool nobody(const Candidate& candidate) const;
  [[nodiscard]] Index answered(const Candidate& candidate) const;
  void of_passive(const Candidate& candidate, Attribution& attribution) const;
  [[nodiscard]] bool vouches(const Candidate& candidate) const;
  void extend(const Candidate& candidate, Attribution& attribution) const;
  void relay(const Candidate& candidate, Attribution& attribution) const;
  [[nodiscard]] bool after_colon(const Attribution& attribution) const;
  void complete_quotations(Attribution& attribution) const;
  [[nodiscard]] bool states(const Candidate& candidate) const;
  void follow_statement(Attribution& attribution);
  void follow_dash(Attribution& attribution) const;
  [[nodiscard]] bool within_quotation(const Candidate& candidate) const;
  [[nodiscard]] bool topic(const Candidate& candidate) const;
  [[nodiscard]] bool hearsay(const Candidate& candidate) const;
  [[nodiscard]] bool charges(const Candidate& candidate) const;
  [[nodiscard]] bool closes(const Candidate& candidate) const;
  [[nodiscard]] Index named(Index mention, const Candidate& candidate) const;
  [[nodiscard]] Index holder(Index text) const;
  [[nodiscard]] bool heads(const Candidate& candidate) const;
  [[nodiscard]] bool first_person(Index first, Index last) const;
  [[nodiscard]] bool gist(const Candidate& candidate) const;
  [[nodiscard]] bool signs(const Candidate& candidate) const;
  [[nodiscard]] bool rivals(const Candidate& candidate) const;
  [[nodiscard]] Index bearer(Span name) const;
  [[nodiscard]] Index mention_in(Index head, Span span) const;
  [[nodiscard]] Index medium_of(Index cue, Index source) const;
  void nest();

  Document& d_;
  const Tree& tree_;
  const CueTable& table_;
  const std::vector<Quotation>& quotations_;
  std::vector<std::vector<std::uint64_t>> keys_;  // of the features of each reading of a sentence
  std::vector<Index> according_;                  // cues "according (to)", which stand beside any other
};

}  // namespace demarche
