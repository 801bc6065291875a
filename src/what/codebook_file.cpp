// Reads codebook/events/*.toml with toml++ (schema: docs/codebook.md); every mistake is an Error with file and line: a key that there is
// not, a value of another kind, a mode, slot or kind that nothing is, an id given twice, a sense without words.
// Does not check examples: tests/unit/what_test.cpp runs them through the engine.
#include <toml++/toml.h>
#include <algorithm>
#include <sstream>
#include <utility>

#include "base/utf8.h"
#include "types/names.h"
#include "what/lexicon.h"

namespace demarche {
namespace {

using Names = std::initializer_list<std::string_view>;

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> out;
  std::istringstream in{std::string(text)};
  for (std::string w; in >> w;) out.push_back(w);
  return out;
}

/// "axe" -> "axes", "axed", "axing". Without those that double a letter, which nobody cuts wrongly.
std::vector<std::string> regular_forms(const std::string& verb) {
  const bool e = verb.ends_with('e'), y = verb.ends_with('y');
  const std::string stem = e || y ? verb.substr(0, verb.size() - 1) : verb;
  return {verb + 's', (y ? stem + 'i' : stem) + "es", (y ? stem + 'i' : stem) + "ed", (e ? stem : verb) + "ing"};
}

/// Takes values out of tables and collects the first mistake of a file, so that reading stays one straight line.
struct Reader {
  std::string path;
  std::optional<Error> error;

  void fail(std::uint64_t line, std::string message) {
    if (!error) error = Error{Error::Code::bad_format, path, line, 0, std::move(message)};
  }
  static std::uint64_t line_of(const toml::node& node) { return node.source().begin.line; }

  /// Nothing in the table but these keys.
  void only(const toml::table& table, Names keys, const std::string& where) {
    for (const auto& [key, value] : table)
      if (std::find(keys.begin(), keys.end(), key.str()) == keys.end())
        fail(line_of(value), "unknown key '" + std::string(key.str()) + "' in " + where + "; see docs/codebook.md");
  }
  template <class T>
  T value(const toml::table& table, std::string_view key, T fallback, const char* expected) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return fallback;
    if (auto found = node->value<T>()) return *std::move(found);
    fail(line_of(*node), std::string(key) + " must be " + expected);
    return fallback;
  }
  std::string text(const toml::table& table, std::string_view key, std::string fallback = {}) {
    return value<std::string>(table, key, std::move(fallback), "a string");
  }
  bool flag(const toml::table& table, std::string_view key, bool fallback) { return value<bool>(table, key, fallback, "true or false"); }
  double number(const toml::table& table, std::string_view key, double fallback, double low, double high) {
    const double found = value<double>(table, key, fallback, "a number");
    if (found < low || found > high) {
      std::ostringstream range;
      range << key << " must be a number from " << low << " to " << high;
      fail(line_of(*table.get(key)), range.str());
    }
    return found;
  }
  std::string one_of(const toml::table& table, std::string_view key, Names known, std::string fallback) {
    std::string found = text(table, key, std::move(fallback));
    if (!found.empty() && std::find(known.begin(), known.end(), found) == known.end()) {
      std::string all;
      for (const std::string_view k : known) (all += all.empty() ? "" : ", ") += k;
      fail(table.contains(key) ? line_of(*table.get(key)) : 0, "unknown " + std::string(key) + " '" + found + "'; expected one of " + all);
    }
    return found;
  }
  /// A string or a list of them.
  std::vector<std::string> strings(const toml::node* node, std::string_view key) {
    std::vector<std::string> out;
    if (node == nullptr) return out;
    if (const auto one = node->value<std::string>()) return {*one};
    const auto* array = node->as_array();
    if (array == nullptr) fail(line_of(*node), std::string(key) + " must be a list of strings");
    for (std::size_t i = 0; array != nullptr && i < array->size(); ++i) {
      if (auto item = (*array)[i].value<std::string>())
        out.push_back(*std::move(item));
      else
        fail(line_of((*array)[i]), std::string(key) + " must be a list of strings");
    }
    return out;
  }
  std::vector<std::string> strings(const toml::table& table, std::string_view key) { return strings(table.get(key), key); }
  const toml::table* table(const toml::table& outer, std::string_view key) {
    const toml::node* node = outer.get(key);
    if (node != nullptr && !node->is_table()) fail(line_of(*node), std::string(key) + " must be a table");
    return node == nullptr ? nullptr : node->as_table();
  }
  std::vector<Slot> slots(const toml::table& table, std::string_view key, const std::vector<std::string>& fallback) {
    std::vector<Slot> out;
    const toml::node* node = table.get(key);
    for (const std::string& s : node != nullptr ? strings(node, key) : fallback) {
      if (auto slot = parse_slot(s))
        out.push_back(*slot);
      else
        fail(line_of(*node), "unknown slot '" + s + "' in " + std::string(key) + "; see docs/codebook.md");
    }
    return out;
  }
  std::vector<Sense::Restriction> restrictions(const toml::table& outer, std::string_view key) {
    std::vector<Sense::Restriction> out;
    const toml::table* inner = table(outer, key);
    if (inner == nullptr) return out;
    for (const auto& [name, value] : *inner) {
      if (auto slot = parse_slot(name.str()))
        out.push_back({*slot, strings(&value, name.str())});
      else
        fail(line_of(value), "unknown slot '" + std::string(name.str()) + "' in " + std::string(key) + "; see docs/codebook.md");
    }
    return out;
  }
  std::string kind(const toml::table& sense, std::string_view role) {
    const toml::table* kinds = table(sense, "kind");
    if (kinds == nullptr) return "any";
    only(*kinds, {"actor", "recipient"}, "kind");
    return one_of(*kinds, role,
                  {"any", "actor", "person", "state", "group", "force", "politician", "political", "place", "civilian", "not_actor",
                   "not_worker", "foreign"},
                  "any");
  }
};

