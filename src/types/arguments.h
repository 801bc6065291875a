// Subjects and objects of verbs with passives, control, coordination and participles undone; the parts that frames (frame.h) are made of.
//   "Iran was urged to stop"  ->  subjects(stop) = Iran, objects(urged) = Iran
// Results are head tokens, conjuncts included. `depth` counts governors asked on the way.
#pragma once

#include <vector>

#include "types/tree.h"

namespace demarche::argument {

inline constexpr int kDepth = 8;  ///< most governors that are asked

/// "thousands of fighters": what is counted.
[[nodiscard]] Index counted(const Tree& tree, Index token);
/// Appends the token and its conjuncts, each as what it counts or stands for.
void add(const Tree& tree, std::vector<Index>& out, Index token);
[[nodiscard]] bool is_participle(const Tree& tree, Index verb);
[[nodiscard]] Index reduced_on(const Tree& tree, Index verb);
[[nodiscard]] bool absolute(const Tree& tree, Index verb);
[[nodiscard]] bool is_passive(const Tree& tree, Index verb);
[[nodiscard]] bool before_colon(const Tree& tree, Index first, Index second);
/// "pressed for Chad to leave", hung beside the infinitive: Chad, or kNone.
[[nodiscard]] Index for_subject(const Tree& tree, Index infinitive);
/// "accused the government of arresting them", with the gerund hung on who is accused.
[[nodiscard]] bool charged(const Tree& tree, Index gerund);
/// Verbs that say what somebody is thought to have done.
[[nodiscard]] bool accuses(std::string_view verb);
/// Verbs whose object had better not do what is said with "against".
[[nodiscard]] bool warns(std::string_view verb);
/// "accused forces led by Chad and Mali of arresting them", with the gerund hung anywhere below the accused: the verb, or kNone.
[[nodiscard]] Index accuser_of(const Tree& tree, Index gerund);
/// "moved against squatters", with the noun taken for an object.
[[nodiscard]] bool prepositional(const Tree& tree, Index object);
/// "gave Chad aid", with both hung as objects: Chad, or kNone.
[[nodiscard]] Index first_of_two_objects(const Tree& tree, Index verb);
/// "denied that it would leave and accused Chad", "condemned the raids that Chad has made and demanded": a plain past that the parser
/// joined to a clause of another tense; the main verb that it belongs to, else kNone.
[[nodiscard]] Index rightly_joined(const Tree& tree, Index conjunct);
[[nodiscard]] inline bool misjoined(const Tree& tree, Index conjunct) {
  return rightly_joined(tree, conjunct) != kNone;
}
/// What the governor of a clause without a subject passes down to it.
[[nodiscard]] std::vector<Index> controlled(const Tree& tree, Index verb, int depth);
[[nodiscard]] std::vector<Index> agents(const Tree& tree, Index verb);
[[nodiscard]] std::vector<Index> subjects(const Tree& tree, Index verb, int depth);
[[nodiscard]] std::vector<Index> objects(const Tree& tree, Index verb, int depth);

}  // namespace demarche::argument
