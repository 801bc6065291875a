// Features of the gaps between words, and what they weigh.
#include "split/boundary.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <string_view>

#include "base/folded.h"
#include "split/characters.h"

namespace demarche {

namespace {

/// What a word looks like: C "Kenya", U "USA", M "iPhone", l "said", d "1,250", D "5th", w an address, " ' - for all such marks, e "...",
/// = a long row of one mark, else the mark itself.
char class_of(std::string_view form) {
  std::size_t at = 0, characters = 0, upper = 0, lower = 0, digits = 0;
  char32_t first = 0, last = 0;
  bool address = false;
  while (at < form.size()) {
    const char32_t c = next_code_point(form, at);
    if (is_hidden(c)) continue;
    if (characters++ == 0) first = c;
    address |= c == '@' || (c == '/' && last == '/');
    last = c;
    upper += is_upper(c) ? 1U : 0U;
    lower += is_word_letter(c) && !is_upper(c) ? 1U : 0U;
    digits += is_digit(c) ? 1U : 0U;
  }
  if (characters > 3 && (address || form.starts_with("www."))) return 'w';
  if (is_digit(first)) return upper + lower == 0 ? 'd' : 'D';
  if (is_word_letter(first)) {
    if (lower == 0) return upper > 1 ? 'U' : 'C';
    if (!is_upper(first)) return upper == 0 ? 'l' : 'M';
    return upper == 1 ? 'C' : 'M';
  }
  if (upper + lower + digits > 0) return 'M';
  if (characters > 4) return '=';
  if (first == 0x201C || first == 0x201D || first == 0xAB || first == 0xBB || first == 0x201E) return '"';
  if (first == 0x2018 || first == 0x2019 || first == '`') return '\'';
  if (first == 0x2013 || first == 0x2014) return '-';
  if (first == 0x2026) return 'e';
  if (first == '.') return characters > 1 ? 'e' : '.';
  return first < 0x7F ? static_cast<char>(first) : 'o';
}

char bucket(std::size_t n) {
  return n < 4 ? static_cast<char>('0' + n) : n < 6 ? '4' : n < 10 ? '6' : n < 18 ? 'a' : 'b';
}

/// Letters, digits and marks that may begin a sentence without more evidence.
bool may_begin(char c) {
  return c != 'l' && c != ',' && c != '.' && c != '!' && c != '?' && c != ')' && c != ']' && c != ';' && c != ':';
}

}  // namespace

/// Words between two fixed ends.
struct Boundary::Block {
  FoldedWords words;
  std::vector<char> classes;
  std::vector<bool> space, rule;          ///< before the word at this place
  std::vector<std::size_t> since, until;  ///< words since the last and until the next end by rule, or the block's
  std::vector<char> inside;               ///< ( in brackets, " in quotation marks, - in neither
  std::vector<char> small;                ///< does the stretch since the last end by rule have a word in small letters
  bool lower_starts = false, upper_starts = false;

