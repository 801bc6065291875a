// The loop over documents; see documents.h.
#include "documents.h"
#include "base/in_order.h"

#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <memory>

#include "read/archive.h"

namespace demarche::cli {

void Tally::report(const Error& error) {
  if (shown_ != 0) std::cerr << "\r\x1b[K";
  shown_ = 0;
  std::cerr << "demarche: " << error.text() << '\n';
}

void Tally::count(const std::optional<Error>& error) {
  ++documents_;
  if (error && is_skip(*error)) {
    if (error->code == Error::Code::other_language && foreign_ == 0) first_foreign_ = error->text();
    ++(error->code == Error::Code::other_language ? foreign_ : skipped_);
  } else if (error) {
    ++failed_;
    report(*error);
  }
  if (progress_ && documents_ % 10 == 0) {
    std::cerr << "\r\x1b[K" << documents_ << " documents" << (failed_ != 0 ? ", " + std::to_string(failed_) + " failed" : "") << std::flush;
    shown_ = documents_;
  }
}

int Tally::finish() {
  if (shown_ != 0) std::cerr << "\r\x1b[K";
  if (foreign_ != 0)
    std::cerr << "demarche: " << foreign_ << " of " << documents_
              << " documents are in another language; not coded. The first: " << first_foreign_ << '\n';
  if (skipped_ != 0) std::cerr << "demarche: " << skipped_ << " of " << documents_ << " hold no text (pictures, redirects and the like)\n";
  if (failed_ != 0 && documents_ > 1) std::cerr << "demarche: " << failed_ << " of " << documents_ << " documents failed\n";
  return failed_ != 0 ? kSomeFailed : kFine;
}

unsigned thread_count(const Inputs& inputs) {
  return inputs.threads != 0 ? inputs.threads : std::max(1U, std::thread::hardware_concurrency());
}

int fail(const Error& error) {
  std::cerr << "demarche: " << error.text() << '\n';
  return kSomeFailed;
}

std::function<std::optional<Result<RawDocument>>()> documents_of(const Inputs& inputs) {
  const std::vector<std::string> files = inputs.files.empty() ? std::vector<std::string>{"-"} : inputs.files;
  if (std::find(files.begin(), files.end(), "-") != files.end() && ::isatty(STDIN_FILENO) == 1)
    std::cerr << "demarche: reading from the keyboard; end with Ctrl-D\n";
  auto reader = std::make_shared<InputReader>(files, inputs.read);
  return [reader] { return reader->next_raw(); };
}

int code_documents(const Inputs& inputs, Output output, const std::function<std::optional<Result<RawDocument>>()>& next,
                   const std::function<Coded(const Article&)>& code, std::string_view begin, std::string_view end) {
  Tally tally(::isatty(STDERR_FILENO) == 1 && !output.is_terminal());
  output.write(begin);
  const auto work = [&](Result<RawDocument>&& document) -> Coded {
    if (!document) return {.record = {}, .error = document.error()};
    const std::string name = document->article.name;
    try {
      const Result<Article> article = article_of(std::move(*document), inputs.read);
      return article ? code(*article) : Coded{.record = {}, .error = article.error()};
    } catch (const std::exception& problem) {  // out of memory: this document fails, the others go on
      return {.record = {}, .error = Error{.code = Error::Code::too_large, .where = name, .message = problem.what()}};
    }
  };
  const auto done = [&](Coded&& coded) {
    tally.count(coded.error);
    return coded.error || output.write(coded.record);
  };
  in_order<Coded, Result<RawDocument>>(thread_count(inputs), next, work, done);
  output.write(end);
  const bool nothing = tally.all_failed() && !inputs.output.empty();  // what stood in the file before stays
  const Done written = nothing ? Done(Nothing{}) : output.finish();
  const int exit_code = tally.finish();
  return written ? exit_code : fail(written.error());
}

}  // namespace demarche::cli
