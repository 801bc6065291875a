// From phrases to entities: mentions of every noun, name and pronoun, resolved by name, office, title, agent noun and nation.
//   Resolver(document, knowledge).run()   fills mentions, mention_of, entities; pronouns are left to coreference.h
#pragma once

#include <map>
#include <string>
#include <vector>

#include "types/tree.h"
#include "who/names.h"

namespace demarche {

class Resolver {
 public:
  Resolver(Document& document, const Knowledge& knowledge);
  void run();
  [[nodiscard]] const Tree& tree() const { return tree_; }

 private:
  void add_mentions();
  void add_mention(Index head, Mention::Kind kind);
  [[nodiscard]] std::pair<Index, Index> core(Index head) const;
  void resolve(Index mention);
  [[nodiscard]] bool resolve_name(Mention& m);
  [[nodiscard]] bool resolve_person(Mention& m);
  [[nodiscard]] bool resolve_agent(Mention& m);
  [[nodiscard]] const Agent* agent_of(Index head, Index first, std::string* phrase) const;
  [[nodiscard]] const Agent* title_of(Index head, std::string* phrase) const;
  [[nodiscard]] std::string nation_of(Index head);       ///< country code in the phrase, "" if none
  [[nodiscard]] const Entity* owner_of(Index head);      ///< entity of possessor or of-phrase
  Index entity(Entity e);
  Index entity_of_row(Index row, const Mention& m);
  void note_conflict(Entity& e, const ActorRow& row, const Mention& m) const;
  [[nodiscard]] std::string word(Index token) const;
  [[nodiscard]] bool capital(Index token) const;

  Document& document_;
  const Knowledge& knowledge_;
  Tree tree_;
  std::vector<NameMatch> names_;
  std::vector<Index> name_at_;          // token -> index into names_, or kNone
  std::map<std::string, Index> by_key_;  // id or name -> entity
  std::map<std::string, Index> by_surname_;
  std::vector<char> state_;             // of mentions: 0 new, 1 under way, 2 done
  std::string default_country_;
};

}  // namespace demarche
