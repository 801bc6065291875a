// Who does and who suffers: see arguments.h; what a clause without a subject gets from its governor stands in control.cpp.
#include "types/arguments.h"

#include <algorithm>

#include "types/frame.h"

namespace demarche::argument {

/// "thousands of fighters", "a wave of attacks", "two of the ministers": what is counted.
Index counted(const Tree& tree, Index token) {
  static constexpr std::string_view quantities[] = {"thousand", "hundred", "dozen",  "number",  "million", "score", "lot",  "majority",
                                                    "couple",   "ten",     "series", "handful", "ton",     "most",  "many", "some",
                                                    "several",  "few",     "half",   "both",    "all",     "each"};
  static constexpr std::string_view sets[] = {"round", "wave", "string",  "spate", "flurry", "barrage",
                                              "slew",  "raft", "package", "batch", "array",  "range"};
  const auto& lemma = tree[token].lemma;
  const bool set = std::find(std::begin(sets), std::end(sets), lemma) != std::end(sets);
  const bool number = tree[token].tag == Tag::NUM;
  if (!set && !number && std::find(std::begin(quantities), std::end(quantities), lemma) == std::end(quantities)) return token;
  const auto plural = [&](Index c) { return tree[c].xpos == "NNS" || tree[c].xpos == "NNPS"; };
  for (Index c : tree.children(token))  // "a wave of attacks", but "a package of 5 billion"
    if (tree[c].relation == Relation::nmod && tree.preposition(c) == "of" && ((!set && !number) || plural(c))) return c;
  return token;
}

/// "ties between Chad and Mali, a close partner": an apposition that the parser took for a further conjunct, as nothing joins it.
bool apposed(const Tree& tree, Index token, Index conjunct) {
  if (conjunct == token || tree[conjunct].relation != Relation::conj || tree.child(conjunct, Relation::cc) != kNone) return false;
  const Index determiner = tree.child(conjunct, Relation::det);
  const Index first = tree.extent(conjunct).first;
  const bool comma = tree.document().of(tree[first].span) == "," || (first > 0 && tree.document().of(tree[first - 1].span) == ",");
  if (determiner == kNone || !comma) return false;
  for (Index c : tree.conjuncts(token))
    if (c > conjunct) return false;
  return true;
}

void add(const Tree& tree, std::vector<Index>& out, Index token) {
  for (Index c : tree.conjuncts(token)) {
    if (apposed(tree, token, c)) continue;
    const Index a = counted(tree, antecedent(tree, c));
    if (std::find(out.begin(), out.end(), a) == out.end()) out.push_back(a);
  }
}

bool is_participle(const Tree& tree, Index verb) {
  return tree[verb].xpos == "VBN";
}

/// Is there a "who", "which" or "that" in the relative clause, whatever it hangs as?
bool relative_pronoun(const Tree& tree, Index verb) {
  const auto [first, last] = tree.extent(verb);
  for (Index i = first; i < verb; ++i)
    if (const std::string_view tag = tree[i].xpos; tag == "WDT" || tag == "WP" || tag == "WP$" || tag == "WRB" || tree[i].lemma == "that")
      return true;
  return false;
}

bool found_passive(const Tree& tree, Index verb) {
  if (absolute(tree, verb) || reduced_on(tree, verb) != kNone) return true;
  if (tree.child(verb, {Relation::nsubj_pass, Relation::aux_pass, Relation::csubj_pass}) != kNone) return true;
  const Index object = tree.child(verb, Relation::obj);
  const bool kept = object != kNone && tree[verb].relation == Relation::acl && is_participle(tree, verb) &&
                    (tree[object].lemma == "hostage" || tree[object].lemma == "captive" || tree[object].lemma == "prisoner");
  if (tree.child(verb, {Relation::nsubj, Relation::aux}) != kNone || (object != kNone && !kept)) return false;  // "workers held hostage"
  const Relation r = tree[verb].relation;
  if (r == Relation::conj) {  // "is unacceptable and ruled out"
    const Index copula = tree[tree[verb].head].tag == Tag::ADJ ? tree.child(tree[verb].head, Relation::cop) : kNone;
    const bool present = copula != kNone && (tree[copula].xpos == "VBZ" || tree[copula].xpos == "VBP");
    if (present && tree[verb].xpos == "VBD") return true;  // "is wrong and ruled out", taken for a past tense
    return is_participle(tree, verb) && (copula != kNone || is_passive(tree, tree[verb].head));
  }
  if (r == Relation::acl_relcl && tree[verb].tag == Tag::VERB && (is_participle(tree, verb) || tree[verb].xpos == "VBD"))
    return tree.child(verb, {Relation::nsubj_outer, Relation::cop, Relation::ccomp, Relation::xcomp, Relation::mark}) == kNone &&
           !relative_pronoun(tree, verb);  // "a man rescued from rebels", taken for a relative clause
  const bool reduced = r == Relation::acl || r == Relation::advcl || r == Relation::amod || r == Relation::xcomp || r == Relation::root;
  return reduced && (is_participle(tree, verb) || (tree[verb].xpos == "VBD" && r == Relation::acl)) &&
         tree.child(verb, Relation::cop) == kNone;
}

bool is_passive(const Tree& tree, Index verb) {
  Tree::Voice& voice = tree.voice(verb);
  if (voice == Tree::Voice::unknown) voice = found_passive(tree, verb) ? Tree::Voice::passive : Tree::Voice::active;
  return voice == Tree::Voice::passive;
}

Index rightly_joined(const Tree& tree, Index conjunct) {
  const Token& t = tree[conjunct];
  const bool participle = t.xpos == "VBN";  // "accused Chad of firing and called on it", taken for a participle
  if (t.relation != Relation::conj || (t.xpos != "VBD" && t.xpos != "VBZ" && !participle) || t.head == kNone || t.head > conjunct)
    return kNone;
  if (tree.child(conjunct, {Relation::nsubj, Relation::nsubj_pass, Relation::aux, Relation::aux_pass, Relation::mark}) != kNone)
    return kNone;
  const bool bare = tree.child(t.head, Relation::aux) == kNone && (tree[t.head].xpos == "VBG" || tree.child_lemma(t.head, "to") != kNone);
  bool other = bare || tree[t.head].xpos == "VBZ" || tree[t.head].xpos == "VBP";
  for (Index c : tree.children(t.head))
    other =
        other || ((universal(tree[c].relation) == Relation::aux || (tree[c].relation == Relation::cop && tree[t.head].tag != Tag::ADJ)) &&
                  (tree[c].xpos == "MD" || tree[c].xpos == "VBZ" || tree[c].xpos == "VBP"));
  const Relation r = tree[t.head].relation;
  if (!other || (participle && !bare) || (!bare && (t.xpos != "VBD" || (r != Relation::ccomp && r != Relation::acl_relcl)))) return kNone;
  Index main = tree[t.head].head;
  while (main != kNone && (tree[main].tag != Tag::VERB || tree[main].xpos == "VBG" || tree[main].xpos == "VB")) main = tree[main].head;
  return main != kNone && tree[main].xpos == (participle ? "VBD" : std::string_view(t.xpos)) ? main : kNone;
}

std::vector<Index> agents(const Tree& tree, Index verb) {
  std::vector<Index> out;
  for (Index c : tree.children(verb))
    if ((tree[c].relation == Relation::obl_agent && tree.child_lemma(c, "include") == kNone) ||
        (tree[c].relation == Relation::obl && tree.preposition(c) == "by" && tree[c].tag != Tag::NUM))
      add(tree, out, c);
  if (!out.empty()) return out;
  for (Index c : tree.children(verb))  // "designated as terrorists by the ministry", with the agent hung on the last noun
    if (c > verb && (tree[c].relation == Relation::obl || tree[c].relation == Relation::xcomp || tree[c].relation == Relation::obj))
      for (Index g : tree.children(c))
        if ((tree[g].relation == Relation::nmod || (tree[c].relation == Relation::xcomp && universal(tree[g].relation) == Relation::obl)) &&
            tree.preposition(g) == "by" && tree[g].tag != Tag::NUM)
          add(tree, out, g);  // and "shot dead by rebels", with it hung on "dead"
  return out;
}

/// Does a colon stand between the two?
bool before_colon(const Tree& tree, Index first, Index second) {
  for (Index k = first + 1; k < second; ++k)
    if (tree[k].tag == Tag::PUNCT && tree.document().of(tree[k].span) == ":") return true;
  return false;
}

/// A known name before a finite verb without subject, whatever the parser took it for: names that it never saw.
Index bare_name(const Tree& tree, Index verb) {
  const Document& document = tree.document();
  if (tree[verb].tag != Tag::VERB || document.mention_of.empty()) return kNone;
  for (Index c : tree.children(verb)) {
    const Relation r = universal(tree[c].relation);
    if (c > verb ||
        (r != Relation::advmod && r != Relation::obl && r != Relation::compound && r != Relation::vocative && r != Relation::discourse) ||
        !tree.preposition(c).empty())
      continue;
    const Index mention = document.mention_of[static_cast<std::size_t>(c)];
    const Entity* e = document.entity_of(mention);
    const Mention::Kind kind = e ? document.mentions[static_cast<std::size_t>(mention)].kind : Mention::Kind::pronoun;
    const bool name = kind == Mention::Kind::name || (kind == Mention::Kind::modifier && tree[c].tag == Tag::PROPN);
    if (e && !e->country.empty() && name) return c;
  }
  return kNone;
}

std::vector<Index> subjects(const Tree& tree, Index verb, int depth) {
  std::vector<Index> out;
  if (is_passive(tree, verb)) return agents(tree, verb);
  for (Index c : tree.children(verb))
    if (tree[c].relation == Relation::nsubj || tree[c].relation == Relation::nsubj_outer) {
      if (!out.empty() && before_colon(tree, out.front(), c)) out.clear();  // "Minister: rebels attacked", both hung on the verb
      add(tree, out, c);
    }
  if (const Index aux = out.empty() ? tree.child(verb, Relation::aux) : kNone; aux != kNone)  // hung on the auxiliary
    if (const Index subject = tree.child(aux, Relation::nsubj); subject != kNone) add(tree, out, subject);
  if (out.empty() && tree[verb].relation == Relation::conj && depth < kDepth && is_passive(tree, tree[verb].head))
    return objects(tree, tree[verb].head, depth + 1);
  if (out.empty()) out = controlled(tree, verb, depth);
  if (const Index name = out.empty() ? bare_name(tree, verb) : kNone; name != kNone) add(tree, out, name);
  return out;
}

}  // namespace demarche::argument
