// Claims as JSON lines; see jsonl.h. Written by hand: the record is small, fixed, and must never hold half a document.
#include "write/jsonl.h"

#include <span>
#include <utility>
#include <vector>

#include "write/code_points.h"
#include "write/json.h"

namespace demarche {

namespace {

void append_span(std::string_view name, Span span, const CodePoints& points, Object& object) {
  const auto [begin, end] = points.of(span);
  object.key(name) += '[' + std::to_string(begin) + ',' + std::to_string(end) + ']';
}

/// What all of them have in common: "They" for Kenya's and Uganda's governments is "--- GOV".
std::string common_code(const Document& document, std::span<const Index> mentions) {
  Entity common;
  bool first = true;
  for (const Index m : mentions) {
    const Entity* e = document.entity_of(m);
    const Entity one = e == nullptr ? Entity{} : *e;
    common.country = first || one.country == common.country ? one.country : "";
    common.sector = first || one.sector == common.sector ? one.sector : "";
    first = false;
  }
  return common.code();
}

/// A party, or several that the same words go back to.
void append_entity(const Document& document, std::span<const Index> mentions, const CodePoints& points, std::string& out) {
  const Index mention = mentions.front();
  const Span span = document.mentions[static_cast<std::size_t>(mention)].span;
  const Entity* entity = document.entity_of(mention);
  Object object(out);
  append_span("span", span, points, object);
  object.string("code", common_code(document, mentions));
  object.string("text", document.of(span));
  if (mentions.size() > 1) {
    object.string("name", document.of(span));
    object.string("id", "");
    append_list(mentions, object.key("members"), [&](Index m) {
      const Entity* one = document.entity_of(m);
      Object member(out);
      member.string("code", one != nullptr ? one->code() : "---");
      member.string("name", one != nullptr ? std::string_view(one->name) : document.of(span));
      member.string("id", one != nullptr ? std::string_view(one->id) : std::string_view());
    });
    return;
  }
  object.string("name", entity != nullptr ? std::string_view(entity->name) : document.of(span));
  object.string("id", entity != nullptr ? std::string_view(entity->id) : std::string_view());
  if (entity != nullptr) object.number("confidence", static_cast<double>(entity->confidence));
  if (entity != nullptr && !entity->conflict.empty()) object.string("conflict", entity->conflict);
  if (entity != nullptr && document.date.empty() && entity->person && !entity->id.empty()) object.key("undated") += "true";
}

void append_place(const Place& place, const CodePoints& points, Object& claim) {
  if (place.span.empty() && place.name.empty()) {
    claim.key("place") += "null";
    return;
  }
  Object object(claim.key("place"));
  append_span("span", place.span, points, object);
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
  append_span("span", time.span, points, object);
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

/// Parties of which those that the same words go back to stand together.
std::vector<std::span<const Index>> together(const Document& document, const std::vector<Index>& list) {
  std::vector<std::span<const Index>> out;
  const auto mention = [&](std::size_t k) -> const Mention& { return document.mentions[static_cast<std::size_t>(list[k])]; };
  for (std::size_t first = 0, last = 0; first < list.size(); first = last) {
    for (last = first + 1; last < list.size() && mention(first).joint && mention(last).joint && mention(last).span == mention(first).span;)
      ++last;
    out.push_back(std::span(list).subspan(first, last - first));
  }
  return out;
}

void append_claim(const Document& document, std::size_t index, const CodePoints& points, std::string& out) {
  const Claim& claim = document.claims[index];
  const auto entity = [&](std::span<const Index> mentions) { append_entity(document, mentions, points, out); };
  Object object(out);
  object.string("id", "c" + std::to_string(index + 1));
  append_span("trigger", claim.trigger, points, object);
  object.string("event", claim.event);
  object.string("mode", claim.mode);
  append_list(claim.contexts, object.key("context"), [&](const std::string& context) { append_json_string(context, out); });
  object.string("status", name(claim.status));
  append_list(together(document, claim.actors), object.key("actor"), entity);
  append_list(together(document, claim.recipients), object.key("recipient"), entity);
  append_list(together(document, claim.sources), object.key("source"), entity);
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
