// What annotators of attributions leave out, and what the sources of claims need.
//   "Chad called the raid a massacre"                       ->  called (Chad: a massacre); the raid itself stays whose it was
//   "The rebels say that it fell," the bishop said          ->  say (the rebels: that it fell)
// Free labels ("condemned what Chad called a massacre") are attributions like others.
#include <algorithm>

#include "says/attribute.h"
#include "types/arguments.h"

namespace demarche {

/// "condemned what it called a massacre", "what Chad described as an invasion", "what it says was a massacre".
void Candidates::of_label(Index t) {
  const Index what = t > 0 ? tree_.child(t, Relation::obj) : kNone;
  bool free = what != kNone && what < t && tree_[what].lemma == "what";
  for (Index k = t - 1; k > 0 && k > t - 6 && !free; --k) free = tree_[k].lemma == "what" && tree_[k].xpos.starts_with('W');
  if (!free) return;
  const Source source = source_of_verb(t);
  if (source.head == kNone) return;
  const Index last = d_.sentences[static_cast<std::size_t>(tree_.sentence_of(t))].last;
  if (t + 2 < last && tree_[t + 1].lemma == "be" && tree_[t + 2].lemma != "that") return add(t, "as", source, kNone, {tokens(t + 2, last)});
  for (Index c : tree_.children(t)) {
    const Relation r = universal(tree_[c].relation);
    const bool named = r == Relation::xcomp || r == Relation::obj || (r == Relation::obl && tree_.preposition(c) == "as");
    if (c > t && named && tree_[c].tag == Tag::NOUN) add(t, "label", source, c, {tree_.span(c)});
  }
}

/// "the group, which Chad says attacked its post, fled": up to the comma that closes the relative clause.
void Candidates::of_relative(Index t) {
  const Sentence& s = d_.sentences[static_cast<std::size_t>(tree_.sentence_of(t))];
  if (t + 2 >= s.last || !table_.vouches(tree_[t].lemma, Tag::VERB, "ccomp") || !(tensed(tree_[t + 1]) || tree_[t + 1].xpos == "MD"))
    return;
  const Source source = source_of_verb(t);
  if (source.head == kNone || source.head > t) return;
  const Index pronoun = tree_.extent(source.head).first - 1;
  if (pronoun <= s.first) return;
  const std::string& who = tree_[pronoun].lemma;
  if (who != "which" && who != "who" && who != "whom" && (who != "that" || tree_[pronoun].xpos != "WDT")) return;
  Index end = t + 1;
  while (end < s.last && (d_.of(tree_[end].span) != "," || quotation_at(quotations_, end) != nullptr)) ++end;
  add(t, "as", source, kNone, {tokens(t + 1, end)});
}

/// "called the raid a massacre", "the raid was described by Chad as a massacre", "the raid, which Chad called a massacre".
std::vector<Candidate> Candidates::labels(const Sentence& s) {
  out_.clear();
  for (Index t = s.first; t < s.last; ++t) {
    if (tree_[t].tag != Tag::VERB || !table_.vouches(tree_[t].lemma, Tag::VERB, "label") || tree_.child_lemma(t, "not") != kNone) continue;
    const Index agent = tree_.child(t, Relation::obl_agent);
    const Source source = agent != kNone ? phrase(agent, s.first, s.last) : source_of_verb(t);
    if (source.head == kNone) continue;
    const Index object = tree_.child(t, {Relation::obj, Relation::nsubj_pass});
    const bool relative = tree_[t].relation == Relation::acl_relcl && tree_.below(source.head, t);
    const bool bare = table_.vouches(tree_[t].lemma, Tag::VERB, "dub");
    const auto label = [&](Index c) {
      if (c < t || tree_[c].tag != Tag::NOUN) return;
      auto [first, last] = tree_.extent(c);
      for (Index k = c + 1; k < last; ++k)  // "an army that burned the town": that it did is not only theirs
        if (tree_[k].relation == Relation::acl_relcl) last = std::min(last, tree_.extent(k).first);
      add(t, "label", source, c, {tokens(first, last)});
    };
    for (Index c : tree_.children(t)) {
      const Relation r = universal(tree_[c].relation);
      const std::string p = tree_.preposition(c);
      if ((bare && r == Relation::xcomp) || (r == Relation::obl && p == "as") || (bare && r == Relation::obj && (relative || c != object)))
        label(c);
      for (Index k : tree_.children(c))  // "branded the raid | a massacre"
        if (bare && r == Relation::obj && tree_[k].relation == Relation::appos && tree_.extent(k).first > c &&
            d_.of(tree_[tree_.extent(k).first - 1].span) != ",")
          label(k);
    }
  }
  return std::move(out_);
}

/// "The rebels say that the army fled," the bishop said: within his words, those of others.
bool Attributor::within_quotation(const Candidate& c) const {
  const Token& cue = tree_[c.cue];
  if (c.slot != "ccomp" || cue.tag != Tag::VERB || !tensed(cue) || c.source == kNone || !vouches(c) || nobody(c)) return false;
  const Quotation* q = quotation_at(quotations_, c.cue);
  if (q == nullptr || !q->clause || quotation_at(quotations_, c.root) != q || quotation_at(quotations_, c.source) != q) return false;
  const Token& who = tree_[c.source];
  const bool third = noun_tag(who.tag) || who.lemma == "he" || who.lemma == "she" || who.lemma == "they";
  const auto at = std::partition_point(d_.attributions.begin(), d_.attributions.end(),
                                       [&](const Attribution& a) { return a.cue_span.begin < c.cue_span.begin; });
  const bool known = at != d_.attributions.end() && at->cue == c.cue;
  return third && !known && tree_.child(c.cue, {Relation::aux, Relation::aux_pass}) == kNone;  // "would say", "didn't say"
}

std::vector<Attribution> Attributor::beside() const {
  std::vector<Attribution> out;
  Candidates readings(tree_, table_, quotations_);
  const auto add = [&](Candidate& c) {
    Attribution& a = out.emplace_back();
    a.cue = c.cue;
    a.cue_span = c.cue_span;
    a.source = mention_in(c.source, c.source_span);
    a.source_span = c.source_span;
    a.content = std::move(c.content);
  };
  for (std::size_t s = 0; s < d_.sentences.size(); ++s) {
    if (d_.sentences[s].skimmed) continue;
    for (Candidate& c : readings.labels(d_.sentences[s])) add(c);
    if (quotations_about(quotations_, d_.sentences[s].span).empty()) continue;
    for (Candidate& c : readings.of_sentence(static_cast<Index>(s)))
      if (within_quotation(c)) add(c);
  }
  std::erase_if(out, [](const Attribution& a) { return a.source == kNone; });
  return out;
}

}  // namespace demarche
