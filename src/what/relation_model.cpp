// Loading and applying the classifier of relations: see relation_model.h.
#include "what/relation_model.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "nn/kernel.h"
#include "nn/model_file.h"
#include "nn/rows.h"

namespace demarche {
namespace {

HashTable<std::uint32_t> numbered(const std::vector<std::string>& names) {
  HashTable<std::uint32_t> out;
  for (std::size_t i = 0; i < names.size(); ++i) out[names[i]] = static_cast<std::uint32_t>(i);
  return out;
}

}  // namespace

Result<RelationModel> RelationModel::load(const std::string& path) {
  const Result<nn::ModelFile> file = nn::ModelFile::open(path);
  if (!file) return file.error();
  RelationModel m;
  const auto types = file->labels("types"), groups = file->labels("groups"), features = file->labels("features"),
             words = file->labels("words");
  for (const auto* list : {&types, &groups, &features, &words})
    if (!*list) return list->error();
  const auto dim = file->number("dim", 1, 1024);
  if (!dim) return dim.error();
  m.types_ = *types;
  m.groups_ = *groups;
  m.dim_ = *dim;
  m.features_ = numbered(*features);
  m.words_ = numbered(*words);
  const std::size_t n = m.types_.size();
  m.width_ = filled_up(n);
  const auto copy = [&](const char* name, std::size_t rows, std::vector<float>& out) -> Done {
    const auto values = file->tensor<float>(name, {rows, n});
    if (!values) return values.error();
    out.resize(rows * m.width_);
    fill_up(*values, n, m.width_, out.data());
    return Nothing{};
  };
  const auto rows = file->tensor<std::int8_t>("weights", {features->size(), n});
  if (!rows) return rows.error();
  m.rows_ = LargeBytes(features->size() * m.width_);
  fill_up(*rows, n, m.width_, m.rows_.data());
  const auto row_scale = file->tensor<float>("scale", {features->size()});
  if (!row_scale) return row_scale.error();
  m.scale_.assign(row_scale->begin(), row_scale->end());
  if (const Done done = copy("bias", 1, m.bias_); !done) return done.error();
  if (const Done done = copy("dense", m.groups_.size() * m.dim_, m.dense_); !done) return done.error();
  const auto vectors = file->tensor<std::int8_t>("vectors", {words->size(), m.dim_});
  if (!vectors) return vectors.error();
  m.vectors_ = LargeBytes(words->size() * nn::padded(m.dim_));
  fill_up(*vectors, m.dim_, nn::padded(m.dim_), m.vectors_.data());
  const auto scale = file->tensor<float>("vector_scale", {words->size()});
  if (!scale) return scale.error();
  m.vector_scale_.assign(scale->begin(), scale->end());
  return m;
}

/// What each feature adds to the types. Fetched ahead: what is known of them lies far apart.
void RelationModel::add_features(const std::vector<std::string>& features, std::span<float> sum) const {
  std::vector<std::uint64_t> keys;
  keys.reserve(features.size());
  for (const std::string& feature : features) features_.expect(keys.emplace_back(hash64(feature)));
  std::vector<std::size_t> known;
  known.reserve(keys.size());
  for (const std::uint64_t key : keys) {
    const auto* row = features_.find(key);
    if (row == nullptr) continue;
    __builtin_prefetch(rows_.data() + *row * width_);
    known.push_back(*row);
  }
  add_rows(
      known.size(), [&](std::size_t i) { return std::pair(rows_.data() + known[i] * width_, scale_[known[i]]); }, sum);
}

/// What the mean of the words' vectors in each group adds to the types.
void RelationModel::add_vectors(const std::vector<std::string>& features, std::span<float> sum) const {
  std::vector<std::vector<std::uint32_t>> words(groups_.size());
  for (const std::string_view feature : features) {
    const std::size_t colon = feature.find(':');
    if (colon == std::string_view::npos) continue;
    const auto group = std::find(groups_.begin(), groups_.end(), feature.substr(0, colon));
    if (group == groups_.end()) continue;
    const auto* word = words_.find(feature.substr(colon + 1));
    if (word == nullptr) continue;
    __builtin_prefetch(vectors_.data() + *word * nn::padded(dim_));
    words[static_cast<std::size_t>(group - groups_.begin())].push_back(*word);
  }
  std::vector<float> mean(nn::padded(dim_));
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    if (words[g].empty()) continue;
    nn::best_kernel().add_rows(vectors_.data(), vector_scale_.data(), words[g], mean.size(), mean.data());
    const float root = std::sqrt(static_cast<float>(words[g].size()));
    for (float& value : mean) value /= root;
    add_rows(
        dim_, [&](std::size_t i) { return std::pair(&dense_[(g * dim_ + i) * width_], mean[i]); }, sum);
  }
}

std::vector<std::pair<std::string, float>> RelationModel::types(const std::vector<std::string>& features) const {
  const std::size_t n = types_.size();
  std::vector<float> sum(bias_);
  add_features(features, sum);
  add_vectors(features, sum);
  sum.resize(n);
  const float most = *std::max_element(sum.begin(), sum.end());
  float all = 0;
  for (float& s : sum) all += s = std::exp(s - most);
  std::vector<std::pair<std::string, float>> out;
  for (std::size_t t = 0; t < n; ++t) out.emplace_back(types_[t], sum[t] / all);
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  return out;
}

float RelationModel::weight(const std::string& feature, const std::string& type) const {
  const auto* row = features_.find(feature);
  const auto t = std::find(types_.begin(), types_.end(), type);
  if (row == nullptr || t == types_.end()) return 0;
  return scale_[*row] * static_cast<float>(rows_.data()[*row * width_ + static_cast<std::size_t>(t - types_.begin())]);
}

}  // namespace demarche
