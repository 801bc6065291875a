// One run over one text: words are read whole, and rules say where a sentence may end. Boundary (boundary.h) has the last word.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "demarche/demarche.h"
#include "split/tables.h"

namespace demarche {

class WordSplitter {
 public:
  WordSplitter(const SplitTables& tables, Document& document);
  /// Fills tokens and sentences. Linear in the text.
  void run();
  /// For each sentence: its end stands, whatever the words say (an empty line, a date line, a cut).
  [[nodiscard]] const std::vector<bool>& fixed() const { return fixed_; }

 private:
  struct Character {
    char32_t code;
    std::uint32_t begin, end;  // bytes
  };
  static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

  [[nodiscard]] char32_t look(std::size_t i) const { return i < text_.size() ? text_[i].code : 0; }
  [[nodiscard]] char32_t now() const { return look(at_); }
  [[nodiscard]] char32_t before(std::size_t i) const { return i > 0 ? text_[i - 1].code : 0; }
  [[nodiscard]] std::size_t after_blanks(std::size_t i) const;
  [[nodiscard]] std::string small(std::size_t begin, std::size_t end) const;
  void push(std::size_t begin, std::size_t end, bool joined = false);
  void blanks();
  void hidden();

  // words.cpp
  void word();
  void pieces_of_word(std::size_t begin);
  [[nodiscard]] std::size_t address(std::size_t begin) const;
  [[nodiscard]] bool continues(std::size_t begin) const;
  [[nodiscard]] bool grouped(std::size_t begin) const;
  [[nodiscard]] bool prefix(std::size_t begin) const;
  [[nodiscard]] std::size_t clitic(std::size_t apostrophe) const;
  [[nodiscard]] std::size_t number_before_unit(std::size_t begin) const;
  [[nodiscard]] bool abbreviated(std::size_t begin) const;
  void mark();
  [[nodiscard]] bool smiles(std::size_t begin) const;
  [[nodiscard]] bool possessive(std::size_t apostrophe) const;

  // ends.cpp
  void close(bool fixed = true);
  [[nodiscard]] std::size_t line_length(std::size_t i) const;
  [[nodiscard]] bool unwrapped(std::size_t i) const;
  [[nodiscard]] bool wrapped(std::size_t i);
  [[nodiscard]] bool headline_ran_in() const;
  [[nodiscard]] bool shouting() const;
  [[nodiscard]] bool ends_after_abbreviation() const;
  void date_line();
  void dateline();
  [[nodiscard]] bool in_small_letters(std::size_t i) const;
  void end_sentence();
  bool footnote(std::size_t at);
  void cut_long();

  const SplitTables& tables_;
  Document& d_;
  std::vector<Character> text_;
  std::vector<bool> fixed_;
  std::size_t at_ = 0, hidden_ = kNowhere;  ///< hidden_: first of the hidden characters before the next word
  Index first_ = 0;
  bool new_paragraph_ = true;
  std::size_t block_end_ = 0;   ///< of the lines between two empty ones, as wrapped() last met them
  bool block_wrapped_ = false;  ///< those lines are wrapped at some width
};

}  // namespace demarche
