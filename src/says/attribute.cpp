// Attributions out of readings: see attribute.h. Within a sentence the likeliest reading goes first; another with the same cue or much the
// same content is dropped. A quotation without a cue goes on from the speaker before it in its paragraph, or from a paragraph that was all
// quotation. Does not guess the speaker of a lone quotation.
#include "says/attribute.h"

#include <algorithm>
#include <set>

#include "base/utf8.h"
#include "types/within.h"

namespace demarche {
namespace {

constexpr double kLeast = 0.30;           // best F1 on PolNeAR's training part
constexpr double kLeastVouched = 0.25;    // what may not be missed: a source's claim in the writer's voice
constexpr double kLeastAccording = 0.03;  // the words leave no doubt that there is a source; the rest are laws and plans
constexpr double kLeastBefore = 0.1;      // "..., said X": rare without marks in the annotated news
constexpr double kSameNested = 0.9;       // one in the other: "learned that according to a posting it fell"
constexpr double kSame = 0.5;             // share of two contents above which they are one

std::uint32_t size(const std::vector<Span>& spans) {
  std::uint32_t n = 0;
  for (Span s : spans) n += s.size();
  return n;
}

std::uint32_t shared(const std::vector<Span>& a, const std::vector<Span>& b) {
  std::uint32_t n = 0;
  for (Span s : a)
    for (Span t : b)
      if (s.overlaps(t)) n += std::min(s.end, t.end) - std::max(s.begin, t.begin);
  return n;
}

}  // namespace

void Attributor::run() {
  for (std::size_t s = 0; s < d_.sentences.size(); ++s) select(static_cast<Index>(s));
  take_turns();
  label_quotations();
  std::stable_sort(d_.attributions.begin(), d_.attributions.end(),
                   [](const Attribution& a, const Attribution& b) { return a.cue_span.begin < b.cue_span.begin; });
  continue_quotations();
  nest();
}

void Attributor::select(Index sentence) {
  Candidates readings(tree_, table_, quotations_);
  std::vector<Candidate> candidates = readings.of_sentence(sentence);
  keys_.resize(std::max(keys_.size(), candidates.size()));
  for (std::size_t i = 0; i < candidates.size(); ++i) {  // all first, so that the table is fetched for them side by side
    readings.keys(candidates[i], keys_[i]);
    table_.expect(keys_[i]);
  }
  for (std::size_t i = 0; i < candidates.size(); ++i) candidates[i].probability = table_.probability(keys_[i]);
  const auto spoken = [&](const Candidate& c) {  // "We won," she said about ...
    return (c.slot == "quote<" || c.slot == "quote<>") && c.source != kNone && table_.vouches(tree_[c.cue].lemma, Tag::VERB, "ccomp");
  };
  std::vector<Index> quoting;  // cues of what is spoken
  for (const Candidate& c : candidates)
    if (spoken(c)) quoting.push_back(c.cue);
  std::erase_if(candidates, [&](const Candidate& c) {
    if (c.slot.starts_with("obl:") && std::find(quoting.begin(), quoting.end(), c.cue) != quoting.end()) return true;
    if (spoken(c)) return c.probability < kLeastBefore;
    // "The minister said:" at the end of a sentence introduces what follows, rare as it is in the annotated news
    const bool introduces = c.slot == "next" && c.source != kNone && table_.vouches(tree_[c.cue].lemma, tree_[c.cue].tag, "ccomp");
    const bool before = c.slot == "ccomp<" && c.source != kNone && tree_[c.cue - 1].tag == Tag::PUNCT;  // "It failed, said the minister."
    const double least = c.slot == "according" ? kLeastAccording : before ? kLeastBefore : kLeastVouched;
    if (closes(c) || hearsay(c) || charges(c)) return false;
    return !introduces && !signs(c) && (c.probability < least || (c.probability < kLeast && !vouches(c)));
  });
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.probability > b.probability; });
  for (const Candidate& c : candidates)
    if (!rivals(c) && !nobody(c) && !topic(c)) keep(c);
}

