// Packs the tables of actors and places, so that programs map them instead of reading them.   compile-tables DATA FOLDER
// Writes FOLDER/actors.idx and FOLDER/places.idx (src/base/packed.h); the build runs it. Without these files, or with others than those of
// the tables at hand, loading reads the tables: slower, and the same.
#include <filesystem>
#include <fstream>
#include <iostream>

#include "where_when/gazetteer.h"
#include "who/knowledge.h"

namespace {

int fail(const std::string& why) {
  std::cerr << "compile-tables: " << why << '\n';
  return 1;
}

/// By way of a file beside it, so that nobody maps a half-written one.
bool write(const std::filesystem::path& path, const std::string& bytes) {
  const std::filesystem::path part = path.string() + ".part";
  std::ofstream out(part, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  std::error_code problem;
  if (out) std::filesystem::rename(part, path, problem);
  return out && !problem;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return fail("needs the data folder and the folder to write to");
  const std::filesystem::path folder = arguments[2];
  std::error_code problem;
  std::filesystem::create_directories(folder, problem);
  for (const char* old : {"actors.idx", "places.idx"})
    std::filesystem::remove(folder / old, problem);  // else it would be read in the tables' place
  const auto knowledge = demarche::Knowledge::load(arguments[1]);
  if (!knowledge) return fail(knowledge.error().text());
  const auto gazetteer = demarche::Gazetteer::load(arguments[1]);
  if (!gazetteer) return fail(gazetteer.error().text());
  if (!write(folder / "actors.idx", knowledge->pack())) return fail("can't write " + (folder / "actors.idx").string());
  if (!write(folder / "places.idx", gazetteer->pack())) return fail("can't write " + (folder / "places.idx").string());
  return 0;
}
