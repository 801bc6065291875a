// Any bytes as CoNLL-U: sentences or errors, and the words of a sentence lie one after the other in its document's text.
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>

#include "read/conllu.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::istringstream in(std::string(reinterpret_cast<const char*>(data), size));
  auto reader = demarche::ConlluReader::over(in, "fuzz", {.date = "", .max_bytes = 4096});
  std::vector<demarche::ConlluSentence> sentences;
  while (auto sentence = reader.next()) {
    if (!*sentence) {
      if (sentence->error().message.empty()) std::abort();
      continue;
    }
    if ((*sentence)->words.empty()) std::abort();
    sentences.push_back(std::move(**sentence));
  }
  const demarche::Document document = demarche::words_of(sentences);
  std::uint32_t end = 0;
  for (const demarche::Token& token : document.tokens) {
    if (token.span.begin < end || token.span.empty() || token.span.end > document.text.size()) std::abort();
    end = token.span.end;
  }
  if (demarche::text_of(sentences).size() > 2 * size + 2) std::abort();
  return 0;
}
