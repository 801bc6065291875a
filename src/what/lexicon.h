// The predicate lexicon: codebook/events/*.toml in memory (schema: docs/codebook.md).
//   lexicon.senses("reject") -> every sense that a token with this lemma may have
// Also the light verbs of languages/en/light_verbs.tsv. Immutable after loading.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash_table.h"
#include "demarche/demarche.h"

namespace demarche {

enum class Role : std::uint8_t { subj, obj, iobj, xcomp, ccomp, advcl, obl, nmod, poss, mod, quote };

/// Where a role is read off: "obl:against", "obj.owner", "ccomp.subj".
struct Slot {
  Role role = Role::subj;
  std::string preposition;  ///< of obl and nmod
  enum class Then : std::uint8_t { itself, owner, subj, obj } then = Then::itself;
  friend bool operator==(const Slot&, const Slot&) = default;
};

/// "obl:against" or "obj.owner" as a slot; nothing if it is none.
[[nodiscard]] std::optional<Slot> parse_slot(std::string_view text);

/// One entry of the codebook: words that mean one act, and where their participants stand.
struct Sense {
  std::string id, event, mode, cameo;
  std::vector<std::string> contexts;
  std::vector<Slot> actor, recipient, noun_actor, noun_recipient, content;
  bool reciprocal = false, content_voice = false;
  bool border = false;        ///< a border between types decides its own, whatever a classifier makes of the words
  bool outcome = false;       ///< what an act brought about ("killed"): told beside another act of its type, it is that act
  bool own_recipient = true;  ///< may the recipient be the actor's own ("ordered its soldiers")?
  std::optional<Status> content_status;
  struct Restriction {
    Slot slot;
    std::vector<std::string> lemmas;
    friend bool operator==(const Restriction&, const Restriction&) = default;
  };
  std::vector<Restriction> require, forbid;
  std::string actor_kind = "any", recipient_kind = "any";
  std::vector<std::string> alone;  ///< nouns that are the act even where nobody is named: "the attack came at dawn"
  double weight = 0.7, score = 0;
  double without_actor = 1;  ///< how far a verb is believed of which nobody is said to do it
  std::vector<std::string> examples, near_misses;
  friend bool operator==(const Sense&, const Sense&) = default;
};

enum class WordClass : std::uint8_t { verb, noun, adjective };

/// A type, with what tells its modes and codes beside its senses: the means that an act is done with, and the act that it is about.
struct EventType {
  std::string event, cameo;
  double score = 0;
  struct Mode {
    std::string name, cameo;
    double score = 0;
    std::vector<std::string> means;  ///< nouns: who or what does it so ("warplane"), or what it is done with
    friend bool operator==(const Mode&, const Mode&) = default;
  };
  std::vector<Mode> modes;
  struct OfContent {
    std::string content, mode, cameo;  ///< content: how the CAMEO code of what the act is about begins
    friend bool operator==(const OfContent&, const OfContent&) = default;
  };
  std::vector<OfContent> contents;
  bool own_contents = false;  ///< they count only where who does the act would do its content
  [[nodiscard]] const Mode* mode(std::string_view name) const;
  friend bool operator==(const EventType&, const EventType&) = default;
};

/// One word or phrase of a sense, found by its key word: the first of a verb phrase, the last of a noun phrase.
struct LexiconEntry {
  const Sense* sense;
  WordClass word_class;
  std::vector<std::string> rest;  ///< the other words: after a verb, before a noun, in text order
};

/// What languages/en/off_topic.tsv says of a word.
enum class Topic : unsigned {
  off = 1,      ///< of sport, fiction, accidents, weather
  contest = 2,  ///< of matches and tournaments
  vote = 4,     ///< of votes, which are counted like matches
  disaster = 8,
  story = 16,    ///< what tells of what never was: "film"
  telling = 32,  ///< what such a thing does: "shows"
  war = 64,      ///< "war", "battle": a figure of speech where it is on a thing
  foe = 128,     ///< no actor, but fought in earnest: "terrorism"
  thing = 256,   ///< attacked in figures of speech alone: "inflation"
  nobody = 512,  ///< who does no political act: animals, tourists
  pitch = 1024,  ///< what is attacked, or how, in a game alone: "goal", "wing"
};

class Lexicon {
 public:
  /// @param folder data root with codebook/events and languages/en. Errors name file and line.
  /// @param codebook a folder of *.toml in place of codebook/events, "" = that
  static Result<Lexicon> load(const std::string& folder, const std::string& codebook = {});
  [[nodiscard]] const std::vector<LexiconEntry>& entries(std::string_view lemma) const;
  /// The codebook's verb of which the form is a regular one, else `cut`: taggers cut verbs that they haven't seen otherwise ("axed": "ax").
  [[nodiscard]] std::string_view verb_of(std::string_view form, std::string_view cut) const {
    const std::string* found = verbs_.find(form);
    return found == nullptr ? cut : std::string_view(*found);
  }
  /// Is it a light verb, and is its subject the act's recipient ("suffered an attack")?
  [[nodiscard]] bool is_light(std::string_view verb) const { return (light(verb) & (kActor | kRecipient)) != 0; }
  [[nodiscard]] bool subject_is_recipient(std::string_view verb) const { return (light(verb) & kRecipient) != 0; }
  /// "the blast struck a church": its object is the recipient of the act that is its subject.
  [[nodiscard]] bool is_effect(std::string_view verb) const { return (light(verb) & kEffect) != 0; }
  /// "claimed responsibility for the attack": the verb, and the noun between it and the act.
  [[nodiscard]] bool avows(std::string_view verb) const { return (light(verb) & kAvow) != 0; }
  /// It has no passive: "thousands marched".
  [[nodiscard]] bool is_active(std::string_view verb) const { return (light(verb) & kActive) != 0; }
  [[nodiscard]] bool is_part(std::string_view noun) const { return (light(noun) & kPart) != 0; }
  /// "The statement by the council condemned": what a text does its author does.
  [[nodiscard]] bool is_text(std::string_view noun) const { return (light(noun) & kText) != 0; }
  /// "The attack took place in Tunis": the act is its subject, where it stands says whom it met.
  [[nodiscard]] bool happens(std::string_view verb) const { return (light(verb) & kHappen) != 0; }
  [[nodiscard]] bool is(std::string_view word, Topic topic) const {
    const unsigned* found = topics_.find(word);
    return found != nullptr && (*found & static_cast<unsigned>(topic)) != 0;
  }
  [[nodiscard]] const std::vector<std::unique_ptr<Sense>>& senses() const { return senses_; }
  /// The key words of all entries, each once.
  [[nodiscard]] const std::vector<std::string>& key_words() const { return words_; }
  /// A sense of no type for words that have none: its parties stand where those of most words stand.
  [[nodiscard]] const Sense* open() const { return open_.get(); }
  /// What such a word means once its type is known (id "TYPE.open"), nullptr for a type that the codebook lacks.
  [[nodiscard]] const Sense* open(std::string_view event) const;
  /// nullptr for a type that the codebook lacks.
  [[nodiscard]] const EventType* type(std::string_view event) const;
  /// An Error if a sense gives a context that is not among these.
  [[nodiscard]] Done check_contexts(const std::vector<std::string>& known) const;

