// See parties.h. Not looked up: nouns that compose with a nation ("rebels"), whose words must stand in the text.
#include "parties.h"

#include <algorithm>
#include <iostream>
#include <optional>

#include "base/data_folder.h"
#include "base/visible.h"
#include "who/knowledge.h"

namespace demarche::cli {

namespace {

std::optional<Knowledge> knowledge_of(const std::string& data) {
  const Result<std::string> folder = data_folder(data);
  if (!folder) return std::nullopt;
  Result<Knowledge> knowledge = Knowledge::load(*folder);
  return knowledge ? std::optional(*std::move(knowledge)) : std::nullopt;
}

/// The ids of those who bear the name, or the surname; "the United Nations" too.
std::vector<std::string> ids_of(const Knowledge& knowledge, const std::string& name) {
  std::vector<std::string> ids;
  for (const Index i : knowledge.called(name)) {
    const std::string id(knowledge.row(i).id);
    if (!id.empty() && std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  }
  return ids;
}

std::string in_capitals(std::string words) {
  for (char& c : words)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return words;
}

}  // namespace

Done resolve_parties(Filter& filter, const std::string& data, Database& database) {
  std::optional<Error> problem;
  const auto there = [&](const std::string& party) {
    Statement asked = party_condition(filter, party);
    asked.sql = "SELECT 1 FROM participants p WHERE " + asked.sql + " LIMIT 1";
    bool any = false;
    const Done done = database.run(asked, [&](const Row&) {
      any = true;
      return false;
    });
    if (!done) problem = done.error();
    return any;
  };
  std::optional<Knowledge> knowledge;
  bool loaded = false;
  for (std::vector<std::string>* list : {&filter.actors, &filter.recipients, &filter.parties, &filter.sources})
    for (std::string& party : *list) {
      if (list == &filter.sources && (party == "writer" || party == "any")) continue;
      const std::string capitals = in_capitals(party);
      const bool small = std::none_of(party.begin(), party.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
      if (small && is_code(capitals) && there(capitals)) party = capitals;
      if (is_code(party) && there(party)) continue;
      if (!std::exchange(loaded, true)) knowledge = knowledge_of(data);
      if (knowledge)
        if (std::vector<std::string> ids = ids_of(*knowledge, party); !ids.empty()) filter.known[party] = std::move(ids);
      if (!problem && !there(party)) std::cerr << "demarche: nobody in the database is called \"" << visible(party) << "\"\n";
      if (problem) return *problem;
    }
  if (problem) return *problem;
  return Nothing{};
}

}  // namespace demarche::cli
