// Reads the tables; a row with the wrong number of cells or an unknown kind is an Error with file and line.
#include "who/knowledge.h"

#include <array>
#include <charconv>
#include <filesystem>

#include "base/data_folder.h"
#include "base/packed.h"
#include "who/check.h"
#include "who/tabari.h"

namespace demarche {
namespace {

constexpr std::string_view kHeader = "id\tname\taliases\tcountry\tsector\trole\tfrom\tto\tkind\twikidata\tsource";
constexpr int kSlack = 2 * 372;  // how long before and after a day on which somebody was seen in office we take him to be in it

/// Cells of a line with exactly N tabs' worth of them; false if there are more or fewer.
template <std::size_t N>
bool split(std::string_view line, std::array<std::string_view, N>& cells, std::size_t& found) {
  found = 0;
  while (true) {
    const auto tab = line.find('\t');
    if (found < N) cells[found] = line.substr(0, tab);
    ++found;
    if (tab == std::string_view::npos) return found == N;
    line.remove_prefix(tab + 1);
  }
}

/// Calls `f(line, number)` for each line that is neither empty nor a comment; stops at the first Error.
template <class F>
Done each_line(std::string_view bytes, F&& f) {
  std::uint64_t number = 0;
  while (!bytes.empty()) {
    const auto end = bytes.find('\n');
    std::string_view line = bytes.substr(0, end);
    bytes = end == std::string_view::npos ? std::string_view{} : bytes.substr(end + 1);
    ++number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || line[0] == '#') continue;
    if (Done done = f(line, number); !done) return done;
  }
  return Nothing{};
}

bool kind_of(std::string_view text, ActorRow::Kind& kind) {
  using K = ActorRow::Kind;
  static constexpr std::pair<std::string_view, K> kinds[] = {
      {"country", K::country},           {"demonym", K::demonym}, {"capital", K::capital}, {"metonym", K::metonym}, {"person", K::person},
      {"organisation", K::organisation}, {"group", K::group},     {"medium", K::medium},   {"place", K::place}};
  for (const auto& [name, k] : kinds)
    if (name == text) {
      kind = k;
      return true;
    }
  return false;
}

/// A cell with a date: its day with the slack of ~ towards `open`; `open` if it is empty or no date.
int day_of(std::string_view cell, int direction, int open) {
  const bool seen = cell.ends_with('~');
  if (seen) cell.remove_suffix(1);
  const int day = day_number(cell);
  return day < 0 ? open : seen ? day + direction * kSlack : day;
}

/// Where the family's name comes first: "Xi Jinping" is Mr Xi.
bool family_first(std::string_view country) {
  return country == "CHN" || country == "PRK" || country == "KOR" || country == "TWN" || country == "VNM" || country == "KHM" ||
         country == "HKG";
}

}  // namespace

bool ActorRow::holds_on(std::string_view date) const {
  const int day = date.empty() ? -1 : day_number(date);
  return day < 0 || (begin <= day && day <= end);
}
bool ActorRow::ended_by(std::string_view date) const {
  const int day = date.empty() ? -1 : day_number(date);
  return day >= 0 && end < day;
}

bool ActorRow::surely_on(std::string_view date) const {
  return holds_on(date) && !date.empty() && from.substr(0, date.size()) <= date && (to.empty() || date <= to.substr(0, date.size()));
}
bool ActorRow::called(std::string_view office) const {
  bool found = role == office;
  each_part(also, [&](std::string_view other) { found = found || other == office; });
  return found;
}

void ActorRow::set_role(std::string_view cell) {
  const auto bar = cell.find('|');
  role = cell.substr(0, bar);
  also = bar == std::string_view::npos ? std::string_view{} : cell.substr(bar + 1);
}

int day_number(std::string_view iso) {
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return -1;
  const auto number = [&](std::size_t at, std::size_t size) {
    int n = 0;
    for (const char c : iso.substr(at, size)) n = c >= '0' && c <= '9' && n >= 0 ? n * 10 + (c - '0') : -1;
    return n;
  };
  const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
  static constexpr int kDays[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 0 || month < 1 || month > 12 || day < 1 || day > kDays[month - 1]) return -1;
  if (month == 2 && day == 29 && (year % 4 != 0 || (year % 100 == 0 && year % 400 != 0))) return -1;
  return year * 372 + month * 31 + day;
}

