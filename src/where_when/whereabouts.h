// The words that place an act: languages/en/whereabouts.tsv says what each class is.   words.is("near", Whereabouts::near)
#pragma once

#include <string>
#include <string_view>

#include "base/hash_table.h"
#include "demarche/demarche.h"

namespace demarche {

class Whereabouts {
 public:
  enum Class : std::uint16_t {
    at = 1,
    near = 2,
    towards = 4,
    part = 8,
    border = 16,
    of = 32,
    kind = 64,
    town = 128,
    region = 256,
    seat = 512,
    target = 1024,
    there = 2048,
    site = 4096
  };

  /// @param folder data root. Errors name file and line.
  static Result<Whereabouts> load(const std::string& folder);
  /// Has the word one of the classes?
  [[nodiscard]] bool is(std::string_view word, std::uint16_t classes) const {
    const std::uint16_t* found = words_.find(word);
    return found != nullptr && (*found & classes) != 0;
  }

 private:
  HashTable<std::uint16_t> words_;
};

}  // namespace demarche
