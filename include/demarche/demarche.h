// demarche: who did what to whom, who says so, and is it so.
//
// An Article goes in, a Document comes out. A Document is the article's text and what was read from it, in flat
// vectors that point at each other by index and at the text by half-open byte spans:
//
//   auto coder = demarche::Coder::load();                       // weights, actors, codebook: once, then share it
//   if (!coder) return report(coder.error());
//   auto document = coder->read({.name = "a1", .date = "2025-08-08", .text = "Kenya rejected the plan."});
//   for (const demarche::Claim& claim : document->claims)       // KEN GOV -> REJECT, actual, in the writer's voice
//     std::cout << claim.event << ' ' << demarche::name(claim.status) << '\n';
//
// What a claim is: docs/claims.md. A Coder is immutable after loading; any number of threads may call it. Bad input
// comes back as an Error that names the document, the place in it and what to do; nothing here prints or exits.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace demarche {

/// Half-open range of bytes of Document::text.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  [[nodiscard]] constexpr bool empty() const { return end <= begin; }
  [[nodiscard]] constexpr std::uint32_t size() const { return end - begin; }
  [[nodiscard]] constexpr bool contains(Span s) const { return begin <= s.begin && s.end <= end; }
  [[nodiscard]] constexpr bool overlaps(Span s) const { return begin < s.end && s.begin < end; }
  friend constexpr bool operator==(Span, Span) = default;
};

/// Why something could not be done: what was wrong, where, and what to do about it.
struct Error {
  enum class Code : std::uint8_t {
    not_found,
    unreadable,
    empty,
    bad_encoding,
    bad_format,
    too_large,
    bad_model,
    bad_argument,
    other_language,  ///< a text in a language that is not asked for: no failure, but counted
    skipped,         ///< something that holds no text (an image in an archive, a redirect): no failure, but counted
  };
  Code code = Code::bad_format;
  std::string where;                       ///< file or document, "" if none
  std::uint64_t line = 0;                  ///< 1-based line of `where`, 0 if it does not apply
  std::uint64_t offset = 0;                ///< byte offset in `where`
  std::string message;                     ///< what was wrong and what to do, one sentence
  [[nodiscard]] std::string text() const;  ///< "where:line: message"
};

/// A value or an Error; test before use.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}      // NOLINT(google-explicit-constructor): a value is a result
  Result(Error error) : state_(std::move(error)) {}  // NOLINT(google-explicit-constructor)
  [[nodiscard]] explicit operator bool() const { return std::holds_alternative<T>(state_); }
  [[nodiscard]] T& operator*() & { return std::get<T>(state_); }
  [[nodiscard]] const T& operator*() const& { return std::get<T>(state_); }
  [[nodiscard]] T&& operator*() && { return std::get<T>(std::move(state_)); }
  [[nodiscard]] T* operator->() { return &std::get<T>(state_); }
  [[nodiscard]] const T* operator->() const { return &std::get<T>(state_); }
  [[nodiscard]] const Error& error() const { return std::get<Error>(state_); }

 private:
  std::variant<T, Error> state_;
};

struct Nothing {};
using Done = Result<Nothing>;  ///< of an action without a value

using Index = std::int32_t;  ///< into one of Document's vectors
inline constexpr Index kNone = -1;

// Closed sets, each defined once in types.def.
enum class Tag : std::uint8_t {  ///< Universal part of speech (universaldependencies.org/u/pos)
#define DEMARCHE_TAG(id) id,
#include "demarche/types.def"
};
enum class Relation : std::uint8_t {  ///< Universal dependency relation, with the subtypes of UD English
#define DEMARCHE_RELATION(id, text) id,
#include "demarche/types.def"
};
enum class Status : std::uint8_t {  ///< whether the innermost source presents the act as so
#define DEMARCHE_STATUS(id, plover, gloss) id,
#include "demarche/types.def"
};
enum class Quote : std::uint8_t {  ///< how a source's words are given
#define DEMARCHE_QUOTE(id, gloss) id,
#include "demarche/types.def"
};
enum class Meeting : std::uint8_t {  ///< how two claims about one act stand to each other
#define DEMARCHE_MEETING(id, gloss) id,
#include "demarche/types.def"
};
[[nodiscard]] std::string_view name(Tag);
[[nodiscard]] std::string_view name(Relation);
[[nodiscard]] std::string_view name(Status);
[[nodiscard]] std::string_view name(Quote);
[[nodiscard]] std::string_view name(Meeting);