Result<Knowledge> Knowledge::load(const std::string& folder, const std::vector<std::string>& tables) {
  namespace fs = std::filesystem;
  Knowledge k;
  std::error_code ec;
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(fs::path(folder) / "actors", ec))
    if (entry.path().extension() == ".tsv") files.push_back(entry.path().string());
  if (ec || files.empty()) return Error{Error::Code::not_found, folder + "/actors", 0, 0, "no tables of actors (*.tsv) here"};
  std::sort(files.begin(), files.end());
  for (const std::string& path : files) {
    auto file = MappedFile::open(path);
    if (!file) return file.error();
    k.paths_.push_back(path);
    k.tables_.push_back(file->bytes());
    k.key_ = checksum(file->bytes(), k.key_);
    k.files_.push_back(*std::move(file));
  }
  bool packed = false;
  for (const std::string& place : index_places(folder, "actors.idx")) {
    auto file = tables.empty() && !packed ? MappedFile::open(place) : Result<MappedFile>(Error{});
    packed = packed || (file && k.unpack(file->bytes(), false));
    if (packed && file) k.files_.push_back(*std::move(file));
  }
  if (!packed)
    if (Done done = k.read_tables(); !done) return done.error();
  const std::string agents = (fs::path(folder) / "languages" / "en" / "agents.tsv").string();
  auto list = MappedFile::open(agents);
  if (!list) return list.error();
  if (Done done = k.add_agents(list->bytes(), agents, false); !done) return done.error();
  for (const std::string& path : tables)
    if (Done done = k.add_users(folder, path); !done) return done.error();
  if (!packed) k.index();
  return k;
}

Done Knowledge::read_tables() {
  std::size_t lines = 0;
  for (const std::string_view bytes : tables_) lines += static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n')) + 1;
  rows_.reserve(lines);  // a table of megabytes that grows is copied, and its pages are touched twice
  for (std::size_t i = 0; i < tables_.size(); ++i)
    if (Done done = read_table(i, false); !done) return done;
  return Nothing{};
}

Result<Knowledge> Knowledge::over(std::string_view bytes, const std::string& path, std::string_view packed) {
  Knowledge k;
  k.key_ = checksum(bytes);
  if (!packed.empty()) {
    k.paths_ = {path};
    k.tables_ = {bytes};
    if (k.unpack(packed, true)) return k;
    k = Knowledge();
    k.key_ = checksum(bytes);
  }
  if (Done done = k.add_table(bytes, path, true); !done) return done.error();
  k.index();
  return k;
}

std::string_view Knowledge::asked(std::string_view name) const {
  return lower(name).starts_with("the ") && named(name_key(name)).empty() ? name.substr(4) : name;
}

std::span<const Index> Knowledge::called(std::string_view name) const {
  const std::string key = name_key(asked(name));
  const std::span<const Index> found = named(key);
  return found.empty() ? surnamed(key) : found;
}

bool Knowledge::users(std::string_view id, std::string_view name) const {
  const auto rows = named(name_key(name));
  return std::any_of(rows.begin(), rows.end(), [&](Index r) { return row(r).users && row(r).id == id; });
}

Done Knowledge::add_users(const std::string& folder, const std::string& path) {
  auto file = MappedFile::open(path);
  if (!file) return file.error();
  if (file->bytes().starts_with(kHeader)) {
    if (Done done = add_table(file->bytes(), path, true); !done) return done.error();
    files_.push_back(*std::move(file));
    return leave_out_wrong(folder);
  }
  if (path.ends_with(".tsv"))
    return Error{Error::Code::bad_format, path, 1, 0, "the first line must name the columns: " + std::string(kHeader)};
  Result<TabariTables> tables = read_tabari(file->bytes(), path, folder);
  if (!tables) return tables.error();
  made_.push_back(std::make_unique<std::string>(std::move(tables->actors)));
  if (Done done = add_table(*made_.back(), path, true); !done) return done.error();
  if (Done done = add_agents(tables->agents, path, true); !done) return done.error();
  notes_.insert(notes_.end(), tables->notes.begin(), tables->notes.end());
  return Nothing{};
}

/// Rows of the user's own table that can't be right are told of and not used.
Done Knowledge::leave_out_wrong(const std::string& folder) {
  const Result<Sectors> sectors = read_sectors(folder);
  if (!sectors) return sectors.error();
  std::vector<Index> now(rows_.size(), kNone);  // where each row comes to stand
  std::size_t kept = 0;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const ActorRow row = rows_[i];
    const std::vector<std::string> wrong = row.file + 1 == tables_.size() ? mistakes(row, *this, *sectors) : std::vector<std::string>();
    for (const std::string& mistake : wrong)
      notes_.push_back({Error::Code::bad_format, file(row), row.line, 0, std::string(row.name) + ": " + mistake + "; the row is not used"});
    if (!wrong.empty()) continue;
    now[i] = static_cast<Index>(kept);
    rows_[kept++] = row;
  }
  rows_.resize(kept);
  for (auto& [code, state] : states_) state = now[static_cast<std::size_t>(state)];
  std::erase_if(states_, [](const auto& state) { return state.second == kNone; });
  return Nothing{};
}

Done Knowledge::add_table(std::string_view bytes, const std::string& path, bool users) {
  paths_.push_back(path);
  tables_.push_back(bytes);
  return read_table(tables_.size() - 1, users);
}

