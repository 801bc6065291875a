// Differences of actors and codebook as things that a text may hold; see changes.h. A text is concerned if it holds all of one list of
// them: a changed name alone; the words of an office and a name of its country; a form of each word of a changed phrase.
#include "demarche/changes.h"

#include <algorithm>
#include <iterator>
#include <sstream>
#include <vector>

#include "base/data_folder.h"
#include "base/name_index.h"
#include "parse/word_forms.h"
#include "split/split.h"
#include "what/changed.h"
#include "who/changed.h"

namespace demarche {

namespace {

std::vector<std::string> words_of(const std::string& phrase) {
  std::istringstream in(phrase);
  return {std::istream_iterator<std::string>(in), {}};
}

}  // namespace

struct Changes::Parts {
  explicit Parts(Splitter s, WordForms f) : splitter(std::move(s)), forms(std::move(f)) {}

  Splitter splitter;
  WordForms forms;
  HashTable<std::vector<std::uint32_t>> names;  ///< by key: the facts that a text holds with it
  std::size_t longest = 0;                      ///< bytes of a key
  std::uint32_t facts = 1;                      ///< the next one's number
  struct Group {
    std::vector<std::uint32_t> facts;
    int begin = 0, end = ActorRow::kOpen;  ///< of texts of these days
  };
  std::vector<Group> groups;  ///< a text that holds all of one is concerned
  bool everything = false;
  std::string summary;

  void add_name(const std::string& key, std::uint32_t fact) {
    names[key].push_back(fact);
    longest = std::max(longest, key.size());
  }
  void all(std::string why) {
    everything = true;
    summary = std::move(why);
  }
  /// Makes a group of what `group` has and a form of each of the words, in both writings of "test-fire".
  void add_words(const std::vector<std::string>& words, Group group);
  void add_offices(const std::vector<ChangedActors::Office>& offices, const Knowledge& before, const Knowledge& after);
  void add_sense(const ChangedSense& sense);

