// Mends lemmas by spelling: the network cuts endings, a list of verbs and irregular forms knows where.
//   ("denied", VERB, "denie") -> "deny";  ("clashes", NOUN, "clashe") -> "clash";  ("began", VERB, "began") -> "begin"
//   ("deadliest", ADJ) -> "deadly";  ("KAMALA", PROPN) -> "Kamala";  ("Rolling", VERB of a name) -> "Roll";  ("soooo", ADV) -> "so"
//   ("accomodate", VERB) -> "accommodate"
// Words that the treebanks have under the same tag get their lemma. Leaves alone what the list does not know (new verbs, names).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/hash_table.h"
#include "demarche/demarche.h"

namespace demarche {

class Spelling {
 public:
  /// @param path models/en/lemmas.tsv
  static Result<Spelling> load(const std::string& path);
  /// What the token is known by, with its XPOS; `form` as it stands in the text.
  [[nodiscard]] std::uint64_t key(std::string_view form, const Token& token) const;
  /// Soon the key will be asked for: its place is far in memory.
  void expect(std::uint64_t key) const { seen_.expect(key); }
  /// The lemma if the treebanks have the word under its tag, else nullptr; what it points at is on its way. Where the two tags of a word
  /// don't agree on whether it is a name, the network knows its lemma better.
  [[nodiscard]] const std::string* known(std::uint64_t key, const Token& token) const {
    const std::string* found = token.tag == Tag::PROPN && token.xpos == "NN" ? nullptr : lemma_of(seen_, key);
    __builtin_prefetch(found);
    return found;
  }
  /// Of a word that they don't have: mends the lemma that the network gave it.
  void mend(std::string_view form, Token& token) const;

 private:
  [[nodiscard]] std::string verb(const std::string& form, const std::string& lemma) const;
  [[nodiscard]] std::string plural(const std::string& form, std::string lemma) const;
  // What spelling_forms.cpp knows of forms that no dictionary lists; nothing, or "", where it knows no better.
  [[nodiscard]] const std::string* unstretched(std::string_view form, const Token& token) const;
  [[nodiscard]] const std::string* respelled(std::string_view form, const Token& token) const;
  [[nodiscard]] std::string degree(const std::string& form) const;
  [[nodiscard]] std::string name(std::string_view form, const Token& token) const;
  [[nodiscard]] const std::string* seen(std::string_view small, std::string_view xpos) const;
  using Lemmas = HashTable<std::uint32_t>;  ///< places in lemmas_
  [[nodiscard]] const std::string* lemma_of(const Lemmas& known, std::uint64_t form) const {
    const std::uint32_t* place = known.find(form);
    return place == nullptr ? nullptr : &lemmas_[*place];
  }
  HashTable<bool> verbs_;
  HashTable<bool> shouted_, acronyms_;  ///< in capitals: words of five letters that are no acronyms, acronyms of six or more
  HashTable<bool> others_;              ///< words that look like a misspelling
  Lemmas irregular_verbs_, irregular_nouns_, degrees_;
  Lemmas seen_;  ///< by form/XPOS, as the treebanks have it
  std::vector<std::string> lemmas_;
};

}  // namespace demarche