Done Knowledge::read_table(std::size_t table, bool users) {
  const std::string& path = paths_[table];
  if (!tables_[table].starts_with(kHeader))
    return Error{Error::Code::bad_format, path, 1, 0, "the first line must name the columns: " + std::string(kHeader)};
  return each_line(tables_[table], [&](std::string_view line, std::uint64_t number) -> Done {
    if (number == 1) return Nothing{};
    return add_row(line, table, number, users);
  });
}

Done Knowledge::add_row(std::string_view line, std::size_t table, std::uint64_t number, bool users) {
  const std::string& path = paths_[table];
  std::array<std::string_view, 11> c;
  std::size_t found = 0;
  ActorRow row;
  if (!split(line, c, found)) return Error{Error::Code::bad_format, path, number, 0, std::to_string(found) + " cells instead of 11"};
  if (!kind_of(c[8], row.kind)) return Error{Error::Code::bad_format, path, number, 0, "unknown kind '" + std::string(c[8]) + "'"};
  row.id = c[9].empty() ? c[0] : c[9];
  row.name = c[1];
  row.aliases = c[2];
  row.country = c[3];
  row.sector = c[4];
  row.set_role(c[5]);
  row.from = c[6];
  row.to = c[7];
  row.wikidata = c[9];
  row.source = c[10];
  row.begin = day_of(row.from, -1, 0);
  row.end = day_of(row.to, 1, ActorRow::kOpen);
  row.file = static_cast<std::uint32_t>(table);
  row.line = static_cast<std::uint32_t>(number);
  row.users = users;
  add_state(row, c[0]);
  rows_.push_back(row);
  return Nothing{};
}

/// A dependency's code is its state's: of several rows of one code the one that bears it in its own id.
void Knowledge::add_state(const ActorRow& row, std::string_view own_id) {
  if (row.kind != ActorRow::Kind::country) return;
  const auto i = static_cast<Index>(rows_.size());
  if (!states_.try_emplace(row.country, i).second && own_id.ends_with(row.country)) states_[row.country] = i;
}

void each_actor_key(const ActorRow& row, const std::function<void(ActorKey, const std::string&)>& use) {
  const auto add = [&](std::string_view name) {
    const std::string key = name_key(name);
    if (key.size() < 2) return;
    use(ActorKey::name, key);
    if (row.kind != ActorRow::Kind::person) return;
    for (auto blank = name.find(' '); blank != std::string_view::npos; blank = name.find(' ', blank + 1)) {
      const std::string part = name_key(name.substr(blank + 1));  // "lopezobrador", "obrador"
      if (part.size() >= 2) use(ActorKey::surname, part);
    }
    if (family_first(row.country)) use(ActorKey::surname, name_key(name.substr(0, name.find(' '))));
  };
  add(row.name);
  each_part(row.aliases, add);
  if (row.kind != ActorRow::Kind::person) return;
  for (const std::string_view offices : {row.role, row.also})
    each_part(offices, [&](std::string_view office) { use(ActorKey::office, std::string(row.country).append(" ").append(office)); });
}

void Knowledge::index() {
  for (Index i = 0; i < static_cast<Index>(rows_.size()); ++i)
    each_actor_key(rows_[static_cast<std::size_t>(i)], [&](ActorKey kind, const std::string& key) {
      (kind == ActorKey::name ? names_ : kind == ActorKey::surname ? surnames_ : offices_).add(key, i);
      if (kind == ActorKey::name) longest_ = std::max(longest_, key.size());
    });
  names_.seal();
  surnames_.seal();
  offices_.seal();
}

Done Knowledge::add_agents(std::string_view bytes, const std::string& path, bool users) {
  using K = Agent::Kind;
  return each_line(bytes, [&](std::string_view line, std::uint64_t number) -> Done {
    std::array<std::string_view, 3> c;
    std::size_t found = 0;
    if (!split(line, c, found)) return Error{Error::Code::bad_format, path, number, 0, std::to_string(found) + " cells instead of 3"};
    Agent agent;
    if (c[2] == "person" || c[2] == "group" || c[2] == "place" || c[2] == "adjective")
      agent.kind = c[2] == "person" ? K::person : c[2] == "group" ? K::group : c[2] == "place" ? K::place : K::adjective;
    else
      return Error{Error::Code::bad_format, path, number, 0, "kind must be person, group, place or adjective"};
    agent.yields = c[1].ends_with("/-");
    if (agent.yields) c[1].remove_suffix(2);
    constexpr std::string_view kBody = "/body";
    agent.presides = c[1].ends_with(kBody);
    if (agent.presides) c[1].remove_suffix(kBody.size());
    if (c[1] != "-" && c[1] != "?") agent.sector = std::string(c[1]);
    agent.inherits = c[1] == "-";
    agent.users = users;
    agents_[c[0]] = std::move(agent);
    return Nothing{};
  });
}

std::span<const Index> Knowledge::holders(std::string_view country, std::string_view office) const {
  return offices_.find(std::string(country) + ' ' + std::string(office));
}
const Agent* Knowledge::agent(std::string_view phrase) const {
  return agents_.find(phrase);
}

}  // namespace demarche
