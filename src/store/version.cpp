// Hashes of data folders and documents; see version.h.
#include "store/version.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <filesystem>
#include <type_traits>
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
    for (; at + 8 <= bytes.size(); at += 8) word(bytes.data() + at, std::integral_constant<std::size_t, 8>());
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
  template <class Size>  // known while compiling for all but the last, so that these are fetched at once
  void word(const char* bytes, Size size) {
    unsigned char padded[8] = {};
    std::memcpy(padded, bytes, size);
    std::uint64_t value = 0;
    if constexpr (std::endian::native == std::endian::little) {
      std::memcpy(&value, padded, sizeof value);
    } else {
      for (int i = 7; i >= 0; --i) value = value << 8U | padded[i];  // the same on every machine
    }
    step(value);
  }
  void step(std::uint64_t value) {
    a_ = mix(a_ ^ value);
    b_ = mix(b_ + value * 0x9fb21c651e98df25ULL) ^ (a_ >> 7U);
  }
};

std::string hash_of(std::string_view bytes) {
  Hash128 hash;
  hash.add(bytes);
  return hash.hex();
}

/// The bytes of a file, none of one without any, which can't be mapped.
class Bytes {
 public:
  explicit Bytes(const std::string& path) : file_(MappedFile::open(path)) {
    std::error_code problem;
    empty_ = !file_ && std::filesystem::file_size(path, problem) == 0 && !problem;
  }
  [[nodiscard]] bool read() const { return file_ || empty_; }
  [[nodiscard]] const Error& error() const { return file_.error(); }
  [[nodiscard]] std::string_view get() const { return file_ ? file_->bytes() : std::string_view(); }

 private:
  Result<MappedFile> file_;
  bool empty_ = false;
};

/// @param files if not nullptr, gets each file, under `name`/ and its path in the folder
Result<std::string> hash_of_folder(const std::filesystem::path& folder, const std::string& name, std::vector<DataFile>* files) {
  std::vector<std::filesystem::path> paths;
  std::error_code problem;
  for (std::filesystem::recursive_directory_iterator file(folder, problem), end; !problem && file != end; file.increment(problem)) {
    if (file->is_regular_file(problem)) paths.push_back(file->path());
  }
  if (problem) return Error{.code = Error::Code::unreadable, .where = folder.string(), .message = problem.message()};
  std::sort(paths.begin(), paths.end());
  Hash128 hash;
  for (const auto& path : paths) {
    const Bytes bytes(path.string());
    if (!bytes.read()) return bytes.error();
    const std::string inside = path.lexically_relative(folder).string();
    hash.add(inside);
    hash.add(bytes.get());
    if (files != nullptr) files->push_back({name + '/' + inside, hash_of(bytes.get()), path.string()});
  }
  return hash.hex();
}

/// Of the user's own tables. A dictionary (.txt) is read in another way than a table, so the ending counts.
Done add_tables(const std::vector<std::string>& paths, Hash128& hash, std::vector<DataFile>& files) {
  for (const std::string& path : paths) {
    const Bytes bytes(path);
    if (!bytes.read()) return bytes.error();
    const std::string ending = std::filesystem::path(path).extension().string();
    hash.add(ending);
    hash.add(bytes.get());
    files.push_back({"own/" + std::to_string(files.size()) + ending, hash_of(bytes.get()), path});
  }
  return Nothing{};
}

/// The hash of both.
std::string joined(const std::string& one, const std::string& other) {
  return hash_of(one + other);
}

/// A codebook of the user's own that has no contexts.toml goes by the data's.
Done add_contexts(const std::filesystem::path& codebook, const std::filesystem::path& data, Version& version) {
  std::error_code problem;
  const std::filesystem::path contexts = data / "codebook" / "contexts.toml";
  if (std::filesystem::exists(codebook / "contexts.toml", problem) || !std::filesystem::exists(contexts, problem)) return Nothing{};
  const Bytes bytes(contexts.string());
  if (!bytes.read()) return bytes.error();
  version.files.push_back({"codebook/contexts.toml", hash_of(bytes.get()), contexts.string()});
  version.codebook = joined(version.codebook, version.files.back().hash);
  return Nothing{};
}

}  // namespace

bool is_told(const std::string& name) {
  const bool table = name.ends_with(".tsv");
  return (name.starts_with("codebook/events/") && name.ends_with(".toml") && name != "codebook/events/contexts.toml") ||
         (name.starts_with("actors/") && table && !name.starts_with("actors/import/")) || (name.starts_with("own/") && table) ||
         name == "languages/en/agents.tsv";
}

Result<Version> version_of(const std::string& data, const std::string& program, const OwnData& own) {
  Version version;
  version.program = program;
  const std::filesystem::path root(data), places = root / "places", codebook(own.codebook);
  for (const auto& [name, place] : {std::pair{"models", &version.models}, std::pair{"actors", &version.actors},
                                    std::pair{"codebook", &version.codebook}, std::pair{"languages", &version.languages}}) {
    const bool other = place == &version.codebook && !own.codebook.empty();
    Result<std::string> hash = hash_of_folder(other ? codebook : root / name, other ? "codebook/events" : name,
                                              place == &version.models ? nullptr : &version.files);
    if (!hash) return hash.error();
    *place = *std::move(hash);
  }
  if (std::filesystem::is_directory(places)) {  // who is where is part of who is who
    const Result<std::string> more = hash_of_folder(places, "places", &version.files);
    if (!more) return more.error();
    version.actors = joined(version.actors, *more);
  }
  if (!own.actors.empty()) {
    Hash128 both;
    std::vector<DataFile> tables;
    both.add(version.actors);
    if (const Done added = add_tables(own.actors, both, tables); !added) return added.error();
    version.files.insert(version.files.end(), tables.begin(), tables.end());
    version.actors = both.hex();
  }
  if (!own.codebook.empty())
    if (const Done added = add_contexts(codebook, root, version); !added) return added.error();
  Hash128 all;
  for (const std::string& part : {program, version.models, version.actors, version.codebook, version.languages}) all.add(part);
  version.id = all.hex();
  std::sort(version.files.begin(), version.files.end(), [](const DataFile& a, const DataFile& b) { return a.name < b.name; });
  return version;
}

std::string document_id(const std::string& url, const std::string& text) {
  Hash128 hash;
  hash.add(url);
  hash.add(text);
  return hash.hex();
}

}  // namespace demarche
