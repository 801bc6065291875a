// From phrases to entities: mentions of every noun, name and pronoun, resolved by name, office, title, agent noun and nation.
//   Resolver(document, tree, knowledge, words).run()   fills mentions, mention_of, entities
// The order of evidence: a known name (resolve.cpp); a person with a title or met before (person.cpp); an agent noun with the nation or
// organisation of its phrase (description.cpp, nation.cpp); capitals explained in brackets (short_forms.cpp); pronouns (coreference.h);
// else the text's own words.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "types/tree.h"
#include "who/names.h"
#include "who/setting.h"
#include "who/words.h"

namespace demarche {

class Resolver {
 public:
  Resolver(Document& document, const Tree& tree, const Knowledge& knowledge, const Words& words);
  void run();

 private:
  // mentions
  void add_mentions();
  void add_mention(Index head, Mention::Kind kind);
  [[nodiscard]] std::pair<Index, Index> core(Index head) const;  ///< tokens of the phrase without relative clause, apposition
  // resolution
  void resolve(Index mention);
  bool add_namesake(Mention& m, std::string_view country, std::string_view sector);
  [[nodiscard]] bool resolve_name(Mention& m);
  void note_short_forms();
  [[nodiscard]] Index short_for(const Mention& m);
  [[nodiscard]] bool office_of(Index place) const;
  [[nodiscard]] Index body_meant(const NameMatch& match, const Mention& m) const;
  [[nodiscard]] bool resolve_person(Mention& m);
  [[nodiscard]] bool resolve_agent(Mention& m);
  [[nodiscard]] bool resolve_neighbour(Mention& m);
  [[nodiscard]] bool resolve_reference(Index mention, Mention& m);
  [[nodiscard]] Index land_spoken_for(const Mention& m);
  [[nodiscard]] Index one_of_two(Index mention);
  [[nodiscard]] Index name_after(const Mention& m) const;
  void resolve_unknown(Mention& m);
  // persons
  [[nodiscard]] Index met_before(const Mention& m, const std::string& surname, Index last_token) const;
  [[nodiscard]] Index met_later(const Mention& m, const std::string& surname);
  [[nodiscard]] bool borne_elsewhere(const std::string& surname, std::string_view country) const;
  [[nodiscard]] bool humble(const Mention& m) const;
  [[nodiscard]] std::string given_name(const Mention& m, Index last_token) const;
  [[nodiscard]] bool named_longer(const std::string& surname) const;
  [[nodiscard]] Index sole_leader(const std::string& surname) const;
  [[nodiscard]] Index famous(const std::string& surname) const;
  [[nodiscard]] Index known_person(const Mention& m, const std::string& surname, Index last_token, const Agent* title,
                                   std::string_view office, const std::string& nation) const;
  [[nodiscard]] Entity described_person(const Mention& m, const Agent* title, const std::string& nation);
  void remember(std::string_view surname, Index entity) { by_surname_[std::string(surname)] = entity; }
  // descriptions
  [[nodiscard]] const Agent* agent_of(Index head, Index first, std::string* phrase) const;
  [[nodiscard]] const Agent* title_of(Index head, std::string* phrase) const;
  [[nodiscard]] Index title_beside(Index head) const;
  [[nodiscard]] Index title_of_field(Index head) const;
  [[nodiscard]] Index joined_to(Index name) const;
  [[nodiscard]] bool seat(Index name) const;
  [[nodiscard]] bool of_its_own(Index name) const;
  [[nodiscard]] bool backer(Index name) const;
  [[nodiscard]] std::string nation_of(Index head);  ///< country code in the phrase, "" if none
  /// Entity of possessor or of-phrase. `of_nation`: the first that has a country.
  [[nodiscard]] const Entity* owner_of(Index head, std::uint64_t prepositions = Words::of, bool of_nation = false);
  [[nodiscard]] const Entity* body_before(Index head) const;
  [[nodiscard]] std::string sender_of(Index head);  ///< country of whoever sends or withdraws these, "" if none
  void take_owner(Entity& e, const Agent& agent, Index head);
  [[nodiscard]] bool of_body(Index head) const;
  void take_rebels(Entity& e, Index head);
  [[nodiscard]] Index named_beside(Index head);
  [[nodiscard]] std::string former(Index head) const;  ///< "former", "ex" ... as the phrase has it, "" if none
  [[nodiscard]] std::string former_before(Index first, std::string* office) const;
  [[nodiscard]] std::string former_beside(Index head, std::string* office) const;
  [[nodiscard]] std::string office_before(Index first, std::string* nation) const;
  [[nodiscard]] bool acts_now(Index head) const;
  [[nodiscard]] bool indefinite(Index head) const;
  [[nodiscard]] bool is_definite(Index head) const;
  [[nodiscard]] Index titled_before(const std::string& office, Index head) const;
  [[nodiscard]] Index titled_later(const std::string& office, Index head);
  [[nodiscard]] Index office_named(const std::string& office, Index head) const;
  [[nodiscard]] bool titled_after(const std::string& office, Index head) const;
  [[nodiscard]] std::string with_office(const std::string& office, const std::string& guess) const;
  [[nodiscard]] bool takes_turn(Index last) const;
  [[nodiscard]] std::string_view state_of_capital(const std::string& office, Index head) const;
  [[nodiscard]] std::string sector_around(Index head) const;
  [[nodiscard]] std::string sort_of(Index head) const;
  [[nodiscard]] bool common_before(Index head) const;
  [[nodiscard]] Index like_before(const Mention& m, const Entity& e);
  [[nodiscard]] Index town_before(const Mention& m) const;
  void note_alike();
  [[nodiscard]] bool only_of_partners(Index verb, const std::string& country) const;
  [[nodiscard]] std::string nation_of_subject(Index head) const;
  [[nodiscard]] Index coalition_before(Index head) const;
  [[nodiscard]] std::string nation_beside(Index head) const;  ///< of the list that the phrase stands in
  [[nodiscard]] bool of_several(const Entity& e, Index head) const;
  [[nodiscard]] std::string likely_country(const Entity& e, Index head) const;
  [[nodiscard]] Index office_holder(const Entity& e, const Mention& m, const std::string& phrase);
  // statements
  void note_issuer();
  [[nodiscard]] bool of_issuer(const Mention& m, const Entity& e, const std::string& phrase) const;
  // entities
  Index entity(Entity e);
  Index entity_of_row(Index row, const Mention& m, float confidence = 0.95F);
  void note_conflict(Entity& e, const ActorRow& row, const Mention& m) const;
  [[nodiscard]] const ActorRow* held_now(const ActorRow& row, const std::string& office, bool loosely) const;
  [[nodiscard]] bool settled(const ActorRow& row) const;
  [[nodiscard]] const ActorRow* held_by_another(const ActorRow& row, const std::string& office, const std::string& nation) const;
  [[nodiscard]] std::string word(Index token) const { return std::string(tree_.lemma(token)); }
  [[nodiscard]] bool capital(Index token) const;
  [[nodiscard]] bool shouted(Index token) const;
  [[nodiscard]] Index name_at(Index token) const { return name_at_[static_cast<std::size_t>(token)]; }
  [[nodiscard]] const ActorRow& named_row(Index name) const { return knowledge_.row(names_[static_cast<std::size_t>(name)].row); }
  [[nodiscard]] Index known_inside(const Mention& m) const;
  [[nodiscard]] bool explained_otherwise(const NameMatch& name) const;
  [[nodiscard]] std::string_view land_before(Index name) const;
  [[nodiscard]] bool common_name(const NameMatch& match) const;
  [[nodiscard]] bool shared(const ActorRow& row) const;
  [[nodiscard]] bool borne_in(const ActorRow& row, std::string_view country) const;
  [[nodiscard]] bool borne_abroad(const ActorRow& row) const;
  [[nodiscard]] bool generic(const NameMatch& match) const;
  [[nodiscard]] bool of_another_nation(Index name, const Mention& m) const;
  [[nodiscard]] bool lies_elsewhere(const NameMatch& n) const;
  void add_halves();
  void drop_names();
  void count_countries();
  [[nodiscard]] bool located(Index head, bool place) const;
  [[nodiscard]] Index head_in(const NameMatch& name) const;

  Document& document_;
  const Knowledge& knowledge_;
  const Words& words_;
  const Tree& tree_;
  std::vector<NameMatch> names_;
  std::vector<Index> name_at_;           // token -> index into names_, or kNone
  std::map<std::string, Index> by_key_;  // id or name -> entity
  std::map<std::string, Index> by_surname_;
  std::map<std::string, Index> short_forms_;  // capitals -> mention
  std::map<std::string, int> countries_;      // how often the text names each
  Setting setting_;
  std::vector<char> state_;   // of mentions: 0 new, 1 under way, 2 done
  std::vector<Index> alike_;  // of each mention the last one before it with the same word; made when it is asked for
  std::string default_country_;
  std::string issuer_;  // the state whose statement the text is, "" if it is none's
};

/// Sectors that belong to some state, so that a phrase without a nation takes the document's.
[[nodiscard]] bool states_sector(std::string_view sector);

}  // namespace demarche
