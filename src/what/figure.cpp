// See figure.h. What a classifier learned from news takes sport and stories with countries in them for acts; here the build of the clause
// counts whatever it thinks of the words.
#include "what/figure.h"

#include <algorithm>

#include "types/arguments.h"
#include "types/word_kinds.h"
#include "what/joins.h"

namespace demarche {
namespace {

class Figures {
 public:
  Figures(const Tree& tree, const Lexicon& lexicon, const Reading& reading)
      : tree_(tree),
        lexicon_(lexicon),
        reading_(reading),
        frame_(noun_tag(tree[reading.token].tag) ? noun_frame(tree, reading.token, reading.carrier) : verb_frame(tree, reading.token)) {}

  [[nodiscard]] bool any() const {
    const std::string& event = reading_.sense->event;
    if (told() || war_on_a_thing() || hires() || by_disaster()) return true;
    if (event == "CONSULT") return played();
    if (reading_.sense->score > kHostile && event != "RETREAT") return false;
    if (event == "PROTEST" || event == "MOBILIZE") return false;  // of no game, nor of animals
    return by_nobody_political() || (event == "ASSAULT" && only(frame_.obj, Topic::thing)) || only(frame_.obj, Topic::pitch) || played();
  }

 private:
  [[nodiscard]] bool is(Index token, Topic topic) const { return lexicon_.is(tree_.lemma(token), topic); }

  /// "with a late goal", but "with the goal of ending it"; "in the first half", but "in the first half of the year"
  [[nodiscard]] bool specified(Index noun) const {
    const auto& children = tree_.children(noun);
    return std::any_of(children.begin(), children.end(), [&](Index c) {
      return c > noun && (universal(tree_[c].relation) == Relation::acl || tree_.preposition(c) == "of");
    });
  }

  /// Are there such words, and neither a name nor another word?
  [[nodiscard]] bool only(const std::vector<Index>& heads, Topic topic) const {
    return !heads.empty() && std::all_of(heads.begin(), heads.end(), [&](Index h) {
      const Index noun = argument::counted(tree_, h);
      return tree_[noun].tag == Tag::NOUN && is(noun, topic) && (topic == Topic::nobody || !specified(noun));
    });
  }

  /// "In the film, soldiers storm a camp", "The novel tells of a queen who invades Norway", "The film is about an attack"; but "The film
  /// opened amid protests", "The film shows a coup, which angered the junta".
  [[nodiscard]] bool told() const {
    Index branch = kNone;  // of t, in which the act stands
    for (Index t = reading_.token; t != kNone; branch = t, t = tree_[t].head)
      for (const Index c : tree_.children(t)) {
        if (c > t || !is(c, Topic::story) || specified(c)) continue;
        const Relation r = universal(tree_[c].relation);
        if (r == Relation::obl && tree_.preposition(c) == "in" && tree_.child(c, Relation::det) != kNone) return true;
        const bool about = branch == kNone && tree_.child(t, Relation::cop) != kNone;
        if (r == Relation::nsubj && (about || (branch != kNone && is(t, Topic::telling) && is_content(branch)))) return true;
      }
    return false;
  }

  /// Is the branch of a telling verb what is told?
  [[nodiscard]] bool is_content(Index branch) const {
    const Relation r = universal(tree_[branch].relation);
    const std::string p = tree_.preposition(branch);
    if (r == Relation::obl) return p == "of" || p == "about" || p == "with" || p == "during";
    return r == Relation::obj || r == Relation::ccomp || r == Relation::xcomp || r == Relation::acl;
  }

