// RSS (0.9 to 2.0), RDF and Atom: each item is an article; see docs/formats.md.
//   <item><title>Talks</title><pubDate>Tue, 14 May 2024 10:00:00 GMT</pubDate><description>They met.</description></item>
//   ->  Article{title "Talks", date "2024-05-14", text "They met.", publisher: the feed's title}
// Feeds need not be well-formed. Entities that a document type defines are not expanded. Of an item's texts the longest counts; an item
// that is only a title is that title.
#include "base/utf8.h"
#include "read/charset.h"
#include "read/check.h"
#include "read/dates.h"
#include "read/format.h"
#include "read/main_text.h"
#include "read/markup.h"

namespace demarche {

namespace {

std::string_view local(std::string_view name) {
  return name.substr(name.find(':') + 1);
}
std::string_view prefix(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
}

class FeedReader : public FormatReader {
 public:
  explicit FeedReader(Input input) : input_(std::move(input)) {}

  std::optional<Result<RawDocument>> next() override {
    if (!started_) {
      started_ = true;
      if (Done good = start(); !good) return done_ = true, good.error();
    }
    if (done_) return std::nullopt;
    while (at_ < feed_.nodes.size()) {
      const std::uint32_t node = at_++;
      if (is_item(feed_.nodes[node])) return item(node);
    }
    done_ = true;
    if (items_ == 0) return input_.wrong(Error::Code::empty, "the feed holds no items");
    return std::nullopt;
  }

 private:
  static bool is_item(const Node& node) { return same_name(local(node.name), "item") || same_name(local(node.name), "entry"); }

  Done start() {
    Result<std::string> bytes = input_.rest();
    if (!bytes) return bytes.error();
    const std::string charset = declared_charset(*bytes);
    Result<std::string> text = to_utf8(std::move(*bytes), charset);
    if (!text) {
      Error error = text.error();
      error.where = input_.name;
      return error;
    }
    text_ = std::move(*text);
    std::erase(text_, '\0');
    feed_ = parse_markup(text_, Markup::xml);
    if (!looks_like_feed(text_) && !has_items()) return input_.wrong(Error::Code::bad_format, "it is no RSS, RDF or Atom feed");
    if (feed_.cut)
      return input_.wrong(Error::Code::too_large, "the feed has more than " + std::to_string(kMaxNodes) + " elements: split it");
    for (std::uint32_t k = 1; k < feed_.nodes.size(); ++k) {  // what the feed says of itself stands outside of its items
      if (is_item(feed_.nodes[k])) {
        k = feed_.nodes[k].end - 1;
      } else if (same_name(feed_.nodes[k].name, "title") && publisher_.empty() &&
                 !same_name(local(feed_.nodes[feed_.nodes[k].parent].name), "image")) {
        publisher_ = value(k);
      } else if (same_name(local(feed_.nodes[k].name), "language") && language_.empty()) {
        language_ = lower(text_below(feed_, k)).substr(0, 2);
      }
    }
    return Nothing{};
  }

  bool has_items() const {
    for (const Node& node : feed_.nodes) {
      if (is_item(node)) return true;
    }
    return false;
  }

  /// The text of an element, whose HTML may stand in it as elements, as escaped text or as CDATA.
  std::string value(std::uint32_t node) const {
    for (std::uint32_t k = node + 1; k < feed_.nodes[node].end; ++k) {
      if (feed_.nodes[k].element != Element::none) return all_text(feed_, node);
    }
    std::string text;
    for (std::uint32_t k = node + 1; k < feed_.nodes[node].end; ++k) append_text(feed_.nodes[k], text);
    if (text.find_first_of("<&") == std::string::npos) return squeezed(text);
    const Markup inner = parse_markup(text, Markup::html);
    return all_text(inner, 0);
  }

  void take(std::uint32_t k, Article& article, std::string& guid, int& date_rank) const {
    const Node& node = feed_.nodes[k];
    const std::string name = lower(local(node.name));
    const std::string_view space = prefix(node.name);
    if (name == "title" && (article.title.empty() || space.empty())) {
      if (std::string title = value(k); !title.empty()) article.title = std::move(title);
    } else if (name == "link") {
      const std::string relation = attribute(node, "rel");
      std::string address = attribute(node, "href");
      if (address.empty()) address = text_below(feed_, k);
      if (article.url.empty() && (relation.empty() || relation == "alternate")) article.url = std::move(address);
    } else if (name == "guid" || name == "id") {
      guid = text_below(feed_, k);
    } else if (name == "description" || name == "summary" || name == "content" || name == "encoded" || name == "fullitem" ||
               name == "body") {
      if (space == "media" || space == "itunes") return;
      std::string text = value(k);
      if (text.size() > article.text.size()) article.text = std::move(text);
    } else {
      static constexpr std::string_view kDates = " pubdate published issued created date updated modified ";
      const std::size_t rank = kDates.find(" " + name + " ");
      if (rank == std::string_view::npos || static_cast<int>(rank) >= date_rank) return;
      if (std::string day = day_of(text_below(feed_, k)); !day.empty()) {
        article.date = std::move(day);
        date_rank = static_cast<int>(rank);
      }
    }
  }

  Result<RawDocument> item(std::uint32_t node) {
    RawDocument document;
    Article& article = document.article;
    std::string guid;
    int date_rank = 1000;
    for (std::uint32_t k = node + 1; k < feed_.nodes[node].end && !is_item(feed_.nodes[k]); k = feed_.nodes[k].end) {
      if (feed_.nodes[k].element != Element::none) take(k, article, guid, date_rank);
    }
    ++items_;
    if (article.url.empty()) article.url = attribute(feed_.nodes[node], "rdf:about");
    if (article.url.empty() && guid.starts_with("http")) article.url = guid;
    article.name = !article.url.empty() ? article.url : !guid.empty() ? guid : input_.name + "#" + std::to_string(items_);
    article.publisher = publisher_;
    article.language = language_;
    article.file = input_.name;
    article.offset = static_cast<std::uint64_t>(feed_.nodes[node].name.data() - text_.data()) - 1;
    if (article.text.empty()) article.text = article.title;
    if (const Done good = check_text(article.text); !good) {
      return input_.wrong(good.error().code, "item " + std::to_string(items_) + ": " + good.error().message, 0, article.offset);
    }
    return document;
  }

  Input input_;
  std::string text_, publisher_, language_;
  Markup feed_;
  std::uint32_t at_ = 1;
  std::size_t items_ = 0;
  bool started_ = false, done_ = false;
};

}  // namespace

std::unique_ptr<FormatReader> feed_reader(Input input) {
  return std::make_unique<FeedReader>(std::move(input));
}

}  // namespace demarche
