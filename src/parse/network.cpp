// Running the network. Rows go through products some at a time (kRows), so that what one step writes is in cache for the next.
#include "parse/network.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "parse/heads.h"

namespace demarche {

namespace {

constexpr std::size_t kRows = 48;
constexpr float kNever = -std::numeric_limits<float>::infinity();
constexpr float kSure = 6;  ///< a margin with which a word is, or is not, a name

/// Memory that is kept from batch to batch never shrinks, so that what is added is seldom filled.
template <class List>
void grow(List& list, std::size_t size) {
  if (list.size() < size) list.resize(size);
}

}  // namespace

void Network::embed(Batch& batch) const {
  const std::size_t tokens = batch.rows.size();
  grow(batch.x, tokens * dim_);
  for (std::size_t m = 0; m < tokens; ++m) {
    kernel_->add_rows(embed_.data(), embed_scale_.data(), batch.rows[m], dim_, batch.x.data() + m * dim_);
  }
}

/// What the words of each piece leave behind, from its first on, or from its last back; rows between the pieces stay as they are.
void Network::remember(Batch& batch, const Fade& fade, bool back, std::vector<std::uint8_t>& out) const {
  std::size_t first = 0;
  for (const std::size_t length : batch.lengths) {
    batch.memory.assign(dim_, 0.0F);
    for (std::size_t i = 0; i < length; ++i) {
      const std::size_t place = batch.places[first + (back ? length - 1 - i : i)] * dim_;
      kernel_->fade(batch.activations.data() + place, fade.decay.data(), fade.gain.data(), dim_, batch.memory.data(), out.data() + place);
    }
    first += length;
  }
}

/// All rows of x, to the place of each among the activations.
template <class Place>
void Network::normalise(Batch& batch, float factor, const Place& place) const {
  const std::size_t tokens = batch.rows.size();
  const auto out = [&](std::size_t m) { return batch.activations.data() + place(m) * dim_; };
  std::size_t m = 0;
  for (; m + 3 < tokens; m += 4)
    kernel_->normalise_four(batch.x.data() + m * dim_, dim_, factor, {out(m), out(m + 1), out(m + 2), out(m + 3)});
  for (; m < tokens; ++m) kernel_->normalise(batch.x.data() + m * dim_, dim_, factor, out(m));
}

void Network::convolve(Batch& batch) const {
  const std::size_t tokens = batch.rows.size();
  const std::size_t reach = *std::max_element(dilations_.begin(), dilations_.end());
  batch.places.clear();
  std::size_t place = reach;
  for (const std::size_t length : batch.lengths) {
    for (std::size_t i = 0; i < length; ++i) batch.places.push_back(place++);
    place += reach;
  }
  for (auto* rows : {&batch.activations, &batch.before, &batch.after}) {  // zero between the pieces, for all layers
    grow(*rows, place * dim_);
    const auto clear = [&](std::size_t first) { std::memset(rows->data() + first * dim_, nn::kZero, reach * dim_); };
    clear(0);
    for (std::size_t last = 0; const std::size_t length : batch.lengths) clear(batch.places[(last += length) - 1] + 1);
  }
  grow(batch.taken, kRows * 3 * dim_);
  grow(batch.sums, kRows * nn::padded(dim_));
  for (std::size_t l = 0; l < convolutions_.size(); ++l) {
    const Linear& layer = convolutions_[l];
    normalise(batch, 1.0F / layer.scale, [&](std::size_t m) { return batch.places[m]; });
    const bool fading = !fades_[l][0].decay.empty();
    if (fading) {
      remember(batch, fades_[l][0], false, batch.before);
      remember(batch, fades_[l][1], true, batch.after);
    }
    const std::uint8_t* before = fading ? batch.before.data() : batch.activations.data();
    const std::uint8_t* after = fading ? batch.after.data() : batch.activations.data();
    for (std::size_t first = 0; first < tokens; first += kRows) {
      const std::size_t count = std::min(kRows, tokens - first);
      for (std::size_t m = 0; m < count; ++m) {
        const std::size_t middle = batch.places[first + m];
        std::uint8_t* to = batch.taken.data() + m * 3 * dim_;
        std::memcpy(to, before + (middle - dilations_[l]) * dim_, dim_);
        std::memcpy(to + dim_, batch.activations.data() + middle * dim_, dim_);
        std::memcpy(to + 2 * dim_, after + (middle + dilations_[l]) * dim_, dim_);
      }
      kernel_->product(batch.taken.data(), count, layer.weights, batch.sums.data());
      for (std::size_t m = 0; m < count; ++m) {
        kernel_->add_relu(batch.sums.data() + m * dim_, layer.factors.data(), layer.biases.data(), dim_,
                          batch.x.data() + (first + m) * dim_);
      }
    }
  }
}

void Network::label(Batch& batch) const {
  const std::size_t tokens = batch.rows.size();
  const std::size_t stride = label_outputs_.weights.stride();
  batch.labels.resize(tokens);
  grow(batch.activations, tokens * dim_);
  grow(batch.sums, kRows * stride);
  batch.doubts.clear();
  auto asked = batch.maybe_names.begin();
  normalise(batch, 1.0F / label_outputs_.scale, [](std::size_t m) { return m; });
  for (std::size_t first = 0; first < tokens; first += kRows) {
    const std::size_t count = std::min(kRows, tokens - first);
    kernel_->product(batch.activations.data() + first * dim_, count, label_outputs_.weights, batch.sums.data());
    for (std::size_t m = 0; m < count; ++m) {
      for (std::size_t layer = 0; layer < kLayers; ++layer) {
        const std::size_t begin = label_begins_[layer], size = label_begins_[layer + 1] - begin;
        if (size != 0) batch.labels[first + m][layer] = best(label_outputs_, batch.sums.data() + m * stride, begin, size);
      }
      if (asked != batch.maybe_names.end() && *asked == first + m) {
        doubt(batch, first + m, batch.sums.data() + m * stride);
        ++asked;
      }
    }
  }
}

/// Notes the token if the best tag of a name and the best other tag are near each other.
void Network::doubt(Batch& batch, std::size_t token, const std::int32_t* sums) const {
  const std::size_t begin = label_begins_[static_cast<std::size_t>(Layer::xpos)];
  const std::size_t stride = nn::padded(named_.size());
  grow(batch.outputs, stride);
  kernel_->rescale(sums + begin, label_outputs_.factors.data() + begin, label_outputs_.biases.data() + begin, stride, batch.outputs.data());
  Batch::Doubt found{.token = token, .margin = 0, .labels = {0, 0}};
  float most[2] = {kNever, kNever};
  for (std::uint32_t label = 0; label < named_.size(); ++label) {
    float& top = most[named_[label]];
    found.labels[named_[label]] = batch.outputs[label] > top ? label : found.labels[named_[label]];
    top = std::max(top, batch.outputs[label]);
  }
  found.margin = most[1] - most[0];
  if (std::abs(found.margin) < kSure) batch.doubts.push_back(found);
}

void Network::lemmas(Batch& batch, std::span<const std::size_t> tokens) const {
  const std::size_t stride = lemma_outputs_.weights.stride();
  grow(batch.taken, kRows * dim_);
  grow(batch.sums, kRows * stride);
  for (std::size_t first = 0; first < tokens.size(); first += kRows) {
    const std::size_t count = std::min(kRows, tokens.size() - first);
    for (std::size_t m = 0; m < count; ++m)
      std::memcpy(batch.taken.data() + m * dim_, batch.activations.data() + tokens[first + m] * dim_, dim_);
    kernel_->product(batch.taken.data(), count, lemma_outputs_.weights, batch.sums.data());
    for (std::size_t m = 0; m < count; ++m)
      batch.labels[tokens[first + m]][static_cast<std::size_t>(Layer::lemma)] =
          best(lemma_outputs_, batch.sums.data() + m * stride, 0, stride);
  }
}

/// The best of some outputs of a product, by the sums of one row.
std::uint32_t Network::best(const Linear& layer, const std::int32_t* sums, std::size_t begin, std::size_t size) const {
  return static_cast<std::uint32_t>(kernel_->greatest(sums + begin, layer.factors.data() + begin, layer.biases.data() + begin, size));
}

void Network::attach(Batch& batch) const {  // reads the activations that label() left
  const std::size_t tokens = batch.rows.size();
  const std::size_t both = 2 * rel_dim_;
  const std::size_t stride = arc_outputs_.weights.stride();
  grow(batch.sums, kRows * std::max(stride, nn::padded(max_length_ + 1)));
  grow(batch.outputs, 2 * arc_dim_);
  grow(batch.taken, kRows * arc_dim_);
  grow(batch.dependents, tokens * arc_dim_);
  grow(batch.candidates, tokens * arc_dim_);
  grow(batch.relation_parts, tokens * both);
  for (std::size_t first = 0; first < tokens; first += kRows) {
    const std::size_t count = std::min(kRows, tokens - first);
    kernel_->product(batch.activations.data() + first * dim_, count, arc_outputs_.weights, batch.sums.data());
    for (std::size_t m = 0; m < count; ++m) {
      const std::int32_t* sums = batch.sums.data() + m * stride;
      const std::size_t arcs = 2 * arc_dim_;
      kernel_->rescale(sums, arc_outputs_.factors.data(), arc_outputs_.biases.data(), arcs, batch.outputs.data());
      kernel_->rescale(sums + arcs, arc_outputs_.factors.data() + arcs, arc_outputs_.biases.data() + arcs, both,
                       batch.relation_parts.data() + (first + m) * both);
      kernel_->quantise(batch.outputs.data(), nullptr, arc_dim_, arc_.scale, 0, batch.taken.data() + m * arc_dim_);
      kernel_->quantise(batch.outputs.data() + arc_dim_, nullptr, arc_dim_, head_scale_, 0,
                        reinterpret_cast<std::uint8_t*>(batch.candidates.data() + (first + m) * arc_dim_));
    }
    kernel_->product(batch.taken.data(), count, arc_.weights, batch.sums.data());
    for (std::size_t m = 0; m < count; ++m) {
      kernel_->rescale(batch.sums.data() + m * arc_dim_, arc_.factors.data(), arc_.biases.data(), arc_dim_, batch.outputs.data());
      kernel_->quantise(batch.outputs.data(), nullptr, arc_dim_, arc_to_scale_, nn::kZero,
                        batch.dependents.data() + (first + m) * arc_dim_);
    }
  }
  batch.heads.resize(tokens);
  std::size_t first = 0;
  for (const std::size_t length : batch.lengths) {
    attach_piece(batch, first, length);
    first += length;
  }
}

void Network::attach_piece(Batch& batch, std::size_t first, std::size_t size) const {
  grow(batch.columns, (size + 1) * arc_dim_);
  std::memcpy(batch.columns.data(), batch.candidates.data() + first * arc_dim_, size * arc_dim_);
  std::memcpy(batch.columns.data() + size * arc_dim_, root_.data(), arc_dim_);
  batch.columns_packed.set(*kernel_, batch.columns.data(), size + 1, arc_dim_);
  const std::size_t stride = batch.columns_packed.stride();
  grow(batch.scores, size * stride);
  const ArcScores scores{.values = batch.scores, .size = size, .stride = stride};
  for (std::size_t at = 0; at < size; at += kRows) {
    const std::size_t count = std::min(kRows, size - at);
    kernel_->product(batch.dependents.data() + (first + at) * arc_dim_, count, batch.columns_packed, batch.sums.data());
    for (std::size_t m = 0; m < count; ++m) {
      const std::size_t i = at + m;
      const std::int32_t* sums = batch.sums.data() + m * stride;
      float* row = scores.row(i);
      kernel_->rescale(sums, arc_factors_.data(), distance_biases_.data() + (max_length_ - i), stride, row);
      row[i] = -std::numeric_limits<float>::infinity();
      row[size] = static_cast<float>(sums[size]) * arc_factors_[0] + root_bias_;
      std::fill(row + size + 1, row + stride, -std::numeric_limits<float>::infinity());
    }
  }
  find_heads(*kernel_, scores, std::span(batch.heads).subspan(first, size));
}

void Network::relate(Batch& batch) const {
  const std::size_t stride = relation_.weights.stride();
  batch.relations.resize(batch.rows.size());
  grow(batch.taken, kRows * rel_dim_);
  grow(batch.sums, kRows * stride);
  std::size_t first = 0;
  for (const std::size_t length : batch.lengths) {
    for (std::size_t at = 0; at < length; at += kRows) {
      const std::size_t count = std::min(kRows, length - at);
      for (std::size_t m = 0; m < count; ++m) {
        const std::size_t token = first + at + m;
        const std::size_t head = batch.heads[token] == kNone ? token : first + static_cast<std::size_t>(batch.heads[token]);
        kernel_->quantise(batch.relation_parts.data() + token * 2 * rel_dim_, batch.relation_parts.data() + (head * 2 + 1) * rel_dim_,
                          rel_dim_, relation_.scale, 0, batch.taken.data() + m * rel_dim_);
      }
      kernel_->product(batch.taken.data(), count, relation_.weights, batch.sums.data());
      for (std::size_t m = 0; m < count; ++m) {
        batch.relations[first + at + m] = best(relation_, batch.sums.data() + m * stride, 0, stride);
      }
    }
    first += length;
  }
}

}  // namespace demarche
