// See gazetteer.h.
#include "where_when/gazetteer.h"

#include <array>
#include <charconv>

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
  auto gazetteer = over(file->bytes(), path);
  if (gazetteer) gazetteer->files_.push_back(*std::move(file));
  return gazetteer;
}

Result<Gazetteer> Gazetteer::over(std::string_view bytes, const std::string& path) {
  if (!bytes.starts_with(kHeader)) return Error{Error::Code::bad_format, path, 1, 0, "the first line must name the columns: " + std::string(kHeader)};
  Gazetteer g;
  g.rows_.reserve(36000);
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
  return g;
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
  else if (c[3] != "city")
    return bad("kind must be city, region or country");
  if (!number(c[6], -90, 90, row.lat) || !number(c[7], -180, 180, row.lon) || !number(c[8], 0, 1e11, row.population)) return bad("no latitude, longitude or population");
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
  rows_.push_back(row);
  return Nothing{};
}

Index Gazetteer::country(std::string_view code) const {
  Index best = kNone;  // dependencies share a code with their state
  for (const Index i : countries_.find(code))
    if (best == kNone || row(i).population > row(best).population) best = i;
  return best;
}

}  // namespace demarche
