// One document as an <article>; the frame of the page is in html_page.cpp. Marks may overlap in the text: it is cut where any of them
// begins or ends, and each piece names all that hold it.   "Kenya <rejected> the plan"  ->  <span class="p">Kenya</span> <a class="t
// ...">rejected</a> ... Does not show text outside of sentences, nor words, tags and trees.
#include "write/html.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <vector>

#include "base/escape.h"
#include "base/hash.h"
#include "base/visible.h"

namespace demarche {

namespace {

enum Mark : std::uint8_t { kParty = 1, kSource = 2, kCue = 4, kQuotation = 8 };

/// Safe as content and inside a quoted attribute.
std::string escaped(std::string_view text) {
  std::string out;
  const std::string shown = visible(text);
  const bool blank = !text.empty() && shown.find(' ') != 0 &&
                     (text.front() == ' ' || text.front() == '\t' || text.front() == '\n' || text.front() == '\r');
  if (blank) out += ' ';
  for (const char c : shown) {
    if (append_entity(c, out)) continue;
    if (c == '\'')
      out += "&#39;";
    else
      out += c;
  }
  return out;
}

class ArticlePage {
 public:
  ArticlePage(const Document& document, std::string& out) : d_(document), out_(out) {
    char digits[20];
    std::snprintf(digits, sizeof digits, "d%llx-", static_cast<unsigned long long>(hash64(d_.name + '\n' + d_.text)));
    prefix_ = digits;
    order_.resize(d_.claims.size());
    for (std::size_t i = 0; i < order_.size(); ++i) order_[i] = i;
    std::stable_sort(order_.begin(), order_.end(),
                     [&](std::size_t a, std::size_t b) { return d_.claims[a].trigger.begin < d_.claims[b].trigger.begin; });
  }

  void write() {
    out_ += "<article aria-labelledby=\"" + prefix_ + "h\">\n<h2 id=\"" + prefix_ + "h\">" + escaped(d_.name) +
            "</h2>\n<p class=\"about\">" + about() + "</p>\n";
    mark_all();
    std::size_t next = 0;
    for (const Sentence& sentence : d_.sentences) {
      const std::size_t first = next;
      while (next < order_.size() && claim(next).trigger.begin < sentence.span.end) ++next;
      out_ += std::string("<section class=\"sentence") + (sentence.new_paragraph ? " paragraph" : "") + "\">\n<p>";
      text(sentence.span, first, next);
      out_ += "</p>\n";
      if (next > first) {
        out_ += "<ol aria-label=\"Claims of this sentence\">\n";
        for (std::size_t i = first; i < next; ++i) card(order_[i]);
        out_ += "</ol>\n";
      }
      out_ += "</section>\n";
    }
    out_ += "</article>\n";
  }

 private:
  const Document& d_;
  std::string& out_;
  std::string prefix_;               ///< of the ids of this document
  std::vector<std::size_t> order_;   ///< claims in text order
  std::vector<std::uint8_t> marks_;  ///< for each byte of the text, its Marks

  [[nodiscard]] const Claim& claim(std::size_t place) const { return d_.claims[order_[place]]; }
  [[nodiscard]] std::string id(std::size_t index) const { return prefix_ + "c" + std::to_string(index + 1); }

  [[nodiscard]] std::string about() const {
    std::size_t so = 0;
    for (const Claim& c : d_.claims) so += c.status == Status::actual;
    std::string out = d_.date.empty() ? "No date given" : "<time datetime=\"" + escaped(d_.date) + "\">" + escaped(d_.date) + "</time>";
    if (!d_.publisher.empty()) out += " · " + escaped(d_.publisher);
    return out + " · " + std::to_string(d_.claims.size()) + " claims, " + std::to_string(so) + " of them actual";
  }

  void mark(Span span, Mark mark) {
    for (std::uint32_t b = span.begin; b < std::min<std::size_t>(span.end, marks_.size()); ++b)
      marks_[b] = static_cast<std::uint8_t>(marks_[b] | mark);
  }

  void mark_all() {
    marks_.assign(d_.text.size(), 0);
    const auto of = [&](Index mention) { return d_.mentions[static_cast<std::size_t>(mention)].span; };
    for (const Claim& c : d_.claims) {
      for (const auto* parties : {&c.actors, &c.recipients})
        for (const Index m : *parties) mark(of(m), kParty);
      for (const Index m : c.sources) mark(of(m), kSource);
    }
    for (const Attribution& a : d_.attributions) {
      mark(a.source_span, kSource);
      mark(a.cue_span, kCue);
      if (a.quote == Quote::direct)
        for (const Span s : a.content) mark(s, kQuotation);
    }
  }

  /// A sentence, cut where marks or triggers begin and end.
  void text(Span sentence, std::size_t first, std::size_t last) {
    const auto trigger_at = [&](std::uint32_t b) -> std::size_t {
      for (std::size_t i = first; i < last; ++i)
        if (claim(i).trigger.begin <= b && b < claim(i).trigger.end) return i + 1;
      return 0;
    };
    for (std::uint32_t b = sentence.begin; b < sentence.end;) {
      const std::size_t trigger = trigger_at(b);
      std::uint32_t end = b + 1;
      while (end < sentence.end && marks_[end] == marks_[b] && trigger_at(end) == trigger) ++end;
      while (end < sentence.end && (static_cast<unsigned char>(d_.text[end]) & 0xC0U) == 0x80U) ++end;
      piece(d_.of({b, end}), marks_[b], trigger == 0 ? d_.claims.size() : order_[trigger - 1]);
      b = end;
    }
  }

