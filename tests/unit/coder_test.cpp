// The public Coder: loading, bad input, given words, many threads.
#include <gtest/gtest.h>

#include <thread>

#include "demarche/demarche.h"
#include "demarche/read_all.h"

namespace demarche {
namespace {

const Coder& coder() {
  static const Result<Coder> kCoder = Coder::load({.data = DEMARCHE_SOURCE_DIR});
  if (!kCoder) ADD_FAILURE() << kCoder.error().text();
  return *kCoder;
}

Article article(const std::string& text, const std::string& date = "2024-05-14") {
  return {.name = "a", .date = date, .publisher = "", .text = text};
}

TEST(Coder, HasAVersion) {
  EXPECT_FALSE(version().empty());
}

TEST(Coder, SaysWhereItLookedForItsData) {
  const Result<Coder> none = Coder::load({.data = "/nonexistent/data"});
  ASSERT_FALSE(none);
  EXPECT_NE(none.error().text().find("/nonexistent/data"), std::string::npos) << none.error().text();
}

TEST(Coder, RefusesWhatIsNoText) {
  EXPECT_EQ(coder().read(article("")).error().code, Error::Code::empty);
  EXPECT_EQ(coder().read(article(" \n")).error().code, Error::Code::empty);
  EXPECT_EQ(coder().read(article("bad \xFF byte")).error().code, Error::Code::bad_encoding);
  EXPECT_EQ(coder().read(article(std::string("a\0b", 3))).error().code, Error::Code::bad_encoding);
  const Error date = coder().read(article("Kenya agreed.", "14 May")).error();
  EXPECT_EQ(date.code, Error::Code::bad_argument);
  EXPECT_EQ(date.where, "a");
  EXPECT_TRUE(coder().read(article("Kenya agreed.", "")));
}

TEST(Coder, KeepsTheArticle) {
  const std::string text = "  Türkiye’s “no” stood.It was\tfinal…\n\n";
  const auto document = coder().read({.name = "n", .date = "2024-05-14", .publisher = "The Daily", .text = text});
  ASSERT_TRUE(document);
  EXPECT_EQ(document->text, text);
  EXPECT_EQ(document->name, "n");
  EXPECT_EQ(document->publisher, "The Daily");
}

TEST(Coder, EveryIndexAndSpanIsInBounds) {
  const auto found =
      coder().read(article("Kenya's president said on Tuesday that Uganda had agreed to send aid to Somalia. \"We will not attack Sudan,\" "
                           "he added, according to Reuters.\n\n"
                           "The U.N. condemned the rebels' attack on a convoy; they denied it."));
  ASSERT_TRUE(found);
  const Document& d = *found;
  const auto in = [](Index i, std::size_t size) { return i >= 0 && static_cast<std::size_t>(i) < size; };
  const auto within = [&](Span s) { return s.begin <= s.end && s.end <= d.text.size(); };
  EXPECT_FALSE(d.tokens.empty());
  EXPECT_FALSE(d.claims.empty());
  std::uint32_t end = 0;
  for (const Token& t : d.tokens) {
    EXPECT_TRUE(!t.span.empty() && within(t.span) && t.span.begin >= end);
    EXPECT_EQ(d.of({end, t.span.begin}).find_first_not_of(" \t\n"), std::string_view::npos);
    EXPECT_TRUE(t.head == kNone || in(t.head, d.tokens.size()));
    end = t.span.end;
  }
  for (const Mention& m : d.mentions) {
    EXPECT_TRUE(!m.span.empty() && within(m.span) && in(m.head, d.tokens.size()));
    EXPECT_TRUE(m.entity == kNone || in(m.entity, d.entities.size()));
  }
  for (const Attribution& a : d.attributions) {
    EXPECT_TRUE(a.source == kNone || in(a.source, d.mentions.size()));
    EXPECT_TRUE(a.parent == kNone || in(a.parent, d.attributions.size()));
    for (const Span s : a.content) EXPECT_TRUE(within(s));
  }
  for (const Claim& c : d.claims) {
    EXPECT_TRUE(!c.trigger.empty() && within(c.trigger) && !c.event.empty());
    EXPECT_TRUE(c.content_of == kNone || in(c.content_of, d.claims.size()));
    EXPECT_TRUE(c.confidence >= 0 && c.confidence <= 1 && c.degree >= -3 && c.degree <= 3);
    for (const auto* list : {&c.actors, &c.recipients, &c.sources}) {
      for (const Index m : *list) EXPECT_TRUE(in(m, d.mentions.size()));
    }
  }
}

TEST(Coder, ParsesGivenWords) {
  Document d;
  d.text = "They do n't agree .";
  for (std::uint32_t begin = 0; begin < d.text.size();) {
    const auto end = static_cast<std::uint32_t>(std::min(d.text.find(' ', begin), d.text.size()));
    Token token;
    token.span = {begin, end};
    d.tokens.push_back(token);
    begin = end + 1;
  }
  d.sentences.push_back({.span = {0, static_cast<std::uint32_t>(d.text.size())}, .first = 0, .last = 5});
  ASSERT_TRUE(coder().parse_words(d));
  EXPECT_EQ(d.tokens.size(), 5U);
  EXPECT_EQ(d.tokens[3].lemma, "agree");
  EXPECT_EQ(d.tokens[3].head, kNone);
}

TEST(Coder, RefusesWordsThatDoNotFitTheText) {
  const auto refused = [](auto spoil) {
    Document d;
    d.text = "Talks ended.";
    d.tokens.resize(2);
    d.tokens[0].span = {0, 5};
    d.tokens[1].span = {6, 11};
    d.sentences.push_back({.span = {0, 11}, .first = 0, .last = 2});
    spoil(d);
    const Done done = coder().parse_words(d);
    return !done && done.error().code == Error::Code::bad_argument;
  };
  EXPECT_FALSE(refused([](Document&) {}));
  EXPECT_TRUE(refused([](Document& d) { d.tokens[1].span = {6, 99}; }));
  EXPECT_TRUE(refused([](Document& d) { d.tokens[1].span = {3, 8}; }));
  EXPECT_TRUE(refused([](Document& d) { d.tokens[0].span = {2, 2}; }));
  EXPECT_TRUE(refused([](Document& d) { d.sentences[0].last = 3; }));
  EXPECT_TRUE(refused([](Document& d) { d.sentences[0].first = -1; }));
  EXPECT_TRUE(refused([](Document& d) { d.sentences.clear(); }));
}

// Words in any order give trees and contents that no sentence has: among these is a claim that was its own content's content.
TEST(Coder, WordSaladsEnd) {
  static constexpr std::string_view kWords[] = {"the",      "president", "of",       "Kenya",     "said",     "that",   "rebels",
                                                "attacked", "a",         "town",     "in",        "northern", "Uganda", "and",
                                                "the",      "minister",  "rejected", "plans",     "to",       "send",   "troops",
                                                "which",    "would",     "fight",    "militants", "near",     "Goma",   "while"};
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    std::string text;
    std::uint64_t state = seed;
    for (int i = 0; i < 2000; ++i) {
      state = state * 6364136223846793005U + 1442695040888963407U;
      text += (text.empty() ? "" : " ") + std::string(kWords[(state >> 33U) % std::size(kWords)]);
    }
    const auto document = coder().read(article(text + "."));
    ASSERT_TRUE(document) << document.error().text();
    for (const Claim& claim : document->claims) {
      std::size_t depth = 0;
      for (Index k = claim.content_of; k != kNone && depth <= document->claims.size(); ++depth)
        k = document->claims[static_cast<std::size_t>(k)].content_of;
      ASSERT_LE(depth, document->claims.size()) << "seed " << seed;
    }
  }
}

TEST(Coder, ReadsManyInTheirOrder) {
  std::vector<Article> articles;
  for (int i = 0; i < 9; ++i) articles.push_back(article(i % 4 == 3 ? "" : "Round " + std::to_string(i) + ": Kenya rejected the plan."));
  for (const unsigned threads : {0U, 1U, 3U, 40U}) {
    const auto all = read_all(coder(), articles, threads);
    ASSERT_EQ(all.size(), articles.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      ASSERT_EQ(static_cast<bool>(all[i]), i % 4 != 3);
      if (all[i]) EXPECT_EQ(all[i]->text, articles[i].text);
    }
  }
  EXPECT_TRUE(read_all(coder(), {}).empty());
}

TEST(Coder, ManyThreadsShareOne) {
  const Article text = article("Ethiopia rejected Egypt's plan to send troops to Somalia, officials said. Sudan expelled Kenya's envoy.");
  const auto print = [](const Document& d) {
    std::string out;
    for (const Claim& c : d.claims)
      out += c.event + '/' + std::string(d.of(c.trigger)) + '/' + std::string(name(c.status)) + '/' + std::to_string(c.confidence) + ' ';
    for (const Token& t : d.tokens) out += t.lemma + std::to_string(t.head);
    return out;
  };
  const std::string expected = print(*coder().read(text));
  std::vector<std::string> made(8);
  {
    std::vector<std::jthread> threads;
    for (std::string& one : made) {
      threads.emplace_back([&] {
        for (int i = 0; i < 5; ++i) one = print(*coder().read(text));
      });
    }
  }
  for (const std::string& one : made) EXPECT_EQ(one, expected);
}

}  // namespace
}  // namespace demarche
