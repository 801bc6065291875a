// Any bytes as plain text or JSONL: the reader must return articles or errors, every article being text that may be coded.
#include <cstdint>
#include <cstdlib>
#include <sstream>

#include "read/check.h"
#include "read/read.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::istringstream in(std::string(reinterpret_cast<const char*>(data), size));
  auto reader = demarche::ArticleReader::over(in, "fuzz", {.date = "", .max_bytes = 4096});
  std::size_t count = 0;
  while (const auto article = reader.next()) {
    if (++count > size + 1) std::abort();  // it must end
    if (*article ? !demarche::check_text((*article)->text) || !demarche::check_date((*article)->date) : article->error().message.empty())
      std::abort();
  }
  return 0;
}
