// The walk over files and folders; see archive.h. Tar and zip archives are not opened.
#include "read/archive.h"

#include <algorithm>
#include <filesystem>

namespace demarche {

namespace fs = std::filesystem;

struct InputReader::State {
  struct Folder {
    fs::path path;
    std::vector<std::string> names;  ///< sorted backwards: the next one is the last
  };
  std::vector<std::string> paths;
  ReadOptions options;
  std::size_t at = 0;
  std::vector<Folder> folders;
  std::optional<ArticleReader> reader;
  bool inside_folder = false;
  std::uint64_t finished_bytes = 0, file_size = 0;
  Progress progress;

  std::optional<Error> enter(const std::string& path);
  std::optional<std::string> next_path();
};

/// Begins a file or a folder.
std::optional<Error> InputReader::State::enter(const std::string& path) {
  std::error_code problem;
  const bool found = inside_folder || !folders.empty();
  if (path != "-" && fs::is_directory(path, problem)) {
    if (found && fs::is_symlink(path, problem)) return std::nullopt;
    Folder folder{.path = path, .names = {}};
    for (fs::directory_iterator entry(path, problem), end; !problem && entry != end; entry.increment(problem)) {
      std::string name = entry->path().filename().string();
      if (!name.starts_with('.')) folder.names.push_back(std::move(name));
    }
    if (problem) return Error{.code = Error::Code::unreadable, .where = path, .message = "the folder cannot be read: " + problem.message()};
    std::sort(folder.names.begin(), folder.names.end(), std::greater<>());
    folders.push_back(std::move(folder));
    return std::nullopt;
  }
  if (found && !fs::is_regular_file(path, problem)) {
    return Error{.code = Error::Code::skipped, .where = path, .message = "it is neither a file nor a folder"};
  }
  Result<ArticleReader> opened = ArticleReader::open(path, options);
  if (!opened) return opened.error();
  reader.emplace(std::move(*opened));
  const std::uintmax_t size = path == "-" ? 0 : fs::file_size(path, problem);
  file_size = problem || size == static_cast<std::uintmax_t>(-1) ? 0 : size;
  progress.file = path == "-" ? "<stdin>" : path;
  ++progress.files;
  progress.bytes_seen += file_size;
  return std::nullopt;
}

std::optional<std::string> InputReader::State::next_path() {
  while (!folders.empty()) {
    Folder& folder = folders.back();
    if (!folder.names.empty()) {
      std::string path = (folder.path / folder.names.back()).string();
      folder.names.pop_back();
      inside_folder = true;
      return path;
    }
    folders.pop_back();
  }
  inside_folder = false;
  if (at == paths.size()) return std::nullopt;
  return paths[at++];
}

InputReader::InputReader(std::vector<std::string> paths, ReadOptions options) : state_(std::make_unique<State>()) {
  state_->paths = std::move(paths);
  state_->options = std::move(options);
}

std::optional<Result<RawDocument>> InputReader::next_raw() {
  while (true) {
    if (!state_->reader) {
      const std::optional<std::string> path = state_->next_path();
      if (!path) return std::nullopt;
      if (const auto error = state_->enter(*path)) return *error;
      continue;
    }
    std::optional<Result<RawDocument>> document = state_->reader->next_raw();
    state_->progress.bytes_done = state_->finished_bytes + std::min(state_->file_size, state_->reader->taken());
    if (document) {
      if (*document) (*document)->found = state_->inside_folder;
      return document;
    }
    state_->finished_bytes += state_->file_size;
    state_->reader.reset();
  }
}

std::optional<Result<Article>> InputReader::next() {
  std::optional<Result<RawDocument>> document = next_raw();
  if (!document) return std::nullopt;
  if (!*document) return document->error();
  return article_of(std::move(**document), state_->options);
}

const InputReader::Progress& InputReader::progress() const {
  return state_->progress;
}

InputReader::InputReader(InputReader&&) noexcept = default;
InputReader& InputReader::operator=(InputReader&&) noexcept = default;
InputReader::~InputReader() = default;

void read_inputs(const std::vector<std::string>& paths, const ReadOptions& options, const std::function<bool(Result<Article>)>& sink) {
  InputReader reader(paths, options);
  while (auto article = reader.next()) {
    if (!sink(std::move(*article))) return;
  }
}

}  // namespace demarche
