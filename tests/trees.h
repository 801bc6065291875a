// Hand-made trees for tests: one line a word, "form lemma TAG head relation [xpos]", heads 1-based, 0 = root; a blank line ends a sentence.
//   Document d = tree("Kenya Kenya PROPN 2 nsubj\nrejected reject VERB 0 root VBD\nit it PRON 2 obj\n");
// The text is the forms joined by blanks. A malformed line makes an assertion fail, never a silent default.
#pragma once

#include <cassert>
#include <deque>
#include <sstream>
#include <string>

#include "demarche/demarche.h"

namespace demarche::testing {

template <class Enum>
Enum by_name(const std::string& text, int count) {
  for (int i = 0; i < count; ++i)
    if (name(static_cast<Enum>(i)) == text) return static_cast<Enum>(i);
  assert(false && "unknown tag or relation in a test tree");
  return Enum{};
}

/// Keeps tags alive for the string_views of the tokens.
inline std::string_view keep(const std::string& text) {
  static std::deque<std::string> kept;
  for (const std::string& k : kept)
    if (k == text) return k;
  return kept.emplace_back(text);
}

inline Document tree(const std::string& lines) {
  Document d;
  std::istringstream in(lines + "\n\n");
  Index first = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.empty()) {
      const auto last = static_cast<Index>(d.tokens.size());
      if (last > first) {
        Sentence s;
        s.first = first;
        s.last = last;
        s.span = {d.tokens[static_cast<std::size_t>(first)].span.begin, d.tokens.back().span.end};
        d.sentences.push_back(s);
      }
      first = last;
      continue;
    }
    std::istringstream cells(line);
    std::string form, lemma, tag, relation, xpos;
    int head = -1;
    cells >> form >> lemma >> tag >> head >> relation >> xpos;
    assert(head >= 0 && !relation.empty());
    if (!d.text.empty()) d.text += ' ';
    Token t;
    t.span = {static_cast<std::uint32_t>(d.text.size()), static_cast<std::uint32_t>(d.text.size() + form.size())};
    d.text += form;
    t.lemma = lemma;
    t.tag = by_name<Tag>(tag, static_cast<int>(Tag::X) + 1);
    t.relation = by_name<Relation>(relation, static_cast<int>(Relation::xcomp) + 1);
    t.xpos = keep(xpos);
    t.head = head == 0 ? kNone : first + head - 1;
    d.tokens.push_back(t);
  }
  d.mention_of.assign(d.tokens.size(), kNone);
  return d;
}

}  // namespace demarche::testing
