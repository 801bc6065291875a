// What must hold for any bytes given to a reader: it ends, it returns text that may be coded or an error that says something. The fuzz
// targets and the replay of their corpus (tests/unit/fuzz_corpus_test.cpp) share these.
#pragma once

#include <cstdlib>
#include <iostream>
#include <sstream>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "read/check.h"
#include "read/conllu.h"
#include "read/read.h"

namespace demarche::fuzz {

inline void must(bool holds, const char* what) {
  if (holds) return;
  std::cerr << "broken: " << what << '\n';
  std::abort();
}

inline void read_as(std::string_view format, std::string_view bytes) {
  std::istringstream in{std::string(bytes)};
  auto reader = ArticleReader::over(in, "fuzz", {.max_bytes = 1U << 16U, .languages = {}, .format = std::string(format)});
  std::size_t count = 0;
  while (const auto article = reader.next()) {
    must(++count <= 20 * bytes.size() + 20, "reading ends");
    if (!*article) {
      must(!article->error().message.empty(), "an error says what is wrong");
      must(!first_bad_byte(article->error().message), "an error is UTF-8");
      continue;
    }
    must(static_cast<bool>(check_text((*article)->text)), "an article's text may be coded");
    must(static_cast<bool>(check_date((*article)->date)), "an article's date is a day or none");
    for (const std::string& said : {(*article)->name, (*article)->title, (*article)->publisher, (*article)->url, (*article)->language}) {
      must(!first_bad_byte(said), "what is said of an article is UTF-8");
    }
  }
}

inline void read_conllu(std::string_view bytes) {
  std::istringstream in{std::string(bytes)};
  auto reader = ConlluReader::over(in, "fuzz", {.max_bytes = 4096});
  std::vector<ConlluSentence> sentences;
  while (auto sentence = reader.next()) {
    if (!*sentence) {
      must(!sentence->error().message.empty(), "an error says what is wrong");
      continue;
    }
    must(!(*sentence)->words.empty(), "a sentence has words");
    sentences.push_back(std::move(**sentence));
  }
  const Document document = words_of(sentences);
  std::uint32_t end = 0;
  for (const Token& token : document.tokens) {
    must(token.span.begin >= end && !token.span.empty() && token.span.end <= document.text.size(), "words lie one after the other");
    end = token.span.end;
  }
  must(text_of(sentences).size() <= 2 * bytes.size() + 2, "the text is no longer than its words");
}

}  // namespace demarche::fuzz
