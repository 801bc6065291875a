// What the lexicon holds, and its lists of words; the files of types are read in codebook_file.cpp.
#include "what/lexicon.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "base/utf8.h"
#include "base/word_table.h"

namespace demarche {

Result<Lexicon> Lexicon::load(const std::string& folder, const std::string& codebook) {
  namespace fs = std::filesystem;
  Lexicon lexicon;
  const fs::path events = codebook.empty() ? fs::path(folder) / "codebook" / "events" : fs::path(codebook);
  std::error_code ec;
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(events, ec))
    if (entry.path().extension() == ".toml" && entry.path().filename() != "contexts.toml") files.push_back(entry.path().string());
  if (ec || files.empty())
    return Error{Error::Code::not_found, events.string(), 0, 0,
                 codebook.empty() ? "no event types here (*.toml); set --data or DEMARCHE_DATA to demarche's data folder"
                                  : "no event types here: a codebook is a folder of *.toml, one a type (docs/codebook.md)"};
  std::sort(files.begin(), files.end());
  static constexpr std::string_view kVerbRecipient[] = {"obj",    "iobj",   "obl:against", "obl:with", "obl:to",
                                                        "obl:on", "obl:at", "obl:for",     "obl:from"};
  static constexpr std::string_view kNounActor[] = {"poss", "subj", "nmod:by", "mod", "nmod:between", "nmod:from", "nmod:of"};
  static constexpr std::string_view kNounRecipient[] = {"nmod:on",  "nmod:against", "nmod:with",   "nmod:to",  "nmod:at",
                                                        "nmod:for", "obl:on",       "obl:against", "obl:with", "obl:to"};
  const auto fill = [](std::vector<Slot>& out, auto&& names) {
    for (const std::string_view n : names) out.push_back(*parse_slot(n));
  };
  Sense& open = *lexicon.open_;
  open.actor = {Slot{}};
  fill(open.recipient, kVerbRecipient);
  fill(open.noun_actor, kNounActor);
  fill(open.noun_recipient, kNounRecipient);
  for (const std::string& f : files)
    if (Done done = lexicon.add_file(f); !done) return done.error();
  if (Done done = lexicon.add_light((fs::path(folder) / "languages" / "en" / "light_verbs.tsv").string()); !done) return done.error();
  if (Done done = lexicon.add_off_topic((fs::path(folder) / "languages" / "en" / "off_topic.tsv").string()); !done) return done.error();
  return lexicon;
}

const Sense* Lexicon::open(std::string_view event) const {
  const auto found = std::find_if(opens_.begin(), opens_.end(), [&](const auto& s) { return s->event == event; });
  return found == opens_.end() ? nullptr : found->get();
}

Done Lexicon::add_light(const std::string& path) {
  static constexpr std::pair<std::string_view, unsigned> kClasses[] = {{"actor", kActor}, {"recipient", kRecipient}, {"effect", kEffect},
                                                                       {"avow", kAvow},   {"part", kPart},           {"active", kActive},
                                                                       {"text", kText},   {"happen", kHappen}};
  return each_pair(path, "missing list of light verbs", [&](const std::string& word, const std::string& kind) -> const char* {
    const auto bit = class_of<unsigned>(kClasses, kind);
    light_[word] |= bit;
    return bit == 0 ? "expected a word, a tab and one of actor, recipient, effect, avow, part, active, text, happen" : nullptr;
  });
}

Done Lexicon::add_off_topic(const std::string& path) {
  return each_pair(path, "missing list of words of sport, fiction, accidents and weather",
                   [&](const std::string& word, const std::string& kind) -> const char* {
                     static constexpr std::pair<std::string_view, Topic> kinds[] = {
                         {"contest", Topic::contest}, {"vote", Topic::vote},  {"disaster", Topic::disaster}, {"story", Topic::story},
                         {"telling", Topic::telling}, {"war", Topic::war},    {"foe", Topic::foe},           {"thing", Topic::thing},
                         {"nobody", Topic::nobody},   {"pitch", Topic::pitch}};
                     const auto* found = std::find_if(std::begin(kinds), std::end(kinds), [&](const auto& k) { return k.first == kind; });
                     topics_[word] |= static_cast<unsigned>(found == std::end(kinds) ? Topic::off : found->second);
                     return word.empty() || kind.empty() ? "expected a word, a tab and what it is a word of" : nullptr;
                   });
}

const EventType::Mode* EventType::mode(std::string_view name) const {
  const auto found = std::find_if(modes.begin(), modes.end(), [&](const Mode& m) { return m.name == name; });
  return found == modes.end() ? nullptr : &*found;
}

const EventType* Lexicon::type(std::string_view event) const {
  const auto found = std::find_if(types_.begin(), types_.end(), [&](const EventType& t) { return t.event == event; });
  return found == types_.end() ? nullptr : &*found;
}

const std::vector<LexiconEntry>& Lexicon::entries(std::string_view lemma) const {
  static const std::vector<LexiconEntry> none;
  const std::vector<LexiconEntry>* found = by_word_.find(lemma);
  return found == nullptr ? none : *found;
}

}  // namespace demarche