  void piece(std::string_view words, std::uint8_t marks, std::size_t claim) {
    std::string classes;
    for (const auto& [mark, name] : {std::pair{kParty, "p"}, std::pair{kSource, "s"}, std::pair{kCue, "k"}, std::pair{kQuotation, "q"}})
      if (marks & mark) classes += (classes.empty() ? "" : " ") + std::string(name);
    if (claim < d_.claims.size()) {
      const std::string status(name(d_.claims[claim].status));
      out_ += "<a class=\"t " + status + (classes.empty() ? "" : " " + classes) + "\" href=\"#" + id(claim) + "\" title=\"" +
              escaped(d_.claims[claim].event) + ", " + status + "\">" + escaped(words) + "</a>";
    } else if (classes.empty()) {
      out_ += escaped(words);
    } else {
      out_ += "<span class=\"" + classes + "\">" + escaped(words) + "</span>";
    }
  }

  [[nodiscard]] std::string who(Index mention) const {
    const Entity* entity = d_.entity_of(mention);
    const std::string_view words = d_.of(d_.mentions[static_cast<std::size_t>(mention)].span);
    std::string out = escaped(entity == nullptr || entity->name.empty() ? words : std::string_view(entity->name));
    return out + "&nbsp;<abbr>" + escaped(entity == nullptr ? "---" : entity->code()) + "</abbr>";
  }

  [[nodiscard]] std::string all(const std::vector<Index>& mentions, std::string_view joint) const {
    std::string out;
    for (const Index m : mentions) out += (out.empty() ? "" : std::string(joint)) + who(m);
    return out.empty() ? "<span class=\"nobody\">somebody</span>" : out;
  }

  [[nodiscard]] std::string voice(Index index) const {
    const Claim& c = d_.claims[static_cast<std::size_t>(index)];
    if (c.event == "ACCUSE" && c.sources.empty() && !c.actors.empty()) return all(c.actors, ", ");  // a charge that is disputed as such
    return c.sources.empty() ? nobody(c) : who(c.sources.back());
  }

  /// Who says it where no source is named.
  static std::string nobody(const Claim& c) { return writers_word(c) ? "the writer" : "somebody unnamed"; }

  /// What the filter knows the sources by: a name and code for each on a line, the media too.
  [[nodiscard]] std::string plain_sources(const Claim& c) const {
    std::string out;
    for (const Index m : c.sources) {
      const Entity* entity = d_.entity_of(m);
      const bool named = entity != nullptr && !entity->name.empty();
      out += (out.empty() ? "" : "&#10;") +
             escaped(named ? std::string_view(entity->name) : d_.of(d_.mentions[static_cast<std::size_t>(m)].span));
      if (entity != nullptr) out += ", " + escaped(entity->code());
    }
    return out.empty() ? nobody(c) : out;
  }

  void card(std::size_t index) {
    const Claim& c = d_.claims[index];
    static constexpr std::array<std::string_view, 5> kSigns = {"●", "○", "◌", "×", "◦"};  // in the order of Status
    const std::string status(name(c.status));
    const std::string arrow = "<span class=\"arrow\" aria-hidden=\"true\">" + std::string(c.status == Status::actual ? "→" : "⇢") +
                              "</span>&nbsp;";  // an arrow does not end a line
    out_ += "<li class=\"claim " + status + "\" id=\"" + id(index) + "\" tabindex=\"-1\" data-status=\"" + status + "\" data-source=\"" +
            plain_sources(c) + "\">\n";
    out_ += "<p class=\"act\"><span class=\"who\">" + all(c.actors, ", ") + "</span> " + arrow + "<span class=\"what\">" +
            escaped(c.event) + "</span>";
    if (!c.mode.empty()) out_ += " <span class=\"mode\">" + escaped(c.mode) + "</span>";
    if (!c.recipients.empty()) out_ += " " + arrow + "<span class=\"whom\">" + all(c.recipients, ", ") + "</span>";
    out_ += "</p>\n<p class=\"more\"><span class=\"status\"><span aria-hidden=\"true\">" +
            std::string(kSigns[static_cast<std::size_t>(c.status)]) + " </span>" + status + "</span> ";
    out_ += writers_word(c)     ? "in the writer’s own voice"
            : c.sources.empty() ? "says somebody unnamed"
                                : "says " + all(c.sources, " <span aria-label=\"through\">›</span> ");
    if (c.quote == Quote::direct) out_ += ", quoted";
    out_ += " · “" + escaped(d_.of(c.trigger)) + "”";
    if (c.content_of != kNone) out_ += " · content of " + reference(static_cast<std::size_t>(c.content_of));
    out_ += " · c" + std::to_string(index + 1) + "</p>\n";
    links(static_cast<Index>(index));
    out_ += "</li>\n";
  }

  [[nodiscard]] std::string reference(std::size_t index) const {
    return "<a href=\"#" + id(index) + "\">c" + std::to_string(index + 1) + "</a>";
  }

  void links(Index index) {
    for (const Link& link : d_.links) {
      if (link.first != index && link.second != index) continue;
      const Index other = link.first == index ? link.second : link.first;
      if (link.meeting == Meeting::same) {
        out_ += "<p class=\"also\">Also told by " + voice(other) + " · " + reference(static_cast<std::size_t>(other)) + "</p>\n";
        continue;
      }
      const Claim& denial = d_.claims[static_cast<std::size_t>(link.second)];
      out_ += "<p class=\"disputed\"><strong>Disputed:</strong> " + voice(link.first) + " says, " +
              (denial.status == Status::denied ? voice(link.second) : all(denial.actors, ", ")) + " denies · " +
              reference(static_cast<std::size_t>(other)) + "</p>\n";
    }
  }
};

}  // namespace

void write_html(const Document& document, const Style&, std::string& out) {
  ArticlePage(document, out).write();
}

}  // namespace demarche
