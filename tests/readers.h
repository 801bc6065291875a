// Reading for tests: all articles and errors of a string or of paths.
#pragma once

#include <zlib.h>
#include <zstd.h>

#include <sstream>
#include <string>
#include <vector>

#include "read/archive.h"

namespace demarche::tests {

struct Outcome {
  std::vector<Article> articles;
  std::vector<Error> errors;
  void add(const Result<Article>& article) {
    if (article) {
      articles.push_back(*article);
    } else {
      errors.push_back(article.error());
    }
  }
};

inline Outcome read_string(const std::string& bytes, const ReadOptions& options = {}, const std::string& name = "in") {
  std::istringstream in(bytes);
  auto reader = ArticleReader::over(in, name, options);
  Outcome outcome;
  while (auto article = reader.next()) outcome.add(*article);
  return outcome;
}

inline Outcome read_paths(const std::vector<std::string>& paths, const ReadOptions& options = {}) {
  Outcome outcome;
  read_inputs(paths, options, [&](Result<Article> article) {
    outcome.add(article);
    return true;
  });
  return outcome;
}

inline std::string gzip(const std::string& bytes) {
  z_stream state{};
  ::deflateInit2(&state, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string packed(::deflateBound(&state, bytes.size()) + 32, '\0');
  state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  state.avail_in = static_cast<uInt>(bytes.size());
  state.next_out = reinterpret_cast<Bytef*>(packed.data());
  state.avail_out = static_cast<uInt>(packed.size());
  ::deflate(&state, Z_FINISH);
  packed.resize(state.total_out);
  ::deflateEnd(&state);
  return packed;
}

inline std::string zstd(const std::string& bytes) {
  std::string packed(::ZSTD_compressBound(bytes.size()), '\0');
  packed.resize(::ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), 3));
  return packed;
}

}  // namespace demarche::tests
