// CSV, JSON lines, PLOVER's JSON, rows like ICEWS'; see formats.h.
#include "query/formats.h"

#include <array>

#include "types/names.h"
#include "write/json.h"
#include "write/plover.h"
#include "write/plover_record.h"

namespace demarche {

namespace {

std::string number(double value) {
  std::string digits;
  append_number(value, digits);
  return digits;
}

std::string number(const std::optional<double>& value) {
  return value ? number(*value) : "";
}

/// Fields one after the other, then a line end.
class Line {
 public:
  Line(std::string& out, char between) : out_(out), between_(between) {}
  ~Line() { out_ += '\n'; }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;
  Line& add(std::string_view field) {
    if (!first_) out_ += between_;
    first_ = false;
    if (between_ == ',') {
      append_csv(field, out_);
    } else {
      for (const char c : field) out_ += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return *this;
  }
  Line& add(std::int64_t whole) { return add(std::string_view(std::to_string(whole))); }

 private:
  std::string& out_;
  char between_;
  bool first_ = true;
};

constexpr std::string_view kCsvHead =
    "claim,day,actors,actor_names,event,mode,recipients,recipient_names,status,sources,source_names,quote,degree,score,plover,cameo,"
    "contexts,"
    "place,place_country,lat,lon,confidence,trigger,sentence,document,url,title,publisher,document_date,story,act,number,content_of\n";

void write_csv(const FoundClaim& c, std::string& out) {
  Line line(out, ',');
  line.add(c.claim).add(c.day).add(codes_of(c.actors)).add(names_of(c.actors)).add(c.event).add(c.mode).add(codes_of(c.recipients));
  line.add(names_of(c.recipients)).add(c.status).add(codes_of(c.sources)).add(names_of(c.sources)).add(c.quote).add(number(c.degree));
  line.add(number(c.score))
      .add(c.plover)
      .add(c.cameo)
      .add(c.contexts)
      .add(c.place)
      .add(c.place_country)
      .add(number(c.lat))
      .add(number(c.lon));
  line.add(number(c.confidence)).add(c.trigger).add(c.sentence).add(c.document_name).add(c.url).add(c.title).add(c.publisher);
  line.add(c.document_date).add(c.story).add(c.act).add(c.number).add(c.content_of == 0 ? std::string() : std::to_string(c.content_of));
}

void append_whole(std::string_view name, std::int64_t whole, Object& object) {
  object.key(name) += std::to_string(whole);
}

void append_optional(std::string_view name, const std::optional<double>& value, Object& object) {
  std::string& out = object.key(name);
  value ? append_number(*value, out) : void(out += "null");
}

std::vector<std::string> parts(const std::string& joined) {
  std::vector<std::string> list;
  for (std::size_t at = 0; at < joined.size();) {
    const std::size_t end = std::min(joined.find("; ", at), joined.size());
    list.push_back(joined.substr(at, end - at));
    at = end + 2;
  }
  return list;
}

void write_jsonl_claim(const FoundClaim& c, std::string& out) {
  {
    Object claim(out);
    append_whole("claim", c.claim, claim);
    for (const auto& [name, value] :
         {std::pair{"day", &c.day}, {"event", &c.event}, {"mode", &c.mode}, {"status", &c.status}, {"quote", &c.quote}})
      claim.string(name, *value);
    append_list(parts(c.contexts), claim.key("context"), [&](const std::string& context) { append_json_string(context, out); });
    for (const auto& [name, list] : {std::pair{"actor", &c.actors}, {"recipient", &c.recipients}, {"source", &c.sources}}) {
      append_list(*list, claim.key(name), [&](const Party& party) {
        Object one(out);
        one.string("code", party.code);
        one.string("name", party.name);
        one.string("id", party.id);
        one.string("text", party.text);
      });
    }
    for (const auto& [name, value] : {std::pair{"degree", c.degree}, {"score", c.score}, {"confidence", c.confidence}})
      claim.number(name, value);
    for (const auto& [name, value] : {std::pair{"plover", &c.plover},
                                      {"cameo", &c.cameo},
                                      {"place", &c.place},
                                      {"place_id", &c.place_id},
                                      {"admin1", &c.admin1},
                                      {"place_country", &c.place_country},
                                      {"time_begin", &c.time_begin},
                                      {"time_end", &c.time_end},
                                      {"trigger", &c.trigger},
                                      {"sentence", &c.sentence},
                                      {"document", &c.document_name},
                                      {"url", &c.url},
                                      {"title", &c.title},
                                      {"publisher", &c.publisher},
                                      {"document_date", &c.document_date},
                                      {"why", &c.why}})
      claim.string(name, *value);
    append_optional("lat", c.lat, claim);
    append_optional("lon", c.lon, claim);
    append_whole("number", c.number, claim);
    claim.key("content_of") += c.content_of == 0 ? "null" : std::to_string(c.content_of);
    append_whole("story", c.story, claim);
    append_whole("act", c.act, claim);
  }
  out += '\n';
}

std::vector<PloverParty> parties_of(const std::vector<Party>& list) {
  std::vector<PloverParty> out;
  for (const Party& party : list) out.push_back({party.text, party.name, party.id, party.country, party.sector});
  return out;
}

void write_plover(const FoundClaim& c, std::string& out) {
  if (c.plover.empty()) return;  // no event of PLOVER's
  append_plover({.id = std::to_string(c.document) + "-" + std::to_string(c.number),
                 .date = c.day,
                 .event = c.event,
                 .mode = c.mode,
                 .status = status_named(c.status).value_or(Status::actual),
                 .contexts = parts(c.contexts),
                 .actors = parties_of(c.actors),
                 .recipients = parties_of(c.recipients),
                 .place = c.place,
                 .admin1 = c.admin1,
                 .place_country = c.place_country,
                 .lat = c.lat,
                 .lon = c.lon,
                 .score = c.score,
                 .text = c.sentence,
                 .source_text_id = c.document_name,
                 .url = c.url,
                 .publisher = c.publisher},
                out);
}

constexpr std::string_view kIcewsHead =
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\tTarget "
    "Sectors\tTarget Country\t"
    "Story ID\tSentence\tPublisher\tCity\tProvince\tCountry\tLatitude\tLongitude\n";

/// A row a pair of actor and recipient; who acts together or on nobody in particular stands alone.
void write_icews(const FoundClaim& c, std::string& out) {
  static const std::vector<Party> kNobody(1);
  if (c.plover.empty()) return;  // no event of PLOVER's
  const Border* border = border_of(status_named(c.status).value_or(Status::actual), c.event);
  const std::string code(border != nullptr ? border->cameo : std::string_view(c.cameo));
  for (const Party& actor : c.actors.empty() ? kNobody : c.actors) {
    for (const Party& recipient : c.recipients.empty() ? kNobody : c.recipients) {
      Line line(out, '\t');
      line.add(c.claim)
          .add(c.day)
          .add(actor.name)
          .add(actor.sector)
          .add(actor.country)
          .add(c.event + (c.mode.empty() ? "" : "/" + c.mode))
          .add(code);
      line.add(number(goldstein(code)))
          .add(recipient.name)
          .add(recipient.sector)
          .add(recipient.country)
          .add(c.story)
          .add(c.sentence)
          .add(c.publisher);
      line.add(c.place).add(c.admin1).add(c.place_country).add(number(c.lat)).add(number(c.lon));
    }
  }
}

}  // namespace

void append_csv(std::string_view words, std::string& out) {
  if (words.find_first_of(",\"\r\n") == std::string_view::npos) {
    out += words;
    return;
  }
  out += '"';
  for (const char c : words) (c == '"' ? out += '"' : out) += c;
  out += '"';
}

std::string names_of(const std::vector<Party>& parties) {
  std::string names;
  for (const Party& party : parties) (names += names.empty() ? "" : "; ") += party.name;
  return names;
}

std::string codes_of(const std::vector<Party>& parties) {
  std::string codes;
  for (const Party& party : parties) (codes += codes.empty() ? "" : "; ") += party.code;
  return codes;
}

std::span<const ExportFormat> export_formats() {
  static constexpr std::array<ExportFormat, 4> kFormats = {{
      {"csv", "a row a claim, lists joined by \"; \"", kCsvHead, write_csv},
      {"jsonl", "a JSON object a claim, all fields", "", write_jsonl_claim},
      {"plover", "a JSON object an event, as PLOVER's manual names the fields", "", write_plover},
      {"icews", "tab-separated rows like ICEWS', one a pair of actor and recipient; Intensity is Goldstein's of the CAMEO code", kIcewsHead,
       write_icews},
  }};
  return kFormats;
}

const ExportFormat* find_export(std::string_view name) {
  for (const ExportFormat& format : export_formats()) {
    if (format.name == name) return &format;
  }
  return nullptr;
}

}  // namespace demarche
