// What a clause without a subject gets from its governor: see controlled() in arguments.h. Control follows the usual split: a governing
// verb with an object passes the object down as the subject of its infinitive ("urged Iran to stop"), one without passes its own subject
// ("Iran promised to stop").
#include <algorithm>

#include "types/arguments.h"
#include "types/frame.h"

namespace demarche::argument {

namespace {

/// Does nothing but adverbs stand between the two places?
bool meets(const Tree& tree, Index end, Index begin) {
  if (end > begin) return false;
  for (Index i = end; i < begin; ++i)
    if (tree[i].tag != Tag::ADV) return false;
  return true;
}

}  // namespace

/// "pressed for Chad to leave", "called on Chad to leave", hung beside the infinitive: Chad, or kNone.
Index for_subject(const Tree& tree, Index infinitive) {
  const Index head = tree[infinitive].head, mark = tree.child(infinitive, Relation::mark);
  if (head == kNone || mark == kNone || tree[mark].lemma != "to") return kNone;
  const std::string& asks = tree[head].lemma;
  for (Index c : tree.children(head)) {
    if ((tree[c].relation != Relation::obl && tree[c].relation != Relation::nmod) ||
        !meets(tree, tree.extent(c).second, tree.extent(infinitive).first))
      continue;
    const std::string by = tree.preposition(c);
    const bool asked = ((by == "on" || by == "upon") && (asks == "call" || asks == "prevail" || asks == "count" || asks == "rely")) ||
                       (by == "to" && asks == "appeal") || (by == "with" && asks == "plead");
    if (asked || (by == "for" && tree.child(c, Relation::nmod_poss) == kNone)) return c;
  }
  if (tree[infinitive].relation == Relation::advcl)  // "there is pressure for Chad to leave", with Chad hung on the noun
    for (Index noun : tree.children(head))
      if (noun_tag(tree[noun].tag))
        for (Index c : tree.children(noun))
          if (tree[c].relation == Relation::nmod && tree.preposition(c) == "for" &&
              tree.extent(c).second == tree.extent(infinitive).first && tree.child(c, Relation::nmod_poss) == kNone)
            return c;
  return kNone;
}

/// "accused the government | of arresting them", "kept the rebels | from attacking", hung on who is accused: somebody, the object of a
/// verb. "was accused by monitors | of arresting them", hung on who accuses.
bool charged(const Tree& tree, Index gerund) {
  const Index who = tree[gerund].head, mark = tree.child(gerund, Relation::mark);
  if (tree[gerund].relation != Relation::acl || tree[gerund].xpos != "VBG" || mark == kNone) return false;
  const bool accuses = tree[who].relation == Relation::obl_agent && tree[mark].lemma == "of";
  if (tree[who].relation != Relation::obj && !accuses) return false;
  if (tree[mark].lemma != "of" && tree[mark].lemma != "from" && tree[mark].lemma != "for") return false;
  const Document& document = tree.document();
  const Entity* e = document.mention_of.empty() ? nullptr : document.entity_of(document.mention_of[static_cast<std::size_t>(who)]);
  return e && (e->person || e->group || e->place || !e->sector.empty());
}

namespace {

/// What a clause has as its subject before passives are undone: "Chad is committed to ...", "Chad, urged to ...".
std::vector<Index> bearers(const Tree& tree, Index head, int depth) {
  return is_passive(tree, head) ? objects(tree, head, depth) : subjects(tree, head, depth);
}

/// Possessor, then agent phrase, of the noun that an infinitive hangs on: "Ankara's decision to leave".
std::vector<Index> owner_of(const Tree& tree, Index noun, int depth) {
  std::vector<Index> out;
  for (Index c : tree.children(noun)) {
    const Relation r = tree[c].relation;
    if (r == Relation::nmod_poss) add(tree, out, c);
    if (r == Relation::nmod && out.empty() && (tree.preposition(c) == "of" || tree.preposition(c) == "by" || tree.preposition(c) == "for"))
      add(tree, out, c);
  }
  if (out.empty())
    for (Index c : tree.children(noun))
      if ((tree[c].relation == Relation::amod || tree[c].relation == Relation::compound) &&
          (tree[c].tag == Tag::PROPN || tree[c].xpos == "JJ") &&
          tree.document().of(tree[c].span).find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 0)
        out.push_back(c);
  if (out.empty() && tree.child(noun, Relation::cop) != kNone)  // "Chad is in the process of leaving"
    if (const Index subject = tree.child(noun, Relation::nsubj); subject != kNone) add(tree, out, subject);
  if (out.empty() && depth < kDepth) {  // "has a plan to leave": the subject of the verb that governs the noun
    const Index head = tree[noun].head;
    const Relation r = tree[noun].relation;
    if (head != kNone && (r == Relation::obj || r == Relation::obl || r == Relation::xcomp)) out = subjects(tree, head, depth + 1);
    if (head != kNone && r == Relation::nsubj_pass) out = objects(tree, head, depth + 1);
  }
  return out;
}

/// Where the phrase of a verb's noun ends, what merely says when counted in: "a plan | on Tuesday".
Index end_with_time(const Tree& tree, Index noun) {
  Index end = tree.extent(noun).second;
  for (Index k : tree.children(tree[noun].head))
    if (universal(tree[k].relation) == Relation::obl && tree.extent(k).first == end && tree[k].name_tag == 0) end = tree.extent(k).second;
  return end;
}

/// "rejected Ankara's plan to leave", "hailed the decision of Chad to leave", "a Chadian offer on Monday to leave": the owned noun that an
/// infinitive belongs to, wherever the parser hung it; kNone if none stands before it. Somebody who acts ("the army of Chad") owns no
/// infinitive.
Index owned_before(const Tree& tree, Index infinitive, Index to) {
  const Document& document = tree.document();
  for (Index c : tree.children(tree[infinitive].head)) {
    if (tree[c].tag != Tag::NOUN || c > to || end_with_time(tree, c) != to) continue;
    if (tree.extent(c).second == c + 1 && tree.child(c, Relation::nmod_poss) != kNone) return c;
    const Index mention = document.mention_of.empty() ? kNone : document.mention_of[static_cast<std::size_t>(c)];
    const Entity* e = document.entity_of(mention);
    const std::string where = tree[c].relation == Relation::obl ? tree.preposition(c) : "";
    if (where == "in" || where == "at" || where == "near" || where == "outside") continue;  // "marched in the capital of Chad to protest"
    if (counted(tree, c) != c || (e && (e->person || e->group || !e->sector.empty()))) continue;
    for (Index m : tree.children(c)) {
      if (tree[m].relation == Relation::nmod && tree.preposition(m) == "of") return c;
      if (tree[m].relation == Relation::amod && tree[c].relation == Relation::obj && tree[m].name_tag != 0) return c;
    }
  }
  return kNone;
}

/// Is the noun somebody who may act?
bool somebody(const Tree& tree, Index noun) {
  const Document& document = tree.document();
  const Entity* e = document.mention_of.empty() ? nullptr : document.entity_of(document.mention_of[static_cast<std::size_t>(noun)]);
  return e && (e->person || e->group || e->place || !e->sector.empty() || !e->country.empty());
}

/// Verbs whose object does what it is sent for.
bool sends(std::string_view verb) {
  return verb == "send" || verb == "deploy" || verb == "dispatch" || verb == "redeploy";
}

/// Verbs whose object is to do what the infinitive says, wherever the parser hung it.
bool bids(std::string_view verb) {
  static constexpr std::string_view bidding[] = {
      "urge",   "order",   "direct",  "ask",      "tell",   "instruct", "authorize", "authorise", "allow",
      "permit", "force",   "compel",  "require",  "press",  "pressure", "persuade",  "convince",  "encourage",
      "invite", "warn",    "advise",  "enable",   "prompt", "beg",      "implore",   "command",   "task",
      "oblige", "exhort",  "empower", "request",  "push",   "coax",     "lobby",     "entreat",   "incite",
      "pay",    "recruit", "induce",  "motivate", "summon", "appoint",  "petition",  "challenge", "forbid"};
  return std::find(std::begin(bidding), std::end(bidding), verb) != std::end(bidding);
}

/// "U.S. troops", "its troops": is it said whose they are? Mere "troops" are the sender's.
bool described(const Tree& tree, Index noun) {
  return tree.child(noun, {Relation::nmod_poss, Relation::amod, Relation::compound, Relation::flat}) != kNone ||
         tree[noun].tag == Tag::PROPN;
}

/// "criticized his refusal to come, accusing him", "called on Chad to leave, while praising Niger": a gerund behind a comma that the parser
/// hung on the infinitive is the main verb's; that verb, else kNone.
Index main_of_aside(const Tree& tree, Index gerund, Index mark) {
  const Index head = tree[gerund].head, first = mark == kNone ? gerund : mark;
  if (tree[gerund].xpos != "VBG" || first == 0 || tree.document().of(tree[first - 1].span) != ",") return kNone;
  if (mark != kNone && tree[mark].lemma != "while") return kNone;
  const Index to = tree.child(head, Relation::mark);
  const auto& aside = tree[gerund].lemma;  // "convicted him of killing a man, sentencing him"; but "accused him of firing, killing a man"
  const bool judges = aside == "sentence" || aside == "fine" || aside == "suspend" || aside == "jail" || aside == "acquit";
  if (to == kNone || (tree[to].lemma != "to" && !judges)) return kNone;
  Index main = tree[head].head;
  if (tree[head].relation == Relation::acl && main != kNone) main = tree[main].head;
  return main != kNone && tree[main].tag == Tag::VERB && main < head ? main : kNone;
}

/// A ship, building or place, which does nothing itself.
bool holds_people(const Tree& tree, Index noun) {
  const Document& document = tree.document();
  const Entity* e = document.mention_of.empty() ? nullptr : document.entity_of(document.mention_of[static_cast<std::size_t>(noun)]);
  return e && e->place && !e->person && !e->group && tree[noun].tag == Tag::NOUN;
}

/// "complained about Chad bombing it": the name before the gerund, hung on it as a compound or on the verb above it.
Index before_gerund(const Tree& tree, Index gerund) {
  const Index name = gerund - 1;
  if (gerund < 2 || tree[gerund].xpos != "VBG" || tree[name].tag != Tag::PROPN || tree[name - 1].lemma != "about") return kNone;
  return (tree[name].head == gerund || tree[name].head == tree[gerund].head) && somebody(tree, name) ? name : kNone;
}

}  // namespace

/// What the governor of a subjectless clause passes down.
std::vector<Index> controlled(const Tree& tree, Index verb, int depth) {
  const Index head = tree[verb].head;
  if (head == kNone || depth >= kDepth) return {};
  if (const Index accuser = accuser_of(tree, verb); accuser != kNone) return objects(tree, accuser, depth + 1);
  switch (tree[verb].relation) {
    case Relation::xcomp:
    case Relation::ccomp: {
      auto out = objects(tree, head, depth + 1);
      if (const Index receiver = tree.child(head, Relation::iobj); out.empty() && receiver != kNone) add(tree, out, receiver);
      return out.empty() ? subjects(tree, head, depth + 1) : out;
    }
    case Relation::obl:  // a gerund taken for a noun: "accused by Chad of shelling"
    case Relation::advcl: {
      // "accused Israel of shelling", "kept them from leaving": the object acts
      if (const Index own = for_subject(tree, verb); own != kNone) return tree.conjuncts(own);
      if (const Index own = before_gerund(tree, verb); own != kNone) return {own};
      const Index mark = tree.child(verb, {Relation::mark, Relation::case_});
      if (mark != kNone && tree[mark].lemma == "to") {
        if (const Index noun = owned_before(tree, verb, mark); noun != kNone) return owner_of(tree, noun, depth);
        if (bids(tree[head].lemma))
          if (auto bidden = objects(tree, head, depth + 1); !bidden.empty() && somebody(tree, bidden.front())) return bidden;
        if (sends(tree[head].lemma))
          if (auto sent = objects(tree, head, depth + 1); !sent.empty() && described(tree, sent.front()))
            return sent;  // "sent its troops to fight"
      }
      if (mark != kNone &&
          (tree[mark].lemma == "of" || tree[mark].lemma == "from" || tree[mark].lemma == "for" || tree[mark].lemma == "in")) {
        auto out = objects(tree, head, depth + 1);
        if (!out.empty() && tree[out.front()].lemma != "responsibility" && tree[out.front()].lemma != "credit" &&
            tree[out.front()].lemma != "blame" && tree.child(out.front(), Relation::fixed) == kNone)
          return out;  // not "claimed responsibility for bombing it"; of "accused each other of bombing it" those who accuse
      }
      if (mark != kNone && tree[mark].lemma == "against" && warns(tree[head].lemma))  // "warned Chad against attacking": Chad would
        if (auto warned = objects(tree, head, depth + 1); !warned.empty()) return warned;
      if (const Index main = main_of_aside(tree, verb, mark); main != kNone) return bearers(tree, main, depth + 1);
      if (mark == kNone && tree[verb].xpos == "VBG")  // "caused by the army capturing it"
        for (Index c : tree.children(head))
          if (tree[c].relation == Relation::obl_agent && tree.extent(c).second == verb) return tree.conjuncts(c);
      return tree[head].tag == Tag::VERB || tree[head].tag == Tag::AUX || tree[head].tag == Tag::ADJ ? bearers(tree, head, depth + 1)
                                                                                                     : std::vector<Index>{};
    }
    case Relation::csubj:  // "Chad is about to leave", with the infinitive taken for a subject
      return tree[head].tag == Tag::ADJ && tree.child_lemma(verb, "to") != kNone ? subjects(tree, head, depth + 1) : std::vector<Index>{};
    case Relation::parataxis:
      return tree[head].tag == Tag::VERB || tree[head].tag == Tag::AUX || tree[head].tag == Tag::ADJ ? subjects(tree, head, depth + 1)
                                                                                                     : std::vector<Index>{};
    case Relation::conj:
      return subjects(tree, misjoined(tree, verb) ? rightly_joined(tree, verb) : head, depth + 1);
    case Relation::acl: {
      if (tree[verb].xpos == "VBG" && tree.child(verb, Relation::mark) == kNone) {
        std::vector<Index> out;
        const Index whom = tree.child(verb, Relation::obj);
        if (tree[head].relation == Relation::obj && holds_people(tree, head) && whom != kNone && !holds_people(tree, whom) &&
            tree[whom].tag == Tag::NOUN && somebody(tree, counted(tree, whom)))
          return subjects(tree, tree[head].head, depth + 1);  // "hijacked a ship abducting its crew"
        add(tree, out, head);
        return out;
      }
      if (const Index mark = tree.child(verb, Relation::mark); mark != kNone && tree[mark].lemma == "to")
        for (Index c : tree.children(head))  // "Sources: Kenya to send troops"
          if (tree[c].relation == Relation::appos && tree.extent(c).second == mark && before_colon(tree, head, c)) return tree.conjuncts(c);
      if (charged(tree, verb))
        return tree[head].relation == Relation::obj ? tree.conjuncts(head) : objects(tree, tree[head].head, depth + 1);
      return owner_of(tree, head, depth);
    }
    case Relation::acl_relcl: {
      // "the troops that left": the pronoun is the subject itself; "the man they jailed" has its own
      return {antecedent(tree, head)};
    }
    default:
      return {};
  }
}

}  // namespace demarche::argument
