// Any bytes as a table of actors, as a dictionary of TABARI and as a table of places: an Error or a knowledge whose rows lie in the bytes.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "where_when/gazetteer.h"
#include "who/check.h"
#include "who/tabari.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const std::string path = "fuzz", folder = DEMARCHE_SOURCE_DIR;
  const std::string header = "id\tname\taliases\tcountry\tsector\trole\tfrom\tto\tkind\twikidata\tsource\n";
  const std::string table = header + bytes;
  for (const std::string* text : {&bytes, &table})
    if (const auto knowledge = demarche::Knowledge::over(*text, path)) {
      for (const demarche::ActorRow& row : knowledge->rows())
        if (row.name.data() < text->data() || row.name.data() + row.name.size() > text->data() + text->size()) std::abort();
      if (!demarche::check_actors(*knowledge, folder)) std::abort();
    }
  const auto tables = demarche::read_tabari(bytes, path, folder);
  if (!tables) std::abort();
  if (!demarche::Knowledge::over(tables->actors, path)) std::abort();  // what it makes is always a table
  const std::string places = "id\tname\taliases\tkind\tcountry\tadmin1\tlat\tlon\tpopulation\n" + bytes;
  (void)demarche::Gazetteer::over(places, path);
  return 0;
}
