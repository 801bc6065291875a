// One number an act and day; see act.h.
#include "story/act.h"

#include <algorithm>

#include "base/hash.h"

namespace demarche {

std::int64_t act_of(Act act) {
  std::sort(act.actors.begin(), act.actors.end());
  std::sort(act.recipients.begin(), act.recipients.end());
  act.actors.erase(std::unique(act.actors.begin(), act.actors.end()), act.actors.end());
  act.recipients.erase(std::unique(act.recipients.begin(), act.recipients.end()), act.recipients.end());
  std::string key = act.day + '\n' + act.event + '\n' + act.status;
  for (const std::string& actor : act.actors) key += "\na" + actor;
  for (const std::string& recipient : act.recipients) key += "\nr" + recipient;
  std::uint64_t hash = hash64(key);
  hash = (hash ^ (hash >> 30U)) * 0xbf58476d1ce4e5b9ULL;  // FNV's upper bits are its weak ones
  hash ^= hash >> 31U;
  return static_cast<std::int64_t>(hash & ((1ULL << 53U) - 1));
}

}  // namespace demarche
