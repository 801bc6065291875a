// What is known of actors: actors/*.tsv and languages/en/agents.tsv in memory.
//   knowledge.named("claudiasheinbaum") -> the rows of that name;  knowledge.agent("foreign minister") -> {GOV, person}
// A name's key is its letters and digits in lower case, so that spelling with or without hyphens, dots and blanks meets.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "demarche/demarche.h"

namespace demarche {

/// One row of actors/: a name with what it stands for between two dates ("" = open).
struct ActorRow {
  enum class Kind : std::uint8_t { country, demonym, capital, metonym, person, organisation, group, medium, place };
  std::string id, name, country, sector, role, from, to, wikidata;
  Kind kind = Kind::organisation;
  /// Is the row in force on an ISO date? An unknown date ("") is in every row's time.
  [[nodiscard]] bool holds_on(std::string_view date) const {
    return date.empty() || ((from.empty() || from <= date) && (to.empty() || date <= to));
  }
};

/// A noun that makes its phrase an actor: "rebels" -> REB. `inherits`: only the phrase's nation or organisation says which ("spokesman").
struct Agent {
  std::string sector;
  bool person = false, place = false, inherits = false;
};

class Knowledge {
 public:
  /// @param folder data root. Errors name file and line.
  static Result<Knowledge> load(const std::string& folder);
  [[nodiscard]] const std::vector<Index>& named(std::string_view key) const;
  /// Persons with this surname.
  [[nodiscard]] const std::vector<Index>& surnamed(std::string_view key) const;
  /// Holders of an office in a country: key "MEX president".
  [[nodiscard]] const std::vector<Index>& holders(std::string_view country, std::string_view office) const;
  [[nodiscard]] const ActorRow& row(Index i) const { return rows_[static_cast<std::size_t>(i)]; }
  [[nodiscard]] const Agent* agent(std::string_view phrase) const;
  [[nodiscard]] std::size_t longest_key() const { return longest_; }

 private:
  Done add_actors(const std::string& path);
  Done add_agents(const std::string& path);
  std::vector<ActorRow> rows_;
  using Table = std::unordered_map<std::string, std::vector<Index>>;
  Table names_, surnames_, offices_;
  std::unordered_map<std::string, Agent> agents_;
  std::size_t longest_ = 0;
};

/// Letters and digits in lower case (ASCII; other bytes as they are).
[[nodiscard]] std::string name_key(std::string_view text);

}  // namespace demarche
