// Any text through the writers: JSON that parses back to the same text, and nothing on the terminal that could command it.
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>

#include "base/utf8.h"
#include "write/write.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  demarche::Document document;
  document.text.assign(reinterpret_cast<const char*>(data), size);
  if (demarche::first_bad_byte(document.text)) return 0;
  document.name = document.text.substr(0, document.text.find(' '));
  const auto length = static_cast<std::uint32_t>(size);
  document.sentences.push_back({.span = {0, length}, .first = 0, .last = 0});
  demarche::Claim claim;
  claim.trigger = {length / 3, length / 2};
  claim.event = "CONSULT";
  document.claims.push_back(claim);
  std::string out;
  demarche::find_format("jsonl")->write(document, {}, out);
  if (nlohmann::json::parse(out)["text"] != document.text) std::abort();
  out.clear();
  demarche::find_format("pretty")->write(document, {.colour = false, .width = 20}, out);
  for (const char c : out) {
    if (c != '\n' && (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)) std::abort();
  }
  return 0;
}
