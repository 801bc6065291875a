// Mapped files: the bytes, the empty file, and what is said when there is none.
#include "base/file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace demarche {
namespace {

std::string temporary(const std::string& name, std::string_view bytes) {
  const std::string path = (std::filesystem::temp_directory_path() / ("demarche_base_file_" + name)).string();
  std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return path;
}

TEST(MappedFile, HoldsTheBytes) {
  const std::string path = temporary("bytes", std::string_view("one\0two", 7));
  Result<MappedFile> file = MappedFile::open(path);
  ASSERT_TRUE(file) << file.error().text();
  const char* place = file->bytes().data();
  const MappedFile moved = *std::move(file);
  EXPECT_EQ(moved.bytes(), std::string_view("one\0two", 7));
  EXPECT_EQ(moved.bytes().data(), place);
  std::filesystem::remove(path);
}

TEST(MappedFile, EmptyFileHasNoBytes) {
  const std::string path = temporary("empty", "");
  const Result<MappedFile> file = MappedFile::open(path);
  ASSERT_TRUE(file);
  EXPECT_TRUE(file->bytes().empty());
  std::filesystem::remove(path);
}

TEST(MappedFile, SaysWhereItLooked) {
  const Error none = MappedFile::open("no/such/file.bin").error();
  EXPECT_EQ(none.code, Error::Code::not_found);
  EXPECT_EQ(none.where, (std::filesystem::current_path() / "no/such/file.bin").string());
  EXPECT_EQ(MappedFile::open("/").error().code, Error::Code::unreadable);
}

}  // namespace
}  // namespace demarche
