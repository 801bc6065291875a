// Who says "I" and "we": see speakers.h.
#include "who/speakers.h"

#include <algorithm>
#include <map>

#include "base/among.h"
#include "types/within.h"
#include "who/acting.h"

namespace demarche {
namespace {

constexpr std::size_t kOpening = 5;  // sentences that introduce who writes

/// "Statement by the Foreign Minister on ...", "Readout of President Obama's call": the one whose text it is.
Index heading_of(const Document& d, const Tree& tree, const Words& words) {
  if (d.sentences.empty()) return kNone;
  for (Index t = d.sentences[0].first; t < d.sentences[0].last; ++t) {
    if (!words.is(tree.lemma(t), Words::heading)) continue;
    for (const Index c : tree.children(t)) {
      const bool owner =
          tree[c].relation == Relation::nmod_poss || tree[c].relation == Relation::compound || tree[c].relation == Relation::nmod_desc;
      if (!owner && !(tree[c].relation == Relation::nmod && words.is(tree.preposition(c), Words::by))) continue;
      const Index m = d.mention_of[static_cast<std::size_t>(c)];
      const Entity* e = m == kNone ? nullptr : d.entity_of(m);
      if (e && !e->country.empty() && !e->sector.empty() && !e->medium) return d.mentions[static_cast<std::size_t>(m)].entity;
    }
  }
  return kNone;
}

/// The verb, or whatever else, that the first sentence hangs on; kNone without sentences.
Index first_root(const Document& d, const Tree& tree) {
  if (d.sentences.empty()) return kNone;
  Index t = d.sentences[0].first;
  while (t < d.sentences[0].last && tree[t].relation != Relation::root) ++t;
  return t == d.sentences[0].last ? kNone : t;
}

/// The subject of the first sentence ("Norway condemns ... We call on"), not of a clause in it.
Index subject_of_first(const Document& d, const Tree& tree) {
  const Index root = first_root(d, tree);
  for (std::size_t i = 0; i < d.mentions.size() && tree.sentence_of(d.mentions[i].head) == 0; ++i)
    if (const Entity* e = d.entity_of(static_cast<Index>(i)))
      if (universal(tree[d.mentions[i].head].relation) == Relation::nsubj && tree[d.mentions[i].head].head == root && !e->country.empty() &&
          !e->medium && !e->person)
        return d.mentions[i].entity;
  return kNone;
}

/// Nobody signs: the office that its first sentence tells of ("President Lee spoke with ... We reaffirm"), whoever of some government the
/// text and he are ("The minister reaffirmed our support"), else the one country whose bodies are told what to do.
Index writing_country(const Document& d, const Tree& tree, const Words& words) {
  Index body = kNone;
  bool several = false;
  for (std::size_t i = 0; i < d.mentions.size(); ++i) {
    const Mention& m = d.mentions[i];
    const Entity* e = d.entity_of(static_cast<Index>(i));
    if (!e || e->country.size() != 3 || m.kind == Mention::Kind::pronoun) continue;
    const bool official = e->sector == "GOV" || e->sector == "MIL" || e->sector == "LEG";
    const Relation r = universal(tree[m.head].relation);
    if (!official || m.kind == Mention::Kind::modifier) continue;
    if (r == Relation::nsubj && e->person) {
      if (tree.sentence_of(m.head) == 0) return static_cast<Index>(i);
      const Sentence& s = d.sentences[static_cast<std::size_t>(tree.sentence_of(m.head))];
      for (Index t = m.head + 1; t < s.last; ++t)
        if (tree[t].relation == Relation::nmod_poss && words.is(tree.lemma(t), Words::first)) return static_cast<Index>(i);
    }
    if (e->person || !e->group || m.kind != Mention::Kind::name || tree[m.head].tag != Tag::PROPN) continue;
    several = several || (body != kNone && d.entity_of(body)->country != e->country);
    body = static_cast<Index>(i);
  }
  return several ? kNone : body;
}

/// "We welcome ...", and not a word of who: a government's statement, as it begins with what "we" do to other states. Those in English that
/// need not say whose they are come mostly from one (where a text names it and nothing tells who writes, 914 of 1,077 pronouns in our
/// annotated news).
bool statement(const Document& d, const Tree& tree, const Words& words) {
  const Index root = first_root(d, tree);
  const Index subject = root == kNone || tree[root].xpos != "VBP" ? kNone : tree.child(root, Relation::nsubj);
  if (subject == kNone || !words.is(tree.lemma(subject), Words::first)) return false;
  return std::any_of(d.mentions.begin(), d.mentions.end(), [&](const Mention& m) {
    return m.entity != kNone && tree.sentence_of(m.head) == 0 && d.entities[static_cast<std::size_t>(m.entity)].country.size() == 3;
  });
}

/// Are there parties of several states among the mentions whose heads lie in [first, last)? Only those that `counts` says to.
template <class Counts>
bool of_several(const Document& d, Index first, Index last, const Counts& counts) {
  std::string_view state;
  for (const std::size_t k : mentions_within(d, first, last)) {
    const Entity* e = d.entity_of(static_cast<Index>(k));
    if (!e || e->country.size() != 3 || e->country == state || !counts(d.mentions[k])) continue;
    if (!state.empty()) return true;
    state = e->country;
  }
  return false;
}

/// "We, the leaders of Japan and Norway, ...", "Japan and Norway reaffirm our commitment": do several states write?
bool joint(const Document& d, const Tree& tree, const Words& words) {
  for (std::size_t i = 0; i < std::min(d.sentences.size(), kOpening); ++i) {
    const Sentence& s = d.sentences[i];
    for (Index t = s.first; t + 1 < s.last; ++t) {
      if (!words.is(tree.lemma(t), Words::first)) continue;
      const bool owner = tree[t].relation == Relation::nmod_poss;
      const bool introduced = !owner && (tree[t + 1].tag == Tag::PUNCT || tree[t + 1].tag == Tag::DET);
      const auto subject = [&](const Mention& m) { return universal(tree[tree.first_conjunct(m.head)].relation) == Relation::nsubj; };
      if (introduced && of_several(d, t + 1, s.last, [](const Mention&) { return true; })) return true;
      if (owner && i == 0 && of_several(d, s.first, t + 1, subject)) return true;
    }
  }
  return false;
}

/// "We the leaders of the African Union": who the opening says that "we" are; kNone if they are of several states.
Index introduced(const Document& d, const Tree& tree, const Words& words) {
  const Index end = d.sentences[std::min(d.sentences.size(), kOpening) - 1].last;
  for (Index t = 0; t < end; ++t) {
    const Index who = words.is(tree.lemma(t), Words::first) && tree[t].relation == Relation::dep ? tree[t].head : kNone;
    const Index m = who == kNone ? kNone : d.mention_of[static_cast<std::size_t>(who)];
    const Entity* e = m == kNone ? nullptr : d.entity_of(m);
    if (!e || e->country.empty()) continue;
    const auto [first, last] = tree.extent(who);
    return of_several(d, first, last, [](const Mention&) { return true; }) ? kNone : d.mentions[static_cast<std::size_t>(m)].entity;
  }
  return kNone;
}

/// Does the first sentence say what is being done now, as statements do ("Norway condemns ...")?
bool declares(const Document& d, const Tree& tree) {
  const Index root = first_root(d, tree);
  return root != kNone && (tree[root].xpos == "VBZ" || tree[root].xpos == "VBP");
}

bool names_state(const Document& d, std::string_view country) {
  return std::any_of(d.mentions.begin(), d.mentions.end(), [&](const Mention& m) {
    return m.kind != Mention::Kind::pronoun && m.entity != kNone && d.entities[static_cast<std::size_t>(m.entity)].country == country;
  });
}

/// Somebody, and no more is known: "the writer".
Index somebody(Document& d, const char* name) {
  Entity e;
  e.name = name;
  e.group = true;
  e.confidence = 0.3F;
  return entity_like(d, std::move(e));
}

/// Is the text written in capitals throughout, as wires are?
bool in_capitals(const Document& d) {
  return std::none_of(d.text.begin(), d.text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// The state that the text names most, as its government; kNone if there is none or two are named as often.
Index state_spoken_of(Document& d, const Knowledge& knowledge) {
  std::map<std::string_view, int> named;
  for (const Mention& m : d.mentions)
    if (m.kind != Mention::Kind::pronoun && m.kind != Mention::Kind::nominal && m.entity != kNone)
      if (const std::string& country = d.entities[static_cast<std::size_t>(m.entity)].country; knowledge.is_state(country))
        ++named[country];
  std::string_view most;
  int times = 0;
  for (const auto& [country, n] : named) {
    if (n >= times) most = n > times ? country : std::string_view();
    times = std::max(times, n);
  }
  return most.empty() ? kNone : entity_like(d, country_of(knowledge, std::string(most)));
}

/// Who says "we" outside of quotations; kNone if nothing tells.
Index first_person(Document& d, const Tree& tree, const Words& words, const Knowledge& knowledge) {
  const Index heading = heading_of(d, tree, words);
  if (heading != kNone || d.sentences.empty()) return heading;
  if (const Index they = introduced(d, tree, words); they != kNone) return they;
  if (joint(d, tree, words)) return somebody(d, "the writers");
  Index writer = subject_of_first(d, tree);
  const bool declared = writer != kNone && declares(d, tree);
  if (writer == kNone)
    if (const Index m = writing_country(d, tree, words); m != kNone && knowledge.is_state(d.entity_of(m)->country))
      writer = entity_like(d, government_of(country_of(knowledge, d.entity_of(m)->country)));
  if (in_capitals(d)) return writer == kNone ? state_spoken_of(d, knowledge) : writer;  // broadcasts of the country that they speak of
  const bool other = writer == kNone || d.entities[static_cast<std::size_t>(writer)].country != kStatements;
  if (!declared && other && (names_state(d, kStatements) || (writer == kNone && statement(d, tree, words)))) {
    Entity e = government_of(country_of(knowledge, kStatements));
    e.confidence = 0.3F;
    writer = entity_like(d, std::move(e));
  }
  return writer;
}

/// Whose words the token stands in: the source of the smallest content around it. `inside`: is there one?
Index speaker_of(const Document& d, const Tree& tree, const Around& around, Index token, bool& inside) {
  std::pair<std::uint32_t, std::size_t> smallest(~0U, 0);
  around.each(tree[token].span, [&](std::size_t a, Span content) {
    if (d.attributions[a].vouched) smallest = std::min(smallest, {content.size(), a});
  });
  inside = smallest.first != ~0U;
  const Index source = inside ? d.attributions[smallest.second].source : kNone;
  return source == kNone ? kNone : d.mentions[static_cast<std::size_t>(source)].entity;
}

/// "The leaders discussed our efforts", "They agreed that we ...": is it told of officials of several states, who then are "we"? (Our
/// annotated news says so of 49, and of 18 that it is one state.)
bool told_of_several(const Document& d, const Tree& tree, const Words& words, Index token) {
  constexpr int kSteps = 8;
  Index verb = tree[token].head;
  for (int steps = 0; verb != kNone && steps < kSteps; verb = tree[verb].head, ++steps) {
    const Index subject = tree[verb].tag == Tag::VERB ? tree.child(verb, Relation::nsubj) : kNone;
    if (subject == kNone || subject >= token) continue;
    const std::vector<Index> all = tree.conjuncts(subject);
    const bool plural = tree[subject].xpos == "NNS" || tree[subject].xpos == "NNPS" || words.is(tree.lemma(subject), Words::many);
    if (!plural && all.size() < 2) return false;
    std::string_view state;
    bool several = false;
    for (const Index t : all) {
      const Index m = d.mention_of[static_cast<std::size_t>(t)];
      const Entity* e = m == kNone ? nullptr : d.entity_of(m);
      if (!e || e->sector != "GOV") return false;
      several = several || e->country.empty() || (!state.empty() && e->country != state);
      state = e->country;
    }
    return several;
  }
  return false;
}

}  // namespace

void resolve_first_person(Document& d, const Tree& tree, const Words& words, const Knowledge& knowledge) {
  const auto speaks = [&](const Mention& m) { return m.kind == Mention::Kind::pronoun && words.is(tree.lemma(m.head), Words::first); };
  if (std::none_of(d.mentions.begin(), d.mentions.end(), speaks)) return;  // as in most news
  const Index writer = first_person(d, tree, words, knowledge);
  const Around around(d.attributions);
  for (Mention& m : d.mentions) {
    if (!speaks(m)) continue;
    bool inside = false;
    const Index speaker = speaker_of(d, tree, around, m.head, inside);
    m.entity = inside ? speaker : writer;
    if (!inside && m.entity != kNone && among({"we", "us", "our"}, tree.lemma(m.head)) && told_of_several(d, tree, words, m.head)) {
      Entity all;
      all.name = d.of(m.span);
      all.sector = "GOV";
      all.group = true;
      all.confidence = 0.5F;
      m.entity = entity_like(d, std::move(all));
    }
    if (m.entity == kNone) {  // somebody all the same
      m.entity = somebody(d, inside ? "the speaker" : "the writer");
    } else if (Entity e = d.entities[static_cast<std::size_t>(m.entity)]; e.place && e.sector.empty() && !e.country.empty()) {
      m.entity = entity_like(d, government_of(std::move(e)));
    }
  }
}

}  // namespace demarche
