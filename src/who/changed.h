// What two states of the tables of actors say otherwise, told by what a text must hold to be coded otherwise by it.
//   changed_actors(before, after).names -> {"annlee", "lee"};  .offices -> {"president" of "KEN", 2022 to 2027}
// Looks at every list of rows that coding can get: those of a name, of a surname, of an office in a country. A text is touched if it holds
// the key of a list that differs. Countries and nations are in too many rules for that: when one of their rows differs, everything does.
#pragma once

#include <string>
#include <vector>

#include "who/knowledge.h"

namespace demarche {

struct ChangedActors {
  std::string everything;          ///< why all must be coded anew; "" = it needn't
  std::vector<std::string> names;  ///< keys as of name_key(): a text that holds one is touched
  struct Office {
    std::string role, country;
    int begin = ActorRow::kOpen, end = 0;  ///< days (day_number()) of which a holder differs, first and last
  };
  std::vector<Office> offices;  ///< one of these days that holds the words of the role and speaks of the country is too
};

[[nodiscard]] ChangedActors changed_actors(const Knowledge& before, const Knowledge& after);

/// The nouns of two lists of agents (languages/en/agents.tsv) whose rows differ. Errors name file and line.
[[nodiscard]] Result<std::vector<std::string>> changed_agents(const std::string& before, const std::string& after);

}  // namespace demarche
