// Capitals that the text itself explains.   "the Kenyan Transport Police (KTP) ... KTP said": one body
#include <algorithm>
#include <unordered_map>

#include "who/resolve.h"

namespace demarche {

/// "the Front for Rain (FFR)": what capitals in brackets are short for, wherever they stand.
void Resolver::note_short_forms() {
  const auto form = [&](Index t) { return document_.of(tree_[t].span); };
  std::unordered_map<std::uint32_t, Index> by_end;  // the first name that ends there
  for (Index t = 2; t + 1 < static_cast<Index>(document_.tokens.size()); ++t) {
    const std::string_view f = form(t);
    const bool capitals = f.size() >= 2 && f.size() <= 8 && std::all_of(f.begin(), f.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!capitals || form(t - 1) != "(" || form(t + 1) != ")") continue;
    if (by_end.empty())
      for (std::size_t m = 0; m < document_.mentions.size(); ++m)
        if (document_.mentions[m].kind == Mention::Kind::name) by_end.try_emplace(document_.mentions[m].span.end, static_cast<Index>(m));
    if (const auto m = by_end.find(tree_[t - 2].span.end); m != by_end.end()) short_forms_.try_emplace(std::string(f), m->second);
  }
}

/// The entity of a phrase that this mention is short for, if it has a code; else kNone.
Index Resolver::short_for(const Mention& m) {
  if (short_forms_.empty() || m.kind == Mention::Kind::pronoun || tree_[m.head].span.size() > 8) return kNone;
  const auto at = short_forms_.find(std::string(document_.of(tree_[m.head].span)));
  if (at == short_forms_.end() || document_.mentions[static_cast<std::size_t>(at->second)].head == m.head) return kNone;
  resolve(at->second);
  const Entity* e = document_.entity_of(at->second);
  return e && !e->person && !e->place && (!e->sector.empty() || !e->country.empty())
             ? document_.mentions[static_cast<std::size_t>(at->second)].entity
             : kNone;
}

}  // namespace demarche
