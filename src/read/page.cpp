// HTML pages: one input is one article; see page.h. Pages that a script fills in the browser hold no text and are refused.
#include "read/page.h"

#include "read/check.h"
#include "read/format.h"
#include "read/main_text.h"
#include "read/page_facts.h"

namespace demarche {

namespace {

class PageReader : public FormatReader {
 public:
  explicit PageReader(Input input) : input_(std::move(input)) {}

  std::optional<Result<RawDocument>> next() override {
    if (done_) return std::nullopt;
    done_ = true;
    Result<std::string> bytes = input_.rest();
    if (!bytes) return bytes.error();
    RawDocument document{.kind = RawDocument::Kind::page, .article = {}, .bytes = std::move(*bytes)};
    document.article.name = document.article.file = input_.name;
    return document;
  }

 private:
  Input input_;
  bool done_ = false;
};

void fill(std::string& field, std::string value) {
  if (field.empty()) field = std::move(value);
}

/// JSON-LD's body as paragraphs; some sites leave markup in it.
std::string plain_body(const std::string& body) {
  if (body.find('<') == std::string::npos) return decoded(body);
  const Markup markup = parse_markup(body, Markup::html);
  std::string text = main_text(markup, {});
  return text.empty() ? text_below(markup, 0) : text;
}

}  // namespace

Done article_of_page(std::string_view page, Article& article) {
  const Markup markup = parse_markup(page, Markup::html);
  if (markup.cut) {
    return Error{.code = Error::Code::too_large,
                 .where = {},
                 .message = "the page has more than " + std::to_string(kMaxNodes) + " elements: no article does"};
  }
  PageFacts facts = facts_of(markup);
  article.text = main_text(markup, facts.title);
  if (article.text.size() * 2 < facts.body.size()) article.text = plain_body(facts.body);
  fill(article.title, std::move(facts.title));
  fill(article.date, std::move(facts.date));
  fill(article.publisher, std::move(facts.publisher));
  fill(article.url, std::move(facts.url));
  fill(article.language, std::move(facts.language));
  std::erase(article.text, '\0');
  if (article.text.empty())
    return Error{.code = Error::Code::empty, .where = {}, .message = "the page holds no article: no paragraph of prose was found in it"};
  return check_text(article.text);
}

std::unique_ptr<FormatReader> page_reader(Input input) {
  return std::make_unique<PageReader>(std::move(input));
}

}  // namespace demarche