/// A syntactic word. Words of one orthographic token ("do" + "n't") touch and share `joined`.
struct Token {
  Span span;
  std::string lemma;
  std::string_view xpos, features;  ///< Penn tag; UD features, "" if none. Views into the Coder.
  Tag tag = Tag::X;
  Relation relation = Relation::dep;
  Index head = kNone;         ///< token of the same sentence, kNone for its root
  bool joined = false;        ///< the second or later word of a multiword token
  std::uint8_t name_tag = 0;  ///< 0 none; 1 + 2k begins, 2 + 2k continues a name of kind k: person, organisation, place, nationality
};

struct Sentence {
  enum class Kind : std::uint8_t { prose, headline, dateline };
  Span span;
  Index first = 0, last = 0;  ///< tokens [first, last)
  Kind kind = Kind::prose;
  bool new_paragraph = false;
  bool skimmed = false;  ///< not parsed, as its words don't look like an act: guessed tags, a flat tree
};

/// Somebody or something that acts, as of the document's date.
struct Entity {
  std::string id;        ///< Wikidata id where known, else the row of actors/, "" when only described
  std::string name;      ///< canonical name; the text's own words when unknown
  std::string country;   ///< ISO 3166 alpha-3, or IGO, UNO, EUR, NGO, ISM, IMG, MNC; "" unknown
  std::string sector;    ///< PLOVER sectors ("GOV", "PTY OPP"); "" unknown
  std::string conflict;  ///< what the text says against what is known, "" if they agree
  bool person = false, group = false, place = false, medium = false;  ///< medium: a newspaper, agency, station
  float confidence = 1;
  [[nodiscard]] std::string code() const;  ///< "USA GOV", "--- CRM", "UNO"; "---" when nothing is known
};

/// A phrase that speaks of an entity: "the Mexican president", "they", "Turkish".
struct Mention {
  enum class Kind : std::uint8_t { name, nominal, pronoun, modifier };  ///< modifier: an adjective or a noun before a noun ("Turkish")
  Span span;                                                            ///< the phrase without determiner, relative clause, apposition
  Index head = kNone;                                                   ///< its head token
  Index entity = kNone;                                                 ///< into Document::entities
  Kind kind = Kind::nominal;
  bool joint = false;  ///< one of several of the same span, for each whom the words go back to ("they", "the two leaders")
};

/// A resolved place or time of a claim; `text` is empty when there is none.
struct Place {
  Span span;
  std::string id, name, admin1, country;
  double lat = 0, lon = 0;
  float confidence = 0;
};
struct Time {
  Span span;
  std::string begin, end;
  bool from_story = false;
};  ///< ISO dates, end inclusive

/// An attribution: who says what, by which words (PolNeAR's source, cue, content).
struct Attribution {
  Index source = kNone;  ///< into mentions; kNone = the source is not named ("reportedly")
  Index medium = kNone;  ///< mention of what carries it (a newspaper, an agency), or kNone
  Index parent = kNone;  ///< the attribution whose content this one is part of
  Index cue = kNone;     ///< token: said, according, report; kNone for a bare quotation
  Span source_span, cue_span;
  std::vector<Span> content;
  Quote quote = Quote::indirect;
  bool vouched = true;  ///< the source holds the content to be so (said, fears); false: wants or judges it (refuses, praises)
};

