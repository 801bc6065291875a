// The whole pipeline: each stage is called once, in this order, and only adds to the Document.
//   text -> split -> (sift) -> parse -> who -> says -> who speaks -> what -> says of each claim -> happened -> where, when -> claims
// The one file that sees all stages; the stages never see each other. Docs: ARCHITECTURE.md.
#include <algorithm>
#include <limits>
#include <optional>
#include <thread>

#include "base/data_folder.h"
#include "base/in_order.h"
#include "demarche/demarche.h"
#include "demarche/read_all.h"
#include "happened/happened.h"
#include "parse/mend.h"
#include "parse/parse.h"
#include "read/check.h"
#include "says/says.h"
#include "sift/sift.h"
#include "split/split.h"
#include "what/what.h"
#include "where_when/where_when.h"
#include "who/who.h"

namespace demarche {

/// The stages, loaded once and constant from then on.
struct Coder::Stages {
  Splitter splitter;
  std::optional<Sift> sift;  // only if quick
  Parser parser;
  Who who;
  Says says;
  What what;
  Happened happened;
  std::optional<WhereWhen> where_when;  // not if bare

  /// Who there is and who speaks.
  [[nodiscard]] Done meet(Document& document, const Tree& tree) const {
    if (Done done = who.run(document, tree); !done) return done;
    if (Done done = says.run(document, tree); !done) return done;
    return who.resolve_speakers(document, tree);  // "I" and "we", now that it is known who speaks
  }

  /// Everything after the parse but who everybody is once it is known what they do.
  [[nodiscard]] Done find_claims(Document& document, const Tree& tree) const {
    if (Done done = meet(document, tree); !done) return done;
    if (Done done = what.run(document, tree); !done) return done;
    if (Done done = says.assign(document, tree); !done) return done;  // to the claims, now that there are some
    if (Done done = happened.run(document, tree); !done) return done;
    return where_when ? where_when->run(document, tree) : Nothing{};
  }

