// English spelling of inflected verbs and plurals: see spelling.h.
#include "parse/spelling.h"

#include <fstream>

#include "base/utf8.h"
#include "parse/spelling_forms.h"

namespace demarche {
namespace {

bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
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
    const std::size_t second = line.find('\t', 2);
    const bool alone = second == std::string::npos;
    if (line.size() < 3 || line[1] != '\t' || std::string_view(alone ? "vcuk" : "vnwa").find(line[0]) == std::string_view::npos)
      return Error{Error::Code::bad_format, path, number, 0, "must be v, c, u or k and a form, or v, n, w or a, a form and its lemma"};
    const std::string form = line.substr(2, alone ? second : second - 2);
    if (alone) {
      HashTable<bool>& words = line[0] == 'v' ? out.verbs_ : line[0] == 'c' ? out.shouted_ : line[0] == 'u' ? out.acronyms_ : out.others_;
      words[form] = true;
      continue;
    }
    Lemmas& lemmas = line[0] == 'v'   ? out.irregular_verbs_
                     : line[0] == 'n' ? out.irregular_nouns_
                     : line[0] == 'a' ? out.degrees_
                                      : out.seen_;
    lemmas[form] = static_cast<std::uint32_t>(out.lemmas_.size());
    out.lemmas_.push_back(line.substr(second + 1));
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

std::string Spelling::plural(const std::string& form, std::string lemma) const {
  if (const std::string* found = lemma_of(irregular_nouns_, hash64(form))) return *found;
  if (form.size() > 4 && form.ends_with("men")) return form.substr(0, form.size() - 2) + "an";  // "gunmen"
  if (form.size() == 4 && form.ends_with("ies")) return form.substr(0, 3);                      // "ties"
  if (form.size() > 5 && form.ends_with("ies") && lemma.ends_with("ie") && seen(lemma, "NN") == nullptr && seen(form, "NNS") == nullptr)
    lemma = form.substr(0, form.size() - 3) + 'y';  // "rallies", but "movies"
  for (const std::string_view e : {"ches", "shes", "sses", "xes", "zzes"})
    if (form.ends_with(e) && lemma.ends_with('e')) lemma.pop_back();
  return lemma;
}

void Spelling::mend(std::string_view form, Token& token) const {
  if (token.xpos == "ADD" && form.find_first_of("@./:#") != std::string_view::npos) {  // an address
    token.lemma = form;
  } else if (const std::string* plain = unstretched(form, token)) {
    token.lemma = *plain;
  } else if (const std::string* meant = respelled(form, token)) {
    token.lemma = *meant;
  } else if (token.xpos == "CD") {
    if (std::string digits = without_commas(form); !digits.empty()) token.lemma = std::move(digits);
  } else if (std::string_view bare = without_apostrophe(form, token.xpos); !bare.empty()) {  // "CEO's", "1002's", plurals
    token.lemma = token.xpos == "NNPS" || has_digit(bare) ? std::string(bare) : lower(bare);
  } else if (token.xpos.starts_with("NNP")) {
    if (std::string known = name(form, token); !known.empty()) token.lemma = std::move(known);
  } else if (token.tag == Tag::PUNCT && form.size() > 1 && form[0] == '-') {
    token.lemma = form;
  } else if (token.tag == Tag::PRON && form == "i") {
    token.lemma = "I";
  } else if (token.tag == Tag::VERB) {
    token.lemma = verb(lower(form), token.lemma);
  } else if (token.tag == Tag::NOUN && token.xpos == "NNS") {
    token.lemma = plural(lower(form), std::move(token.lemma));
  } else if ((token.tag == Tag::ADJ || token.tag == Tag::ADV) && token.xpos.size() == 3) {  // JJR, JJS, RBR, RBS
    if (std::string plain = degree(lower(form)); !plain.empty()) token.lemma = std::move(plain);
  }
}

}  // namespace demarche
