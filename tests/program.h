// Runs a built program as a user would:   run("demarche", "read -", "Kenya rejected it.")  ->  {0, "...", ""}
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace demarche::tests {

struct Ran {
  int code = -1;  ///< exit code; -1 if a signal ended it
  std::string out, err;
};

/// A folder that lives as long as this object.
class Folder {
 public:
  Folder() {
    static std::atomic<int> count = 0;
    path_ = std::filesystem::temp_directory_path() / ("demarche-test-" + std::to_string(::getpid()) + "-" + std::to_string(count++));
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }
  std::string write(const std::string& name, const std::string& content) const {
    std::ofstream(path_ / name, std::ios::binary) << content;
    return file(name);
  }

 private:
  std::filesystem::path path_;
};

inline std::string content(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The project's data in a folder `name` of its own, where tables and codebook may be changed; the weights are lent.
inline std::string copy_of_data(const Folder& folder, const std::string& name) {
  namespace fs = std::filesystem;
  const fs::path root(DEMARCHE_SOURCE_DIR), copy(folder.file(name));
  fs::create_directories(copy);
  for (const char* part : {"actors", "codebook", "languages", "places"}) fs::copy(root / part, copy / part, fs::copy_options::recursive);
  fs::create_directory_symlink(root / "models", copy / "models");
  return copy.string();
}

/// `arguments` as for a shell; `before` may set variables ("NO_COLOR=1").
inline Ran run(const std::string& program, const std::string& arguments, const std::string& input = {}, const std::string& before = {}) {
  const Folder folder;
  const std::string in = folder.write("in", input);
  const std::string command = before + " '" DEMARCHE_BINARY_DIR "/" + program + "' " + arguments + " <'" + in + "' >'" +
                              folder.file("out") + "' 2>'" + folder.file("err") + "'";
  const int status = std::system(command.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, content(folder.file("out")), content(folder.file("err"))};
}

}  // namespace demarche::tests
