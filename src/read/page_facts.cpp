// Facts from the head of a page; see page_facts.h. JSON-LD by simdjson; microdata only where they are <meta> or <time>.
#include "read/page_facts.h"

#include <simdjson.h>

#include <array>
#include <span>

#include "base/utf8.h"
#include "read/dates.h"

namespace demarche {

namespace {

using Json = simdjson::dom::element;

/// A fact and how much its place is to be trusted: the lower rank stays.
struct Fact {
  std::string text;
  int rank = 1000;
  void offer(std::string value, int its_rank) {
    if (its_rank < rank && !value.empty()) {
      text = std::move(value);
      rank = its_rank;
    }
  }
};

struct Source {
  std::string_view name;
  int rank;
};
constexpr auto kDates = std::to_array<Source>({{"article:published_time", 2},
                                               {"datepublished", 3},
                                               {"og:article:published_time", 3},
                                               {"article.published", 4},
                                               {"parsely-pub-date", 4},
                                               {"sailthru.date", 5},
                                               {"pubdate", 5},
                                               {"publishdate", 5},
                                               {"publish-date", 5},
                                               {"publish_date", 5},
                                               {"publication_date", 5},
                                               {"published-date", 5},
                                               {"dc.date.issued", 5},
                                               {"dcterms.created", 6},
                                               {"dc.date", 6},
                                               {"dc.date.created", 6},
                                               {"cxenseparse:recs:publishtime", 6},
                                               {"article_date_original", 6},
                                               {"datecreated", 7},
                                               {"date", 8},
                                               {"og:pubdate", 8},
                                               {"article:modified_time", 20},
                                               {"og:updated_time", 21},
                                               {"lastmod", 22}});
constexpr auto kTitles =
    std::to_array<Source>({{"og:title", 2}, {"twitter:title", 3}, {"dc.title", 4}, {"headline", 4}, {"parsely-title", 3}});
constexpr auto kPublishers =
    std::to_array<Source>({{"og:site_name", 1}, {"dc.publisher", 4}, {"publisher", 4}, {"application-name", 5}, {"copyright", 9}});

int rank_in(std::span<const Source> sources, std::string_view name) {
  for (const Source& source : sources) {
    if (source.name == name) return source.rank;
  }
  return 1000;
}

class Collector {
 public:
  explicit Collector(const Markup& page) : page_(page) {}

  PageFacts collect() {
    for (std::uint32_t k = 1; k < page_.nodes.size(); ++k) {
      const Node& node = page_.nodes[k];
      switch (node.element) {
        case Element::meta_:
          meta(node);
          break;
        case Element::title_:
          page_title(k);
          break;
        case Element::h1_:
          title_.offer(text_below(page_, k), 5);
          break;
        case Element::time_:
          time(k);
          break;
        case Element::html_:
          language_.offer(lower(attribute(node, "lang").substr(0, 2)), 2);
          break;
        case Element::link_:
          if (same_name(attribute(node, "rel"), "canonical")) url_.offer(attribute(node, "href"), 2);
          break;
        case Element::script_:
          script(k);
          break;
        default:
          break;
      }
    }
    return {title_.text,    date_.text, publisher_.text, url_.text.starts_with("http") ? url_.text : std::string(),
            language_.text, body_.text};
  }

 private:
  void meta(const Node& node) {
    std::string name = attribute(node, "property");
    if (name.empty()) name = attribute(node, "name");
    if (name.empty()) name = attribute(node, "itemprop");
    if (name.empty()) return;
    name = lower(name);
    const std::string content = squeezed(attribute(node, "content"));
    if (const int rank = rank_in(kDates, name); rank < 1000) date_.offer(day_of(content), rank);
    title_.offer(content, rank_in(kTitles, name));
    publisher_.offer(content, rank_in(kPublishers, name));
    if (name == "og:url") url_.offer(content, 3);
    if (name == "og:locale" || name == "language") language_.offer(lower(content.substr(0, 2)), 3);
  }

  void page_title(std::uint32_t k) {
    if (page_.nodes[page_.nodes[k].parent].element != Element::head_ && title_.rank < 1000) return;  // an <svg> has titles too
    title_.offer(text_below(page_, k), 6);
  }

  void time(std::uint32_t k) {
    const Node& node = page_.nodes[k];
    const bool published = has_attribute(node, "pubdate") || attribute(node, "itemprop") == "datePublished";
    std::string day = day_of(attribute(node, "datetime"));
    if (day.empty()) day = day_of(text_below(page_, k));
    date_.offer(std::move(day), published ? 3 : 12);
  }

  void script(std::uint32_t k) {
    if (page_.nodes[k].end != k + 2 || lower(attribute(page_.nodes[k], "type")).find("ld+json") == std::string::npos) return;
    std::string json;
    for (const char c : page_.nodes[k + 1].body) json += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;  // raw line ends stand in strings
    simdjson::dom::parser parser;
    Json root;
    if (parser.parse(json).get(root) == simdjson::SUCCESS) walk(root, 0);
  }

  static std::string_view text_of(const simdjson::dom::object& object, std::string_view key) {
    std::string_view text;
    return object.at_key(key).get(text) == simdjson::SUCCESS ? text : std::string_view();
  }

  static bool is_article(const simdjson::dom::object& object) {
    Json type;
    if (object.at_key("@type").get(type) != simdjson::SUCCESS) return false;
    const auto fits = [](std::string_view name) { return name.ends_with("Article") || name.ends_with("Posting") || name == "Report"; };
    std::string_view name;
    if (type.get(name) == simdjson::SUCCESS) return fits(name);
    simdjson::dom::array list;
    if (type.get(list) != simdjson::SUCCESS) return false;
    for (const Json one : list) {
      if (one.get(name) == simdjson::SUCCESS && fits(name)) return true;
    }
    return false;
  }

  void walk(Json element, int depth) {
    if (depth > 6) return;
    simdjson::dom::array list;
    if (element.get(list) == simdjson::SUCCESS) {
      for (const Json one : list) walk(one, depth + 1);
      return;
    }
    simdjson::dom::object object;
    if (element.get(object) != simdjson::SUCCESS) return;
    for (const std::string_view key : {"@graph", "mainEntity", "mainEntityOfPage"}) {
      Json inner;
      if (object.at_key(key).get(inner) == simdjson::SUCCESS) walk(inner, depth + 1);
    }
    if (!is_article(object)) return;
    date_.offer(day_of(text_of(object, "datePublished")), 1);
    title_.offer(squeezed(decoded(text_of(object, "headline"))), 1);
    body_.offer(std::string(text_of(object, "articleBody")), 1);
    language_.offer(lower(text_of(object, "inLanguage").substr(0, 2)), 1);
    Json publisher;
    if (object.at_key("publisher").get(publisher) != simdjson::SUCCESS) return;
    simdjson::dom::object organisation;
    if (publisher.get(organisation) == simdjson::SUCCESS) publisher_.offer(squeezed(decoded(text_of(organisation, "name"))), 2);
  }

  const Markup& page_;
  Fact title_, date_, publisher_, url_, language_, body_;
};

}  // namespace

PageFacts facts_of(const Markup& page) {
  return Collector(page).collect();
}

}  // namespace demarche
