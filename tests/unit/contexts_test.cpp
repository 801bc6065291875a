// Contexts: the examples of codebook/contexts.toml are tests; a document's own; the user's own.
#include <gtest/gtest.h>

#include <algorithm>

#include "demarche/demarche.h"
#include "program.h"
#include "what/contexts.h"

namespace demarche {
namespace {

bool has(const Claim& claim, const std::string& context) {
  return std::find(claim.contexts.begin(), claim.contexts.end(), context) != claim.contexts.end();
}

TEST(Contexts, EachHasAnExample) {
  const Result<Coder> coder = Coder::load({.data = DEMARCHE_SOURCE_DIR});
  ASSERT_TRUE(coder) << coder.error().text();
  const Result<Contexts> contexts = Contexts::load(DEMARCHE_SOURCE_DIR "/codebook/contexts.toml");
  ASSERT_TRUE(contexts) << contexts.error().text();
  EXPECT_EQ(contexts->all().size(), 37U) << "those of the PLOVER manual";
  for (const Contexts::Context& context : contexts->all()) {
    EXPECT_FALSE(context.examples.empty()) << context.name;
    for (const std::string& text : context.examples) {
      const Result<Document> document = coder->read({.name = "a", .date = "2024-05-14", .publisher = {}, .text = text});
      ASSERT_TRUE(document);
      EXPECT_TRUE(std::any_of(document->claims.begin(), document->claims.end(), [&](const Claim& c) { return has(c, context.name); }))
          << context.name << ": " << text;
    }
  }
}

TEST(Contexts, SeveralAClaimAndThoseOfTheDocument) {
  const Result<Coder> coder = Coder::load({.data = DEMARCHE_SOURCE_DIR});
  ASSERT_TRUE(coder) << coder.error().text();
  const auto several =
      coder->read({.name = "a", .date = "2024-05-14", .publisher = {}, .text = "The senate of Kenya voted for tariffs on Ugandan oil."});
  ASSERT_FALSE(several->claims.empty());
  for (const char* context : {"legislative", "economic", "natural_resource"}) EXPECT_TRUE(has(several->claims.front(), context)) << context;
  EXPECT_FALSE(has(several->claims.front(), "military"));
  const auto whole = coder->read(
      {.name = "a",
       .date = "2024-05-14",
       .publisher = {},
       .text = "A new election is due in Kenya. The last election was in May. No election was ever as long. Kenya condemned Uganda."});
  ASSERT_FALSE(whole->claims.empty());
  EXPECT_TRUE(has(whole->claims.back(), "election")) << "what the document is about";
}

struct OtherSense {
  const char *context, *same, *other;  ///< a text in which a word means the context, and one in which it means something else
};

TEST(Contexts, AWordOfAnotherSenseIsNone) {
  const Result<Coder> coder = Coder::load({.data = DEMARCHE_SOURCE_DIR});
  ASSERT_TRUE(coder) << coder.error().text();
  const auto told = [&](const char* text, const char* context) {
    const auto document = coder->read({.name = "a", .date = "2024-05-14", .publisher = {}, .text = text});
    return std::any_of(document->claims.begin(), document->claims.end(), [&](const Claim& c) { return has(c, context); });
  };
  for (const auto& [context, same, other] :
       {OtherSense{"economic", "Chad rejected a higher wage for miners.", "Chad waged war on Niger."},
        {"economic", "Chad raided a bank in Niger.", "Chad condemned the raid in the West Bank."},
        {"economic", "Chad agreed to trade with Niger.", "Chad traded fire with Niger."},
        {"natural_resource", "Chad cut off the gas for Niger.", "Chad's police fired tear gas at the marchers."},
        {"natural_resource", "Chad bought gas from Niger.", "Chad attacked Niger with chlorine gas."},
        {"cyber", "Chad hacked the ministry of Niger.", "Rebels hacked two Nigerien priests to death."},
        {"diplomatic", "Chad welcomed the accord.", "Chad attacked Niger, according to witnesses."},
        {"legislative", "Chad rejected the bill.", "Chad criticised Bill Moss."}}) {
    EXPECT_TRUE(told(same, context)) << context << ": " << same;
    EXPECT_FALSE(told(other, context)) << context << ": " << other;
  }
}

TEST(Contexts, MistakesAreNamed) {
  const tests::Folder folder;
  folder.write("contexts.toml", "[weather]\nword = [\"rain\"]\n");
  const auto wrong = Contexts::load(folder.file("contexts.toml"));
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().line, 2U) << wrong.error().text();
  folder.write("contexts.toml", "[weather]\nwords = [\"heavy rain\"]\nunless = { rain = [\"bullet\"] }\n");
  const auto idle = Contexts::load(folder.file("contexts.toml"));
  ASSERT_FALSE(idle) << "no phrase begins with it, so it would do nothing";
  EXPECT_EQ(idle.error().line, 3U) << idle.error().text();
  EXPECT_NE(idle.error().text().find("'rain'"), std::string::npos);
  folder.write("contexts.toml", "[weather]\nwords = [\"heavy rain\"]\nunless = { heavy = [\"bullet\"] }\n");
  EXPECT_TRUE(Contexts::load(folder.file("contexts.toml")));
}

}  // namespace
}  // namespace demarche
