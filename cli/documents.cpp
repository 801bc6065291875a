// The loop over documents; see documents.h.
#include "documents.h"

#include <unistd.h>

#include <iostream>
#include <memory>

#include "in_order.h"

namespace demarche::cli {

void Tally::report(const Error& error) {
  if (shown_ != 0) std::cerr << "\r\x1b[K";
  shown_ = 0;
  std::cerr << "demarche: " << error.text() << '\n';
}

void Tally::count(const std::optional<Error>& error) {
  ++documents_;
  if (error) {
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

std::function<std::optional<Result<Article>>()> articles_of(const Inputs& inputs) {
  struct State {
    std::vector<std::string> files;
    ReadOptions options;
    std::size_t file = 0;
    std::optional<ArticleReader> reader;
  };
  auto state = std::make_shared<State>();
  state->files = inputs.files.empty() ? std::vector<std::string>{"-"} : inputs.files;
  state->options = inputs.read;
  return [state]() -> std::optional<Result<Article>> {
    while (true) {
      if (!state->reader) {
        if (state->file == state->files.size()) return std::nullopt;
        const std::string& path = state->files[state->file++];
        if (path == "-" && ::isatty(STDIN_FILENO) == 1) std::cerr << "demarche: reading from the keyboard; end with Ctrl-D\n";
        Result<ArticleReader> opened = ArticleReader::open(path, state->options);
        if (!opened) return Result<Article>(opened.error());
        state->reader.emplace(std::move(*opened));
      }
      if (auto article = state->reader->next()) return article;
      state->reader.reset();
    }
  };
}

int code_documents(const Inputs& inputs, Output output, const std::function<std::optional<Result<Article>>()>& next,
                   const std::function<Coded(const Article&)>& code, std::string_view begin, std::string_view end) {
  Tally tally(::isatty(STDERR_FILENO) == 1 && !output.is_terminal());
  output.write(begin);
  const auto work = [&](Result<Article>&& article) -> Coded {
    if (!article) return {.record = {}, .error = article.error()};
    try {
      return code(*article);
    } catch (const std::exception& problem) {  // out of memory: this document fails, the others go on
      return {.record = {}, .error = Error{.code = Error::Code::too_large, .where = article->name, .message = problem.what()}};
    }
  };
  const auto done = [&](Coded&& coded) {
    tally.count(coded.error);
    return coded.error || output.write(coded.record);
  };
  in_order<Coded, Result<Article>>(thread_count(inputs), next, work, done);
  output.write(end);
  const Done written = output.finish();
  const int exit_code = tally.finish();
  return written ? exit_code : fail(written.error());
}

}  // namespace demarche::cli
