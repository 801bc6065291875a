// See gazetteer.h.
#include "where_when/gazetteer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "base/data_folder.h"
#include "base/packed.h"

namespace demarche {
namespace {

constexpr std::string_view kHeader = "id\tname\taliases\tkind\tcountry\tadmin1\tlat\tlon\tpopulation";

bool number(std::string_view cell, double least, double most, double& value) {
  const auto [end, problem] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  return problem == std::errc{} && end == cell.data() + cell.size() && value >= least && value <= most;
}

}  // namespace

Result<Gazetteer> Gazetteer::load(const std::string& folder) {
  const std::string path = folder + "/places/places.tsv";
  auto file = MappedFile::open(path);
  if (!file) return file.error();
  for (const std::string& place : index_places(folder, "places.idx")) {
    auto index = MappedFile::open(place);
    Gazetteer g;
    g.table_ = file->bytes();
    if (!index || !g.unpack(index->bytes())) continue;
    g.files_.push_back(*std::move(file));
    g.files_.push_back(*std::move(index));
    return g;
  }
  auto gazetteer = over(file->bytes(), path);
  if (gazetteer) gazetteer->files_.push_back(*std::move(file));
  return gazetteer;
}

Result<Gazetteer> Gazetteer::over(std::string_view bytes, const std::string& path, std::string_view packed) {
  if (!bytes.starts_with(kHeader))
    return Error{Error::Code::bad_format, path, 1, 0, "the first line must name the columns: " + std::string(kHeader)};
  if (!packed.empty()) {
    Gazetteer g;
    g.table_ = bytes;
    if (g.unpack(packed)) return g;
  }
  Gazetteer g;
  g.table_ = bytes;
  g.rows_.reserve(static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n')) + 1);
  std::uint64_t line_number = 0;
  while (!bytes.empty()) {
    const auto end = bytes.find('\n');
    const std::string_view line = bytes.substr(0, end);
    bytes = end == std::string_view::npos ? std::string_view{} : bytes.substr(end + 1);
    if (++line_number == 1 || line.empty()) continue;
    if (Done done = g.add(line, path, line_number); !done) return done.error();
  }
  g.names_.seal();
  g.countries_.seal();
  g.capitals_.seal();
  return g;
}

namespace {

/// A row: where its views lie in the table, and its numbers as they are.
struct PackedPlace {
  std::array<std::uint32_t, 4> at;  // id, name, country, admin1
  std::array<std::uint16_t, 4> size;
  double lat, lon, population;
  std::uint32_t kind, capital;
};

constexpr std::string_view kName = "DEMARCHE PLACES2";

}  // namespace

std::string Gazetteer::pack() const {
  std::vector<PackedPlace> rows;
  rows.reserve(rows_.size());
  for (const PlaceRow& row : rows_) {
    PackedPlace p{{}, {}, row.lat, row.lon, row.population, static_cast<std::uint32_t>(row.kind), row.capital ? 1U : 0U};
    const std::array<std::string_view, 4> cells = {row.id, row.name, row.country, row.admin1};
    for (std::size_t c = 0; c < cells.size(); ++c) {
      const auto at = static_cast<std::size_t>(cells[c].data() - table_.data());
      if (at > std::numeric_limits<std::uint32_t>::max() || cells[c].size() > std::numeric_limits<std::uint16_t>::max()) return "";
      p.at[c] = static_cast<std::uint32_t>(at);
      p.size[c] = static_cast<std::uint16_t>(cells[c].size());
    }
    rows.push_back(p);
  }
  Packer packer;
  packer.array(std::span<const PackedPlace>(rows));
  names_.pack(packer);
  countries_.pack(packer);
  capitals_.pack(packer);
  return packer.finish(kName, checksum(table_));
}

/// Fills rows and indexes from what pack() made of the same table; false if it isn't that.
bool Gazetteer::unpack(std::string_view packed) {
  Unpacker from;
  std::span<const PackedPlace> rows;
  if (!from.open(packed, kName, checksum(table_)) || !from.array(rows) || !names_.unpack(from, rows.size()) ||
      !countries_.unpack(from, rows.size()) || !capitals_.unpack(from, rows.size()))
    return false;
  rows_.reserve(rows.size());
  for (const PackedPlace& p : rows) {
    std::array<std::string_view, 4> c;
    for (std::size_t k = 0; k < c.size(); ++k) {
      if (p.at[k] > table_.size() || p.size[k] > table_.size() - p.at[k]) return false;
      c[k] = table_.substr(p.at[k], p.size[k]);
    }
    if (p.kind > static_cast<std::uint32_t>(PlaceRow::Kind::country)) return false;
    rows_.push_back({c[0], c[1], c[2], c[3], p.lat, p.lon, p.population, static_cast<PlaceRow::Kind>(p.kind), p.capital != 0});
  }
  return true;
}

Done Gazetteer::add(std::string_view line, const std::string& path, std::uint64_t line_number) {
  const auto bad = [&](const char* message) { return Error{Error::Code::bad_format, path, line_number, 0, message}; };
  std::array<std::string_view, 9> c;
  for (std::size_t i = 0; i < c.size(); ++i) {
    const auto tab = line.find('\t');
    if ((tab == std::string_view::npos) != (i + 1 == c.size())) return bad("expected 9 cells");
    c[i] = line.substr(0, tab);
    line.remove_prefix(tab == std::string_view::npos ? line.size() : tab + 1);
  }
  PlaceRow row{c[0], c[1], c[4], c[5]};
  if (c[3] == "country")
    row.kind = PlaceRow::Kind::country;
  else if (c[3] == "region")
    row.kind = PlaceRow::Kind::region;
  else if (c[3] != "city" && c[3] != "capital")
    return bad("kind must be city, capital, region or country");
  row.capital = c[3] == "capital";
  if (!number(c[6], -90, 90, row.lat) || !number(c[7], -180, 180, row.lon) || !number(c[8], 0, 1e11, row.population))
    return bad("no latitude, longitude or population");
  const auto index = static_cast<Index>(rows_.size());
  const auto name = [&](std::string_view text) {
    if (const std::string key = name_key(text); key.size() >= 2) names_.add(key, index);
  };
  name(row.name);
  for (std::string_view rest = c[2]; !rest.empty();) {
    const auto bar = rest.find('|');
    name(rest.substr(0, bar));
    rest = bar == std::string_view::npos ? std::string_view{} : rest.substr(bar + 1);
  }
  if (row.kind == PlaceRow::Kind::country) countries_.add(row.country, index);
  if (row.capital) capitals_.add(row.country, index);
  rows_.push_back(row);
  return Nothing{};
}

Index Gazetteer::most_people(std::span<const Index> rows) const {
  Index best = kNone;
  for (const Index i : rows)
    if (best == kNone || row(i).population > row(best).population) best = i;
  return best;
}

}  // namespace demarche
