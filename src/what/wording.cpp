// What a word is before any sense of it is asked for: part of a name or of a compound, a month, a verb that the parser took for an adverb.
//   "Secretary-General Ban Ki-moon"  ->  Ban is no ban
// Does not look at senses.
#include "what/match.h"

namespace demarche {
namespace {

constexpr Index kNameReach = 4;  // words of a name

}  // namespace

/// "president-elect", "court-ordered": the verb of a compound with a noun.
bool Matcher::suffixed(Index token) const {
  if (token < 2 || doc().of(tree_[token - 1].span) != "-" || tree_[token - 1].span.end != tree_[token].span.begin) return false;
  return noun_tag(tree_[token - 2].tag) && tree_[token - 2].span.end == tree_[token - 1].span.begin;
}

/// A capital where the sentence has few: a name, not an act.
bool Matcher::named(Index token) const {
  const auto capital = [&](Index i) { return doc().text[tree_[i].span.begin] >= 'A' && doc().text[tree_[i].span.begin] <= 'Z'; };
  const Sentence& s = doc().sentences[static_cast<std::size_t>(tree_.sentence_of(token))];
  if (!capital(token) || token == s.first) return false;
  int words = 0, capitals = 0;
  for (Index i = s.first; i < s.last; ++i) {
    const Tag tag = tree_[i].tag;
    if (tag != Tag::NOUN && tag != Tag::VERB && tag != Tag::ADJ && tag != Tag::ADV) continue;
    ++words;
    capitals += capital(i);
  }
  return tree_[token].tag == Tag::PROPN && 2 * capitals < words;
}

/// "22 March", "MARCH 6": a month beside its day or year.
bool Matcher::dated(Index token) const {
  const Sentence& s = doc().sentences[static_cast<std::size_t>(tree_.sentence_of(token))];
  const auto number = [&](Index i) {
    const std::string_view w = i >= s.first && i < s.last ? doc().of(tree_[i].span) : std::string_view{};
    return !w.empty() && w.find_first_not_of("0123456789") == std::string_view::npos;
  };
  return number(token - 1) || number(token + 1);
}

/// "granted the American request": who grants it has not made it.
bool Matcher::granted(Index noun) const {
  const Token& t = tree_[noun];
  if (t.relation != Relation::obj || t.head == kNone || tree_[t.head].lemma != "grant") return false;
  return t.lemma == "request" || t.lemma == "petition" || t.lemma == "appeal" || t.lemma == "demand" || t.lemma == "plea";
}

/// "Secretary-General Ban Ki-moon": a word of somebody's name.
bool Matcher::in_name(Index token) const {
  const char first = doc().text[tree_[token].span.begin];
  if (first < 'A' || first > 'Z') return false;
  for (Index h = token; h != kNone && token - h < kNameReach && h - token < kNameReach; h = tree_[h].head) {
    const Index m = doc().mention_of[static_cast<std::size_t>(h)];
    const Entity* e = doc().entity_of(m);
    const Mention* mention = m == kNone ? nullptr : &doc().mentions[static_cast<std::size_t>(m)];
    if (mention && e && e->person && mention->kind == Mention::Kind::name && mention->head != token &&
        mention->span.contains(tree_[token].span))
      return true;
  }
  return false;
}

/// "Thousands rally in Dhaka", with the verb taken for an adverb or adjective: it has a subject all the same, and no copula.
bool Matcher::mistagged(Index token) const {
  const Token& t = tree_[token];
  if (t.tag != Tag::ADV && t.tag != Tag::ADJ) return false;
  const Index subject = tree_.child(token, Relation::nsubj);
  if (subject == kNone || subject > token) return false;
  for (Index i = subject + 1; i < token; ++i)
    if (tree_[i].tag == Tag::AUX || tree_[i].tag == Tag::VERB) return false;
  return true;
}

}  // namespace demarche
