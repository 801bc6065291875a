// Readable features of one decision, and the trained classifier that weighs them.
//   Evidence e(&model);  e.add({"l:", lemma});  e.add_word("tank");  e.close();  model.weigh(e) -> {none .1, ASSAULT .8, ...}
// Only hashes are kept, and of these only what the model knows, so that nothing is allocated where news is coded; without a model, for the
// trainers in train/, the features themselves.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/large_pages.h"
#include "demarche/demarche.h"
#include "nn/state_net.h"

namespace demarche {

class LinearModel;

class Evidence {
 public:
  struct Seen {
    std::uint64_t key = 0;  ///< hash64 of the feature
    float value = 1;
    std::uint32_t place = 0;  ///< slot of the model
  };
  /// @param model that will weigh it; nullptr to keep the features' names instead
  explicit Evidence(const LinearModel* model) : model_(model) {
    seen_.reserve(model == nullptr ? 0 : kUsual);
    words_.reserve(model == nullptr ? 0 : kUsual);
  }
  void clear();
  /// One feature, given in parts.
  void add(std::initializer_list<std::string_view> parts);
  /// A feature of which only the key is known: not where names are kept.
  void add(std::uint64_t key);
  /// A word of the surroundings, "w:" before it: all of them together count as a few features.
  void add_word(std::string_view word);
  /// The words whose states (Document::states) the decision rests on too, each at its place: its trigger, what that hangs on, ...
  void see(std::span<const std::uint8_t> states, std::initializer_list<Index> words);
  /// Each feature once; to be called before anything is asked.
  void close();
  /// What the model knows of it.
  [[nodiscard]] std::span<const Seen> seen() const { return seen_; }
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  /// What the states add to each type.
  [[nodiscard]] StateNet::Sums of_states() const;

 private:
  static constexpr std::size_t kUsual = 64;  ///< features, about
  std::vector<Seen>::iterator keep_known(std::vector<Seen>::iterator first);

  const LinearModel* model_;
  std::vector<Seen> seen_, room_;
  std::vector<std::uint64_t> words_;
  std::vector<std::string> names_;
  /// A word at a place, and what it adds there: kept, as the next decision is often about the same trigger.
  struct Place {
    Index word = kNone;
    StateNet::Seen seen{};
  };
  std::vector<Place> places_;
};

/// The number that a feature, given in parts, is known by; never 0.
[[nodiscard]] std::uint64_t feature_key(std::initializer_list<std::string_view> parts);

/// Multinomial logistic regression. Immutable after loading.
class LinearModel {
 public:
  static constexpr std::size_t kMostTypes = StateNet::kMostTypes;
  using Weights = StateNet::Sums;
  static Result<LinearModel> load(const std::string& path);
  /// The same, but null if there is no such file: the rules then decide alone.
  static Result<std::unique_ptr<const LinearModel>> load_if_there(const std::string& path);
  /// What the evidence adds to every type, in the order of types().
  [[nodiscard]] Weights sum(const Evidence& evidence) const;
  /// The probability of every type, in the order of types(). `around` is the sum of evidence that several decisions share.
  [[nodiscard]] Weights weigh(const Evidence& evidence, const Weights& around = {}) const;
  /// What it makes of the parser's states; null if it has been learned without.
  [[nodiscard]] const StateNet* states() const { return states_.get(); }
  /// Was the feature with this key seen in training?
  [[nodiscard]] bool knows(std::uint64_t key) const { return key_at(place(key)) == key; }
  /// Fetches what a search for the key will look at: the tables are larger than the nearest caches.
  void expect(std::uint64_t key) const { __builtin_prefetch(slot(key & last_)); }
  [[nodiscard]] const std::vector<std::string>& types() const { return types_; }

 private:
  friend class Evidence;
  /// The slot of the key, or the one where it would be: a search passes keys above its own alone, as `put` lays them.
  [[nodiscard]] std::size_t place(std::uint64_t key) const {
    std::size_t at = key & last_;
    while (key_at(at) > key) at = (at + 1) & last_;
    return at;
  }
  static constexpr std::size_t kScaleAt = sizeof(std::uint64_t), kRowAt = kScaleAt + sizeof(float);
  [[nodiscard]] const std::int8_t* slot(std::size_t at) const { return slots_.data() + (at << slot_bits_); }
  [[nodiscard]] std::uint64_t key_at(std::size_t at) const {
    std::uint64_t key = 0;
    std::memcpy(&key, slot(at), sizeof key);
    return key;
  }
  /// Lays a slot in its place; a lesser key there goes on to the next.
  void put(std::span<std::int8_t> slot);

  std::vector<std::string> types_;
  /// Open addressing. What is known of a feature lies in one line of the cache: its key, 0 where the slot is free, the scale of its row,
  /// the row filled up; then nothing to a power of two of bytes. Of keys that meet the greater comes first, so that a search for what was
  /// not learned, as most features of most decisions, ends as soon as another: after two slots, not seven.
  LargeBytes slots_;
  std::size_t last_ = 0;  ///< of the slots, which are a power of two
  std::size_t slot_bits_ = 0;
  std::vector<float> bias_;
  std::unique_ptr<const StateNet> states_;
};

inline void Evidence::add(std::uint64_t key) {
  seen_.push_back({.key = key});
  model_->expect(key);
}

}  // namespace demarche
