// Pages: the tree, the main text, facts, hostile markup; scores on real pages where the shared data are.
#include <gtest/gtest.h>

#include "read/dates.h"
#include "read/main_text.h"
#include "read/page.h"
#include "read/page_facts.h"
#include "readers.h"

namespace demarche {
namespace {

using tests::read_string;

std::string shape(const Markup& markup) {
  std::string out;
  for (std::uint32_t k = 1; k < markup.nodes.size(); ++k) {
    const Node& node = markup.nodes[k];
    std::uint32_t depth = 0;
    for (std::uint32_t up = k; markup.nodes[up].parent != up && up != 0; up = markup.nodes[up].parent) ++depth;
    out += std::string(depth, '.') + std::string(node.element == Element::none ? node.body : node.name) + " ";
  }
  return out;
}

TEST(Markup, ClosesWhatIsImplied) {
  EXPECT_EQ(shape(parse_markup("<p>a<p>b<ul><li>c<li>d</ul>", Markup::html)), ".p ..a .p ..b .ul ..li ...c ..li ...d ");
  EXPECT_EQ(shape(parse_markup("<tr><td>a<td>b<tr><td>c", Markup::html)), ".tr ..td ...a ..td ...b .tr ..td ...c ");
  EXPECT_EQ(shape(parse_markup("<div><b>a</div>b", Markup::html)), ".div ..b ...a .b ");
  EXPECT_EQ(shape(parse_markup("a</p></b></div>b<br/>c", Markup::html)), ".a .b .br .c ");
  EXPECT_EQ(shape(parse_markup("<script>if (a<b) '</p>'</script>x", Markup::html)), ".script ..if (a<b) '</p>' .x ");
  EXPECT_EQ(shape(parse_markup("1 < 2 <3 <!-- <p> --><!x><?y?>4", Markup::html)), ".1 < 2 <3  .4 ");
  EXPECT_EQ(shape(parse_markup("<a><![CDATA[<b>]]></a><c/><d>", Markup::xml)), ".a ..<b> .c .d ");
}

TEST(Markup, ReferencesAndAttributes) {
  EXPECT_EQ(decoded("&lt;&amp;&#65;&#x42;&eacute;&nbsp;&#150;&bogus;&#xFFFFFFFF;&"), "<&AB\u00e9\u00a0\u2013&bogus;\uFFFD&");
  const Markup markup = parse_markup("<a HREF='x>y' title=\"&quot;q&quot;\" data-x=1 disabled>", Markup::html);
  EXPECT_EQ(attribute(markup.nodes[1], "href"), "x>y");
  EXPECT_EQ(attribute(markup.nodes[1], "title"), "\"q\"");
  EXPECT_EQ(attribute(markup.nodes[1], "data-x"), "1");
  EXPECT_TRUE(has_attribute(markup.nodes[1], "disabled"));
  EXPECT_FALSE(has_attribute(markup.nodes[1], "able"));
  EXPECT_EQ(squeezed("  a\u200B\u202E \u00A0\n b\u00AD "), "a b");
}

TEST(Markup, DeepAndWideMarkupIsBounded) {
  std::string deep;
  for (int k = 0; k < 300'000; ++k) deep += k % 2 == 0 ? "<div>" : "<font color=" + std::to_string(k) + ">";
  deep += "<p>x";
  const Markup markup = parse_markup(deep, Markup::html);
  EXPECT_FALSE(markup.cut);
  EXPECT_EQ(text_below(markup, 0), "x");
  std::string wide;
  for (std::uint32_t k = 0; k <= kMaxNodes; ++k) wide += "<b>";
  EXPECT_TRUE(parse_markup(wide, Markup::html).cut);
  EXPECT_EQ(read_string("<html>" + wide).errors.at(0).code, Error::Code::too_large);
  EXPECT_EQ(read_string("<html>" + std::string(17U << 20U, 'x')).errors.at(0).code, Error::Code::too_large);
}

const char* const kPage =
    "<!doctype html><html lang=en><head><title>Talks resume | The Post</title><meta property=og:site_name content='The Post'>"
    "<link rel=canonical href='https://a.example/talks'>"
    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Talks "
    "resume\",\"datePublished\":\"2024-05-14T10:00:00Z\"}</script></head>"
    "<body><nav><ul><li><a href=/a>Home</a><li><a href=/b>World news from everywhere</a></ul></nav><div id=story><h1>Talks resume</h1>"
    "<p class=byline>By A. Writer for the desk of foreign affairs in the capital of the country.</p>"
    "<p>Kenya said on Tuesday that talks with its neighbour would resume, after a month of silence.</p><div class='ad slot'><p>Buy this "
    "now, it is the "
    "best of all the things that were ever sold.</p></div><h2>What next</h2><p>“We agree,” he said.</p><p>Both sides will send delegations "
    "to the border "
    "next week, the minister added.</p><h2>More stories</h2></div>"
    "<div id=comments><p>I think that this was a very long time coming, and that it will not last for long.</p></div>"
    "<footer><p>All rights reserved by the publisher of this newspaper and its many writers.</p></footer></body></html>";

TEST(Page, FindsTheArticleAndWhatThePageSaysOfItself) {
  const Article article = read_string(kPage).articles.at(0);
  EXPECT_EQ(
      article.text,
      "Kenya said on Tuesday that talks with its neighbour would resume, after a month of silence.\n\nWhat next\n\n“We agree,” he said.\n\n"
      "Both sides will send delegations to the border next week, the minister added.");
  EXPECT_EQ(article.title, "Talks resume");
  EXPECT_EQ(article.date, "2024-05-14");
  EXPECT_EQ(article.publisher, "The Post");
  EXPECT_EQ(article.url, "https://a.example/talks");
}

TEST(Page, WithoutProseIsRefused) {
  EXPECT_EQ(read_string("<html><body><div id=root></div><script>render()</script>").errors.at(0).code, Error::Code::empty);
}

TEST(Page, CharsetsAreDeclaredOrSeen) {
  const std::string body = "<p>The caf\xE9 in Gen\xE8ve was closed on Tuesday, a spokesman for the city said.</p>";
  EXPECT_NE(read_string("<html>" + body).articles.at(0).text.find("café in Genève"), std::string::npos);
  EXPECT_NE(read_string("<html><meta charset=iso-8859-2>" + body).articles.at(0).text.find("café in Genčve"), std::string::npos);
  EXPECT_NE(read_string("<html><meta charset=iso-8859-1><p>The café was closed on Tuesday, a spokesman for the city said.")
                .articles.at(0)
                .text.find("café"),
            std::string::npos)
      << "what is UTF-8 is UTF-8, whatever it claims";
}

struct Written {
  const char* text;
  const char* day;
};

TEST(Dates, AsTheWebWritesThem) {
  for (const Written& written : std::initializer_list<Written>{{"2024-05-14", "2024-05-14"},
                                                               {"2024-05-14T23:10:00+02:00", "2024-05-14"},
                                                               {"Tue, 14 May 2024 10:00:00 GMT", "2024-05-14"},
                                                               {"Tue, 4 May 04 10:00:00 GMT", "2004-05-04"},
                                                               {"Tue May 14 10:00:00 UTC 2024", "2024-05-14"},
                                                               {"May 14, 2024 at 3:15 p.m.", "2024-05-14"},
                                                               {"Published 14th of May 2024", "2024-05-14"},
                                                               {"20240514101112", "2024-05-14"},
                                                               {"1715680000", "2024-05-14"},
                                                               {"1715680000000", "2024-05-14"},
                                                               {"14.05.2024", "2024-05-14"},
                                                               {"05/14/2024", "2024-05-14"},
                                                               {"05/06/2024", ""},
                                                               {"2023-02-29", ""},
                                                               {"5 May", ""},
                                                               {"soon", ""},
                                                               {"", ""}})
    EXPECT_EQ(day_of(written.text), written.day) << written.text;
}

}  // namespace
}  // namespace demarche