  void measure();
};

void Boundary::Block::measure() {
  const std::size_t n = words.size();
  since.assign(n, 0), until.assign(n, 0), inside.assign(n, '-'), small.assign(n, '0');
  int depth = 0;
  bool quoted = false, seen = false;
  lower_starts = upper_starts = false;
  for (std::size_t k = 0; k < n; ++k) {
    if (k > 0) since[k] = rule[k - 1] && k > 1 ? 1 : since[k - 1] + 1;
    inside[k] = depth > 0 ? '(' : quoted ? '"' : '-';
    if (k > 0 && rule[k]) depth = 0, quoted = false;
    if (classes[k] == '(' || classes[k] == '[') ++depth;
    if (classes[k] == ')' || classes[k] == ']') depth = std::max(0, depth - 1);
    if (classes[k] == '"') quoted = !quoted;
    if (rule[k]) seen = false;
    small[k] = seen ? '1' : '0';
    seen |= classes[k] == 'l';
    if (k > 0 && space[k] && (classes[k - 1] == '.' || classes[k - 1] == '!' || classes[k - 1] == '?')) {
      (classes[k] == 'l' ? lower_starts : upper_starts) = true;
    }
  }
  for (std::size_t k = n; k-- > 0;) until[k] = k + 1 == n || rule[k + 1] ? 1 : until[k + 1] + 1;
}

float Boundary::score(const Block& b, std::size_t k) const {
  const std::size_t n = b.words.size();
  const auto word = [&](std::size_t i) { return i < n ? b.words[i] : std::string_view("^"); };  // before the first: i wraps round
  const auto kind = [&](std::size_t i) { return i < n ? b.classes[i] : '^'; };
  const char p2 = kind(k - 2), p = kind(k - 1), c = kind(k), c2 = kind(k + 1);
  const char rule = b.rule[k] ? '1' : '0', space = b.space[k] ? '1' : '0';
  std::array<std::uint64_t, 20> keys;  // all first, so that the table is fetched for them side by side
  std::size_t used = 0;
  const auto add = [&](char name, std::initializer_list<char> marks, std::string_view first = {}, std::string_view second = {}) {
    Hash64 hash;
    hash.add(name);
    for (const char mark : marks) hash.add(mark);
    if (!first.empty()) hash.add(' '), hash.add(first);
    if (!second.empty()) hash.add(' '), hash.add(second);
    keys[used++] = hash.value();
    weights_.expect(hash.value());
  };
  add('R', {rule, space});
  add('c', {p, c, rule, space});
  add('C', {p2, p, c, rule});
  add('D', {p, c, c2, rule});
  add('E', {p2, p, c, c2, rule});
  add('p', {rule}, word(k - 1));
  add('P', {c, rule}, word(k - 1));
  add('n', {rule}, word(k));
  add('N', {p, c, rule}, word(k));
  add('q', {p, c}, word(k - 2));
  add('o', {p, c}, word(k + 1));
  add('b', {}, word(k - 1), word(k));
  add('s', {bucket(b.since[k]), p, rule});
  add('u', {bucket(b.until[k]), p, rule});
  add('w', {bucket(b.since[k]), bucket(b.until[k]), rule});
  add('i', {b.inside[k], p, rule});
  add('l', {b.lower_starts ? '1' : '0', b.upper_starts ? '1' : '0', p, c, rule});
  add('y', {kind(n - 1), p, rule});
  add('v', {b.small[k], p, c, rule});
  int small = 0;
  for (std::size_t i = k; i < k + 4; ++i) small += kind(i) == 'l' ? 1 : 0;
  add('z', {static_cast<char>('0' + small), p, c, rule});
  float sum = 0;
  for (const std::uint64_t key : keys)
    if (const float* weight = weights_.find(key)) sum += *weight;
  return sum;
}

void Boundary::revise(Document& d, const std::vector<bool>& fixed, Index longest) const {
  std::vector<Sentence> out;
  Block b;
  for (std::size_t s = 0; s < d.sentences.size();) {
    std::size_t last = s;
    while (!fixed[last] && last + 1 < d.sentences.size()) ++last;
    const auto first = static_cast<std::size_t>(d.sentences[s].first), end = static_cast<std::size_t>(d.sentences[last].last);
    b.words.clear(), b.classes.clear();
    b.space.assign(end - first, false), b.rule.assign(end - first, false);
    for (std::size_t i = first; i < end; ++i) {
      const std::string_view form = d.of(d.tokens[i].span);
      b.words.add(form);
      b.classes.push_back(class_of(form));
      b.space[i - first] = i == 0 || d.tokens[i - 1].span.end != d.tokens[i].span.begin;
    }
    for (std::size_t r = s + 1; r <= last; ++r) b.rule[static_cast<std::size_t>(d.sentences[r].first) - first] = true;
    b.measure();
    Sentence open = d.sentences[s];
    Index by_rule = open.first;  // where a sentence that grows too long is cut
    for (std::size_t k = 1; k < end - first; ++k) {
      const bool stands = b.rule[k] || (b.space[k] && !d.tokens[first + k].joined && (b.classes[k - 1] != 'l' || may_begin(b.classes[k])));
      const auto here = static_cast<Index>(first + k);
      const bool ends = stands && score(b, k) > 0;
      if (b.rule[k] && !ends) {
        by_rule = here;
      }
      if (!ends && here - open.first < longest) continue;
      open.last = ends || by_rule == open.first ? here : by_rule;
      out.push_back(open);
      open = {.span = {}, .first = open.last};
      by_rule = open.first;
    }
    open.last = static_cast<Index>(end);
    out.push_back(open);
    s = last + 1;
  }
  d.sentences = std::move(out);
}

Result<Boundary> Boundary::load(const std::string& path) {
  Boundary out;
  std::ifstream in(path);
  if (!in) return Error{Error::Code::not_found, path, 0, 0, "missing weights of the splitter; check out languages/ or run train/split.py"};
  std::uint64_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line.starts_with("# ")) continue;
    const auto tab = line.rfind('\t');
    float weight = 0;
    const char* end = line.data() + line.size();
    if (tab == std::string::npos || std::from_chars(line.data() + tab + 1, end, weight).ptr != end) {
      return Error{Error::Code::bad_format, path, number, 0, "must be a feature, a tab and its weight"};
    }
    out.weights_[std::string_view(line).substr(0, tab)] = weight;
  }
  return out;
}

}  // namespace demarche
