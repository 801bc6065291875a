// What is known of cues: learned weights of features, and which words vouch for their content.
//   table.probability(keys)  ->   0.97 for "said that ..."     table.vouches("refuse", Tag::VERB, "xcomp")  ->  false
// To refuse or to praise something is an attitude, recorded as an attribution, but nobody is thereby said to hold that it is so.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/hash_table.h"
#include "demarche/demarche.h"

namespace demarche {

class CueTable {
 public:
  /// Errors name file and line.
  static Result<CueTable> load(const std::string& folder);
  /// How likely annotators of news attribution (PolNeAR) would mark this reading.
  [[nodiscard]] double probability(std::span<const std::uint64_t> features) const;
  /// It will be asked of these soon.
  void expect(std::span<const std::uint64_t> features) const {
    for (const std::uint64_t feature : features) weights_.expect(feature);
  }
  /// Does this cue, with its content in this slot, present the content as what the source holds to be so?
  [[nodiscard]] bool vouches(std::string_view lemma, Tag tag, std::string_view slot) const;

  /// Does its subject pass on what its object says ("quoting the army", "cited officials as saying")?
  [[nodiscard]] bool relays(std::string_view lemma) const;
  /// Is its object a text of its subject's ("issued a statement")?
  [[nodiscard]] bool issues(std::string_view lemma) const;
  /// Does it say so where nobody is named who does ("there are reports that")?
  [[nodiscard]] bool hearsay(std::string_view lemma) const;
  /// Does its subject only meet with what its object says ("faces accusations that")?
  [[nodiscard]] bool meets(std::string_view lemma) const;
  /// Before a colon, is it what a text is about ("War in Chad: The court ...")?
  [[nodiscard]] bool topic(std::string_view lemma) const;
  /// A place to post on, whoever posts ("a statement on Telegram"): no medium that answers for what it carries.
  [[nodiscard]] bool platform(std::string_view lemma) const;
  /// In a name before a transcript's colon, does the word say that it's somebody who speaks ("MR. ROE:")?
  [[nodiscard]] bool speaker(std::string_view word) const;

 private:
  [[nodiscard]] bool listed(std::string_view lemma, Tag tag, std::string_view frame) const;
  Done read_weights(const std::string& path);
  Done read_cues(const std::string& path);
  HashTable<float> weights_;
  HashTable<bool> vouching_;  // "say.verb/clause"
};

}  // namespace demarche
