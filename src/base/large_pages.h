// Memory for tables that are asked at random, in large pages where the system has them: a table of some megabytes lies in thousands of
// small pages, and finding where each is costs as much as fetching what is in it.
//   LargeBytes rows(n);  std::memcpy(rows.data(), ...);      LargeVector<Slot> slots(n);
// What is much smaller than a large page lies where everything lies.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace demarche {

/// @param bytes at least kLargeFrom; throws std::bad_alloc as operator new does
[[nodiscard]] void* take_large_pages(std::size_t bytes);
void give_large_pages(void* memory) noexcept;

inline constexpr std::size_t kLargePage = std::size_t{2} << 20U, kLargeFrom = kLargePage / 4;

template <class T>
struct LargePages {
  using value_type = T;
  LargePages() = default;
  template <class Other>
  LargePages(const LargePages<Other>& /*unused*/) {}  // NOLINT(google-explicit-constructor): as allocators are
  [[nodiscard]] T* allocate(std::size_t count) {
    return count * sizeof(T) < kLargeFrom ? std::allocator<T>().allocate(count) : static_cast<T*>(take_large_pages(count * sizeof(T)));
  }
  void deallocate(T* memory, std::size_t count) {
    if (count * sizeof(T) < kLargeFrom) return std::allocator<T>().deallocate(memory, count);
    give_large_pages(memory);
  }
  friend bool operator==(const LargePages& /*unused*/, const LargePages& /*unused*/) { return true; }
};

template <class T>
using LargeVector = std::vector<T, LargePages<T>>;

/// Bytes, zero at first; they begin where a line of the cache does.
class LargeBytes {
 public:
  LargeBytes() = default;
  explicit LargeBytes(std::size_t bytes) : lines_((bytes + sizeof(Line) - 1) / sizeof(Line)) {}
  [[nodiscard]] std::int8_t* data() { return reinterpret_cast<std::int8_t*>(lines_.data()); }
  [[nodiscard]] const std::int8_t* data() const { return reinterpret_cast<const std::int8_t*>(lines_.data()); }

 private:
  struct alignas(64) Line {
    std::array<std::int8_t, 64> bytes{};
  };
  LargeVector<Line> lines_;  // vectors with an allocator fill one element after the other
};

}  // namespace demarche
