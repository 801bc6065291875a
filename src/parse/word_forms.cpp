// Rules and lists read backwards: see word_forms.h.
#include "parse/word_forms.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "base/word_table.h"
#include "nn/model_file.h"
#include "parse/spelling_forms.h"

namespace demarche {

namespace {

constexpr std::string_view kCommon[] = {"RB", "JJ", "IN", "VB", "VBN", "VBD", "VBG", "PRP", "NN", "NNS"};  // as in Spelling::respelled

}  // namespace

Result<WordForms> WordForms::load(const std::string& folder) {
  const Result<nn::ModelFile> file = nn::ModelFile::open(folder + "/parser.bin");
  if (!file) return file.error();
  const Result<std::vector<std::string>> labels = file->labels("lemma");
  if (!labels) return labels.error();
  WordForms out;
  for (const std::string& label : *labels) {  // as in lemma.h: "3|y|l" or "=be"
    if (label.starts_with('=')) {
      out.whole_.push_back(lower(label.substr(1)));
      continue;
    }
    Rule rule{};
    const auto [end, failed] = std::from_chars(label.data(), label.data() + label.size(), rule.cut);
    const std::size_t begin = static_cast<std::size_t>(end - label.data()) + 1, bar = label.rfind('|');
    if (failed != std::errc() || bar == std::string::npos || bar < begin || rule.cut > 31)
      return file->wrong("label lemma " + label + " is no rule");
    rule.suffix = lower(label.substr(begin, bar - begin));
    out.rules_.push_back(std::move(rule));
  }
  const std::string list = folder + "/lemmas.tsv";
  if (!std::filesystem::exists(list)) return out;
  const Done read = each_pair(list, "", [&](const std::string& kind, const std::string& rest) -> const char* {
    const std::size_t tab = rest.find('\t');
    if (tab == std::string::npos) return nullptr;  // a regular verb
    const std::size_t end = kind == "w" ? rest.rfind('/', tab) : tab;
    out.list_.emplace_back(lower(rest.substr(tab + 1)), lower(rest.substr(0, std::min(end, tab))));
    if (kind == "w" && end < tab &&
        std::find(std::begin(kCommon), std::end(kCommon), rest.substr(end + 1, tab - end - 1)) != std::end(kCommon))
      out.common_[out.list_.back().second] = true;
    return nullptr;
  });
  if (!read) return read.error();
  std::sort(out.list_.begin(), out.list_.end());
  return out;
}

void WordForms::misspelt(const std::string& small, const std::function<void(const std::string&)>& use) const {
  if (!std::all_of(small.begin(), small.end(), [](char c) { return c >= 'a' && c <= 'z'; })) return;
  if (is_stretched(small))
    for (const std::string& way : shortened(small)) use(way);
  if (small.size() < 5 || small.size() > 20 || common_.contains(small)) return;
  for (std::size_t i = 1; i < small.size(); ++i) {
    std::string other = small;
    use(small[i] == small[i - 1] ? other.erase(i, 1) : other.insert(i, 1, small[i]));
    if (i + 1 == small.size()) continue;
    other = small;
    std::swap(other[i], other[i + 1]);
    use(other);
  }
}

bool WordForms::add(std::string_view lemma, std::uint32_t fact) {
  if (std::find(whole_.begin(), whole_.end(), lemma) != whole_.end()) return false;
  lemmas_[lemma].push_back(fact);
  const std::string word(lemma);
  for (auto at = std::lower_bound(list_.begin(), list_.end(), std::pair(word, std::string())); at != list_.end() && at->first == word; ++at)
    listed_[at->second].push_back(fact);
  for (const std::string& made : {word, word + 'e'})  // spelling takes an "e" off again: "clashe"
    for (const Rule& rule : rules_) {
      if (!made.ends_with(rule.suffix)) continue;
      const std::string letters = made.substr(0, made.size() - rule.suffix.size());
      stems_[letters + '|' + static_cast<char>('0' + rule.cut)].push_back(fact);
      cuts_ |= 1U << rule.cut;
      longest_cut_ = std::max(longest_cut_, rule.cut);
    }
  return true;
}

}  // namespace demarche
