// What each version was coded with: the names and hashes of its data's files, and what was in those that can be compared entry by entry,
// once for all versions that have them, compressed. See store.h.
#include <zstd.h>

#include <filesystem>
#include <map>
#include <optional>

#include "base/file.h"
#include "store/store.h"

namespace demarche {

namespace {

constexpr int kLevel = 3;
constexpr std::size_t kLargest = std::size_t{1} << 30U;  ///< bytes of a file: what claims to be larger is refused

Error no_zstd(std::size_t code) {
  return {.code = Error::Code::bad_format, .where = {}, .message = std::string("data of a version: ") + ::ZSTD_getErrorName(code)};
}

Result<Blob> compressed(std::string_view bytes) {
  Blob out{std::string(::ZSTD_compressBound(bytes.size()), '\0')};
  const std::size_t size = ::ZSTD_compress(out.bytes.data(), out.bytes.size(), bytes.data(), bytes.size(), kLevel);
  if (::ZSTD_isError(size) != 0) return no_zstd(size);
  out.bytes.resize(size);
  return out;
}

Result<std::string> decompressed(std::string_view bytes) {
  const unsigned long long size = ::ZSTD_getFrameContentSize(bytes.data(), bytes.size());
  if (size > kLargest)  // so are the numbers that stand for none
    return Error{.code = Error::Code::bad_format, .where = {}, .message = "data of a version: damaged"};
  std::string out(size, '\0');
  const std::size_t made = ::ZSTD_decompress(out.data(), out.size(), bytes.data(), bytes.size());
  if (::ZSTD_isError(made) != 0) return no_zstd(made);
  out.resize(made);
  return out;
}

}  // namespace

/// The files of the version, unless they are there.
Done Store::add_data(std::int64_t version) {
  bool there = false;
  if (Done done = writer_->run({"SELECT 1 FROM data_files WHERE version = ?", {version}}, [&](const Row&) { return there = true; }); !done)
    return done;
  if (there) return Nothing{};
  std::vector<Row> files, contents;
  std::map<std::string, bool> kept;
  for (const DataFile& file : version_.files) {
    files.push_back({version, file.name, file.hash});
    if (!is_told(file.name)) continue;
    bool& known = kept[file.hash];
    if (known) continue;
    known = true;
    bool stored = false;
    if (Done done = writer_->run({"SELECT 1 FROM data_contents WHERE hash = ?", {file.hash}}, [&](const Row&) { return stored = true; });
        !done)
      return done;
    if (stored) continue;
    const Result<MappedFile> mapped = MappedFile::open(file.path);
    std::error_code problem;
    if (!mapped && (std::filesystem::file_size(file.path, problem) != 0 || problem)) return mapped.error();
    Result<Blob> bytes = compressed(mapped ? mapped->bytes() : std::string_view());
    if (!bytes) return bytes.error();
    contents.push_back({file.hash, *std::move(bytes)});
  }
  if (Done done = writer_->insert("data_files", files); !done) return done;
  return writer_->insert("data_contents", contents);
}

Result<std::vector<StoredVersion>> Store::versions() {
  const std::scoped_lock lock(*reading_);
  std::vector<StoredVersion> found;
  Done done = reader_->run({"SELECT version, id, program, models FROM versions WHERE version IN (SELECT DISTINCT version FROM codings)"
                            " ORDER BY version"},
                           [&](const Row& row) {
                             StoredVersion& one = found.emplace_back();
                             one.number = integer(row[0]);
                             one.version.id = text(row[1]);
                             one.version.program = text(row[2]);
                             one.version.models = text(row[3]);
                             return true;
                           });
  for (StoredVersion& one : found) {
    if (!done) return done.error();
    done = reader_->run({"SELECT name, hash FROM data_files WHERE version = ? ORDER BY name", {one.number}}, [&](const Row& row) {
      one.version.files.push_back({.name = text(row[0]), .hash = text(row[1]), .path = {}});
      return true;
    });
  }
  if (!done) return done.error();
  return found;
}

Result<std::string> Store::content(const std::string& hash) {
  const std::scoped_lock lock(*reading_);
  std::optional<std::string> bytes;
  const Done done = reader_->run({"SELECT bytes FROM data_contents WHERE hash = ?", {hash}}, [&](const Row& row) {
    bytes = text(row[0]);
    return false;
  });
  if (!done) return done.error();
  if (!bytes) return Error{.code = Error::Code::not_found, .where = {}, .message = "data of a version: not kept"};
  return decompressed(*bytes);
}

Done Store::tidy() {
  if (Done done = writer_->begin(); !done) return done;
  Done done = Nothing{};
  for (const char* sql : {"DELETE FROM data_files WHERE version NOT IN (SELECT DISTINCT version FROM codings)",
                          "DELETE FROM data_contents WHERE hash NOT IN (SELECT hash FROM data_files)"}) {
    if (done) done = writer_->run({sql});
  }
  if (done) return writer_->commit();
  writer_->rollback();
  return done;
}

}  // namespace demarche
