// See packed.h.
#include "base/packed.h"

#include <array>

namespace demarche {
namespace {

constexpr std::size_t kName = 16, kHead = kName + 2 * sizeof(std::uint64_t);

std::uint64_t word(const char* at) {
  std::uint64_t w = 0;
  std::memcpy(&w, at, sizeof w);
  return w;
}

std::uint64_t stir(std::uint64_t state, std::uint64_t word) {
  state = (state ^ word) * 0x9E3779B97F4A7C15ULL;
  return state ^ (state >> 29);
}

}  // namespace

std::uint64_t checksum(std::string_view bytes, std::uint64_t seed) {
  std::array<std::uint64_t, 4> lane = {seed + 1, seed + 2, seed + 3, seed + 4};
  std::size_t i = 0;
  for (; i + 32 <= bytes.size(); i += 32)
    for (std::size_t k = 0; k < 4; ++k) lane[k] = stir(lane[k], word(bytes.data() + i + 8 * k));
  std::uint64_t sum = bytes.size();
  for (const std::uint64_t l : lane) sum = stir(sum, l);
  for (; i < bytes.size(); ++i) sum = stir(sum, static_cast<unsigned char>(bytes[i]));
  return sum;
}

std::string Packer::finish(std::string_view name, std::uint64_t key) const {
  std::string out(name.substr(0, kName));
  out.resize(kName);
  const std::uint64_t sum = checksum(bytes_, key);
  out.append(reinterpret_cast<const char*>(&key), sizeof key);
  out.append(reinterpret_cast<const char*>(&sum), sizeof sum);
  return out + bytes_;
}

bool Unpacker::open(std::string_view bytes, std::string_view name, std::uint64_t key) {
  std::string wanted(name.substr(0, kName));
  wanted.resize(kName);
  if (bytes.size() < kHead || bytes.substr(0, kName) != wanted || word(bytes.data() + kName) != key) return false;
  rest_ = bytes.substr(kHead);
  return word(bytes.data() + kName + sizeof key) == checksum(rest_, key);
}

}  // namespace demarche
