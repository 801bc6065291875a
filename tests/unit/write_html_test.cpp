// The HTML page: a hostile article stays text, by its bytes and in a real browser; every claim is there, told apart by status.
// The browser tests are skipped, saying so, where there is no chromium (tools/install_deps.sh chromium).
#include <gtest/gtest.h>

#include <algorithm>

#include "program.h"
#include "write/html.h"

namespace demarche {
namespace {

std::size_t count(const std::string& text, const std::string& words) {
  std::size_t n = 0;
  for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + words.size())) ++n;
  return n;
}

/// Two parties, an attack told and denied, with markup in every string.
Document hostile() {
  const std::string evil = "<script>document.title='owned'</script>\"'&";
  Document d;
  d.name = evil;
  d.date = "2024-05-14";
  d.publisher = evil;
  d.text = "Kenya " + evil + " attacked \x1b[2J Chad.";
  d.sentences.push_back({.span = {0, static_cast<std::uint32_t>(d.text.size())}});
  Entity entity;
  entity.name = evil;
  entity.country = "KEN";
  d.entities.push_back(entity);
  d.mentions.push_back({.span = {0, static_cast<std::uint32_t>(6 + evil.size())}, .head = kNone, .entity = 0});
  Claim told;
  const auto at = static_cast<std::uint32_t>(d.text.find("attacked"));
  told.trigger = {at, at + 8};
  told.event = "ASSAULT";
  told.mode = evil;
  told.actors = told.sources = {0};
  Claim denial = told;
  denial.status = Status::denied;
  denial.sources.clear();
  denial.content_of = 0;
  d.claims = {told, denial};
  d.links = {{0, 1, Meeting::disputed}};
  return d;
}

TEST(WriteHtml, TextCannotBecomeMarkup) {
  std::string out;
  write_html(hostile(), {}, out);
  EXPECT_EQ(out.find("<script"), std::string::npos) << out;
  EXPECT_EQ(out.find('\x1b'), std::string::npos);
  EXPECT_NE(out.find("&lt;script&gt;document.title=&#39;owned&#39;&lt;/script&gt;&quot;&#39;&amp;"), std::string::npos) << out;
  // in attributes too: every data-source ends where it should
  EXPECT_EQ(count(out, "data-source=\"&lt;script&gt;document.title=&#39;owned&#39;&lt;/script&gt;&quot;&#39;&amp;, KEN\">"), 1U) << out;
}

TEST(WriteHtml, ClaimsAreTherePlainlyToldApart) {
  std::string out;
  write_html(hostile(), {}, out);
  EXPECT_EQ(count(out, "<li class=\"claim "), 2U);
  EXPECT_EQ(count(out, "<li class=\"claim actual\""), 1U);
  EXPECT_EQ(count(out, "<li class=\"claim denied\""), 1U);
  EXPECT_EQ(count(out, "<strong>Disputed:</strong>"), 2U);
  EXPECT_EQ(count(out, "⇢"), 1U);  // the arrow of what did not take place
  for (const char* tag : {"article", "section", "ol", "li", "p", "a", "span", "abbr"})
    EXPECT_EQ(count(out, "<" + std::string(tag) + ">") + count(out, "<" + std::string(tag) + " "),
              count(out, "</" + std::string(tag) + ">"))
        << tag;
}

TEST(WriteHtml, SomebodyUnnamedIsNotTheWriter) {
  Document d = hostile();
  for (Claim& claim : d.claims) claim.sources.clear();
  d.claims.front().quote = Quote::indirect;  // "reportedly"
  d.claims.back().quote = Quote::none;
  std::string out;
  write_html(d, {}, out);
  EXPECT_EQ(count(out, "data-source=\"somebody unnamed\""), 1U);
  EXPECT_EQ(count(out, "data-source=\"the writer\""), 1U);
}

TEST(WriteHtml, ThePageLoadsNothing) {
  const std::string page = std::string(html_begin()) + std::string(html_end());
  for (const char* word : {"http://", "https://", "src=", "url(", "@import", "<link"})
    EXPECT_EQ(page.find(word), std::string::npos) << word;
  EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
  EXPECT_EQ(std::system(("python3 '" DEMARCHE_SOURCE_DIR "/tools/hash_page_script' --check")), 0);
}

/// What a browser makes of the page of this article; "" if there is no browser.
std::string seen_by_browser(const std::string& article) {
  if (std::system("command -v chromium >/dev/null 2>&1") != 0) return "";
  const tests::Folder folder;
  folder.write("article.txt", article);
  const tests::Ran page = tests::run(
      "demarche", "read --format html --date 2024-05-14 '" + folder.file("article.txt") + "' -o '" + folder.file("page.html") + "'");
  EXPECT_EQ(page.code, 0) << page.err;
  const std::string command = "timeout 120 chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --user-data-dir='" +
                              folder.file("profile") + "' --virtual-time-budget=3000 --dump-dom 'file://" + folder.file("page.html") +
                              "' >'" + folder.file("dom") + "' 2>'" + folder.file("log") + "'";
  if (std::system(command.c_str()) != 0) ADD_FAILURE() << tests::content(folder.file("log"));
  return tests::content(folder.file("dom"));
}

TEST(WriteHtml, ABrowserShowsScriptsOfAnArticleAsText) {
  const std::string dom = seen_by_browser(
      "Kenya attacked Chad <script>document.title='owned';document.body.innerHTML=''</script> on Monday.\n\n"
      "<img src=x onerror=\"document.title='owned'\"> Chad denied that Kenya attacked it. \"'><svg onload=document.title='owned'>\n");
  if (dom.empty()) GTEST_SKIP() << "no chromium: tools/install_deps.sh chromium";
  EXPECT_EQ(dom.find("<title>owned"), std::string::npos);
  EXPECT_NE(dom.find("<title>Claims"), std::string::npos);
  EXPECT_EQ(count(dom, "<script"), 1U) << "only the page's own";
  EXPECT_EQ(dom.find("<img"), std::string::npos);
  EXPECT_EQ(dom.find("<svg"), std::string::npos);
  EXPECT_NE(dom.find("&lt;script&gt;"), std::string::npos) << "the article's words are still shown";
}

TEST(WriteHtml, ABrowserRunsTheFilters) {
  const std::string dom = seen_by_browser("Kenya attacked Chad on Monday. Chad did not attack Kenya.\n");
  if (dom.empty()) GTEST_SKIP() << "no chromium: tools/install_deps.sh chromium";
  EXPECT_NE(dom.find("2 of 2 claims shown"), std::string::npos) << dom;
  EXPECT_EQ(dom.find("id=\"filters\" hidden"), std::string::npos);
  EXPECT_NE(dom.find("the writer (2)"), std::string::npos);
}

}  // namespace
}  // namespace demarche
