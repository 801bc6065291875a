// Arrays of plain values one after the other in one piece of memory, so that what was computed once can be mapped and used as it is.
//   Packer p; p.array(std::span<const int>(v)); p.finish("DEMARCHE X 1", key);   Unpacker u; u.open(bytes, "DEMARCHE X 1", key) &&
//   u.array(ints)
// A piece begins with its name, the key of what it was made of and a checksum of the rest: whatever is cut off, altered or made of
// something else is refused, in a millisecond for megabytes. Of one machine's making and for it: byte order and sizes are the machine's.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace demarche {

/// A checksum of many bytes, eight at a time in four lanes; against accidents, not against enemies.
[[nodiscard]] std::uint64_t checksum(std::string_view bytes, std::uint64_t seed = 0);

class Packer {
 public:
  template <class T>
  void array(std::span<const T> values) {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= 8);
    const std::uint64_t count = values.size();
    bytes_.append(reinterpret_cast<const char*>(&count), sizeof count);
    bytes_.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
    bytes_.resize((bytes_.size() + 7) / 8 * 8);
  }
  /// The whole piece. @param name at most 16 bytes; @param key of what it was made of
  [[nodiscard]] std::string finish(std::string_view name, std::uint64_t key) const;

 private:
  std::string bytes_;
};

class Unpacker {
 public:
  /// Is this a whole piece of that name and key? `bytes` must outlive the arrays.
  [[nodiscard]] bool open(std::string_view bytes, std::string_view name, std::uint64_t key);
  /// The next array; false if what is left holds none.
  template <class T>
  [[nodiscard]] bool array(std::span<const T>& values) {
    std::uint64_t count = 0;
    if (rest_.size() < sizeof count) return false;
    std::memcpy(&count, rest_.data(), sizeof count);
    rest_.remove_prefix(sizeof count);
    if (count > rest_.size() / sizeof(T) || reinterpret_cast<std::uintptr_t>(rest_.data()) % alignof(T) != 0) return false;
    values = {reinterpret_cast<const T*>(rest_.data()), static_cast<std::size_t>(count)};
    const std::size_t size = (values.size_bytes() + 7) / 8 * 8;
    if (size > rest_.size()) return false;
    rest_.remove_prefix(size);
    return true;
  }

 private:
  std::string_view rest_;
};

}  // namespace demarche
