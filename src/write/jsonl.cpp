// Claims as JSON lines; see jsonl.h. Written by hand: the record is small, fixed, and must never hold half a document.
#include "write/jsonl.h"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <utility>
#include <vector>

#include "write/code_points.h"

namespace demarche {

namespace {

void append_number(double value, std::string& out) {
  if (!std::isfinite(value)) value = 0;
  value = std::round(value * 1e6) / 1e6;  // no more digits than anybody measured
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, value == 0 ? 0.0 : value).ptr;
  out.append(digits, end);
}

/// One JSON object under construction: key("event").string("REJECT").
class Object {
 public:
  explicit Object(std::string& out) : out_(out) { out_ += '{'; }
  ~Object() { out_ += '}'; }
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;

  std::string& key(std::string_view name) {
    if (!first_) out_ += ',';
    first_ = false;
    append_json_string(name, out_);
    return out_ += ':';
  }
  void string(std::string_view name, std::string_view value) { append_json_string(value, key(name)); }
  void number(std::string_view name, double value) { append_number(value, key(name)); }
  void span(std::string_view name, Span span, const CodePoints& points) {
    const auto [begin, end] = points.of(span);
    key(name) += '[' + std::to_string(begin) + ',' + std::to_string(end) + ']';
  }

 private:
  std::string& out_;
  bool first_ = true;
};

void append_entity(const Document& document, Index mention, const CodePoints& points, std::string& out) {
  const Span span = document.mentions[static_cast<std::size_t>(mention)].span;
  const Entity* entity = document.entity_of(mention);
  Object object(out);
  object.span("span", span, points);
  object.string("code", entity != nullptr ? entity->code() : "---");
  object.string("text", document.of(span));
  object.string("name", entity != nullptr ? std::string_view(entity->name) : document.of(span));
  object.string("id", entity != nullptr ? std::string_view(entity->id) : std::string_view());
  if (entity != nullptr && !entity->conflict.empty()) object.string("conflict", entity->conflict);
}

template <class Items, class Append>
void append_list(const Items& items, std::string& out, Append append) {
  out += '[';
  bool first = true;
  for (const auto& item : items) {
    if (!first) out += ',';
    first = false;
    append(item);
  }
  out += ']';
}

void append_place(const Place& place, const CodePoints& points, Object& claim) {
  if (place.span.empty() && place.name.empty()) {
    claim.key("place") += "null";
    return;
  }
  Object object(claim.key("place"));
  object.span("span", place.span, points);
  object.string("name", place.name);
  object.string("id", place.id);
  object.string("admin1", place.admin1);
  object.string("country", place.country);
  object.number("lat", place.lat);
  object.number("lon", place.lon);
  object.number("confidence", static_cast<double>(place.confidence));
}

void append_time(const Time& time, const CodePoints& points, Object& claim) {
  if (time.begin.empty()) {
    claim.key("time") += "null";
    return;
  }
  Object object(claim.key("time"));
  object.span("span", time.span, points);
  object.string("begin", time.begin);
  object.string("end", time.end);
  object.key("from_story") += time.from_story ? "true" : "false";
}

/// The claims that this one meets, seen from it.
void append_links(const Document& document, Index claim, Object& object, std::string& out) {
  std::vector<std::pair<Index, Meeting>> others;
  for (const Link& link : document.links)
    if (link.first == claim || link.second == claim) others.emplace_back(link.first == claim ? link.second : link.first, link.meeting);
  append_list(others, object.key("links"), [&](const std::pair<Index, Meeting>& other) {
    Object entry(out);
    entry.string("claim", "c" + std::to_string(other.first + 1));
    entry.string("meeting", name(other.second));
  });
}

void append_claim(const Document& document, std::size_t index, const CodePoints& points, std::string& out) {
  const Claim& claim = document.claims[index];
  const auto entity = [&](Index mention) { append_entity(document, mention, points, out); };
  Object object(out);
  object.string("id", "c" + std::to_string(index + 1));
  object.span("trigger", claim.trigger, points);
  object.string("event", claim.event);
  object.string("mode", claim.mode);
  append_list(claim.contexts, object.key("context"), [&](const std::string& context) { append_json_string(context, out); });
  object.string("status", name(claim.status));
  append_list(claim.actors, object.key("actor"), entity);
  append_list(claim.recipients, object.key("recipient"), entity);
  append_list(claim.sources, object.key("source"), entity);
  object.string("quote", name(claim.quote));
  if (claim.content_of == kNone) {
    object.key("content_of") += "null";
  } else {
    object.string("content_of", "c" + std::to_string(claim.content_of + 1));
  }
  append_links(document, static_cast<Index>(index), object, out);
  append_place(claim.place, points, object);
  append_time(claim.time, points, object);
  object.number("confidence", static_cast<double>(claim.confidence));
  object.number("score", claim.score);
  object.string("cameo", claim.cameo);
  object.number("degree", claim.degree);
  object.string("why", claim.why);
}

}  // namespace

void append_json_string(std::string_view text, std::string& out) {
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          char escape[8];
          std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
          out += escape;
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

void write_jsonl(const Document& document, const Style&, std::string& out) {
  const CodePoints points(document.text);
  {
    Object object(out);
    object.string("doc", document.name);
    object.string("date", document.date);
    if (!document.publisher.empty()) object.string("publisher", document.publisher);
    object.string("text", document.text);
    std::string& list = object.key("claims") += '[';
    for (std::size_t i = 0; i < document.claims.size(); ++i) {
      if (i > 0) list += ',';
      append_claim(document, i, points, list);
    }
    list += ']';
  }
  out += '\n';
}

}  // namespace demarche
