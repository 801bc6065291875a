// Reads the tables; a row with the wrong number of cells or an unknown kind is an Error with file and line.
#include "who/knowledge.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace demarche {
namespace {

std::vector<std::string> split(const std::string& line, char separator) {
  std::vector<std::string> out;
  std::size_t at = 0;
  while (true) {
    const auto next = line.find(separator, at);
    out.push_back(line.substr(at, next == std::string::npos ? next : next - at));
    if (next == std::string::npos) return out;
    at = next + 1;
  }
}

bool kind_of(const std::string& text, ActorRow::Kind& kind) {
  using K = ActorRow::Kind;
  static const std::pair<std::string_view, K> kinds[] = {{"country", K::country}, {"demonym", K::demonym}, {"capital", K::capital}, {"metonym", K::metonym}, {"person", K::person},
                                                         {"organisation", K::organisation}, {"group", K::group}, {"medium", K::medium}, {"place", K::place}};
  for (const auto& [name, k] : kinds)
    if (name == text) {
      kind = k;
      return true;
    }
  return false;
}

template <class Table>
const std::vector<Index>& look_up(const Table& table, std::string_view key) {
  static const std::vector<Index> none;
  const auto at = table.find(std::string(key));
  return at == table.end() ? none : at->second;
}

}  // namespace

std::string name_key(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      out += c;
    else if (c >= 'A' && c <= 'Z')
      out += static_cast<char>(c - 'A' + 'a');
    else if (static_cast<unsigned char>(c) >= 0x80 && !(static_cast<unsigned char>(c) == 0xE2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) == 0x80))
      out += c;
    else if (static_cast<unsigned char>(c) == 0xE2)
      i += 2;  // general punctuation: curly quotes, dashes
  }
  return out;
}

Result<Knowledge> Knowledge::load(const std::string& folder) {
  namespace fs = std::filesystem;
  Knowledge k;
  std::error_code ec;
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(fs::path(folder) / "actors", ec))
    if (entry.path().extension() == ".tsv") files.push_back(entry.path().string());
  if (ec || files.empty()) return Error{Error::Code::not_found, folder + "/actors", 0, 0, "no tables of actors (*.tsv) here"};
  std::sort(files.begin(), files.end());
  for (const std::string& f : files)
    if (Done done = k.add_actors(f); !done) return done.error();
  if (Done done = k.add_agents((fs::path(folder) / "languages" / "en" / "agents.tsv").string()); !done) return done.error();
  return k;
}

Done Knowledge::add_actors(const std::string& path) {
  std::ifstream in(path);
  if (!in) return Error{Error::Code::unreadable, path, 0, 0, "cannot be read"};
  std::uint64_t number = 0;
  for (std::string line; std::getline(in, line);) {
    if (++number == 1 || line.empty() || line[0] == '#') continue;
    const auto c = split(line, '\t');
    ActorRow row;
    if (c.size() != 11) return Error{Error::Code::bad_format, path, number, 0, std::to_string(c.size()) + " cells instead of 11"};
    if (!kind_of(c[8], row.kind)) return Error{Error::Code::bad_format, path, number, 0, "unknown kind '" + c[8] + "'"};
    row.id = c[9].empty() ? c[0] : c[9];
    row.name = c[1];
    row.country = c[3];
    row.sector = c[4];
    row.role = c[5];
    row.from = c[6];
    row.to = c[7];
    row.wikidata = c[9];
    const auto index = static_cast<Index>(rows_.size());
    std::vector<std::string> names = split(c[2], '|');
    names.push_back(c[1]);
    for (const std::string& n : names) {
      const std::string key = name_key(n);
      if (key.size() < 2) continue;
      auto& list = names_[key];
      if (list.empty() || list.back() != index) list.push_back(index);
      longest_ = std::max(longest_, key.size());
      if (row.kind == ActorRow::Kind::person) {
        auto& same = surnames_[name_key(n.substr(n.rfind(' ') + 1))];
        if (same.empty() || same.back() != index) same.push_back(index);
      }
    }
    if (row.kind == ActorRow::Kind::person && !row.role.empty()) offices_[row.country + ' ' + row.role].push_back(index);
    rows_.push_back(std::move(row));
  }
  return Nothing{};
}

Done Knowledge::add_agents(const std::string& path) {
  std::ifstream in(path);
  if (!in) return Error{Error::Code::not_found, path, 0, 0, "missing list of agent nouns"};
  std::uint64_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    const auto c = split(line, '\t');
    if (c.size() != 3) return Error{Error::Code::bad_format, path, number, 0, std::to_string(c.size()) + " cells instead of 3"};
    if (c[2] != "person" && c[2] != "group" && c[2] != "place") return Error{Error::Code::bad_format, path, number, 0, "kind must be person, group or place"};
    agents_[c[0]] = {c[1] == "-" || c[1] == "?" ? "" : c[1], c[2] == "person", c[2] == "place", c[1] == "-"};
  }
  return Nothing{};
}

const std::vector<Index>& Knowledge::named(std::string_view key) const { return look_up(names_, key); }
const std::vector<Index>& Knowledge::surnamed(std::string_view key) const { return look_up(surnames_, key); }
const std::vector<Index>& Knowledge::holders(std::string_view country, std::string_view office) const {
  return look_up(offices_, std::string(country) + ' ' + std::string(office));
}
const Agent* Knowledge::agent(std::string_view phrase) const {
  const auto at = agents_.find(std::string(phrase));
  return at == agents_.end() ? nullptr : &at->second;
}

}  // namespace demarche