 private:
  [[nodiscard]] std::uint32_t add_any(const std::vector<std::string>& words);
};

/// The fact that a text may hold one of the words, 0 if any text does.
std::uint32_t Changes::Parts::add_any(const std::vector<std::string>& words) {
  const std::uint32_t fact = facts++;
  bool told = true;
  for (const std::string& word : words) {
    const std::string small = lower(word);
    told = forms.add(small, fact) && told;
    for (std::size_t at = 0, end = 0; small.find('-') != std::string::npos && end != std::string::npos; at = end + 1) {
      end = small.find('-', at);
      if (end != at && at < small.size()) told = forms.add(small.substr(at, end - at), fact) && told;  // any part will do
    }
  }
  return told ? fact : 0;
}

void Changes::Parts::add_words(const std::vector<std::string>& words, Group group) {
  if (words.empty()) return;
  for (const std::string& word : words)
    if (const std::uint32_t fact = add_any({word}); fact != 0) group.facts.push_back(fact);
  if (group.facts.empty()) all("any word may be a form of \"" + words.front() + "\", which has changed");
  groups.push_back(std::move(group));
}

void Changes::Parts::add_sense(const ChangedSense& sense) {
  Group group;
  for (const std::vector<std::string>& words : sense.one_of)
    if (const std::uint32_t fact = add_any(words); fact != 0) group.facts.push_back(fact);
  add_words(sense.words, std::move(group));
}

/// A text that does not name the country can't ask for who holds an office there.
void Changes::Parts::add_offices(const std::vector<ChangedActors::Office>& offices, const Knowledge& before, const Knowledge& after) {
  HashTable<std::uint32_t> countries;  // the fact that the text names it
  for (const ChangedActors::Office& office : offices) {
    std::uint32_t& fact = countries[office.country];
    if (fact == 0) fact = facts++;
    add_words(words_of(office.role), {{fact}, office.begin, office.end});
  }
  for (const Knowledge* knowledge : {&before, &after})
    for (const ActorRow& row : knowledge->rows())
      if (const std::uint32_t* fact = countries.find(row.country))
        each_actor_key(row, [&](ActorKey kind, const std::string& key) {
          if (kind != ActorKey::office) add_name(key, *fact);
        });
}

Result<Changes> Changes::between(const Coder::Options& before, const Coder::Options& after) {
  const Result<std::string> old = data_folder(before.data), now = data_folder(after.data);
  if (!old) return old.error();
  if (!now) return now.error();
  auto splitter = Splitter::load(*now);
  if (!splitter) return splitter.error();
  auto forms = WordForms::load(*now + "/models/en");
  if (!forms) return forms.error();
  auto parts = std::make_unique<Parts>(*std::move(splitter), *std::move(forms));
  const Result<Knowledge> old_actors = Knowledge::load(*old, before.actors), actors = Knowledge::load(*now, after.actors);
  if (!old_actors) return old_actors.error();
  if (!actors) return actors.error();
  const Result<Lexicon> old_words = Lexicon::load(*old, before.codebook), words = Lexicon::load(*now, after.codebook);
  if (!old_words) return old_words.error();
  if (!words) return words.error();
  const Result<std::vector<std::string>> agents = changed_agents(*old + "/languages/en/agents.tsv", *now + "/languages/en/agents.tsv");
  if (!agents) return agents.error();

  const ChangedActors changed = changed_actors(*old_actors, *actors);
  const std::vector<ChangedSense> senses = changed_senses(*old_words, *words);
  parts->summary = std::to_string(changed.names.size()) + " names, " + std::to_string(changed.offices.size()) + " offices, " +
                   std::to_string(agents->size()) + " nouns and " + std::to_string(senses.size()) + " words of senses";
  if (!changed.names.empty()) {
    parts->groups.push_back({{parts->facts}});
    for (const std::string& key : changed.names) parts->add_name(key, parts->facts);
    ++parts->facts;
  }
  parts->add_offices(changed.offices, *old_actors, *actors);
  for (const std::string& phrase : *agents) parts->add_words(words_of(phrase), {});
  for (const ChangedSense& sense : senses) parts->add_sense(sense);
  if (!changed.everything.empty()) parts->all(changed.everything);
  return Changes(std::move(parts));
}

bool Changes::everything() const {
  return parts_->everything;
}

const std::string& Changes::summary() const {
  return parts_->summary;
}

bool Changes::concern(const Article& article) const {
  if (parts_->everything) return true;
  if (parts_->groups.empty()) return false;
  Document document;
  document.text = article.text;
  if (!parts_->splitter.run(document)) return true;
  std::vector<bool> held(parts_->facts);
  const auto hold = [&](std::uint32_t fact) { held[fact] = true; };
  for (std::size_t i = 0; i < document.tokens.size(); ++i) {
    const std::string_view form = document.of(document.tokens[i].span);
    parts_->forms.look(form, hold);
    for (std::size_t at = 0, end = 0; form.find('-') != std::string_view::npos && end != std::string_view::npos; at = end + 1) {
      end = form.find('-', at);
      parts_->forms.look(form.substr(at, end - at), hold);
    }
    Hash64 key;
    std::size_t size = 0;
    for (std::size_t k = i; k < document.tokens.size() && size <= parts_->longest; ++k) {  // a name may go on over words, not begin in one
      const std::size_t before = size;
      each_key_byte(document.of(document.tokens[k].span), [&](char c) {
        key.add(c);
        ++size;
      });
      if (size == 0) break;
      if (size == before) continue;
      if (const auto* facts = parts_->names.find(key.value()))
        for (const std::uint32_t fact : *facts) hold(fact);
    }
  }
  const int day = day_number(article.date);
  return std::any_of(parts_->groups.begin(), parts_->groups.end(), [&](const Parts::Group& group) {
    return (day < 0 || (group.begin <= day && day <= group.end)) &&
           std::all_of(group.facts.begin(), group.facts.end(), [&](std::uint32_t fact) { return held[fact]; });
  });
}

Changes::Changes(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Changes::Changes(Changes&&) noexcept = default;
Changes& Changes::operator=(Changes&&) noexcept = default;
Changes::~Changes() = default;

}  // namespace demarche
