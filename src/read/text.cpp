// Plain text: the whole input is one article; see docs/formats.md.
//   "Kenya rejected the plan."  ->  Article{name: the file's path, text: as it stands}
#include "read/check.h"
#include "read/format.h"

namespace demarche {

namespace {

class TextReader : public FormatReader {
 public:
  explicit TextReader(Input input) : input_(std::move(input)) {}

  std::optional<Result<RawDocument>> next() override {
    if (done_) return std::nullopt;
    done_ = true;
    Result<std::string> bytes = input_.rest();
    if (!bytes) return bytes.error();
    RawDocument document{.kind = RawDocument::Kind::text, .article = {}, .bytes = std::move(*bytes)};
    document.article.name = document.article.file = input_.name;
    return document;
  }

 private:
  Input input_;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<FormatReader> text_reader(Input input) {
  return std::make_unique<TextReader>(std::move(input));
}

}  // namespace demarche
