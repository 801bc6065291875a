// The places of the data; see data_folder.h. The build names three of them in this file alone, so that ccache serves every checkout.
#include "base/data_folder.h"

#include <cstdlib>
#include <filesystem>
#include <vector>

namespace demarche {

Result<std::string> data_folder(const std::string& asked) {
  std::vector<std::string> places;
  if (!asked.empty()) {
    places = {asked};
  } else if (const char* set = std::getenv("DEMARCHE_DATA"); set != nullptr && *set != '\0') {
    places = {set};
  } else {
    places = {DEMARCHE_INSTALLED_DATA, DEMARCHE_BUILT_DATA};
  }
  std::string looked;
  for (const std::string& place : places) {
    std::error_code ignored;
    if (std::filesystem::is_directory(std::filesystem::path(place) / "codebook", ignored)) return place;
    looked += (looked.empty() ? "" : ", ") + place;
  }
  return Error{.code = Error::Code::not_found,
               .where = looked,
               .message = "no data here (models/, actors/, codebook/, languages/): name its folder with --data or $DEMARCHE_DATA"};
}

std::vector<std::string> index_places(const std::string& folder, const std::string& name) {
  return {folder + "/index/" + name, DEMARCHE_BUILT_INDEX "/" + name};
}

}  // namespace demarche
