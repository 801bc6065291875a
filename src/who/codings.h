// The evidence of codings (coding.h): what is seen of one party of an act, for its sector and for each country that it may have.
//   Codings all(document, tree, words, knowledge, sectors, lands);  all.weigh(claim, 'a', mention, [](const Evidence&) {}, [](auto country,
//   const Evidence&) {});
// Knows no weights. The document must stay as it is meanwhile.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nn/evidence.h"
#include "types/tree.h"
#include "who/knowledge.h"
#include "who/words.h"

namespace demarche {

class Codings {
 public:
  /// @param sectors, lands that will weigh it; nullptr for the features' names, for training
  Codings(const Document& document, const Tree& tree, const Words& words, const Knowledge& knowledge, const LinearModel* sectors,
          const LinearModel* lands);

  /// Calls `sector` with the evidence of a party's sector, then `land` with that of each country it may have, none ("") first; with no
  /// country where only the tables decide.
  template <class Sector, class Land>
  void weigh(Index claim, char role, Index m, const Sector& sector, const Land& land) {
    claim_ = &d_.claims[static_cast<std::size_t>(claim)];
    role_ = std::string(1, role);
    look(m);
    out_.clear();
    describe();
    out_.close();
    sector(out_);
    if (!open()) return;
    for (const std::string_view country : candidates()) {
      of_land_.clear();
      describe_land(country);
      of_land_.close();
      land(country, of_land_);
    }
  }

  /// Is the last party's sector settled by a table or the text?
  [[nodiscard]] bool settled() const { return settled_; }
  /// Is it a country itself? Its sector who/acting.cpp tells by its part in the sentence.
  [[nodiscard]] bool is_land() const { return land_; }
  /// Whether a sector can be that of the last party: a body's officials have its code, and a country is its government or itself.
  [[nodiscard]] bool fits(std::string_view sector) const;
  /// Can the country not be that of the last party, however likely it looks?
  [[nodiscard]] bool far_fetched(std::string_view country) const;

 private:
  /// A country as the text names it.
  struct Naming {
    Index head, sentence;
    std::string_view country;
    bool place;
  };
  struct Count {
    int all = 0;
    Index first = kNone;  ///< its first naming
  };

  [[nodiscard]] const Mention& mention(Index m) const { return d_.mentions[static_cast<std::size_t>(m)]; }
  [[nodiscard]] std::string word(Index t) const;
  void look(Index m);
  [[nodiscard]] std::string_view whence(Index m) const;
  [[nodiscard]] std::span<const Naming> around(Index first, Index last) const;
  [[nodiscard]] std::string other_side() const;
  [[nodiscard]] bool names_land() const;
  void describe();
  void describe_phrase();
  // countries
  [[nodiscard]] bool other_line(Index token) const;
  [[nodiscard]] bool open() const;
  [[nodiscard]] std::vector<std::string_view> candidates() const;
  void mark(std::string_view feature);
  void describe_land(std::string_view country);
  void describe_none();
  void describe_namings(std::string_view country);
  void describe_others(std::string_view country);

  const Document& d_;
  const Tree& tree_;
  const Words& words_;
  const Knowledge& knowledge_;
  std::size_t found_;  ///< mentions that are in order
  Evidence out_, of_land_;
  std::vector<Naming> namings_;   ///< in their order
  std::vector<bool> introduced_;  ///< of an entity: does a phrase that names a person tell his country?
  std::map<std::string_view, Count> counts_;
  std::vector<std::string_view> frequent_;  ///< the commonest first
  std::string_view writer_;                 ///< country of "we"
  std::string digest_;                      ///< of how many stories the text is, by its countries
  int parties_ = 0;                         ///< mentions of parties and candidates: of a campaign
  // of the party that is looked at
  const Claim* claim_ = nullptr;
  const Entity* e_ = nullptr;
  std::string_view own_;  ///< the rules' country
  Index m_ = kNone, head_ = kNone;
  bool plural_ = false, spread_ = false, settled_ = false, land_ = false, turn_ = false;
  std::string role_, what_, plain_, kind_, word_, det_, relation_, whence_, mine_;
  std::vector<Index> before_;
};

}  // namespace demarche
