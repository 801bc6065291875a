// The splitter: one pass over the code points; a word is read whole, then it is decided whether a sentence ends behind it.
#include "split/split.h"

#include <algorithm>
#include <fstream>
#include <vector>

#include "base/utf8.h"

namespace demarche {
namespace {

struct Character {
  char32_t code;
  std::uint32_t begin, end;  // bytes
};

bool is_space(char32_t c) {
  return c <= 32 || (c >= 0x7F && c <= 0xA0) || c == 0xAD || (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) || c == 0x3000 || c == 0xFEFF;
}
/// Letters of words: general punctuation, symbols and signs above U+00C0 are marks.
bool is_word_letter(char32_t c) { return is_letter(c) && c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c <= 0x2BFF) && !(c >= 0x3001 && c <= 0x303F) && !(c >= 0xFF00 && c <= 0xFF20) && c < 0x1F000; }
bool is_word(char32_t c) { return is_word_letter(c) || is_digit(c); }
bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019 || c == 0x2018; }
bool closes(char32_t c) { return c == '"' || c == 0x201D || c == '\'' || c == 0x2019 || c == ')' || c == ']' || c == 0xBB; }
bool opens(char32_t c) { return c == '"' || c == 0x201C || c == '\'' || c == 0x2018 || c == '(' || c == '[' || c == 0xAB; }
bool repeats(char32_t c) { return c == '.' || c == '-' || c == '!' || c == '?' || c == '*' || c == '=' || c == '_' || c == '~'; }

constexpr std::size_t kLongestAddress = 500;  // characters
constexpr std::size_t kDatelineReach = 8;  // words before the dash of a dateline

}  // namespace

/// One run over one document.
class SplitterRun {
 public:
  SplitterRun(const Splitter& splitter, Document& document) : splitter_(splitter), d_(document) {
    text_.reserve(d_.text.size());
    for (std::size_t i = 0; i < d_.text.size();) {
      const auto begin = static_cast<std::uint32_t>(i);
      const char32_t c = next_code_point(d_.text, i);
      text_.push_back({c, begin, static_cast<std::uint32_t>(i)});
    }
  }

  void run() {
    while (at_ < text_.size()) {
      if (is_space(now())) {
        blanks();
      } else if (is_word(now())) {
        word();
      } else {
        mark();
      }
      if (static_cast<Index>(d_.tokens.size()) - first_ >= Splitter::kLongestSentence) cut_long();
    }
    close();
    d_.mention_of.assign(d_.tokens.size(), kNone);
  }

 private:
  char32_t look(std::size_t i) const { return i < text_.size() ? text_[i].code : 0; }
  char32_t now() const { return look(at_); }
  char32_t before(std::size_t i) const { return i > 0 ? text_[i - 1].code : 0; }

  void push(std::size_t begin, std::size_t end, bool joined = false) {
    Token t;
    t.span = {text_[begin].begin, text_[end - 1].end};
    t.joined = joined;
    d_.tokens.push_back(std::move(t));
  }

  std::string small(std::size_t begin, std::size_t end) const {
    std::string out;
    for (std::size_t i = begin; i < end; ++i) append(is_apostrophe(look(i)) ? U'\'' : lower(look(i)), out);
    return out;
  }

  void close() {
    const auto last = static_cast<Index>(d_.tokens.size());
    if (last == first_) return;
    Sentence s;
    s.first = first_;
    s.last = last;
    s.span = {d_.tokens[static_cast<std::size_t>(first_)].span.begin, d_.tokens.back().span.end};
    s.new_paragraph = new_paragraph_;
    const std::string_view end = d_.of(d_.tokens.back().span);
    const bool stopped = end == "." || end == "!" || end == "?" || end == ":" || end == "\"" || end == "”";
    if (d_.sentences.empty() && !stopped && last - first_ <= 25) s.kind = Sentence::Kind::headline;
    d_.sentences.push_back(s);
    first_ = last;
    new_paragraph_ = false;
  }

