// One counter of articles, from which each thread takes the next.
#include "demarche/read_all.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <thread>

namespace demarche {

std::vector<Result<Document>> read_all(const Coder& coder, std::span<const Article> articles, unsigned threads) {
  std::vector<std::optional<Result<Document>>> documents(articles.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < articles.size(); i = next++) documents[i].emplace(coder.read(articles[i]));
  };
  const std::size_t wanted = threads != 0 ? threads : std::max(1U, std::thread::hardware_concurrency());
  {
    std::vector<std::jthread> others;  // joined at the end of this block
    for (std::size_t i = 1; i < std::min(wanted, articles.size()); ++i) others.emplace_back(work);
    work();
  }
  std::vector<Result<Document>> out;
  out.reserve(articles.size());
  for (std::optional<Result<Document>>& document : documents) out.push_back(*std::move(document));
  return out;
}

}  // namespace demarche
