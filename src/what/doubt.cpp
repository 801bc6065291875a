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

/// "tournament"; "kick-off", as one word or as three
bool is_contest(const Tree& tree, const Lexicon& lexicon, Index token, Index end) {
  if (lexicon.is(tree.lemma(token), Topic::contest)) return true;
  if (token + 2 >= end || tree.form(token + 1) != "-" || tree[token + 1].span.begin != tree[token].span.end) return false;
  return lexicon.is(std::string(tree.lemma(token)) + "-" + std::string(tree.lemma(token + 2)), Topic::contest);
}

/// States and persons, but no army, police or armed group.
bool no_force(const Document& document, const Reading& c) {
  for (const auto* list : {&c.actors, &c.recipients})
    for (Index m : *list)
      if (const Entity* e = document.entity_of(m); e && !e->sector.empty() && e->sector != "GOV") return false;
  return true;
}

bool rules_or_fights(std::string_view sector) {
  static constexpr std::string_view sectors[] = {"GOV", "MIL", "REB", "UAF", "COP", "JUD", "LEG", "SPY", "PTY", "OPP"};
  return std::any_of(std::begin(sectors), std::end(sectors), [&](std::string_view s) { return sector.find(s) != std::string_view::npos; });
}

/// Acts that no game has: arrests, verdicts, protests; bans and expulsions by a state or who rules.
bool of_no_game(const Document& document, const Reading& c) {
  const std::string &event = c.sense->event, &mode = c.sense->mode;
  if (event == "PROTEST" || event == "MOBILIZE" || mode == "arrest" || mode == "deport" || mode == "convict") return true;
  return event != "ASSAULT" && mode != "seize" && std::any_of(c.actors.begin(), c.actors.end(), [&](Index m) {
           const Entity* e = document.entity_of(m);
           return e && (rules_or_fights(e->sector) || (e->sector.empty() && !e->person && !e->country.empty()));
         });
}

}  // namespace

/// Sport, fiction, accidents, weather: acts in which nobody has a country, governs or fights are most likely none; nor is a contest
/// an attack, whoever plays.
void doubt_off_topic(const Tree& tree, const Lexicon& lexicon, const Sentence& sentence, std::vector<Reading>& found) {
  if (found.empty()) return;
  bool off_topic = false, contest = false, count = false, disaster = false;
  for (Index t = sentence.first; t < sentence.last; ++t) {
    const std::string_view lemma = tree.lemma(t);
    off_topic = off_topic || lexicon.is(lemma, Topic::off);
    contest = contest || is_contest(tree, lexicon, t, sentence.last) || is_result(tree, t, sentence.last);
    count = count || lexicon.is(lemma, Topic::vote);
    disaster = disaster || lexicon.is(lemma, Topic::disaster);
  }
  if (contest && !count)
    for (Reading& c : found)
      if (c.sense->score <= kHostile && !of_no_game(tree.document(), c) && no_force(tree.document(), c)) c.confidence *= kOffTopic;
  if (disaster)
    for (Reading& c : found)
      if (c.sense->score <= kHostile && c.actors.empty()) c.confidence *= kOffTopic;
  if (!off_topic) return;
  const auto is_political = [&](Index m) {
    const Entity* e = tree.document().entity_of(m);
    return e && (!e->country.empty() || rules_or_fights(e->sector));
  };
  for (Reading& c : found)
    if (!of_no_game(tree.document(), c) && std::none_of(c.actors.begin(), c.actors.end(), is_political) &&
        std::none_of(c.recipients.begin(), c.recipients.end(), is_political))
      c.confidence *= kOffTopic;
}

}  // namespace demarche