/// "War in Chad: The court ...", "Acme Corporation: A judge ...", "Border clashes: Rebels ...": what a text is about, before a colon, and
/// no speaker.
bool Attributor::topic(const Candidate& c) const {
  if (c.slot == "colon" && c.source > c.cue && c.content.front().contains(tree_[c.source].span))
    return true;  // "PUTTING US FIRST: Chad has"
  if (d_.of(tree_[c.cue].span) != ":" || c.source == kNone || c.source > c.cue || quotation_at(quotations_, c.cue + 1) != nullptr)
    return false;
  const Entity* e = d_.entity_of(mention_in(c.source, c.source_span));
  if (tree_[c.source].tag == Tag::NUM) return true;
  if (lower(d_.of(c.source_span)).starts_with("dear ")) return true;  // "Dear Mr. Speaker: I have ordered ..."
  if (table_.topic(tree_[c.source].lemma)) return true;
  const bool holder = table_.vouches(tree_[c.source].lemma, Tag::NOUN, "ccomp") || table_.speaker(tree_[c.source].lemma);
  const bool words = d_.of(c.source_span).find(' ') != std::string_view::npos;  // one word may be a name ("Roe: It fails")
  if (e == nullptr) return words && tree_[c.source].tag == Tag::NOUN && !holder;
  return !e->person && (e->sector == "BUS" || (e->sector.empty() && e->country.empty() && tree_[c.source].tag == Tag::PROPN));
}

/// "Rebels shelled the port, officials allege.", "The rebels, officials say, shelled the port.": short words between commas, or behind one,
/// that say who says so, and nothing else.
bool Attributor::closes(const Candidate& c) const {
  constexpr Index kLongest = 12;
  if ((c.slot != "tail" && c.slot != "inserted") || c.source == kNone || c.source > c.cue || c.content.size() > 2 ||
      c.content.front().end > c.source_span.begin || (c.content.size() == 2 && c.content.back().begin < c.cue_span.end) ||
      !table_.vouches(tree_[c.cue].lemma, Tag::VERB, "ccomp"))
    return false;
  Index first = tree_.extent(c.source).first;
  while (first < c.source && tree_[first].tag == Tag::PUNCT) ++first;
  const Sentence& s = d_.sentences[static_cast<std::size_t>(tree_.sentence_of(c.cue))];
  Index last = c.content.size() == 2 ? c.cue : s.last;
  while (last < s.last && c.content.size() == 2 && tree_[last].span.begin < c.content.back().begin) ++last;
  return first > s.first && d_.of(tree_[first - 1].span) == "," && last - first <= kLongest && tree_[s.first].tag != Tag::SCONJ;
}

/// "There are reports that rebels took the town", and nobody is named: the reports say so.
bool Attributor::hearsay(const Candidate& c) const {
  return c.source == c.cue && tree_[c.cue].tag == Tag::NOUN && mention_in(c.cue, tree_[c.cue].span) != kNone;
}

/// "Chad's charge that rebels took the town": whose word it is stands beside it.
bool Attributor::charges(const Candidate& c) const {
  const bool beside = c.source != kNone && (tree_.below(c.source, c.cue) || tree_[c.source].relation == Relation::obl_agent);
  return beside && c.slot == "n:acl:that" && vouches(c);
}

/// "'We will fight on': Rebels reject truce": the words before a headline's colon, in the first person, are those of who acts behind it.
bool Attributor::heads(const Candidate& c) const {
  if (c.slot != "quote<" || c.source == kNone || c.source > c.cue) return false;
  const Quotation* q = quotation_at(quotations_, d_.sentences[static_cast<std::size_t>(tree_.sentence_of(c.cue))].first);
  return q != nullptr && q->last < c.source && d_.of(tree_[q->last].span) == ":" && tree_.extent(c.source).first == q->last + 1 &&
         first_person(q->first, q->last);
}

bool Attributor::first_person(Index first, Index last) const {
  return std::any_of(d_.tokens.begin() + first, d_.tokens.begin() + last,
                     [](const Token& t) { return t.features.find("Person=1") != std::string_view::npos; });
}