/// One act, who does it to whom, who says so, and whether it is so.
struct Claim {
  Span trigger;
  Index trigger_token = kNone;
  std::string event, mode, cameo;
  std::vector<std::string> contexts;
  double score = 0;                       ///< PLOVER: -10 conflict to +10 cooperation
  std::vector<Index> actors, recipients;  ///< into mentions
  std::vector<Index> sources;             ///< into mentions, outermost first; empty = the writer's own voice
  Status status = Status::actual;
  double degree = 3;  ///< from -3 (surely not so) to 3 (surely so), by the innermost source
  Quote quote = Quote::none;
  Index content_of = kNone;  ///< claim whose content this one is
  Place place;
  Time time;
  float confidence = 0;
  std::string why;  ///< the sense and rule that decided, for people
};

/// What an act is about: the clause or phrase at `root` is the content of claim `claim` (the plan that is rejected).
struct Content {
  Index claim = kNone;
  Index root = kNone;            ///< token that heads the content
  std::optional<Status> status;  ///< what the act makes of acts in its content; nothing = they say it themselves
  bool voice = false;            ///< the content is said by the claim's actors (accuse, allege, deny)
};

/// Two claims about one act. Of a dispute the second is the denial: a denied claim, or the REJECT of whoever denies all of it.
struct Link {
  Index first = kNone, second = kNone;  ///< into claims
  Meeting meeting = Meeting::same;
};

/// What goes in. `date` is ISO ("2025-08-08") or "" when unknown: roles are then undated.
struct Article {
  std::string name, date, publisher, text;
  std::string title = {}, url = {};
  std::string language = {};  ///< ISO 639-1, "" when unknown
  std::string file = {};      ///< the input that it came from, "" when it came from none
  std::uint64_t line = 0;     ///< its 1-based line there, 0 if it does not apply
  std::uint64_t offset = 0;   ///< its first byte there; in a compressed file, the first byte of its compressed member
};

/// An article and all that was read from it. Indices and spans stay valid as long as it lives; views as long as its Coder.
struct Document {
  std::string name, date, publisher, text;
  std::vector<Token> tokens;
  std::vector<std::uint8_t> states;  ///< [tokens][dim] what the parser's network holds of each (src/nn/state_net.h)
  std::vector<Sentence> sentences;
  std::vector<Mention> mentions;
  std::vector<Index> mention_of;  ///< token -> mention of which it is the head, or kNone
  std::vector<Entity> entities;
  std::vector<Attribution> attributions;
  std::vector<Claim> claims;
  std::vector<Content> contents;
  std::vector<Link> links;
  [[nodiscard]] std::string_view of(Span s) const { return std::string_view(text).substr(s.begin, s.size()); }
  [[nodiscard]] const Entity* entity_of(Index mention) const;  ///< nullptr for kNone
};

/// What a degree from -3 to 3 measures; the sets of the literature differ in it.
enum class Scale : std::uint8_t {
  committed,  ///< how far the text commits itself (FactBank, UW, MEANTIME): "will leave" is near 2
  realised,   ///< whether it has come about (UDS-IH2): "will leave" is below 0
};

/// One way to read a word as a cue, with the features that the choice is learned from (train/says.py).
struct CueReading {
  Span cue, source;  ///< source: empty when it has none
  std::vector<Span> content;
  std::vector<std::string> features;
  double probability = 0;  ///< by the present weights
};

/// One word read as an act, taken or not, with the features that the choice is learned from (train/train_acts.py).
struct ActReading {
  Span trigger;
  Index token = kNone;
  std::string event;      ///< type that the codebook gives, "" if it has no sense for the word
  double confidence = 0;  ///< of the codebook's reading
  bool taken = false;
  std::vector<std::string> features;
};

/// A mention in the sentence of a claim, with the features by which it is made actor, recipient or neither (train/train_parties.py).
struct PartyReading {
  Index claim = kNone;
  Index entity = kNone;  ///< of the mention
  Span trigger;
  std::string event;
  Span mention, head;                     ///< the phrase and its head word
  bool actor = false, recipient = false;  ///< by the rules alone
  std::vector<std::string> features;
};

/// A claim's status by the rules alone, with what the classifier of statuses judges it by (train/train_statuses.py).
struct StatusReading {
  Span trigger;
  std::string event;
  Status status = Status::actual;
  std::vector<std::string> features;
};

