// Trees mended after parsing: speakers hung on what they speak of.
#include "parse/mend.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "trees.h"

namespace demarche {
namespace {

using testing::tree;

std::string arcs(const Document& d) {
  std::string out;
  for (const Token& t : d.tokens)
    out += (out.empty() ? "" : " ") + std::string(d.of(t.span)) + "<" +
           (t.head == kNone ? "root" : std::string(d.of(d.tokens[static_cast<std::size_t>(t.head)].span))) + ":" +
           std::string(name(t.relation));
  return out;
}

/// The arcs of a tree once it is mended.
std::string mended(const std::string& rows) {
  Document d = tree(rows);
  mend_trees(d);
  return arcs(d);
}

TEST(Mend, SpeakersAfterTheLastComma) {
  EXPECT_EQ(mended("Rebels rebel NOUN 2 nsubj NNS\ntook take VERB 8 ccomp VBD\nBor Bor PROPN 2 obj NNP\n, , PUNCT 5 punct ,\nvillagers "
                   "villager NOUN 3 "
                   "conj NNS\n"
                   "and and CCONJ 7 cc CC\nofficials official NOUN 3 conj NNS\nsaid say VERB 0 root VBD\n. . PUNCT 8 punct .\n"),
            "Rebels<took:nsubj took<said:ccomp Bor<took:obj ,<said:punct villagers<said:nsubj and<officials:cc officials<villagers:conj "
            "said<root:root .<said:punct");
}

TEST(Mend, ASubjectBehindAPlaceInFront) {
  EXPECT_EQ(
      mended("In in ADP 2 case IN\nOslo Oslo PROPN 7 obl NNP\n, , PUNCT 4 punct ,\nChad Chad PROPN 2 conj NNP\nand and CCONJ 6 cc CC\n"
             "Niger Niger PROPN 2 conj NNP\nsigned sign VERB 0 root VBD\n. . PUNCT 7 punct .\n"),
      "In<Oslo:case Oslo<signed:obl ,<Chad:punct Chad<signed:nsubj and<Niger:cc Niger<Chad:conj signed<root:root .<signed:punct");
  // a subject of its own; a preposition of its own; no tense
  EXPECT_EQ(mended("In in ADP 2 case IN\nOslo Oslo PROPN 7 obl NNP\n, , PUNCT 4 punct ,\nChad Chad PROPN 2 conj NNP\n, , PUNCT 7 punct ,\n"
                   "rebels rebel NOUN 7 nsubj NNS\nsigned sign VERB 0 root VBD\n"),
            "In<Oslo:case Oslo<signed:obl ,<Chad:punct Chad<Oslo:conj ,<signed:punct rebels<signed:nsubj signed<root:root");
  EXPECT_EQ(mended("In in ADP 2 case IN\nOslo Oslo PROPN 6 obl NNP\n, , PUNCT 5 punct ,\nin in ADP 5 case IN\nChad Chad PROPN 2 conj NNP\n"
                   "signed sign VERB 0 root VBD\n"),
            "In<Oslo:case Oslo<signed:obl ,<Chad:punct in<Chad:case Chad<Oslo:conj signed<root:root");
  EXPECT_EQ(mended("In in ADP 2 case IN\nOslo Oslo PROPN 5 obl NNP\n, , PUNCT 4 punct ,\nChad Chad PROPN 2 conj NNP\nsigning sign VERB 0 "
                   "root VBG\n"),
            "In<Oslo:case Oslo<signing:obl ,<Chad:punct Chad<Oslo:conj signing<root:root");
}

TEST(Mend, WhatHangsOnAGivenNameBelongsToTheWhole) {
  EXPECT_EQ(
      mended("Lee lee PROPN 2 nsubj NNP\nspoke speak VERB 0 root VBD\nwith with ADP 5 case IN\nPresident President PROPN 5 nmod:desc NNP\n"
             "Ann Ann PROPN 6 compound NNP\nLasso Lasso PROPN 2 obl NNP\n. . PUNCT 2 punct .\n"),
      "Lee<spoke:nsubj spoke<root:root with<Lasso:case President<Lasso:nmod:desc Ann<Lasso:compound Lasso<spoke:obl .<spoke:punct");
}

TEST(Mend, AnAdjectiveBehindItsNoun) {
  EXPECT_EQ(mended("The the DET 2 det DT\nattorney attorney NOUN 4 nsubj NN\ngeneral general ADJ 4 nsubj JJ\nspoke speak VERB 0 root "
                   "VBD\n. . PUNCT 4 "
                   "punct .\n"),
            "The<attorney:det attorney<spoke:nsubj general<attorney:amod spoke<root:root .<spoke:punct");
}

TEST(Mend, NamesInCapitalsAtTheHead) {
  Document d = tree("ECOWAS be AUX 2 aux:pass VBD\nleft leave VERB 0 root VBN\nBor Bor PROPN 2 obj NNP\n. . PUNCT 2 punct .\n");
  mend_trees(d);
  EXPECT_EQ(arcs(d), "ECOWAS<left:nsubj left<root:root Bor<left:obj .<left:punct");
  EXPECT_EQ(d.tokens[0].tag, Tag::PROPN);
  EXPECT_EQ(d.tokens[0].lemma, "ECOWAS");
  EXPECT_EQ(d.tokens[1].xpos, "VBD");
}

void expect_unchanged(const std::string& sentence) {
  const std::string before = arcs(tree(sentence));
  EXPECT_EQ(mended(sentence), before);
}

TEST(Mend, WhatIsRightStays) {
  expect_unchanged("WHO who PRON 2 nsubj WP\nleft leave VERB 0 root VBD\nBor Bor PROPN 2 obj NNP\n? ? PUNCT 2 punct .\n");
  expect_unchanged("HAS have AUX 2 aux VBZ\nleft leave VERB 0 root VBN\nBor Bor PROPN 2 obj NNP\n. . PUNCT 2 punct .\n");
  expect_unchanged(
      "Bor Bor PROPN 2 nsubj NNP\nfell fall VERB 6 ccomp VBD\n, , PUNCT 6 punct ,\nthe the DET 5 det DT\nenvoy envoy NOUN 6 nsubj NN\nsaid "
      "say VERB 0 root VBD\n");
}

TEST(Mend, TheSubjectOfWhatIsSaidIsNotTheSpeaker) {
  Document inserted = tree(
      "Rebels rebel NOUN 4 nsubj NNS\n, , PUNCT 1 punct ,\nenvoys envoy NOUN 4 nsubj NNS\nsaid say VERB 0 root VBD\n, , PUNCT 6 punct ,\n"
      "took take VERB 4 ccomp VBD\nBor Bor PROPN 6 obj NNP\n");
  mend_trees(inserted);
  EXPECT_EQ(arcs(inserted), "Rebels<took:nsubj ,<Rebels:punct envoys<said:nsubj said<root:root ,<took:punct took<said:ccomp Bor<took:obj");
  Document inverted = tree(
      "Rebels rebel NOUN 5 nsubj NNS\ntook take VERB 5 ccomp VBD\nBor Bor PROPN 2 obj NNP\n, , PUNCT 2 punct ,\nsaid say VERB 0 root VBD\n"
      "envoys envoy NOUN 5 nsubj NNS\n");
  mend_trees(inverted);
  EXPECT_EQ(arcs(inverted), "Rebels<took:nsubj took<said:ccomp Bor<took:obj ,<took:punct said<root:root envoys<said:nsubj");
  Document forward = tree(
      "Roe Roe PROPN 2 nsubj NNP\nsaid say VERB 0 root VBD\nrebels rebel NOUN 2 nsubj NNS\ntook take VERB 2 ccomp VBD\nBor Bor PROPN 4 obj "
      "NNP\n");
  mend_trees(forward);
  EXPECT_EQ(arcs(forward), "Roe<said:nsubj said<root:root rebels<took:nsubj took<said:ccomp Bor<took:obj");
}

TEST(Mend, AParticipleBehindTheFirstOfTwoSubjectsIsAPastTense) {
  EXPECT_EQ(
      mended(
          "Rules rule NOUN 7 nsubj NNS\ncalled call VERB 1 acl VBN\nfor for ADP 4 case IN\ncalm calm NOUN 2 obl NN\n, , PUNCT 1 punct ,\n"
          "envoys envoy NOUN 7 nsubj NNS\nsaid say VERB 0 root VBD\n"),
      "Rules<called:nsubj called<said:ccomp for<calm:case calm<called:obl ,<Rules:punct envoys<said:nsubj said<root:root");
}

TEST(Mend, AClauseBehindAVerbOfSayingIsItsContent) {
  EXPECT_EQ(mended("Roe Roe PROPN 2 nsubj NNP\nsays say VERB 0 root VBZ\nneither neither CCONJ 4 cc:preconj CC\nMali Mali PROPN 5 nsubj "
                   "NNP\nfell fall "
                   "VERB 2 "
                   "conj VBD\n"),
            "Roe<says:nsubj says<root:root neither<Mali:cc:preconj Mali<fell:nsubj fell<says:ccomp");
}

TEST(Mend, TheTownOfADatelineSaysNothing) {
  EXPECT_EQ(
      mended("Bor Bor PROPN 8 nsubj NNP\n( ( PUNCT 3 punct -LRB-\nANP ANP PROPN 1 appos NNP\n) ) PUNCT 3 punct -RRB-\n- - PUNCT 6 punct "
             ":\nminister "
             "minister NOUN 1 appos NN\nRoe Roe PROPN 8 nsubj NNP\nleft leave VERB 0 root VBD\n"),
      "Bor<left:parataxis (<Bor:punct ANP<Bor:appos )<Bor:punct -<Bor:punct minister<Roe:nmod:desc Roe<left:nsubj left<root:root");
}

TEST(Mend, WhoWeAreIsTheSubject) {
  const auto met = [](const std::string& relation) {
    return tree("We we PRON 6 nsubj PRP\n, , PUNCT 1 punct ,\nthe the DET 4 det DT\nenvoys envoy NOUN 6 " + relation +
                " NNS\n, , PUNCT 1 punct ,\nmet meet VERB 0 root VBD\n");
  };
  Document d = met("nsubj");
  mend_trees(d);
  EXPECT_EQ(arcs(d), "We<envoys:dep ,<We:punct the<envoys:det envoys<met:nsubj ,<We:punct met<root:root");
  Document dislocated = met("obl");
  mend_trees(dislocated);
  EXPECT_EQ(dislocated.tokens[0].relation, Relation::nsubj);
  expect_unchanged("We we PRON 3 nsubj PRP\nall all DET 1 det DT\nmet meet VERB 0 root VBD\n");
}

TEST(Mend, ASpeakerBetweenSubjectAndVerbSays) {
  EXPECT_EQ(
      mended(
          "Rebels rebel NOUN 3 nsubj NNS\n, , PUNCT 1 punct ,\nsaid say VERB 0 root VBD\nRoe Roe PROPN 6 nsubj NNP\n, , PUNCT 6 punct ,\n"
          "took take VERB 3 ccomp VBD\nBor Bor PROPN 6 obj NNP\n"),
      "Rebels<took:nsubj ,<Rebels:punct said<root:root Roe<said:nsubj ,<took:punct took<said:ccomp Bor<took:obj");
}

TEST(Mend, AVerbUnderTheSpeakerIsAnotherSentence) {
  expect_unchanged(
      "Troops troop NOUN 2 nsubj NNS\nleft leave VERB 0 root VBD\n, , PUNCT 5 punct ,\nthe the DET 5 det DT\nenvoy envoy NOUN 2 obj "
      "NN\nsaid say VERB 5 acl:relcl VBD\n");
}

TEST(Mend, AParticipleWithoutAuxiliaryIsAPastTense) {
  Document d = tree(
      "Workers worker NOUN 2 nsubj:pass NNS\ncalled call VERB 0 root VBN\nfor for ADP 4 case IN\ntalks talk NOUN 2 obl NNS\n. . PUNCT 2 "
      "punct .\n");
  mend_trees(d);
  EXPECT_EQ(arcs(d), "Workers<called:nsubj called<root:root for<talks:case talks<called:obl .<called:punct");
  EXPECT_EQ(d.tokens[1].xpos, "VBD");
  Document headline =
      tree("Mayor mayor NOUN 2 nsubj:pass NN\nstabbed stab VERB 0 root VBN\nin in ADP 4 case IN\nBor Bor PROPN 2 obl NNP\n");
  mend_trees(headline);
  EXPECT_EQ(headline.tokens[1].xpos, "VBN");
}

TEST(Mend, WhoDidItStandsBehindBy) {
  const auto by = [](const std::string& name, const std::string& tag, const std::string& passive) {
    return tree("Plan plan NOUN 3 nsubj" + passive + " NN\nwas be AUX 3 aux" + passive +
                " VBD\nmet meet VERB 0 root VBN\nby by ADP 5 case IN\n" + name + " " + name + " " + tag +
                " 3 obl NNP\n. . PUNCT 3 punct .\n");
  };
  Document d = by("Mali", "PROPN", ":pass");
  d.tokens[4].name_tag = 5;  // a place
  mend_trees(d);
  EXPECT_EQ(d.tokens[4].relation, Relation::obl_agent);
  Document day = by("Friday", "PROPN", ":pass");  // no name of anybody
  mend_trees(day);
  EXPECT_EQ(day.tokens[4].relation, Relation::obl);
  Document active = by("Mali", "PROPN", "");
  active.tokens[4].name_tag = 5;
  mend_trees(active);
  EXPECT_EQ(active.tokens[4].relation, Relation::obl);
}

TEST(Mend, AHeadlinesSourceBehindItsDashIsNoObject) {
  Document d = tree(
      "Mali Mali PROPN 2 nsubj NNP\nbombed bomb VERB 0 root VBD\nBor Bor PROPN 2 obj NNP\n- - PUNCT 5 punct :\nNiamey Niamey PROPN 2 obj "
      "NNP\n");
  d.sentences.front().new_paragraph = true;
  mend_trees(d);
  EXPECT_EQ(d.tokens[2].relation, Relation::obj);
  EXPECT_EQ(d.tokens[4].relation, Relation::parataxis);
}

TEST(Mend, WhatThereIsIsASubject) {
  EXPECT_EQ(mended("There there PRON 2 expl EX\nis be VERB 0 root VBZ\na a DET 4 det DT\nwar war NOUN 2 obj NN\n. . PUNCT 2 punct .\n"),
            "There<is:expl is<root:root a<war:det war<is:nsubj .<is:punct");
}

TEST(Mend, WhatANameIsBelongsToIt) {
  EXPECT_EQ(
      mended(
          "Its its PRON 2 nmod:poss PRP$\nneighbour neighbour NOUN 4 nsubj NN\nNiger Niger PROPN 4 nsubj NNP\nattacked attack VERB 0 root "
          "VBD\n. "
          ". PUNCT 4 punct .\n"),
      "Its<Niger:nmod:poss neighbour<Niger:nmod:desc Niger<attacked:nsubj attacked<root:root .<attacked:punct");
}

TEST(Mend, TwoHalvesOfACountryAreTwoNames) {
  EXPECT_EQ(mended("North North PROPN 4 compound NNP\nand and CCONJ 3 cc CC\nSouth South PROPN 1 conj NNP\nKorea Korea PROPN 5 nsubj "
                   "NNP\nmet meet VERB "
                   "0 "
                   "root VBD\n. . PUNCT 5 punct .\n"),
            "North<met:nsubj and<Korea:cc South<Korea:compound Korea<North:conj met<root:root .<met:punct");
}

TEST(Mend, WhoWeAreTakenForAnAppositionIsTheSubject) {
  EXPECT_EQ(mended("We we PRON 6 nsubj PRP\n, , PUNCT 4 punct ,\nthe the DET 4 det DT\nministers minister NOUN 1 appos NNS\n, , PUNCT 4 "
                   "punct ,\nmet "
                   "meet "
                   "VERB 0 root VBD\n. . PUNCT 6 punct .\n"),
            "We<ministers:dep ,<ministers:punct the<ministers:det ministers<met:nsubj ,<ministers:punct met<root:root .<met:punct");
}

TEST(Mend, AClauseBehindAnAsideIsNotTheAsides) {
  Document d = tree(
      "Radio radio NOUN 2 nsubj NN\nreported report VERB 0 root VBD\n, , PUNCT 4 punct ,\nquoting quote VERB 2 advcl VBG\nan a DET 6 det "
      "DT\naide aide NOUN 4 obj NN\n, , PUNCT 10 punct ,\nthat that SCONJ 10 mark IN\nChad Chad PROPN 10 nsubj NNP\nleft leave VERB 4 "
      "ccomp "
      "VBD\n. . PUNCT 2 punct .\n");
  mend_trees(d);
  EXPECT_EQ(d.tokens[9].head, 1);
  EXPECT_EQ(d.tokens[9].relation, Relation::ccomp);
}

TEST(Mend, EveryTreeStaysATree) {
  static constexpr const char* words[] = {"Chad Chad PROPN NNP",
                                          "rebels rebel NOUN NNS",
                                          "bombed bomb VERB VBD",
                                          "bombed bomb VERB VBN",
                                          "said say VERB VBN",
                                          "denied deny VERB VBD",
                                          "accused accuse VERB VBN",
                                          "each each DET DT",
                                          "other other ADJ JJ",
                                          "of of ADP IN",
                                          "supporting support VERB VBG",
                                          "citing cite VERB VBG",
                                          "officials official NOUN NNS",
                                          "that that SCONJ IN",
                                          "which which PRON WDT",
                                          "a a DET DT",
                                          "charge charge NOUN NN",
                                          "the the DET DT",
                                          "claims claim NOUN NNS",
                                          "rather rather ADV RB",
                                          "than than ADP IN",
                                          "would-be would-be ADJ JJ",
                                          ", , PUNCT ,",
                                          "there there PRON EX",
                                          "is be VERB VBZ",
                                          "We we PRON PRP",
                                          "North North PROPN NNP",
                                          "South South PROPN NNP",
                                          "and and CCONJ CC",
                                          "' ' PUNCT ''",
                                          "- - PUNCT HYPH"};
  static constexpr const char* relations[] = {"nsubj", "obj",   "nmod", "amod",      "acl",        "advcl", "ccomp",
                                              "conj",  "appos", "obl",  "parataxis", "nsubj:pass", "mark"};
  std::mt19937 random(7);
  const auto any = [&](std::size_t n) { return random() % n; };
  for (int round = 0; round < 20000; ++round) {
    const std::size_t size = 4 + any(10);
    std::vector<std::size_t> order(size), head(size);  // each word but the first hangs on one before it in some order: a tree
    std::iota(order.begin(), order.end(), 0);
    std::shuffle(order.begin(), order.end(), random);
    for (std::size_t k = 1; k < size; ++k) head[order[k]] = order[any(k)] + 1;
    std::string lines;
    for (std::size_t i = 0; i < size; ++i) {
      std::istringstream word(words[any(std::size(words))]);
      std::string form, lemma, tag, xpos;
      word >> form >> lemma >> tag >> xpos;
      lines += form + " " + lemma + " " + tag + " " + std::to_string(head[i]) + " " +
               (head[i] == 0 ? "root" : relations[any(std::size(relations))]) + " " + xpos + "\n";
    }
    Document d = tree(lines);
    for (std::size_t i = 0; i + 1 < size; ++i)  // a mark that opens stands at its word
      if (d.tokens[i].xpos == "''") d.tokens[i + 1].span.begin = d.tokens[i].span.end;
    d.sentences.front().new_paragraph = true;  // as headlines are
    mend_trees(d);
    ASSERT_TRUE(is_tree(d, d.sentences.front())) << lines;
  }
}

}  // namespace
}  // namespace demarche