EventType read_type(Reader& r, const toml::table& file) {
  r.only(file, {"type", "quad", "score", "cameo", "definition", "without_actor", "own_contents", "modes", "contents", "sense"}, "a type");
  EventType type;
  type.event = r.text(file, "type");
  if (type.event.empty()) r.fail(1, "no `type`");
  if (!file.contains("score")) r.fail(1, "no `score`: from -10, conflict, to 10, cooperation");
  type.score = r.number(file, "score", 0, -10, 10);
  type.cameo = r.text(file, "cameo");
  r.text(file, "definition");
  r.one_of(file, "quad", {"verbal cooperation", "material cooperation", "verbal conflict", "material conflict"}, "");
  if (const toml::table* modes = r.table(file, "modes"))
    for (const auto& [name, node] : *modes) {
      const toml::table* mode = r.table(*modes, name.str());
      if (mode == nullptr) continue;
      r.only(*mode, {"score", "cameo", "means"}, "a mode");
      type.modes.push_back(
          {std::string(name.str()), r.text(*mode, "cameo"), r.number(*mode, "score", type.score, -10, 10), r.strings(*mode, "means")});
    }
  type.own_contents = r.flag(file, "own_contents", false);
  if (const toml::table* contents = r.table(file, "contents"))
    for (const auto& [name, node] : *contents) {
      const toml::table* of = r.table(*contents, name.str());
      if (of == nullptr) continue;
      r.only(*of, {"mode", "cameo"}, "contents");
      type.contents.push_back({std::string(name.str()), r.text(*of, "mode"), r.text(*of, "cameo")});
      if (const std::string& mode = type.contents.back().mode; !mode.empty() && type.mode(mode) == nullptr)
        r.fail(Reader::line_of(*of), "mode '" + mode + "' is not under [modes]");
    }
  return type;
}

Sense read_sense(Reader& r, const toml::table& table, const EventType& type, double without_actor) {
  r.only(table, {"id",         "verbs",    "nouns",          "adjectives",    "actor",         "recipient", "noun_actor", "noun_recipient",
                 "reciprocal", "content",  "content_status", "content_voice", "own_recipient", "mode",      "cameo",      "contexts",
                 "require",    "forbid",   "kind",           "border",        "outcome",       "alone",     "weight",     "without_actor",
                 "example",    "near_miss"},
         "a sense");
  const auto line = Reader::line_of(table);
  Sense sense;
  sense.event = type.event;
  sense.id = r.text(table, "id");
  if (sense.id.empty()) r.fail(line, "a sense without `id`");
  sense.mode = r.text(table, "mode");
  const EventType::Mode* mode = type.mode(sense.mode);
  if (!sense.mode.empty() && mode == nullptr) r.fail(line, "sense " + sense.id + ": mode '" + sense.mode + "' is not under [modes]");
  sense.score = mode != nullptr ? mode->score : type.score;
  sense.cameo = r.text(table, "cameo", mode != nullptr && !mode->cameo.empty() ? mode->cameo : type.cameo);
  sense.contexts = r.strings(table, "contexts");
  sense.actor = r.slots(table, "actor", {"subj"});
  sense.recipient = r.slots(table, "recipient", {"obj"});
  sense.noun_actor = r.slots(table, "noun_actor", {"poss", "subj", "nmod:by", "mod", "nmod:between", "nmod:from"});
  sense.noun_recipient = r.slots(table, "noun_recipient", {"nmod:on", "nmod:against", "nmod:of", "obl:on", "obl:against"});
  sense.content = r.slots(table, "content", {});
  sense.reciprocal = r.flag(table, "reciprocal", false);
  sense.content_voice = r.flag(table, "content_voice", false);
  sense.outcome = r.flag(table, "outcome", false);
  sense.border = r.flag(table, "border", false);
  sense.own_recipient = r.flag(table, "own_recipient", true);
  const std::string status = r.text(table, "content_status");
  sense.content_status = status_named(status);
  if (!status.empty() && !sense.content_status) r.fail(line, "sense " + sense.id + ": unknown content_status '" + status + "'");
  sense.require = r.restrictions(table, "require");
  sense.forbid = r.restrictions(table, "forbid");
  sense.without_actor = r.number(table, "without_actor", without_actor, 0, 1);
  sense.actor_kind = r.kind(table, "actor");
  sense.recipient_kind = r.kind(table, "recipient");
  sense.alone = r.strings(table, "alone");
  sense.weight = r.number(table, "weight", 0.7, 0, 1);
  sense.examples = r.strings(table, "example");
  sense.near_misses = r.strings(table, "near_miss");
  return sense;
}

}  // namespace

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

