// A model file (docs/model-format.md): a header in JSON, labels, and named tensors, read in place from a mapped file.
//   auto file = ModelFile::open("models/en/parser.bin");
//   auto dim = file->number("dim", 16, 1024);  auto rows = file->tensor<std::int8_t>("embed", {47504, *dim});
// Everything asked for is checked: a truncated or hostile file gives an Error, never a read outside it. Little-endian machines only.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "demarche/demarche.h"

namespace demarche::nn {

inline constexpr std::uint32_t kFormatVersion = 1;

class ModelFile {
 public:
  /// Errors: not_found, unreadable; bad_model if it is no model file, of another version, damaged, or its tensors lie outside it.
  static Result<ModelFile> open(const std::string& path);

  /// A number of "config" within [least, most].
  [[nodiscard]] Result<std::size_t> number(const std::string& name, std::size_t least, std::size_t most) const;
  /// A list of numbers of "config", 1 to 64 of them, each within [least, most].
  [[nodiscard]] Result<std::vector<std::size_t>> numbers(const std::string& name, std::size_t least, std::size_t most) const;
  /// A list of "labels", not empty.
  [[nodiscard]] Result<std::vector<std::string>> labels(const std::string& name) const;
  /// The numbers of a tensor of exactly this shape; T one of int8_t, uint8_t, int32_t, uint64_t, float. Floats are checked to be ordinary
  /// (at most a million), so that no arithmetic on them overflows. The view lives as long as this file, also when that moves.
  template <class T>
  [[nodiscard]] Result<std::span<const T>> tensor(const std::string& name, std::initializer_list<std::size_t> shape) const;
  /// First dimension of a tensor, 0 if there is none.
  [[nodiscard]] std::size_t length(const std::string& name) const;

  /// bad_model of this file: what is wrong, and what to do.
  [[nodiscard]] Error wrong(const std::string& what) const;

 private:
  struct Tensor {
    std::string type;
    std::vector<std::size_t> shape;
    const char* bytes = nullptr;
  };
  ModelFile(std::string path, MappedFile file) : path_(std::move(path)), file_(std::move(file)) {}
  Done read_header();
  [[nodiscard]] Result<const char*> find(const std::string& name, const char* type, std::initializer_list<std::size_t> shape) const;

  std::string path_;
  MappedFile file_;
  std::map<std::string, std::vector<std::size_t>> config_;  ///< a single number is a list of one
  std::map<std::string, std::vector<std::string>> labels_;
  std::map<std::string, Tensor> tensors_;
};

}  // namespace demarche::nn
