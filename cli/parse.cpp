// demarche parse: sentences, words, tags and trees as CoNLL-U, of text or of words that are given.
#include <iostream>
#include <memory>

#include "base/in_order.h"
#include "documents.h"
#include "read/conllu.h"
#include "write/conllu.h"

namespace demarche::cli {

namespace {

struct Request {
  Inputs inputs;
  bool keep_tokens = false;
};

bool is_conllu(const std::string& path) {
  return path.ends_with(".conllu") || path.ends_with(".conll");
}

/// A CoNLL-U input with the file that it reads from.
struct ConlluInput {
  std::unique_ptr<std::istream> owned;
  ConlluReader reader;
};

Result<ConlluInput> open_conllu(const std::string& path, const ReadOptions& options) {
  if (path == "-") return ConlluInput{nullptr, ConlluReader::over(std::cin, "<stdin>", options)};
  Result<std::unique_ptr<std::istream>> file = open_input(path);
  if (!file) return file.error();
  ConlluReader reader = ConlluReader::over(**file, path, options);
  return ConlluInput{std::move(*file), std::move(reader)};
}

using Batch = std::vector<ConlluSentence>;

/// Sentences of all files in batches that end where `ends` says so before a sentence; errors stand where they occurred.
class Batches {
 public:
  Batches(std::vector<std::string> files, ReadOptions options, std::function<bool(const Batch&, const ConlluSentence&)> ends)
      : files_(std::move(files)), options_(std::move(options)), ends_(std::move(ends)) {}

  std::optional<Result<Batch>> next() {
    while (true) {
      if (error_ && batch_.empty()) return Result<Batch>(*std::exchange(error_, std::nullopt));
      if (error_) return Result<Batch>(std::exchange(batch_, {}));
      if (!input_) {
        if (!batch_.empty()) return Result<Batch>(std::exchange(batch_, {}));
        if (file_ == files_.size()) return std::nullopt;
        Result<ConlluInput> opened = open_conllu(files_[file_++], options_);
        if (!opened) return Result<Batch>(opened.error());
        input_.emplace(std::move(*opened));
      }
      std::optional<Result<ConlluSentence>> sentence = input_->reader.next();
      if (!sentence) {
        input_.reset();
      } else if (!*sentence) {
        error_ = sentence->error();
      } else {
        const bool full = !batch_.empty() && ends_(batch_, **sentence);
        Batch whole = full ? std::exchange(batch_, {}) : Batch{};
        batch_.push_back(std::move(**sentence));
        if (full) return Result<Batch>(std::move(whole));
      }
    }
  }
  [[nodiscard]] const std::string& file() const { return files_[file_ == 0 ? 0 : file_ - 1]; }

