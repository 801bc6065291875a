// Sentences and words of a text, with exact offsets.
//   "Talks failed.In Oslo, they don't."  ->  [Talks failed .] [In Oslo , they do n't .]
// Words as in UD English EWT: clitics and hyphens are words of their own. Every byte that is not white space belongs to one token;
// a token's bytes are the input's. Linear in the text; a sentence of more than kLongestSentence words is cut.
// Does not handle scripts without blanks between words.
#pragma once

#include <string>

#include "demarche/demarche.h"
#include "split/boundary.h"
#include "split/tables.h"

namespace demarche {

class Splitter {
 public:
  static constexpr Index kLongestSentence = 400;

  /// @param folder data root: languages/en/abbreviations.tsv, splitting.tsv, split_weights.tsv
  static Result<Splitter> load(const std::string& folder);
  /// Fills tokens (span, joined) and sentences of a document whose text is UTF-8.
  Done run(Document& document) const;

 private:
  void part_stops(Document& document) const;
  SplitTables tables_;
  Boundary boundary_;
};

}  // namespace demarche
