// A model file with random weights, for tests that need no trained one.
//   std::string bytes = RandomModel(shape, seed).bytes();  TemporaryModel model(bytes);  Parser::load(model.folder())
#pragma once

#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

namespace demarche {

struct ModelShape {
  std::size_t dim = 48, arc_dim = 32, rel_dim = 16, max_len = 40;
  std::vector<std::size_t> dilations = {1, 3, 2};
  std::size_t fading = 0;  ///< layers, the last ones, with fading memories
};

class RandomModel {
 public:
  /// `keys`: hashes of the words that have rows of their own.
  RandomModel(const ModelShape& shape, unsigned seed, std::vector<std::uint64_t> keys = {1, 2, 3}) : random_(seed) {
    const std::size_t words = keys.size() + 2;
    header["language"] = "xx";
    header["config"] = {{"dim", shape.dim}, {"arc_dim", shape.arc_dim}, {"rel_dim", shape.rel_dim},       {"dilations", shape.dilations},
                        {"words", words},   {"word_buckets", 7},        {"tables", {31, 17, 37, 41, 13}}, {"max_len", shape.max_len}};
    header["labels"] = {{"upos", {"NOUN", "VERB", "ADJ", "X"}},
                        {"xpos", {"NN", "_", "VBD"}},
                        {"feats", {"_"}},
                        {"lemma", {"0||l", "1||l", "2|y|k", "0|!|c", "=be", "9|long|l"}},
                        {"name", {"O", "B-person", "I-person", "B-place"}},
                        {"relation", {"nsubj", "obj", "root", "acl:relcl", "obl:strange", "strange"}}};
    for (int i = 0; i < 60; ++i) header["labels"]["feats"].push_back("F=" + std::to_string(i));
    const std::size_t rows = words + 7 + 31 + 17 + 37 + 41 + 13;
    put_bytes("embed", {rows, shape.dim});
    put_floats("embed_scale", {rows}, 0.002F, 0.03F);
    std::sort(keys.begin(), keys.end());
    std::vector<std::int32_t> key_rows;
    for (std::size_t i = 0; i < keys.size(); ++i) key_rows.push_back(static_cast<std::int32_t>((i + 1) % words));
    put("word_keys", "u64", {keys.size()}, keys);
    put("word_rows", "i32", {keys.size()}, key_rows);
    for (std::size_t l = 0; l < shape.dilations.size(); ++l) {
      put_linear("conv" + std::to_string(l), {shape.dim, 3, shape.dim});
      put_floats("conv" + std::to_string(l) + ".scale", {1}, 0.02F, 0.04F);
      if (l + shape.fading >= shape.dilations.size()) put_floats("conv" + std::to_string(l) + ".fade", {2, 2, shape.dim}, 0.0F, 0.95F);
    }
    std::size_t outputs = 2 * (shape.arc_dim + shape.rel_dim);
    for (const char* layer : {"upos", "xpos", "feats", "lemma", "name"}) outputs += header["labels"][layer].size();
    put_linear("out", {outputs, shape.dim});
    put_linear("arc", {shape.arc_dim, shape.arc_dim});
    put_linear("rel", {header["labels"]["relation"].size(), shape.rel_dim});
    for (const char* name : {"out.scale", "rel.scale", "arc.dep_scale", "arc.t_scale", "arc.head_scale"})
      put_floats(name, {1}, 0.02F, 0.04F);
    put_floats("rel.root", {shape.rel_dim}, -1, 1);
    put_floats("arc.distance", {41}, -2, 2);
    put_floats("arc.root_bias", {1}, -2, 2);
    put_bytes("arc.root", {shape.arc_dim}, 0);
  }

  /// The file. Change `header` before to make it a bad one.
  [[nodiscard]] std::string bytes() const {
    const std::string text = header.dump();
    std::string out = "DMCHMODL" + four(1) + four(text.size()) + text;
    out.resize((out.size() + 63) / 64 * 64, '\0');
    return out + area_;
  }

  nlohmann::json header;

 private:
  static std::string four(std::size_t n) {
    const auto small = static_cast<std::uint32_t>(n);
    std::string out(4, '\0');
    std::memcpy(out.data(), &small, 4);
    return out;
  }
  template <class T>
  void put(const std::string& name, const char* type, const std::vector<std::size_t>& shape, const std::vector<T>& values) {
    header["tensors"][name] = {{"dtype", type}, {"shape", shape}, {"offset", area_.size()}};
    const std::size_t at = area_.size();
    area_.resize((at + values.size() * sizeof(T) + 63) / 64 * 64, '\0');
    std::memcpy(area_.data() + at, values.data(), values.size() * sizeof(T));
  }
  static std::size_t count(const std::vector<std::size_t>& shape) {
    std::size_t out = 1;
    for (const std::size_t n : shape) out *= n;
    return out;
  }
  void put_bytes(const std::string& name, const std::vector<std::size_t>& shape, int low = -128) {
    std::vector<std::int8_t> values(count(shape));
    for (auto& v : values) v = static_cast<std::int8_t>(std::uniform_int_distribution(low, 127)(random_));
    put(name, "i8", shape, values);
  }
  void put_floats(const std::string& name, const std::vector<std::size_t>& shape, float low, float high) {
    std::vector<float> values(count(shape));
    for (auto& v : values) v = std::uniform_real_distribution(low, high)(random_);
    put(name, "f32", shape, values);
  }
  void put_linear(const std::string& name, const std::vector<std::size_t>& shape) {
    put_bytes(name + ".weight", shape);
    put_floats(name + ".wscale", {shape.front()}, 0.0005F, 0.002F);
    put_floats(name + ".bias", {shape.front()}, -1, 1);
  }

  std::mt19937 random_;
  std::string area_;
};

/// A folder with the bytes as parser.bin, removed at the end.
class TemporaryModel {
 public:
  explicit TemporaryModel(const std::string& bytes) {
    static int number = 0;
    folder_ = (std::filesystem::temp_directory_path() / ("demarche_model_" + std::to_string(::getpid()) + "_" + std::to_string(number++)))
                  .string();
    std::filesystem::create_directories(folder_);
    std::ofstream(folder_ + "/parser.bin", std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
  ~TemporaryModel() { std::filesystem::remove_all(folder_); }
  TemporaryModel(const TemporaryModel&) = delete;
  TemporaryModel& operator=(const TemporaryModel&) = delete;
  [[nodiscard]] const std::string& folder() const { return folder_; }

 private:
  std::string folder_;
};

}  // namespace demarche