/// "Minister: rebels fired first": a headline gives the gist of what was said, where a transcript gives the words.
bool Attributor::gist(const Candidate& c) const {
  const Sentence& s = d_.sentences[static_cast<std::size_t>(tree_.sentence_of(c.cue))];
  const std::string_view end = d_.of(tree_[s.last - 1].span);
  const bool stopped = end == "." || end == "?" || end == "!";
  return (c.slot == "turn" || c.slot == "headline") && c.content.back().end <= s.span.end && !stopped && !first_person(c.cue, s.last) &&
         quotations_about(quotations_, c.content.front()).empty();
}

/// Headlines that name who says so, rare in the annotated news: "Rebels fired first: minister"; "Kenya: rebels attacked our post", where a
/// country alone would be the place of the news.
bool Attributor::signs(const Candidate& c) const {
  if (c.source == kNone) return false;
  const Index m = mention_in(c.source, c.source_span);
  const Entity* e = d_.entity_of(m);
  if (c.slot == "headline" || c.slot == "turn") {
    const Sentence& s = d_.sentences[static_cast<std::size_t>(tree_.sentence_of(c.cue))];
    const auto acts = [](const Token& t) { return t.tag == Tag::VERB && t.xpos.starts_with("VB") && t.xpos != "VBN" && t.xpos != "VBG"; };
    const bool body = e && !e->person && !e->place && (e->sector == "GOV" || e->sector == "MIL" || e->sector == "COP");
    if (body && std::any_of(d_.tokens.begin() + c.cue, d_.tokens.begin() + s.last, acts)) return true;
    return e && !e->country.empty() && first_person(c.cue, s.last);
  }
  if (heads(c)) return true;
  if (c.slot == "bracket") return !e || !e->medium;
  if (c.slot == "label" || c.slot == "as") return vouches(c);
  if (!c.slot.starts_with("last")) return false;
  const bool coded = e && (!e->country.empty() || !e->sector.empty() || e->person);
  const bool medium = e && e->medium && c.slot == "last-";  // the paper that prints it
  const std::string& lemma = tree_[c.source].lemma;
  return !medium && (coded || table_.vouches(lemma, Tag::NOUN, "ccomp") || table_.speaker(lemma));
}

bool Attributor::rivals(const Candidate& c) const {
  constexpr std::size_t kWindow = 24;
  const std::size_t n = d_.attributions.size();
  for (std::size_t i = n > kWindow ? n - kWindow : 0; i < n; ++i) {
    const Attribution& a = d_.attributions[i];
    const bool nested = std::any_of(a.content.begin(), a.content.end(), [&](Span s) { return s.contains(c.cue_span); });
    const bool within = nested && c.slot == "ccomp" && c.source != kNone && a.vouched && vouches(c);
    const bool by_phrase = c.slot == "according" || std::find(according_.begin(), according_.end(), a.cue) != according_.end();
    const bool holds = std::any_of(c.content.begin(), c.content.end(), [&](Span s) { return s.contains(a.cue_span); });
    if (a.cue != c.cue && by_phrase && (nested || holds)) continue;  // "According to Chad, | Mali rejected the plan"
    const double same = within || by_phrase || (!a.vouched && vouches(c)) ? kSameNested : kSame;
    if ((a.cue == c.cue && (a.vouched || !heads(c))) || 2.0 * shared(a.content, c.content) > same * (size(a.content) + size(c.content)))
      return true;
  }
  return false;
}

void Attributor::keep(const Candidate& c) {
  Attribution a;
  a.cue = c.cue;
  a.cue_span = c.cue_span;
  a.source_span = c.source_span;
  const bool letter = c.slot == "turn" && c.source_span.size() == 1;  // "Q:", whoever that is
  a.source = c.source == kNone || letter ? kNone : mention_in(c.source, c.source_span);
  if (!letter) a.source = named(a.source, c);
  if (const Index whose = holder(c.source); whose != kNone && c.source != c.cue) a.source = whose;
  if (const Index report = answered(c); report != kNone) {
    a.source_span = tree_[report].span;
    a.source = mention_in(report, a.source_span);
  }
  a.medium = medium_of(c.cue, a.source);
  relay(c, a);
  a.content = c.content;
  if (c.slot == "bracket") a.quote = Quote::direct;
  if (c.slot == "pass" || c.slot == "raised") of_passive(c, a);
  std::sort(a.content.begin(), a.content.end(), [](Span x, Span y) { return x.begin < y.begin; });
  a.vouched = vouches(c);
  if (c.root != kNone && c.slot == "ccomp") extend(c, a);
  complete_quotations(a);
  for (const Span s : a.content)
    for (const Quotation& q : quotations_about(quotations_, s))
      if (q.clause && !q.span.contains(c.cue_span) && s == q.span) a.quote = Quote::direct;
  const bool turn = c.slot == "turn" || c.slot == "headline" || c.slot == "bracket";  // has its end
  if (a.vouched && a.quote != Quote::direct && !turn && after_colon(a) && states(c)) follow_statement(a);
  if (turn && !gist(c)) a.quote = Quote::direct;
  if (c.slot == "according") according_.push_back(c.cue);
  follow_dash(a);
  d_.attributions.push_back(std::move(a));
}

