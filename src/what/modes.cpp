// See modes.h. Of several means the nearest counts: the noun's own words, then the doer, the instrument, what is sent against somebody.
#include "what/modes.h"

#include <algorithm>

#include "base/among.h"
#include "types/frame.h"

namespace demarche {
namespace {

class Modes {
 public:
  Modes(const Tree& tree, const Lexicon& lexicon, Document& document)
      : tree_(tree), lexicon_(lexicon), d_(document), contents_(document.claims.size()) {
    for (std::size_t i = 0; i < d_.claims.size(); ++i)
      if (const Index of = d_.claims[i].content_of; of != kNone) contents_[static_cast<std::size_t>(of)].push_back(i);
  }

  void run() {
    for (std::size_t i = 0; i < d_.claims.size(); ++i) {
      Claim& claim = d_.claims[i];
      const EventType* type = lexicon_.type(claim.event);
      if (type == nullptr) continue;
      by_means(claim, *type);
      by_content(claim, static_cast<Index>(i), *type);
    }
  }

 private:
  /// Does the phrase of the head say so: "bomber" with "suicide" before it?
  [[nodiscard]] bool says(Index head, std::string_view phrase) const {
    const auto blank = phrase.rfind(' ');
    if (tree_[head].lemma != phrase.substr(blank + 1) && tree_.form(head) != phrase.substr(blank + 1)) return false;
    if (blank == std::string_view::npos) return true;
    const auto& children = tree_.children(head);
    return std::any_of(children.begin(), children.end(), [&](Index c) { return tree_[c].lemma == phrase.substr(0, blank); });
  }

  /// The mode whose means the head is; of two the one with the longer phrase.
  [[nodiscard]] const EventType::Mode* mode_of(Index head, const EventType& type) const {
    const EventType::Mode* found = nullptr;
    std::size_t longest = 0;
    for (const EventType::Mode& mode : type.modes)
      for (const std::string& phrase : mode.means)
        if (phrase.size() > longest && says(head, phrase)) {
          found = &mode;
          longest = phrase.size();
        }
    return found;
  }

  /// Heads that may name the means, the nearest first.
  [[nodiscard]] std::vector<Index> means_of(const Claim& claim) const {
    const Index token = claim.trigger_token;
    const bool noun = noun_tag(tree_[token].tag);
    const Index head = tree_[token].head;
    const bool carried = noun && head != kNone && lexicon_.is_light(tree_[head].lemma);
    const Frame frame = noun ? noun_frame(tree_, token, carried ? head : kNone) : verb_frame(tree_, token);
    std::vector<Index> out = frame.modifiers;
    const auto add = [&](const std::vector<Index>& heads) { out.insert(out.end(), heads.begin(), heads.end()); };
    add(frame.subj);
    add(frame.owners);
    for (const Adjunct& a : frame.adjuncts)
      if (among({"with", "by", "from"}, a.preposition)) out.push_back(a.head);
    for (const Index purpose : frame.adverbials)  // "using drones"
      if (tree_[purpose].lemma == "use") add(verb_frame(tree_, purpose).obj);
    const auto target = [&](const Adjunct& a) { return among({"at", "on", "against", "into", "toward", "towards"}, a.preposition); };
    if (!noun && std::any_of(frame.adjuncts.begin(), frame.adjuncts.end(), target)) add(frame.obj);  // "sent drones against the port"
    std::erase_if(out, [&](Index h) {                                                                // whom it is done to
      return std::any_of(claim.recipients.begin(), claim.recipients.end(),
                         [&](Index m) { return d_.mentions[static_cast<std::size_t>(m)].head == h; });
    });
    return out;
  }

  /// A mode that means tell gives way to a likelier one; those of another kind (abduct) don't.
  void by_means(Claim& claim, const EventType& type) const {
    const EventType::Mode* own = type.mode(claim.mode);
    if (own != nullptr && own->means.empty()) return;
    if (std::all_of(type.modes.begin(), type.modes.end(), [](const EventType::Mode& m) { return m.means.empty(); })) return;
    for (const Index head : means_of(claim))
      if (const EventType::Mode* mode = mode_of(head, type)) {
        if (mode != own) take(claim, *mode, "by \"" + tree_[head].lemma + "\"");
        return;
      }
  }

  static void take(Claim& claim, const EventType::Mode& mode, const std::string& why) {
    claim.mode = mode.name;
    claim.score = mode.score;
    if (!mode.cameo.empty()) claim.cameo = mode.cameo;
    claim.why += "; mode " + mode.name + ' ' + why;
  }

  /// What the act makes of acts in its content, and whether it says or denies them; nullptr if nothing is its content.
  [[nodiscard]] const Content* content_of(Index claim) const {
    const auto found = std::find_if(d_.contents.begin(), d_.contents.end(), [&](const Content& c) { return c.claim == claim; });
    return found == d_.contents.end() ? nullptr : &*found;
  }

  /// Does somebody who does the one, or his country, do the other? Nobody is named who doesn't.
  [[nodiscard]] bool same_doer(const Claim& claim, const Claim& content) const {
    if (content.actors.empty()) return true;
    return std::any_of(content.actors.begin(), content.actors.end(), [&](Index a) {
      return std::any_of(claim.actors.begin(), claim.actors.end(), [&](Index b) {
        const Entity *one = d_.entity_of(a), *other = d_.entity_of(b);
        return one == other || (one != nullptr && other != nullptr && !one->country.empty() && one->country == other->country);
      });
    });
  }

  /// Does the content tell what the act is about? Not one that it wants undone ("demanded an end to the aid").
  [[nodiscard]] bool tells(const Claim& claim, const Claim& content, const Content* told, const EventType& type) const {
    if (content.status == Status::denied && told != nullptr && told->status != Status::denied) return false;
    return !type.own_contents || same_doer(claim, content);
  }

  /// By the act that it is about, unless its words have told as much; a code within that of its words is the better one.
  void by_content(Claim& claim, Index index, const EventType& type) const {
    const EventType::OfContent* found = nullptr;
    const Content* told = content_of(index);
    const bool voiced = told != nullptr && told->voice;  // "denied that it had met him": no refusal to meet
    for (const std::size_t c : contents_[static_cast<std::size_t>(index)]) {
      const Claim& content = d_.claims[c];
      if (found != nullptr || !tells(claim, content, told, type)) continue;
      for (const EventType::OfContent& row : type.contents) {
        const bool open = claim.mode.empty() && claim.cameo == type.cameo && !voiced;
        const bool closer = row.mode == claim.mode && row.cameo.starts_with(claim.cameo);
        if (content.cameo.starts_with(row.content) && (open || closer) && (found == nullptr || row.content.size() > found->content.size()))
          found = &row;
      }
    }
    if (found == nullptr) return;
    const std::string why = "by what it is about";
    if (const EventType::Mode* mode = type.mode(found->mode); mode != nullptr && found->mode != claim.mode) take(claim, *mode, why);
    if (found->cameo.empty() || found->cameo == claim.cameo) return;
    claim.cameo = found->cameo;
    claim.why += "; code " + claim.cameo + ' ' + why;
  }

  const Tree& tree_;
  const Lexicon& lexicon_;
  Document& d_;
  std::vector<std::vector<std::size_t>> contents_;  ///< of each claim, the claims that it is about
};

}  // namespace

void name_modes(const Tree& tree, const Lexicon& lexicon, Document& document) {
  Modes(tree, lexicon, document).run();
}

}  // namespace demarche
