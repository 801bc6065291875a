// Lemmas mended by spelling, with a short list of words of its own.
#include "parse/spelling.h"

#include <gtest/gtest.h>

#include <fstream>

#include "parse/capitals.h"
#include "parse/spelling_forms.h"

namespace demarche {
namespace {

const Spelling& spelling() {
  static const Result<Spelling> kSpelling = [] {
    const std::string path = testing::TempDir() + "spelling_test_lemmas.tsv";
    std::ofstream(path)
        << "# a "
           "list\nv\troll\nv\tdeny\nv\thope\nv\tbegin\nv\tbegan\tbegin\nn\twolves\twolf\na\tgrimmer\tgrim\nc\tstorm\nk\trelaly\nu\tunesco\n"
           "w\tso/RB\tso\nw\ttoo/RB\ttoo\nw\treally/RB\treally\nw\trude/JJ\trude\nw\twet/JJ\twet\nw\tcalm/JJ\tcalm\nw\tmovies/"
           "NNS\tmovie\nw\tgreater/JJR\tgreat\nw\tnairobi/NNP\tNairobi\n"
           "w\tdoctor/NN\tdoctor\n";
    return Spelling::load(path);
  }();
  if (!kSpelling) ADD_FAILURE() << kSpelling.error().text();
  return *kSpelling;
}

/// The lemma of a form with these tags, which the network takes for `guess`.
std::string lemma(std::string_view form, Tag tag, std::string_view xpos, std::string guess) {
  Token token;
  token.tag = tag;
  token.xpos = xpos;
  token.lemma = std::move(guess);
  if (const std::string* found = spelling().known(spelling().key(form, token), token)) return *found;
  spelling().mend(form, token);
  return token.lemma;
}

TEST(Spelling, VerbsAndPlurals) {
  EXPECT_EQ(lemma("denied", Tag::VERB, "VBD", "denie"), "deny");
  EXPECT_EQ(lemma("began", Tag::VERB, "VBD", "began"), "begin");
  EXPECT_EQ(lemma("hoping", Tag::VERB, "VBG", "hop"), "hope");
  EXPECT_EQ(lemma("clashes", Tag::NOUN, "NNS", "clashe"), "clash");
  EXPECT_EQ(lemma("Gunmen", Tag::NOUN, "NNS", "gunmen"), "gunman");
  EXPECT_EQ(lemma("rallies", Tag::NOUN, "NNS", "rallie"), "rally");
  EXPECT_EQ(lemma("movies", Tag::NOUN, "NNS", "movie"), "movie");
  EXPECT_EQ(lemma("wolves", Tag::NOUN, "NNS", "wolve"), "wolf");
  EXPECT_EQ(lemma("CEO's", Tag::NOUN, "NNS", "ceo'"), "ceo");
  EXPECT_EQ(lemma("747's", Tag::NOUN, "NNS", "747'"), "747");
  EXPECT_EQ(lemma("Ministries", Tag::PROPN, "NNPS", "Ministrie"), "Ministry");
  EXPECT_EQ(lemma("Movies", Tag::PROPN, "NNPS", "Movie"), "Movie");
}

TEST(Spelling, Names) {
  EXPECT_EQ(lemma("nairobi", Tag::PROPN, "NNP", "nairobi"), "Nairobi");
  EXPECT_EQ(lemma("NAIROBI", Tag::PROPN, "NNP", "NAIROBI"), "Nairobi");
  EXPECT_EQ(lemma("Rolling", Tag::VERB, "NNP", "roll"), "Roll") << "of a name";
  EXPECT_EQ(lemma("Greater", Tag::ADJ, "NNP", "Greater"), "Great");
  EXPECT_EQ(lemma("Silver", Tag::ADJ, "NNP", "silver"), "Silver");
  EXPECT_EQ(lemma("KIBAKI", Tag::PROPN, "NNP", "KIBAKI"), "Kibaki");
  EXPECT_EQ(lemma("STORM", Tag::PROPN, "NNP", "STORM"), "Storm");
  EXPECT_EQ(lemma("IGNAD", Tag::PROPN, "NNP", "IGNAD"), "IGNAD") << "five letters, no word of the news";
  EXPECT_EQ(lemma("UNESCO", Tag::PROPN, "NNP", "UNESCO"), "UNESCO");
  EXPECT_EQ(lemma("doctor", Tag::NOUN, "NN", "doctor"), "doctor");
  EXPECT_EQ(lemma("Doctor", Tag::PROPN, "NN", "Doctor"), "Doctor") << "tags that don't agree";
}

TEST(Spelling, Stretched) {
  EXPECT_EQ(lemma("soooo", Tag::ADV, "RB", "soooo"), "so");
  EXPECT_EQ(lemma("tooo", Tag::ADV, "RB", "tooo"), "too");
  EXPECT_EQ(lemma("REEEALLLY", Tag::PROPN, "NNP", "REEEALLLY"), "really");
  EXPECT_EQ(lemma("Sooo", Tag::PROPN, "NNP", "Sooo"), "Sooo") << "a name";
  EXPECT_EQ(lemma("VIII", Tag::NUM, "CD", "VIII"), "VIII");
  EXPECT_EQ(lemma("zzzz", Tag::INTJ, "UH", "zzzz"), "zzzz") << "no word";
  EXPECT_EQ(lemma(std::string(9000, 'o'), Tag::INTJ, "UH", "o"), "o");
}

TEST(Spelling, Respelled) {
  EXPECT_EQ(lemma("raelly", Tag::ADV, "RB", "raelly"), "really");
  EXPECT_EQ(lemma("Realy", Tag::ADJ, "JJ", "realy"), "really");
  EXPECT_EQ(lemma("reeally", Tag::ADV, "RB", "reeally"), "really");
  EXPECT_EQ(lemma("realyl", Tag::NOUN, "NN", "realyl"), "realyl") << "nouns stay";
  EXPECT_EQ(lemma("Really", Tag::ADJ, "JJ", "Really"), "Really") << "a name, says the network";
  EXPECT_EQ(lemma("relaly", Tag::ADJ, "JJ", "relaly"), "relaly") << "a word of its own";
  EXPECT_EQ(lemma("roll", Tag::VERB, "VB", "roll"), "roll");
  EXPECT_EQ(lemma("readily", Tag::ADV, "RB", "readily"), "readily");
}

TEST(Spelling, Degrees) {
  EXPECT_EQ(lemma("deadliest", Tag::ADJ, "JJS", "deadliest"), "deadly");
  EXPECT_EQ(lemma("ruder", Tag::ADJ, "JJR", "rud"), "rude");
  EXPECT_EQ(lemma("grimmer", Tag::ADJ, "JJR", "grimm"), "grim");
  EXPECT_EQ(lemma("wetter", Tag::ADJ, "JJR", "wett"), "wet");
  EXPECT_EQ(lemma("calmer", Tag::ADV, "RBR", "good"), "calm");
  EXPECT_EQ(lemma("trawler", Tag::ADJ, "JJR", "trawler"), "trawler") << "no adjective";
}

TEST(Spelling, Numbers) {
  EXPECT_EQ(without_commas("30,858"), "30858");
  EXPECT_EQ(without_commas("1,650,000.5"), "1650000.5");
  EXPECT_EQ(without_commas("7,5"), "7.5");
  for (const char* other : {"", ",", "1,", ",500", "1,23,456", "1234,567", "12", "1,00x", "1.5,25", "1,650,00"})
    EXPECT_EQ(without_commas(other), "") << other;
}

TEST(Capitals, SumsItsFeatures) {
  const std::string path = testing::TempDir() + "capitals_test.tsv";
  const auto score = [&](const std::string& rows, const std::string& sentence, std::size_t word) {
    std::ofstream(path) << "# weights\n" << rows;
    const Result<Capitals> capitals = Capitals::load(path);
    if (!capitals) {
      ADD_FAILURE() << capitals.error().text();
      return 0.0F;
    }
    Document d;
    d.text = sentence;
    for (std::size_t at = 0; at < sentence.size();) {
      const std::size_t end = std::min(sentence.find(' ', at), sentence.size());
      d.tokens.emplace_back().span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
      at = end + 1;
    }
    return capitals->score(Forms(d), 0, d.tokens.size(), word);
  };
  EXPECT_EQ(score("b:\t0.5\n", "the Gas", 1), 0.5F);
  EXPECT_EQ(score("f:Gas\t1\nl:gas\t2\n-:the\t4\n+:^\t8\n", "the Gas", 1), 15.0F);
  EXPECT_EQ(score("-l:the gas\t1\nl+:gas field\t2\n--:^ the\t4\n++:field ,\t8\n", "The Gas field ,", 1), 15.0F);
  EXPECT_EQ(score("h:^xXd,\t1\n-h:x usaid\t2\n+h:d usaid\t4\n", "Now USAID 2 ,", 1), 7.0F);
  EXPECT_EQ(score("s:ücke\t1\ns:cke\t2\ns:ke\t4\np:brü\t8\n", "Brücke", 0), 15.0F);
  EXPECT_EQ(score("s:al\t1\np:al\t8\n", "Al", 0), 11.0F) << "an end for each length, as in training";
  std::ofstream(path) << "b:\tmuch\n";
  EXPECT_FALSE(Capitals::load(path));
  EXPECT_FALSE(Capitals::load(path + ".none"));
}

}  // namespace
}  // namespace demarche
