// Claims about one act, as the whole pipeline links them.
#include <gtest/gtest.h>

#include "demarche/demarche.h"
#include "write/pretty.h"

namespace demarche {
namespace {

Document read(const std::string& text) {
  static const Result<Coder> coder = Coder::load({.data = DEMARCHE_SOURCE_DIR});
  EXPECT_TRUE(coder) << coder.error().text();
  Result<Document> document = coder->read({.name = "links", .date = "2024-05-14", .publisher = "", .text = text});
  EXPECT_TRUE(document) << document.error().text();
  return *std::move(document);
}

/// "disputed attacked attacked": meeting and triggers of each link.
std::vector<std::string> links(const Document& d) {
  std::vector<std::string> out;
  for (const Link& link : d.links) {
    const auto trigger = [&](Index c) { return std::string(d.of(d.claims[static_cast<std::size_t>(c)].trigger)); };
    out.push_back(std::string(name(link.meeting)) + " " + trigger(link.first) + " " + trigger(link.second));
  }
  return out;
}

using Lines = std::vector<std::string>;

TEST(Links, ADenialInTheSameSentence) {
  for (const char* denial :
       {"a charge Uganda denies", "an accusation that Kampala has rejected", "which Uganda denies", "something Uganda denied"})
    EXPECT_EQ(links(read("Kenya accused Uganda of killing ten herders, " + std::string(denial) + ".")).size(), 1U) << denial;
  EXPECT_EQ(links(read("Kenya accused Uganda of killing ten herders, a charge that Chad repeated.")), Lines{});
}

TEST(Links, ADeedAndItsDenialByTheAccused) {
  EXPECT_EQ(links(read("Albania said that Serbia had attacked Kosovo. Serbia denied that it had attacked Kosovo.")),
            Lines{"disputed attacked attacked"});
}

TEST(Links, TheDenialMayComeFirst) {
  EXPECT_EQ(links(read("Serbia denied attacking Kosovo. Albania said that Serbia attacked Kosovo on Monday.")),
            Lines{"disputed attacked attacking"});
}

TEST(Links, AChargeThatIsRejectedAsAWhole) {
  EXPECT_EQ(links(read("Kosovo accused Serbia of attacking its police. Serbia denied the accusation.")),
            Lines{"disputed attacking denied"});
}

TEST(Links, OneActToldByTwoSources) {
  EXPECT_EQ(links(read("Greece said that Serbia had attacked Kosovo. Albania also said that Serbia attacked Kosovo.")),
            Lines{"same attacked attacked"});
}

TEST(Links, NotWhatOneSourceSaysTwice) {
  EXPECT_EQ(links(read("Albania said that Serbia had attacked Kosovo. Albania said that Serbia had not attacked Kosovo in May.")), Lines{});
}

TEST(Links, NotOtherActsOrOtherParties) {
  EXPECT_EQ(links(read("Kosovo said that Serbia had attacked its police. Kenya denied that it had attacked Chad.")), Lines{});
  EXPECT_EQ(links(read("Kosovo said that Serbia had attacked its police. Serbia denied that it had expelled the ambassador of Kosovo.")),
            Lines{});
}

TEST(Links, ARejectedPlanIsContentNotDispute) {
  const Document d = read("Kenya rejected Sudan's plan to send soldiers to Uganda.");
  EXPECT_EQ(links(d), Lines{});
}

TEST(Links, AnArmyIsAnsweredForByItsGovernment) {
  EXPECT_EQ(links(read("\"Uganda's army attacked our post,\" Kenya's defence minister said. Ugandan officials denied the charge.")),
            Lines{"disputed attacked denied"});
}

TEST(Links, AClaimThatIsDismissed) {
  EXPECT_EQ(links(read("Pakistan claimed that India had bombed a school. India's foreign minister dismissed the claim.")),
            Lines{"disputed bombed dismissed the claim"});
}

TEST(Links, WhoDeniesAnActOfHisOwnMayNameItOtherwise) {
  EXPECT_EQ(
      links(read("Armenia blamed Azerbaijan for an ambush on a convoy. \"We did not attack any convoy,\" Azerbaijan's president said.")),
      Lines{"disputed ambush attack"});
}

TEST(Links, AChargeWhoseContentIsNoClaimIsDisputedItself) {
  EXPECT_EQ(links(read("Kosovo's prime minister accused Serbia of bad faith. Serbia's president denied it.")),
            Lines{"disputed accused denied"});
}

TEST(Links, ADeniedActThatIsNoClaimAnswersOneThatIs) {
  EXPECT_EQ(links(read("North Korea fired two missiles at South Korea, Seoul said. Pyongyang denied firing missiles at South Korea.")),
            Lines{"disputed fired two missiles firing missiles"});
}

TEST(Links, AVerbAndItsNoun) {
  EXPECT_EQ(links(read(
                "Norway said that Russia had expelled two diplomats. Sweden also reported Russia's expulsion of the Norwegian diplomats.")),
            Lines{"same expelled expulsion"});
}

TEST(Links, VillagersAreVillagers) {
  EXPECT_EQ(links(read("According to Reuters, Ethiopian troops killed twelve villagers in Eritrea. Ethiopia's government denied that its "
                       "troops had killed villagers.")),
            Lines{"disputed killed killed"});
}

TEST(Links, AreShownToPeople) {
  const Document d = read("Albania said that Serbia had attacked Kosovo. Serbia denied that it had attacked Kosovo.");
  std::string out;
  write_pretty(d, {}, out);
  EXPECT_NE(out.find("disputed: Albania"), std::string::npos) << out;
  EXPECT_NE(out.find("says, Serbia"), std::string::npos) << out;
  EXPECT_NE(out.find("denies"), std::string::npos) << out;
}

}  // namespace
}  // namespace demarche