  /// "declared war on red tape", "a battle against inflation": no actor, no place, no movement that takes up arms is fought.
  [[nodiscard]] bool war_on_a_thing() const {
    Index war = is(reading_.token, Topic::war) && noun_tag(tree_[reading_.token].tag) ? reading_.token : kNone;
    for (const Index o : frame_.obj)
      if (is(o, Topic::war)) war = o;
    if (war == kNone || !reading_.recipients.empty() || reading_.actors.size() > 1) return false;
    bool found = false;
    for (const Index above : {war, tree_[war].head}) {
      if (above == kNone || (above != war && tree_[war].relation != Relation::obj && tree_[war].relation != Relation::nsubj_pass)) continue;
      for (const Index c : tree_.children(above)) {
        const std::string p = c > war ? tree_.preposition(c) : "";
        if (p != "against" && (p != "on" || tree_[war].lemma != "war")) continue;
        for (const Index target : tree_.conjuncts(c)) {
          if (!is_thing(target)) return false;
          found = true;
        }
      }
    }
    return found;
  }

  [[nodiscard]] bool is_thing(Index target) const {
    const Document& d = tree_.document();
    const Index m = d.mention_of[static_cast<std::size_t>(target)];
    const Entity* e = d.entity_of(m);
    return tree_[target].tag == Tag::NOUN && !is(target, Topic::foe) && !is_somebody(d, m) && (e == nullptr || !e->place);
  }

  /// "Real Madrid signed the striker": a person is no treaty.
  [[nodiscard]] bool hires() const {
    if (tree_[reading_.token].lemma != "sign" || frame_.obj.empty()) return false;
    const Document& d = tree_.document();
    return std::all_of(frame_.obj.begin(), frame_.obj.end(), [&](Index o) {
      const Entity* e = d.entity_of(d.mention_of[static_cast<std::size_t>(o)]);
      return e != nullptr && (e->person || e->sector == "CVL" || e->sector == "LAB");
    });
  }

  /// "A wildfire forced thousands out"
  [[nodiscard]] bool by_disaster() const {
    const Index subject = tree_.child(reading_.token, Relation::nsubj);
    return subject != kNone && only({subject}, Topic::disaster);
  }

  /// "Wild boars invaded a suburb", "under siege from tourists"
  [[nodiscard]] bool by_nobody_political() const {
    std::vector<Index> doers;
    if (noun_tag(tree_[reading_.token].tag))
      for (const Adjunct& a : frame_.adjuncts)
        if (a.preposition == "by" || a.preposition == "from") doers.push_back(a.head);
    if (doers.empty()) doers = frame_.subj;
    return only(doers, Topic::nobody);
  }

  /// "attacked down the left wing", "killed off the game with a late goal", "banned for doping", "meet in the final"; a person "withdrew
  /// from the tournament"
  [[nodiscard]] bool played() const {
    const bool retreat = reading_.sense->event == "RETREAT", meets = reading_.sense->event == "CONSULT";
    const Document& d = tree_.document();
    const bool person = std::any_of(reading_.actors.begin(), reading_.actors.end(), [&](Index m) {
      const Entity* e = d.entity_of(m);
      return e != nullptr && e->person;
    });
    return std::any_of(frame_.adjuncts.begin(), frame_.adjuncts.end(), [&](const Adjunct& a) {
      const std::string& p = a.preposition;
      if (retreat) {
        const bool left = p == "from" || p == "of" || p == "out of";
        return left && (is(a.head, Topic::pitch) || (person && is(a.head, Topic::contest)));
      }
      if (meets) return p == "in" && tree_[a.head].tag == Tag::NOUN && (is(a.head, Topic::contest) || is(a.head, Topic::pitch));
      const bool how =
          p == "for" || (reading_.sense->event == "ASSAULT" &&
                         (p == "with" || ((p == "in" || p == "down" || p == "from") && tree_.child(a.head, Relation::det) != kNone)));
      return how && tree_[a.head].tag == Tag::NOUN && is(a.head, Topic::pitch) && !specified(a.head);
    });
  }

  const Tree& tree_;
  const Lexicon& lexicon_;
  const Reading& reading_;
  const Frame frame_;
};

}  // namespace

bool is_figure(const Tree& tree, const Lexicon& lexicon, const Reading& reading) {
  return Figures(tree, lexicon, reading).any();
}

}  // namespace demarche
