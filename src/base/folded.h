// Words in small letters, digits as 0, hidden characters left out: what the learned weights of sentence ends and of sift know them by.
//   "B-52s" -> "b-00s"
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"

namespace demarche {

inline void append_folded(std::string_view form, std::string& out) {
  for (std::size_t at = 0; at < form.size();) {
    const auto byte = static_cast<unsigned char>(form[at]);
    const char32_t c = byte < 0x80 ? (++at, char32_t{byte}) : next_code_point(form, at);
    if (is_hidden(c)) continue;
    if (c < 0x80) {
      out += static_cast<char>(is_digit(c) ? U'0' : lower(c));
    } else {
      append(lower(c), out);
    }
  }
}

/// Folded words one after the other in one string, whose memory is kept for the next ones.
class FoldedWords {
 public:
  void clear() {
    text_.clear();
    ends_.clear();
  }
  void add(std::string_view form) {
    append_folded(form, text_);
    ends_.push_back(text_.size());
  }
  [[nodiscard]] std::size_t size() const { return ends_.size(); }
  [[nodiscard]] std::string_view operator[](std::size_t i) const {
    const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
    return std::string_view(text_).substr(begin, ends_[i] - begin);
  }

 private:
  std::string text_;
  std::vector<std::size_t> ends_;
};

}  // namespace demarche
