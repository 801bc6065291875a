// Hashes of data folders and documents; see version.h.
#include "store/version.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <vector>

#include "base/file.h"

namespace demarche {

namespace {

constexpr std::uint64_t mix(std::uint64_t x) {  // Stafford's variant 13 of MurmurHash3's finaliser
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27U)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31U);
}

/// Two independent lanes over words of eight bytes; the length is part of what is hashed.
class Hash128 {
 public:
  void add(std::string_view bytes) {
    std::size_t at = 0;
    for (; at + 8 <= bytes.size(); at += 8) word(bytes.data() + at, 8);
    word(bytes.data() + at, bytes.size() - at);
    step(bytes.size());
  }
  [[nodiscard]] std::string hex() const {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string out;
    for (const std::uint64_t lane : {mix(a_ ^ (b_ >> 32U)), mix(b_ + a_)})
      for (int shift = 60; shift >= 0; shift -= 4) out += kDigits[(lane >> static_cast<unsigned>(shift)) & 15U];
    return out;
  }

 private:
  std::uint64_t a_ = 0x9e3779b97f4a7c15ULL, b_ = 0xd1b54a32d192ed03ULL;
  void word(const char* bytes, std::size_t size) {
    unsigned char padded[8] = {};
    std::memcpy(padded, bytes, size);
    std::uint64_t value = 0;
    for (int i = 7; i >= 0; --i) value = value << 8U | padded[i];  // the same on every machine
    step(value);
  }
  void step(std::uint64_t value) {
    a_ = mix(a_ ^ value);
    b_ = mix(b_ + value * 0x9fb21c651e98df25ULL) ^ (a_ >> 7U);
  }
};

Result<std::string> hash_of_folder(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code problem;
  for (std::filesystem::recursive_directory_iterator file(folder, problem), end; !problem && file != end; file.increment(problem)) {
    if (file->is_regular_file(problem)) files.push_back(file->path());
  }
  if (problem) return Error{.code = Error::Code::unreadable, .where = folder.string(), .message = problem.message()};
  std::sort(files.begin(), files.end());
  Hash128 hash;
  for (const auto& path : files) {
    const Result<MappedFile> file = MappedFile::open(path.string());
    if (!file && std::filesystem::file_size(path, problem) != 0) return file.error();
    hash.add(path.lexically_relative(folder).string());
    hash.add(file ? file->bytes() : std::string_view());
  }
  return hash.hex();
}

/// Of the user's own tables. A dictionary (.txt) is read in another way than a table, so the ending counts.
Done add_tables(const std::vector<std::string>& paths, Hash128& hash) {
  for (const std::string& path : paths) {
    const Result<MappedFile> file = MappedFile::open(path);
    std::error_code problem;
    if (!file && std::filesystem::file_size(path, problem) != 0) return file.error();
    hash.add(std::filesystem::path(path).extension().string());
    hash.add(file ? file->bytes() : std::string_view());
  }
  return Nothing{};
}

}  // namespace

Result<Version> version_of(const std::string& data, const std::string& program, const OwnData& own) {
  Version version;
  version.program = program;
  Hash128 all;
  all.add(program);
  for (const auto& [name, place] : {std::pair{"models", &version.models}, std::pair{"actors", &version.actors},
                                    std::pair{"codebook", &version.codebook}, std::pair{"languages", &version.languages}}) {
    const bool other = place == &version.codebook && !own.codebook.empty();
    Result<std::string> hash = hash_of_folder(other ? std::filesystem::path(own.codebook) : std::filesystem::path(data) / name);
    if (!hash) return hash.error();
    const std::filesystem::path places = std::filesystem::path(data) / "places";
    if (place == &version.actors && std::filesystem::is_directory(places)) {  // who is where is part of who is who
      const Result<std::string> more = hash_of_folder(places);
      if (!more) return more.error();
      *hash += *more;
      Hash128 both;
      both.add(*hash);
      *hash = both.hex();
    }
    if (place == &version.actors && !own.actors.empty()) {
      Hash128 both;
      both.add(*hash);
      if (const Done added = add_tables(own.actors, both); !added) return added.error();
      *hash = both.hex();
    }
    all.add(*hash);
    *place = std::move(*hash);
  }
  version.id = all.hex();
  return version;
}

std::string document_id(const std::string& url, const std::string& text) {
  Hash128 hash;
  hash.add(url);
  hash.add(text);
  return hash.hex();
}

}  // namespace demarche
