// Forms that no dictionary lists: numbers, plurals with apostrophes, stretched words, names in capitals, names that are verbs or
// adjectives, degrees of adjectives. What each rule is worth was counted on the training parts of the treebanks, see docs/measurements.md.
#include "parse/spelling_forms.h"

#include <algorithm>
#include <vector>

#include "base/utf8.h"
#include "parse/spelling.h"

namespace demarche {
namespace {

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_small(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_figure(char c) {
  return c >= '0' && c <= '9';
}
char capital(char c) {
  return is_small(c) ? static_cast<char>(c - 'a' + 'A') : c;
}

/// "KAMALA" -> "Kamala"; of ASCII.
std::string titled(std::string_view form) {
  std::string out = lower(form);
  out[0] = capital(out[0]);
  return out;
}

}  // namespace

std::string without_commas(std::string_view form) {
  const std::size_t comma = form.find(',');
  if (comma == std::string_view::npos ||
      !std::all_of(form.begin(), form.end(), [](char c) { return is_figure(c) || c == ',' || c == '.'; }))
    return {};
  std::string out(form);
  if (form.size() - comma == 2 || form.size() - comma == 3) {
    if (comma == 0 || form.find('.') != std::string_view::npos) return {};
    out[comma] = '.';
    return out;
  }
  std::size_t group = comma;  // each of three digits, the first of one to three
  for (; group < form.size() && form[group] == ','; group += 4) {
    if (form.size() < group + 4 || !std::all_of(form.begin() + static_cast<std::ptrdiff_t>(group) + 1,
                                                form.begin() + static_cast<std::ptrdiff_t>(group) + 4, is_figure))
      return {};
  }
  if (comma == 0 || comma > 3 || (group < form.size() && form[group] != '.')) return {};
  std::erase(out, ',');
  return out;
}

std::string_view without_apostrophe(std::string_view form, std::string_view xpos) {
  if (xpos != "NNS" && xpos != "NNPS") return {};
  for (const std::string_view ending : {"'s", "\u2019s", "`s"})
    if (form.size() > ending.size() && form.ends_with(ending)) return form.substr(0, form.size() - ending.size());
  for (const std::string_view ending : {"s'", "s\u2019"})
    if (xpos == "NNS" && form.size() > ending.size() + 1 && form.ends_with(ending)) return form.substr(0, form.size() - ending.size());
  return {};
}

bool in_capitals(std::string_view form) {
  return !form.empty() && std::all_of(form.begin(), form.end(), is_capital);
}

bool has_digit(std::string_view form) {
  return std::any_of(form.begin(), form.end(), is_figure);
}

const std::string* Spelling::seen(std::string_view small, std::string_view xpos) const {
  Hash64 key;
  key.add(small);
  key.add('/');
  key.add(xpos);
  return lemma_of(seen_, key.value());
}

/// "sooooo" -> "so", "REAAALLY" -> "really": a letter written three times or more was meant once or twice, if that makes a word that the
/// treebanks have. Not in names ("Brooo Inc.") and Roman numerals.
bool is_stretched(std::string_view word) {
  if (word.size() < 4) return false;
  for (std::size_t i = 2; i < word.size(); ++i)
    if (word[i] == word[i - 1] && word[i] == word[i - 2]) return true;
  return false;
}

std::vector<std::string> shortened(const std::string& small) {
  constexpr std::size_t kMost = 16;  // ways to shorten it
  std::vector<std::string> ways = {""};
  for (std::size_t i = 0, run = 0; i < small.size(); i += run) {
    run = std::min(small.find_first_not_of(small[i], i), small.size()) - i;
    const std::size_t count = ways.size();
    for (std::size_t w = 0; w < count; ++w) {
      if (run > 2 && ways.size() < kMost) ways.push_back(ways[w] + small[i]);
      ways[w].append(run > 1 ? 2 : 1, small[i]);
    }
  }
  return ways;
}

const std::string* Spelling::unstretched(std::string_view form, const Token& token) const {
  if (!is_stretched(form)) return nullptr;
  const std::string small = lower(form);
  if (!std::all_of(small.begin(), small.end(), is_small)) return nullptr;
  const bool capitals = in_capitals(form);
  if (capitals && small.find_first_not_of("ivxlcdm") == std::string::npos) return nullptr;
  if (token.tag == Tag::PROPN && !capitals && is_capital(form[0])) return nullptr;
  static constexpr std::string_view kTags[] = {"RB",  "JJ",  "UH",  "VB",  "NN",  "NNS", "IN", "PRP",
                                               "VBP", "VBN", "VBD", "VBG", "VBZ", "MD",  "DT"};
  for (const std::string& way : shortened(small)) {
    if (way.size() < 2) continue;
    if (const std::string* found = seen(way, token.xpos)) return found;
    for (const std::string_view tag : kTags)
      if (const std::string* found = seen(way, tag)) return found;
  }
  return nullptr;
}

/// "accomodate" -> "accommodate", "beacuse" -> "because": a letter doubled or not, or two that changed places, where that makes a word that
/// the treebanks have and the form is none. Not of nouns, most of whose unknown forms are right; the treebanks mend such lemmas too.
const std::string* Spelling::respelled(std::string_view form, const Token& token) const {
  switch (token.tag) {
    case Tag::VERB:
    case Tag::AUX:
    case Tag::ADJ:
    case Tag::ADV:
    case Tag::ADP:
    case Tag::SCONJ:
    case Tag::CCONJ:
    case Tag::DET:
    case Tag::PRON:
      break;
    default:
      return nullptr;
  }
  if (form.size() < 5 || form.size() > 20 || token.xpos.starts_with('N')) return nullptr;
  std::string small = lower(form);
  if (!std::all_of(small.begin(), small.end(), is_small) || in_capitals(form) || is_capital(token.lemma[0]) || others_.contains(small) ||
      !verb(small, {}).empty())
    return nullptr;
  static constexpr std::string_view kTags[] = {"RB", "JJ", "IN", "VB", "VBN", "VBD", "VBG", "PRP", "NN", "NNS"};
  const auto word = [&](std::string_view spelt) {
    const std::string* found = seen(spelt, token.xpos);
    for (const std::string_view tag : kTags) found = found == nullptr ? seen(spelt, tag) : found;
    return found;
  };
  if (word(small) != nullptr) return nullptr;
  const std::string* found = nullptr;
  for (std::size_t i = 1; i < small.size() && found == nullptr; ++i) {
    std::string other = small;
    if (small[i] == small[i - 1])
      found = word(other.erase(i, 1));
    else
      found = word(other.insert(i, 1, small[i]));
    if (found != nullptr || i + 1 == small.size()) break;
    std::swap(small[i], small[i + 1]);
    found = word(small);
    std::swap(small[i], small[i + 1]);
  }
  return found;
}

/// "deadliest" -> "deadly", "ruder" -> "rude".
std::string Spelling::degree(const std::string& form) const {
  if (const std::string* found = lemma_of(degrees_, hash64(form))) return *found;
  const std::size_t ending = form.ends_with("est") ? 3 : form.ends_with("er") ? 2 : 0;
  if (ending == 0 || form.size() < ending + 3) return {};
  std::string stem = form.substr(0, form.size() - ending);
  const auto known = [&](const std::string& word) { return seen(word, "JJ") != nullptr || seen(word, "RB") != nullptr; };
  const char last = stem.back();
  if (last == 'i') {
    stem.back() = 'y';
    return stem;
  }
  if (last == stem[stem.size() - 2] && last != 'l' && last != 's') stem.pop_back();
  if (known(stem)) return stem;
  return known(stem + 'e') ? stem + 'e' : std::string();
}

/// A word of a name: its lemma begins with a capital as it does. In capitals it may be an acronym, which stays.
std::string Spelling::name(std::string_view form, const Token& token) const {
  const std::string small = lower(form);
  const bool capitals = in_capitals(form);
  if ((token.tag == Tag::VERB || token.tag == Tag::ADJ) && is_capital(form[0])) {  // "Rolling Stone", "Greater Manchester"
    const std::string* found = nullptr;
    for (const std::string_view tag : {"VBN", "VBG", "VBD", "VB", "VBZ", "JJR", "JJS"})
      if (found == nullptr && (tag[0] == 'V') == (token.tag == Tag::VERB)) found = seen(small, tag);
    if (found == nullptr && token.tag == Tag::ADJ) found = lemma_of(degrees_, hash64(small));
    std::string lemma = found != nullptr ? *found : token.tag == Tag::VERB ? verb(small, lower(token.lemma)) : small;
    lemma[0] = capital(lemma[0]);
    if (found != nullptr || token.tag == Tag::VERB) return lemma;
    if (!capitals) return std::string(form);
  }
  std::string lemma = token.lemma;
  if (token.xpos == "NNPS") {
    if (const std::string* common = small.ends_with("es") ? seen(small, "NNS") : nullptr)  // "Movies", "Species"
      lemma = titled(*common);
    else if (small.size() > 4 && small.ends_with("ies"))
      lemma = std::string(form.substr(0, form.size() - 3)) + 'y';
    else
      for (const std::string_view ending : {"ches", "shes", "sses", "xes", "zzes"})
        if (small.ends_with(ending)) lemma = form.substr(0, form.size() - 2);
    if (small.size() > 4 && small.ends_with("men")) lemma = std::string(form.substr(0, form.size() - 2)) + "an";
  } else if (form.size() > 1 && is_capital(form[0]) && is_small(lemma[0])) {
    lemma = form;
  }
  if (capitals && ((form.size() > 5 && !acronyms_.contains(small)) || (form.size() == 5 && shouted_.contains(small))))
    return titled(token.xpos == "NNPS" ? lemma : form);
  return lemma;
}

}  // namespace demarche
