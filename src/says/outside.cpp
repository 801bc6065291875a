// Readings of what isn't a predicate: "according to X", "Minister: rebels fired first", "..." - Jane Roe. See candidate.h.
#include <algorithm>

#include "base/utf8.h"
#include "says/candidate.h"
#include "types/within.h"

namespace demarche {

/// "..." - Jane Roe, Ohio: a name after a dash below a quotation.
void Candidates::of_dash(const Sentence& s) {
  const std::string_view w = d_.of(tree_[s.first].span);
  if (s.first == 0 || s.first + 1 >= s.last || (w != "—" && w != "–" && w != "―" && w != "-" && w != "--") ||
      tree_[s.first + 1].tag != Tag::PROPN)
    return;
  const Quotation* q = quotation_at(quotations_, s.first - 1);
  Index head = s.first + 1;
  while (tree_[head].head > head && tree_[head].head < s.last && tree_[tree_[head].head].tag == Tag::PROPN) head = tree_[head].head;
  Index end = head + 1;
  while (end < s.last && tree_[end].tag == Tag::PROPN) ++end;
  if (q && q->last == s.first) add(s.first, "dash", {head, tokens(s.first + 1, end)}, kNone, {q->span});
}

/// "according to X": X is the source, the clause around is the content.
void Candidates::of_according(Index t) {
  const std::string_view word = tree_.form(t);
  const bool per = word == "per";
  const bool according = word == "according" && tree_.form(t + 1) == "to";
  if (!per && !according) return;
  const Index from = per ? t + 1 : t + 2;
  const Sentence& s = d_.sentences[static_cast<std::size_t>(tree_.sentence_of(t))];
  if (from >= s.last) return;
  const Index noun = noun_of_according(t, from);
  if (noun == kNone) return;
  const Index end = std::clamp(end_of_source(noun, s.last), from + 1, s.last);
  const auto [first, last] = scope_of_according(t, end, noun);
  const bool inside = t > s.first && tree_[t - 1].tag != Tag::PUNCT && tree_[t - 1].tag != Tag::SCONJ && tree_[t - 1].tag != Tag::CCONJ;
  if (according && inside && first < t && tree_[noun].tag == Tag::NOUN && !speaks(noun)) return;  // "exchanged according to a formula"
  const Source source{noun, tokens(std::max(tree_.extent(noun).first, from), first >= from ? std::min(first, end) : end)};
  if (first >= from) return add(t, "according", source, kNone, {tokens(first, last)});
  add(t, "according", source, kNone, {tokens(first, t), tokens(std::min(end, last), last)});
}

/// The head of the phrase behind "according to", a name rather than the title before it; or kNone.
Index Candidates::noun_of_according(Index t, Index from) const {
  const Index end = d_.sentences[static_cast<std::size_t>(tree_.sentence_of(t))].last;
  Index noun = kNone;
  for (const Index word : {t, t + 1}) {
    const Index head = tree_[word].head;
    if (head != kNone && head >= from && noun == kNone) noun = head;
  }
  for (const Index word : {t, t + 1})
    for (Index c : tree_.children(word))
      if (noun == kNone && c >= from &&
          (tree_[c].relation == Relation::obl || tree_[c].relation == Relation::nmod || tree_[c].relation == Relation::obj))
        noun = c;
  const auto title = [&](Index k) { return tree_[k].relation == Relation::nmod_desc && tree_[k].head > k && tree_[k].head < end; };
  while (noun != kNone && title(noun)) noun = tree_[noun].head;
  return noun;
}

/// Behind the phrase of a source: without the comma that closes it, and without what no "and" joins to it: "monitors, | raids hit the
/// town".
Index Candidates::end_of_source(Index noun, Index last) const {
  bool joined = false;
  for (Index c : tree_.children(noun)) joined = joined || (tree_[c].relation == Relation::conj && tree_.child(c, Relation::cc) != kNone);
  for (Index c : tree_.children(noun))
    if (!joined && c > noun && tree_[c].relation == Relation::conj) last = std::min(last, tree_.extent(c).first);
  Index end = noun + 1;
  for (Index k = end; k < last; ++k) {
    if (tree_[k].tag == Tag::PUNCT) continue;
    if (!tree_.below(k, noun)) break;
    end = k + 1;
  }
  return end;
}

/// Does the sentence end with the source and no more than what is said of it: "according to people | close to the talks."?
bool Candidates::ends_with_source(Index end, Index last) const {
  for (Index k = end; k < last; ++k)
    if (tensed(tree_[k]) || tree_[k].xpos == "MD" || (tree_[k].tag == Tag::PUNCT && d_.of(tree_[k].span) == "," && k + 1 < last))
      return false;
  return true;
}

/// Somebody who may say so, or a text that does, where a rule or a plan says how something is done.
bool Candidates::speaks(Index noun) const {
  const Index mention = d_.mention_of.empty() ? kNone : d_.mention_of[static_cast<std::size_t>(noun)];
  const Entity* e = d_.entity_of(mention);
  if (e != nullptr && (e->person || e->group || e->medium || !e->sector.empty())) return true;
  return table_.vouches(tree_[noun].lemma, Tag::NOUN, "ccomp") || table_.speaker(tree_[noun].lemma);
}

/// What "according to X" speaks of. Behind a comma at the end of a sentence: all of it, back to a colon or bracket; at the head of a
/// clause: the clause behind the comma; elsewhere the clause in the tree. Annotators of PolNeAR take the whole sentence in five of six such
/// ends; those of claims do so without a comma too.
std::pair<Index, Index> Candidates::scope_of_according(Index t, Index end, Index noun) const {
  const Sentence& s = d_.sentences[static_cast<std::size_t>(tree_.sentence_of(t))];
  const auto word = [&](Index k) { return d_.of(tree_[k].span); };
  const bool relative = t > s.first + 1 && word(t - 1) == "," && tree_[t - 2].xpos.starts_with('W');  // "which, according to them, he"
  const bool heads = relative || t == s.first || tree_[t - 1].tag == Tag::SCONJ || tree_[t - 1].tag == Tag::CCONJ;
  Index comma = end;
  while (heads && comma < s.last && word(comma) != ",") ++comma;
  if (relative && comma + 2 < s.last) return {comma + 1, s.last};
  if (t > s.first + 2 && !heads && ends_with_source(end, s.last))
    if (const Index first = first_of_closed(t, noun); first != kNone) return {first, t};
  Index top = noun;
  while (top != kNone && (top >= t || tree_[top].relation == Relation::nmod) && (top == noun || top <= t + 1)) top = tree_[top].head;
  Index clause = top;
  while (clause != kNone && tree_[clause].tag != Tag::VERB && tree_[clause].tag != Tag::AUX &&
         tree_.child(clause, {Relation::nsubj, Relation::cop}) == kNone)
    clause = tree_[clause].head;
  const bool reduced = heads && clause != kNone && clause > t && clause < comma && comma + 2 < s.last &&
                       tree_.child(clause, {Relation::nsubj, Relation::nsubj_pass}) == kNone;
  if (reduced) return {comma + 1, s.last};  // "according to a posting made on Monday, they"
  if (clause == kNone) return {s.first, s.last};
  const auto [first, last] = tree_.extent(clause);
  return t < first || t >= last ? std::pair{s.first, s.last} : std::pair{first, last};
}

/// Where that begins which "according to X" closes; kNone where it belongs to its own clause alone: "paid according to the law".
Index Candidates::first_of_closed(Index t, Index noun) const {
  const Index begin = d_.sentences[static_cast<std::size_t>(tree_.sentence_of(t))].first;
  const auto word = [&](Index k) { return d_.of(tree_[k].span); };
  const Index before = is_quotation_mark(word(t - 1)) ? t - 2 : t - 1;
  const bool comma = word(before) == ",";
  if (!comma && (tree_[before].tag == Tag::PUNCT || !speaks(noun))) return kNone;
  Index first = t - 1;
  for (int brackets = 0; first > begin; --first) {
    const std::string_view w = word(first - 1);
    brackets += w == ")" ? 1 : w == "(" ? -1 : 0;
    if (brackets < 0 || w == ":" || w == ";") break;
  }
  if (!comma)
    for (Index k = noun; k != kNone; k = tree_[k].head)
      if (tree_[k].relation == Relation::ccomp) first = std::max(first, std::min(tree_.extent(k).first, t - 1));
  return tree_[first].tag == Tag::CCONJ ? first + 1 : first;
}

/// "(NUNEZ) WE ARE LEAVING. (END RECORDING)", "((Jane Roe)) We are leaving.": a transcript's turn, to its end or the paragraph's.
void Candidates::of_brackets(const Sentence& s) {
  constexpr Index kLongestName = 5;
  const auto word = [&](Index k) { return d_.of(tree_[k].span); };
  const auto opens = [&](Index k) { return k < s.last && (word(k) == "(" || word(k) == "(("); };
  const auto closes = [&](Index k) { return k < s.last && (word(k) == ")" || word(k) == "))"); };
  Index begin = s.first;
  for (int notes = 0; notes < 3 && opens(begin); ++notes) {
    while (opens(begin)) ++begin;
    Index end = begin;
    while (end < s.last && end < begin + kLongestName && !closes(end)) ++end;
    if (end == begin || !closes(end)) return;
    const char letter = word(begin)[0];
    bool name = letter >= 'A' && letter <= 'Z' && word(begin).size() > 1;  // not "((es))", a language
    for (Index t = begin; t < end; ++t)
      name = name && (tree_[t].tag == Tag::PROPN || tree_[t].tag == Tag::NOUN || tree_[t].tag == Tag::ADJ);
    Index from = end;
    while (closes(from)) ++from;
    const bool plain = from < s.last && tree_[from].tag != Tag::PUNCT;
    if (name && plain && (s.new_paragraph || begin > s.first + 1)) {
      const Index last = end_of_paragraph(begin);
      Index stop = from;
      while (stop < last && !(word(stop) == "(" && stop + 1 < last && lower(word(stop + 1)) == "end")) ++stop;
      return add(begin, "bracket", {end - 1, tokens(begin, end)}, kNone, {tokens(from, stop)});
    }
    begin = from;
  }
}

/// "Rebels fired first: minister", "Rebels fired first - officials": a headline whose last words name who says so. Not a list, not a
/// publisher.
void Candidates::of_last_words(const Sentence& s) {
  constexpr Index kLongestName = 6;
  if (!s.new_paragraph || s.last - s.first < 5) return;
  const auto word = [&](Index k) { return d_.of(tree_[k].span); };
  if (word(s.last - 1) == "." || word(s.last - 1) == "?") return;
  Index at = s.last - 1;
  while (at > s.last - 2 - kLongestName && at > s.first + 2 && tree_[at].tag != Tag::PUNCT) --at;
  const bool dash = word(at) == "-" || word(at) == "–" || word(at) == "—";
  if (at + 1 >= s.last || (word(at) != ":" && !dash) || quotation_at(quotations_, at)) return;
  if (dash && tree_[at - 1].span.end == tree_[at].span.begin) return;
  Index head = kNone;
  for (Index t = at + 1; t < s.last; ++t) {
    const Tag tag = tree_[t].tag;
    if (tag == Tag::VERB || tag == Tag::AUX || tag == Tag::NUM || tag == Tag::CCONJ) return;
    if (noun_tag(tag) && (tree_[t].head == kNone || tree_[t].head <= at)) head = t;
  }
  bool clause = false;
  for (Index t = s.first; t < at; ++t) clause = clause || tree_[t].tag == Tag::VERB;
  if (head != kNone && clause) add(at, dash ? "last-" : "last", {head, tokens(at + 1, s.last)}, kNone, {tokens(s.first, at)});
}

/// Behind the last token of the paragraph, or of the line, where that ends with a sentence and no line before it does not: a list of
/// news, an item a line.
Index Candidates::end_of_paragraph(Index t) const {
  auto s = static_cast<std::size_t>(tree_.sentence_of(t));
  bool wrapped = breaks_line(d_, d_.sentences[s].span);
  for (; s + 1 < d_.sentences.size() && !d_.sentences[s + 1].new_paragraph; ++s) {
    if (!wrapped && breaks_line(d_, {d_.sentences[s].span.end, d_.sentences[s + 1].span.begin})) break;
    wrapped = wrapped || breaks_line(d_, d_.sentences[s + 1].span);
  }
  return d_.sentences[s].last;
}

/// "Minister: rebels fired first" at the start of a headline or paragraph.
void Candidates::of_colon(const Sentence& s) {
  constexpr Index kLongestName = 8;
  for (Index k = s.first + 1; k + 2 < s.last && k <= s.first + kLongestName; ++k) {
    if (tree_[k].tag == Tag::VERB || tree_[k].tag == Tag::AUX) return;
    if (d_.of(tree_[k].span) != ":") continue;
    Index head = s.first;
    for (Index t = s.first; t < k; ++t)
      if (tree_[t].head == kNone || tree_[t].head >= k || tree_[t].head < s.first) head = t;
    const Index last = end_of_paragraph(k);  // a turn of a transcript
    add(k, s.new_paragraph ? "turn" : "headline", {head, tokens(s.first, k)}, kNone, {tokens(k + 1, s.new_paragraph ? last : s.last)});
    if (last != s.last) add(k, "headline", {head, tokens(s.first, k)}, kNone, {tokens(k + 1, s.last)});
    return;
  }
}

}  // namespace demarche
