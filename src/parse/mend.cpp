// See mend.h.
#include "parse/mend.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/among.h"
#include "parse/acronyms.h"
#include "parse/datelines.h"
#include "parse/fronted.h"
#include "parse/headlines.h"
#include "parse/names.h"
#include "parse/portfolios.h"
#include "parse/rejoinders.h"
#include "parse/remarks.h"
#include "parse/token_at.h"
#include "types/tree.h"

namespace demarche {
namespace {

/// The first child with one of these relations while heads still change, or kNone.
Index child(Document& d, const Sentence& s, Index head, std::initializer_list<Relation> relations) {
  for (Index i = s.first; i < s.last; ++i)
    if (at(d, i).head == head && std::find(relations.begin(), relations.end(), at(d, i).relation) != relations.end()) return i;
  return kNone;
}

bool says(const Token& t) {
  static constexpr std::string_view verbs[] = {"say", "report", "announce", "confirm", "add", "state", "acknowledge", "note", "allege"};
  return t.tag == Tag::VERB && tensed(t) && among(verbs, t.lemma);
}

/// The verb of saying that ends the sentence, or "told" with whom behind it.
Index last_said(const Document& d, const Sentence& s) {
  constexpr Index kLongest = 8;
  Index verb = s.last - 1;
  while (verb > s.first && d.tokens[static_cast<std::size_t>(verb)].tag == Tag::PUNCT) --verb;
  const auto token = [&](Index i) -> const Token& { return d.tokens[static_cast<std::size_t>(i)]; };
  if (says(token(verb))) return verb;
  for (const Index end = verb; verb > s.first && end - verb < kLongest; --verb) {
    const Token& t = token(verb);
    if (t.lemma == "tell" && t.tag == Tag::VERB && verb < end) return verb;
    if (t.tag != Tag::PRON && t.tag != Tag::DET && t.tag != Tag::PROPN && t.tag != Tag::NOUN && t.tag != Tag::PART) break;
  }
  return kNone;
}

/// "..., residents and local officials said.", "..., an aide, Jane Roe, told the Post.": who stands between the last comma and the verb
/// that ends the sentence says it.
void mend_speakers(Document& d, const Sentence& s) {
  const Index verb = last_said(d, s);
  if (verb == kNone) return;
  const auto is_comma = [&](Index i) { return d.of(at(d, i).span) == ","; };
  Index comma = verb - 1;
  if (comma > s.first && is_comma(comma))  // behind an apposition
    for (--comma; comma > s.first && in_phrase(d, at(d, comma));) --comma;
  if (comma <= s.first || (comma + 1 < verb && !is_comma(comma) && at(d, comma).tag == Tag::PUNCT)) return;
  if (is_comma(comma) && is_comma(verb - 1)) --comma;
  while (comma > s.first && in_phrase(d, at(d, comma))) --comma;
  if (comma <= s.first || comma + 1 >= verb || !is_comma(comma)) return;
  const auto inside = [&](Index i) { return i > comma && i < verb; };
  for (Index i = verb, steps = 0; i != kNone && steps < s.last - s.first; i = at(d, i).head, ++steps)
    if (inside(i) || i == comma) return;  // the verb hangs on them: another kind of sentence
  Index speaker = kNone;
  for (Index i = comma + 1; i < verb; ++i) {
    Token& t = at(d, i);
    if (t.head != kNone && inside(t.head)) continue;
    if (speaker == kNone && !nominal_tag(t.tag)) continue;
    if (speaker == kNone) {
      if (t.head == verb) return;  // as it should be
      speaker = i;
      t.head = verb;
      t.relation = Relation::nsubj;
    } else {
      t.head = speaker;
    }
  }
  if (speaker != kNone) at(d, comma).head = verb;
}

/// "The rebels, officials said, attacked the port"; "Rebels attacked the port, said officials": of a verb's two subjects the one further
/// off is that of what is said, which has none.
void mend_insertions(Document& d, const Sentence& s) {
  const auto has = [&](Index head, std::initializer_list<Relation> relations) { return child(d, s, head, relations) != kNone; };
  const auto comma = [&](Index from, Index to) {
    for (Index i = from; i < to; ++i)
      if (d.of(at(d, i).span) == ",") return true;
    return false;
  };
  for (Index v = s.first + 1; v < s.last; ++v) {
    if (at(d, v).tag != Tag::VERB || !tensed(at(d, v))) continue;
    Index far = kNone, speaker = kNone, said = kNone;
    int clauses = 0;
    for (Index i = s.first; i < s.last; ++i) {
      const Token& t = at(d, i);
      if (t.head != v) continue;
      const bool noun = t.relation == Relation::ccomp && i < v && far == kNone && nominal_tag(t.tag) &&
                        !has(i, {Relation::cop, Relation::nsubj, Relation::nsubj_outer});
      if (t.relation == Relation::nsubj || noun) {
        (far == kNone ? far : speaker) = i;
      } else if (t.relation == Relation::ccomp) {
        said = i;
        ++clauses;
      }
    }
    if (far != kNone && speaker != kNone && clauses == 0 && far < speaker && speaker < v && comma(far, speaker)) {
      for (Index p = far + 1; p < speaker && said == kNone; ++p)  // "Protocol called for it, sources said", taken for "protocol that was"
        if (at(d, p).head == far && at(d, p).relation == Relation::acl && at(d, p).xpos == "VBN" &&
            !has(p, {Relation::obl_agent, Relation::aux_pass}))
          said = p;
      if (said == kNone) continue;
      at(d, said).head = v;
      at(d, said).relation = Relation::ccomp;
      at(d, said).xpos = "VBD";
      at(d, far).head = said;
      continue;
    }
    if (far != kNone && speaker == kNone && clauses == 1 && far < v && v < said && at(d, v - 1).tag == Tag::PUNCT) {
      for (Index i = v + 1; i < said; ++i)  // "Rebels", said an aide, "took the town", with the aide taken for who took it
        if (at(d, i).head == said && at(d, i).relation == Relation::nsubj && !comma(v, i) && comma(i, said)) speaker = i;
      if (speaker == kNone) continue;
      at(d, speaker).head = v;
      at(d, far).head = said;
      continue;
    }
    if (far == kNone && clauses == 1 && v < said && at(d, v - 1).tag == Tag::PUNCT) {  // "If they go," said an aide, "we go too"
      for (Index i = v + 1; i < said && speaker == kNone; ++i)
        if (at(d, i).head == said && at(d, i).relation == Relation::nsubj && !comma(v, i) && comma(i, said)) speaker = i;
      if (speaker != kNone) at(d, speaker).head = v;
      continue;
    }
    if (far == kNone || speaker == kNone || clauses != 1 || far > v ||
        has(said, {Relation::nsubj, Relation::nsubj_pass, Relation::expl, Relation::csubj, Relation::mark}))
      continue;
    if (v < speaker && speaker < said && !comma(v, said)) {  // "Smith (R-Ohio) said the raid | angered them"
      at(d, speaker).head = said;
      continue;
    }
    const bool inserted = speaker < v && v < said && comma(far, speaker) && comma(v, said);
    const bool inverted = far < said && said < v && v < speaker && comma(said, v);
    if (!inserted && !inverted) continue;
    at(d, far).head = said;
    at(d, far).relation = has(said, {Relation::aux_pass}) ? Relation::nsubj_pass : Relation::nsubj;
  }
}

/// "A spokeswoman says neither Chad nor Mali attacked": a clause with a subject of its own, right behind a verb of saying and joined by
/// nothing, is what is said.
void mend_contents(Document& d, const Tree& tree, const Sentence& s) {
  for (Index v = s.first; v < s.last; ++v) {
    Token& verb = at(d, v);
    if (verb.relation != Relation::conj || verb.head == kNone || verb.head > v || !says(at(d, verb.head))) continue;
    const Index subject = tree.child(v, {Relation::nsubj, Relation::nsubj_pass});
    if (subject == kNone || subject < verb.head || tree.child(v, Relation::cc) != kNone || tree.child(verb.head, Relation::ccomp) != kNone)
      continue;
    const Index first = tree.extent(v).first;
    if (first == verb.head + 1 && at(d, first).tag != Tag::PUNCT) verb.relation = Relation::ccomp;
  }
}

/// "The agency reported, citing a diplomat, that Chad had left": the clause behind the aside is not about the diplomat.
void mend_asides(Document& d, const Sentence& s) {
  for (Index v = s.first + 1; v < s.last; ++v) {
    const Token& aside = at(d, v);
    if (aside.xpos != "VBG" || aside.head == kNone || aside.head > v || !says(at(d, aside.head)) || d.of(at(d, v - 1).span) != ",")
      continue;
    const Index whom = child(d, s, v, {Relation::obj});
    Index clause = whom == kNone ? kNone : child(d, s, whom, {Relation::acl_relcl, Relation::acl});
    if (whom != kNone && clause == kNone) clause = child(d, s, v, {Relation::ccomp});
    const Index that = clause == kNone ? kNone : child(d, s, clause, {Relation::mark});
    if (that == kNone || that <= v || at(d, that).lemma != "that" || d.of(at(d, that - 1).span) != ",") continue;
    at(d, clause).head = aside.head;
    at(d, clause).relation = Relation::ccomp;
  }
}

/// "with President Guillermo Lasso": preposition and title, hung on the given name, belong to the whole.
void mend_given_names(Document& d, const Sentence& s) {
  for (Index n = s.first; n + 1 < s.last; ++n) {
    const Token& given = at(d, n);
    if (given.relation != Relation::compound || given.tag != Tag::PROPN || given.head != n + 1 || at(d, n + 1).tag != Tag::PROPN) continue;
    for (Index c = std::max(s.first, n - 3); c < n; ++c) {
      Token& before = at(d, c);
      const Relation r = before.relation;
      if (before.head == n && (r == Relation::case_ || r == Relation::det || r == Relation::nmod_desc)) before.head = n + 1;
    }
  }
}

/// "The attorney general charged", taken for two subjects: an adjective right behind a noun in its role belongs to it.
void mend_adjectives_behind(Document& d, const Sentence& s) {
  for (Index n = s.first; n + 1 < s.last; ++n) {
    const Token& noun = at(d, n);
    Token& behind = at(d, n + 1);
    if (noun.tag != Tag::NOUN || behind.tag != Tag::ADJ || noun.head == kNone || behind.head != noun.head ||
        behind.relation != noun.relation || universal(noun.relation) != Relation::nsubj)
      continue;
    behind.head = n;
    behind.relation = Relation::amod;
  }
}

/// "We, the leaders of the region, met", taken for two subjects, or them for an apposition: who they are is the subject, and "we" belongs
/// to it.
void mend_introduced(Document& d, const Sentence& s) {
  for (Index w = s.first; w + 2 < s.last; ++w) {
    Token& we = at(d, w);
    if (we.lemma != "we" || we.relation != Relation::nsubj || we.head == kNone || we.head < w) continue;
    const Index det = d.of(at(d, w + 1).span) == "," ? w + 2 : w + 1;
    if (at(d, det).relation != Relation::det) continue;
    const Index who = at(d, det).head;
    if (who == kNone || who <= w || who > we.head) continue;
    if (Token& leaders = at(d, who); leaders.head == w && leaders.relation == Relation::appos) {
      leaders.head = we.head;
      leaders.relation = Relation::nsubj;
    }
    if (at(d, who).head != we.head || at(d, who).relation != Relation::nsubj) continue;
    we.head = who;
    we.relation = Relation::dep;
  }
}

/// "Chad rather than Niger attacked", the conjunction hung on the verb: it belongs to the noun behind it, and that to the one before,
/// whether it was taken for another subject or the verb for a conjunct.
void mend_contrasts(Document& d, const Sentence& s) {
  for (Index c = s.first + 1; c + 2 < s.last; ++c) {
    Token& rather = at(d, c);
    const Index verb = rather.head;
    if (rather.lemma != "rather" || rather.relation != Relation::cc || verb == kNone || verb < c) continue;
    Index other = kNone, first = kNone;
    for (Index n = c + 2; n < verb && other == kNone; ++n)
      if (nominal_tag(at(d, n).tag) && (at(d, n).head == verb || (at(d, n).relation == Relation::conj && at(d, n).head < c))) other = n;
    if (other == kNone) continue;
    for (Index n = s.first; n < c; ++n)
      if (at(d, n).head == verb && at(d, n).relation == Relation::nsubj) first = n;
    if (Token& v = at(d, verb); first == kNone && v.relation == Relation::conj && v.head < c && nominal_tag(at(d, v.head).tag)) {
      first = v.head;
      v.head = at(d, first).head;
      v.relation = at(d, first).relation;
      at(d, first).head = verb;
      at(d, first).relation = Relation::nsubj;
    }
    rather.head = other;
    if (first != kNone && at(d, other).head == verb) {
      at(d, other).head = first;
      at(d, other).relation = Relation::conj;
    }
  }
}

/// "accused each other of looting the town": nothing hangs on "each other"; what seems to belongs to the verb.
void mend_reciprocals(Document& d, const Sentence& s) {
  for (Index n = s.first + 1; n + 3 < s.last; ++n) {
    Token& first = at(d, n);
    Token& second = at(d, n + 1);
    if (!(first.lemma == "each" && second.lemma == "other") && !(first.lemma == "one" && second.lemma == "another")) continue;
    const Index verb = first.head == n + 1 ? second.head : first.head;
    if (verb == kNone || verb >= n || at(d, verb).tag != Tag::VERB || at(d, n + 2).lemma != "of") continue;
    first.head = verb;
    first.relation = Relation::obj;
    second.head = n;
    second.relation = Relation::fixed;
    for (Index k = n + 3; k < s.last; ++k) {
      Token& below = at(d, k);
      if (below.head != n && below.head != n + 1) continue;
      below.head = verb;
      below.relation = below.tag == Tag::VERB ? Relation::advcl : Relation::obl;
    }
    Token& act = at(d, n + 3);  // "of | supporting rebels", the gerund taken for an adjective
    if (act.xpos != "VBG" || act.relation != Relation::amod || at(d, act.head).head != verb) continue;
    const Index whom = act.head;
    act.head = verb;
    act.relation = Relation::advcl;
    at(d, whom).head = n + 3;
    at(d, whom).relation = Relation::obj;
    at(d, n + 2).head = n + 3;
    at(d, n + 2).relation = Relation::mark;
  }
}

/// "Police denied killing them": what is denied, taken for a clause beside it.
void mend_denied(Document& d, const Sentence& s) {
  for (Index v = s.first; v + 1 < s.last; ++v) {
    Token& gerund = at(d, v + 1);
    const Token& verb = at(d, v);
    if (verb.tag == Tag::VERB && (verb.lemma == "deny" || verb.lemma == "admit") && gerund.xpos == "VBG" && gerund.head == v &&
        gerund.relation == Relation::advcl)
      gerund.relation = Relation::xcomp;
  }
}

/// "Protesters called for ...", taken for a passive without its auxiliary: in a whole sentence that is a past tense. Headlines drop
/// auxiliaries, but have no stop; "the men killed by police" names who did it.
void mend_bare_participles(Document& d, const Tree& tree, const Sentence& s) {
  if (s.last - s.first < 3 || d.of(at(d, s.last - 1).span) != ".") return;
  for (Index v = s.first + 1; v < s.last; ++v) {
    Token& verb = at(d, v);
    if (verb.tag != Tag::VERB || verb.xpos != "VBN" || (verb.relation != Relation::root && verb.relation != Relation::ccomp)) continue;
    if (tree.child(v, {Relation::aux, Relation::aux_pass, Relation::cop, Relation::obl_agent}) != kNone) continue;
    Index subject = kNone;
    for (Index c : tree.children(v))
      if (c < v && (tree[c].relation == Relation::nsubj_pass || tree[c].relation == Relation::nsubj)) subject = c;
    if (subject == kNone) continue;
    verb.xpos = "VBD";
    at(d, subject).relation = Relation::nsubj;
  }
}

/// "20 were killed and dozens wounded": a participle beside a passive, its auxiliary left out, is a passive too.
void mend_gapped_passives(Document& d, const Tree& tree, const Sentence& s) {
  for (Index v = s.first + 1; v < s.last; ++v) {
    Token& verb = at(d, v);
    Token& subject = at(d, v - 1);
    if (verb.tag != Tag::VERB || verb.relation != Relation::conj || verb.head == kNone || (verb.xpos != "VBN" && verb.xpos != "VBD"))
      continue;
    if (subject.head != v || subject.relation != Relation::nsubj || tree.child(verb.head, Relation::aux_pass) == kNone) continue;
    if (tree.child(v, {Relation::obj, Relation::aux, Relation::aux_pass, Relation::ccomp, Relation::xcomp}) != kNone) continue;
    subject.relation = Relation::nsubj_pass;
    verb.xpos = "VBN";
  }
}

/// "The plan was rejected by Kenya", "by" taken for a time or place: a name that is no date, beside a passive, is who did it.
void mend_agents(Document& d, const Tree& tree, const Sentence& s) {
  for (Index n = s.first + 1; n < s.last; ++n) {
    Token& name = at(d, n);
    if (name.relation != Relation::obl || name.tag != Tag::PROPN || name.name_tag == 0 || name.head == kNone || name.head > n) continue;
    if (tree.child(name.head, {Relation::aux_pass, Relation::nsubj_pass}) == kNone) continue;
    for (Index c : tree.children(n))
      if (tree[c].relation == Relation::case_ && tree[c].lemma == "by") name.relation = Relation::obl_agent;
  }
}

/// "There is not going to be an invasion", the invasion taken for an object: "be" has none, what there is is its subject.
void mend_existence(Document& d, const Sentence& s) {
  for (Index n = s.first; n < s.last; ++n) {
    Token& what = at(d, n);
    if (what.relation != Relation::obj || what.head == kNone || at(d, what.head).lemma != "be" || at(d, what.head).tag != Tag::VERB)
      continue;
    if (child(d, s, what.head, {Relation::nsubj}) == kNone) what.relation = Relation::nsubj;
  }
}

}  // namespace

bool is_tree(const Document& document, const Sentence& sentence) {
  for (Index i = sentence.first; i < sentence.last; ++i) {
    Index up = i;
    for (Index steps = sentence.first; up != kNone && steps <= sentence.last; ++steps)
      up = document.tokens[static_cast<std::size_t>(up)].head;
    if (up != kNone) return false;
  }
  return true;
}

void mend_trees(Document& document) {
  static constexpr void (*kMends[])(Document&, const Sentence&) = {
      mend_dateline,   mend_acronym,   mend_speakers,  mend_insertions,  mend_remarks, mend_given_names, mend_adjectives_behind,
      mend_introduced, mend_would_be,  mend_contrasts, mend_reciprocals, mend_denied,  mend_asides,      mend_headline,
      mend_rejoinders, mend_portfolio, mend_existence, mend_titles,      mend_halves,  mend_fronted};
  std::vector<std::pair<Index, Relation>> before;
  for (const Sentence& s : document.sentences) {
    if (s.skimmed) continue;
    for (const auto mend : kMends) {
      before.clear();
      for (Index i = s.first; i < s.last; ++i) before.emplace_back(at(document, i).head, at(document, i).relation);
      mend(document, s);
      if (is_tree(document, s)) continue;  // heads that the parser gave in no way that the mend looked for
      for (Index i = s.first; i < s.last; ++i)
        std::tie(at(document, i).head, at(document, i).relation) = before[static_cast<std::size_t>(i - s.first)];
    }
  }
  const Tree tree(document);  // what follows leaves the heads as they are
  for (const Sentence& s : document.sentences) {
    if (s.skimmed) continue;
    mend_bare_participles(document, tree, s);
    mend_gapped_passives(document, tree, s);
    mend_agents(document, tree, s);
    mend_contents(document, tree, s);
  }
}

}  // namespace demarche