  /// White space; an empty line ends the sentence, and so does the end of a short line without stop before a capital.
  void blanks() {
    int lines = 0;
    while (at_ < text_.size() && is_space(now())) {
      lines += now() == '\n' || now() == 0x2028;
      if (now() == 0x2029) lines += 2;
      ++at_;
    }
    const std::size_t length = lines == 1 ? line_length(at_) : 0;
    const bool starts = is_upper(now()) || is_digit(now()) || opens(now()) || now() == '-' || now() == 0x2022 || now() == '*';
    if (lines >= 2 || (lines == 1 && starts && length < 50 && !shouting())) {
      close();
      new_paragraph_ = true;
    }
  }

  /// Characters of the line that ended before `i`.
  std::size_t line_length(std::size_t i) const {
    std::size_t k = i;
    while (k > 0 && is_space(look(k - 1))) --k;
    const std::size_t end = k;
    while (k > 0 && look(k - 1) != '\n' && end - k < 100) --k;
    return end - k;
  }

  /// The last word is in capitals: a wire, whose lines are wrapped anywhere.
  bool shouting() const {
    if (d_.tokens.empty()) return false;
    const std::string_view w = d_.of(d_.tokens.back().span);
    return std::none_of(w.begin(), w.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  }

  /// Where an address ("http://...", "www...", "a@b.org") that begins here ends; `begin` if none does.
  std::size_t address(std::size_t begin) const {
    std::size_t end = begin;
    bool at = false;
    const auto inside = [&](char32_t c) { return !is_space(c) && c != '<' && c != '>' && c != '"' && c != ')'; };
    for (; end < text_.size() && inside(look(end)) && end - begin < kLongestAddress; ++end) at |= look(end) == '@';
    while (end > begin && (closes(look(end - 1)) || look(end - 1) == '.' || look(end - 1) == ',' || look(end - 1) == ':' || look(end - 1) == ';' || look(end - 1) == '?' || look(end - 1) == '!')) --end;
    const std::string start = small(begin, std::min(end, begin + 8));
    const bool web = start.starts_with("http://") || start.starts_with("https://") || start.starts_with("www.");
    return web || (at && look(begin) != '@' && look(end - 1) != '@') ? end : begin;
  }

  void word() {
    const std::size_t begin = at_;
    if (const std::size_t end = address(begin); end != begin) {
      push(begin, end);
      at_ = end;
      return;
    }
    while (continues(begin)) ++at_;
    if (abbreviated(begin)) ++at_;
    clitics(begin);
    if (at_ > begin && look(at_ - 1) == '.' && ends_after_abbreviation()) close();
    date_line();
  }

  /// Does the character at at_ still belong to the word that began at `begin`?
  bool continues(std::size_t begin) const {
    const char32_t c = now(), next = look(at_ + 1), last = before(at_);
    if (is_word(c)) return true;
    if (at_ == begin) return false;
    if ((c == '.' || c == ',' || c == ':') && is_digit(last) && is_digit(next)) return true;
    if (c == '.' && is_word_letter(last) && is_word_letter(next)) {
      const bool initials = at_ == begin + 1 || look(at_ - 2) == '.';
      return initials || !is_upper(next);  // "U.S", "example.com"; "out.In" is two sentences
    }
    if (c == '/' && is_digit(last) && is_digit(next)) return true;  // 08/16/2000
    if (c == '-' && prefix(begin) && is_word_letter(next)) return true;
    if (is_apostrophe(c) && is_word_letter(last) && is_word_letter(next)) return !clitic(at_);  // "O'Brien"
    return false;
  }

  /// Is the word so far a prefix that stays with its hyphen ("re-emerged", "e-mail")?
  bool prefix(std::size_t begin) const {
    static const std::string_view prefixes[] = {"e", "re", "pre", "pro", "anti", "non", "co", "ex", "post", "mid", "sub", "multi", "semi", "counter", "un", "de", "inter", "self-", "trans", "over", "under", "cross"};
    return at_ - begin <= 7 && std::find(std::begin(prefixes), std::end(prefixes), small(begin, at_)) != std::end(prefixes);
  }

  /// Length of the clitic at an apostrophe ("'s", "'ll"), 0 if it is none.
  std::size_t clitic(std::size_t apostrophe) const {
    std::size_t end = apostrophe + 1;
    while (is_word(look(end))) ++end;
    const std::string s = small(apostrophe, end);
    if (s == "'s" || s == "'re" || s == "'ve" || s == "'ll" || s == "'d" || s == "'m") return end - apostrophe;
    if (s == "'t" && (before(apostrophe) == 'n' || before(apostrophe) == 'N')) return end - apostrophe;
    return 0;
  }

  /// Is the stop at at_ part of the word before it?
  bool abbreviated(std::size_t begin) const {
    if (now() != '.' || look(at_ + 1) == '.') return false;
    if (at_ == begin + 1 && is_upper(look(begin))) return is_space(look(at_ + 1)) ? true : look(at_ + 1) == ',';  // an initial
    if (at_ >= begin + 3 && look(at_ - 2) == '.') return true;                                                   // "U.S."
    const auto known = splitter_.abbreviations_.find(small(begin, at_));
    if (known == splitter_.abbreviations_.end()) return false;
    std::size_t next = at_ + 1;
    while (is_space(look(next)) && next < text_.size()) ++next;
    return known->second != Splitter::Abbreviation::number || is_digit(look(next));
  }

  void clitics(std::size_t begin) {
    if (is_apostrophe(now()) && at_ > begin) {
      if (const std::size_t n = clitic(at_)) {
        const bool negation = lower(look(at_ + n - 1)) == 't' && n == 2;
        if (negation && at_ - begin > 1) {  // do + n't
          push(begin, at_ - 1);
          push(at_ - 1, at_ + n, true);
        } else {
          push(begin, at_);
          push(at_, at_ + n, true);
        }
        at_ += n;
        return;
      }
    }
    const std::string w = small(begin, at_);
    if (w == "cannot" || w == "gonna" || w == "gotta" || w == "wanna") {
      push(begin, begin + 3);
      push(begin + 3, at_, true);
      return;
    }
    push(begin, at_);
  }

  /// "U.S. The" may end a sentence, "Gen. Smith" not; initials before a name not.
  bool ends_after_abbreviation() const {
    const Token& t = d_.tokens.back();
    const std::string w = lower(d_.of(t.span));
    if (w.size() == 2) return false;
    const auto known = splitter_.abbreviations_.find(w.substr(0, w.size() - 1));
    if (known != splitter_.abbreviations_.end() && known->second != Splitter::Abbreviation::any) return false;
    std::size_t i = at_;
    while (is_space(look(i)) && i < text_.size()) ++i;
    if (i >= text_.size() || i == at_ || !is_upper(look(i))) return false;
    std::size_t end = i;
    while (is_word(look(end))) ++end;
    static const std::string_view starters[] = {"the", "a", "an", "in", "he", "she", "it", "they", "but", "this", "these", "on", "at", "we", "however", "after", "his", "its", "meanwhile", "and", "i"};
    return std::find(std::begin(starters), std::end(starters), small(i, end)) != std::end(starters);
  }

  /// "Friday, March 4, 2016 The ..." (a date line run into the text) ends a sentence.
  void date_line() {
    const std::size_t n = d_.tokens.size();
    if (n < static_cast<std::size_t>(first_) + 6) return;
    const auto token = [&](std::size_t back) { return d_.of(d_.tokens[n - back].span); };
    const std::string_view year = token(1), day = token(6);
    const bool dated = year.size() == 4 && std::all_of(year.begin(), year.end(), [](char c) { return c >= '0' && c <= '9'; }) && token(2) == "," && token(5) == "," && day.size() >= 6 && day.ends_with("day");
    if (!dated || !is_space(now())) return;
    std::size_t i = at_;
    while (is_space(look(i)) && i < text_.size()) ++i;
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

  void mark() {
    const std::size_t begin = at_;
    const char32_t c = now();
    ++at_;
    if (repeats(c))
      while (now() == c) ++at_;
    if ((c == '`' || c == '\'') && now() == c) ++at_;
    if (smiles(begin)) {
      while (at_ < text_.size() && !is_space(now())) ++at_;
      push(begin, at_);
      return;
    }
    push(begin, at_);
    if ((c == '-' && at_ - begin >= 2) || c == 0x2014 || c == 0x2013) dateline();
    const bool stop = c == '!' || c == '?' || (c == '.' && (at_ - begin == 1 || is_space(now()))) || c == 0x3002;
    if (stop) end_sentence();
  }

  /// ":-)", ";)", ":(": a face between blanks.
  bool smiles(std::size_t begin) const {
    if ((look(begin) != ':' && look(begin) != ';') || at_ != begin + 1) return false;
    const std::size_t mouth = look(at_) == '-' ? at_ + 1 : at_;
    const char32_t m = look(mouth), after = look(mouth + 1);
    return (m == ')' || m == '(' || m == 'D' || m == 'P') && (after == 0 || is_space(after));
  }

  /// "KABUL, March 12 (AFP) --": words before a dash at the start of the text in which the first is in capitals.
  void dateline() {
    const std::size_t n = d_.tokens.size() - static_cast<std::size_t>(first_);
    if (n < 3 || n > kDatelineReach + 4 || d_.sentences.size() > 1) return;
    const std::string_view w = d_.of(d_.tokens[static_cast<std::size_t>(first_)].span);
    const bool bracket = std::any_of(d_.tokens.begin() + first_, d_.tokens.end(), [&](const Token& t) { return d_.of(t.span) == ")"; });
    if (w.size() < 3 || !bracket || std::any_of(w.begin(), w.end(), [](char c) { return c >= 'a' && c <= 'z'; })) return;
    close();
    d_.sentences.back().kind = Sentence::Kind::dateline;
  }

  /// After a stop: closing marks still belong to the sentence; a small letter or an attribution goes on with it.
  void end_sentence() {
    while (closes(now()) && !(is_word(look(at_ + 1)) && (opens(now()) && at_ > 0 && is_space(before(at_))))) {
      if (is_word(look(at_ + 1)) && now() != ')' && now() != ']' && now() != 0x201D && now() != 0xBB && now() != '"') break;
      push(at_, at_ + 1);
      ++at_;
    }
    std::size_t i = at_;
    while (is_space(look(i)) && i < text_.size()) ++i;
    const char32_t next = look(i);
    if (next == '[' && is_digit(look(i + 1))) {  // a footnote mark still belongs to the sentence
      std::size_t k = i + 1;
      while (is_digit(look(k))) ++k;
      if (look(k) == ']') {
        push(i, i + 1);
        push(i + 1, k);
        push(k, k + 1);
        at_ = k + 1;
        end_sentence();
        return;
      }
    }
    if (i >= text_.size() || is_upper(next) || is_digit(next) || opens(next) || next == '-' || next == 0x2014 || next == 0x2022 || next == '*') close();
  }

  /// Too long for one sentence: cut behind the last comma or semicolon of its second half, else here.
  void cut_long() {
    const std::size_t n = d_.tokens.size();
    std::size_t cut = n;
    for (std::size_t k = n; k > n - Splitter::kLongestSentence / 2; --k) {
      const std::string_view w = d_.of(d_.tokens[k - 1].span);
      if (w == ";" || w == ",") {
        cut = k;
        break;
      }
    }
    std::vector<Token> rest(std::make_move_iterator(d_.tokens.begin() + static_cast<std::ptrdiff_t>(cut)), std::make_move_iterator(d_.tokens.end()));
    d_.tokens.resize(cut);
    close();
    for (Token& t : rest) d_.tokens.push_back(std::move(t));
  }

  const Splitter& splitter_;
  Document& d_;
  std::vector<Character> text_;
  std::size_t at_ = 0;
  Index first_ = 0;
  bool new_paragraph_ = true;
};

Result<Splitter> Splitter::load(const std::string& folder) {
  Splitter out;
  const std::string path = folder + "/languages/en/abbreviations.tsv";
  std::ifstream in(path);
  if (!in) return Error{Error::Code::not_found, path, 0, 0, "missing list of abbreviations"};
  std::uint64_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    const auto tab = line.find('\t');
    const std::string kind = tab == std::string::npos ? "" : line.substr(tab + 1);
    const Abbreviation a = kind == "title" ? Abbreviation::title : kind == "number" ? Abbreviation::number : kind == "any" ? Abbreviation::any : Abbreviation::none;
    if (a == Abbreviation::none) return Error{Error::Code::bad_format, path, number, 0, "second cell must be title, number or any"};
    out.abbreviations_[line.substr(0, tab)] = a;
  }
  return out;
}

Done Splitter::run(Document& document) const {
  SplitterRun(*this, document).run();
  return Nothing{};
}

}  // namespace demarche
