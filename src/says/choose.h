// Who is the innermost source of a claim: those who may be, what is seen of each, and a trained classifier that weighs them.
//   "Chad announced a treaty with Mali"; treaty, by the rules Chad  ->  the writer .8, Chad .2
//   "Monitors link the raid to rebels"; raid, by the rules the writer  ->  Monitors .3, the writer .7
// The rules' choice stays unless the classifier (train/train_sources.py) is surer of another one. Needs claims with the sources that the
// rules gave. What somebody only asks, orders or promises is not theirs to vouch for; the classifier learns that from the annotations.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nn/evidence.h"
#include "says/quotation.h"
#include "types/within.h"

namespace demarche {

class Chooser {
 public:
  /// @param model nullptr to keep the features' names, for the trainer
  /// @param beside see Attributor::beside()
  Chooser(const Document& document, const Tree& tree, const std::vector<Quotation>& quotations, const std::vector<Attribution>& beside,
          const LinearModel* model);
  /// Gives other sources to the claims of the document, the same one, where the classifier is sure enough.
  void choose(Document& document);
  /// All candidates of all claims; without a model.
  [[nodiscard]] std::vector<SourceReading> readings();
  /// The types of the classifier: no and yes.
  static std::vector<std::string> types() { return {"no", "yes"}; }

 private:
  /// Somebody who may say so, and by which word.
  struct Candidate {
    Index mention = kNone;  ///< kNone: the writer
    std::string_view kind;  ///< how it was found
    Index cue = kNone;      ///< token, or kNone
    bool by_rules = false;
  };
  void gather(const Claim& claim);
  void gather_attributions(const Claim& claim);
  void gather_beside(const Claim& claim);
  void gather_above(const Claim& claim);
  void add(Index mention, std::string_view kind, Index cue);
  const Evidence& evidence(const Claim& claim, const Candidate& candidate);
  void of_claim(const Claim& claim, std::string_view kind);
  void of_cue(const Claim& claim, const Candidate& candidate);
  void of_mention(const Claim& claim, const Candidate& candidate);
  [[nodiscard]] std::string path(Index from, Index to) const;
  [[nodiscard]] Index mention_at(Index token) const;
  [[nodiscard]] bool told_beside(const Claim& claim) const;
  [[nodiscard]] bool charged(const Candidate& candidate) const;
  const Candidate* better_than_rules(const Claim& claim);
  void give(Document& document, Claim& claim, const Candidate& candidate) const;

  const Document& d_;
  const Tree& tree_;
  const std::vector<Quotation>& quotations_;
  const Around around_;
  const std::vector<Attribution>& beside_;
  const Around others_;
  std::vector<std::vector<std::size_t>> by_sentence_;  ///< attributions by the sentence of their cue
  std::vector<Candidate> candidates_;                  ///< the first is the writer, the second the rules' choice if that is another
  std::vector<std::size_t> holding_;                   ///< attributions that hold the trigger
  std::vector<float> chances_;                         ///< of each candidate
  const LinearModel* model_;
  Evidence out_;
};

}  // namespace demarche
