// A coded document as rows of the database, made by the threads that code, so that the one that writes has little to do.
//   Record record = record_of(article, document);      // store.add(...) gives the rows their numbers
#pragma once

#include <vector>

#include "store/database.h"
#include "story/signature.h"

namespace demarche {

struct Record {
  std::string id, date;
  Signature signature{};
  Row document;                   ///< all columns; document, story and version are filled in by the store
  std::vector<Row> claims;        ///< claim, document and version likewise
  std::vector<Row> participants;  ///< their first column is the claim's place in `claims`
  std::size_t bytes = 0;          ///< roughly what it takes in memory
};

/// Columns that the store fills in.
struct Column {
  static constexpr std::size_t document = 0, story = 9, version = 10;             // of documents
  static constexpr std::size_t claim = 0, claim_document = 1, claim_version = 2;  // of claims
};

[[nodiscard]] Record record_of(const Article& article, const Document& document);

}  // namespace demarche
