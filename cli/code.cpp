// demarche code, demarche recode: archives of news into a database, and what is there once more with better knowledge.
#include <algorithm>
#include <atomic>
#include <future>
#include <iostream>
#include <memory>

#include "base/data_folder.h"
#include "base/in_order.h"
#include "documents.h"
#include "progress.h"
#include "query/filter.h"
#include "read/archive.h"
#include "recode_plan.h"
#include "store/store.h"

namespace demarche::cli {

void add_quick(CLI::App& command, bool& quick) {
  command.add_flag("--quick", quick,
                   "parse only the sentences whose words look like an act: a quarter faster, some 4 % fewer claims (docs/measurements.md)");
}

namespace {

constexpr std::size_t kBatchBytes = 32U << 20U;  ///< or about so much of memory
constexpr std::size_t kHeld = 160;               ///< documents between reading and writing, so that coding goes on while a batch is written

struct Request {
  Inputs inputs;
  std::string into, errors;
  std::string text;         ///< recode: only documents that hold these words
  std::size_t batch = 128;  ///< documents a transaction
  bool quick = false;       ///< parse only the sentences that look as if they held a claim
  bool all = false;         ///< recode: also documents that hold nothing that has changed
};

constexpr std::size_t kKeptBatch = 2048;  ///< documents a transaction of which only the version is written

/// A document's fate: rows to write, or why there are none.
struct Coded {
  std::optional<Record> record;
  std::optional<Error> error;
  bool known = false;
  std::int64_t kept = 0;  ///< number of a stored document whose claims stay what they are
};

/// Rows to be written together.
class Batch {
 public:
  Batch(Store& store, Progress& progress, Store::Old old, std::size_t size) : store_(store), progress_(progress), old_(old), size_(size) {}
  [[nodiscard]] bool add(Record record) {
    bytes_ += record.bytes;
    records_.push_back(std::move(record));
    return !full() || write();
  }
  [[nodiscard]] bool keep(std::int64_t document) {
    kept_.push_back(document);
    return !full() || write();
  }
  [[nodiscard]] bool write() {
    const Result<Added> added = store_.add(records_, old_, kept_);
    records_.clear();
    kept_.clear();
    bytes_ = 0;
    if (added) {
      progress_.added(*added);
    } else {
      problem_ = added.error();
    }
    return !problem_;
  }
  [[nodiscard]] const std::optional<Error>& problem() const { return problem_; }

