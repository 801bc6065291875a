// See evidence.h.
#include "nn/evidence.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/hash.h"
#include "nn/rows.h"

namespace demarche {
namespace {

constexpr float kWords = 0.7F;  // what all words of the surroundings count together, over the root of their number

/// Sorted, each once.
template <class List>
void once(List& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

/// Sorts by key. Keys are hashes, so the first bits tell about where one belongs. What then stands wrong stands next to its place: a
/// comparison costs little where the outcome is nearly always the same.
/// @param room for what is sorted, kept from one time to the next
void sort_keys(std::vector<Evidence::Seen>& seen, std::vector<Evidence::Seen>& room) {
  constexpr std::size_t kParts = 128, kMost = 255;  // parts of the numbers; elements that a byte counts
  const auto less = [](const Evidence::Seen& a, const Evidence::Seen& b) { return a.key < b.key; };
  if (seen.size() > kMost) return std::sort(seen.begin(), seen.end(), less);
  const auto part = [](const Evidence::Seen& s) { return s.key / (std::numeric_limits<std::uint64_t>::max() / kParts + 1); };
  std::array<std::uint8_t, kParts> ends{};
  for (const Evidence::Seen& s : seen) ++ends[part(s)];
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  room.resize(seen.size());
  for (const Evidence::Seen& s : seen) room[--ends[part(s)]] = s;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    std::size_t to = i;
    for (; to > 0 && room[i].key < seen[to - 1].key; --to) seen[to] = seen[to - 1];
    seen[to] = room[i];
  }
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
  if (model_ == nullptr) return once(names_);
  seen_.erase(keep_known(seen_.begin()), seen_.end());
  sort_keys(seen_, room_);
  seen_.erase(std::unique(seen_.begin(), seen_.end(), [](const Seen& a, const Seen& b) { return a.key == b.key; }), seen_.end());
  once(words_);
  const float value = words_.empty() ? 0 : kWords / std::sqrt(static_cast<float>(words_.size()));
  const auto own = static_cast<std::ptrdiff_t>(seen_.size());
  for (const std::uint64_t key : words_) seen_.push_back({.key = key, .value = value});
  seen_.erase(keep_known(seen_.begin() + own), seen_.end());
}

/// Finds what the model knows from `first` on and moves it forward; returns its end. Without branches: no processor guesses what is known.
std::vector<Evidence::Seen>::iterator Evidence::keep_known(std::vector<Seen>::iterator first) {
  auto end = first;
  for (auto seen = first; seen != seen_.end(); ++seen) {
    const std::size_t place = model_->place(seen->key);
    const bool known = model_->key_at(place) == seen->key;
    *end = {.key = seen->key, .value = seen->value, .place = static_cast<std::uint32_t>(place)};
    end += known ? 1 : 0;
  }
  return end;
}

Result<LinearModel> LinearModel::load(const std::string& path) {
  auto file = nn::ModelFile::open(path);
  if (!file) return file.error();
  LinearModel m;
  const auto types = file->labels("types");
  if (!types) return types.error();
  m.types_ = *types;
  const std::size_t slots = file->length("keys"), n = m.types_.size();
  if (n > kMostTypes || slots == 0 || !std::has_single_bit(slots)) return file->wrong("too many types, or slots that are no power of two");
  const auto keys = file->tensor<std::uint64_t>("keys", {slots});
  if (!keys) return keys.error();
  const auto rows = file->tensor<std::int8_t>("rows", {slots, n});
  if (!rows) return rows.error();
  const auto scale = file->tensor<float>("scale", {slots});
  if (!scale) return scale.error();
  const auto bias = file->tensor<float>("bias", {n});
  if (!bias) return bias.error();
  if (std::find(keys->begin(), keys->end(), 0U) == keys->end()) return file->wrong("no free slot: a search would not end");
  m.bias_.assign(bias->begin(), bias->end());
  m.last_ = slots - 1;
  const std::size_t bytes = std::bit_ceil(kRowAt + filled_up(n));
  m.slot_bits_ = static_cast<std::size_t>(std::countr_zero(bytes));
  m.slots_ = LargeBytes(slots * bytes);
  std::vector<std::int8_t> slot(bytes);
  for (std::size_t at = 0; at < slots; ++at) {
    if ((*keys)[at] == 0) continue;
    std::fill(slot.begin(), slot.end(), 0);
    std::memcpy(slot.data(), &(*keys)[at], sizeof(std::uint64_t));
    std::memcpy(slot.data() + kScaleAt, &(*scale)[at], sizeof(float));
    std::copy_n(&(*rows)[at * n], n, slot.data() + kRowAt);
    m.put(slot);
  }
  auto states = StateNet::load(*file, n);
  if (!states) return states.error();
  m.states_ = *std::move(states);
  return m;
}

Result<std::unique_ptr<const LinearModel>> LinearModel::load_if_there(const std::string& path) {
  auto model = load(path);
  if (model) return std::make_unique<const LinearModel>(*std::move(model));
  if (model.error().code == Error::Code::not_found) return std::unique_ptr<const LinearModel>();
  return model.error();
}

void LinearModel::put(std::span<std::int8_t> slot) {
  const auto key = [&] {
    std::uint64_t key = 0;
    std::memcpy(&key, slot.data(), sizeof key);
    return key;
  };
  std::size_t at = place(key());
  for (; key_at(at) != 0; at = (at + 1) & last_)
    if (key_at(at) < key()) std::swap_ranges(slot.begin(), slot.end(), slots_.data() + (at << slot_bits_));
  std::copy(slot.begin(), slot.end(), slots_.data() + (at << slot_bits_));
}

LinearModel::Weights LinearModel::sum(const Evidence& evidence) const {
  Weights out{};
  const auto seen = evidence.seen();
  const auto row = [&](std::size_t i) {
    const std::int8_t* known = slot(seen[i].place);
    float scale = 0;
    std::memcpy(&scale, known + kScaleAt, sizeof scale);
    return std::pair(known + kRowAt, seen[i].value * scale);
  };
  add_rows(seen.size(), row, std::span(out).first(filled_up(types_.size())));
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
