// Sentences and claims for a terminal; see pretty.h. Widths count code points, so wide East Asian characters wrap late.
#include "write/pretty.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/visible.h"
#include "write/plover.h"

namespace demarche {

namespace {

enum class Paint : std::uint8_t { plain, party, act, not_act, faint, head, warning };

std::string_view code_of(Paint paint) {
  static constexpr std::array<std::string_view, 7> kCodes = {"\x1b[0m",   "\x1b[0;36m", "\x1b[0;1;32m", "\x1b[0;33m",
                                                             "\x1b[0;2m", "\x1b[0;1m",  "\x1b[0;31m"};
  return kCodes[static_cast<std::size_t>(paint)];
}

bool starts_code_point(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

int width_of(std::string_view text) {
  return static_cast<int>(std::count_if(text.begin(), text.end(), starts_code_point));
}

class Page {
 public:
  Page(const Document& document, const Style& style, std::string& out) : document_(document), style_(style), out_(out) {}

  void write() {
    by_trigger_.resize(document_.claims.size());
    for (std::size_t i = 0; i < by_trigger_.size(); ++i) by_trigger_[i] = i;
    std::stable_sort(by_trigger_.begin(), by_trigger_.end(),
                     [&](std::size_t a, std::size_t b) { return document_.claims[a].trigger.begin < document_.claims[b].trigger.begin; });
    heading();
    std::size_t next = 0;
    for (const Sentence& sentence : document_.sentences) {
      const std::size_t first = next;
      while (next < by_trigger_.size() && claim(next).trigger.begin < sentence.span.end) ++next;
      if (sentence.new_paragraph && &sentence != document_.sentences.data()) out_ += '\n';
      text(sentence, first, next);
      for (std::size_t i = first; i < next; ++i) claim_lines(by_trigger_[i]);
    }
    out_ += '\n';
  }

 private:
  const Document& document_;
  const Style& style_;
  std::string& out_;
  std::vector<std::size_t> by_trigger_;  ///< claims in text order

  [[nodiscard]] const Claim& claim(std::size_t place) const { return document_.claims[by_trigger_[place]]; }

  void put(Paint paint, std::string_view text) {
    if (style_.colour) out_ += code_of(paint);
    out_ += text;
    if (style_.colour && paint != Paint::plain) out_ += code_of(Paint::plain);
  }

  void heading() {
    std::size_t happened = 0;
    for (const Claim& c : document_.claims) happened += c.status == Status::actual;
    put(Paint::head, visible(document_.name));
    put(Paint::faint, (document_.date.empty() ? " · no date given, so roles are undated" : " · " + document_.date) + " · " +
                          std::to_string(document_.claims.size()) + " claims, " + std::to_string(happened) + " of them actual\n\n");
  }

  /// One sentence, wrapped, with the parties and triggers of its claims painted.
  void text(const Sentence& sentence, std::size_t first, std::size_t last) {
    std::vector<Paint> paints(sentence.span.size(), Paint::plain);
    const auto fill = [&](Span span, Paint paint) {
      for (std::uint32_t b = std::max(span.begin, sentence.span.begin); b < std::min(span.end, sentence.span.end); ++b)
        paints[b - sentence.span.begin] = paint;
    };
    for (std::size_t i = first; i < last; ++i) {
      for (const auto* parties : {&claim(i).actors, &claim(i).recipients, &claim(i).sources}) {
        for (const Index m : *parties) fill(document_.mentions[static_cast<std::size_t>(m)].span, Paint::party);
      }
    }
    for (std::size_t i = first; i < last; ++i) fill(claim(i).trigger, claim(i).status == Status::actual ? Paint::act : Paint::not_act);
    wrap(document_.of(sentence.span), paints);
  }

  void wrap(std::string_view text, const std::vector<Paint>& paints) {
    int column = 0;
    for (std::size_t at = 0; at < text.size();) {
      at = std::min(text.find_first_not_of(" \t\r\n", at), text.size());
      const std::size_t end = std::min(text.find_first_of(" \t\r\n", at), text.size());
      if (at == end) break;
      const int width = width_of(text.substr(at, end - at));
      if (column > 0) {
        const bool fits = column + 1 + width <= style_.width;
        out_ += fits ? ' ' : '\n';
        column = fits ? column + 1 : 0;
      }
      column += width;
      while (at < end) {
        std::size_t stop = at + 1;
        while (stop < end && (paints[stop] == paints[at] || !starts_code_point(text[stop]))) ++stop;
        if (paints[at] == Paint::plain) {
          out_ += visible(text.substr(at, stop - at));
        } else {
          put(paints[at], visible(text.substr(at, stop - at)));
        }
        at = stop;
      }
    }
    out_ += '\n';
  }

  [[nodiscard]] std::string who(Index mention) const {
    const Entity* entity = document_.entity_of(mention);
    const std::string words = visible(document_.of(document_.mentions[static_cast<std::size_t>(mention)].span));
    if (entity == nullptr) return words + " (---)";
    return (entity->name.empty() ? words : visible(entity->name)) + " (" + entity->code() + ")";
  }

  [[nodiscard]] std::string all(const std::vector<Index>& mentions, std::string_view joint) const {
    std::string text;
    for (const Index m : mentions) text += (text.empty() ? "" : std::string(joint)) + who(m);
    return text.empty() ? "—" : text;
  }

  void claim_lines(std::size_t index) {
    const Claim& c = document_.claims[index];
    const bool so = c.status == Status::actual;
    static constexpr std::array<std::string_view, 5> kMarks = {"●", "○", "◌", "×", "◦"};  // in the order of Status
    const Paint paint = so ? Paint::act : Paint::not_act;
    const std::string arrow = so ? " → " : " ⇢ ";
    char confidence[32];
    std::snprintf(confidence, sizeof confidence, "  %.2f\n", static_cast<double>(c.confidence));
    const std::string id = "c" + std::to_string(index + 1);
    put(Paint::faint, "  " + id + std::string(id.size() < 3 ? 3 - id.size() : 0, ' ') + " ");
    put(paint, std::string(kMarks[static_cast<std::size_t>(c.status)]) + " " + (so ? "" : "[" + std::string(name(c.status)) + "] "));
    put(Paint::party, all(c.actors, ", "));
    put(paint, arrow + c.event + (c.mode.empty() ? "" : "/" + c.mode) + (c.recipients.empty() ? "" : arrow));
    if (!c.recipients.empty()) put(Paint::party, all(c.recipients, ", "));
    put(Paint::faint, confidence);
    put(Paint::faint, "        " + details(c) + "\n");
    links(static_cast<Index>(index));
    if (style_.explain) explain(c);
    for (const auto* parties : {&c.actors, &c.recipients, &c.sources}) {
      for (const Index m : *parties) {
        const Entity* entity = document_.entity_of(m);
        if (entity != nullptr && !entity->conflict.empty()) put(Paint::warning, "        ! " + visible(entity->conflict) + "\n");
      }
    }
  }

  /// By which sense it is what it is, and as what it is exported.
  void explain(const Claim& c) {
    if (!c.why.empty()) put(Paint::faint, "        because " + visible(c.why) + "\n");
    if (c.content_of != kNone) return;
    if (const Border* border = border_of(c); border != nullptr)
      put(Paint::faint, "        exported as " + std::string(border->type) + (border->mode.empty() ? "" : "/" + std::string(border->mode)) +
                            ", " + std::string(border->cameo) + ": " + std::string(border->reason) + "\n");
    else if (!is_row(c))
      put(Paint::faint, std::string("        not exported: ") +
                            (lacks_recipient(c) ? "its type needs a recipient" : "what is denied is no event") + "\n");
  }

  [[nodiscard]] std::string voice(Index claim) const {
    const Claim& c = document_.claims[static_cast<std::size_t>(claim)];
    if (c.event == "ACCUSE" && c.sources.empty() && !c.actors.empty()) return all(c.actors, ", ");  // a charge that is disputed as such
    return writers_word(c) ? "the writer" : c.sources.empty() ? "somebody unnamed" : who(c.sources.back());
  }

  /// "disputed: Kosovo says, Serbia denies", beneath both claims.
  void links(Index index) {
    for (const Link& link : document_.links) {
      if (link.first != index && link.second != index) continue;
      const std::string other = " (c" + std::to_string((link.first == index ? link.second : link.first) + 1) + ")\n";
      if (link.meeting == Meeting::same) {
        put(Paint::faint, "        = also told by " + voice(link.first == index ? link.second : link.first) + other);
        continue;
      }
      const Claim& denial = document_.claims[static_cast<std::size_t>(link.second)];
      const std::string denier = denial.status == Status::denied ? voice(link.second) : all(denial.actors, ", ");
      put(Paint::warning, "        ! disputed: " + voice(link.first) + " says, " + denier + " denies" + other);
    }
  }

  [[nodiscard]] std::string details(const Claim& c) const {
    std::string text = "\"" + visible(document_.of(c.trigger)) + "\" · ";
    text += writers_word(c) ? "in the writer's own voice" : c.sources.empty() ? "says somebody unnamed" : "says " + all(c.sources, " › ");
    if (c.quote == Quote::direct) text += ", quoted";
    if (c.content_of != kNone) text += " · content of c" + std::to_string(c.content_of + 1);
    if (!c.place.name.empty()) text += " · in " + visible(c.place.name);
    if (!c.time.begin.empty()) text += " · " + c.time.begin + (c.time.end.empty() || c.time.end == c.time.begin ? "" : " to " + c.time.end);
    for (const std::string& context : c.contexts) text += " · " + context;
    return text;
  }
};

}  // namespace

void write_pretty(const Document& document, const Style& style, std::string& out) {
  Page(document, style, out).write();
}

}  // namespace demarche
