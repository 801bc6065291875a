// Frames undo passives, relative clauses, control and coordination.
#include "types/frame.h"

#include <gtest/gtest.h>

#include "../trees.h"

namespace demarche {
namespace {

using testing::tree;

std::string words(const Document& d, const std::vector<Index>& tokens) {
  std::string out;
  for (Index t : tokens) (out += out.empty() ? "" : " ") += d.of(d.tokens[static_cast<std::size_t>(t)].span);
  return out;
}

TEST(Tree, ExtentAndConjuncts) {
  const Document d = tree(
      "Kenya Kenya PROPN 5 nsubj\n, , PUNCT 3 punct\nUganda Uganda PROPN 1 conj\nboth both DET 5 advmod\nleft leave VERB 0 root VBD\n");
  const Tree t(d);
  EXPECT_EQ(t.extent(0), (std::pair<Index, Index>{0, 3}));
  EXPECT_EQ(t.extent(4), (std::pair<Index, Index>{0, 5}));
  EXPECT_EQ(t.conjuncts(0), (std::vector<Index>{0, 2}));
  EXPECT_TRUE(t.below(1, 4));
  EXPECT_FALSE(t.below(4, 1));
}

TEST(Frame, PassiveWithAgent) {
  const Document d = tree(
      "Villages village NOUN 3 nsubj:pass\nwere be AUX 3 aux:pass\nshelled shell VERB 0 root VBN\nby by ADP 5 case\nrebels rebel NOUN 3 "
      "obl:agent\n");
  const Frame f = verb_frame(Tree(d), 2);
  EXPECT_TRUE(f.passive);
  EXPECT_EQ(words(d, f.subj), "rebels");
  EXPECT_EQ(words(d, f.obj), "Villages");
}

TEST(Frame, ReducedRelative) {
  const Document d =
      tree("soldiers soldier NOUN 5 nsubj\nkilled kill VERB 1 acl VBN\nby by ADP 4 case\ngunmen gunman NOUN 2 obl\nwere be AUX 0 root\n");
  const Frame f = verb_frame(Tree(d), 1);
  EXPECT_EQ(words(d, f.subj), "gunmen");
  EXPECT_EQ(words(d, f.obj), "soldiers");
}

TEST(Frame, RelativePronounStandsForItsNoun) {
  const Document d = tree(
      "The the DET 2 det\nmilitia militia NOUN 5 nsubj\nthat that PRON 4 nsubj\nattacked attack VERB 2 acl:relcl VBD\nfled flee VERB 0 "
      "root VBD\n");
  EXPECT_EQ(words(d, verb_frame(Tree(d), 3).subj), "militia");
}

TEST(Frame, ObjectRelativeWithoutPronoun) {
  const Document d = tree(
      "the the DET 2 det\ntown town NOUN 5 nsubj\nthey they PRON 4 nsubj\nshelled shell VERB 2 acl:relcl VBD\nburned burn VERB 0 root "
      "VBD\n");
  const Frame f = verb_frame(Tree(d), 3);
  EXPECT_EQ(words(d, f.subj), "they");
  EXPECT_EQ(words(d, f.obj), "town");
}

TEST(Frame, ObjectControlPassesTheObjectDown) {
  const Document d = tree(
      "Chile Chile PROPN 2 nsubj\nurged urge VERB 0 root VBD\nPeru Peru PROPN 2 obj\nto to PART 5 mark\nleave leave VERB 2 xcomp VB\n");
  EXPECT_EQ(words(d, verb_frame(Tree(d), 4).subj), "Peru");
}

TEST(Frame, SubjectControlPassesTheSubjectDown) {
  const Document d = tree("Chile Chile PROPN 2 nsubj\npromised promise VERB 0 root VBD\nto to PART 4 mark\nleave leave VERB 2 xcomp VB\n");
  EXPECT_EQ(words(d, verb_frame(Tree(d), 3).subj), "Chile");
}

TEST(Frame, ConjoinedVerbSharesSubjectAndObject) {
  const Document d = tree(
      "Rebels rebel NOUN 2 nsubj\nattacked attack VERB 0 root VBD\nand and CCONJ 4 cc\nburned burn VERB 2 conj VBD\nthe the DET 6 "
      "det\nfarm farm NOUN 4 obj\n");
  EXPECT_EQ(words(d, verb_frame(Tree(d), 3).subj), "Rebels");
  EXPECT_EQ(words(d, verb_frame(Tree(d), 1).obj), "farm");
}

TEST(Frame, InfinitiveOfANounTakesItsOwner) {
  const Document d = tree(
      "Ankara Ankara PROPN 3 nmod:poss\n's 's PART 1 case\nplan plan NOUN 6 nsubj\nto to PART 5 mark\ninvade invade VERB 3 acl VB\nfailed "
      "fail VERB 0 root VBD\n");
  EXPECT_EQ(words(d, verb_frame(Tree(d), 4).subj), "Ankara");
}

TEST(Frame, NounTakesTheSubjectOfItsLightVerb) {
  const Document d = tree(
      "Rebels rebel NOUN 2 nsubj\nlaunched launch VERB 0 root VBD\nan a DET 4 det\nattack attack NOUN 2 obj\non on ADP 6 case\nHama Hama "
      "PROPN 4 nmod\n");
  const Frame f = noun_frame(Tree(d), 3, 1);
  EXPECT_EQ(words(d, f.subj), "Rebels");
  ASSERT_EQ(f.adjuncts.size(), 1U);
  EXPECT_EQ(f.adjuncts[0].preposition, "on");
}

}  // namespace
}  // namespace demarche
