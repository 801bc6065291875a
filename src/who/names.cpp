// Name look-up: see names.h. A name must begin with a capital (any letter in text without case); short keys must be capitals
// throughout, so that "us" is no country and "who" no agency.
#include "who/names.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace demarche {
namespace {

constexpr Index kLongestName = 9;  // tokens

bool capital(std::string_view word) {
  return !word.empty() && ((word[0] >= 'A' && word[0] <= 'Z') || static_cast<unsigned char>(word[0]) >= 0xC0);
}
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

/// "19 April Movement", "al-Qaeda", "bin Laden": a number or a small word of a name, before a capital, begins a name too.
bool begins(const Document& d, Index first, Index end) {
  const std::string_view word = d.of(d.tokens[static_cast<std::size_t>(first)].span);
  if (capital(word)) return true;
  if (word.empty() || word.size() > 4 || first + 1 >= end) return false;
  const bool particle = d.tokens[static_cast<std::size_t>(first)].tag == Tag::PROPN && word[0] >= 'a' && word[0] <= 'z';
  std::string_view next = d.of(d.tokens[static_cast<std::size_t>(first) + 1].span);
  if (particle && next == "-" && first + 2 < end) next = d.of(d.tokens[static_cast<std::size_t>(first) + 2].span);
  return (particle || (word[0] >= '0' && word[0] <= '9')) && capital(next);
}

/// Is the word an acronym of the row, and so as good in a wire in capitals as elsewhere ("FMLN")?
bool acronym(const ActorRow& row, std::string_view word) {
  if (word.size() < 3 || !all_capital(word)) return false;
  bool found = row.name == word;
  each_part(row.aliases, [&](std::string_view alias) { found = found || alias == word; });
  return found;
}

/// Is the word a short form of the row with small letters of its own ("AfD")?
bool spelled(const ActorRow& row, std::string_view word) {
  if (std::count_if(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) < 2) return false;
  bool found = false;
  each_part(row.aliases, [&](std::string_view alias) { found = found || alias == word; });
  return found;
}

/// A word that joins others and is no part of a name that is written in one.
bool small_word(const Token& t) {
  constexpr std::array<Tag, 8> kSmall = {Tag::VERB, Tag::AUX, Tag::DET, Tag::ADP, Tag::PRON, Tag::CCONJ, Tag::SCONJ, Tag::PART};
  return std::find(kSmall.begin(), kSmall.end(), t.tag) != kSmall.end();
}

/// "Israel is", whose letters are those of "Israelis", "We can": a small word that is no noun doesn't end a name.
bool runs_on(const Document& d, Index first, Index end) {
  const Token& last = d.tokens[static_cast<std::size_t>(end - 1)];
  const std::string_view word = d.of(last.span);
  if (end - first < 2 || word.empty() || word[0] < 'a' || word[0] > 'z') return false;
  if (d.of(d.tokens[static_cast<std::size_t>(end - 2)].span) == "-") return false;  // "Jae-in"
  return small_word(last);
}

/// "TO GO", "AND A" and "IN LA", whose letters are those of Togo, of Anda and of INLA: not a name that is written in one word.
bool glued(const Document& d, Index first, Index last, const ActorRow& row) {
  std::string letters;
  bool apart = false, small = false;
  for (Index t = first; t < last; ++t) {
    const Token& token = d.tokens[static_cast<std::size_t>(t)];
    apart = apart || (t > first && token.span.begin > d.tokens[static_cast<std::size_t>(t - 1)].span.end);
    small = small || small_word(token);
    letters += name_key(d.of(token.span));
  }
  if (!apart || !small) return false;
  const auto whole = [&](std::string_view name) { return name.find_first_of(" -.'") == std::string_view::npos; };
  bool one = false, several = false;
  const auto see = [&](std::string_view name) {
    if (name.ends_with('?')) name.remove_suffix(1);
    if (name_key(name) == letters) (whole(name) ? one : several) = true;
  };
  see(row.name);
  each_part(row.aliases, see);
  return one && !several;
}

bool acceptable(const Document& d, Index first, Index last, std::size_t key, bool shout, const ActorRow& row) {
  const Token& head = d.tokens[static_cast<std::size_t>(last - 1)];
  const std::string_view word = d.of(d.tokens[static_cast<std::size_t>(first)].span);
  if (!begins(d, first, last) || runs_on(d, first, last) || (last - first > 1 && glued(d, first, last, row))) return false;
  if (shout && last - first > 1 && d.tokens[static_cast<std::size_t>(first)].tag == Tag::ADP) return false;  // "FOR THE PEOPLE"
  if (last - first == 1) {
    if (head.tag == Tag::PRON && word == "US" && !shout) return true;
    if (head.tag == Tag::PRON || head.tag == Tag::VERB || head.tag == Tag::AUX || head.tag == Tag::ADP || head.tag == Tag::DET)
      return false;
    if (key <= 3 && !all_capital(word)) return row.kind == ActorRow::Kind::demonym || spelled(row, word);
    const bool known = shout && head.tag == Tag::NOUN && row.kind != ActorRow::Kind::medium && acronym(row, word);
    if (shout && !known && key <= 3 && head.tag != Tag::PROPN && word.find('.') == std::string_view::npos) return false;
    if (shout && !known && row.kind != ActorRow::Kind::country && row.kind != ActorRow::Kind::demonym &&
        row.kind != ActorRow::Kind::capital && head.tag != Tag::PROPN)
      return false;
  }
  return true;
}

}  // namespace

