// What is known of actors: actors/*.tsv and languages/en/agents.tsv, mapped into memory and indexed.
//   knowledge.named("claudiasheinbaum") -> the rows of that name;  knowledge.agent("foreign minister") -> {GOV, person}
// A name's key is its letters and digits in lower case, so that spelling with or without hyphens, dots and blanks meets. The cells of
// a row are views into the mapped tables (docs/actors.md); only the indexes are built, which is what keeps loading short.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/file.h"
#include "base/hash_table.h"
#include "base/name_index.h"
#include "demarche/demarche.h"

namespace demarche {

/// The state whose statements in English seldom say whose they are.
inline constexpr std::string_view kStatements = "USA";

/// One row of actors/: a name with what it stands for between two dates ("" = open; with ~ = seen then).
struct ActorRow {
  enum class Kind : std::uint8_t { country, demonym, capital, metonym, person, organisation, group, medium, place };
  std::string_view id, name, aliases, country, sector, role, from, to, wikidata, source;
  int begin = 0, end = kOpen;  ///< days as year * 372 + month * 31 + day, with the slack of ~
  std::uint32_t file = 0, line = 0;
  Kind kind = Kind::organisation;
  bool users = false;     ///< of a table of the user's, which goes before ours
  std::string_view also;  ///< what else the holder is called, several separated by |: "leader" of "prime minister|leader"
  static constexpr int kOpen = 9999 * 372;
  /// Is the row in force on an ISO date? An unknown date ("") is in every row's time.
  [[nodiscard]] bool holds_on(std::string_view date) const;
  [[nodiscard]] bool ended_by(std::string_view date) const;
  /// Is it so without the slack of ~?
  [[nodiscard]] bool surely_on(std::string_view date) const;
  /// Is the holder called so?
  [[nodiscard]] bool called(std::string_view office) const;
  /// The cell of the office: its name, then what else the holder is called.
  void set_role(std::string_view cell);
};

/// A noun that makes its phrase an actor: "rebels" -> REB. `inherits`: only the phrase's nation or organisation says which ("spokesman").
struct Agent {
  enum class Kind : std::uint8_t { person, group, place, adjective };  ///< adjective: gives a place its sector ("presidential farm")
  std::string sector;
  Kind kind = Kind::person;
  bool inherits = false;
  bool yields = false;    ///< to the organisation or group of its phrase, if it has one ("rebel commander")
  bool users = false;     ///< of a dictionary of the user's
  bool presides = false;  ///< over the body of its phrase, if that is no government ("president of the union")
};

class Knowledge {
 public:
  /// @param folder data root; @param tables the user's own, ours or TABARI/PETRARCH dictionaries (*.txt). Errors name file and line.
  static Result<Knowledge> load(const std::string& folder, const std::vector<std::string>& tables = {});
  /// One table in memory, without agent nouns; `bytes` must outlive the knowledge.
  /// @param packed what pack() of the same table gave; used if it fits
  static Result<Knowledge> over(std::string_view bytes, const std::string& path, std::string_view packed = {});
  /// Rows and indexes as bytes that load() can map instead of reading the tables; "" if they can't be (a cell of 64 kB). Not of user's
  /// tables beside ours.
  [[nodiscard]] std::string pack() const;
  [[nodiscard]] std::span<const Index> named(std::string_view key) const { return names_.find(key); }
  [[nodiscard]] std::span<const Index> named(std::uint64_t hash) const { return names_.find(hash); }
  void expect_name(std::uint64_t hash, bool near) const { names_.expect(hash, near); }  ///< see base/name_index.h
  /// Persons with this surname (any name but the first).
  [[nodiscard]] std::span<const Index> surnamed(std::string_view key) const { return surnames_.find(key); }
  /// A name as somebody writes it who asks for it: without the article that is no part of it ("the United Nations", but "The Hague").
  [[nodiscard]] std::string_view asked(std::string_view name) const;
  /// The rows of such a name, or of the surname.
  [[nodiscard]] std::span<const Index> called(std::string_view name) const;
  /// Holders of an office in a country: "MEX", "president".
  [[nodiscard]] std::span<const Index> holders(std::string_view country, std::string_view office) const;
  [[nodiscard]] const ActorRow& row(Index i) const { return rows_[static_cast<std::size_t>(i)]; }
  [[nodiscard]] const std::vector<ActorRow>& rows() const { return rows_; }
  [[nodiscard]] const std::string& file(const ActorRow& row) const { return paths_[row.file]; }
  [[nodiscard]] const Agent* agent(std::string_view phrase) const;
  /// Is an entity one of the user's own table?
  [[nodiscard]] bool users(std::string_view id, std::string_view name) const;
  [[nodiscard]] bool is_state(std::string_view code) const { return states_.contains(code); }
  /// The row of a state by its code (not of a dependency, which shares it), or kNone.
  [[nodiscard]] Index country(std::string_view code) const {
    const auto at = states_.find(code);
    return at == states_.end() ? kNone : at->second;
  }
  [[nodiscard]] std::size_t longest_key() const { return longest_; }
  /// Lines of the user's dictionaries that were not understood.
  [[nodiscard]] const std::vector<Error>& notes() const { return notes_; }

 private:
  Done add_table(std::string_view bytes, const std::string& path, bool users);
  Done read_tables();
  Done read_table(std::size_t table, bool users);
  Done add_row(std::string_view line, std::size_t table, std::uint64_t number, bool users);
  Done add_agents(std::string_view bytes, const std::string& path, bool users);
  Done add_users(const std::string& folder, const std::string& path);
  Done leave_out_wrong(const std::string& folder);
  void add_state(const ActorRow& row, std::string_view own_id);
  void index();
  bool unpack(std::string_view packed, bool users);
  std::vector<ActorRow> rows_;
  std::vector<std::string> paths_;
  std::vector<std::string_view> tables_;  // the bytes of each path
  std::uint64_t key_ = 0;                 // of the tables' bytes
  std::vector<MappedFile> files_;
  std::vector<std::unique_ptr<std::string>> made_;  // tables made of TABARI dictionaries
  NameIndex names_, surnames_, offices_;
  HashTable<Agent> agents_;
  std::unordered_map<std::string_view, Index> states_;
  std::vector<Error> notes_;
  std::size_t longest_ = 0;
};

/// What a row is found by: a name, a surname, an office in its country ("MEX president").
enum class ActorKey : std::uint8_t { name, surname, office };
/// Calls `use(kind, key)` for each key of the row; a name's surnames come after it.
void each_actor_key(const ActorRow& row, const std::function<void(ActorKey, const std::string&)>& use);

/// An ISO date as a number that compares like it; -1 if it is none ("2024-13-01").
[[nodiscard]] int day_number(std::string_view iso);
/// Calls `f(part)` for the parts of a cell with |.
template <class F>
void each_part(std::string_view cell, F&& f) {
  while (!cell.empty()) {
    const auto bar = cell.find('|');
    if (bar != 0) f(cell.substr(0, bar));
    cell = bar == std::string_view::npos ? std::string_view{} : cell.substr(bar + 1);
  }
}

}  // namespace demarche
