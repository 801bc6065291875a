// See data.h. The only file that knows where it was built and installed, so that ccache serves every checkout.
#include "base/data.h"

#include <cstdlib>
#include <filesystem>
#include <vector>

namespace demarche {

Result<std::string> find_data(const std::string& asked) {
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
               .message = "no data here (models/, actors/, places/, codebook/, languages/): name its folder with --data or $DEMARCHE_DATA"};
}

}  // namespace demarche
