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
  std::size_t kept = 0;  ///< whose claims were found to be those of this version
};

/// A document as it lies in the store.
struct Stored {
  std::int64_t document = 0;
  std::int64_t version = 0;  ///< number of the version of the claims that count
  Article article;
};

/// A version that documents are coded with, and what is known of its data: no files, where an older program wrote them.
struct StoredVersion {
  std::int64_t number = 0;
  Version version;
};

class Store {
 public:
  static Result<Store> open(const std::string& where, const Version& version);

  /// Is the document there, coded with this version? May be called from any thread, also while another adds.
  [[nodiscard]] Result<bool> has(const std::string& id);

  enum class Old : std::uint8_t { keep, replace };
  /// The records as one transaction, in this order. With Old::replace, claims of other versions of these documents go.
  /// @param kept documents whose claims that count hold for this version too; theirs of others go
  [[nodiscard]] Result<Added> add(std::span<Record> records, Old old = Old::keep, std::span<const std::int64_t> kept = {});

  /// Up to `limit` documents after number `after` that are not yet coded with this version, or have claims of others besides.
  /// `among`: a condition on column document, to take only some ("" = all).
  [[nodiscard]] Result<std::vector<Stored>> outdated(std::int64_t after, std::size_t limit, const Statement& among = {});
  /// How many there are of these.
  [[nodiscard]] Result<std::int64_t> count_outdated(const Statement& among = {});
  /// All versions that any document is coded with, and this one if it is among them.
  [[nodiscard]] Result<std::vector<StoredVersion>> versions();
  /// What was in a file that is_told(), by its hash; an Error if it isn't kept.
  [[nodiscard]] Result<std::string> content(const std::string& hash);
  /// Forgets the data of versions that no document is coded with any more.
  [[nodiscard]] Done tidy();
  [[nodiscard]] Database::Kind kind() const { return writer_->kind(); }

 private:
  struct Batch;
  Store(std::unique_ptr<Database> writer, std::unique_ptr<Database> reader, Version version);
  [[nodiscard]] Done fill(std::span<Record> records, Old old, std::span<const std::int64_t> kept, Added& added);
  [[nodiscard]] Done find_numbers(Batch& batch);
  [[nodiscard]] Done add_one(Record& record, Batch& batch, Old old, Added& added);
  [[nodiscard]] Result<std::int64_t> story_of(const Record& record, std::int64_t document, Batch& batch);
  [[nodiscard]] Done forget(std::int64_t document);
  [[nodiscard]] Done keep(std::int64_t document, std::int64_t version);
  [[nodiscard]] Done add_data(std::int64_t version);

  std::unique_ptr<Database> writer_, reader_;
  std::unique_ptr<std::mutex> reading_;
  Version version_;
  bool data_added_ = false;  ///< is it known that the version's data are there?
};

}  // namespace demarche
