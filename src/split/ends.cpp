// Rules that say where a sentence may end.
#include <algorithm>

#include "split/characters.h"
#include "split/split.h"
#include "split/words.h"

namespace demarche {

namespace {

constexpr std::size_t kShortestHeadline = 4, kLongestHeadline = 25;  // words
constexpr std::size_t kHeadline = 50, kWidest = 130;                 // characters of a line
constexpr std::size_t kDatelineReach = 8;                            // words before the dash of a dateline

}  // namespace

void WordSplitter::close(bool fixed) {
  const auto last = static_cast<Index>(d_.tokens.size());
  if (last == first_) {
    if (!fixed_.empty() && fixed) fixed_.back() = true;
    return;
  }
  Sentence s;
  s.first = first_;
  s.last = last;
  s.new_paragraph = new_paragraph_;
  d_.sentences.push_back(s);
  fixed_.push_back(fixed);
  first_ = last;
  new_paragraph_ = false;
}

/// White space; an empty line ends the sentence, and so does the end of a line without stop before a capital if it is short, as a headline
/// is, or what follows is too long a line for a text wrapped at some width.
void WordSplitter::blanks() {
  if (hidden_ != kNowhere) push(hidden_, at_);
  int lines = 0;
  while (at_ < text_.size() && is_space(now())) {
    lines += now() == '\n' || now() == 0x2028;
    if (now() == 0x2029) lines += 2;
    ++at_;
  }
  const std::size_t length = lines == 1 ? line_length(at_) : 0;
  const bool starts = is_upper(now()) || is_digit(now()) || opens(now()) || now() == '-' || now() == 0x2022 || now() == '*';
  if (lines >= 2 || (lines == 1 && starts && (length < kHeadline || unwrapped(at_)) && !shouting() && !wrapped(at_))) {
    close();
    new_paragraph_ = true;
  } else if (lines == 0 && headline_ran_in()) {
    close();
  }
}

/// "Minister's statement on the report The minister said": a headline that lost its line end, at the start of a text. Its words are mostly
/// small, and an article with a capital follows where no title ("of The Times") is expected.
bool WordSplitter::headline_ran_in() const {
  const std::size_t n = d_.tokens.size();
  if (!d_.sentences.empty() || n < kShortestHeadline || n > kLongestHeadline || shouting()) return false;
  std::size_t end = at_;
  std::string next;
  for (; is_word(look(end)) && look(end) < 0x80 && next.size() < 8; ++end) next += static_cast<char>(look(end));
  if (!is_space(look(end))) return false;
  if (next != "The" && next != "A" && next != "An" && next != "This" && next != "These") return false;
  const std::string_view before = d_.of(d_.tokens.back().span);
  static constexpr std::string_view kLeadOn[] = {"of",      "in",     "by",       "to",    "for",  "at",   "on",     "and",
                                                 "or",      "from",   "with",     "told",  "via",  "near", "as",     "that",
                                                 "says",    "said",   "reported", "wrote", "than", "is",   "called", "against",
                                                 "quoting", "citing", "reports",  "the",   "a",    "read"};
  if (std::find(std::begin(kLeadOn), std::end(kLeadOn), lower(before)) != std::end(kLeadOn)) return false;
  std::size_t words = 0, small = 0;
  for (const Token& t : d_.tokens) {
    const std::string_view form = d_.of(t.span);
    if (form.size() < 4) continue;
    ++words;
    small += form[0] >= 'a' && form[0] <= 'z';
  }
  const char last = before.back();
  const bool letter = (last >= 'a' && last <= 'z') || (last >= 'A' && last <= 'Z');
  return letter && 10 * small >= 3 * words;
}

/// Characters of the line that ended before `i`.
std::size_t WordSplitter::line_length(std::size_t i) const {
  std::size_t k = i;
  while (k > 0 && is_space(look(k - 1))) --k;
  const std::size_t end = k;
  while (k > 0 && look(k - 1) != '\n' && end - k < 100) --k;
  return end - k;
}

/// Is the line from `i` on longer than any width at which texts are wrapped?
bool WordSplitter::unwrapped(std::size_t i) const {
  std::size_t k = i;
  while (k < text_.size() && look(k) != '\n' && k - i <= kWidest) ++k;
  return k - i > kWidest;
}

/// Are the lines around `i` those of a paragraph wrapped at some width? None had room for the next one's first word, and some go on in
/// small letters, as no list of headlines does.
bool WordSplitter::wrapped(std::size_t i) {
  if (i < block_end_) return block_wrapped_;
  const auto empty_line = [&](std::size_t k) {
    return look(k) == '\n' && (look(k + 1) == '\n' || (look(k + 1) == '\r' && look(k + 2) == '\n'));
  };
  std::size_t begin = i;
  while (begin > 0 && !empty_line(begin - 1)) --begin;
  std::vector<std::pair<std::size_t, std::size_t>> lines;  // length, and that of the first word
  std::size_t widest = 0, small = 0, k = begin;
  while (k < text_.size()) {
    while (look(k) != '\n' && is_space(look(k))) ++k;
    const std::size_t first = k;
    std::size_t word = 0, last = k;
    for (; k < text_.size() && look(k) != '\n'; ++k) {
      if (!is_space(look(k))) last = k + 1;
      if (word == 0 && is_space(look(k))) word = k - first;
    }
    lines.emplace_back(last - first, word == 0 ? last - first : word);
    widest = std::max(widest, last - first);
    small += look(first) >= 'a' && look(first) <= 'z';
    if (empty_line(k)) break;
    ++k;
  }
  block_end_ = std::max(k, i + 1);
  block_wrapped_ = lines.size() > 2 && small > 0;
  for (std::size_t l = 0; l + 1 < lines.size(); ++l) block_wrapped_ = block_wrapped_ && lines[l].first + 1 + lines[l + 1].second > widest;
  return block_wrapped_;
}

/// The last word is in capitals: a wire, whose lines are wrapped anywhere.
bool WordSplitter::shouting() const {
  if (d_.tokens.empty()) return false;
  const std::string_view w = d_.of(d_.tokens.back().span);
  return std::none_of(w.begin(), w.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// "U.S. The" may end a sentence, "Gen. Smith" not; initials before a name not.
bool WordSplitter::ends_after_abbreviation() const {
  const std::string w = lower(d_.of(d_.tokens.back().span));
  if (w.size() == 2) return false;
  const Abbreviation kind = tables_.abbreviation(w.substr(0, w.size() - 1));
  if (kind != Abbreviation::none && kind != Abbreviation::any) return false;
  const std::size_t i = after_blanks(at_);
  if (i >= text_.size() || i == at_ || !is_upper(look(i))) return false;
  std::size_t end = i;
  while (is_word(look(end)) && end - i < 20) ++end;
  return tables_.starters().contains(small(i, end));
}

/// "Friday, March 4, 2016 The ..." (a date line run into the text) ends a sentence.
void WordSplitter::date_line() {
  const std::size_t n = d_.tokens.size();
  if (n < static_cast<std::size_t>(first_) + 6) return;
  const auto token = [&](std::size_t back) { return d_.of(d_.tokens[n - back].span); };
  const std::string_view year = token(1), day = token(6);
  const bool digits = year.size() == 4 && std::all_of(year.begin(), year.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || token(2) != "," || token(5) != "," || day.size() < 6 || !day.ends_with("day") || !is_space(now())) return;
  const std::size_t i = after_blanks(at_);
  if (!is_upper(look(i)) && !opens(look(i))) return;
  if (n > static_cast<std::size_t>(first_) + 6) {  // what stands before the date is a headline
    std::vector<Token> date(std::make_move_iterator(d_.tokens.end() - 6), std::make_move_iterator(d_.tokens.end()));
    d_.tokens.resize(n - 6);
    close();
    for (Token& t : date) d_.tokens.push_back(std::move(t));
  }
  close();
  d_.sentences.back().kind = Sentence::Kind::dateline;
}

/// "KABUL, March 12 (AFP) --", "NAIROBI —", "PARIS -": names, dates and an agency before a dash at the start of the text, the first in
/// capitals.
void WordSplitter::dateline() {
  const std::size_t n = d_.tokens.size() - static_cast<std::size_t>(first_);
  if (n < 2 || n > kDatelineReach + 4 || d_.sentences.size() > 1) return;
  const auto small = [](char c) { return c >= 'a' && c <= 'z'; };
  const std::string_view w = d_.of(d_.tokens[static_cast<std::size_t>(first_)].span);
  if (w.size() < 3 || std::any_of(w.begin(), w.end(), small)) return;
  bool bracket = false, plain = true, dated = false;
  for (std::size_t i = d_.tokens.size() - n; i < d_.tokens.size(); ++i) {
    const std::string_view form = d_.of(d_.tokens[i].span);
    bracket |= form == ")";
    plain &= !small(form[0]);
    dated |= form[0] >= '0' && form[0] <= '9';
  }
  const std::size_t next = after_blanks(at_);
  const bool starts = is_upper(look(next)) || is_digit(look(next)) || opens(look(next)) || either_way(look(next));
  const bool prose = starts && in_small_letters(next);
  if (!bracket && !(plain && prose && (dated || n <= 6))) return;
  if (!fixed_.empty()) fixed_.back() = true;
  close();
  d_.sentences.back().kind = Sentence::Kind::dateline;
}

/// Does the text go on in small letters from `i` on, as no headline in capitals does?
bool WordSplitter::in_small_letters(std::size_t i) const {
  const auto small = [&](std::size_t k) { return look(k) >= 'a' && look(k) <= 'z'; };
  for (std::size_t k = i; k - i < kHeadline && look(k) != '\n' && look(k) != 0; ++k)
    if (small(k) && small(k + 1)) return true;
  return false;
}

/// A footnote's mark ("[12]") at `at` still belongs to the sentence.
bool WordSplitter::footnote(std::size_t at) {
  if (look(at) != '[' || !is_digit(look(at + 1))) return false;
  std::size_t k = at + 1;
  while (is_digit(look(k)) && k - at < 8) ++k;
  if (look(k) != ']') return false;
  push(at, at + 1);
  push(at + 1, k);
  push(k, k + 1);
  at_ = k + 1;
  return true;
}

/// After a stop: closing marks still belong to the sentence; a small letter or an attribution goes on with it.
void WordSplitter::end_sentence() {
  do {
    const auto either = [&] { return either_way(now()) && !is_word(look(at_ + 1)) && !is_space(before(at_)); };  // „so.“
    while ((closes(now()) || either()) && !(is_word(look(at_ + 1)) && (opens(now()) && at_ > 0 && is_space(before(at_))))) {
      if (is_word(look(at_ + 1)) && now() != ')' && now() != ']' && now() != 0x201D && now() != 0xBB && now() != '"') break;
      push(at_, at_ + 1);
      ++at_;
    }
  } while (footnote(after_blanks(at_)));
  const char32_t next = look(after_blanks(at_));
  const bool mark = opens(next) || (either_way(next) && is_word(look(after_blanks(at_) + 1))) || next == '-' || next == 0x2014 ||
                    next == 0x2022 || next == '*';
  if (next == 0 || is_upper(next) || is_digit(next) || mark) close(false);
}

/// Too long for one sentence: cut behind the last comma or semicolon of its second half, else here.
void WordSplitter::cut_long() {
  const std::size_t n = d_.tokens.size();
  std::size_t cut = n;
  for (std::size_t k = n; k > n - Splitter::kLongestSentence / 2; --k) {
    const std::string_view w = d_.of(d_.tokens[k - 1].span);
    if (w == ";" || w == ",") {
      cut = k;
      break;
    }
  }
  std::vector<Token> rest(std::make_move_iterator(d_.tokens.begin() + static_cast<std::ptrdiff_t>(cut)),
                          std::make_move_iterator(d_.tokens.end()));
  d_.tokens.resize(cut);
  close();
  for (Token& t : rest) d_.tokens.push_back(std::move(t));
}

}  // namespace demarche
