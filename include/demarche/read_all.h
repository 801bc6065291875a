// Many articles at once, on one thread or many.
//   for (const auto& document : demarche::read_all(*coder, articles)) ...   // all cores; results in the order of the articles
// Holds all documents; for an archive call Coder::read from threads of your own, or use `demarche code`.
#pragma once

#include <span>
#include <vector>

#include "demarche/demarche.h"

namespace demarche {

/// Coder::read of each article, in their order, on so many threads (0: all cores); where one can't be read its Error stands in its place.
[[nodiscard]] std::vector<Result<Document>> read_all(const Coder& coder, std::span<const Article> articles, unsigned threads = 0);

}  // namespace demarche
