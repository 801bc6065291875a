// Documents to rows, in the order of the columns of schema.cpp; see record.h. Offsets are code points, as in the JSON records.
#include "store/record.h"

#include <algorithm>

#include "base/utf8.h"
#include "store/version.h"
#include "story/act.h"
#include "write/code_points.h"
#include "write/plover.h"

namespace demarche {

namespace {

/// What a database takes: no NUL, no broken UTF-8.
std::string clean(std::string_view words) {
  std::string out;
  if (!first_bad_byte(words)) {
    out = words;
  } else {
    for (const char32_t c : decode(words)) append(c, out);
  }
  out.erase(std::remove(out.begin(), out.end(), '\0'), out.end());
  return out;
}

std::int64_t number(std::size_t value) {
  return static_cast<std::int64_t>(value);
}

class Rows {
 public:
  Rows(const Document& document, Record& record) : document_(document), record_(record), points_(document.text) {}

  void add(std::size_t index) {
    const Claim& claim = document_.claims[index];
    const std::string day = claim.time.begin.size() == 10 ? claim.time.begin : document_.date;
    Act act{.day = day, .event = claim.event, .status = std::string(name(claim.status)), .actors = {}, .recipients = {}};
    const std::string actors = participants(index, "actor", claim.actors, &act.actors);
    const std::string recipients = participants(index, "recipient", claim.recipients, &act.recipients);
    const std::string sources = participants(index, "source", claim.sources, nullptr);
    std::string contexts;
    for (const std::string& context : claim.contexts) (contexts += contexts.empty() ? "" : "; ") += context;
    const auto [trigger_begin, trigger_end] = points_.of(claim.trigger);
    const auto [sentence_begin, sentence_end] = points_.of(sentence_of(document_, claim.trigger));
    const bool placed = claim.place.lat != 0 || claim.place.lon != 0;
    record_.claims.push_back({Value(),
                              Value(),
                              Value(),
                              number(index + 1),
                              day,
                              claim.event,
                              claim.mode,
                              plover_type(claim),
                              claim.cameo,
                              contexts,
                              std::string(name(claim.status)),
                              claim.degree,
                              claim.score,
                              std::string(name(claim.quote)),
                              claim.content_of == kNone ? Value() : Value(std::int64_t{claim.content_of} + 1),
                              actors,
                              recipients,
                              sources,
                              act_of(std::move(act)),
                              static_cast<double>(claim.confidence),
                              std::string(document_.of(claim.trigger)),
                              number(trigger_begin),
                              number(trigger_end),
                              number(sentence_begin),
                              number(sentence_end),
                              claim.place.name,
                              claim.place.id,
                              claim.place.admin1,
                              claim.place.country,
                              placed ? Value(claim.place.lat) : Value(),
                              placed ? Value(claim.place.lon) : Value(),
                              claim.time.begin,
                              claim.time.end,
                              claim.why});
  }

 private:
  const Document& document_;
  Record& record_;
  CodePoints points_;

  /// Adds a row each; returns the codes, "KEN GOV; UGA". `keys` are what tells the parties of an act apart.
  std::string participants(std::size_t claim, const char* role, const std::vector<Index>& mentions, std::vector<std::string>* keys) {
    std::string codes;
    std::int64_t place = 0;
    for (const Index mention : mentions) {
      const Span span = document_.mentions[static_cast<std::size_t>(mention)].span;
      const Entity* entity = document_.entity_of(mention);
      const std::string code = entity != nullptr ? entity->code() : "---";
      const std::string words(document_.of(span));
      const auto [begin, end] = points_.of(span);
      (codes += codes.empty() ? "" : "; ") += code;
      if (keys != nullptr) keys->push_back(code == "---" ? lower(words) : code);
      record_.participants.push_back({number(claim), std::string(role), place++, code, entity != nullptr ? entity->country : "",
                                      entity != nullptr ? entity->sector : "", entity != nullptr ? clean(entity->name) : words,
                                      entity != nullptr ? clean(entity->id) : "", words, number(begin), number(end)});
    }
    return codes;
  }
};

}  // namespace

Record record_of(const Article& article, const Document& document) {
  Record record;
  record.id = document_id(article.url, article.text);
  record.date = document.date;
  record.signature = signature_of(document.text);
  record.document = {Value(),
                     record.id,
                     clean(article.name),
                     clean(article.url),
                     clean(article.title),
                     document.date,
                     clean(article.publisher),
                     number(document.tokens.size()),
                     document.text,
                     Value(),
                     Value()};
  Rows rows(document, record);
  for (std::size_t i = 0; i < document.claims.size(); ++i) rows.add(i);
  record.bytes = 2 * document.text.size() + 1024 * (1 + record.claims.size()) + 512 * record.participants.size();
  return record;
}

}  // namespace demarche
