// Coreference: see coreference.h.
#include "who/coreference.h"

#include <algorithm>

#include "types/within.h"
#include "who/acting.h"

namespace demarche {
namespace {

constexpr Index kReach = 4;          // sentences
constexpr std::size_t kOpening = 3;  // sentences that introduce who writes

enum class Wanted : std::uint8_t { none, person, thing, many, group, country };

bool plural(const Tree& tree, const Words& words, const Mention& m) {
  const Token& t = tree[m.head];
  const Entity* e = m.entity == kNone ? nullptr : &tree.document().entities[static_cast<std::size_t>(m.entity)];
  if (e && e->place && tree.conjuncts(m.head).size() == 1) return false;  // "the United States"
  return t.xpos == "NNS" || t.xpos == "NNPS" || words.is(tree.lemma(m.head), Words::plural) ||
         (m.kind != Mention::Kind::modifier && tree.conjuncts(m.head).size() > 1 && tree.first_conjunct(m.head) == m.head);
}

/// "It is right that ...", "it remains unclear whether": stands for the clause.
bool expletive(const Tree& tree, Index pronoun) {
  const Token& t = tree[pronoun];
  if (t.relation == Relation::expl) return true;
  return t.head != kNone && tree[t.head].tag == Tag::ADJ &&
         tree.child(t.head, {Relation::ccomp, Relation::csubj, Relation::xcomp, Relation::advcl}) != kNone;
}

Wanted wanted(const Tree& tree, const Words& words, const Mention& m) {
  const std::string_view l = tree.lemma(m.head);
  if (m.kind == Mention::Kind::pronoun) {
    if (words.is(l, Words::person)) return Wanted::person;
    if (words.is(l, Words::thing)) return expletive(tree, m.head) ? Wanted::none : Wanted::thing;
    return words.is(l, Words::many) ? Wanted::many : Wanted::none;
  }
  const Index det = tree.child(m.head, Relation::det);
  if (m.kind != Mention::Kind::nominal || det == kNone || !words.is(tree.lemma(det), Words::definite)) return Wanted::none;
  for (const Index c : tree.children(m.head)) {
    const Relation r = tree[c].relation;
    const bool sort = (r == Relation::amod || r == Relation::compound) && words.is(tree.lemma(c), Words::sort) && words.is(l, Words::group);
    if (!sort && (r == Relation::amod || r == Relation::compound || r == Relation::nmod || r == Relation::nmod_poss))
      return Wanted::none;  // said which
  }
  if (words.is(l, Words::group)) return Wanted::group;
  if (words.is(l, Words::country) && tree[m.head].xpos != "NNS") return Wanted::country;
  return Wanted::none;
}

/// +1 masculine, -1 feminine, 0 unknown: of the mention's own words.
int gender(const Tree& tree, const Words& words, const Mention& m) {
  const auto of = [&](Index t) {
    const std::string_view w = tree.lemma(t);
    return words.is(w, Words::masculine) ? 1 : words.is(w, Words::feminine) ? -1 : 0;
  };
  if (const int g = of(m.head); g != 0 || m.kind == Mention::Kind::pronoun) return g;
  for (const Index c : tree.children(m.head))
    if (universal(tree[c].relation) == Relation::compound || tree[c].relation == Relation::nmod_desc ||
        tree[c].relation == Relation::flat || tree[c].relation == Relation::appos || tree[c].relation == Relation::amod)
      if (const int g = of(c); g != 0) return g;
  return 0;
}

/// Gender of an entity: the last mention of it that shows one, among the last thousands.
int gender_of(const Document& d, const Tree& tree, const Words& words, Index entity, std::size_t before) {
  constexpr std::size_t kMentions = 4000;
  const std::size_t first = before > kMentions ? before - kMentions : 0;
  for (std::size_t k = before; k-- > first;)
    if (d.mentions[k].entity == entity)
      if (const int g = gender(tree, words, d.mentions[k]); g != 0) return g;
  return 0;
}

bool fits(const Tree& tree, const Words& words, const Document& d, Index candidate, Wanted w) {
  const Mention& m = d.mentions[static_cast<std::size_t>(candidate)];
  const Entity* e = d.entity_of(candidate);
  if (!e) return false;
  const bool known = !e->country.empty() || !e->sector.empty();
  const bool modifier = m.kind == Mention::Kind::modifier;
  const Token& head = tree[m.head];
  switch (w) {
    case Wanted::person:
      return e->person && (!modifier || head.tag == Tag::PROPN) && head.xpos != "NNS";
    case Wanted::thing:
      return !e->person && (known || e->group) && !plural(tree, words, m) && !modifier;
    case Wanted::many:
      return (plural(tree, words, m) || (e->group && !e->place)) && !modifier;
    case Wanted::group:
      return e->group && known && !e->medium;
    case Wanted::country:
      return e->place && !e->country.empty() && e->sector.empty();
    case Wanted::none:
      return false;
  }
  return false;
}

/// Is it of this sector, or is the noun part of its name ("European Union")?
bool of_sort(const Entity* e, std::string_view sector, const std::string& noun) {
  return e && (e->sector.find(sector) != std::string::npos || lower(e->name).find(noun) != std::string::npos);
}

int salience(const Tree& tree, const Words& words, const Mention& m, const Mention& anaphor) {
  const Relation r = universal(tree[m.head].relation);
  int s = r == Relation::nsubj ? 40 : r == Relation::obj ? 18 : r == Relation::nmod ? 5 : 10;
  if (tree[m.head].relation == Relation::nmod_poss) s = 15;
  s -= 30 * (tree.sentence_of(anaphor.head) - tree.sentence_of(m.head));
  s -= std::min<Index>(anaphor.head - m.head, 60) / 6;
  if (m.kind == Mention::Kind::pronoun) s += 10;
  if (m.kind == Mention::Kind::name) s += 5;
  if (m.kind == Mention::Kind::modifier) s -= 10;
  if (plural(tree, words, m) == plural(tree, words, anaphor)) s += 25;
  if (universal(tree[anaphor.head].relation) == r) s += 8;  // a subject goes on as subject
  return s;
}

/// "He urged President Lee": is the candidate, by whatever mention, another argument of the anaphor's verb?
bool argues_with(const Document& d, const Tree& tree, const Mention& candidate, const Mention& anaphor) {
  const Token& p = tree[anaphor.head];
  if (p.head == kNone || candidate.entity == kNone || tree[p.head].tag != Tag::VERB || p.relation == Relation::nmod_poss) return false;
  const auto& children = tree.children(p.head);
  return std::any_of(children.begin(), children.end(), [&](Index c) {
    const Index m = d.mention_of[static_cast<std::size_t>(c)];
    if (c == anaphor.head || m == kNone) return false;
    const Mention& other = d.mentions[static_cast<std::size_t>(m)];
    const bool named = other.entity == kNone || other.head > anaphor.head;  // what follows isn't known yet but by its name
    return other.entity == candidate.entity ||
           (named && tree[c].tag == Tag::PROPN &&
            d.entities[static_cast<std::size_t>(candidate.entity)].name.find(d.of(tree[c].span)) != std::string::npos);
  });
}

/// Co-arguments of one verb are not the same ("Kenya attacked it"); a possessive may be. Nor does a pronoun stand for what it is part of.
bool barred(const Tree& tree, const Mention& candidate, const Mention& anaphor) {
  const Token& a = tree[candidate.head];
  const Token& p = tree[anaphor.head];
  if (p.relation != Relation::nmod_poss && a.head != kNone && a.head == p.head && universal(p.relation) != Relation::nmod) return true;
  return tree.below(anaphor.head, candidate.head) && p.relation != Relation::nmod_poss &&
         tree.sentence_of(candidate.head) == tree.sentence_of(anaphor.head) && tree[candidate.head].tag != Tag::PROPN;
}

/// "Egypt met Sudan. They ...": the country that the sentence before is about, if it names another: they are two.
Index joint_subject(const Document& d, const Tree& tree, std::size_t anaphor) {
  const Index here = tree.sentence_of(d.mentions[anaphor].head);
  if (here == 0) return kNone;
  const auto state = [&](std::size_t k) {
    const Entity* e = d.entity_of(static_cast<Index>(k));
    return e && e->place && e->sector.empty() && e->country.size() == 3 && d.mentions[k].kind == Mention::Kind::name;
  };
  const Sentence& before = d.sentences[static_cast<std::size_t>(here - 1)];
  const auto mentions = mentions_within(d, before.first, before.last);
  for (const std::size_t k : mentions) {
    if (!state(k) || tree[d.mentions[k].head].relation != Relation::nsubj) continue;
    for (const std::size_t other : mentions)
      if (other > k && state(other) && d.entity_of(static_cast<Index>(other))->country != d.entity_of(static_cast<Index>(k))->country)
        return static_cast<Index>(k);
  }
  return kNone;
}

}  // namespace

Index antecedent(const Document& d, const Tree& tree, const Words& words, Index mention, std::string_view sector) {
  const auto i = static_cast<std::size_t>(mention);
  const Mention& m = d.mentions[i];
  const Wanted w = wanted(tree, words, m);
  if (w == Wanted::none) return kNone;
  const Index here = tree.sentence_of(m.head);
  const int own = gender(tree, words, m);
  int best = -1000;
  Index chosen = kNone;
  for (std::size_t k = i; k-- > 0;) {
    const Mention& a = d.mentions[k];
    if (here - tree.sentence_of(a.head) > kReach) break;
    if (w == Wanted::group && (plural(tree, words, a) != plural(tree, words, m) || tree.preposition(a.head) == "as"))
      continue;  // "these groups"; not what they are called
    if (w == Wanted::group && !sector.empty() && !of_sort(d.entity_of(static_cast<Index>(k)), sector, lower(tree[m.head].lemma))) continue;
    if (a.head >= m.head || !fits(tree, words, d, static_cast<Index>(k), w) || barred(tree, a, m) || argues_with(d, tree, a, m)) continue;
    int s = salience(tree, words, a, m);
    if (w == Wanted::person) {
      const int its = gender_of(d, tree, words, a.entity, i);
      if (own * its < 0) continue;
      if (own * its > 0) s += 20;
    }
    if (s > best) {
      best = s;
      chosen = static_cast<Index>(k);
    }
  }
  if (chosen == kNone && w == Wanted::many) return joint_subject(d, tree, i);
  return chosen;
}

namespace {

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
    if (m.entity == kNone) {  // somebody all the same
      m.entity = somebody(d, inside ? "the speaker" : "the writer");
    } else if (Entity e = d.entities[static_cast<std::size_t>(m.entity)]; e.place && e.sector.empty() && !e.country.empty()) {
      m.entity = entity_like(d, government_of(std::move(e)));
    }
  }
}

}  // namespace demarche
