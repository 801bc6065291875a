// The network of docs/model-format.md: hashed embeddings, residual dilated convolutions with fading memories, and heads for labels, arcs
// and relations.
//   Batch batch;  fill batch.rows and batch.lengths;  network.run(batch);  batch.heads, batch.relations, batch.labels
// Iterated dilated convolutions after Strubell et al. 2017, biaffine arcs after Dozat & Manning 2017; activations and weights int8.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/large_pages.h"
#include "demarche/demarche.h"
#include "nn/kernel.h"
#include "nn/model_file.h"
#include "parse/feature.h"

namespace demarche {

/// What is decided for every token by the best of some labels.
enum class Layer : std::uint8_t { upos, xpos, feats, lemma, name };
inline constexpr std::size_t kLayers = 5;
inline constexpr const char* kLayerNames[kLayers] = {"upos", "xpos", "feats", "lemma", "name"};

/// Sentences (or pieces of long ones) that go through the network together, and what comes out. Memory is kept for the next batch.
struct Batch {
  std::vector<std::array<std::uint32_t, kFeatures>> rows;  ///< in: of every token
  std::vector<std::size_t> lengths;                        ///< in: tokens of each piece, 1 to max_length()
  std::vector<std::array<std::uint32_t, kLayers>> labels;  ///< out
  std::vector<Index> heads;                                ///< out: within the piece, kNone for its root
  std::vector<std::uint32_t> relations;                    ///< out: label; of no meaning for a root
  /// A token of which it is unsure whether it is a name.
  struct Doubt {
    std::size_t token;        ///< of the batch
    float margin;             ///< score of the best tag of a name, less that of the best other tag
    std::uint32_t labels[2];  ///< of xpos: the best other tag, the best of a name
  };
  std::vector<std::size_t> maybe_names;  ///< in: tokens for which that is asked, ascending
  std::vector<Doubt> doubts;             ///< out
  /// [tokens][dim] of what was run last: the last layer, in bytes as products read it (nn/kernel.h).
  [[nodiscard]] std::span<const std::uint8_t> states() const { return activations; }
  void clear() {
    rows.clear();
    lengths.clear();
    maybe_names.clear();
  }

 private:
  friend class Network;
  std::vector<std::size_t> places;          ///< row of each token among `activations`, zero rows between the pieces
  std::vector<float> x, outputs, scores;    ///< x [tokens][dim]
  std::vector<std::uint8_t> activations;    ///< what the next product reads
  std::vector<std::uint8_t> before, after;  ///< fading memories of `activations`
  std::vector<float> memory;                ///< [dim]
  std::vector<std::uint8_t> taken;          ///< the inputs of some rows of a product, gathered
  std::vector<std::int32_t> sums;
  std::vector<std::uint8_t> dependents;  ///< [tokens][arc_dim], with zero point
  std::vector<std::int8_t> candidates;   ///< [tokens][arc_dim]
  std::vector<float> relation_parts;     ///< [tokens][dependent, head][rel_dim]
  std::vector<std::int8_t> columns;      ///< candidates of one piece, and the root
  nn::Weights columns_packed;
};

class Network {
 public:
  /// The file must outlive the network.
  static Result<Network> load(const nn::ModelFile& file, const nn::Kernel& kernel);
  /// All but the lemmas, most of which are known without it.
  void run(Batch& batch) const {
    embed(batch);
    convolve(batch);
    label(batch);
    attach(batch);
    relate(batch);
  }

  /// The label of the lemma layer of these tokens of the batch that was run last.
  void lemmas(Batch& batch, std::span<const std::size_t> tokens) const;

  /// A token with these rows will be in the next batch: the table is larger than the caches, so its rows are fetched beforehand.
  void expect(const std::array<std::uint32_t, kFeatures>& rows) const {
    for (const std::uint32_t row : rows) {
      __builtin_prefetch(embed_scale_.data() + row, 0, 2);
      for (std::size_t i = 0; i < dim_; i += 64) __builtin_prefetch(embed_.data() + row * dim_ + i, 0, 2);
    }
  }

  // The steps of run(), one by one for measurements.
  void embed(Batch& batch) const;
  void convolve(Batch& batch) const;
  void label(Batch& batch) const;
  void attach(Batch& batch) const;
  void relate(Batch& batch) const;

  [[nodiscard]] const FeatureTable& features() const { return features_; }
  [[nodiscard]] const std::vector<std::string>& labels(Layer layer) const { return labels_[static_cast<std::size_t>(layer)]; }
  [[nodiscard]] const std::vector<std::string>& relations() const { return relation_labels_; }
  [[nodiscard]] std::size_t dim() const { return dim_; }
  [[nodiscard]] std::size_t max_length() const { return max_length_; }

 private:
  /// A product with what turns its sums into floats.
  struct Linear {
    nn::Weights weights;
    std::vector<float> factors, biases;  ///< of weights.stride() outputs; minus infinity where there is none
    float scale = 1;                     ///< of the activations
  };
  Network() = default;
  Done load_convolutions(const nn::ModelFile& file);
  Done load_outputs(const nn::ModelFile& file);
  Done load_arcs(const nn::ModelFile& file);
  [[nodiscard]] Result<Linear> linear(const nn::ModelFile& file, const std::string& name, const std::string& scale, std::size_t outputs,
                                      std::size_t inputs, std::uint8_t zero) const;
  template <class Place>
  void normalise(Batch& batch, float factor, const Place& place) const;
  [[nodiscard]] std::uint32_t best(const Linear& layer, const std::int32_t* sums, std::size_t begin, std::size_t size) const;
  /// One side of a layer's fading memory (an exponential moving average, Mozer 1992): what the words before, or after, leave behind.
  struct Fade {
    std::span<const float> decay, gain;  ///< [dim]
  };
  void remember(Batch& batch, const Fade& fade, bool back, std::vector<std::uint8_t>& out) const;
  void doubt(Batch& batch, std::size_t token, const std::int32_t* sums) const;
  void attach_piece(Batch& batch, std::size_t first, std::size_t size) const;

  const nn::Kernel* kernel_ = nullptr;
  FeatureTable features_;
  std::size_t dim_ = 0, arc_dim_ = 0, rel_dim_ = 0, max_length_ = 0;
  std::vector<std::size_t> dilations_;
  std::array<std::vector<std::string>, kLayers> labels_;
  std::vector<std::string> relation_labels_;

  LargeBytes embed_;
  std::span<const float> embed_scale_;
  std::vector<Linear> convolutions_;
  std::vector<std::array<Fade, 2>> fades_;               ///< of each convolution: before, after; empty spans where it has none
  Linear label_outputs_;                                 ///< all layers but that of lemmas, each filled up to a multiple of kLanes
  std::array<std::size_t, kLayers + 1> label_begins_{};  ///< in label_outputs_
  std::vector<std::uint8_t> named_;                      ///< of the labels of xpos: whether it is one of a name
  Linear lemma_outputs_;
  Linear arc_outputs_;  ///< arc dependent, arc head, relation dependent, relation head
  Linear arc_;
  float arc_to_scale_ = 1, head_scale_ = 1, root_bias_ = 0;
  std::span<const std::int8_t> root_;
  std::vector<float> arc_factors_;      ///< one factor, for a whole row of scores
  std::vector<float> distance_biases_;  ///< by head - dependent + max_length_
  Linear relation_;
};

}  // namespace demarche
