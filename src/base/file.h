// A file mapped read-only into memory.
//   Result<MappedFile> file = MappedFile::open("models/en/parser.bin");  file->bytes()
// The bytes stay where they are when the MappedFile moves. Whoever shortens the file while it is mapped kills the reader (SIGBUS):
// replace files by rename, never in place.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/large_pages.h"
#include "demarche/demarche.h"

namespace demarche {

class MappedFile {
 public:
  /// Errors: not_found or unreadable, `where` the absolute path that was tried.
  static Result<MappedFile> open(const std::string& path);
  /// The same, but copied into large pages: for a file that is asked at random all over. Errors: as open().
  static Result<MappedFile> open_large(const std::string& path);
  [[nodiscard]] std::string_view bytes() const { return bytes_; }

  MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})), copy_(std::move(other.copy_)) {}
  MappedFile& operator=(MappedFile&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    std::swap(copy_, other.copy_);
    return *this;
  }
  ~MappedFile();

 private:
  explicit MappedFile(std::string_view bytes) : bytes_(bytes) {}
  std::string_view bytes_;
  LargeBytes copy_;  ///< where bytes_ lie, if they are a copy
};

/// May this program write the file, or make files in the folder?
[[nodiscard]] bool may_write(const std::string& path);

}  // namespace demarche