 private:
  std::vector<std::string> files_;
  ReadOptions options_;
  std::function<bool(const Batch&, const ConlluSentence&)> ends_;
  std::size_t file_ = 0;
  std::optional<ConlluInput> input_;
  Batch batch_;
  std::optional<Error> error_;
};

/// The sentences with their own comments, forms and MISC, and the parser's tags and trees.
void append_kept(const Batch& batch, const Document& document, std::string& out) {
  for (std::size_t s = 0; s < batch.size(); ++s) {
    const Index first = document.sentences[s].first;
    for (const std::string& comment : batch[s].comments) (out += comment) += '\n';
    std::size_t joint = 0;
    for (std::size_t w = 0; w < batch[s].words.size(); ++w) {
      if (joint < batch[s].joints.size() && batch[s].joints[joint].first == static_cast<Index>(w)) {
        const ConlluSentence::Joint& j = batch[s].joints[joint++];
        out += std::to_string(j.first + 1) + '-' + std::to_string(j.last + 1) + '\t' + j.form + "\t_\t_\t_\t_\t_\t_\t_\t" +
               (j.misc.empty() ? "_" : j.misc) + '\n';
      }
      append_conllu_word(document, first + static_cast<Index>(w), first, batch[s].words[w].form, batch[s].words[w].misc, out);
    }
    out += '\n';
  }
}

int keep_tokens(const Request& request, const Coder& coder, Output output) {
  constexpr std::size_t kSentences = 200;
  Batches batches(request.inputs.files.empty() ? std::vector<std::string>{"-"} : request.inputs.files, request.inputs.read,
                  [](const Batch& batch, const ConlluSentence&) { return batch.size() >= kSentences; });
  Tally tally(false);
  const auto work = [&](Result<Batch>&& batch) -> Coded {
    if (!batch) return {.record = {}, .error = batch.error()};
    Document document = words_of(*batch);
    if (const Done parsed = coder.parse_words(document); !parsed) return {.record = {}, .error = parsed.error()};
    Coded coded;
    append_kept(*batch, document, coded.record);
    return coded;
  };
  const auto done = [&](Coded&& coded) {
    tally.count(coded.error);
    return coded.error || output.write(coded.record);
  };
  in_order<Coded, Result<Batch>>(
      thread_count(request.inputs), [&] { return batches.next(); }, work, done);
  const Done written = output.finish();
  const int exit_code = tally.finish();
  return written ? exit_code : fail(written.error());
}

/// Documents of all inputs; a CoNLL-U file gives the running text of each of its documents (`# newdoc`).
std::function<std::optional<Result<RawDocument>>()> texts_of(const Inputs& inputs) {
  struct State {
    std::vector<std::string> rest;
    Inputs one;
    std::function<std::optional<Result<RawDocument>>()> documents;
    std::optional<Batches> batches;
  };
  auto state = std::make_shared<State>();
  state->rest.assign(inputs.files.rbegin(), inputs.files.rend());
  if (state->rest.empty()) state->rest.emplace_back("-");
  state->one.read = inputs.read;
  return [state]() -> std::optional<Result<RawDocument>> {
    while (true) {
      if (state->batches) {
        if (auto batch = state->batches->next()) {
          if (!*batch) return Result<RawDocument>(batch->error());
          const auto id = (*batch)->front().comment("newdoc id");
          RawDocument document;
          document.article.name = id ? *id : state->batches->file();
          document.article.text = text_of(**batch);
          return Result<RawDocument>(std::move(document));
        }
        state->batches.reset();
      }
      if (state->documents) {
        if (auto document = state->documents()) return document;
        state->documents = nullptr;
      }
      if (state->rest.empty()) return std::nullopt;
      const std::string path = std::move(state->rest.back());
      state->rest.pop_back();
      if (is_conllu(path)) {
        state->batches.emplace(std::vector<std::string>{path}, state->one.read,
                               [](const Batch&, const ConlluSentence& next) { return next.comment("newdoc").has_value(); });
      } else {
        state->one.files = {path};
        state->documents = documents_of(state->one);
      }
    }
  };
}

int run(const Request& request) {
  Result<Output> output = Output::open(request.inputs.output);
  if (!output) return fail(output.error());
  const Result<Coder> coder = Coder::load({.data = request.inputs.data});
  if (!coder) return fail(coder.error());
  if (request.keep_tokens) return keep_tokens(request, *coder, std::move(*output));
  const auto code = [&](const Article& article) -> Coded {
    const Result<Document> document = coder->parse(article);
    if (!document) return {.record = {}, .error = document.error()};
    Coded coded;
    write_conllu(*document, {}, coded.record);
    return coded;
  };
  return code_documents(request.inputs, std::move(*output), texts_of(request.inputs), code, {}, {});
}

}  // namespace

void add_parse(CLI::App& app, int& exit_code) {
  auto request = std::make_shared<Request>();
  CLI::App* command = app.add_subcommand("parse", "write sentences, words, tags and trees as CoNLL-U");
  add_inputs(*command, request->inputs);
  command->add_flag("--keep-tokens", request->keep_tokens, "the input is CoNLL-U: keep its sentences, words and comments, and parse those");
  command->footer(
      "Without --keep-tokens the input is text or JSONL as for `read`, or a .conllu file whose running text is parsed anew.\n"
      "Examples:\n"
      "  demarche parse article.txt\n"
      "  demarche parse --keep-tokens gold.conllu --output parsed.conllu");
  command->callback([request, &exit_code] { exit_code = run(*request); });
}

}  // namespace demarche::cli
