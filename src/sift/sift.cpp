// Scores of sentences, and what is left of a sentence that is not parsed; see sift.h.
// Does not know what an event is: all knowledge is in the weights.
#include "sift/sift.h"

#include <algorithm>
#include <charconv>

#include "base/folded.h"
#include "base/hash_table.h"
#include "base/utf8.h"
#include "base/word_table.h"

namespace demarche {
namespace {

bool is_quotation_mark(std::string_view w) {
  return w == "\"" || w == "“" || w == "”" || w == "''" || w == "``" || w == "«" || w == "»" || w == "„";
}

bool has_letter_or_digit(std::string_view w) {
  for (std::size_t at = 0; at < w.size();) {
    const char32_t c = next_code_point(w, at);
    if (is_digit(c) || is_letter(c)) return true;
  }
  return false;
}

bool begins_capital(std::string_view w) {
  std::size_t at = 0;
  return !w.empty() && is_upper(next_code_point(w, at));
}

char bucket(int n) {
  return n < 4 ? static_cast<char>('0' + n) : n < 7 ? '4' : n < 11 ? '7' : n < 18 ? 'b' : n < 30 ? 'i' : 'u';
}

/// The folded words of a sentence, and its shape; memory is kept for the next one.
class Words : public FoldedWords {
 public:
  void read(const Document& d, const Sentence& s) {
    clear();
    capitals = marks = 0;
    for (Index t = s.first; t < s.last; ++t) {
      const std::string_view form = d.of(d.tokens[static_cast<std::size_t>(t)].span);
      if (t != s.first && begins_capital(form)) ++capitals;
      if (is_quotation_mark(form)) ++marks;
      add(form);
    }
  }
  int capitals = 0, marks = 0;
};

/// Calls `use(first, second)` with the two parts of each feature; the second may be empty.
template <class Use>
void each_feature(const Words& words, const Sentence& s, const Use& use) {
  const auto shape = [&](std::string_view name, char value) { use(name, std::string_view(&value, 1)); };
  shape("*words", bucket(static_cast<int>(words.size())));
  shape("*capitals", bucket(words.capitals));
  shape("*marks", bucket(words.marks));
  shape("*kind", s.kind == Sentence::Kind::headline ? 'h' : s.kind == Sentence::Kind::dateline ? 'd' : s.new_paragraph ? 'p' : '-');
  for (std::size_t i = 0; i < words.size(); ++i) {
    use(words[i], {});
    if (i + 1 < words.size()) use(words[i], words[i + 1]);
  }
}

/// A sentence without a parse: names are runs of capitalised words, each hung on its last; all else hangs on the first word.
void skim(Document& d, const Sentence& s) {
  const auto form = [&](Index t) { return d.of(d.tokens[static_cast<std::size_t>(t)].span); };
  const auto named = [&](Index t) { return t < s.last && begins_capital(form(t)); };
  for (Index t = s.first; t < s.last; ++t) {
    Token& token = d.tokens[static_cast<std::size_t>(t)];
    token.lemma = lower(form(t));
    token.head = t == s.first ? kNone : s.first;
    token.relation = t == s.first ? Relation::root : Relation::dep;
    if (!has_letter_or_digit(form(t))) {
      token.tag = Tag::PUNCT;
    } else if (is_digit(static_cast<unsigned char>(form(t)[0]))) {
      token.tag = Tag::NUM;
    } else if (named(t) && (t != s.first || named(t + 1))) {
      token.tag = Tag::PROPN;
      if (t != s.first && named(t + 1)) token.head = t + 1, token.relation = Relation::compound;
    }
  }
}

}  // namespace

class Sift::Weights {
 public:
  [[nodiscard]] float score(const Words& words, const Sentence& sentence) const {
    float sum = bias;
    each_feature(words, sentence, [&](std::string_view first, std::string_view second) {
      Hash64 hash;
      hash.add(first);
      if (!second.empty()) hash.add(' '), hash.add(second);
      if (const float* weight = of_feature.find(hash.value())) sum += *weight;
    });
    return sum;
  }
  HashTable<float> of_feature;
  float bias = 0;
};

Result<Sift> Sift::load(const std::string& folder) {
  auto weights = std::make_unique<Weights>();
  const Done done = each_pair(folder + "/languages/en/sift_weights.tsv",
                              "missing weights of which sentences to parse; check out languages/ or run train/sift.py",
                              [&](const std::string& feature, const std::string& cell) -> const char* {
                                float weight = 0;
                                const char* end = cell.data() + cell.size();
                                if (std::from_chars(cell.data(), end, weight).ptr != end || cell.empty())
                                  return "must be a feature, a tab and its weight";
                                if (feature == "*bias")
                                  weights->bias = weight;
                                else
                                  weights->of_feature[feature] = weight;
                                return nullptr;
                              });
  if (!done) return done.error();
  return Sift(std::move(weights));
}

Done Sift::run(Document& document) const {
  Words words;
  for (Sentence& sentence : document.sentences) {
    words.read(document, sentence);
    sentence.skimmed = weights_->score(words, sentence) <= 0;
  }
  for (const Sentence& sentence : document.sentences)
    if (sentence.skimmed) skim(document, sentence);
  return Nothing{};
}

std::vector<std::string> Sift::features(const Document& document, Index sentence) {
  Words words;
  const Sentence& s = document.sentences[static_cast<std::size_t>(sentence)];
  words.read(document, s);
  std::vector<std::string> out;
  each_feature(words, s, [&](std::string_view first, std::string_view second) {
    out.emplace_back(first);
    if (!second.empty()) (out.back() += ' ') += second;
  });
  return out;
}

Sift::Sift(std::unique_ptr<const Weights> weights) : weights_(std::move(weights)) {}
Sift::Sift(Sift&&) noexcept = default;
Sift& Sift::operator=(Sift&&) noexcept = default;
Sift::~Sift() = default;

}  // namespace demarche
