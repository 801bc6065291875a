// Scripts by ranges of code points, languages by counting words; see language.h.
#include "read/language.h"

#include <algorithm>
#include <array>
#include <bit>
#include <string>

#include "base/hash_table.h"
#include "base/utf8.h"

namespace demarche {

namespace {

constexpr std::size_t kSample = 8192;  ///< bytes that are looked at
constexpr std::size_t kFewestWords = 20, kManyWords = 60;
constexpr std::size_t kNewsWords = 31;  ///< bit of a word of English news

struct Script {
  char32_t first, last;
  std::string_view language;
};
/// Scripts and the language that most news in them is in; in the order of code points.
constexpr std::array<Script, 22> kScripts = {
    {{0x370, 0x3FF, "el"},   {0x400, 0x52F, "ru"},   {0x530, 0x58F, "hy"},   {0x590, 0x5FF, "he"},   {0x600, 0x6FF, "ar"},
     {0x750, 0x77F, "ar"},   {0x900, 0x97F, "hi"},   {0x980, 0x9FF, "bn"},   {0xA00, 0xA7F, "pa"},   {0xA80, 0xAFF, "gu"},
     {0xB80, 0xBFF, "ta"},   {0xC00, 0xC7F, "te"},   {0xC80, 0xCFF, "kn"},   {0xD00, 0xD7F, "ml"},   {0xD80, 0xDFF, "si"},
     {0xE00, 0xE7F, "th"},   {0x1000, 0x109F, "my"}, {0x10A0, 0x10FF, "ka"}, {0x1200, 0x137F, "am"}, {0x3040, 0x30FF, "ja"},
     {0x4E00, 0x9FFF, "zh"}, {0xAC00, 0xD7AF, "ko"}}};

struct Words {
  std::string_view language, words;
};
constexpr auto kLanguages = std::to_array<Words>({
#define DEMARCHE_LANGUAGE(code, words) {#code, words},
#define DEMARCHE_NEWS_WORDS(words)
#include "read/language_words.inc"
});
constexpr std::string_view kEnglishNews =
#define DEMARCHE_LANGUAGE(code, words)
#define DEMARCHE_NEWS_WORDS(words) words;
#include "read/language_words.inc"

    static_assert(kLanguages.size() <= kNewsWords);
using Table = HashTable<std::uint32_t>;  ///< a bit a language, and one for kEnglishNews

/// Word -> the languages that it marks. Built once; constant from then on.
const Table& table() {
  static const Table built = [] {
    Table words;
    const auto mark = [&](std::string_view rest, std::size_t bit) {
      while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        words[rest.substr(0, end)] |= std::uint32_t{1} << bit;
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    };
    for (std::size_t k = 0; k < kLanguages.size(); ++k) mark(kLanguages[k].words, k);
    mark(kEnglishNews, kNewsWords);
    return words;
  }();
  return built;
}

struct Counts {
  std::array<std::size_t, kScripts.size()> scripts{};
  std::array<std::size_t, kNewsWords + 1> hits{};  ///< by bit
  std::size_t latin = 0, words = 0;
};

bool is_latin(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) || (c >= 0x1E00 && c <= 0x1EFF);
}

Counts count(std::string_view text) {
  Counts counts;
  const Table& marks = table();
  Hash64 word;
  bool inside = false;
  const auto finish = [&] {
    if (!inside) return;
    ++counts.words;
    const std::uint32_t* found = marks.find(word.value());
    for (std::uint32_t languages = found == nullptr ? 0 : *found; languages != 0; languages &= languages - 1)
      ++counts.hits[static_cast<std::size_t>(std::countr_zero(languages))];
    word = {};
    inside = false;
  };
  text = text.substr(0, kSample);
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const char32_t c = lower(byte < 0x80 ? (++at, char32_t{byte}) : next_code_point(text, at));
    if (is_latin(c)) {
      ++counts.latin;
      inside = true;
      if (c < 0x80) {
        word.add(static_cast<char>(c));
      } else {
        std::string bytes;
        append(c, bytes);
        word.add(bytes);
      }
      continue;
    }
    finish();
    for (std::size_t k = 0; k < kScripts.size() && c >= kScripts[k].first; ++k) {
      if (c <= kScripts[k].last) ++counts.scripts[k];
    }
  }
  finish();
  return counts;
}

std::string by_script(const Counts& counts) {
  std::size_t kana = 0;
  std::size_t best = 0;
  for (std::size_t k = 0; k < kScripts.size(); ++k) {
    if (kScripts[k].language == "ja") kana = counts.scripts[k];
    if (counts.scripts[k] > counts.scripts[best]) best = k;
  }
  const bool dense = kScripts[best].first >= 0x3040;  // a character is a word there
  if (counts.scripts[best] < (dense ? 10U : 30U) || counts.scripts[best] * (dense ? 3 : 1) <= counts.latin) return {};
  if (kScripts[best].language == "zh" && kana * 10 > counts.scripts[best]) return "ja";
  return std::string(kScripts[best].language);
}

}  // namespace

std::string language_of(std::string_view text) {
  const Counts counts = count(text);
  if (std::string language = by_script(counts); !language.empty()) return language;
  if (counts.words < kFewestWords) return {};
  const std::size_t english = counts.hits[0];
  std::size_t best = 1;
  for (std::size_t k = 2; k < kLanguages.size(); ++k) {
    if (counts.hits[k] > counts.hits[best]) best = k;
  }
  const std::size_t other = counts.hits[best];
  if (english * 10 >= counts.words && english >= other) return "en";
  if (other * 8 >= counts.words && other >= 5 && other > english * 2) return std::string(kLanguages[best].language);
  const bool explained = english * 20 >= counts.words || (english + counts.hits[kNewsWords]) * 8 >= counts.words;
  return counts.words >= kManyWords && !explained && counts.latin > 0 ? "und" : "";
}

bool is_language(std::string_view code) {
  const auto is_it = [&](const auto& known) { return known.language == code; };
  return std::any_of(kLanguages.begin(), kLanguages.end(), is_it) || std::any_of(kScripts.begin(), kScripts.end(), is_it);
}

}  // namespace demarche