  /// Everything after the parse.
  [[nodiscard]] Done understand(Document& document) const {
    const Tree tree(document);  // of one shape from now on
    if (Done done = find_claims(document, tree); !done) return done;
    if (Done done = who.resolve_actors(document, tree); !done) return done;  // countries that act, now that it is known which do
    if (Done done = happened.link(document, tree); !done) return done;       // claims about one act, now that it is known who everybody is
    what.characterise(document, tree);
    return Nothing{};
  }
};

namespace {

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
  const Result<std::string> folder = data_folder(options.data);
  if (!folder) return folder.error();
  auto splitter = Splitter::load(*folder);
  if (!splitter) return splitter.error();
  std::optional<Sift> sift;
  if (options.quick) {
    auto loaded = Sift::load(*folder);
    if (!loaded) return loaded.error();
    sift = *std::move(loaded);
  }
  auto parser = Parser::load(*folder + "/models/en");
  if (!parser) return parser.error();
  auto who = Who::load(*folder, options.actors, options.bare ? Who::Codes::ruled : Who::Codes::weighed);
  if (!who) return who.error();
  auto says = Says::load(*folder);
  if (!says) return says.error();
  auto what = What::load(*folder, options.codebook);
  if (!what) return what.error();
  auto happened = Happened::load(*folder);
  if (!happened) return happened.error();
  std::optional<WhereWhen> where_when;
  if (!options.bare) {
    auto loaded = WhereWhen::load(*folder);
    if (!loaded) return loaded.error();
    where_when = *std::move(loaded);
  }
  return Coder(std::make_unique<const Stages>(Stages{*std::move(splitter), std::move(sift), *std::move(parser), *std::move(who),
                                                     *std::move(says), *std::move(what), *std::move(happened), std::move(where_when)}));
}

Result<Document> Coder::parse(const Article& article) const {
  return parse(article, false);
}

Result<Document> Coder::parse(const Article& article, bool sifted) const {
  const auto at = [&](Error error) {
    if (error.where.empty()) error.where = article.name;
    return error;
  };
  if (const Done good = check_text(article.text); !good) return at(good.error());
  if (const Done good = check_date(article.date); !good) return at(good.error());
  if (article.text.size() >= std::numeric_limits<std::uint32_t>::max()) {
    return at({.code = Error::Code::too_large, .where = {}, .message = "longer than 4 GB: split it"});
  }
  Document document;
  document.name = article.name;
  document.date = article.date;
  document.publisher = article.publisher;
  document.text = article.text;
  if (const Done done = stages_->splitter.run(document); !done) return at(done.error());
  if (sifted && stages_->sift) {
    if (const Done done = stages_->sift->run(document); !done) return at(done.error());
  }
  if (const Done done = stages_->parser.run(document); !done) return at(done.error());
  mend_trees(document);
  return document;
}

Result<Document> Coder::read(const Article& article) const {
  Result<Document> document = parse(article, true);
  if (!document) return document;
  if (const Done done = stages_->understand(*document); !done) {
    Error error = done.error();
    if (error.where.empty()) error.where = article.name;
    return error;
  }
  return document;
}

Done Coder::parse_words(Document& document) const {
  if (Done good = check_words(document); !good) return good;
  const Done done = stages_->parser.run(document);
  if (done) mend_trees(document);
  return done;
}

double Coder::degree(const Document& document, Index token, Scale scale) const {
  return stages_->happened.degree(document, token, scale);
}

std::vector<std::string> Coder::findings(const Document& document, Index token) const {
  return stages_->happened.findings(document, token);
}

std::vector<std::string> Coder::traits(const Document& document, Index sentence) const {
  return Sift::features(document, sentence);
}

std::vector<CueReading> Coder::readings(const Document& document) const {
  return stages_->says.readings(document);
}

Result<std::vector<ActReading>> Coder::acts(const Article& article) const {
  Result<Document> document = parse(article, true);
  if (!document) return document.error();
  const Tree tree(*document);
  if (const Done done = stages_->meet(*document, tree); !done) return done.error();
  return stages_->what.acts(*document, tree);
}

Result<std::vector<PartyReading>> Coder::parties(const Article& article) const {
  Result<Document> document = parse(article, true);
  if (!document) return document.error();
  const Tree tree(*document);
  if (const Done done = stages_->meet(*document, tree); !done) return done.error();
  return stages_->what.parties(*document, tree);
}

Result<std::vector<CodeReading>> Coder::codes(const Article& article) const {
  Result<Document> document = parse(article, true);
  if (!document) return document.error();
  const Tree tree(*document);
  if (const Done done = stages_->find_claims(*document, tree); !done) return done.error();
  return stages_->who.codes(*document, tree);
}

Result<std::vector<SourceReading>> Coder::sources(const Article& article) const {
  Result<Document> document = parse(article, true);
  if (!document) return document.error();
  const Tree tree(*document);
  if (const Done done = stages_->meet(*document, tree); !done) return done.error();
  if (const Done done = stages_->what.run(*document, tree); !done) return done.error();
  return stages_->says.choices(*document, tree);
}

std::vector<StatusReading> Coder::statuses(const Document& document) const {
  return stages_->happened.readings(document, Tree(document));
}

const std::vector<Error>& Coder::notes() const {
  return stages_->who.notes();
}

Coder::Coder(std::unique_ptr<const Stages> stages) : stages_(std::move(stages)) {}
Coder::Coder(Coder&&) noexcept = default;
Coder& Coder::operator=(Coder&&) noexcept = default;
Coder::~Coder() = default;

std::vector<Result<Document>> read_all(const Coder& coder, std::span<const Article> articles, unsigned threads) {
  std::vector<Result<Document>> out;
  out.reserve(articles.size());
  std::size_t next = 0;
  const std::size_t wanted = threads != 0 ? threads : std::max(1U, std::thread::hardware_concurrency());
  in_order<Result<Document>, const Article*>(
      static_cast<unsigned>(std::clamp<std::size_t>(articles.size(), 1, wanted)),
      [&] { return next < articles.size() ? std::optional(&articles[next++]) : std::nullopt; },
      [&](const Article*&& article) { return coder.read(*article); },
      [&](Result<Document>&& document) {
        out.push_back(std::move(document));
        return true;
      });
  return out;
}

std::string_view version() {
  return DEMARCHE_VERSION;
}

}  // namespace demarche
