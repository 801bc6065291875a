// Name look-up: see names.h. A name must begin with a capital (any letter in text without case); short keys must be capitals
// throughout, so that "us" is no country and "who" no agency.
#include "who/names.h"

#include <algorithm>

namespace demarche {
namespace {

constexpr Index kLongestName = 9;  // tokens

bool capital(std::string_view word) { return !word.empty() && ((word[0] >= 'A' && word[0] <= 'Z') || static_cast<unsigned char>(word[0]) >= 0xC0); }
bool all_capital(std::string_view word) {
  return std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// Most letters of the sentence are capitals: a wire in capitals.
bool shouting(const Document& d, const Sentence& s) {
  int upper = 0, lower = 0;
  for (std::uint32_t i = s.span.begin; i < s.span.end; ++i) {
    upper += d.text[i] >= 'A' && d.text[i] <= 'Z';
    lower += d.text[i] >= 'a' && d.text[i] <= 'z';
  }
  return upper > 4 * lower;
}

bool acceptable(const Document& d, Index first, Index last, const std::string& key, bool shout, const ActorRow& row) {
  const Token& head = d.tokens[static_cast<std::size_t>(last - 1)];
  const std::string_view word = d.of(d.tokens[static_cast<std::size_t>(first)].span);
  if (!capital(word)) return false;
  if (last - first == 1) {
    if (head.tag == Tag::PRON || head.tag == Tag::VERB || head.tag == Tag::AUX || head.tag == Tag::ADP || head.tag == Tag::DET) return false;
    if (key.size() <= 3 && !all_capital(word)) return row.kind == ActorRow::Kind::demonym;
    if (shout && key.size() <= 3 && head.tag != Tag::PROPN && word.find('.') == std::string_view::npos) return false;
    if (shout && row.kind != ActorRow::Kind::country && row.kind != ActorRow::Kind::demonym && row.kind != ActorRow::Kind::capital && head.tag != Tag::PROPN) return false;
  }
  return true;
}

}  // namespace

Index choose_row(const std::vector<Index>& rows, const Knowledge& knowledge, std::string_view date) {
  using K = ActorRow::Kind;
  const auto rank = [](K k) { return k == K::country ? 5 : k == K::demonym ? 4 : k == K::capital || k == K::metonym ? 3 : k == K::person ? 2 : 1; };
  Index best = kNone;
  for (Index r : rows) {
    const ActorRow& row = knowledge.row(r);
    if (best == kNone) {
      best = r;
      continue;
    }
    const ActorRow& old = knowledge.row(best);
    const auto score = [&](const ActorRow& x) { return std::tuple(x.holds_on(date), rank(x.kind), !x.sector.empty(), x.from <= std::string(date.empty() ? "9" : date), x.from); };
    if (score(row) > score(old)) best = r;
  }
  return best;
}

std::vector<NameMatch> find_names(const Document& d, const Knowledge& knowledge) {
  std::vector<NameMatch> out;
  for (const Sentence& s : d.sentences) {
    const bool shout = shouting(d, s);
    for (Index i = s.first; i < s.last;) {
      NameMatch found;
      std::string key;
      for (Index j = i; j < std::min(s.last, i + kLongestName) && key.size() <= knowledge.longest_key(); ++j) {
        const std::string part = name_key(d.of(d.tokens[static_cast<std::size_t>(j)].span));
        key += part;
        if (part.empty() && j == i) break;
        if (part.empty()) continue;
        const auto& rows = knowledge.named(key);
        if (rows.empty()) continue;
        const Index row = choose_row(rows, knowledge, d.date);
        if (acceptable(d, i, j + 1, key, shout, knowledge.row(row))) found = {i, j + 1, row};
      }
      if (found.row != kNone) {
        out.push_back(found);
        i = found.last;
      } else {
        ++i;
      }
    }
  }
  return out;
}

}  // namespace demarche
