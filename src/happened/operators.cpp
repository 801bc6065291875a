// Reads languages/en/operators.tsv: lemma, class, relations, effect, effect when negated, example. See operators.h.
// An example marks its operand with asterisks ("Kenya refused to *invade*"); the tests check each one.
#include "happened/operators.h"

#include <algorithm>
#include <array>
#include <fstream>

namespace demarche {
namespace {

constexpr std::array<std::string_view, 9> kSorts = {"verb", "noun", "adjective", "modifier", "adverb", "mark", "aux", "aim", "step"};
constexpr std::array<std::string_view, 11> kEffects = {"actual", "planned", "possible", "denied",  "historical", "said",
                                                       "fact",   "alleged", "topic",    "purpose", "subject"};

std::vector<std::string> split(const std::string& text, char by) {
  std::vector<std::string> out;
  std::size_t at = 0;
  for (std::size_t end = 0; (end = text.find(by, at)) != std::string::npos; at = end + 1) out.push_back(text.substr(at, end - at));
  out.push_back(text.substr(at));
  return out;
}

template <class Enum, std::size_t N>
std::optional<Enum> member(const std::array<std::string_view, N>& names, std::string_view text) {
  const auto at = std::find(names.begin(), names.end(), text);
  if (at == names.end()) return std::nullopt;
  return static_cast<Enum>(at - names.begin());
}

std::string key(Sort sort, std::string_view lemma) {
  std::string out(1, static_cast<char>('0' + static_cast<int>(sort)));
  out.append(lemma);
  return out;
}

/// What the tables know a key by, without making it.
std::uint64_t hash_of(Sort sort, std::string_view lemma) {
  Hash64 hash;
  hash.add(static_cast<char>('0' + static_cast<int>(sort)));
  hash.add(lemma);
  return hash.value();
}

/// Regular inflections of a verb or noun, doubled consonants and -y included; a particle stays behind: "called off".
std::vector<std::string> inflections(Sort sort, const std::string& lemma) {
  const std::size_t blank = lemma.find(' ');
  const std::string word = lemma.substr(0, blank);
  const std::string rest = blank == std::string::npos ? "" : lemma.substr(blank);
  const auto vowel = [](char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; };
  const char last = word.back();
  const bool y = last == 'y' && word.size() > 2 && !vowel(word[word.size() - 2]);
  const std::string stem = last == 'e' || y ? word.substr(0, word.size() - 1) : word;
  std::vector<std::string> out = {y ? stem + "ies" : word + "s", word + "es"};
  if (sort == Sort::verb) {
    out.insert(out.end(), {y ? stem + "ied" : stem + "ed", (y ? word : stem) + "ing", word + last + "ed", word + last + "ing"});
  }
  for (std::string& form : out) form += rest;
  return out;
}

}  // namespace

Result<Operators> Operators::load(const std::string& folder) {
  Operators out;
  const std::string path = folder + "/languages/en/operators.tsv";
  std::ifstream in(path);
  if (!in) return Error{.code = Error::Code::not_found, .where = path, .message = "the list of status operators is missing"};
  std::uint64_t number = 0;
  std::set<std::string> particles = {""};
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    const auto bad = [&](const char* message) {
      return Error{.code = Error::Code::bad_format, .where = path, .line = number, .message = message};
    };
    const std::vector<std::string> cells = split(line, '\t');
    if (cells.size() != 6) return bad("needs six cells: lemma, class, relations, effect, effect when negated, example");
    const auto sort = member<Sort>(kSorts, cells[1]);
    const auto positive = member<Effect>(kEffects, cells[3]);
    const auto negated = member<Effect>(kEffects, cells[4]);
    if (!sort) return bad("unknown class; one of verb noun adjective modifier adverb mark aux aim step");
    if (!positive || !negated)
      return bad("unknown effect; one of actual planned possible denied historical said fact alleged topic purpose subject");
    if (const std::size_t blank = cells[0].find(' '); *sort == Sort::verb && blank != std::string::npos)
      particles.insert(cells[0].substr(blank));
    if (*sort == Sort::verb || *sort == Sort::noun)
      for (const std::string& form : inflections(*sort, cells[0]))  // the first lemma has it
        if (std::uint64_t& of = out.inflected_[key(*sort, form)]; of == 0) of = hash_of(*sort, cells[0]);
    out.table_[key(*sort, cells[0])].push_back({split(cells[2], ','), *positive, *negated});
  }
  std::ifstream irregular(folder + "/languages/en/happened_irregular.tsv");
  for (std::string line; std::getline(irregular, line);)
    if (const std::size_t tab = line.find('\t'); tab != std::string::npos && line[0] != '#') {
      const std::string form = line.substr(0, tab), lemma = line.substr(tab + 1);
      for (const std::string& particle : particles)
        out.inflected_[key(Sort::verb, form + particle)] = hash_of(Sort::verb, lemma + particle);
    }
  std::ifstream light(folder + "/languages/en/light_verbs.tsv");
  for (std::string line; std::getline(light, line);)
    if (!line.empty() && line[0] != '#') out.light_.insert(line.substr(0, line.find('\t')));
  return out;
}

const Operator* Operators::find(Sort sort, std::string_view lemma, std::string_view form, std::span<const std::string> relations) const {
  const std::uint64_t by_form = hash_of(sort, form);
  const Rows* rows = table_.find(by_form);
  if (rows == nullptr)
    if (const std::uint64_t* known = inflected_.find(by_form)) rows = table_.find(*known);
  if (rows == nullptr) rows = table_.find(hash_of(sort, lemma));
  if (rows == nullptr) return nullptr;
  for (const std::string& relation : relations)
    for (const Operator& o : *rows)
      if (std::find(o.relations.begin(), o.relations.end(), relation) != o.relations.end()) return &o;
  return nullptr;
}

std::optional<Effect> Operators::effect(Sort sort, std::string_view lemma, std::string_view form) const {
  const Rows* rows = table_.find(hash_of(sort, form));
  if (rows == nullptr) rows = table_.find(hash_of(sort, lemma));
  if (rows == nullptr && sort == Sort::modifier)
    if (const std::size_t hyphen = form.rfind('-'); hyphen != std::string_view::npos)
      rows = table_.find(hash_of(sort, form.substr(hyphen + 1)));  // "now-cancelled", "long-planned"
  if (rows == nullptr) return std::nullopt;
  return rows->front().positive;
}

}  // namespace demarche