namespace {

using K = ActorRow::Kind;
int rank(K k) {
  return k == K::country ? 5 : k == K::demonym ? 4 : k == K::capital || k == K::metonym ? 3 : k == K::person ? 2 : 1;
}

bool better(const ActorRow& row, const ActorRow& old, std::string_view date) {
  const std::string_view today = date.empty() ? std::string_view("9") : date;
  const auto score = [&](const ActorRow& x) {
    return std::tuple(x.users, x.holds_on(date), rank(x.kind), !x.from.ends_with('~'), !x.wikidata.empty(),
                      x.kind == K::person || !x.sector.empty(), x.from <= today, x.from);
  };
  return score(row) > score(old);
}

/// How often a text, or a line of it, names each country by a name that can mean no other, and its places.
struct Counts {
  std::map<std::string_view, int> all, places;

  void add(const ActorRow& row) {
    ++all[row.country];
    if (row.kind == K::place) ++places[row.country];
  }
};

/// The line that each name stands in; a line is a paragraph or, in news in brief, a story.
std::vector<std::size_t> lines_of(const Document& d, const std::vector<NameMatch>& names) {
  std::vector<std::size_t> lines;
  std::uint32_t at = 0;
  std::size_t line = 0;
  for (const NameMatch& n : names) {
    const std::uint32_t begin = d.tokens[static_cast<std::size_t>(n.first)].span.begin;
    line += static_cast<std::size_t>(std::count(d.text.begin() + at, d.text.begin() + begin, '\n'));
    lines.push_back(line);
    at = begin;
  }
  return lines;
}

/// Is the name a less likely one of the row: an alias with ? behind it ("Congo?")
bool unlikely(const ActorRow& row, std::string_view key) {
  if (row.aliases.find('?') == std::string_view::npos) return false;
  bool found = false;
  each_part(row.aliases, [&](std::string_view alias) { found = found || (alias.ends_with('?') && name_key(alias) == key); });
  return found;
}

/// Among bearers of one name in different countries: the one whose country its line, or else the text, names most, else the likeliest.
void settle(NameMatch& match, const std::vector<Index>& rivals, const Counts& line, const Counts& text, const Knowledge& knowledge,
            std::string_view key, std::string_view date) {
  const bool state = std::any_of(rivals.begin(), rivals.end(), [&](Index r) { return knowledge.row(r).kind == K::country; }) ||
                     knowledge.row(match.row).kind == K::country;
  // beside a state of that name ("Georgia"), a place counts by the places around
  const auto count_in = [&](const Counts& counts, Index r) {
    const ActorRow& row = knowledge.row(r);
    const auto& seen = state && row.kind == K::place ? counts.places : counts.all;
    const auto at = seen.find(row.country);
    return row.country.empty() && row.kind == K::group ? -1 : at == seen.end() ? 0 : at->second;
  };
  const auto told = [&](Index r) { return count_in(line, r) > 0; };
  const Counts& counts = told(match.row) || std::any_of(rivals.begin(), rivals.end(), told) ? line : text;
  const auto count = [&](Index r) { return count_in(counts, r); };
  const auto before = [&](Index a, Index b) {  // of rows of one country the better
    if (count(a) != count(b)) return count(a) > count(b);
    const bool first = unlikely(knowledge.row(a), key), second = unlikely(knowledge.row(b), key);
    if (first != second) return second;
    return knowledge.row(a).country == knowledge.row(b).country && better(knowledge.row(a), knowledge.row(b), date);
  };
  Index best = match.row;
  bool prior = unlikely(knowledge.row(best), key);
  int second = 0;
  for (const Index r : rivals) {
    prior = prior || unlikely(knowledge.row(r), key);
    if (before(r, best)) best = r;
  }
  for (const Index r : rivals)
    if (knowledge.row(r).country != knowledge.row(best).country) second = std::max(second, count(r));
  if (knowledge.row(match.row).country != knowledge.row(best).country) second = std::max(second, count(match.row));
  match.row = best;
  match.confidence =
      count(best) <= 0 ? (prior ? 0.6F : 0.5F) : static_cast<float>(count(best)) / static_cast<float>(count(best) + second) * 0.9F;
}

/// "North and South Korea", "the South and North Korean leaders": the first of two names that share their end.
void complete(std::vector<NameMatch>& names, const Document& d, const Knowledge& knowledge) {
  for (std::size_t n = 0; n < names.size(); ++n) {
    const NameMatch full = names[n];
    const Index first = full.first - 2;
    if (full.last - full.first != 2 || first < 0 || (n > 0 && names[n - 1].last > first)) continue;
    const Token &word = d.tokens[static_cast<std::size_t>(first)], &joint = d.tokens[static_cast<std::size_t>(first + 1)];
    if (joint.tag != Tag::CCONJ || !capital(d.of(word.span))) continue;
    const std::string key = name_key(d.of(word.span)) + name_key(d.of(d.tokens[static_cast<std::size_t>(full.last - 1)].span));
    const Index row = choose_row(knowledge.named(key), knowledge, d.date);
    if (row == kNone || knowledge.row(row).kind != knowledge.row(full.row).kind ||
        knowledge.row(row).country == knowledge.row(full.row).country)
      continue;
    if (knowledge.row(row).kind != K::country && knowledge.row(row).kind != K::demonym) continue;
    names.insert(names.begin() + static_cast<std::ptrdiff_t>(n++), NameMatch{first, first + 1, row, 0.9F});
  }
}

/// The row by which the person of `r` is in office on the date ("Putin" stands with a term long past), else `r`.
Index in_office(Index r, const Knowledge& knowledge, std::string_view date) {
  const ActorRow& row = knowledge.row(r);
  if (row.kind != K::person || date.empty() || row.users || row.holds_on(date)) return r;
  for (const Index other : knowledge.named(name_key(row.name))) {
    const ActorRow& now = knowledge.row(other);
    if (now.kind == K::person && now.country == row.country && !now.from.empty() && now.holds_on(date)) return other;
  }
  return r;
}

}  // namespace