/// "declined to comment on reports that it attacked", "could not verify the claim that": the report that somebody only takes up, whose word
/// it is.
Index Attributor::answered(const Candidate& c) const {
  const auto at = std::lower_bound(d_.tokens.begin(), d_.tokens.end(), c.content.front().begin,
                                   [](const Token& t, std::uint32_t b) { return t.span.begin < b; });
  const auto first = static_cast<Index>(at - d_.tokens.begin());
  Index that = kNone;
  for (const Index k : {first + 1, first, first - 1})
    if (k > 0 && k < static_cast<Index>(d_.tokens.size()) && tree_[k].lemma == "that") that = k;
  const Index noun = that - 1;
  if (that == kNone || noun < c.cue - 1 || !table_.vouches(tree_[noun].lemma, Tag::NOUN, "n:acl:that")) return kNone;
  if (c.source != kNone && tree_.below(c.source, noun)) return kNone;  // "Ankara's claim that"
  static constexpr std::string_view kAbout[] = {"on", "to", "about", "over"};
  static constexpr std::string_view kTakesUp[] = {"verify", "discuss", "ignore", "address", "review", "examine", "investigate", "probe"};
  const Relation r = universal(tree_[noun].relation);
  const auto among = [](const auto& list, std::string_view word) {
    return std::find(std::begin(list), std::end(list), word) != std::end(list);
  };
  const Index verb = tree_[noun].head;
  const bool taken_up = ((r == Relation::obl || r == Relation::nmod) && among(kAbout, tree_.preposition(noun))) ||
                        (r == Relation::obj && verb != kNone && among(kTakesUp, tree_[verb].lemma));
  return taken_up ? noun : kNone;
}

/// "No group claimed the attack": nobody says so.
bool Attributor::nobody(const Candidate& c) const {
  if (c.source == kNone) return false;
  const Index determiner = tree_.child(c.source, Relation::det);
  if (determiner != kNone && tree_[determiner].lemma == "no") return true;
  const std::string& who = tree_[c.source].lemma;
  return who == "nobody" || who == "none";
}

/// A noun vouches only with somebody who holds it ("raises fears of" is nobody's fear).
bool Attributor::vouches(const Candidate& c) const {
  if (c.source != kNone && tree_.lemma(c.source) == "you" && tree_[c.cue].xpos != "VBD") return false;  // "you know, they left"
  for (Index k : tree_.children(c.cue))  // "has not confirmed that": it does not say so
    if (tree_[k].relation == Relation::advmod && (tree_[k].lemma == "not" || tree_[k].lemma == "never" || tree_[k].lemma == "n't") &&
        table_.vouches(tree_[c.cue].lemma, tree_[c.cue].tag, "avowal"))
      return false;
  if (tree_[c.cue].tag == Tag::NOUN && c.source == kNone && c.slot.starts_with("n:") && !c.slot.ends_with("that")) return false;
  const Index head = tree_[c.cue].head;
  if (tree_[c.cue].tag == Tag::NOUN && tree_[c.cue].relation == Relation::obj && head != kNone &&
      table_.vouches(tree_[head].lemma, Tag::VERB, "stir"))
    return false;  // "the order raised fears of": not its own
  if (table_.vouches(tree_[c.cue].lemma, tree_[c.cue].tag, c.slot)) return true;
  const Index mark = c.root == kNone ? kNone : tree_.child(c.root, Relation::mark);
  if (mark != kNone && (tree_[mark].lemma == "if" || tree_[mark].lemma == "whether") &&
      table_.vouches(tree_[c.cue].lemma, tree_[c.cue].tag, "question"))
    return true;
  const Index said = c.slot == "rest:that" ? tree_.child(c.cue, Relation::obj) : kNone;  // "issued a statement that said"
  if (said != kNone && tree_[said].tag == Tag::NOUN && table_.vouches(tree_[said].lemma, Tag::NOUN, "ccomp")) return true;
  const Index predicative = tree_.child(c.cue, Relation::xcomp);  // "makes clear that"
  return predicative != kNone && tree_[predicative].tag == Tag::ADJ && table_.vouches(tree_[predicative].lemma, Tag::ADJ, c.slot);
}

