// Names of the closed sets, and the small functions of the public types.
#include "types/names.h"

#include "base/visible.h"

namespace demarche {

namespace {
template <class Enum, std::size_t N>
std::string_view pick(const std::string_view (&names)[N], Enum value) {
  const auto i = static_cast<std::size_t>(value);
  return i < N ? names[i] : std::string_view("?");
}
}  // namespace

std::string_view name(Tag tag) {
  static constexpr std::string_view names[] = {
#define DEMARCHE_TAG(id) #id,
#include "demarche/types.def"
  };
  return pick(names, tag);
}

std::string_view name(Relation relation) {
  static constexpr std::string_view names[] = {
#define DEMARCHE_RELATION(id, text) text,
#include "demarche/types.def"
  };
  return pick(names, relation);
}

std::string_view name(Status status) {
  static constexpr std::string_view names[] = {
#define DEMARCHE_STATUS(id, plover, gloss) #id,
#include "demarche/types.def"
  };
  return pick(names, status);
}

std::optional<Status> status_named(std::string_view text) {
#define DEMARCHE_STATUS(id, plover, gloss) \
  if (text == #id) return Status::id;
#include "demarche/types.def"
  return std::nullopt;
}

std::string_view name(Quote quote) {
  static constexpr std::string_view names[] = {
#define DEMARCHE_QUOTE(id, gloss) #id,
#include "demarche/types.def"
  };
  return pick(names, quote);
}

std::string_view name(Meeting meeting) {
  static constexpr std::string_view names[] = {
#define DEMARCHE_MEETING(id, gloss) #id,
#include "demarche/types.def"
  };
  return pick(names, meeting);
}

std::string Error::text() const {
  std::string out = where;
  if (line != 0) out += ':' + std::to_string(line);
  if (!out.empty()) out += ": ";
  return visible(out + message);  // a file's name may hold what a terminal obeys
}

std::string Entity::code() const {
  std::string out = country.empty() ? "---" : country;
  if (!sector.empty()) (out += ' ') += sector;
  return out;
}

const Entity* Document::entity_of(Index mention) const {
  if (mention == kNone) return nullptr;
  const Index e = mentions[static_cast<std::size_t>(mention)].entity;
  return e == kNone ? nullptr : &entities[static_cast<std::size_t>(e)];
}

}  // namespace demarche
