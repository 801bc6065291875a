// Does a sense fit a word in its sentence, and who fills its roles?
//   match(lexicon sense "reject", token "rejected") -> Reading{actors: [Kenya], recipients: [Sudan], confidence}
#pragma once

#include <optional>
#include <vector>

#include "types/frame.h"
#include "what/lexicon.h"

namespace demarche {

inline constexpr double kNobodyKnown = 0.45;  ///< weighs a reading in which no participant has a code
inline constexpr double kHostile = -5;        ///< scores at or below it are material conflict: acts that somebody suffers

/// Adds what is not there yet.
void append(std::vector<Index>& out, Index value);
/// Is the mention, or another of its entity, among the others?
[[nodiscard]] bool same_party(const Document& document, Index mention, const std::vector<Index>& others);

/// A word read as an act, before acts of one sentence are compared.
struct Reading {
  const Sense* sense = nullptr;
  WordClass word_class = WordClass::verb;
  Index token = kNone;
  Index carrier = kNone;  ///< light verb, kNone if none
  Span trigger;
  std::vector<Index> used;                ///< tokens of the phrase
  std::vector<Index> actors, recipients;  ///< mentions
  std::vector<Index> content;             ///< tokens that head the content
  bool settled = false;                   ///< a rule about the whole clause found it, whatever its words look like
  int specificity = 0;
  double confidence = 0;
  bool of_nobody = false;            ///< a noun in another's content, with nobody who takes part
  const Sense* runner_up = nullptr;  ///< the sense of another type that came second, nullptr if none fitted
  double runner_up_confidence = 0;
};

class Matcher {
 public:
  Matcher(const Tree& tree, const Lexicon& lexicon) : tree_(tree), lexicon_(lexicon) {}
  /// Best reading of a token, or nothing.
  [[nodiscard]] std::optional<Reading> best(Index token) const;
  /// A verb or noun that no sense knows, with parties where those of most words stand; its sense is that of Lexicon::open.
  [[nodiscard]] std::optional<Reading> open(Index token) const;

 private:
  [[nodiscard]] std::optional<Reading> fit(const LexiconEntry& entry, Index token, Index carrier, const Frame& frame) const;
  [[nodiscard]] bool phrase(const LexiconEntry& entry, Index token, Reading& out) const;
  [[nodiscard]] std::vector<Index> fill(const Slot& slot, const Frame& frame) const;
  [[nodiscard]] Index quoted_after(Index verb) const;
  /// The first filled slot counts; those in `others`, the other side of the act, fill none.
  [[nodiscard]] std::vector<Index> parties(const std::vector<Slot>& slots, const Frame& frame, const std::vector<Index>& others = {}) const;
  void append_owner(Index noun, int depth, std::vector<Index>& out) const;
  [[nodiscard]] bool is_body(Index noun, const Entity& e) const;
  void append_parts(Index head, std::vector<Index>& mentions) const;
  void append_place(const Frame& inner, std::vector<Index>& out) const;
  [[nodiscard]] Index carrier_of(Index noun) const;
  [[nodiscard]] bool suffers_object(Index mention, Index verb) const;
  [[nodiscard]] bool aimed(const Frame& noun) const;
  [[nodiscard]] bool one_person(Index mention) const;
  [[nodiscard]] bool dated(Index token) const;
  [[nodiscard]] bool granted(Index noun) const;
  [[nodiscard]] bool in_name(Index token) const;
  [[nodiscard]] bool mistagged(Index token) const;
  [[nodiscard]] bool disclaimed(Index verb) const;
  [[nodiscard]] bool suffixed(Index token) const;
  [[nodiscard]] std::optional<Reading> compound_verb(Index token) const;
  [[nodiscard]] bool named(Index token) const;
  [[nodiscard]] bool harms(Index noun) const;
  [[nodiscard]] bool accident(const Frame& frame) const;
  void add_effects(Index noun, Frame& frame) const;
  [[nodiscard]] bool same_entity(Index mention, const std::vector<Index>& others) const { return same_party(doc(), mention, others); }
  [[nodiscard]] bool foreign(const std::vector<Index>& recipients, const std::vector<Index>& actors) const;
  [[nodiscard]] bool suffers_of(const Sense& sense, const Frame& frame) const;
  [[nodiscard]] bool own_army(Index mention, const std::vector<Index>& others) const;
  [[nodiscard]] bool is_one_of(Index head, const std::vector<std::string>& lemmas) const;
  [[nodiscard]] Index behind_particle(const LexiconEntry& entry, const Reading& reading, const Frame& frame) const;
  [[nodiscard]] bool owned_by(Index mention, const std::vector<Index>& others) const;
  [[nodiscard]] bool is_kind(Index mention, const std::string& kind) const;
  [[nodiscard]] const Document& doc() const { return tree_.document(); }

  const Tree& tree_;
  const Lexicon& lexicon_;
};

/// Is it known who or what kind of actor this mention is?
[[nodiscard]] bool is_coded(const Document& document, Index mention);

}  // namespace demarche
