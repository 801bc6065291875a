// The data of an older version are laid out in a folder of their own, from the database where they differ and from the data of now where
// they don't, and compared. See recode_plan.h.
#include "recode_plan.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/data_folder.h"

namespace demarche::cli {

namespace {

namespace fs = std::filesystem;

/// A folder that goes with everything in it.
class Temporary {
 public:
  Temporary() {
    std::error_code problem;
    std::string name = (fs::temp_directory_path(problem) / "demarche-XXXXXX").string();
    if (!problem && ::mkdtemp(name.data()) != nullptr) folder_ = name;
  }
  ~Temporary() {
    std::error_code ignored;
    if (!folder_.empty()) fs::remove_all(folder_, ignored);
  }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  [[nodiscard]] const std::string& folder() const { return folder_; }

 private:
  std::string folder_;
};

using Files = std::map<std::string, DataFile>;

Files by_name(const Version& version) {
  Files files;
  for (const DataFile& file : version.files) files.emplace(file.name, file);
  return files;
}

/// Why the whole version must be coded anew; "" if only entries differ.
std::string all_because(const Version& before, const Files& old, const Version& now, const Files& files) {
  if (before.program != now.program) return "the program is another";
  if (before.models != now.models) return "the weights are others";
  if (old.empty()) return "it isn't known what data it had";
  for (const auto& [these, others] : {std::pair{&old, &files}, std::pair{&files, &old}})
    for (const auto& [name, file] : *these) {
      const auto other = others->find(name);
      if (!is_told(name) && (other == others->end() || other->second.hash != file.hash)) return name + " is another";
    }
  return "";
}

/// A name as version_of() gives it, that leads out of no folder.
bool is_inside(const fs::path& name) {
  return name.is_relative() && std::none_of(name.begin(), name.end(), [](const fs::path& part) { return part == ".."; });
}

/// The data of before, as the database and those of now have them.
Result<Coder::Options> lay_out(Store& store, const Files& old, const Files& now, const std::string& models, const std::string& folder) {
  const auto failed = [](const fs::path& path, const std::string& why) {
    return Error{.code = Error::Code::unreadable, .where = path.string(), .message = why};
  };
  std::error_code problem;
  Coder::Options options{.data = folder};
  std::map<int, std::string> own;
  for (const auto& [name, file] : old) {
    const fs::path path = fs::path(folder) / name;
    if (!is_inside(name)) return failed(name, "the database names a file that is none of demarche's data");
    fs::create_directories(path.parent_path(), problem);
    const auto same = now.find(name);
    if (same != now.end() && same->second.hash == file.hash) {
      fs::create_symlink(fs::absolute(same->second.path, problem), path, problem);
      if (problem) return failed(path, problem.message());
    } else {
      const Result<std::string> content = store.content(file.hash);
      if (!content) return content.error();
      std::ofstream out(path, std::ios::binary);
      out << *content;
      if (!out.flush()) return failed(path, "can't be written");
    }
    if (name.starts_with("own/")) own[std::atoi(name.c_str() + 4)] = path.string();
  }
  fs::create_symlink(models, fs::path(folder) / "models", problem);
  for (const auto& [number, path] : own) options.actors.push_back(path);
  return options;
}

}  // namespace

Result<RecodePlan> RecodePlan::make(Store& store, const Version& now, const Coder::Options& options) {
  const auto versions = store.versions();
  if (!versions) return versions.error();
  const Result<std::string> data = data_folder(options.data);
  if (!data) return data.error();
  const Files files = by_name(now);
  RecodePlan plan;
  for (const auto& [number, before] : *versions) {
    if (before.id == now.id) {
      plan.versions_.emplace(number, std::nullopt);
      continue;
    }
    const std::string name = "version " + std::to_string(number) + ": ";
    const Files old = by_name(before);
    std::string why = all_because(before, old, now, files);
    if (why.empty()) {
      const Temporary temporary;
      std::error_code problem;
      const auto laid = lay_out(store, old, files, fs::absolute(fs::path(*data) / "models", problem).string(), temporary.folder());
      Result<Changes> changes = laid ? Changes::between(*laid, options) : Result<Changes>(laid.error());
      if (!changes) {
        why = changes.error().text();
      } else if (changes->everything()) {
        why = changes->summary();
      } else {
        plan.text_ += name + changes->summary() + " have changed, only documents that may hold them are coded anew\n";
        plan.versions_.emplace(number, *std::move(changes));
      }
    }
    if (!why.empty()) plan.text_ += name + "all is coded anew, as " + why + '\n';
  }
  return plan;
}

bool RecodePlan::concerns(const Stored& document) const {
  const auto version = versions_.find(document.version);
  return version == versions_.end() || (version->second && version->second->concern(document.article));
}

}  // namespace demarche::cli
