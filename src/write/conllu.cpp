// CoNLL-U out of a parsed document; see conllu.h. Enhanced dependencies (column 9) and empty nodes are not made.
#include "write/conllu.h"

#include <array>

namespace demarche {

namespace {

constexpr std::array<std::string_view, 4> kNameKinds = {"person", "organization", "place", "nationality"};

/// White space inside a form or a text would break the line format.
void append_flat(std::string_view text, std::string& out) {
  bool space = false;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
    if (blank && !space) out += ' ';
    if (!blank) out += c;
    space = blank;
  }
}

std::string name_misc(const Token& token) {
  if (token.name_tag == 0) return {};
  const std::size_t kind = (token.name_tag - 1U) / 2U;
  if (kind >= kNameKinds.size()) return {};
  return std::string(token.name_tag % 2 == 1 ? "NE=B-" : "NE=I-") + std::string(kNameKinds[kind]);
}

/// The last word of the orthographic token that begins at `token`.
Index last_joined(const Document& document, Index token, Index sentence_end) {
  Index last = token;
  while (last + 1 < sentence_end && document.tokens[static_cast<std::size_t>(last) + 1].joined) ++last;
  return last;
}

void append_sentence(const Document& document, const Sentence& sentence, std::string& out) {
  const auto token = [&](Index i) -> const Token& { return document.tokens[static_cast<std::size_t>(i)]; };
  const auto count = static_cast<Index>(document.tokens.size());
  const auto touches_next = [&](Index i) { return i + 1 < count && token(i + 1).span.begin == token(i).span.end; };
  out += "# text = ";
  for (Index i = sentence.first; i < sentence.last; ++i) {
    append_flat(document.of(token(i).span), out);
    if (i + 1 < sentence.last && !touches_next(i)) out += ' ';
  }
  out += '\n';
  for (Index i = sentence.first; i < sentence.last;) {
    const Index last = last_joined(document, i, sentence.last);
    if (last > i) {
      out += std::to_string(i - sentence.first + 1) + '-' + std::to_string(last - sentence.first + 1) + '\t';
      append_flat(document.of({token(i).span.begin, token(last).span.end}), out);
      out += "\t_\t_\t_\t_\t_\t_\t_\t";
      out += touches_next(last) ? "SpaceAfter=No\n" : "_\n";
    }
    for (Index k = i; k <= last; ++k) {
      std::string form;
      append_flat(document.of(token(k).span), form);
      std::string misc = name_misc(token(k));
      if (i == last && touches_next(k)) misc += misc.empty() ? "SpaceAfter=No" : "|SpaceAfter=No";
      append_conllu_word(document, k, sentence.first, form, misc, out);
    }
    i = last + 1;
  }
  out += '\n';
}

}  // namespace

void append_conllu_word(const Document& document, Index index, Index first, std::string_view form, std::string_view misc,
                        std::string& out) {
  const Token& token = document.tokens[static_cast<std::size_t>(index)];
  const auto column = [&](std::string_view value) {
    out += '\t';
    if (value.empty()) {
      out += '_';
    } else {
      append_flat(value, out);
    }
  };
  out += std::to_string(index - first + 1);
  column(form);
  column(token.lemma);
  column(name(token.tag));
  column(token.xpos);
  column(token.features);
  column(std::to_string(token.head == kNone ? 0 : token.head - first + 1));
  column(token.head == kNone ? "root" : name(token.relation));
  column("_");
  column(misc);
  out += '\n';
}

void write_conllu(const Document& document, const Style&, std::string& out) {
  std::size_t number = 0;
  for (const Sentence& sentence : document.sentences) {
    if (sentence.first >= sentence.last) continue;
    if (number == 0) {
      out += "# newdoc id = ";
      append_flat(document.name, out);
      out += '\n';
    }
    if (sentence.new_paragraph || number == 0) out += "# newpar\n";
    out += "# sent_id = " + std::to_string(++number) + '\n';
    append_sentence(document, sentence, out);
  }
}

}  // namespace demarche
