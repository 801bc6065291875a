// Output through a temporary file; see output.h.
#include "output.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <utility>

namespace demarche::cli {

namespace {

/// The temporary file that an interrupt removes: a program writes one output, and perhaps a list of errors.
std::array<std::array<char, PATH_MAX>, 2> unfinished{};

extern "C" void remove_unfinished(int signal) {
  for (const auto& path : unfinished)
    if (path[0] != '\0') ::unlink(path.data());
  ::signal(signal, SIG_DFL);
  ::raise(signal);
}

void remember(const std::string& path) {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP})
    if (::signal(signal, remove_unfinished) == SIG_IGN) ::signal(signal, SIG_IGN);  // as nohup wants it
  for (auto& place : unfinished)
    if (place[0] == '\0' && path.size() < place.size()) {
      std::copy(path.begin(), path.end(), place.begin());
      return;
    }
}

void forget(const std::string& path) {
  for (auto& place : unfinished)
    if (path == place.data()) place.fill('\0');
}

}  // namespace

Result<Output> Output::open(const std::string& path) {
  Output output;
  if (path.empty() || path == "-") {
    output.file_ = stdout;
    return output;
  }
  std::error_code ignored;
  const auto type = std::filesystem::status(path, ignored).type();
  output.path_ = std::filesystem::is_symlink(path, ignored) && std::filesystem::exists(path, ignored)  // what the link leads to is written
                     ? std::filesystem::canonical(path, ignored).string()
                     : path;
  const bool direct = type != std::filesystem::file_type::not_found && type != std::filesystem::file_type::regular;
  if (!direct) output.temporary_ = output.path_ + ".tmp" + std::to_string(::getpid());
  output.file_ = std::fopen(direct ? path.c_str() : output.temporary_.c_str(), "wb");
  if (output.file_ == nullptr) {
    output.temporary_.clear();
    return Error{.code = Error::Code::unreadable, .where = path, .message = std::string("cannot be written: ") + std::strerror(errno)};
  }
  if (!direct) remember(output.temporary_);
  return output;
}

bool Output::write(std::string_view record) {
  if (problem_ != 0 || record.empty()) return problem_ == 0;
  if (std::fwrite(record.data(), 1, record.size(), file_) != record.size()) problem_ = errno != 0 ? errno : EIO;
  return problem_ == 0;
}

Done Output::finish() {
  if (std::fflush(file_) != 0 && problem_ == 0) problem_ = errno;
  if (file_ != stdout && std::fclose(std::exchange(file_, nullptr)) != 0 && problem_ == 0) problem_ = errno;
  if (problem_ == 0 && !temporary_.empty()) {
    if (std::rename(temporary_.c_str(), path_.c_str()) == 0) {
      forget(temporary_);
      temporary_.clear();
    } else {
      problem_ = errno;
    }
  }
  if (problem_ == 0) return Nothing{};
  return Error{.code = Error::Code::unreadable,
               .where = path_.empty() ? "standard output" : path_,
               .message = std::string("writing failed: ") + std::strerror(problem_)};
}

bool Output::is_terminal() const {
  return file_ != nullptr && ::isatty(::fileno(file_)) == 1;
}

Output::Output(Output&& other) noexcept
    : file_(std::exchange(other.file_, nullptr)),
      path_(std::move(other.path_)),
      temporary_(std::exchange(other.temporary_, {})),
      problem_(other.problem_) {}

Output::~Output() {
  if (file_ != nullptr && file_ != stdout) std::fclose(file_);
  if (temporary_.empty()) return;
  std::remove(temporary_.c_str());
  forget(temporary_);
}

}  // namespace demarche::cli
