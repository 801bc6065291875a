// English spelling of inflected verbs and plurals: see spelling.h.
#include "parse/spelling.h"

#include <fstream>

#include "base/utf8.h"

namespace demarche {
namespace {

bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

bool is_upper_ascii(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower_ascii(char c) {
  return c >= 'a' && c <= 'z';
}

/// "hop", "writ": one vowel between consonants; before an ending such a stem would have doubled its last letter ("hopping").
bool would_double(const std::string& stem) {
  const std::size_t n = stem.size();
  if (n < 3 || is_vowel(stem[n - 1]) || !is_vowel(stem[n - 2]) || is_vowel(stem[n - 3])) return false;
  int vowels = 0;
  for (char c : stem) vowels += is_vowel(c);
  return vowels == 1 && stem[n - 1] != 'w' && stem[n - 1] != 'x' && stem[n - 1] != 'y';
}

/// The form in small letters, as base/utf8.h has them.
void add_small(std::string_view form, Hash64& hash) {
  for (const char byte : form)
    if (static_cast<unsigned char>(byte) >= 0x80) return hash.add(lower(form));
  for (const char byte : form) hash.add(static_cast<char>(lower(static_cast<unsigned char>(byte))));
}

}  // namespace

Result<Spelling> Spelling::load(const std::string& path) {
  Spelling out;
  std::ifstream in(path);
  if (!in) return Error{Error::Code::not_found, path, 0, 0, "missing list of verbs; check out models/ or run tools/build_lemmas.py"};
  std::uint64_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    const std::size_t tab = line.find('\t'), second = line.find('\t', tab + 1);
    if (tab != 1 || (line[0] != 'v' && line[0] != 'n' && line[0] != 'w'))
      return Error{Error::Code::bad_format, path, number, 0, "must be v, n or w, a form, and for all but regular verbs a lemma"};
    const std::string form = line.substr(2, second == std::string::npos ? second : second - 2);
    if (second == std::string::npos)
      out.verbs_[form] = true;
    else {
      (line[0] == 'v'   ? out.irregular_verbs_
       : line[0] == 'n' ? out.irregular_nouns_
                        : out.seen_)[form] = static_cast<std::uint32_t>(out.lemmas_.size());
      out.lemmas_.push_back(line.substr(second + 1));
    }
  }
  return out;
}

std::string Spelling::verb(const std::string& form, const std::string& lemma) const {
  if (const std::string* found = lemma_of(irregular_verbs_, hash64(form))) return *found;
  const auto known = [&](const std::string& w) { return verbs_.contains(w); };
  const auto ends = [&](std::string_view e) { return form.size() > e.size() + 1 && form.ends_with(e); };
  const auto cut = [&](std::size_t n) { return form.substr(0, form.size() - n); };
  for (const std::string_view ending : {"ing", "ed"}) {
    if (!ends(ending)) continue;
    const std::string stem = cut(ending.size());
    if (would_double(stem) && known(stem + 'e')) return stem + 'e';
    if (known(lemma) && lemma != form) return lemma;
    if (known(stem)) return stem;
    if (known(stem + 'e')) return stem + 'e';
    if (stem.size() > 2 && stem[stem.size() - 1] == stem[stem.size() - 2] && known(stem.substr(0, stem.size() - 1)))
      return stem.substr(0, stem.size() - 1);
    if (ending == "ed" && stem.ends_with('i') && known(stem.substr(0, stem.size() - 1) + 'y')) return stem.substr(0, stem.size() - 1) + 'y';
    return lemma;
  }
  if (known(lemma)) return lemma;
  if (ends("ies") && known(cut(3) + 'y')) return cut(3) + 'y';
  if (ends("es") && known(cut(2))) return cut(2);
  if (ends("s") && known(cut(1))) return cut(1);
  return known(form) ? form : lemma;
}

std::uint64_t Spelling::key(std::string_view form, const Token& token) const {
  Hash64 key;
  add_small(form, key);
  key.add('/');
  key.add(token.xpos);
  return key.value();
}

void Spelling::mend(std::string_view form, Token& token) const {
  if (token.xpos == "ADD" && form.find_first_of("@./:#") != std::string_view::npos) {  // an address
    token.lemma = form;
  } else if (token.xpos == "NNP" && form.size() > 1 && is_upper_ascii(form[0]) && is_lower_ascii(token.lemma[0])) {
    token.lemma = form;
  } else if (token.tag == Tag::PUNCT && form.size() > 1 && form[0] == '-') {
    token.lemma = form;
  } else if (token.tag == Tag::PRON && form == "i") {
    token.lemma = "I";
  } else if (token.tag == Tag::VERB) {
    token.lemma = verb(lower(form), token.lemma);
  } else if (token.tag == Tag::NOUN && token.xpos == "NNS") {
    const std::string small = lower(form);
    if (const std::string* found = lemma_of(irregular_nouns_, hash64(small))) {
      token.lemma = *found;
      return;
    }
    if (small.size() > 4 && small.ends_with("men")) {  // "gunmen"
      token.lemma = small.substr(0, small.size() - 2) + "an";
      return;
    }
    if (small.size() == 4 && small.ends_with("ies")) {  // "ties"
      token.lemma = small.substr(0, 3);
      return;
    }
    for (const std::string_view e : {"ches", "shes", "sses", "xes", "zzes"})
      if (small.ends_with(e) && token.lemma.ends_with('e')) token.lemma.pop_back();
  }
}

}  // namespace demarche