/// "said that A and that B": the second clause is often hung on the cue's own verb.
void Attributor::extend(const Candidate& c, Attribution& a) const {
  const Sentence& s = d_.sentences[static_cast<std::size_t>(tree_.sentence_of(c.cue))];
  for (Index t = tree_.extent(c.root).second; t + 2 < s.last && c.root > c.cue;) {
    const Index begin = d_.of(tree_[t].span) == "," ? t + 1 : t;
    if (tree_[begin].tag != Tag::CCONJ || begin + 2 >= s.last || tree_[begin + 1].lemma != "that") return;
    const Index clause = tree_[begin + 1].head;
    if (clause == kNone || clause < begin) return;
    t = std::max(tree_.extent(clause).second, begin + 2);
    a.content.back().end = std::max(a.content.back().end, tree_.span(clause).end);
  }
}

/// A content that is part of a quotation around which the cue stands is all of the quotation.
void Attributor::complete_quotations(Attribution& a) const {
  for (Span& s : a.content)
    for (const Quotation& q : quotations_about(quotations_, s))
      if (q.clause && q.span.contains(s) && !q.span.contains(a.cue_span)) s = q.span;
  a.content.erase(std::unique(a.content.begin(), a.content.end()), a.content.end());
}

bool Attributor::after_colon(const Attribution& a) const {
  const auto at = std::lower_bound(d_.tokens.begin(), d_.tokens.end(), a.content.front().begin,
                                   [](const Token& t, std::uint32_t b) { return t.span.begin < b; });
  return at != d_.tokens.begin() && a.content.size() == 1 && a.content.front().begin > a.cue_span.end && d_.of((at - 1)->span) == ":";
}

/// "Today's measures include: ...", "here is what to know: ...": a list, and no statement.
bool Attributor::states(const Candidate& c) const {
  const bool text = c.source != kNone && table_.vouches(tree_[c.source].lemma, Tag::NOUN, "ccomp");  // "the statement read:"
  const bool speech = table_.vouches(tree_[c.cue].lemma, tree_[c.cue].tag, "ccomp") && tree_[c.cue].xpos != "VB";
  return text || speech || table_.issues(tree_[c.cue].lemma);
}

/// "The minister said:" and then a whole statement without marks: to the end of the document if it is a press release, i.e. the cue
/// is at its head and nobody is quoted, else to the end of the paragraph.
void Attributor::follow_statement(Attribution& a) {
  constexpr Index kHead = 4;  // sentences
  if (quotation_at(quotations_, a.cue)) return;
  const Index cue = tree_.sentence_of(a.cue);
  const bool release = cue < kHead && std::none_of(quotations_.begin(), quotations_.end(), [](const Quotation& q) { return q.clause; });
  const bool inside = a.content.front().begin < d_.sentences[static_cast<std::size_t>(cue)].span.end;
  if (inside && !release) return;
  a.quote = Quote::direct;
  auto last = static_cast<std::size_t>(inside ? cue : cue + 1);
  while (last + 1 < d_.sentences.size() && (release || !d_.sentences[last + 1].new_paragraph)) ++last;
  a.content = {{a.content.front().begin, d_.sentences[last].span.end}};
}

