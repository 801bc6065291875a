// The lexer and the tree builder for HTML and XML; see markup.h.
#include "read/markup.h"

#include <algorithm>
#include <array>

#include "read/letters.h"

namespace demarche {

namespace {

enum class Content : std::uint8_t { block, line, empty, raw };

struct ElementName {
  std::string_view name;
  Element element;
  Content content;
};

constexpr auto kElements = std::to_array<ElementName>({
#define DEMARCHE_ELEMENT(id, kind) {#id, Element::id##_, Content::kind},
#include "read/elements.inc"
});

const ElementName* element_named(std::string_view name) {
  if (name.size() > 10) return nullptr;
  std::array<char, 10> letters{};
  std::transform(name.begin(), name.end(), letters.begin(), small);
  const std::string_view wanted(letters.data(), name.size());
  const auto found = std::lower_bound(kElements.begin(), kElements.end(), wanted,
                                      [](const ElementName& element, std::string_view text) { return element.name < text; });
  return found != kElements.end() && found->name == wanted ? &*found : nullptr;
}

Content content_of(Element element) {
  return element <= Element::other ? Content::line : kElements[static_cast<std::size_t>(element) - 2].content;
}

struct Tag {
  enum Kind : std::uint8_t { text, verbatim, open, close } kind = text;
  bool closed = false;  ///< <br/>
  std::string_view name, body;
};

class Lexer {
 public:
  Lexer(std::string_view source, bool html) : source_(source), html_(html) {}

  bool next(Tag& tag) {
    while (at_ < source_.size()) {
      const std::size_t begin = at_;
      std::size_t less = begin;
      while (true) {  // a < that begins no tag is text
        less = std::min(source_.find('<', less), source_.size());
        if (less + 1 >= source_.size()) less = source_.size();
        if (less == source_.size() || begins_tag(less)) break;
        ++less;
      }
      if (less > begin) {
        tag = {.kind = Tag::text, .name = {}, .body = source_.substr(begin, less - begin)};
        at_ = less;
        return true;
      }
      if (markup(tag)) return true;
    }
    return false;
  }

  /// The content of a raw element up to its closing tag, which is passed.
  std::string_view raw(std::string_view name) {
    const std::size_t begin = at_;
    for (std::size_t at = source_.find("</", begin); at != std::string_view::npos; at = source_.find("</", at + 2)) {
      if (!same_name(source_.substr(at + 2, name.size()), name)) continue;
      at_ = std::min(source_.find('>', at), source_.size() - 1) + 1;
      return source_.substr(begin, at - begin);
    }
    at_ = source_.size();
    return source_.substr(begin);
  }

 private:
  bool begins_tag(std::size_t less) const {
    const char c = source_[less + 1];
    return is_ascii_letter(c) || c == '!' || c == '?' || (c == '/' && less + 2 < source_.size() && is_ascii_letter(source_[less + 2])) ||
           (!html_ && (c == '_' || c == ':'));
  }

  void skip_past(std::string_view end, std::size_t from) {
    const std::size_t found = source_.find(end, from);
    at_ = found == std::string_view::npos ? source_.size() : found + end.size();
  }

  /// At a `<` that begins a tag, a comment or a declaration; true if it gave a token.
  bool markup(Tag& tag) {
    const std::string_view rest = source_.substr(at_);
    if (rest.starts_with("<!--")) return skip_past("-->", at_ + 4), false;
    if (rest.starts_with("<![CDATA[")) {
      const std::size_t begin = at_ + 9;
      skip_past("]]>", begin);
      const std::size_t end = at_ == source_.size() && !source_.ends_with("]]>") ? at_ : at_ - 3;
      tag = {.kind = Tag::verbatim, .name = {}, .body = source_.substr(begin, std::max(end, begin) - begin)};
      return true;
    }
    if (rest.starts_with("<?")) return skip_past(html_ ? ">" : "?>", at_ + 2), false;
    if (rest.starts_with("<!")) {
      const std::size_t close = source_.find('>', at_);
      const std::size_t subset = html_ ? std::string_view::npos : source_.find('[', at_);
      skip_past(subset < close ? "]>" : ">", at_ + 2);
      return false;
    }
    return element(tag);
  }

  bool element(Tag& tag) {
    const bool closing = source_[at_ + 1] == '/';
    const std::size_t begin = at_ + (closing ? 2 : 1);
    std::size_t at = begin;
    while (at < source_.size() && !is_space(source_[at]) && source_[at] != '>' && source_[at] != '/') ++at;
    tag = {.kind = closing ? Tag::close : Tag::open, .name = source_.substr(begin, at - begin), .body = {}};
    const std::size_t attributes = at;
    while (at < source_.size() && source_[at] != '>') {
      if (source_[at] == '=') {  // only a value may be quoted
        ++at;
        while (at < source_.size() && is_space(source_[at])) ++at;
        if (at < source_.size() && (source_[at] == '"' || source_[at] == '\'')) {
          const std::size_t quote = source_.find(source_[at], at + 1);
          at = quote == std::string_view::npos ? source_.size() : quote + 1;
        }
      } else {
        ++at;
      }
    }
    tag.body = source_.substr(attributes, at - attributes);
    tag.closed = tag.body.ends_with('/');
    at_ = std::min(at + 1, source_.size());
    return true;
  }

