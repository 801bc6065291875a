// A word of the document, to be changed: what the mends of trees write to.
#pragma once

#include "demarche/demarche.h"

namespace demarche {

inline Token& at(Document& d, Index i) {
  return d.tokens[static_cast<std::size_t>(i)];
}

}  // namespace demarche
