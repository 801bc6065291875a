// See changed.h. Lists of rows are compared in their order, as coding takes the first of several that are as good.
#include "who/changed.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/word_table.h"

namespace demarche {
namespace {

std::uint64_t print_of(const ActorRow& row) {
  Hash64 hash;
  for (const std::string_view cell :
       {row.id, row.name, row.aliases, row.country, row.sector, row.role, row.also, row.from, row.to, row.wikidata, row.source}) {
    hash.add(cell);
    hash.add('\t');
  }
  hash.add(static_cast<char>(row.kind));
  hash.add(row.users ? '1' : '0');
  return hash.value();
}

bool nation(const ActorRow& row) {
  return row.kind == ActorRow::Kind::country || row.kind == ActorRow::Kind::demonym;
}

/// Rows in their order, each with a hash of what it says.
using Rows = std::vector<std::pair<std::uint64_t, const ActorRow*>>;
using Lists = std::unordered_map<std::string, Rows>;

/// All lists of rows that coding can ask for, by kind of key and key.
struct Asked {
  std::array<Lists, 3> lists;
  Rows nations;  ///< all countries and demonyms, and the row that is the state of each code

  explicit Asked(const Knowledge& knowledge) {
    for (const ActorRow& row : knowledge.rows()) {
      const std::uint64_t print = print_of(row);
      if (nation(row)) nations.emplace_back(print, &row);
      if (const Index state = knowledge.country(row.country); row.kind == ActorRow::Kind::country && state != kNone)
        nations.emplace_back(print_of(knowledge.row(state)), &row);
      each_actor_key(row, [&](ActorKey kind, const std::string& key) { of(kind)[key].emplace_back(print, &row); });
    }
  }
  [[nodiscard]] Lists& of(ActorKey kind) { return lists[static_cast<std::size_t>(kind)]; }
};

/// The rows of both lists between the ends that are the same.
std::vector<const ActorRow*> differing(std::span<const std::pair<std::uint64_t, const ActorRow*>> one,
                                       std::span<const std::pair<std::uint64_t, const ActorRow*>> other) {
  while (!one.empty() && !other.empty() && one.front().first == other.front().first) {
    one = one.subspan(1);
    other = other.subspan(1);
  }
  while (!one.empty() && !other.empty() && one.back().first == other.back().first) {
    one = one.first(one.size() - 1);
    other = other.first(other.size() - 1);
  }
  std::vector<const ActorRow*> out;
  for (const auto rows : {one, other})
    for (const auto& [print, row] : rows) out.push_back(row);
  return out;
}

class Comparison {
 public:
  Comparison(const Knowledge& before, const Knowledge& after) : before_(before), after_(after), old_(before), now_(after) {}

  ChangedActors run() {
    if (!differing(old_.nations, now_.nations).empty()) out_.everything = "a country or nation";
    for (const ActorKey kind : {ActorKey::name, ActorKey::surname, ActorKey::office})
      for (const auto& [these, others, first] : {std::tuple(&old_, &now_, true), std::tuple(&now_, &old_, false)})
        for (const auto& [key, rows] : these->of(kind)) {
          const auto other = others->of(kind).find(key);
          const bool both = other != others->of(kind).end();
          if (both && !first) continue;  // seen
          const auto rest = differing(rows, both ? other->second : Rows());
          if (!rest.empty()) note(kind, key, rest, both ? other->second : rows, rows);
        }
    if (!out_.everything.empty()) {
      out_.everything += " has changed in the tables of actors";
      return std::move(out_);
    }
    spread();
    out_.names.assign(touched_.begin(), touched_.end());
    std::sort(out_.names.begin(), out_.names.end());
    for (const auto& [key, days] : offices_) {
      const std::size_t blank = key.find(' ');
      if (blank != 0)
        out_.offices.push_back({key.substr(blank + 1), key.substr(0, blank), days.first, days.second});  // nobody asks for others
    }
    return std::move(out_);
  }

 private:
  const Knowledge &before_, &after_;
  Asked old_, now_;
  ChangedActors out_;
  std::unordered_set<std::string> touched_;             // names and surnames
  std::map<std::string, std::pair<int, int>> offices_;  // first and last day

  void note(ActorKey kind, const std::string& key, const std::vector<const ActorRow*>& rest, const Rows& one, const Rows& other) {
    if (kind == ActorKey::office) {
      for (const ActorRow* row : rest) add_office(key, *row);
      return;
    }
    touched_.insert(key);
    for (const Rows* rows : {&one, &other})  // "North and South Korea" is found by a key that doesn't stand in the text
      for (const auto& [print, row] : *rows)
        if (nation(*row)) out_.everything = "\"" + key + "\", a name of a country or nation,";
  }

  bool add_office(const std::string& key, const ActorRow& row) {
    const auto [at, fresh] = offices_.try_emplace(key, row.begin, row.end);
    const std::pair days(std::min(at->second.first, row.begin), std::max(at->second.second, row.end));
    return std::exchange(at->second, days) != days || fresh;
  }

  /// Coding goes on from a row that it found to the rows of that row's name: whatever leads to a row whose name is touched is touched.
  void spread() {
    for (bool more = !touched_.empty(); more;) {
      more = false;
      for (const Knowledge* knowledge : {&before_, &after_})
        for (const ActorRow& row : knowledge->rows()) {
          if (!touched_.contains(name_key(row.name))) continue;
          each_actor_key(row, [&](ActorKey kind, const std::string& key) {
            more |= kind == ActorKey::office ? add_office(key, row) : touched_.insert(key).second;
          });
        }
    }
  }
};

}  // namespace

ChangedActors changed_actors(const Knowledge& before, const Knowledge& after) {
  return Comparison(before, after).run();
}

Result<std::vector<std::string>> changed_agents(const std::string& before, const std::string& after) {
  std::map<std::string, std::string> lines[2];
  for (const auto& [path, into] : {std::pair{&before, &lines[0]}, std::pair{&after, &lines[1]}}) {
    const Done read = each_pair(*path, "missing list of agents", [&](const std::string& phrase, const std::string& rest) -> const char* {
      (*into)[phrase] += rest + '\n';
      return nullptr;
    });
    if (!read) return read.error();
  }
  std::vector<std::string> out;
  for (const auto& [these, others] : {std::pair{&lines[0], &lines[1]}, std::pair{&lines[1], &lines[0]}})
    for (const auto& [phrase, rest] : *these) {
      const auto other = others->find(phrase);
      if (other == others->end() || other->second != rest) out.push_back(phrase);
    }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace demarche
