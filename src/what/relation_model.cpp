// Loading and applying the classifier of relations: see relation_model.h.
#include "what/relation_model.h"

#include <algorithm>
#include <cmath>

#include "nn/model_file.h"

namespace demarche {
namespace {

std::unordered_map<std::string, std::size_t> numbered(const std::vector<std::string>& names) {
  std::unordered_map<std::string, std::size_t> out;
  for (std::size_t i = 0; i < names.size(); ++i) out.emplace(names[i], i);
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
  const auto scale = file->tensor<float>("vector_scale", {words->size()});
  if (!scale) return scale.error();
  m.vectors_.reserve(vectors->size());
  for (std::size_t i = 0; i < vectors->size(); ++i) m.vectors_.push_back((*scale)[i / m.dim_] * static_cast<float>((*vectors)[i]));
  return m;
}

std::vector<std::pair<std::string, float>> RelationModel::types(const std::vector<std::string>& features) const {
  const std::size_t n = types_.size();
  std::vector<float> sum(bias_);
  std::vector<float> mean(groups_.size() * dim_);
  std::vector<float> count(groups_.size());
  for (const std::string& feature : features) {
    if (const auto at = features_.find(feature); at != features_.end())
      for (std::size_t t = 0; t < n; ++t) sum[t] += scale_[at->second] * static_cast<float>(rows_[at->second * n + t]);
    const std::size_t colon = feature.find(':');
    if (colon == std::string::npos) continue;
    const auto group = std::find(groups_.begin(), groups_.end(), feature.substr(0, colon));
    if (group == groups_.end()) continue;
    const auto word = words_.find(feature.substr(colon + 1));
    if (word == words_.end()) continue;
    const auto g = static_cast<std::size_t>(group - groups_.begin());
    count[g] += 1;
    for (std::size_t d = 0; d < dim_; ++d) mean[g * dim_ + d] += vectors_[word->second * dim_ + d];
  }
  for (std::size_t i = 0; i < mean.size(); ++i) {
    if (mean[i] == 0) continue;
    const float value = mean[i] / std::sqrt(count[i / dim_]);
    for (std::size_t t = 0; t < n; ++t) sum[t] += value * dense_[i * n + t];
  }
  const float most = *std::max_element(sum.begin(), sum.end());
  float all = 0;
  for (float& s : sum) all += s = std::exp(s - most);
  std::vector<std::pair<std::string, float>> out;
  for (std::size_t t = 0; t < n; ++t) out.emplace_back(types_[t], sum[t] / all);
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  return out;
}

float RelationModel::weight(const std::string& feature, const std::string& type) const {
  const auto at = features_.find(feature);
  const auto t = std::find(types_.begin(), types_.end(), type);
  if (at == features_.end() || t == types_.end()) return 0;
  return scale_[at->second] * static_cast<float>(rows_[at->second * types_.size() + static_cast<std::size_t>(t - types_.begin())]);
}

}  // namespace demarche
