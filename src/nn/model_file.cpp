// Reading and checking model files. All sizes are compared before anything is multiplied or read: the file may be anything.
#include "nn/model_file.h"

#include <bit>
#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>

namespace demarche::nn {

static_assert(std::endian::native == std::endian::little, "model files are little-endian");

namespace {

using Json = nlohmann::json;

constexpr std::string_view kMagic = "DMCHMODL";
constexpr std::size_t kAlign = 64;
constexpr std::size_t kPrelude = 16;  // magic, version, length of the header

std::uint32_t u32(std::string_view bytes, std::size_t at) {
  std::uint32_t out;
  std::memcpy(&out, bytes.data() + at, sizeof out);
  return out;
}

std::size_t bytes_of(std::string_view type) {
  if (type == "i8" || type == "u8") return 1;
  if (type == "f32" || type == "i32") return 4;
  return type == "u64" ? 8 : 0;
}

/// Member of a JSON object, or nullptr.
const Json* member(const Json& object, const char* name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

template <class T>
bool all(const Json& list, bool (Json::*is)() const noexcept, std::vector<T>& out) {
  if (!list.is_array()) return false;
  for (const Json& value : list) {
    if (!(value.*is)()) return false;
    out.push_back(value.get<T>());
  }
  return true;
}

/// Bytes of a tensor, or nothing if they are no number of bytes within `room`.
std::optional<std::size_t> size_within(const std::vector<std::size_t>& shape, std::size_t element, std::size_t room) {
  std::size_t bytes = element;
  for (const std::size_t n : shape) {
    if (n == 0 || bytes > room / n) return std::nullopt;
    bytes *= n;
  }
  return bytes <= room ? std::optional(bytes) : std::nullopt;
}

template <class T>
constexpr const char* kType = nullptr;
template <>
constexpr const char* kType<std::int8_t> = "i8";
template <>
constexpr const char* kType<std::uint8_t> = "u8";
template <>
constexpr const char* kType<std::int32_t> = "i32";
template <>
constexpr const char* kType<std::uint64_t> = "u64";
template <>
constexpr const char* kType<float> = "f32";

}  // namespace

Error ModelFile::wrong(const std::string& what) const {
  return Error{.code = Error::Code::bad_model, .where = path_, .message = what + "; run `make weights` or check out models/ again"};
}

Result<ModelFile> ModelFile::open(const std::string& path) {
  Result<MappedFile> file = MappedFile::open(path);
  if (!file) {
    Error error = file.error();
    error.message = "no weights: the file " + error.message + "; run `make weights` or check out models/";
    return error;
  }
  ModelFile model(path, *std::move(file));
  if (Done good = model.read_header(); !good) return good.error();
  return model;
}

Done ModelFile::read_header() {
  const std::string_view bytes = file_.bytes();
  if (bytes.substr(0, kMagic.size()) != kMagic) return wrong("not a model file: it does not begin with " + std::string(kMagic));
  if (bytes.size() < kPrelude) return wrong("cut off within its first " + std::to_string(kPrelude) + " bytes");
  if (const std::uint32_t version = u32(bytes, 8); version != kFormatVersion) {
    return wrong("model format " + std::to_string(version) + " found, " + std::to_string(kFormatVersion) + " wanted");
  }
  const std::size_t length = u32(bytes, 12);
  if (length > bytes.size() - kPrelude) return wrong("cut off within its header");
  const Json header = Json::parse(bytes.substr(kPrelude, length), nullptr, /*allow_exceptions=*/false);
  const std::size_t start = (kPrelude + length + kAlign - 1) / kAlign * kAlign;
  const std::string_view area = start < bytes.size() ? bytes.substr(start) : std::string_view();
  const Json* config = member(header, "config");
  const Json* labels = member(header, "labels");
  const Json* tensors = member(header, "tensors");
  if (config == nullptr || labels == nullptr || tensors == nullptr || !config->is_object() || !labels->is_object() ||
      !tensors->is_object()) {
    return wrong("damaged header: config, labels or tensors are missing");
  }
  for (const auto& [name, value] : config->items()) {
    if (!all(value.is_array() ? value : Json::array({value}), &Json::is_number_unsigned, config_[name])) config_.erase(name);
  }
  for (const auto& [name, value] : labels->items()) {
    if (!all(value, &Json::is_string, labels_[name])) return wrong("damaged header: labels " + name);
  }
  for (const auto& [name, value] : tensors->items()) {
    const Json* type = member(value, "dtype");
    const Json* shape = member(value, "shape");
    const Json* offset = member(value, "offset");
    Tensor& tensor = tensors_[name];
    if (type == nullptr || !type->is_string() || shape == nullptr || !all(*shape, &Json::is_number_unsigned, tensor.shape) ||
        offset == nullptr || !offset->is_number_unsigned()) {
      return wrong("damaged header: tensor " + name);
    }
    tensor.type = type->get<std::string>();
    const std::size_t element = bytes_of(tensor.type);
    const auto at = offset->get<std::size_t>();
    if (element == 0) return wrong("tensor " + name + " is of unknown type " + tensor.type);
    if (at % kAlign != 0 || at > area.size() || !size_within(tensor.shape, element, area.size() - at)) {
      return wrong("cut off or damaged: tensor " + name + " lies outside the file");
    }
    tensor.bytes = area.data() + at;
  }
  return Nothing{};
}

Result<std::size_t> ModelFile::number(const std::string& name, std::size_t least, std::size_t most) const {
  Result<std::vector<std::size_t>> list = numbers(name, least, most);
  if (!list) return list.error();
  if (list->size() != 1) return wrong("config " + name + " must be one number");
  return list->front();
}

Result<std::vector<std::size_t>> ModelFile::numbers(const std::string& name, std::size_t least, std::size_t most) const {
  const auto found = config_.find(name);
  bool good = found != config_.end() && !found->second.empty() && found->second.size() <= 64;
  for (std::size_t i = 0; good && i < found->second.size(); ++i) good = found->second[i] >= least && found->second[i] <= most;
  if (!good) return wrong("config " + name + " must be there, and within " + std::to_string(least) + " to " + std::to_string(most));
  return found->second;
}

Result<std::vector<std::string>> ModelFile::labels(const std::string& name) const {
  const auto found = labels_.find(name);
  if (found == labels_.end() || found->second.empty()) return wrong("labels " + name + " are missing");
  return found->second;
}

std::size_t ModelFile::length(const std::string& name) const {
  const auto found = tensors_.find(name);
  return found == tensors_.end() || found->second.shape.empty() ? 0 : found->second.shape.front();
}

Result<const char*> ModelFile::find(const std::string& name, const char* type, std::initializer_list<std::size_t> shape) const {
  const auto found = tensors_.find(name);
  if (found == tensors_.end()) return wrong("tensor " + name + " is missing");
  const auto text = [](const std::string& of, std::span<const std::size_t> numbers) {
    std::string out = of;
    for (const std::size_t n : numbers) out += (&n == numbers.data() ? " [" : ", ") + std::to_string(n);
    return out + "]";
  };
  const std::string has = text(found->second.type, found->second.shape);
  const std::string wants = text(type, std::span(shape.begin(), shape.size()));
  if (has != wants) return wrong("tensor " + name + " is " + has + ", " + wants + " wanted");
  return found->second.bytes;
}

template <class T>
Result<std::span<const T>> ModelFile::tensor(const std::string& name, std::initializer_list<std::size_t> shape) const {
  const Result<const char*> bytes = find(name, kType<T>, shape);
  if (!bytes) return bytes.error();
  std::size_t count = 1;
  for (const std::size_t n : shape) count *= n;
  const std::span<const T> out(reinterpret_cast<const T*>(*bytes), count);  // aligned: the mapping and every offset are
  if constexpr (std::is_same_v<T, float>) {
    for (const float value : out) {
      if (!(std::abs(value) <= 1e6F)) return wrong("tensor " + name + " holds a number that no training gives");
    }
  }
  return out;
}

template Result<std::span<const std::int8_t>> ModelFile::tensor(const std::string&, std::initializer_list<std::size_t>) const;
template Result<std::span<const std::uint8_t>> ModelFile::tensor(const std::string&, std::initializer_list<std::size_t>) const;
template Result<std::span<const std::int32_t>> ModelFile::tensor(const std::string&, std::initializer_list<std::size_t>) const;
template Result<std::span<const std::uint64_t>> ModelFile::tensor(const std::string&, std::initializer_list<std::size_t>) const;
template Result<std::span<const float>> ModelFile::tensor(const std::string&, std::initializer_list<std::size_t>) const;

}  // namespace demarche::nn
