// Places with where they lie: places/places.tsv, mapped into memory and indexed by name.
//   gazetteer.named("kyiv") -> {city Kyiv, UKR, 50.455 30.524, 2,797,553 people}
// Countries, first-level regions, cities over 15,000 people (GeoNames, see NOTICE), seas and parts of the world. Made by
// tools/build_places.py.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "base/name_index.h"
#include "demarche/demarche.h"

namespace demarche {

struct PlaceRow {
  enum class Kind : std::uint8_t { city, region, country };
  std::string_view id, name, country, admin1;
  double lat = 0, lon = 0;
  double population = 0;
  Kind kind = Kind::city;
  bool capital = false;  ///< of a state
};

class Gazetteer {
 public:
  /// @param folder data root. Errors name file and line.
  static Result<Gazetteer> load(const std::string& folder);
  /// Reads a table in memory; `bytes` must outlive the gazetteer.
  /// @param packed what pack() of the same table gave; used if it fits
  static Result<Gazetteer> over(std::string_view bytes, const std::string& path, std::string_view packed = {});
  /// Rows and indexes as bytes that load() can map instead of reading the table; "" if they can't be.
  [[nodiscard]] std::string pack() const;
  [[nodiscard]] std::span<const Index> named(std::string_view key) const { return names_.find(key); }
  [[nodiscard]] std::span<const Index> named(std::uint64_t hash) const { return names_.find(hash); }
  void expect(std::uint64_t hash, bool near) const { names_.expect(hash, near); }  ///< see base/name_index.h
  [[nodiscard]] const PlaceRow& row(Index i) const { return rows_[static_cast<std::size_t>(i)]; }
  /// The row of a country by its code, or kNone.
  [[nodiscard]] Index country(std::string_view code) const { return most_people(countries_.find(code)); }
  /// The row of its capital, or kNone.
  [[nodiscard]] Index capital(std::string_view code) const { return most_people(capitals_.find(code)); }

 private:
  /// Dependencies share a code with their state, which has more of them.
  [[nodiscard]] Index most_people(std::span<const Index> rows) const;
  Done add(std::string_view line, const std::string& path, std::uint64_t number);
  bool unpack(std::string_view packed);
  std::vector<MappedFile> files_;
  std::string_view table_;
  std::vector<PlaceRow> rows_;
  NameIndex names_, countries_, capitals_;
};

}  // namespace demarche
