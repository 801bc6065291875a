// Reports that a text calls false: "said reports that it attacked were false", "called the claim that it attacked a lie", "described as
// false the claim that it attacked". Parsers lose the frame of such sentences ("reports" for a verb, "false" for what is attacked), so it
// is read off the order of the words. Which nouns report and which words belie them: operators.tsv, by "that". See algebra.h.
#include <algorithm>
#include <array>

#include "base/among.h"
#include "happened/algebra.h"

namespace demarche {
namespace {

constexpr Index kSubject = 8;    // words between "that" and its verb
constexpr Index kPredicate = 4;  // and from "were" to "false"

bool names(std::string_view verb) {
  return among({"call", "describe", "brand", "label", "dub", "term", "denounce", "dismiss", "reject", "condemn", "slam", "characterise",
                "characterize", "portray", "deride"},
               verb);
}

}  // namespace

/// The noun of the report that the verb begins: "|reports| that it |attacked|".
Index Algebra::report_of(Index verb) const {
  const Index first = tree_.document().sentences[static_cast<std::size_t>(tree_.sentence_of(verb))].first;
  for (Index k = verb - 1; k > first && verb - k <= kSubject; --k) {
    const Token& t = tree_[k];
    if (t.tag == Tag::VERB || t.tag == Tag::PUNCT) return kNone;
    if (t.lemma != "that") continue;
    const Index noun = k - 1;
    const bool free = noun == first || !(nominal_tag(tree_[noun - 1].tag) || tree_[noun - 1].tag == Tag::ADV);  // not "Chad claims that"
    const Operator* o = operators_.find(Sort::noun, tree_[noun].lemma, lower(tree_, noun), std::vector<std::string>{"that"});
    const bool reports = o != nullptr && (o->positive == Effect::said || o->positive == Effect::alleged);
    return reports && (nominal_tag(tree_[noun].tag) || free) ? noun : kNone;
  }
  return kNone;
}

/// The word's row if it says that something is not so: "false", "a lie"; with "not", "true".
const Operator* Algebra::belies(Index word, bool negated) const {
  const std::string form = lower(tree_, word);
  const bool participle = tree_[word].xpos == "VBN" || tree_[word].xpos == "VBD";  // "was rejected"
  for (const Sort sort : {Sort::adjective, Sort::noun, Sort::verb}) {
    if (sort == Sort::verb && !participle) break;
    if (const Operator* o = operators_.find(sort, tree_[word].lemma, form, std::vector<std::string>{"that"});
        o != nullptr && (o->positive == Effect::denied || (negated && o->negated == Effect::denied)))
      return o;
  }
  return nullptr;
}

/// What belies the report that begins with this verb, and is it "not" that?
Passage Algebra::belied(Index verb) const {
  const Passage none{verb, kNone, nullptr, false};
  const Index noun = report_of(verb);
  if (noun == kNone) return none;
  if (const Operator* o = look_up(verb, {"that"}); o != nullptr && o->positive == Effect::said)
    return none;  // "that Chad said it was false"
  const Sentence& sentence = tree_.document().sentences[static_cast<std::size_t>(tree_.sentence_of(verb))];
  bool named = false;  // "called the claim that ... a lie"
  for (Index k = noun - 1; k >= sentence.first && noun - k <= kPredicate && !named; --k) {
    named = tree_[k].tag == Tag::VERB && names(tree_[k].lemma);
    if (tree_[k].tag == Tag::NOUN || tree_[k].tag == Tag::PROPN) break;
  }
  if (named)
    for (Index k = noun - 1; !names(tree_[k].lemma); --k)  // "described as false the claim that"
      if (const Operator* o = belies(k, false)) return {verb, k, o, false};
  bool is_so = false, no = false;
  Index reach = 0;
  for (Index k = verb + 1; k < sentence.last; ++k) {
    const Token& t = tree_[k];
    if (t.tag == Tag::SCONJ && t.lemma != "as") break;
    if (t.xpos.starts_with('W')) break;
    if (among({"be", "prove"}, t.lemma) && t.xpos != "VBG") {
      is_so = tree_[k - 1].tag != Tag::CCONJ;  // "that it attacked and was denied entry"
      no = false;
      reach = k + kPredicate;
      continue;
    }
    is_so = is_so && k <= reach;
    no = no || (is_so && t.lemma == "not");
    const bool before_noun = t.tag == Tag::ADJ && k + 1 < sentence.last && tree_[k + 1].tag == Tag::NOUN;  // "fake news", at the end
    const Index behind = before_noun ? k + 2 : k + 1;
    const bool last = behind >= sentence.last || tree_[behind].tag == Tag::PUNCT;
    const bool ends = last || among({"and", "but", "on", "in"}, lower(tree_, behind));
    const bool as_such = tree_[k - 1].tag == Tag::DET || tree_[k - 1].tag == Tag::ADJ || tree_[k - 1].lemma == "as";
    const bool named_so = named && (before_noun ? last : ends || as_such);
    if (is_so || named_so)
      if (const Operator* o = belies(k, no)) return {verb, k, o, no};
    if (is_so && t.tag == Tag::VERB && !names(t.lemma)) is_so = false;  // "were killed"
  }
  return none;
}

}  // namespace demarche