 private:
  Done add_file(const std::string& path);
  void add_type(const EventType& type);
  std::unique_ptr<Sense> open_ = std::make_unique<Sense>();
  std::vector<EventType> types_;
  std::vector<std::unique_ptr<Sense>> opens_;   // one a type
  std::vector<std::unique_ptr<Sense>> senses_;  // stable addresses for LexiconEntry
  HashTable<std::vector<LexiconEntry>> by_word_;
  HashTable<std::string> verbs_;  // by regular form
  std::vector<std::string> words_;
  std::map<std::string, std::string, std::less<>> defined_;                                    // id -> "path:line"
  std::vector<std::pair<std::string, std::pair<std::string, std::uint64_t>>> contexts_named_;  // by senses: name, path, line
  [[nodiscard]] unsigned light(std::string_view word) const {
    const unsigned* found = light_.find(word);
    return found == nullptr ? 0U : *found;
  }
  Done add_light(const std::string& path);
  Done add_off_topic(const std::string& path);
  static constexpr unsigned kActor = 1, kRecipient = 2, kEffect = 4, kAvow = 8, kPart = 16, kActive = 32, kText = 64, kHappen = 128;
  HashTable<unsigned> topics_;  // languages/en/off_topic.tsv
  HashTable<unsigned> light_;   // languages/en/light_verbs.tsv
};

}  // namespace demarche
