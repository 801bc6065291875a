// The classifier of statuses: which statuses it may give, what it is told, and that without its file the rules decide alone.
#include "happened/judge.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace demarche {
namespace {

namespace fs = std::filesystem;

/// A data folder like the project's, with another file as models/en/statuses.bin, or none; gone at the end.
class DataFolder {
 public:
  explicit DataFolder(const std::string& statuses) : path_(fs::temp_directory_path() / ("demarche_judge_" + std::to_string(::getpid()))) {
    const fs::path source = DEMARCHE_SOURCE_DIR;
    fs::create_directories(path_ / "models" / "en");
    for (const char* name : {"actors", "codebook", "languages", "places"}) fs::create_symlink(source / name, path_ / name);
    for (const auto& file : fs::directory_iterator(source / "models" / "en"))
      if (file.path().filename() != "statuses.bin") fs::create_symlink(file.path(), path_ / "models" / "en" / file.path().filename());
    if (!statuses.empty()) fs::create_symlink(source / "models" / "en" / statuses, path_ / "models" / "en" / "statuses.bin");
  }
  ~DataFolder() { fs::remove_all(path_); }
  DataFolder(const DataFolder&) = delete;
  DataFolder& operator=(const DataFolder&) = delete;
  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  fs::path path_;
};

constexpr const char* kText =
    "Chad's president has yet to release the Sudanese pilots. Sudan's army may attack Chad. Libya's government will send soldiers to "
    "Niger. "
    "Mali's army attacked Togo on Monday.";

Result<Document> read(const Coder& coder) {
  return coder.read({.name = "judge", .date = "2024-05-14", .publisher = {}, .text = kText});
}

TEST(Judge, ItsTypesAreTheStatusesInTheirOrder) {
  const std::vector<std::string> types = Judge::types();
  for (std::size_t k = 0; k < types.size(); ++k) EXPECT_EQ(types[k], name(static_cast<Status>(k)));
  const auto model = LinearModel::load(DEMARCHE_SOURCE_DIR "/models/en/statuses.bin");
  ASSERT_TRUE(model) << model.error().text();
  EXPECT_EQ(model->types(), types);
}

TEST(Judge, IsToldWhatTheRulesFound) {
  const auto coder = Coder::load({.data = DEMARCHE_SOURCE_DIR});
  ASSERT_TRUE(coder) << coder.error().text();
  const auto document = read(*coder);
  ASSERT_TRUE(document) << document.error().text();
  const std::vector<StatusReading> readings = coder->statuses(*document);
  ASSERT_EQ(readings.size(), document->claims.size());
  ASSERT_FALSE(readings.empty());
  for (const StatusReading& r : readings) {
    const auto has = [&](const std::string& feature) {
      return std::find(r.features.begin(), r.features.end(), feature) != r.features.end();
    };
    EXPECT_TRUE(has("status " + std::string(name(r.status))));
    EXPECT_TRUE(has("E:" + r.event));
  }
}

TEST(Judge, WithoutItsFileTheRulesDecide) {
  const DataFolder bare("");
  const auto coder = Coder::load({.data = bare.path()});
  ASSERT_TRUE(coder) << coder.error().text();
  const auto document = read(*coder);
  ASSERT_TRUE(document) << document.error().text();
  const std::vector<StatusReading> readings = coder->statuses(*document);
  ASSERT_EQ(readings.size(), document->claims.size());
  for (std::size_t k = 0; k < readings.size(); ++k) EXPECT_EQ(document->claims[k].status, readings[k].status) << readings[k].event;
}

TEST(Judge, AnotherModelInItsPlaceIsAnError) {
  const DataFolder wrong("parties.bin");
  const auto coder = Coder::load({.data = wrong.path()});
  ASSERT_FALSE(coder);
  EXPECT_EQ(coder.error().code, Error::Code::bad_model);
  EXPECT_NE(coder.error().text().find("statuses.bin"), std::string::npos);
}

}  // namespace
}  // namespace demarche
