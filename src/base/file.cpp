// POSIX memory mapping. An empty file maps to no bytes.
#include "base/file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

namespace demarche {

namespace {

Error failed(const std::string& path, int number, const char* what) {
  std::error_code ignored;
  const std::filesystem::path absolute = std::filesystem::absolute(path, ignored);
  return Error{.code = number == ENOENT || number == ENOTDIR ? Error::Code::not_found : Error::Code::unreadable,
               .where = ignored ? path : absolute.lexically_normal().string(),
               .message = std::string(what) + " (" + std::generic_category().message(number) + ")"};
}

}  // namespace

Result<MappedFile> MappedFile::open(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return failed(path, errno, "cannot be opened: check the path and who may read it");
  struct stat status {};
  void* bytes = nullptr;
  std::size_t size = 0;
  int number = 0;
  if (::fstat(descriptor, &status) != 0) {
    number = errno;
  } else if (!S_ISREG(status.st_mode)) {
    number = S_ISDIR(status.st_mode) ? EISDIR : EINVAL;
  } else if (size = static_cast<std::size_t>(status.st_size); size != 0) {
    bytes = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (bytes == MAP_FAILED) number = errno;
  }
  ::close(descriptor);
  if (number != 0) return failed(path, number, "cannot be read: it must be a file on a local disk");
  return MappedFile(std::string_view(static_cast<const char*>(bytes), size));
}

MappedFile::~MappedFile() {
  if (!bytes_.empty()) ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());  // NOLINT: munmap takes no const
}

bool may_write(const std::string& path) {
  return ::access(path.c_str(), W_OK) == 0;
}

}  // namespace demarche
