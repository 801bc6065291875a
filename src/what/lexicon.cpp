// Reads codebook/events/*.toml with toml++; every mistake is an Error with file and line.
// Does not check examples: tests/unit/what_test.cpp runs them through the engine.
#include "what/lexicon.h"

#include <toml++/toml.h>
#include <algorithm>
#include <filesystem>
#include <map>
#include <sstream>
#include <utility>

#include "base/utf8.h"
#include "base/word_table.h"

namespace demarche {
namespace {

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> out;
  std::istringstream in{std::string(text)};
  for (std::string w; in >> w;) out.push_back(w);
  return out;
}

std::vector<std::string> strings(const toml::node_view<const toml::node>& node) {
  std::vector<std::string> out;
  if (const auto* array = node.as_array())
    for (const auto& v : *array)
      if (auto s = v.value<std::string>()) out.push_back(*s);
  if (auto s = node.value<std::string>()) out.push_back(*s);
  return out;
}

std::optional<Slot> parse_slot(std::string_view text) {
  static const std::pair<std::string_view, Role> roles[] = {{"quote", Role::quote}, {"subj", Role::subj},   {"obj", Role::obj},
                                                            {"iobj", Role::iobj},   {"xcomp", Role::xcomp}, {"ccomp", Role::ccomp},
                                                            {"advcl", Role::advcl}, {"obl", Role::obl},     {"nmod", Role::nmod},
                                                            {"poss", Role::poss},   {"mod", Role::mod}};
  Slot slot;
  for (const auto& [suffix, then] :
       {std::pair{std::string_view(".owner"), Slot::Then::owner}, {".subj", Slot::Then::subj}, {".obj", Slot::Then::obj}})
    if (text.size() > suffix.size() && text.substr(text.size() - suffix.size()) == suffix) {
      slot.then = then;
      text.remove_suffix(suffix.size());
      break;
    }
  if (const auto colon = text.find(':'); colon != std::string_view::npos) {
    slot.preposition = text.substr(colon + 1);
    text = text.substr(0, colon);
  }
  const auto* found = std::find_if(std::begin(roles), std::end(roles), [&](const auto& r) { return r.first == text; });
  if (found == std::end(roles)) return std::nullopt;
  slot.role = found->second;
  return slot;
}

std::optional<Status> parse_status(std::string_view text) {
#define DEMARCHE_STATUS(id, plover, gloss) \
  if (text == #id) return Status::id;
#include "demarche/types.def"
  return std::nullopt;
}

/// Collects the first mistake of a file, so that reading stays one straight line.
struct Reader {
  std::string path;
  std::optional<Error> error;
  void fail(std::uint64_t line, std::string message) {
    if (!error) error = Error{Error::Code::bad_format, path, line, 0, std::move(message)};
  }
  std::vector<Slot> slots(const toml::table& table, const char* key, std::vector<std::string> fallback) {
    std::vector<Slot> out;
    for (const std::string& s : table.contains(key) ? strings(table[key]) : fallback) {
      if (auto slot = parse_slot(s))
        out.push_back(*slot);
      else
        fail(table.source().begin.line, "unknown slot '" + s + "' in " + key + "; see docs/codebook.md");
    }
    return out;
  }
  std::vector<Sense::Restriction> restrictions(const toml::table& table, const char* key) {
    std::vector<Sense::Restriction> out;
    if (const auto* inner = table[key].as_table())
      for (const auto& [name, value] : *inner) {
        auto slot = parse_slot(name.str());
        if (!slot)
          fail(table.source().begin.line, "unknown slot '" + std::string(name.str()) + "' in " + key);
        else
          out.push_back({*slot, strings(toml::node_view<const toml::node>(value))});
      }
    return out;
  }
};

}  // namespace

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

void Lexicon::add_open(const std::string& event, double score, const std::string& cameo) {
  auto typed = std::make_unique<Sense>(*open_);
  typed->event = event;
  typed->id = lower(event) + ".open";
  typed->score = score;
  typed->cameo = cameo;
  opens_.push_back(std::move(typed));
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

Done Lexicon::add_file(const std::string& path) {
  toml::table file;
  try {
    file = toml::parse_file(path);
  } catch (const toml::parse_error& e) {
    return Error{Error::Code::bad_format, path, e.source().begin.line, 0, std::string(e.description())};
  }
  Reader r{path, {}};
  const std::string event = file["type"].value_or(std::string());
  if (event.empty()) r.fail(1, "no `type`");
  std::map<std::string, std::pair<double, std::string>> modes;
  if (const auto* table = file["modes"].as_table())
    for (const auto& [name, mode] : *table)
      if (const auto* m = mode.as_table())
        modes[std::string(name.str())] = {(*m)["score"].value_or(file["score"].value_or(0.0)), (*m)["cameo"].value_or(std::string())};
  const auto* senses = file["sense"].as_array();
  for (std::size_t i = 0; senses && i < senses->size(); ++i) {
    const auto* t = (*senses)[i].as_table();
    if (!t) continue;
    const toml::table& table = *t;
    const auto line = table.source().begin.line;
    auto sense = std::make_unique<Sense>();
    sense->event = event;
    sense->id = table["id"].value_or(std::string());
    sense->mode = table["mode"].value_or(std::string());
    if (sense->id.empty()) r.fail(line, "a sense without `id`");
    if (!sense->mode.empty() && !modes.contains(sense->mode))
      r.fail(line, "sense " + sense->id + ": mode '" + sense->mode + "' is not under [modes]");
    const auto mode = modes.find(sense->mode);
    sense->score = mode != modes.end() ? mode->second.first : file["score"].value_or(0.0);
    sense->cameo = table["cameo"].value_or(mode != modes.end() && !mode->second.second.empty() ? mode->second.second
                                                                                               : file["cameo"].value_or(std::string()));
    sense->contexts = strings(table["contexts"]);
    sense->actor = r.slots(table, "actor", {"subj"});
    sense->recipient = r.slots(table, "recipient", {"obj"});
    sense->noun_actor = r.slots(table, "noun_actor", {"poss", "subj", "nmod:by", "mod", "nmod:between", "nmod:from"});
    sense->noun_recipient = r.slots(table, "noun_recipient", {"nmod:on", "nmod:against", "nmod:of", "obl:on", "obl:against"});
    sense->content = r.slots(table, "content", {});
    sense->reciprocal = table["reciprocal"].value_or(false);
    sense->content_voice = table["content_voice"].value_or(false);
    sense->outcome = table["outcome"].value_or(false);
    sense->border = table["border"].value_or(false);
    sense->own_recipient = table["own_recipient"].value_or(true);
    const std::string status = table["content_status"].value_or(std::string());
    sense->content_status = parse_status(status);
    if (!status.empty() && !sense->content_status) r.fail(line, "sense " + sense->id + ": unknown content_status '" + status + "'");
    sense->require = r.restrictions(table, "require");
    sense->forbid = r.restrictions(table, "forbid");
    sense->without_actor = table["without_actor"].value_or(file["without_actor"].value_or(1.0));
    sense->actor_kind = table["kind"]["actor"].value_or(std::string("any"));
    sense->recipient_kind = table["kind"]["recipient"].value_or(std::string("any"));
    sense->alone = strings(table["alone"]);
    sense->weight = table["weight"].value_or(0.7);
    sense->examples = strings(table["example"]);
    sense->near_misses = strings(table["near_miss"]);
    for (const auto& [key, word_class] :
         {std::pair{"verbs", WordClass::verb}, {"nouns", WordClass::noun}, {"adjectives", WordClass::adjective}})
      for (const std::string& phrase : strings(table[key])) {
        std::vector<std::string> w = words(phrase);
        if (w.empty()) continue;
        const bool last = word_class == WordClass::noun;
        const std::string word = last ? w.back() : w.front();
        w.erase(last ? w.end() - 1 : w.begin());
        std::vector<LexiconEntry>& entries = by_word_[word];
        if (entries.empty()) words_.push_back(word);
        entries.push_back({sense.get(), word_class, std::move(w)});
      }
    senses_.push_back(std::move(sense));
  }
  if (r.error) return *r.error;
  add_open(event, file["score"].value_or(0.0), file["cameo"].value_or(std::string()));
  return Nothing{};
}

const std::vector<LexiconEntry>& Lexicon::entries(std::string_view lemma) const {
  static const std::vector<LexiconEntry> none;
  const std::vector<LexiconEntry>* found = by_word_.find(lemma);
  return found == nullptr ? none : *found;
}

}  // namespace demarche
