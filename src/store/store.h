// The database of claims: adding coded documents, each batch whole or not at all, each document once.
//
//   auto store = Store::open("events.db", *version);
//   store->add(batch);                // one transaction; documents that are there already, coded with this version, are left as they are
//   store->has(id);                   // so that they needn't be coded first
//
// The same documents in the same order make the same tables, however they were cut into batches and however often the writing was
// broken off between. Questions are asked through Database (src/query).
#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "store/database.h"
#include "store/record.h"
#include "store/version.h"

namespace demarche {

struct Added {
  std::size_t documents = 0;  ///< that were not there
  std::size_t again = 0;      ///< were there, coded with another version; their new claims count from now on
  std::size_t known = 0;      ///< were there, coded with this version: nothing was done
  std::size_t copies = 0;     ///< of the new ones, near-duplicates of earlier ones
  std::size_t claims = 0;
};

/// A document as it lies in the store.
struct Stored {
  std::int64_t document = 0;
  Article article;
};

class Store {
 public:
  static Result<Store> open(const std::string& where, const Version& version);

  /// Is the document there, coded with this version? May be called from any thread, also while another adds.
  [[nodiscard]] Result<bool> has(const std::string& id);

  enum class Old : std::uint8_t { keep, replace };
  /// The records as one transaction, in this order. With Old::replace, claims of other versions of these documents go.
  [[nodiscard]] Result<Added> add(std::span<Record> records, Old old = Old::keep);

  /// Up to `limit` documents after number `after` that are not yet coded with this version, or have claims of others besides.
  /// `among`: a condition on column document, to take only some ("" = all).
  [[nodiscard]] Result<std::vector<Stored>> outdated(std::int64_t after, std::size_t limit, const Statement& among = {});
  /// How many there are of these.
  [[nodiscard]] Result<std::int64_t> count_outdated(const Statement& among = {});
  [[nodiscard]] Database::Kind kind() const { return writer_->kind(); }

 private:
  struct Batch;
  Store(std::unique_ptr<Database> writer, std::unique_ptr<Database> reader, Version version);
  [[nodiscard]] Done fill(std::span<Record> records, Old old, Added& added);
  [[nodiscard]] Done find_numbers(Batch& batch);
  [[nodiscard]] Done add_one(Record& record, Batch& batch, Old old, Added& added);
  [[nodiscard]] Result<std::int64_t> story_of(const Record& record, std::int64_t document, Batch& batch);
  [[nodiscard]] Done forget(std::int64_t document);

  std::unique_ptr<Database> writer_, reader_;
  std::unique_ptr<std::mutex> reading_;
  Version version_;
};

}  // namespace demarche