/// "— We won, he said. — They lost.": a paragraph that begins with a dash is a quotation, and goes on behind the next dash.
void Attributor::follow_dash(Attribution& a) const {
  const auto dash = [&](Index t) {
    const std::string_view w = d_.of(tree_[t].span);
    return w == "—" || w == "–" || w == "―" || w == "--";
  };
  if (!a.vouched || a.content.front().begin > a.cue_span.begin) return;
  auto s = static_cast<std::size_t>(tree_.sentence_of(a.cue));
  const Index first = d_.sentences[s].first;
  if (!d_.sentences[s].new_paragraph || !dash(first) || tree_[first + 1].span.begin != a.content.front().begin) return;
  a.quote = Quote::direct;
  std::size_t last = s;
  while (last + 1 < d_.sentences.size() && !d_.sentences[last + 1].new_paragraph) ++last;
  for (Index t = a.cue + 1; t + 1 < d_.sentences[last].last; ++t)
    if (dash(t)) {
      a.content.push_back({tree_[t + 1].span.begin, d_.sentences[last].span.end});
      return;
    }
}

/// Quotations without a cue of their own.
void Attributor::continue_quotations() {
  std::vector<Span> covered;  // what is said in so many words, by where it begins; each reaches as far as any before it
  std::set<std::pair<std::uint32_t, std::size_t>> ends;  // of those who were quoted, with where their words end
  for (std::size_t i = 0; i < d_.attributions.size(); ++i) {
    const Attribution& a = d_.attributions[i];
    if (a.quote != Quote::direct) continue;
    covered.insert(covered.end(), a.content.begin(), a.content.end());
    if (a.vouched) ends.emplace(a.content.back().end, i);
  }
  std::sort(covered.begin(), covered.end(), [](Span a, Span b) { return a.begin < b.begin; });
  for (std::size_t i = 1; i < covered.size(); ++i) covered[i].end = std::max(covered[i].end, covered[i - 1].end);
  for (const Quotation& q : quotations_) {
    const auto before = std::partition_point(covered.begin(), covered.end(), [&](Span s) { return s.begin < q.span.end; });
    if (!q.clause || (before != covered.begin() && (before - 1)->end > q.span.begin)) continue;
    const auto here = tree_.sentence_of(q.first);
    auto start = here;
    while (start > 0 && !d_.sentences[static_cast<std::size_t>(start)].new_paragraph) --start;
    const bool opens_paragraph = q.first == d_.sentences[static_cast<std::size_t>(start)].first;
    if (opens_paragraph && start > 0)  // the paragraph before it may be its speaker's
      for (--start; start > 0 && !d_.sentences[static_cast<std::size_t>(start)].new_paragraph;) --start;
    const std::uint32_t from = d_.sentences[static_cast<std::size_t>(start)].span.begin;
    const auto after = ends.lower_bound({q.span.begin + 1, 0});
    const auto last = after == ends.begin() ? ends.end() : std::prev(after);
    const bool touches = q.first > 0 && quotation_at(quotations_, q.first - 1) != nullptr;  // each sentence with an opening mark of its own
    const bool whole = touches || here != tree_.sentence_of(q.last - 1) || q.first == d_.sentences[static_cast<std::size_t>(here)].first;
    if (last == ends.end() || last->first <= from || !whole) continue;
    const std::size_t speaker = last->second;
    d_.attributions[speaker].content.push_back(q.span);
    ends.erase(last);
    ends.emplace(q.span.end, speaker);
  }
}

/// The smallest content around a cue, of those larger than its own; of several the first.
void Attributor::nest() {
  const Around around(d_.attributions);
  std::vector<std::uint32_t> sizes;
  for (const Attribution& a : d_.attributions) sizes.push_back(size(a.content));
  for (std::size_t k = 0; k < d_.attributions.size(); ++k) {
    Attribution& a = d_.attributions[k];
    std::pair<std::uint32_t, std::size_t> smallest(~0U, 0);
    around.each(a.cue_span, [&](std::size_t outer, Span) {
      if (sizes[outer] > sizes[k]) smallest = std::min(smallest, {sizes[outer], outer});
    });
    if (smallest.first != ~0U) a.parent = static_cast<Index>(smallest.second);
  }
}

}  // namespace demarche
