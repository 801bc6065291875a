// Tags, lemmas, features, dependency trees and names, from the words of a document.
//   "Kenya rejected it." split in words -> Kenya PROPN nsubj of rejected, B-place; rejected VERB root, lemma reject; ...
// One small convolutional network (network.h), linear in the text. A sentence longer than the model's max_len (200 words) is cut at
// punctuation; the later pieces hang on the first by parataxis. Doesn't split text into words, nor make empty nodes or enhanced graphs.
#pragma once

#include <memory>
#include <string>

#include "demarche/demarche.h"
#include "nn/kernel.h"

namespace demarche {

class Parser {
 public:
  /// From `folder`/parser.bin. Errors: not_found, unreadable, bad_model.
  static Result<Parser> load(const std::string& folder) { return load(folder, nn::best_kernel()); }
  static Result<Parser> load(const std::string& folder, const nn::Kernel& kernel);

  /// Fills tag, xpos, features, lemma, head, relation and name_tag of all tokens within sentences that are not skimmed, from their spans.
  /// Any number of threads may call it. Error: bad_argument if a span or sentence lies outside the document.
  [[nodiscard]] Done run(Document& document) const;

  Parser(Parser&&) noexcept;
  Parser& operator=(Parser&&) noexcept;
  ~Parser();

 private:
  struct Model;
  explicit Parser(std::unique_ptr<const Model> model);
  std::unique_ptr<const Model> model_;
};

}  // namespace demarche
