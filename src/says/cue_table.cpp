// Reads languages/en/cues.tsv (lemma, class, frames) and says_weights.tsv (feature, weight of a logistic regression).
#include "says/cue_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <vector>

#include "base/utf8.h"

namespace demarche {
namespace {

/// The frame of cues.tsv that a slot belongs to; "always" for slots that are only made around speech.
std::string_view frame_of(std::string_view slot) {
  if (slot.ends_with('-') && slot != "n:acl:-") slot.remove_suffix(1);  // a content cut short
  if (slot.starts_with("quote") || slot == "inserted" || slot == "before" || slot == "tail" || slot == "turn" || slot == "dash" ||
      slot == "colon" || slot == "next" || slot == "headline" || slot == "last" || slot == "bracket" || slot == "according")
    return "always";
  if (slot.starts_with("ccomp") || slot == "parataxis" || slot.starts_with("rest") || slot == "n:acl:that" || slot == "n:acl:-" ||
      slot == "advcl:that" || slot == "as")
    return "clause";
  if (slot == "xcomp" || slot == "raised" || slot == "n:acl:to") return "infinitive";
  if (slot == "obj" || slot == "obj:rel" || slot == "pass") return "object";
  if (slot.starts_with("n:") || slot.starts_with("obl:") || slot.starts_with("advcl:")) return slot.substr(slot.rfind(':') + 1);
  return slot;
}

std::string_view class_name(Tag tag) {
  return tag == Tag::NOUN || tag == Tag::PROPN ? "noun" : tag == Tag::ADJ ? "adjective" : "verb";
}

Error bad(const std::string& path, std::uint64_t line, std::string message) {
  return Error{.code = Error::Code::bad_format, .where = path, .line = line, .message = std::move(message)};
}

Error missing(const std::string& path) {
  return Error{.code = Error::Code::not_found, .where = path, .message = "cannot be read: is the data folder complete?"};
}

}  // namespace

Result<CueTable> CueTable::load(const std::string& folder) {
  CueTable table;
  if (Done done = table.read_cues(folder + "/languages/en/cues.tsv"); !done) return done.error();
  if (Done done = table.read_weights(folder + "/languages/en/says_weights.tsv"); !done) return done.error();
  return table;
}

Done CueTable::read_weights(const std::string& path) {
  std::ifstream in(path);
  if (!in) return missing(path);
  std::uint64_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    const auto tab = line.find('\t');
    char* end = nullptr;
    const float weight = tab == std::string::npos ? 0 : std::strtof(line.c_str() + tab + 1, &end);
    if (!end || *end != '\0' || end == line.c_str() + tab + 1 || !std::isfinite(weight))
      return bad(path, number, "expected a feature, a tab and a number");
    weights_[line.substr(0, tab)] = weight;
  }
  return Nothing{};
}

Done CueTable::read_cues(const std::string& path) {
  std::ifstream in(path);
  if (!in) return missing(path);
  std::uint64_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    const auto first = line.find('\t');
    const auto second = first == std::string::npos ? first : line.find('\t', first + 1);
    if (second == std::string::npos) return bad(path, number, "expected lemma, class and frames, with tabs between");
    const std::string word_class = line.substr(first + 1, second - first - 1);
    if (word_class != "verb" && word_class != "noun" && word_class != "adjective")
      return bad(path, number, "class must be verb, noun or adjective");
    for (std::size_t at = second + 1; at <= line.size();) {
      const auto end = std::min(line.find(' ', at), line.size());
      if (end > at) vouching_[line.substr(0, first) + '.' + word_class + '/' + line.substr(at, end - at)] = true;
      at = end + 1;
    }
  }
  return Nothing{};
}

double CueTable::probability(std::span<const std::uint64_t> features) const {
  double z = 0;
  if (const float* bias = weights_.find(hash64("bias"))) z += *bias;
  for (auto f = features.begin(); f != features.end(); ++f)  // most have no weight: that is asked first, then whether it is there twice
    if (const float* weight = weights_.find(*f); weight != nullptr && std::find(features.begin(), f, *f) == f) z += *weight;
  return 1 / (1 + std::exp(-z));
}

bool CueTable::listed(std::string_view lemma, Tag tag, std::string_view frame) const {
  const std::string small = lower(lemma);
  const std::string_view word = small;
  const auto known = [&](std::string_view stem, std::string_view ending = {}) {
    Hash64 key;
    for (const std::string_view part : {stem, ending, std::string_view("."), class_name(tag), std::string_view("/"), frame}) key.add(part);
    return vouching_.find(key.value()) != nullptr;
  };
  // taggers get the lemmas of rare forms nearly right: "denie", "claime", "argu", "admitt"
  if (known(word) || known(word, "e")) return true;
  if (word.size() <= 3) return false;
  const std::string_view cut = word.substr(0, word.size() - 1);
  if (word.ends_with("ie") && known(word.substr(0, word.size() - 2), "y")) return true;
  return (word.back() == 'e' || word.back() == cut.back()) && known(cut);
}

bool CueTable::vouches(std::string_view lemma, Tag tag, std::string_view slot) const {
  const std::string_view frame = frame_of(slot);
  return frame == "always" || listed(lemma, tag, frame);
}

bool CueTable::relays(std::string_view lemma) const {
  return listed(lemma, Tag::VERB, "relay");
}

bool CueTable::issues(std::string_view lemma) const {
  return listed(lemma, Tag::VERB, "issue");
}

bool CueTable::hearsay(std::string_view lemma) const {
  return listed(lemma, Tag::NOUN, "hearsay");
}

bool CueTable::meets(std::string_view lemma) const {
  return listed(lemma, Tag::VERB, "meet");
}

bool CueTable::topic(std::string_view lemma) const {
  return listed(lemma, Tag::NOUN, "topic");
}

bool CueTable::platform(std::string_view lemma) const {
  return listed(lemma, Tag::NOUN, "platform");
}

bool CueTable::speaker(std::string_view word) const {
  return listed(word, Tag::NOUN, "speaker");
}

}  // namespace demarche
