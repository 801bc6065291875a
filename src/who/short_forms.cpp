// Capitals that the text itself explains.   "the Kenyan Transport Police (KTP) ... KTP said": one body
#include <algorithm>
#include <unordered_map>

#include "types/word_kinds.h"
#include "who/resolve.h"

namespace demarche {
namespace {

constexpr Index kLongestPhrase = 12;  // words before the brackets

bool all_capitals(std::string_view form) {
  return form.size() >= 2 && form.size() <= 8 && std::all_of(form.begin(), form.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// Is one of the row's names part of the phrase, or the phrase of one?
bool called(const ActorRow& row, std::string_view phrase) {
  const std::string key = name_key(phrase);
  bool found = false;
  const auto see = [&](std::string_view name) {
    const std::string own = name_key(name);
    found = found || (own.size() > 8 && key.find(own) != std::string::npos) || own.find(key) != std::string::npos;
  };
  see(row.name);
  each_part(row.aliases, see);
  return found;
}

}  // namespace

/// "the Homeowner Assistance Fund (HAF)": capitals that the text explains as something else than the body that is known by them.
bool Resolver::explained_otherwise(const NameMatch& name) const {
  const std::string_view form = document_.of(tree_[name.first].span);
  const auto word_at = [&](Index t) { return document_.of(tree_[t].span); };
  if (name.last - name.first != 1 || !all_capitals(form) || name.first < 3 || name.last >= static_cast<Index>(document_.tokens.size()) ||
      word_at(name.first - 1) != "(" || word_at(name.last) != ")")
    return false;
  auto left = form.size();  // letters that no word stands for yet
  Index begin = name.first - 1;
  while (left > 0 && begin > 0 && name.first - begin <= kLongestPhrase) {
    const std::string_view word = word_at(--begin);
    if (word[0] == form[left - 1])
      --left;
    else if (has_meaning(tree_[begin].tag))
      return false;
  }
  const ActorRow& row = knowledge_.row(name.row);
  if (left > 0 || !knowledge_.is_state(row.country) || called(row, document_.of({tree_[begin].span.begin, tree_[name.first - 2].span.end})))
    return false;
  return std::none_of(names_.begin(), names_.end(), [&](const NameMatch& n) {  // of a country that the text speaks of by other names
    return knowledge_.row(n.row).country == row.country && document_.of(tree_[n.first].span) != form;
  });
}

/// "the Front for Rain (FFR)": what capitals in brackets are short for, wherever they stand.
void Resolver::note_short_forms() {
  const auto form = [&](Index t) { return document_.of(tree_[t].span); };
  std::unordered_map<std::uint32_t, Index> by_end;  // the first name that ends there
  for (Index t = 2; t + 1 < static_cast<Index>(document_.tokens.size()); ++t) {
    const std::string_view f = form(t);
    if (!all_capitals(f) || form(t - 1) != "(" || form(t + 1) != ")") continue;
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
