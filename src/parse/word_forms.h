// Which words of a text may turn out to have one of some lemmas, without parsing it: all that the network's rules, the list of lemmas and
// the spelling of inflected words (spelling.h) could make of them.
//   auto forms = WordForms::load("models/en");  forms->add("deny", 7);  forms->look("Denied", [](std::uint32_t fact) { ... });   -> 7
// Says too much rather than too little: "dens" may be a form of "deny" where some rule makes it one.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash_table.h"
#include "base/utf8.h"
#include "demarche/demarche.h"
#include "parse/spelling_forms.h"

namespace demarche {

class WordForms {
 public:
  /// @param folder with parser.bin and, if there is one, lemmas.tsv
  static Result<WordForms> load(const std::string& folder);

  /// Small letters. False if any word might have this lemma ("go", which the network knows by heart).
  [[nodiscard]] bool add(std::string_view lemma, std::uint32_t fact);

  /// Calls `use` with the fact of each lemma that the word may have, or that stands there as it is; some may come again.
  template <class Use>
  void look(std::string_view form, const Use& use) const {
    std::string small = lower(form);
    for (std::size_t at = 0; (at = small.find("\u2019", at)) != std::string::npos;) small.replace(at, 3, "'");  // as Forms has it
    const auto tell = [&](const std::vector<std::uint32_t>* facts) {
      if (facts != nullptr)
        for (const std::uint32_t fact : *facts) use(fact);
    };
    tell(listed_.find(small));
    misspelt(small, [&](const std::string& word) { tell(listed_.find(word)); });
    std::size_t size = small.size();
    for (std::size_t cut = 0; cut <= longest_cut_; ++cut) {
      if ((cuts_ >> cut & 1U) != 0) tell(stems_.find(stem(std::string_view(small).substr(0, size), cut)));
      if (size == 0) break;
      do --size;
      while (size > 0 && (static_cast<unsigned char>(small[size]) & 0xC0U) == 0x80);
    }
    spelt(small, [&](const std::string& lemma) { tell(lemmas_.find(lemma)); });
  }

 private:
  struct Rule {
    std::size_t cut;
    std::string suffix;
  };
  using Facts = HashTable<std::vector<std::uint32_t>>;

  /// What Spelling makes of regular forms, and the form itself.
  template <class Use>
  static void spelt(const std::string& small, const Use& use) {
    use(small);
    if (std::string digits = without_commas(small); !digits.empty()) use(digits);
    const auto ends = [&](std::string_view e) { return small.size() > e.size() && small.ends_with(e); };
    const auto cut = [&](std::size_t n) { return small.substr(0, small.size() - n); };
    for (const std::string_view ending : {"ing", "ed"}) {
      if (!ends(ending)) continue;
      const std::string stem = cut(ending.size());
      use(stem);
      use(stem + 'e');
      use(stem.substr(0, stem.size() - 1));
      use(stem.substr(0, stem.size() - 1) + 'y');
    }
    for (const std::string_view ending : {"er", "est"}) {
      if (!ends(ending)) continue;
      const std::string stem = cut(ending.size()), shorter = stem.substr(0, stem.size() - 1);
      for (const std::string& word : {stem, stem + 'e', shorter, shorter + 'e', shorter + 'y'}) use(word);
    }
    for (const std::string_view ending : {"'s", "`s", "s'"})
      if (ends(ending)) use(cut(ending.size()));
    if (ends("ies")) use(cut(3) + 'y');
    if (ends("es")) use(cut(2));
    if (ends("s")) use(cut(1));
    if (ends("men")) use(cut(2) + "an");
  }
  /// What the word may have been meant for (Spelling::unstretched, respelled).
  void misspelt(const std::string& small, const std::function<void(const std::string&)>& use) const;
  static std::uint64_t stem(std::string_view letters, std::size_t cut) {
    Hash64 hash;
    hash.add(letters);
    hash.add('|');
    hash.add(static_cast<char>('0' + cut));
    return hash.value();
  }

  std::vector<Rule> rules_;
  std::vector<std::string> whole_;                         // lemmas that a rule gives to any word
  std::vector<std::pair<std::string, std::string>> list_;  // lemma, form: of lemmas.tsv, sorted
  HashTable<bool> common_;                                 // forms of the tags under which no other spelling is looked for
  Facts lemmas_, listed_, stems_;                          // by lemma, by form, by stem and the letters cut from it
  std::uint32_t cuts_ = 0;                                 // which numbers of letters are cut
  std::size_t longest_cut_ = 0;
};

}  // namespace demarche
