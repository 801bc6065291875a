// Loading and applying the classifier of relations: see relation_model.h.
#include "what/relation_model.h"

#include <algorithm>
#include <cmath>
#include <span>

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
  const auto copy = [&](const char* name, std::size_t rows, std::vector<float>& out) -> Done {
    const auto values = file->tensor<float>(name, {rows, n});
    if (!values) return values.error();
    out.assign(values->begin(), values->end());
    return Nothing{};
  };
  const auto rows = file->tensor<std::int8_t>("weights", {features->size(), n});
  if (!rows) return rows.error();
  m.rows_.assign(rows->begin(), rows->end());
  const auto row_scale = file->tensor<float>("scale", {features->size()});
  if (!row_scale) return row_scale.error();
  m.scale_.assign(row_scale->begin(), row_scale->end());
  if (const Done done = copy("bias", 1, m.bias_); !done) return done.error();
  if (const Done done = copy("dense", m.groups_.size() * m.dim_, m.dense_); !done) return done.error();
  const auto vectors = file->tensor<std::int8_t>("vectors", {words->size(), m.dim_});
  if (!vectors) return vectors.error();
  m.vectors_.assign(vectors->begin(), vectors->end());
  const auto scale = file->tensor<float>("vector_scale", {words->size()});
  if (!scale) return scale.error();
  m.vector_scale_.assign(scale->begin(), scale->end());
  return m;
}

std::vector<std::pair<std::string, float>> RelationModel::types(const std::vector<std::string>& features) const {
  const std::size_t n = types_.size();
  std::vector<float> sum(bias_);
  std::vector<float> mean(groups_.size() * dim_);
  std::vector<float> count(groups_.size());
  std::vector<std::uint64_t> keys;
  keys.reserve(features.size());
  for (const std::string& feature : features) features_.expect(keys.emplace_back(hash64(feature)));
  for (std::size_t i = 0; i < features.size(); ++i) {
    if (const auto* row = features_.find(keys[i])) add_row(&rows_[*row * n], scale_[*row], sum);
    const std::string_view feature = features[i];
    const std::size_t colon = feature.find(':');
    if (colon == std::string_view::npos) continue;
    const auto group = std::find(groups_.begin(), groups_.end(), feature.substr(0, colon));
    if (group == groups_.end()) continue;
    const auto* word = words_.find(feature.substr(colon + 1));
    if (word == nullptr) continue;
    const auto g = static_cast<std::size_t>(group - groups_.begin());
    count[g] += 1;
    add_row(&vectors_[*word * dim_], vector_scale_[*word], std::span(mean).subspan(g * dim_, dim_));
  }
  for (std::size_t i = 0; i < mean.size(); ++i)
    if (mean[i] != 0) add_row(&dense_[i * n], mean[i] / std::sqrt(count[i / dim_]), sum);
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
  return scale_[*row] * static_cast<float>(rows_[*row * types_.size() + static_cast<std::size_t>(t - types_.begin())]);
}

}  // namespace demarche