 private:
  Store& store_;
  Progress& progress_;
  Store::Old old_;
  std::size_t size_;
  std::vector<Record> records_;
  std::vector<std::int64_t> kept_;
  std::size_t bytes_ = 0;
  std::optional<Error> problem_;
  [[nodiscard]] bool full() const { return records_.size() >= size_ || bytes_ >= kBatchBytes || kept_.size() >= kKeptBatch; }
};

/// Everything that both commands need, opened.
struct Work {
  Coder coder;
  Store store;
  Progress progress;
  Version version;
};

Coder::Options options_of(const Request& request) {
  return {.data = request.inputs.data, .actors = request.inputs.actors, .codebook = request.inputs.codebook, .quick = request.quick};
}

Result<Work> prepare(const Request& request) {
  const Result<std::string> data = data_folder(request.inputs.data);
  if (!data) return data.error();
  std::future<Result<Version>> hashed = std::async(std::launch::async, [&] {  // meanwhile: it reads all of the data
    return version_of(*data, std::string(demarche::version()) + (request.quick ? " quick" : ""),
                      {.actors = request.inputs.actors, .codebook = request.inputs.codebook});
  });
  Result<Coder> coder = Coder::load(options_of(request));
  if (!coder) return coder.error();
  for (const Error& note : coder->notes()) std::cerr << "demarche: " << note.text() << '\n';
  const Result<Version> version = hashed.get();
  if (!version) return version.error();
  Result<Store> store = Store::open(request.into, *version);
  if (!store) return store.error();
  Result<Progress> progress = Progress::open(request.errors);
  if (!progress) return progress.error();
  return Work{std::move(*coder), std::move(*store), std::move(*progress), *version};
}

Coded code(const Coder& coder, const Article& article) {
  const Result<Document> document = coder.read(article);
  if (!document) return {.record = {}, .error = document.error()};
  return {.record = record_of(article, *document), .error = {}};
}

/// Runs all through `work`, in parallel, and writes the batches in the order of `next`.
template <class In>
int run_all(const Request& request, Work& work, Store::Old old, const std::function<std::optional<In>()>& next,
            const std::function<Coded(In&&)>& code_one, const std::function<double()>& share) {
  Batch batch(work.store, work.progress, old, request.batch);
  const auto careful = [&](In&& item) -> Coded {
    try {
      return code_one(std::move(item));
    } catch (const std::exception& problem) {  // out of memory: this document fails, the others go on
      return {.record = {}, .error = Error{.code = Error::Code::too_large, .where = {}, .message = problem.what()}};
    }
  };
  const auto done = [&](Coded&& coded) {
    work.progress.share(share());
    if (coded.error) {
      work.progress.refused(*coded.error);
      return true;
    }
    if (coded.known) {
      work.progress.added({.known = 1});
      return true;
    }
    if (coded.kept != 0) return batch.keep(coded.kept);
    work.progress.coded();
    return batch.add(std::move(*coded.record));
  };
  in_order<Coded, In>(thread_count(request.inputs), next, careful, done, kHeld);
  const bool whole = !batch.problem() && batch.write();
  const int exit_code = work.progress.finish();
  return whole ? exit_code : fail(*batch.problem());
}

int run_code(const Request& request) {
  Result<Work> work = prepare(request);
  if (!work) return fail(work.error());
  const std::vector<std::string> files = request.inputs.files.empty() ? std::vector<std::string>{"-"} : request.inputs.files;
  InputReader reader(files, request.inputs.read);
  std::atomic<double> share = 0;
  const auto next = [&] {
    auto raw = reader.next_raw();
    const InputReader::Progress& progress = reader.progress();
    share = progress.bytes_seen == 0 ? 0.0 : static_cast<double>(progress.bytes_done) / static_cast<double>(progress.bytes_seen);
    return raw;
  };
  const auto code_one = [&](Result<RawDocument>&& raw) -> Coded {
    if (!raw) return {.record = {}, .error = raw.error()};
    const Result<Article> article = article_of(std::move(*raw), request.inputs.read);
    if (!article) return {.record = {}, .error = article.error()};
    const Result<bool> known = work->store.has(document_id(article->url, article->text));
    if (!known) return {.record = {}, .error = known.error()};
    return *known ? Coded{.record = {}, .error = {}, .known = true} : code(work->coder, *article);
  };
  return run_all<Result<RawDocument>>(request, *work, Store::Old::keep, next, code_one, [&] { return share.load(); });
}

int run_recode(const Request& request) {
  Result<Work> work = prepare(request);
  if (!work) return fail(work.error());
  const Statement among = request.text.empty() ? Statement{} : holding(request.text, work->store.kind());
  const Result<std::int64_t> all = work->store.count_outdated(among);
  if (!all) return fail(all.error());
  RecodePlan plan;
  if (!request.all) {
    Result<RecodePlan> made = RecodePlan::make(work->store, work->version, options_of(request));
    if (!made) return fail(made.error());
    plan = *std::move(made);
    std::cerr << plan.text();
  }
  std::vector<Stored> page;
  std::size_t at = 0;
  std::int64_t last = 0;
  std::atomic<std::int64_t> taken = 0;
  std::optional<Error> problem;
  const auto next = [&]() -> std::optional<Stored> {
    if (at == page.size()) {
      Result<std::vector<Stored>> more = work->store.outdated(last, request.batch, among);
      if (!more) problem = more.error();
      if (!more || more->empty()) return std::nullopt;
      page = std::move(*more);
      at = 0;
      last = page.back().document;
    }
    ++taken;
    return std::move(page[at++]);
  };
  const auto code_one = [&](Stored&& stored) -> Coded {
    if (plan.concerns(stored)) return code(work->coder, stored.article);
    return {.record = {}, .error = {}, .kept = stored.document};
  };
  const auto share = [&] { return static_cast<double>(taken) / static_cast<double>(std::max<std::int64_t>(1, *all)); };
  const int exit_code = run_all<Stored>(request, *work, Store::Old::replace, next, code_one, share);
  if (problem) return fail(*problem);
  const Done tidied = work->store.tidy();
  return tidied ? exit_code : fail(tidied.error());
}

void add_target(CLI::App& command, Request& request) {
  command.add_option("--into", request.into, "a SQLite file, made if it is not there, or postgresql://USER@HOST/NAME")
      ->required()
      ->type_name("DATABASE");
  add_actors(command, request.inputs.actors);
  add_codebook(command, request.inputs.codebook);
  add_quick(command, request.quick);
  command.add_option("--batch", request.batch, "documents a transaction")->capture_default_str()->check(whole_number(1, 100000));
  command.add_option("--errors", request.errors, "write each document that is refused, and why, to this file (tab-separated)")
      ->type_name("FILE");
}

}  // namespace

void add_code(CLI::App& app, int& exit_code) {
  auto request = std::make_shared<Request>();
  CLI::App* command = app.add_subcommand("code", "read news archives and put their claims into a database");
  add_inputs(*command, request->inputs, false);
  add_date(*command, request->inputs.read);
  add_target(*command, *request);
  command->footer(
      "Running again adds nothing twice; broken off at any point, running again completes the same database.\n"
      "Examples:\n"
      "  demarche code january/ feed.xml --into events.db\n"
      "  demarche code CC-NEWS-*.warc.gz --into postgresql://me@localhost/news --errors refused.tsv\n"
      "  demarche code news/ --into events.db --actors my-actors.tsv --quick\n"
      "  demarche code news.jsonl --field text=body --field url=link --into events.db --threads 2\n"
      "What the tables hold: docs/database.md. Then: demarche find, series, export.");
  command->callback([request, &exit_code] { exit_code = run_code(*request); });
}

void add_recode(CLI::App& app, int& exit_code) {
  auto request = std::make_shared<Request>();
  CLI::App* command = app.add_subcommand("recode", "code the documents of a database anew where weights or knowledge have changed");
  command->add_option("--data", request->inputs.data, "folder with models/, actors/, codebook/, languages/")->type_name("DIR");
  command->add_option("--threads", request->inputs.threads, "documents coded at a time (default: one a core)")
      ->check(whole_number(1, kMostThreads));
  command->add_option("--text", request->text, "only documents that hold these words; the others stay out of date");
  command->add_flag("--all", request->all, "code all that is out of date anew, also what holds nothing that has changed");
  add_target(*command, *request);
  command->footer(
      "The new claims replace the old. Give the options (--actors, --codebook, --quick) that the database shall go by from now on. "
      "Documents that are up to date are left alone; where only rows of actors or senses of words have changed, those that hold none of "
      "them keep "
      "their claims. Broken off, it goes on where it stopped.\n"
      "Examples:\n"
      "  demarche recode --into events.db\n"
      "  demarche recode --into events.db --text '\"Barack Obama\"'\n"
      "  demarche recode --into events.db --data newer/ --errors refused.tsv");
  command->callback([request, &exit_code] { exit_code = run_recode(*request); });
}

}  // namespace demarche::cli
