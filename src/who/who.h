// Who: the phrases that speak of somebody, and whom they mean on the document's date.
//   "Mexican President Claudia Sheinbaum ... She"  ->  mentions [.. Sheinbaum, She] of one entity {MEX GOV, person}
// Needs tags, lemmas and trees; adds mentions, mention_of and entities. Does not find places of events (where_when/).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "demarche/demarche.h"
#include "nn/evidence.h"
#include "types/tree.h"

namespace demarche {

class Knowledge;
class Words;

class Who {
 public:
  enum class Codes { ruled, weighed };  ///< by the tables and rules alone; by the classifiers too
  /// @param folder data root: actors/*.tsv, languages/en/agents.tsv, reference.tsv; @param tables the user's own (Coder::Options::actors)
  static Result<Who> load(const std::string& folder, const std::vector<std::string>& tables = {}, Codes codes = Codes::weighed);
  Done run(Document& document, const Tree& tree) const;
  /// Gives "I", "we", "our" their speakers; after says/ has found who speaks where.
  Done resolve_speakers(Document& document, const Tree& tree) const;
  /// Tells countries that act from countries as such ("Kenya condemned": KEN GOV), and whom plurals stand for; after the claims have their
  /// sources. What codes everybody has then is weighed by models/en/sectors.bin and lands.bin; without these the rules decide alone.
  Done resolve_actors(Document& document, const Tree& tree) const;
  /// What resolve_actors() judges codes by; instead of it.
  [[nodiscard]] std::vector<CodeReading> codes(Document& document, const Tree& tree) const;
  /// Lines of the user's tables that were not understood.
  [[nodiscard]] const std::vector<Error>& notes() const;

  Who(Who&&) noexcept;
  Who& operator=(Who&&) noexcept;
  ~Who();

 private:
  Who(std::unique_ptr<const Knowledge> knowledge, std::unique_ptr<const Words> words);
  std::unique_ptr<const Knowledge> knowledge_;
  std::unique_ptr<const Words> words_;
  std::unique_ptr<const LinearModel> sectors_, lands_;
};

}  // namespace demarche
