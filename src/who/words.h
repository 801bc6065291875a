// The words by which a phrase refers: languages/en/reference.tsv in memory.   words.is("her", Words::person)
// A word may have several classes. Classes: what the names of the enum say; `at`, `of` and `belongs` are prepositions of places, of
// owners in the widest sense ("envoy to Kenya") and in the narrow one ("leader of the rebels"),
// `money`: after a nation, a currency ("US dollars"); `abroad`: of no one country ("world leaders"); `heading`: a kind of
// text, `capital`: an actor only with a capital ("the House", but a house); `by` what leads to its author ("statement from the minister");
// `past`: of that time, which may be so again ("then-President"); `honorific`: before a surname, no title; `both`: a pronoun for the
// parties just named, `count N`: how many of them, `side`: a noun for such a party; `mirror`: somebody of another country in the same
// office ("his counterpart"); `sort`: before a group noun, tells of what sort one named before is ("the militant group"); `sending`: a verb
// whose object belongs to its subject ("sent troops"); `owned`: before a medium, some state's ("state television"). `exact`: a group noun
// that stands only for one of its own sort ("the union"); `group` and `country` nouns that stand for one named before ("the group").
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
  enum Class : std::uint32_t {
    former = 1U << 0U,
    indefinite = 1U << 1U,
    definite = 1U << 2U,
    person = 1U << 3U,
    thing = 1U << 4U,
    many = 1U << 5U,
    masculine = 1U << 6U,
    feminine = 1U << 7U,
    first = 1U << 8U,
    second = 1U << 9U,
    relative = 1U << 10U,
    group = 1U << 11U,
    country = 1U << 12U,
    plural = 1U << 13U,
    at = 1U << 14U,
    of = 1U << 15U,
    conjunction = 1U << 16U,
    belongs = 1U << 17U,
    money = 1U << 18U,
    abroad = 1U << 19U,
    heading = 1U << 20U,
    by = 1U << 21U,
    capital = 1U << 22U,
    past = 1U << 23U,
    honorific = 1U << 24U,
    both = 1U << 25U,
    side = 1U << 26U,
    mirror = 1U << 27U,
    sort = 1U << 28U,
    sending = 1U << 29U,
    owned = 1U << 30U,
    exact = 1U << 30U,
  };
  /// @param folder data root. Errors name file and line.
  static Result<Words> load(const std::string& folder);
  /// Has the lower-case lemma this class (or one of several, or-ed)?
  [[nodiscard]] bool is(std::string_view lemma, std::uint32_t classes) const {
    const std::uint32_t* found = classes_.find(lemma);
    return found != nullptr && (*found & classes) != 0;
  }
  /// "both" and "two" 2, "three" 3 ...; 0 for what is no number.
  [[nodiscard]] int count(std::string_view lemma) const {
    const auto at = counts_.find(std::string(lemma));
    return at == counts_.end() ? 0 : at->second;
  }

 private:
  HashTable<std::uint32_t> classes_;
  std::unordered_map<std::string, int> counts_;
};

}  // namespace demarche
