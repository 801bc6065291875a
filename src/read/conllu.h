// CoNLL-U (universaldependencies.org/format.html) as sentences whose words and comments are kept, for parsing given words.
//   1-2  don't      ->  joint {0, 1, "don't"}, words "do", "n't"
// Read are ID, FORM, MISC and comments; tags and trees are what the parser is to make. Empty nodes (8.1) are dropped.
#pragma once

#include <istream>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "demarche/demarche.h"
#include "read/read.h"

namespace demarche {

struct ConlluSentence {
  struct Word {
    std::string form, misc;
  };
  struct Joint {  ///< a multiword token over words [first, last]
    Index first = 0, last = 0;
    std::string form, misc;
  };
  std::vector<std::string> comments;  ///< whole lines, with their "#"
  std::vector<Word> words;
  std::vector<Joint> joints;
  /// The value of a comment "# key = value"; "" for a bare "# key"; nothing if there is none.
  [[nodiscard]] std::optional<std::string> comment(std::string_view key) const;
};

class ConlluReader {
 public:
  static ConlluReader over(std::istream& in, const std::string& name, const ReadOptions& options);
  /// The next sentence; an Error naming file and line for a malformed one (which is skipped as a whole); nothing at the end.
  [[nodiscard]] std::optional<Result<ConlluSentence>> next();

 private:
  std::istream* in_ = nullptr;
  std::string name_;
  ReadOptions options_;
  std::uint64_t line_ = 0;
  bool done_ = false, any_ = false;
};

/// The sentences' words as a Document ready for Coder::parse_words. Its text is the words' forms, not the joints'.
[[nodiscard]] Document words_of(std::span<const ConlluSentence> sentences);

/// The running text of the sentences: forms and spaces as SpaceAfter says, a blank line before each `# newpar`.
[[nodiscard]] std::string text_of(std::span<const ConlluSentence> sentences);

}  // namespace demarche
