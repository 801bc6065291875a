// The knowledge as one piece of memory: where each row's cells lie in the tables, their days, and the indexes. Loading it is a walk over
// the rows. What is packed names the tables by a checksum of their bytes, so that no other tables are ever read by it.
#include <array>
#include <limits>

#include "base/packed.h"
#include "who/knowledge.h"

namespace demarche {
namespace {

constexpr std::string_view kName = "DEMARCHE ACTORS1";
constexpr std::size_t kCells = 11;

/// A row: where its line begins and how long each cell is, tabs between them.
struct PackedRow {
  std::uint32_t file, line, at;
  std::int32_t begin, end;
  std::array<std::uint16_t, kCells> size;
  std::uint16_t kind;
};

constexpr auto kKinds = static_cast<std::uint16_t>(ActorRow::Kind::place) + 1;

}  // namespace

std::string Knowledge::pack() const {
  std::vector<PackedRow> rows;
  rows.reserve(rows_.size());
  for (const ActorRow& row : rows_) {
    const std::string_view table = tables_[row.file];
    const auto name = static_cast<std::size_t>(row.name.data() - table.data());
    const auto newline = name == 0 ? std::string_view::npos : table.rfind('\n', name - 1);
    PackedRow p{};
    p.file = row.file;
    p.line = row.line;
    p.begin = row.begin;
    p.end = row.end;
    p.kind = static_cast<std::uint16_t>(row.kind);
    const std::size_t at = newline == std::string_view::npos ? 0 : newline + 1;
    if (at > std::numeric_limits<std::uint32_t>::max()) return "";
    p.at = static_cast<std::uint32_t>(at);
    const auto role = static_cast<std::size_t>(row.from.data() - row.role.data()) - 1;  // the whole cell
    const std::size_t kind = static_cast<std::size_t>(row.wikidata.data() - (row.to.data() + row.to.size())) - 2;
    const std::array<std::size_t, kCells> sizes = {
        name - at - 1, row.name.size(),     row.aliases.size(), row.country.size(), row.sector.size(), role, row.from.size(), row.to.size(),
        kind,          row.wikidata.size(), row.source.size()};
    for (std::size_t c = 0; c < kCells; ++c) {
      if (sizes[c] > std::numeric_limits<std::uint16_t>::max()) return "";
      p.size[c] = static_cast<std::uint16_t>(sizes[c]);
    }
    rows.push_back(p);
  }
  Packer packer;
  const std::uint64_t longest = longest_;
  packer.array(std::span<const std::uint64_t>(&longest, 1));
  packer.array(std::span<const PackedRow>(rows));
  for (const NameIndex* index : {&names_, &surnames_, &offices_}) index->pack(packer);
  return packer.finish(kName, key_);
}

/// Fills rows and indexes from what pack() made of the same tables; false if it isn't that, and then the tables must be read.
bool Knowledge::unpack(std::string_view packed, bool users) {
  Unpacker from;
  std::span<const std::uint64_t> longest;
  std::span<const PackedRow> rows;
  if (!from.open(packed, kName, key_) || !from.array(longest) || longest.size() != 1 || !from.array(rows)) return false;
  for (NameIndex* index : {&names_, &surnames_, &offices_})
    if (!index->unpack(from, rows.size())) return false;
  std::vector<ActorRow> made;
  made.reserve(rows.size());
  for (const PackedRow& p : rows) {
    if (p.file >= tables_.size() || p.kind >= kKinds) return false;
    const std::string_view table = tables_[p.file];
    std::array<std::string_view, kCells> c;
    std::size_t at = p.at;
    for (std::size_t k = 0; k < kCells; ++k) {
      if (at > table.size() || p.size[k] > table.size() - at) return false;
      c[k] = table.substr(at, p.size[k]);
      at += p.size[k] + std::size_t{1};
    }
    ActorRow& row = made.emplace_back();
    row = {c[9].empty() ? c[0] : c[9],          c[1],  c[2], c[3], c[4], c[5], c[6], c[7], c[9], c[10], p.begin, p.end, p.file, p.line,
           static_cast<ActorRow::Kind>(p.kind), users, {}};
    row.set_role(c[5]);
  }
  longest_ = static_cast<std::size_t>(longest[0]);
  for (std::size_t i = 0; i < made.size(); ++i)
    if (made[i].kind == ActorRow::Kind::country) {
      const auto index = static_cast<Index>(i);
      const std::string_view table = tables_[rows[i].file];
      if (!states_.try_emplace(made[i].country, index).second && table.substr(rows[i].at, rows[i].size[0]).ends_with(made[i].country))
        states_[made[i].country] = index;
    }
  rows_ = std::move(made);
  return true;
}

}  // namespace demarche
