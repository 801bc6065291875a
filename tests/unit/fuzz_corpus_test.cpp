// The fuzz targets' corpus, and damaged variants of it, through the same checks, without a fuzzer.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "fuzz/readers.h"

namespace demarche {
namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void replay(const std::string& format, std::string_view bytes) {
  if (format == "conllu") return fuzz::read_conllu(bytes);
  fuzz::read_as(format, bytes);
}

TEST(FuzzCorpus, HoldsForEveryFileItsBeginningsAndItsDamagedCopies) {
  std::mt19937 random(7);
  std::size_t files = 0;
  for (const std::string format : {"text", "html", "jsonl", "csv", "feed", "warc", "conllu"}) {
    for (const auto& entry : fs::directory_iterator(fs::path(DEMARCHE_SOURCE_DIR) / "tests/fuzz/corpus" / format)) {
      const std::string bytes = content(entry.path());
      ++files;
      replay(format, bytes);
      for (std::size_t part = 1; part < 16; ++part) replay(format, std::string_view(bytes).substr(0, bytes.size() * part / 16));
      for (int copy = 0; copy < 40 && !bytes.empty(); ++copy) {
        std::string damaged = bytes;
        for (int k = 0; k < 1 + copy / 4; ++k) {
          const std::size_t at = random() % damaged.size();
          if (copy % 3 == 0) {
            damaged[at] = static_cast<char>(random());
          } else if (copy % 3 == 1) {
            damaged.erase(at, 1 + random() % 20);
            if (damaged.empty()) break;
          } else {
            damaged.insert(at, damaged.substr(random() % damaged.size(), 1 + random() % 40));
          }
        }
        replay(format, damaged);
      }
    }
  }
  EXPECT_GE(files, 13U);
}

TEST(FuzzCorpus, AnyFormatTakesTheFilesOfAnother) {
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(DEMARCHE_SOURCE_DIR) / "tests/fuzz/corpus")) {
    if (!entry.is_regular_file()) continue;
    for (const std::string format : {"text", "html", "jsonl", "csv", "feed", "warc", ""}) fuzz::read_as(format, content(entry.path()));
  }
}

}  // namespace
}  // namespace demarche
