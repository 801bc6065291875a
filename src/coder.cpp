// The whole pipeline: each stage is called once, in this order, and only adds to the Document.
//   text -> split -> parse -> who -> says -> what -> happened -> claims
// The one file that sees all stages; the stages never see each other. Docs: ARCHITECTURE.md.
#include <cstdlib>
#include <filesystem>
#include <limits>

#include "demarche/demarche.h"
#include "read/check.h"

namespace demarche {

/// The stages, loaded once and constant from then on.
struct Coder::Stages {};

namespace {

/// The data folder: as asked for, $DEMARCHE_DATA, where installed, where built.
Result<std::string> find_data(const std::string& asked) {
  std::vector<std::string> places;
  if (!asked.empty()) {
    places = {asked};
  } else if (const char* set = std::getenv("DEMARCHE_DATA"); set != nullptr && *set != '\0') {
    places = {set};
  } else {
    places = {DEMARCHE_INSTALLED_DATA, DEMARCHE_BUILT_DATA};
  }
  std::string looked;
  for (const std::string& place : places) {
    std::error_code ignored;
    if (std::filesystem::is_directory(std::filesystem::path(place) / "codebook", ignored)) return place;
    looked += (looked.empty() ? "" : ", ") + place;
  }
  return Error{.code = Error::Code::not_found,
               .where = looked,
               .message = "no data here (models/, actors/, codebook/, languages/): name its folder with --data or $DEMARCHE_DATA"};
}

/// Are the given words in order, within the text, and each in one sentence?
Done check_words(const Document& document) {
  const auto wrong = [](const char* message) { return Error{.code = Error::Code::bad_argument, .where = {}, .message = message}; };
  std::uint32_t end = 0;
  for (const Token& token : document.tokens) {
    if (token.span.empty() || token.span.begin < end || token.span.end > document.text.size()) {
      return wrong("the words' spans must be filled, in order, and within the text");
    }
    end = token.span.end;
  }
  Index next = 0;
  for (const Sentence& sentence : document.sentences) {
    if (sentence.first != next || sentence.last <= sentence.first) break;
    next = sentence.last;
  }
  if (document.tokens.empty() || next != static_cast<Index>(document.tokens.size()))
    return wrong("the sentences must cover all words, one after the other");
  return Nothing{};
}

}  // namespace

Result<Coder> Coder::load(const Options& options) {
  const Result<std::string> folder = find_data(options.data);
  if (!folder) return folder.error();
  return Coder(std::make_unique<const Stages>());
}

Result<Document> Coder::parse(const Article& article) const {
  for (const Done& good : {check_text(article.text), check_date(article.date)}) {
    if (good) continue;
    Error error = good.error();
    error.where = article.name;
    return error;
  }
  if (article.text.size() >= std::numeric_limits<std::uint32_t>::max()) {
    return Error{.code = Error::Code::too_large, .where = article.name, .message = "longer than 4 GB: split it"};
  }
  Document document;
  document.name = article.name;
  document.date = article.date;
  document.publisher = article.publisher;
  document.text = article.text;
  return document;
}

Result<Document> Coder::read(const Article& article) const {
  return parse(article);
}

Done Coder::parse_words(Document& document) const {
  if (Done good = check_words(document); !good) return good;
  return Nothing{};
}

Coder::Coder(std::unique_ptr<const Stages> stages) : stages_(std::move(stages)) {}
Coder::Coder(Coder&&) noexcept = default;
Coder& Coder::operator=(Coder&&) noexcept = default;
Coder::~Coder() = default;

std::string_view version() {
  return DEMARCHE_VERSION;
}

}  // namespace demarche
