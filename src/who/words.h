// The words by which a phrase refers: languages/en/reference.tsv in memory.   words.is("her", Words::person)
// A word may have several classes. Classes: what the names of the enum say; `at`, `of` and `belongs` are prepositions of places, of
// owners in the widest sense ("envoy to Kenya") and in the narrow one ("leader of the rebels"),
// `money`: after a nation, a currency ("US dollars"); `abroad`: of no one country ("world leaders"); `heading`: a kind of
// text, `capital`: an actor only with a capital ("the House", but a house); `by` what leads to its author ("statement from the minister");
// `past`: of that time, which may be so again ("then-President"); `honorific`: before a surname, no title; `both`: a pronoun for the
// parties just named, `count N`: how many of them, `side`: a noun for such a party; `mirror`: somebody of another country in the same
// office ("his counterpart"); `sort`: before a group noun, tells of what sort one named before is ("the militant group"); `sending`: a verb
// whose object belongs to its subject ("sent troops"); `owned`: before a medium, some state's ("state television"). `exact`: a group noun
// that stands only for one of its own sort ("the union"); `own`: the preposition of what is somebody's own ("the house of the general");
// `stance`: before a nation, for or against it ("pro-Russian"); `edge`: near it is not in it ("the border of Chad"); `captive`: of another
// nation than the group that holds him; `humble`: of somebody without a high office ("sergeant");
// `named`: a group noun that stands only for a body whose name has it ("the bank"), `stateless`: for one of no state ("the watchdog");
// `neighbour`: a state beside its owner's, `quarter`: a half of a divided nation ("the North"), `earlier` and `last`: of two named ("the
// former", "the latter");
// `asker`: who asks in a transcript ("Q"), of no country, and nobody speaks of him;
// `scorned`: a government that is never the writer's own ("the regime"); `craft`: what bulletins of a coalition say strikes, without a word
// of whose it is ("aircraft conducted two strikes"); `group`, `country` and `town`: nouns that stand for one named before ("the group").
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/hash_table.h"
#include "base/utf8.h"
#include "demarche/demarche.h"

namespace demarche {

class Words {
 public:
  enum Class : std::uint64_t {
    former = 1ULL << 0U,
    indefinite = 1ULL << 1U,
    definite = 1ULL << 2U,
    person = 1ULL << 3U,
    thing = 1ULL << 4U,
    many = 1ULL << 5U,
    masculine = 1ULL << 6U,
    feminine = 1ULL << 7U,
    first = 1ULL << 8U,
    second = 1ULL << 9U,
    relative = 1ULL << 10U,
    group = 1ULL << 11U,
    country = 1ULL << 12U,
    plural = 1ULL << 13U,
    at = 1ULL << 14U,
    of = 1ULL << 15U,
    conjunction = 1ULL << 16U,
    belongs = 1ULL << 17U,
    money = 1ULL << 18U,
    abroad = 1ULL << 19U,
    heading = 1ULL << 20U,
    by = 1ULL << 21U,
    capital = 1ULL << 22U,
    past = 1ULL << 23U,
    honorific = 1ULL << 24U,
    both = 1ULL << 25U,
    side = 1ULL << 26U,
    mirror = 1ULL << 27U,
    sort = 1ULL << 28U,
    sending = 1ULL << 29U,
    owned = 1ULL << 30U,
    exact = 1ULL << 31U,
    edge = 1ULL << 32U,
    own = 1ULL << 33U,
    stance = 1ULL << 34U,
    captive = 1ULL << 35U,
    humble = 1ULL << 36U,
    named = 1ULL << 37U,
    stateless = 1ULL << 38U,
    neighbour = 1ULL << 39U,
    earlier = 1ULL << 40U,
    last = 1ULL << 41U,
    quarter = 1ULL << 42U,
    asker = 1ULL << 43U,
    town = 1ULL << 44U,
    craft = 1ULL << 45U,
    scorned = 1ULL << 46U,
  };
  /// @param folder data root. Errors name file and line.
  static Result<Words> load(const std::string& folder);
  /// Has the lower-case lemma this class (or one of several, or-ed)?
  [[nodiscard]] bool is(std::string_view lemma, std::uint64_t classes) const {
    const std::uint64_t* found = classes_.find(lemma);
    return found != nullptr && (*found & classes) != 0;
  }
  /// "both" and "two" 2, "three" 3 ...; 0 for what is no number.
  [[nodiscard]] int count(std::string_view lemma) const {
    const auto at = counts_.find(std::string(lemma));
    return at == counts_.end() ? 0 : at->second;
  }

 private:
  HashTable<std::uint64_t> classes_;
  std::unordered_map<std::string, int> counts_;
};

}  // namespace demarche
