// Loading the network: every tensor by name and shape, weights laid out for the kernel.
#include <algorithm>
#include <cstring>
#include <limits>

#include "parse/network.h"

namespace demarche {

namespace {

constexpr float kSlowest = 0.9999F;  // decay: keeps a memory below 2^22 steps
constexpr float kNever = -std::numeric_limits<float>::infinity();

Result<float> positive(const nn::ModelFile& file, const std::string& name) {
  const auto tensor = file.tensor<float>(name, {1});
  if (!tensor) return tensor.error();
  if (tensor->front() < 1e-9F) return file.wrong("tensor " + name + " must be a scale above zero");
  return tensor->front();
}

/// Scales of activations in the file make the greatest 127; what has a sign has half as many steps either way.
float of_signed(float scale) {
  return scale * 127.0F / static_cast<float>(nn::kMost - nn::kZero);
}

}  // namespace

Result<Network::Linear> Network::linear(const nn::ModelFile& file, const std::string& name, const std::string& scale, std::size_t outputs,
                                        std::size_t inputs, std::uint8_t zero) const {
  const bool convolution = inputs == 3 * dim_ && name.starts_with("conv");
  const auto weights = convolution ? file.tensor<std::int8_t>(name + ".weight", {outputs, 3, dim_})
                                   : file.tensor<std::int8_t>(name + ".weight", {outputs, inputs});
  if (!weights) return weights.error();
  const auto scales = file.tensor<float>(name + ".wscale", {outputs});
  if (!scales) return scales.error();
  const auto biases = file.tensor<float>(name + ".bias", {outputs});
  if (!biases) return biases.error();
  const Result<float> own = positive(file, scale);
  if (!own) return own.error();
  Linear out;
  out.scale = zero == 0 ? *own : of_signed(*own);
  out.weights.set(*kernel_, weights->data(), outputs, inputs, zero);
  out.factors.assign(out.weights.stride(), 0.0F);
  out.biases.assign(out.weights.stride(), kNever);
  for (std::size_t n = 0; n < outputs; ++n) out.factors[n] = out.scale * (*scales)[n];
  std::copy(biases->begin(), biases->end(), out.biases.begin());
  return out;
}

Done Network::load_convolutions(const nn::ModelFile& file) {
  const auto dilations = file.numbers("dilations", 1, 64);
  if (!dilations) return dilations.error();
  dilations_ = *dilations;
  for (std::size_t l = 0; l < dilations_.size(); ++l) {
    const std::string name = "conv" + std::to_string(l);
    Result<Linear> layer = linear(file, name, name + ".scale", dim_, 3 * dim_, nn::kZero);
    if (!layer) return layer.error();
    convolutions_.push_back(*std::move(layer));
    std::array<Fade, 2>& fades = fades_.emplace_back();
    if (file.length(name + ".fade") == 0) continue;
    const auto tensor = file.tensor<float>(name + ".fade", {2, 2, dim_});
    if (!tensor) return tensor.error();
    for (std::size_t side = 0; side < 2; ++side) {
      fades[side] = {tensor->subspan(2 * side * dim_, dim_), tensor->subspan((2 * side + 1) * dim_, dim_)};
      const auto outside = [](float least, float most) { return [=](float v) { return v < least || v > most; }; };
      if (std::any_of(fades[side].decay.begin(), fades[side].decay.end(), outside(0, kSlowest)) ||
          std::any_of(fades[side].gain.begin(), fades[side].gain.end(), outside(-1, 1))) {
        return file.wrong("tensor " + name + ".fade must hold decays from 0 to 0.9999 and gains from -1 to 1");
      }
    }
  }
  return Nothing{};
}

Done Network::load_outputs(const nn::ModelFile& file) {
  std::size_t count = 0;
  for (std::size_t layer = 0; layer < kLayers; ++layer) {
    Result<std::vector<std::string>> labels = file.labels(kLayerNames[layer]);
    if (!labels) return labels.error();
    labels_[layer] = *std::move(labels);
    const std::size_t apart = static_cast<Layer>(layer) == Layer::lemma ? 0 : nn::padded(labels_[layer].size());
    label_begins_[layer + 1] = label_begins_[layer] + apart;
    count += labels_[layer].size();
  }
  const std::size_t arcs = 2 * (arc_dim_ + rel_dim_);
  const auto weights = file.tensor<std::int8_t>("out.weight", {count + arcs, dim_});
  if (!weights) return weights.error();
  Result<Linear> all = linear(file, "out", "out.scale", count + arcs, dim_, nn::kZero);
  if (!all) return all.error();
  const auto part = [&](std::size_t begin, std::size_t size, std::size_t to, Linear& out, std::vector<std::int8_t>& rows) {
    std::copy_n(weights->begin() + static_cast<std::ptrdiff_t>(begin * dim_), size * dim_,
                rows.begin() + static_cast<std::ptrdiff_t>(to * dim_));
    std::copy_n(all->factors.begin() + static_cast<std::ptrdiff_t>(begin), size, out.factors.begin() + static_cast<std::ptrdiff_t>(to));
    std::copy_n(all->biases.begin() + static_cast<std::ptrdiff_t>(begin), size, out.biases.begin() + static_cast<std::ptrdiff_t>(to));
  };
  const auto begin = [&](Linear& out, std::size_t outputs) {
    out.scale = all->scale;
    out.factors.assign(outputs, 0.0F);
    out.biases.assign(outputs, kNever);
    return std::vector<std::int8_t>(outputs * dim_);
  };
  constexpr auto kLemma = static_cast<std::size_t>(Layer::lemma);
  const std::size_t lemmas = nn::padded(labels_[kLemma].size());
  std::vector<std::int8_t> rows = begin(label_outputs_, label_begins_.back());
  std::vector<std::int8_t> lemma_rows = begin(lemma_outputs_, lemmas);
  std::size_t from = 0;
  for (std::size_t layer = 0; layer < kLayers; ++layer) {
    if (layer == kLemma) {
      part(from, labels_[layer].size(), 0, lemma_outputs_, lemma_rows);
    } else {
      part(from, labels_[layer].size(), label_begins_[layer], label_outputs_, rows);
    }
    from += labels_[layer].size();
  }
  for (const std::string& label : labels_[static_cast<std::size_t>(Layer::xpos)]) named_.push_back(label.starts_with("NNP") ? 1 : 0);
  label_outputs_.weights.set(*kernel_, rows.data(), label_begins_.back(), dim_);
  lemma_outputs_.weights.set(*kernel_, lemma_rows.data(), lemmas, dim_);
  rows = begin(arc_outputs_, arcs);
  part(from, arcs, 0, arc_outputs_, rows);
  arc_outputs_.weights.set(*kernel_, rows.data(), arcs, dim_);
  return Nothing{};
}

Done Network::load_arcs(const nn::ModelFile& file) {
  Result<Linear> arc = linear(file, "arc", "arc.dep_scale", arc_dim_, arc_dim_, 0);  // of what is never below zero
  if (!arc) return arc.error();
  arc_ = *std::move(arc);
  const Result<float> to_scale = positive(file, "arc.t_scale");
  if (!to_scale) return to_scale.error();
  const Result<float> head_scale = positive(file, "arc.head_scale");
  if (!head_scale) return head_scale.error();
  const auto root = file.tensor<std::int8_t>("arc.root", {arc_dim_});
  if (!root) return root.error();
  const auto root_bias = file.tensor<float>("arc.root_bias", {1});
  if (!root_bias) return root_bias.error();
  constexpr std::size_t kReach = 20;
  const auto distance = file.tensor<float>("arc.distance", {2 * kReach + 1});
  if (!distance) return distance.error();
  arc_to_scale_ = of_signed(*to_scale);
  head_scale_ = *head_scale;
  root_ = *root;
  root_bias_ = root_bias->front();
  const std::size_t width = nn::padded(max_length_ + 1);
  arc_factors_.assign(width, arc_to_scale_ * head_scale_);
  for (std::size_t at = 0; at < max_length_ + width; ++at) {  // at = head - dependent + max_length_
    distance_biases_.push_back((*distance)[std::clamp(at + kReach, max_length_, max_length_ + 2 * kReach) - max_length_]);
  }
  Result<std::vector<std::string>> relations = file.labels("relation");
  if (!relations) return relations.error();
  relation_labels_ = *std::move(relations);
  Result<Linear> relation = linear(file, "rel", "rel.scale", relation_labels_.size(), rel_dim_, 0);
  if (!relation) return relation.error();
  relation_ = *std::move(relation);
  const auto own = std::find(relation_labels_.begin(), relation_labels_.end(), "root");
  if (own != relation_labels_.end()) {  // only the root, which gets it without asking
    if (relation_labels_.size() == 1) return file.wrong("labels relation need more than root");
    relation_.biases[static_cast<std::size_t>(own - relation_labels_.begin())] = kNever;
  }
  return Nothing{};
}

Result<Network> Network::load(const nn::ModelFile& file, const nn::Kernel& kernel) {
  Network network;
  network.kernel_ = &kernel;
  Result<FeatureTable> features = FeatureTable::load(file);
  if (!features) return features.error();
  network.features_ = *std::move(features);
  struct Number {
    const char* name;
    std::size_t most;
    std::size_t Network::*into;
  };
  for (const Number& number : {Number{"dim", nn::kMaxInputs / 3, &Network::dim_}, Number{"arc_dim", 1024, &Network::arc_dim_},
                               Number{"rel_dim", 1024, &Network::rel_dim_}, Number{"max_len", 200, &Network::max_length_}}) {
    const Result<std::size_t> value = file.number(number.name, nn::kLanes, number.most);
    if (!value) return value.error();
    network.*number.into = *value;
  }
  if (network.dim_ % nn::kLanes != 0 || network.arc_dim_ % nn::kLanes != 0 || network.rel_dim_ % nn::kLanes != 0) {
    return file.wrong("config dim, arc_dim and rel_dim must be multiples of 16");
  }
  const auto embed = file.tensor<std::int8_t>("embed", {network.features_.size(), network.dim_});
  if (!embed) return embed.error();
  const auto scale = file.tensor<float>("embed_scale", {network.features_.size()});
  if (!scale) return scale.error();
  network.embed_ = LargeBytes(embed->size());
  std::memcpy(network.embed_.data(), embed->data(), embed->size());
  network.embed_scale_ = *scale;
  for (const auto step : {&Network::load_convolutions, &Network::load_outputs, &Network::load_arcs}) {
    if (Done good = (network.*step)(file); !good) return good.error();
  }
  return network;
}

}  // namespace demarche
