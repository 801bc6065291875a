// A file mapped read-only into memory.
//   Result<MappedFile> file = MappedFile::open("models/en/parser.bin");  file->bytes()
// The bytes stay where they are when the MappedFile moves. Whoever shortens the file while it is mapped kills the reader (SIGBUS):
// replace files by rename, never in place.
#pragma once

#include <string>
#include <string_view>

#include "demarche/demarche.h"

namespace demarche {

class MappedFile {
 public:
  /// Errors: not_found or unreadable, `where` the absolute path that was tried.
  static Result<MappedFile> open(const std::string& path);
  [[nodiscard]] std::string_view bytes() const { return bytes_; }

  MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}
  MappedFile& operator=(MappedFile&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    return *this;
  }
  ~MappedFile();

 private:
  explicit MappedFile(std::string_view bytes) : bytes_(bytes) {}
  std::string_view bytes_;
};

/// May this program write the file, or make files in the folder?
[[nodiscard]] bool may_write(const std::string& path);

}  // namespace demarche
