// Who: the phrases that speak of somebody, and whom they mean on the document's date.
//   "Mexican President Claudia Sheinbaum ... She"  ->  mentions [.. Sheinbaum, She] of one entity {MEX GOV, person}
// Needs tags, lemmas and trees; adds mentions, mention_of and entities. Does not find places of events (where_when/).
#pragma once

#include <memory>
#include <string>

#include "demarche/demarche.h"

namespace demarche {

class Knowledge;

class Who {
 public:
  /// @param folder data root: actors/*.tsv, languages/en/agents.tsv
  static Result<Who> load(const std::string& folder);
  Done run(Document& document) const;
  /// Gives "I", "we", "our" their speakers; after says/ has found who speaks where.
  Done resolve_speakers(Document& document) const;

  Who(Who&&) noexcept;
  Who& operator=(Who&&) noexcept;
  ~Who();

 private:
  explicit Who(std::unique_ptr<const Knowledge> knowledge);
  std::unique_ptr<const Knowledge> knowledge_;
};

}  // namespace demarche