/// Who may be the innermost source of a claim, with what the classifier of sources judges it by (train/train_sources.py).
struct SourceReading {
  Index claim = kNone;
  Span trigger;
  std::string event;
  Span mention;           ///< empty for the writer
  Index entity = kNone;   ///< of the mention
  bool by_rules = false;  ///< the rules choose it
  std::vector<std::string> features;
};

/// A party or source of a claim by the rules alone, with what the classifiers of codes judge it by (train/train_codes.py).
struct CodeReading {
  Index claim = kNone;
  Span trigger;
  std::string event;
  char role = 'a';  ///< actor, recipient, source
  Span mention;
  std::string code;
  std::vector<std::string> features;
  /// A country that it may have, "" for none; there are none where only the tables decide.
  struct Land {
    std::string country;
    std::vector<std::string> features;
  };
  std::vector<Land> lands;
};

/// The whole pipeline, loaded once.
class Coder {
 public:
  struct Options {
    std::string data;  ///< folder with models/, actors/, codebook/, languages/; "" = $DEMARCHE_DATA, then where it was installed or built
    std::vector<std::string> actors = {};  ///< tables of your own beside actors/: of its schema, or TABARI/PETRARCH dictionaries
    std::string codebook = {};             ///< a folder of event types of your own (*.toml, docs/codebook.md) in place of codebook/events
    bool quick = false;  ///< parse only the sentences that look as if they held a claim: a quarter faster, a twentieth of the claims lost
                         ///< (docs/measurements.md)
    bool bare = false;   ///< claims without place and time, codes by the tables and rules alone: all that a Relater (relate.h) looks at
  };
  static Result<Coder> load(const Options& options);
  static Result<Coder> load() { return load(Options{}); }
  /// Lines of Options::actors that were not understood and so are not used.
  [[nodiscard]] const std::vector<Error>& notes() const;

  [[nodiscard]] Result<Document> read(const Article& article) const;   ///< everything
  [[nodiscard]] Result<Document> parse(const Article& article) const;  ///< sentences, words and trees alone
  /// Tags and parses the words already in `document.tokens` (span, joined) and `document.sentences` (first, last).
  [[nodiscard]] Done parse_words(Document& document) const;
  /// How far a parsed document presents the act at this token as so: from -3 (surely not) to 3 (surely).
  [[nodiscard]] double degree(const Document& document, Index token, Scale scale = Scale::committed) const;

  // For the trainers in train/, by way of demarche-eval: what decisions are made from.
  /// What the degree of the act at this token is computed from ("status planned"), sorted.
  [[nodiscard]] std::vector<std::string> findings(const Document& document, Index token) const;
  /// The words and shape of a sentence, by which Options::quick decides.
  [[nodiscard]] std::vector<std::string> traits(const Document& document, Index sentence) const;
  /// All readings of all words of a document from read() as cues, taken or not.
  [[nodiscard]] std::vector<CueReading> readings(const Document& document) const;
  /// All words of an article that may be acts, taken or not.
  [[nodiscard]] Result<std::vector<ActReading>> acts(const Article& article) const;
  /// All mentions beside all claims that the rules alone find in an article.
  [[nodiscard]] Result<std::vector<PartyReading>> parties(const Article& article) const;

  /// The status of each claim of a document from read().
  [[nodiscard]] std::vector<StatusReading> statuses(const Document& document) const;
  /// The parties and sources of all claims of an article.
  [[nodiscard]] Result<std::vector<CodeReading>> codes(const Article& article) const;
  /// Who may be the innermost source of each claim of an article.
  [[nodiscard]] Result<std::vector<SourceReading>> sources(const Article& article) const;

  Coder(Coder&&) noexcept;
  Coder& operator=(Coder&&) noexcept;
  ~Coder();

 private:
  struct Stages;
  explicit Coder(std::unique_ptr<const Stages> stages);
  [[nodiscard]] Result<Document> parse(const Article& article, bool sifted) const;
  std::unique_ptr<const Stages> stages_;
};

[[nodiscard]] std::string_view version();

}  // namespace demarche
