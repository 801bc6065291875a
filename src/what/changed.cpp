// See changed.h.
#include "what/changed.h"

#include <algorithm>
#include <span>

namespace demarche {
namespace {

/// A sense is another if what its type makes of means and contents is.
bool same_type(const Lexicon& before, const Lexicon& after, std::string_view event) {
  const EventType *old = before.type(event), *now = after.type(event);
  return old == nullptr || now == nullptr ? old == now : *old == *now;
}

bool same(const LexiconEntry& one, const LexiconEntry& other) {
  if (one.word_class != other.word_class || one.rest != other.rest) return false;
  Sense a = *one.sense, b = *other.sense;
  for (Sense* sense : {&a, &b}) {
    sense->examples.clear();
    sense->near_misses.clear();
  }
  return a == b;
}

ChangedSense changed(const std::string& word, const LexiconEntry& entry) {
  ChangedSense out{{word}, {}};
  out.words.insert(out.words.end(), entry.rest.begin(), entry.rest.end());
  if (entry.word_class == WordClass::noun) return out;  // Matcher::harms() looks at a noun's senses without asking what they require
  for (const Sense::Restriction& restriction : entry.sense->require)
    if (std::find(restriction.lemmas.begin(), restriction.lemmas.end(), "*") == restriction.lemmas.end())
      out.one_of.push_back(restriction.lemmas);
  return out;
}

}  // namespace

std::vector<ChangedSense> changed_senses(const Lexicon& before, const Lexicon& after) {
  std::vector<std::string> all = before.key_words();
  all.insert(all.end(), after.key_words().begin(), after.key_words().end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  std::vector<ChangedSense> out;
  for (const std::string& word : all) {
    std::span<const LexiconEntry> old = before.entries(word), now = after.entries(word);
    const auto alike = [&](const LexiconEntry& one, const LexiconEntry& other) {
      return same(one, other) && same_type(before, after, one.sense->event);
    };
    while (!old.empty() && !now.empty() && alike(old.front(), now.front())) {
      old = old.subspan(1);
      now = now.subspan(1);
    }
    while (!old.empty() && !now.empty() && alike(old.back(), now.back())) {
      old = old.first(old.size() - 1);
      now = now.first(now.size() - 1);
    }
    for (const auto entries : {old, now})
      for (const LexiconEntry& entry : entries) out.push_back(changed(word, entry));
  }
  return out;
}

}  // namespace demarche
