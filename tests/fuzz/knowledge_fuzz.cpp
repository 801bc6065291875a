// Any bytes as a table of actors, as a dictionary of TABARI, as a table of places and as what pack() wrote of one: an Error or a knowledge
// whose rows lie in the bytes.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/packed.h"
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
  const auto whole = [&](const std::string& of, std::string_view name) {  // with the head that lets it through to where the arrays are read
    const std::uint64_t key = demarche::checksum(of), sum = demarche::checksum(bytes, key);
    return std::string(name) + std::string(reinterpret_cast<const char*>(&key), sizeof key) +
           std::string(reinterpret_cast<const char*>(&sum), sizeof sum) + bytes;
  };
  const std::string small = header + "1\tJane Roe\tJay\tKEN\tGOV\tpresident\t2020-01-01\t\tperson\t\tme\n";
  if (const auto knowledge = demarche::Knowledge::over(small, path, whole(small, "DEMARCHE ACTORS1")))
    for (const demarche::ActorRow& row : knowledge->rows())
      if (row.name.data() < small.data() || row.name.data() + row.name.size() > small.data() + small.size()) std::abort();
  const std::string place = "id\tname\taliases\tkind\tcountry\tadmin1\tlat\tlon\tpopulation\n1\tAbc\t\tcity\tKEN\t\t1\t2\t3\n";
  if (const auto gazetteer = demarche::Gazetteer::over(place, path, whole(place, "DEMARCHE PLACES1")))
    for (const demarche::Index i : gazetteer->named("abc")) (void)gazetteer->row(i);
  return 0;
}
