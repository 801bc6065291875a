// Who says it: the subject of a cue, what stands beside it, the owner of a noun. See candidate.h.
#include <algorithm>
#include <cstdlib>

#include "says/candidate.h"
#include "types/arguments.h"
#include "types/frame.h"

namespace demarche {
namespace {

bool is_subject(Relation r) {
  return r == Relation::nsubj || r == Relation::nsubj_outer;
}

}  // namespace

bool Candidates::nominal(Index t) const {
  return nominal_tag(tree_[t].tag);
}

/// What the tree leaves out of a name or hangs on it: "White House press secretary | Josh Earnest", "Park Geun- | hye", "Smith | , speaking
/// in Ohio,".
Candidates::Source Candidates::trimmed(Source s) const {
  if (s.head == kNone || s.span.empty()) return s;
  const auto before = [](const Token& t, std::uint32_t at) { return t.span.begin < at; };
  auto first = static_cast<Index>(std::lower_bound(d_.tokens.begin(), d_.tokens.end(), s.span.begin, before) - d_.tokens.begin());
  const auto last = static_cast<Index>(std::lower_bound(d_.tokens.begin(), d_.tokens.end(), s.span.end, before) - d_.tokens.begin());
  const Index begin = d_.sentences[static_cast<std::size_t>(tree_.sentence_of(first))].first;
  const auto joined = [&](Index t) { return tree_[t - 1].span.end == tree_[t].span.begin; };
  const auto title = [&](Index t) {
    const Token& k = tree_[t];
    const bool part = k.tag == Tag::PROPN || k.tag == Tag::NOUN || k.tag == Tag::ADJ;
    return part && k.relation != Relation::obl_unmarked && k.relation != Relation::nmod_unmarked &&
           quotation_at(quotations_, t) == quotation_at(quotations_, first);
  };
  if (tree_[first].tag == Tag::PROPN) {
    const Index name = first;
    while (first > begin && (title(first - 1) || (first > begin + 1 && joined(first) && joined(first - 1) && title(first - 2))))
      first -= title(first - 1) ? 1 : 2;
    if (first > begin && tree_[first].tag != Tag::PROPN && tree_[first - 1].tag == Tag::DET) --first;
    if (first > begin && tree_[first - 1].tag == Tag::ADP) first = name;  // "in an interview | Smith said"
  }
  Index end = last;
  for (Index k = std::max(first + 1, s.head); k + 1 < last; ++k)
    if (d_.of(tree_[k].span) == "," && tree_[k + 1].xpos == "VBG" && tree_[k + 1].lemma != "include") end = std::min(end, k);
  if (end > s.head) s.span = tokens(first, end);
  return s;
}

/// "a paper filed Thursday | says", with the day taken for a subject.
bool Candidates::day(Index t) const {
  static constexpr std::string_view kDays[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
  return std::find(std::begin(kDays), std::end(kDays), d_.of(tree_[t].span)) != std::end(kDays);
}

/// The subject nearest to the verb, on the verb's side of quotation marks; a relative pronoun stands for its noun but keeps its own place.
Candidates::Source Candidates::source_of_verb(Index verb, int depth) const {
  static constexpr int kClauses = 4;  // names may hang on each other's verbs, so the question doesn't go on for ever
  Index subject = kNone, holder = verb;
  for (int steps = 0; steps < 4 && subject == kNone; ++steps) {
    for (Index c : tree_.children(holder)) {
      if (!is_subject(tree_[c].relation) || quotation_at(quotations_, c) != quotation_at(quotations_, verb) || day(c)) continue;
      if (subject == kNone || std::abs(c - holder) < std::abs(subject - holder)) subject = c;
    }
    if (tree_.child(holder, Relation::nsubj_pass) != kNone || tree_[holder].relation != Relation::conj ||
        tree_[tree_[holder].head].tag == Tag::NOUN)
      break;
    if (subject == kNone) holder = tree_[holder].head;
  }
  if (subject != kNone) {
    Source s = subject < holder ? before_verb(subject, holder) : after_verb(subject, holder);
    s.head = antecedent(tree_, subject);
    return s;
  }
  if (const Source s = beside(verb); s.head != kNone) return s;
  for (const Index who : argument::subjects(tree_, verb, 0)) {
    const Index above = tree_[who].head;
    const bool aside = tree_[verb].xpos == "VBG" && verb > 0 && d_.of(tree_[verb - 1].span) == "," && above != kNone && depth < kClauses;
    if (aside && tree_[who].relation == Relation::obj && tree_[who].tag == Tag::NOUN && tree_[above].tag == Tag::VERB && above < verb &&
        tree_.child(above, Relation::nsubj) != kNone)
      return source_of_verb(above, depth + 1);  // "voiced support for it, saying ..."
    if (depth < kClauses && tree_[verb].tag == Tag::ADJ && tree_[who].lemma == "it" && tree_[verb].head != kNone &&
        tree_[tree_[verb].head].tag == Tag::VERB)
      return source_of_verb(tree_[verb].head, depth + 1);  // "made it clear that"
    if (tree_[who].relation == Relation::obl_unmarked && above != kNone && above != verb && depth < kClauses &&
        tree_[above].tag == Tag::VERB)
      return source_of_verb(above, depth + 1);  // "signed a letter Monday making it clear"
    if (who == verb || day(who) || quotation_at(quotations_, who) != quotation_at(quotations_, verb)) continue;
    return who < verb ? phrase(who, 0, verb) : phrase(who, verb + 1, static_cast<Index>(d_.tokens.size()));
  }
  return {};
}

/// "Fallon, the campaign's secretary, said": up to the comma before the verb, as appositions are often hung elsewhere.
Candidates::Source Candidates::before_verb(Index subject, Index verb) const {
  const auto [first, last] = tree_.extent(subject);
  Index comma = verb - 1;
  while (comma > last && (tree_[comma].tag == Tag::AUX || tree_[comma].tag == Tag::ADV)) --comma;
  bool apposition = comma > last && comma < verb && d_.of(tree_[comma].span) == "," && d_.of(tree_[last].span) == ",";
  for (Index c : tree_.children(verb))
    apposition = apposition && !(c > last && c < comma && tree_[c].relation != Relation::punct && tree_[c].tag == Tag::VERB);
  Index end = verb;  // "Sheinbaum has firmly rejected": the auxiliaries are the verb's, whatever the tree says
  while (end > subject + 1 && (tree_[end - 1].tag == Tag::AUX || tree_[end - 1].tag == Tag::ADV)) --end;
  Source s = phrase(subject, 0, end);
  if (apposition) s.span = tokens(first, comma);
  for (Index k = first + 1; k + 1 < end; ++k)  // a heading run into the text: "Statement on aid The minister, Jane Roe, said"
    if (tree_[k].tag == Tag::DET && d_.of(tree_[k].span) == "The" && nominal(k - 1) && tree_[k].head > k && tree_[k].head < end &&
        nominal(tree_[k].head))
      s = {tree_[k].head, tokens(k, apposition ? comma : end)};
  return s;
}

/// "said Holtz-Eakin, an economist who served under ...": such an apposition runs to the next quotation or the end.
Candidates::Source Candidates::after_verb(Index subject, Index verb) const {
  const Index end = d_.sentences[static_cast<std::size_t>(tree_.sentence_of(verb))].last;
  Source s = phrase(subject, verb + 1, end);
  const Index last = tree_.extent(subject).second;
  if (last + 2 >= end || d_.of(tree_[last].span) != ",") return s;
  const Token& next = tree_[last + 1];
  if (next.tag != Tag::DET && next.tag != Tag::NOUN && next.tag != Tag::PROPN && next.tag != Tag::ADJ && next.lemma != "who") return s;
  Index stop = last;
  while (stop < end && !quotation_at(quotations_, stop)) ++stop;
  s.span = tokens(std::max(tree_.extent(subject).first, verb + 1), stop);
  return s;
}

/// "...," said Smith / "...," Smith said, where the tree has no subject: the phrase that touches the verb.
Candidates::Source Candidates::beside(Index verb) const {
  const Sentence& s = d_.sentences[static_cast<std::size_t>(tree_.sentence_of(verb))];
  const bool finite = tree_[verb].xpos != "VBN" && tree_[verb].xpos != "VB";
  const Quotation* before = verb > s.first ? quotation_at(quotations_, verb - 1) : nullptr;
  const bool inverted = before && before->last == verb &&
                        tree_.child(verb, {Relation::aux, Relation::aux_pass, Relation::mark}) == kNone;  // "...;" read the letter
  if (tree_[verb].tag != Tag::VERB || tree_[verb].xpos == "VBG" || !(finite || inverted)) return {};
  const bool bracket = verb > s.first && d_.of(tree_[verb - 1].span) == ")";  // "Smith (R-Ohio) said"
  const bool after_mark = verb > s.first && tree_[verb - 1].tag == Tag::PUNCT && !bracket;
  if (after_mark && verb + 1 < s.last && !quotation_at(quotations_, verb + 1)) {
    Index h = verb + 1;
    const auto aside = [&](Index t) { return tree_.child(t, Relation::case_) != kNone; };  // "said Jane Roe | in an interview"
    while (!nominal(h) && tree_[h].head > h && tree_[h].head < s.last) h = tree_[h].head;
    while (nominal(h) && tree_[h].head > verb && nominal(tree_[h].head) && !aside(tree_[h].head)) h = tree_[h].head;
    const bool another = is_subject(tree_[h].relation) && tree_[h].head > h;  // "Smith, a lawyer, said the minister | lied"
    const bool told = tree_[verb].lemma == "tell";                            // what follows is whom
    if (nominal(h) && !aside(h) && !another && !told) return after_verb(h, verb);
    if ((another || told) && verb > s.first + 1 && !quotation_at(quotations_, verb - 2)) {
      h = verb - 2;
      const auto part = [&](Relation r) {
        return r == Relation::flat || r == Relation::appos || r == Relation::compound || r == Relation::nmod || r == Relation::amod;
      };
      while (tree_[h].head != kNone && tree_[h].head < verb && tree_[h].head >= s.first && part(universal(tree_[h].relation)))
        h = tree_[h].head;
      if (nominal(h) && !aside(h)) return before_verb(h, verb);
    }
  }
  if (!after_mark && verb > s.first && !quotation_at(quotations_, verb - 1)) {
    Index h = verb - 1;
    if (bracket)
      while (h > s.first + 1 && d_.of(tree_[h].span) != "(") --h;
    while (h > s.first && (tree_[h].tag == Tag::ADV || tree_[h].tag == Tag::AUX || tree_[h].tag == Tag::PUNCT)) --h;
    if (day(h) && h > s.first + 1 && tree_[h - 1].tag == Tag::VERB)  // "a paper filed Thursday says"
      if (const Index paper = tree_.child(h - 1, Relation::nsubj); paper != kNone && paper < h) return phrase(paper, s.first, h - 1);
    if (day(h)) return {};
    while (nominal(h) && tree_[h].head != kNone && tree_[h].head < verb && nominal(tree_[h].head) &&
           !quotation_at(quotations_, tree_[h].head) &&
           !(tree_[h].relation == Relation::appos && tree_.child(tree_[h].head, Relation::case_) != kNone))
      h = tree_[h].head;
    if (nominal(h)) return phrase(h, s.first, verb);
  }
  return {};
}

/// "Ankara's claim that", "the claim by Ankara", "Ankara made the claim that".
Candidates::Source Candidates::source_of_noun(Index noun, Index content) const {
  const auto n = static_cast<Index>(d_.tokens.size());
  for (Index c : tree_.children(noun))
    if (tree_[c].relation == Relation::nmod_poss && c != content && !day(c)) {
      Source s = phrase(c, 0, noun);
      if (const Index mark = tree_.child(c, Relation::case_); mark != kNone && mark > c) s.span = tokens(tree_.extent(c).first, mark);
      return s;
    }
  for (Index c : tree_.children(noun)) {
    if (tree_[c].relation != Relation::nmod || c == content) continue;
    const std::string p = tree_.preposition(c);
    if (p == "by" || p == "from" || p == "among") return phrase(c, tree_.child(c, Relation::case_) + 1, n);
    if (p == "of" && content != kNone && tree_[content].relation != Relation::nmod)
      return phrase(c, tree_.child(c, Relation::case_) + 1, n);
  }
  const Relation r = tree_[noun].relation;
  const Index above = tree_[noun].head;
  if (const Index agent = above == kNone ? kNone : tree_.child(above, Relation::obl_agent);
      agent != kNone && r == Relation::nsubj_pass && table_.issues(tree_[above].lemma))
    return phrase(agent, tree_.child(agent, Relation::case_) + 1, n);  // "The claim that they left was made by Ankara"
  const bool met = r != Relation::obj || (above != kNone && table_.meets(tree_[above].lemma));
  if (met && table_.hearsay(tree_[noun].lemma)) return phrase(noun, 0, noun + 1);  // "There are reports that", "faces charges that"
  if ((r == Relation::obj || r == Relation::obl || r == Relation::xcomp) && tree_[noun].head != kNone)
    return source_of_verb(tree_[noun].head);
  if (tree_.child(noun, Relation::cop) != kNone) return source_of_verb(noun);
  for (Index c : tree_.children(noun))
    if ((tree_[c].relation == Relation::amod || tree_[c].relation == Relation::compound) && tree_[c].name_tag != 0 &&
        !table_.platform(tree_[c].lemma))
      return phrase(c, 0, noun);
  return {};
}

}  // namespace demarche
