// See doubt.h.
#include "what/doubt.h"

#include <algorithm>

#include "base/utf8.h"

namespace demarche {
namespace {

constexpr double kOffTopic = 0.15;  // "the striker fired a shot"

/// "2-0", as one word or as three.
bool is_result(const Tree& tree, Index token, Index end) {
  const std::string_view text = tree.document().of(tree[token].span);
  const auto number = [](std::string_view s) {
    return !s.empty() && s.size() <= 2 && s.find_first_not_of("0123456789") == std::string_view::npos;
  };
  if (const auto dash = text.find('-'); dash != std::string_view::npos && dash > 0)
    return number(text.substr(0, dash)) && number(text.substr(dash + 1));
  if (token + 2 >= end || !number(text) || tree.document().of(tree[token + 1].span) != "-") return false;
  return tree[token + 1].span.begin == tree[token].span.end && tree[token + 2].span.begin == tree[token + 1].span.end &&
         number(tree.document().of(tree[token + 2].span));
}

/// States and persons, but no army, police or armed group.
bool no_force(const Document& document, const Reading& c) {
  for (const auto* list : {&c.actors, &c.recipients})
    for (Index m : *list)
      if (const Entity* e = document.entity_of(m); e && !e->sector.empty() && e->sector != "GOV") return false;
  return true;
}

}  // namespace

/// Sport, fiction, accidents, weather: acts in which nobody has a country are most likely none; nor is a contest an attack, whoever
/// plays.
void doubt_off_topic(const Tree& tree, const Lexicon& lexicon, const Sentence& sentence, std::vector<Reading>& found) {
  if (found.empty()) return;
  bool off_topic = false, contest = false, count = false, disaster = false;
  for (Index t = sentence.first; t < sentence.last; ++t) {
    const std::string_view lemma = tree.lemma(t);
    off_topic = off_topic || lexicon.is_off_topic(lemma);
    contest = contest || lexicon.is_contest(lemma) || is_result(tree, t, sentence.last);
    count = count || lexicon.is_vote(lemma);
    disaster = disaster || lexicon.is_disaster(lemma);
  }
  if (contest && !count)
    for (Reading& c : found)
      if (c.sense->score <= kHostile && no_force(tree.document(), c)) c.confidence *= kOffTopic;
  if (disaster)
    for (Reading& c : found)
      if (c.sense->score <= kHostile && c.actors.empty()) c.confidence *= kOffTopic;
  if (!off_topic) return;
  const auto has_country = [&](Index m) {
    const Entity* e = tree.document().entity_of(m);
    return e && !e->country.empty();
  };
  for (Reading& c : found)
    if (std::none_of(c.actors.begin(), c.actors.end(), has_country) && std::none_of(c.recipients.begin(), c.recipients.end(), has_country))
      c.confidence *= kOffTopic;
}

}  // namespace demarche
