// Any text through the whole pipeline: every span lies in the text and every index in its vector, whatever was written.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "demarche/demarche.h"

namespace {

bool in(demarche::Index i, std::size_t size) {
  return i == demarche::kNone || (i >= 0 && static_cast<std::size_t>(i) < size);
}

void check(const demarche::Document& d) {
  const auto fail_unless = [](bool good) {
    if (!good) std::abort();
  };
  const auto within = [&](demarche::Span s) { return s.begin <= s.end && s.end <= d.text.size(); };
  std::uint32_t end = 0;
  for (const demarche::Token& t : d.tokens) {
    fail_unless(!t.span.empty() && within(t.span) && t.span.begin >= end && in(t.head, d.tokens.size()));
    end = t.span.end;
  }
  for (const demarche::Mention& m : d.mentions)
    fail_unless(!m.span.empty() && within(m.span) && in(m.head, d.tokens.size()) && in(m.entity, d.entities.size()));
  for (const demarche::Attribution& a : d.attributions) {
    fail_unless(in(a.source, d.mentions.size()) && in(a.medium, d.mentions.size()) && in(a.parent, d.attributions.size()) &&
                within(a.source_span));
    for (const demarche::Span s : a.content) fail_unless(within(s));
  }
  for (const demarche::Claim& c : d.claims) {
    fail_unless(!c.trigger.empty() && within(c.trigger) && in(c.content_of, d.claims.size()) && c.degree >= -3 && c.degree <= 3);
    for (const auto* list : {&c.actors, &c.recipients, &c.sources}) {
      for (const demarche::Index m : *list) fail_unless(m != demarche::kNone && in(m, d.mentions.size()));
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const demarche::Result<demarche::Coder> kCoder = demarche::Coder::load({.data = DEMARCHE_SOURCE_DIR});
  if (!kCoder) std::abort();
  const auto document =
      kCoder->read({.name = "fuzz", .date = "2024-05-14", .publisher = "", .text = std::string(reinterpret_cast<const char*>(data), size)});
  if (document) check(*document);
  return 0;
}
