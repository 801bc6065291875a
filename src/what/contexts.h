// What an act is about, whatever its type: the contexts of codebook/contexts.toml (docs/codebook.md).
//   "Chad sent soldiers to Niger"  ->  military, by the word "soldiers" of the act's sentence
// Looks at the sentence of the act, and at the whole document for what all its acts are about. Knows nothing of parties.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/hash_table.h"
#include "demarche/demarche.h"
#include "types/tree.h"

namespace demarche {

class Contexts {
 public:
  struct Context {
    std::string name;
    std::vector<std::string> acts, examples;  ///< types, or "TYPE/mode", that are about it by themselves
  };

  /// @param path the file; errors name it and the line
  static Result<Contexts> load(const std::string& path);
  /// Adds to each claim of the document what its sentence, its type and the document tell, after what its sense has given.
  void add(Document& document, const Tree& tree) const;
  [[nodiscard]] const std::vector<Context>& all() const { return contexts_; }

 private:
  using Unless = std::map<std::string, std::vector<std::string>, std::less<>>;  ///< by first word
  struct Entry {
    std::size_t context;
    bool hint;                        ///< two of them are needed
    std::vector<std::string> rest;    ///< the words after the first
    std::vector<std::string> unless;  ///< what stands beside the word where it means something else
  };
  struct Seen {
    std::vector<bool> words;
    std::vector<int> hints;  ///< different ones
  };
  void add_words(const std::vector<std::string>& phrases, const Unless& unless, std::size_t context, bool hint);
  [[nodiscard]] Seen look(const Tree& tree, const Sentence& sentence) const;
  std::vector<Context> contexts_;
  HashTable<std::vector<Entry>> by_word_;
};

}  // namespace demarche
