// Reading words and marks.
#include "split/words.h"

#include <algorithm>

#include "split/characters.h"
#include "split/split.h"

namespace demarche {

namespace {

constexpr std::size_t kLongestAddress = 500;  // characters
constexpr std::size_t kLongestGroups = 24;    // characters of "1-800-991-9019"
constexpr Index kQuoteReach = 60;             // words from a closing apostrophe back to its opening one

}  // namespace

WordSplitter::WordSplitter(const SplitTables& tables, Document& document) : tables_(tables), d_(document) {
  text_.reserve(d_.text.size());
  for (std::size_t i = 0; i < d_.text.size();) {
    const auto begin = static_cast<std::uint32_t>(i);
    const char32_t c = next_code_point(d_.text, i);
    text_.push_back({c, begin, static_cast<std::uint32_t>(i)});
  }
}

void WordSplitter::run() {
  constexpr std::size_t kLetters = 5;  // of a word and its blank, about
  d_.tokens.reserve(d_.text.size() / kLetters + 16);
  while (at_ < text_.size()) {
    if (is_space(now())) {
      blanks();
    } else if (is_hidden(now())) {
      hidden();
    } else if (is_word(now())) {
      word();
    } else {
      mark();
    }
    if (static_cast<Index>(d_.tokens.size()) - first_ >= Splitter::kLongestSentence) cut_long();
  }
  if (hidden_ != kNowhere) push(hidden_, at_);
  close();
}

std::size_t WordSplitter::after_blanks(std::size_t i) const {
  while (i < text_.size() && is_space(look(i))) ++i;
  return i;
}

/// In small letters, apostrophes straight.
std::string WordSplitter::small(std::size_t begin, std::size_t end) const {
  std::string out;
  for (std::size_t i = begin; i < end; ++i) append(is_apostrophe(look(i)) ? U'\'' : lower(look(i)), out);
  return out;
}

void WordSplitter::push(std::size_t begin, std::size_t end, bool joined) {
  Token t;
  t.span = {text_[std::min(begin, hidden_)].begin, text_[end - 1].end};
  t.joined = joined;
  hidden_ = kNowhere;
  d_.tokens.push_back(std::move(t));
}

/// Hidden characters belong to the word that they touch, the one before if both do; alone they are a word.
void WordSplitter::hidden() {
  if (hidden_ == kNowhere && !d_.tokens.empty() && d_.tokens.back().span.end == text_[at_].begin) {
    d_.tokens.back().span.end = text_[at_].end;
  } else {
    hidden_ = std::min(hidden_, at_);
  }
  ++at_;
}

/// Where an address ("http://...", "www...", "a@b.org") that begins here ends; `begin` if none does.
std::size_t WordSplitter::address(std::size_t begin) const {
  std::size_t end = begin;
  bool at = false;
  const auto inside = [&](char32_t c) { return !is_space(c) && !is_hidden(c) && c != '<' && c != '>' && c != '"' && c != ')'; };
  for (; end < text_.size() && inside(look(end)) && end - begin < kLongestAddress; ++end) at |= look(end) == '@';
  const auto trails = [](char32_t c) { return closes(c) || c == '.' || c == ',' || c == ':' || c == ';' || c == '?' || c == '!'; };
  while (end > begin && trails(look(end - 1))) --end;
  if (const char32_t first = lower(look(begin)); !at && first != 'h' && first != 'w') return begin;
  const std::string start = small(begin, std::min(end, begin + 8));
  const bool web = start.starts_with("http://") || start.starts_with("https://") || start.starts_with("www.");
  return web || (at && look(begin) != '@' && look(end - 1) != '@') ? end : begin;
}

void WordSplitter::word() {
  const std::size_t begin = at_;
  if (const std::size_t end = address(begin); end != begin) {
    push(begin, end);
    at_ = end;
    return;
  }
  while (continues(begin)) ++at_;
  if (abbreviated(begin)) ++at_;
  pieces_of_word(begin);
  if (at_ > begin && look(at_ - 1) == '.' && ends_after_abbreviation()) close(false);
  date_line();
}

/// Does the character at at_ still belong to the word that began at `begin`?
bool WordSplitter::continues(std::size_t begin) const {
  const char32_t c = now(), next = look(at_ + 1), last = before(at_);
  if (is_word(c)) return true;
  if (at_ == begin) return false;
  if ((c == '.' || c == ',' || c == ':') && is_digit(last) && is_digit(next)) return true;
  if (c == '.' && is_word_letter(last) && is_word_letter(next)) {
    const bool initials = at_ == begin + 1 || look(at_ - 2) == '.';
    if (initials || !is_upper(next)) return true;  // "U.S", "example.com"; "out.In" is two sentences
    return at_ - begin <= 4 && tables_.abbreviation(small(begin, at_ + 2)) != Abbreviation::none;  // "Ph.D"
  }
  if (c == '.' && is_digit(last) && is_word_letter(next) && !is_upper(next)) return !is_digit(look(begin));  // "plan_2.doc"
  if (c == '/' && is_digit(last) && is_digit(next)) return true;                                             // 08/16/2000
  if (c == '-' && is_digit(last) && is_digit(next)) return grouped(begin);
  if (c == '-' && prefix(begin) && is_word_letter(next)) return true;
  if (c == '_') return is_word(next);
  if (c == '&') return is_upper(last) && is_upper(next) && at_ - begin <= 3;                      // "AT&T"
  if (is_apostrophe(c) && last == '0' && next == 's') return !is_word(look(at_ + 2));             // "1990's"
  if (is_apostrophe(c) && is_word_letter(last) && is_word_letter(next)) return clitic(at_) == 0;  // "O'Brien"
  return is_hidden(c) && c != 0x200B && is_word(next);
}

/// Three or more groups of digits: "713-555-0100", "2024-05-14"; "20-25" is a range.
bool WordSplitter::grouped(std::size_t begin) const {
  std::size_t groups = 1, i = begin;
  for (; i - begin < kLongestGroups; ++i) {
    if (look(i) == '-' && is_digit(look(i + 1))) {
      ++groups;
    } else if (!is_digit(look(i))) {
      break;
    }
  }
  return groups >= 3 && i - begin < kLongestGroups && !is_word(look(i)) && look(i) != '-';
}

/// Is the word so far a prefix that stays with its hyphen ("re-emerged", "e-mail")?
bool WordSplitter::prefix(std::size_t begin) const {
  return at_ - begin <= 7 && tables_.prefixes().contains(small(begin, at_));
}

/// Length of the clitic at an apostrophe ("'s", "'ll"), 0 if it is none; that of "n't" counts from the apostrophe.
std::size_t WordSplitter::clitic(std::size_t apostrophe) const {
  std::size_t end = apostrophe + 1;
  while (is_word(look(end)) && end - apostrophe < 4) ++end;
  const std::string s = small(apostrophe, end);
  if (tables_.clitics().contains(s)) return end - apostrophe;
  if (s.size() == 2 && apostrophe > 0 && tables_.clitics().contains(small(apostrophe - 1, end))) return end - apostrophe;
  return 0;
}

/// Where the unit of "35mm", "7:30PM" begins; 0 if there is none.
std::size_t WordSplitter::number_before_unit(std::size_t begin) const {
  if (!is_digit(look(begin))) return 0;
  std::size_t unit = at_;
  while (is_word_letter(look(unit - 1))) --unit;
  return unit < at_ && tables_.units().contains(small(unit, at_)) ? unit : 0;
}

/// Is the stop at at_ part of the word before it?
bool WordSplitter::abbreviated(std::size_t begin) const {
  if (now() != '.' || look(at_ + 1) == '.') return false;
  if (at_ == begin + 1 && is_upper(look(begin))) return is_space(look(at_ + 1)) || look(at_ + 1) == ',';  // an initial
  if (at_ >= begin + 3 && look(at_ - 2) == '.') return true;                                              // "U.S."
  const char32_t next = look(after_blanks(at_ + 1));
  switch (tables_.abbreviation(small(begin, at_))) {
    case Abbreviation::none:
      return false;
    case Abbreviation::number:
      return is_digit(next);
    case Abbreviation::comma:
      return next == ',' || next == ')' || next == '(' || next == ';' || (is_word_letter(next) && !is_upper(next));
    case Abbreviation::title:
    case Abbreviation::any:
      return true;
  }
  return false;
}

/// Pushes the word [begin, at_), in the pieces that are words of their own, and the clitic behind it.
void WordSplitter::pieces_of_word(std::size_t begin) {
  if (const std::size_t n = is_apostrophe(now()) ? clitic(at_) : 0; n != 0) {
    const bool negation = n == 2 && lower(look(at_ + 1)) == 't';
    const std::size_t border = negation && at_ - begin > 1 ? at_ - 1 : at_;  // do + n't
    push(begin, border);
    push(border, at_ + n, true);
    at_ += n;
  } else if (const std::size_t cut = tables_.cut(small(begin, at_));
             cut != 0 && !(at_ - begin == 2 && is_upper(look(begin)))) {  // "Im" is a name
    push(begin, begin + cut);
    push(begin + cut, at_, true);
  } else if (const std::size_t unit = number_before_unit(begin); unit != 0) {
    push(begin, unit);
    push(unit, at_);
  } else {
    push(begin, at_);
  }
}

void WordSplitter::mark() {
  const std::size_t begin = at_;
  const char32_t c = now();
  const auto asks = [](char32_t m) { return m == '!' || m == '?'; };
  ++at_;
  if (repeats(c)) {
    while (now() == c) ++at_;
  }
  if (c == '.' || asks(c)) {
    while (asks(now())) ++at_;  // "?!", ".?"
  }
  if ((c == '`' || c == '<' || c == '>') && now() == c) ++at_;
  if (is_apostrophe(c) && is_apostrophe(now()) && !is_apostrophe(look(at_ + 1))) ++at_;
  if (smiles(begin)) {
    while (at_ < text_.size() && !is_space(now())) ++at_;
    push(begin, at_);
    return;
  }
  push(begin, at_, is_apostrophe(c) && at_ == begin + 1 && possessive(begin));
  const bool apart = is_space(before(begin)) && is_space(now());
  if ((c == '-' && (at_ - begin >= 2 || apart)) || c == 0x2014 || c == 0x2013) dateline();
  const bool stop = asks(c) || (c == '.' && (at_ - begin == 1 || is_space(now()) || asks(before(at_)))) || c == 0x3002;
  if (stop) end_sentence();
}

/// ":-)", ";)", "=(": a face before a blank.
bool WordSplitter::smiles(std::size_t begin) const {
  const char32_t eyes = look(begin);
  if ((eyes != ':' && eyes != ';' && eyes != '=') || at_ != begin + 1) return false;
  const std::size_t mouth = look(at_) == '-' ? at_ + 1 : at_;
  const char32_t m = look(mouth), after = look(mouth + 1);
  return (m == ')' || m == '(' || m == 'D' || m == 'P') && (after == 0 || is_space(after));
}

/// The apostrophe of "workers' rights": behind an s, and no quotation is open that it could close.
bool WordSplitter::possessive(std::size_t apostrophe) const {
  if (lower(before(apostrophe)) != 's' || is_word(look(apostrophe + 1)) || d_.tokens.empty()) return false;
  if (d_.tokens.back().span.end != text_[apostrophe].begin) return false;
  const auto begin = static_cast<Index>(d_.tokens.size());
  for (Index i = begin - 1; i >= first_ && i >= begin - kQuoteReach; --i) {
    const Token& token = d_.tokens[static_cast<std::size_t>(i)];
    const std::string_view form = d_.of(token.span);
    if (!token.joined && (form == "'" || form == "‘")) return false;
  }
  return true;
}

}  // namespace demarche