  std::string_view source_;
  std::size_t at_ = 0;
  bool html_;
};

class Builder {
 public:
  Builder(std::string_view source, Markup::Kind kind) : lexer_(source, kind == Markup::html), html_(kind == Markup::html) {
    markup_.nodes.push_back({.element = Element::other, .name = {}, .body = {}});
    open_.push_back(0);
  }

  Markup build() {
    for (Tag tag; !markup_.cut && lexer_.next(tag);) {
      if (tag.kind == Tag::close) {
        close(tag.name);
      } else if (tag.kind == Tag::open) {
        open(tag);
      } else if (!tag.body.empty()) {
        add({.element = Element::none, .verbatim = tag.kind == Tag::verbatim, .name = {}, .body = tag.body});
      }
    }
    pop_to(0);
    markup_.nodes[0].end = size();
    return std::move(markup_);
  }

 private:
  std::uint32_t size() const { return static_cast<std::uint32_t>(markup_.nodes.size()); }
  Node& top() { return markup_.nodes[open_.back()]; }

  std::uint32_t add(Node node) {
    node.parent = open_.back();
    node.end = size() + 1;
    markup_.nodes.push_back(node);
    markup_.cut = size() >= kMaxNodes;
    return size() - 1;
  }

  /// Closes open elements until `depth` of them and the root remain open.
  void pop_to(std::size_t depth) {
    while (open_.size() > depth + 1) {
      top().end = size();
      if (top().element == Element::p_) --open_paragraphs_;
      open_.pop_back();
    }
  }

  void open(const Tag& tag) {
    const ElementName* known = element_named(html_ ? tag.name : tag.name.substr(tag.name.find(':') + 1));
    const Element element = known != nullptr ? known->element : Element::other;
    const Content content = html_ && known != nullptr ? known->content : Content::line;
    if (html_) close_implied(element, content);
    const std::uint32_t node = add({.element = element, .name = tag.name, .body = tag.body});
    if (content == Content::raw) {
      const std::string_view text = lexer_.raw(tag.name);
      if (!text.empty()) {
        add({.element = Element::none, .verbatim = element != Element::title_ && element != Element::textarea_, .name = {}, .body = text});
        markup_.nodes.back().parent = node;
      }
      markup_.nodes[node].end = size();
      return;
    }
    if (content == Content::empty || (tag.closed && (!html_ || known == nullptr)) || open_.size() > kMaxDepth) return;
    if (element == Element::p_) ++open_paragraphs_;
    open_.push_back(node);
  }

  /// The innermost open element of `wanted` that no element of `walls` shuts off; 0 if none.
  std::size_t find_open(std::initializer_list<Element> wanted, std::initializer_list<Element> walls) const {
    for (std::size_t k = open_.size() - 1; k > 0; --k) {
      const Element element = markup_.nodes[open_[k]].element;
      if (std::find(wanted.begin(), wanted.end(), element) != wanted.end()) return k;
      if (std::find(walls.begin(), walls.end(), element) != walls.end()) return 0;
    }
    return 0;
  }

  void close_open(std::initializer_list<Element> wanted, std::initializer_list<Element> walls) {
    if (const std::size_t k = find_open(wanted, walls); k != 0) pop_to(k - 1);
  }

  void close_implied(Element element, Content content) {
    using enum Element;
    if (content == Content::block && open_paragraphs_ != 0)
      close_open({p_}, {div_, td_, th_, li_, table_, article_, section_, blockquote_, body_, button_, object_, dd_});
    switch (element) {
      case li_:
        return close_open({li_}, {ul_, ol_, menu_, div_, table_, nav_, section_, article_});
      case dd_:
      case dt_:
        return close_open({dd_, dt_}, {dl_, div_, table_});
      case option_:
        return close_open({option_}, {select_});
      case td_:
      case th_:
        return close_open({td_, th_}, {tr_, table_});
      case tr_:
        return close_open({tr_}, {table_});
      case tbody_:
      case tfoot_:
        return close_open({thead_, tbody_, tr_}, {table_});
      case a_:
        return close_open({a_}, {div_, p_, td_, th_, li_, table_, article_, section_, body_});
      case body_:
        return close_open({head_}, {});
      default:
        return;
    }
  }

  void close(std::string_view name) {
    const ElementName* known = html_ ? element_named(name) : nullptr;
    const bool line = html_ && (known == nullptr || known->content == Content::line);
    for (std::size_t k = open_.size() - 1; k > 0; --k) {
      const Node& node = markup_.nodes[open_[k]];
      if (known != nullptr ? node.element == known->element : same_name(node.name, name)) return pop_to(k - 1);
      if (line && is_block(node.element)) return;  // </b> closes no paragraph
      if (known != nullptr && known->element == Element::p_ && is_block(node.element)) return;
      if (html_ && node.element == Element::table_ && known != nullptr && known->element != Element::table_ &&
          known->content == Content::block && known->element != Element::body_ && known->element != Element::html_ &&
          inside_table(known->element))
        return;
    }
  }

  static bool inside_table(Element element) {
    using enum Element;
    return element == td_ || element == th_ || element == tr_ || element == li_;
  }

  Markup markup_;
  Lexer lexer_;
  bool html_;
  std::vector<std::uint32_t> open_;
  std::uint32_t open_paragraphs_ = 0;
};

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return small(x) == small(y); });
}

bool is_block(Element element) {
  return content_of(element) == Content::block;
}

Markup parse_markup(std::string_view source, Markup::Kind kind) {
  return Builder(source, kind).build();
}

}  // namespace demarche
