// Any bytes as feed: see readers.h for what must hold.
#include <cstdint>

#include "readers.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  demarche::fuzz::read_as("feed", {reinterpret_cast<const char*>(data), size});
  return 0;
}
