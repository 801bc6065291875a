// See evidence.h.
#include "nn/evidence.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "base/hash.h"
#include "nn/rows.h"

namespace demarche {
namespace {

constexpr float kWords = 0.7F;  // what all words of the surroundings count together, over the root of their number

/// Sorted, each once.
template <class List, class Less, class Same>
void once(List& list, const Less& less, const Same& same) {
  std::sort(list.begin(), list.end(), less);
  list.erase(std::unique(list.begin(), list.end(), same), list.end());
}

}  // namespace

std::uint64_t feature_key(std::initializer_list<std::string_view> parts) {
  Hash64 hash;
  for (const std::string_view part : parts) hash.add(part);
  return hash.value() == 0 ? 1 : hash.value();
}

void Evidence::clear() {
  seen_.clear();
  words_.clear();
  names_.clear();
}

void Evidence::add(std::initializer_list<std::string_view> parts) {
  if (model_ != nullptr) return add(feature_key(parts));
  names_.emplace_back();
  for (const std::string_view part : parts) names_.back() += part;
}

void Evidence::add_word(std::string_view word) {
  if (model_ != nullptr) {
    words_.push_back(feature_key({"w:", word}));
    model_->expect(words_.back());
    return;
  }
  names_.push_back("w:" + std::string(word));
}

void Evidence::see(std::span<const std::uint8_t> states, std::initializer_list<Index> words) {
  if (model_ == nullptr) {
    std::string name;
    for (const Index word : words) name += (name.empty() ? "@" : "/") + std::to_string(word);
    names_.push_back(std::move(name));
    return;
  }
  if (model_->states() == nullptr) return;
  places_.resize(words.size());
  std::size_t p = 0;
  for (const Index word : words) {
    Place& place = places_[p];
    if (place.word != word) {
      place = {.word = word};
      model_->states()->add(states, p, word, place.seen);
    }
    ++p;
  }
}

StateNet::Sums Evidence::of_states() const {
  if (places_.empty()) return {};
  StateNet::Seen seen = model_->states()->start();
  for (const Place& place : places_) model_->states()->add(place.seen, seen);
  return model_->states()->finish(seen);
}

void Evidence::close() {
  if (model_ == nullptr) return once(names_, std::less<>{}, std::equal_to<>{});
  std::erase_if(seen_, [&](Seen& seen) { return !model_->find(seen); });
  once(
      seen_, [](const Seen& a, const Seen& b) { return a.key < b.key; }, [](const Seen& a, const Seen& b) { return a.key == b.key; });
  once(words_, std::less<>{}, std::equal_to<>{});
  const float value = words_.empty() ? 0 : kWords / std::sqrt(static_cast<float>(words_.size()));
  for (const std::uint64_t key : words_)
    if (Seen seen{.key = key, .value = value}; model_->find(seen)) seen_.push_back(seen);
}

Result<LinearModel> LinearModel::load(const std::string& path) {
  auto file = nn::ModelFile::open(path);
  if (!file) return file.error();
  LinearModel m(*std::move(file));
  const auto types = m.file_.labels("types");
  if (!types) return types.error();
  m.types_ = *types;
  const std::size_t slots = m.file_.length("keys"), n = m.types_.size();
  if (n > kMostTypes || slots == 0 || !std::has_single_bit(slots))
    return m.file_.wrong("too many types, or slots that are no power of two");
  const auto keys = m.file_.tensor<std::uint64_t>("keys", {slots});
  if (!keys) return keys.error();
  const auto rows = m.file_.tensor<std::int8_t>("rows", {slots, n});
  if (!rows) return rows.error();
  const auto scale = m.file_.tensor<float>("scale", {slots});
  if (!scale) return scale.error();
  const auto bias = m.file_.tensor<float>("bias", {n});
  if (!bias) return bias.error();
  m.keys_ = *keys;
  m.rows_ = *rows;
  m.scale_ = *scale;
  m.bias_ = *bias;
  auto states = StateNet::load(m.file_, n);
  if (!states) return states.error();
  m.states_ = *std::move(states);
  if (std::find(m.keys_.begin(), m.keys_.end(), 0U) == m.keys_.end()) return m.file_.wrong("no free slot: a search would not end");
  return m;
}

Result<std::unique_ptr<const LinearModel>> LinearModel::load_if_there(const std::string& path) {
  auto model = load(path);
  if (model) return std::make_unique<const LinearModel>(*std::move(model));
  if (model.error().code == Error::Code::not_found) return std::unique_ptr<const LinearModel>();
  return model.error();
}

/// Whether the feature was learned; if so where, and its row is fetched.
bool LinearModel::find(Evidence::Seen& seen) const {
  const std::size_t at = place(seen.key);
  if (keys_[at] == 0) return false;
  seen.place = static_cast<std::uint32_t>(at);
  __builtin_prefetch(&rows_[at * types_.size()]);
  __builtin_prefetch(&scale_[at]);
  return true;
}

LinearModel::Weights LinearModel::sum(const Evidence& evidence) const {
  const std::size_t n = types_.size();
  Weights out{};
  for (const Evidence::Seen& seen : evidence.seen())
    add_row(&rows_[seen.place * n], seen.value * scale_[seen.place], std::span(out).first(n));
  return out;
}

LinearModel::Weights LinearModel::weigh(const Evidence& evidence, const Weights& around) const {
  const std::size_t n = types_.size();
  Weights out = sum(evidence);
  const Weights states = evidence.of_states();
  float most = -std::numeric_limits<float>::infinity(), all = 0;
  for (std::size_t t = 0; t < n; ++t) most = std::max(most, out[t] += bias_[t] + around[t] + states[t]);
  for (std::size_t t = 0; t < n; ++t) all += out[t] = std::exp(out[t] - most);
  for (std::size_t t = 0; t < n; ++t) out[t] /= all;
  return out;
}

}  // namespace demarche