Index choose_row(std::span<const Index> rows, const Knowledge& knowledge, std::string_view date) {
  Index best = kNone;
  for (const Index r : rows)
    if (best == kNone || better(knowledge.row(r), knowledge.row(best), date)) best = r;
  return best;
}

std::vector<NameMatch> find_names(const Document& d, const Knowledge& knowledge) {
  std::vector<NameMatch> out;
  std::vector<std::vector<Index>> rivals;  // of each match: rows of other countries that bear the name
  const auto key_of = [&](const NameMatch& m) {
    std::string key;
    for (Index t = m.first; t < m.last; ++t) key += name_key(d.of(d.tokens[static_cast<std::size_t>(t)].span));
    return key;
  };
  const auto match = [&](Index i, Index end, bool shout) {  // the longest name that begins here
    NameMatch found;
    if (!begins(d, i, end)) return found;  // no such name is acceptable
    std::array<std::pair<std::uint64_t, std::size_t>, kLongestName>
        keys;  // by number of tokens: hash, size; size 0 if the last adds nothing
    Hash64 key;
    Index most = 0;
    for (std::size_t size = 0; most < kLongestName && i + most < end && size <= knowledge.longest_key(); ++most) {
      const std::size_t before = size;
      each_key_byte(d.of(d.tokens[static_cast<std::size_t>(i + most)].span), [&](char c) {
        key.add(c);
        ++size;
      });
      if (size == 0) return found;
      keys[static_cast<std::size_t>(most)] = {key.value(), size == before ? 0 : size};
      knowledge.expect_name(key.value(), false);
    }
    for (Index n = 0; n < most; ++n) knowledge.expect_name(keys[static_cast<std::size_t>(n)].first, true);
    for (Index n = 0; n < most; ++n) {
      const auto [hash, size] = keys[static_cast<std::size_t>(n)];
      if (size == 0) continue;
      const auto rows = knowledge.named(hash);
      if (rows.empty()) continue;
      const Index row = choose_row(rows, knowledge, d.date);
      if (acceptable(d, i, i + n + 1, size, shout, knowledge.row(row))) found = {i, i + n + 1, row};
    }
    return found;
  };
  for (const Sentence& s : d.sentences) {
    const bool shout = shouting(d, s);
    for (Index i = s.first; i < s.last;) {
      NameMatch found = match(i, s.last, shout);
      if (found.row != kNone && i + 1 < s.last &&
          d.tokens[static_cast<std::size_t>(i)].tag == Tag::DET)  // "The Front" or "the Front for Rain"
        if (const NameMatch longer = match(i + 1, s.last, shout); longer.row != kNone && longer.last > found.last) found = longer;
      const std::span<const Index> bearers = found.row == kNone ? std::span<const Index>{} : knowledge.named(key_of(found));
      if (found.row != kNone) {
        out.push_back(found);
        auto& others = rivals.emplace_back();
        const auto rival = [&](Index r) {
          return knowledge.row(r).country != knowledge.row(found.row).country && knowledge.row(r).holds_on(d.date) &&
                 !knowledge.row(found.row).users;
        };
        if (std::any_of(bearers.begin(), bearers.end(), rival))
          for (const Index r : bearers)
            if (r != found.row && knowledge.row(r).holds_on(d.date)) others.push_back(r);
        i = found.last;
      } else {
        ++i;
      }
    }
  }
  const std::vector<std::size_t> lines = lines_of(d, out);
  Counts text;
  std::map<std::size_t, Counts> by_line;
  for (std::size_t n = 0; n < out.size(); ++n)
    if (rivals[n].empty()) {
      text.add(knowledge.row(out[n].row));
      by_line[lines[n]].add(knowledge.row(out[n].row));
    }
  for (std::size_t n = 0; n < out.size(); ++n)
    if (!rivals[n].empty()) settle(out[n], rivals[n], by_line[lines[n]], text, knowledge, key_of(out[n]), d.date);
  for (NameMatch& name : out) name.row = in_office(name.row, knowledge, d.date);
  complete(out, d, knowledge);
  return out;
}

}  // namespace demarche
