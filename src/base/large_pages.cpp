// See large_pages.h. Linux gives large pages to memory that asks for them ("transparent huge pages"); elsewhere these are pages as any.
#include "base/large_pages.h"

#include <sys/mman.h>

#include <cstdlib>
#include <new>

namespace demarche {

void* take_large_pages(std::size_t bytes) {
  const std::size_t whole = (bytes + kLargePage - 1) / kLargePage * kLargePage;
  void* memory = whole < bytes ? nullptr : std::aligned_alloc(kLargePage, whole);
  if (memory == nullptr) throw std::bad_alloc();
#ifdef MADV_HUGEPAGE
  ::madvise(memory, whole, MADV_HUGEPAGE);  // a wish: refused, it is memory all the same
#endif
  return memory;
}

void give_large_pages(void* memory) noexcept {
  std::free(memory);  // NOLINT(cppcoreguidelines-no-malloc): as it was taken
}

}  // namespace demarche