/// Two files may be of one type: the first one's score counts, and the modes of both.
void Lexicon::add_type(const EventType& type) {
  const auto found = std::find_if(types_.begin(), types_.end(), [&](const EventType& t) { return t.event == type.event; });
  if (found != types_.end()) {
    for (const EventType::Mode& mode : type.modes)
      if (found->mode(mode.name) == nullptr) found->modes.push_back(mode);
    found->contents.insert(found->contents.end(), type.contents.begin(), type.contents.end());
    return;
  }
  auto open = std::make_unique<Sense>(*open_);
  open->event = type.event;
  open->id = lower(type.event) + ".open";
  open->score = type.score;
  open->cameo = type.cameo;
  opens_.push_back(std::move(open));
  types_.push_back(type);
}

Done Lexicon::add_file(const std::string& path) {
  toml::table file;
  try {
    file = toml::parse_file(path);
  } catch (const toml::parse_error& e) {
    return Error{Error::Code::bad_format, path, e.source().begin.line, 0, std::string(e.description())};
  }
  Reader r{path, {}};
  const EventType type = read_type(r, file);
  const double without_actor = r.number(file, "without_actor", 1, 0, 1);
  const toml::node* list = file.get("sense");
  const toml::array* senses = list == nullptr ? nullptr : list->as_array();
  if (senses == nullptr) r.fail(list == nullptr ? 1 : Reader::line_of(*list), "no senses: [[sense]] begins one");
  for (std::size_t i = 0; senses != nullptr && i < senses->size(); ++i) {
    const toml::table* table = (*senses)[i].as_table();
    if (table == nullptr) {
      r.fail(Reader::line_of((*senses)[i]), "a sense must be a table: [[sense]]");
      continue;
    }
    const auto line = Reader::line_of(*table);
    auto sense = std::make_unique<Sense>(read_sense(r, *table, type, without_actor));
    const auto [first, fresh] = defined_.try_emplace(sense->id, path + ":" + std::to_string(line));
    if (!fresh) r.fail(line, "a second sense with the id " + sense->id + "; the first is at " + first->second);
    for (const std::string& context : sense->contexts) contexts_named_.push_back({context, {path, line}});
    bool any = false;
    for (const auto& [key, word_class] :
         {std::pair{"verbs", WordClass::verb}, {"nouns", WordClass::noun}, {"adjectives", WordClass::adjective}})
      for (const std::string& phrase : r.strings(*table, key)) {
        std::vector<std::string> w = words(phrase);
        if (w.empty()) continue;
        any = true;
        const bool last = word_class == WordClass::noun;
        const std::string word = last ? w.back() : w.front();
        w.erase(last ? w.end() - 1 : w.begin());
        std::vector<LexiconEntry>& entries = by_word_[word];
        if (entries.empty()) words_.push_back(word);
        entries.push_back({sense.get(), word_class, std::move(w)});
        if (word_class == WordClass::verb)
          for (const std::string& form : regular_forms(word)) verbs_[form] = word;
      }
    if (!any) r.fail(line, "sense " + sense->id + " has no words: `verbs`, `nouns` or `adjectives`");
    senses_.push_back(std::move(sense));
  }
  if (r.error) return *r.error;
  add_type(type);
  return Nothing{};
}

Done Lexicon::check_contexts(const std::vector<std::string>& known) const {
  for (const auto& [name, place] : contexts_named_)
    if (std::find(known.begin(), known.end(), name) == known.end())
      return Error{Error::Code::bad_format, place.first, place.second, 0, "unknown context '" + name + "' (contexts.toml)"};
  return Nothing{};
}

}  // namespace demarche
