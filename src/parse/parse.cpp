// The parser as a stage: words in, batches through the network, labels back to the words.
#include "parse/parse.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <optional>

#include "base/utf8.h"
#include "parse/capitals.h"
#include "parse/feature.h"
#include "parse/lemma.h"
#include "parse/network.h"
#include "parse/piece.h"
#include "parse/spelling.h"

namespace demarche {

/// Part of a sentence that goes through the network on its own.
struct Piece {
  std::size_t first = 0, size = 0;
  std::size_t whole = 0;  ///< first token of the sentence
};

struct Parser::Model {
  nn::ModelFile file;
  Network network;
  std::vector<Tag> tags;  // of the labels of each layer
  std::vector<std::string> xpos, feats;
  std::vector<LemmaRule> lemmas;
  std::vector<std::uint8_t> names;
  std::vector<Relation> relations;
  Spelling spelling;
  Capitals capitals;

  void write(Batch& batch, const Forms& forms, std::span<const Piece> parts, Document& document) const;
  void write_lemmas(Batch& batch, const Forms& forms, std::span<const Piece> parts, Document& document) const;
  std::string lemma_as(const Token& token, std::string_view form, std::u32string_view letters, std::uint32_t xpos_label,
                       std::uint32_t rule) const;
};

namespace {

constexpr std::size_t kBatch = 192;  // tokens that make a batch full: activations stay in the second-level cache

template <class Enum, Enum kLast>
std::optional<Enum> member(std::string_view text) {
  for (int i = 0; i <= static_cast<int>(kLast); ++i) {
    if (name(static_cast<Enum>(i)) == text) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

/// The relation, without its subtype if that is not one of ours, else dep.
Relation relation_of(std::string_view text) {
  if (const auto found = member<Relation, Relation::xcomp>(text)) return *found;
  return member<Relation, Relation::xcomp>(text.substr(0, text.find(':'))).value_or(Relation::dep);
}

/// "O" -> 0, "B-person" -> 1, "I-person" -> 2, "B-organization" -> 3, ...; nothing if it is none of them.
std::optional<std::uint8_t> name_tag_of(std::string_view text) {
  static constexpr std::string_view kKinds[] = {"person", "organization", "place", "nationality"};
  if (text == "O") return std::uint8_t{0};
  for (std::size_t k = 0; k < std::size(kKinds); ++k) {
    if (text.size() > 2 && text.substr(2) == kKinds[k]) {
      if (text.starts_with("B-")) return static_cast<std::uint8_t>(1 + 2 * k);
      if (text.starts_with("I-")) return static_cast<std::uint8_t>(2 + 2 * k);
    }
  }
  return std::nullopt;
}

std::vector<std::string> without_blanks(std::vector<std::string> labels) {
  std::replace(labels.begin(), labels.end(), std::string("_"), std::string());
  return labels;
}

bool begins_high(std::string_view lemma) {
  std::size_t at = 0;
  return !lemma.empty() && is_upper(next_code_point(lemma, at));
}

/// The tag that words with this one of the Penn treebank mostly have.
Tag tag_of(std::string_view xpos) {
  switch (xpos.empty() ? ' ' : xpos[0]) {
    case 'N':
      return xpos.starts_with("NNP") ? Tag::PROPN : Tag::NOUN;
    case 'V':
      return Tag::VERB;
    case 'J':
      return Tag::ADJ;
    case 'R':
      return Tag::ADV;
    default:
      return Tag::X;
  }
}

/// The 's of "he's gone": an auxiliary, not of a passive, before another form than "he's going".
bool is_perfect(const Document& document, const Token& token) {
  return token.relation == Relation::aux && token.xpos == "VBZ" && token.head != kNone && token.lemma == "be" &&
         lower(document.of(token.span)) != "is" && document.tokens[static_cast<std::size_t>(token.head)].xpos != "VBG";
}

Done check(const Document& document) {
  const auto wrong = [](const char* what) { return Error{.code = Error::Code::bad_argument, .where = {}, .message = what}; };
  for (const Token& token : document.tokens) {
    if (token.span.begin > token.span.end || token.span.end > document.text.size()) return wrong("a token lies outside the text");
  }
  Index end = 0;
  for (const Sentence& sentence : document.sentences) {
    if (sentence.first < end || sentence.last < sentence.first || static_cast<std::size_t>(sentence.last) > document.tokens.size()) {
      return wrong("a sentence lies outside the tokens, or overlaps another");
    }
    end = sentence.last;
  }
  return Nothing{};
}

}  // namespace

Result<Parser> Parser::load(const std::string& folder, const nn::Kernel& kernel) {
  Result<nn::ModelFile> opened = nn::ModelFile::open(folder + "/parser.bin");
  if (!opened) return opened.error();
  Result<Network> network = Network::load(*opened, kernel);
  if (!network) return network.error();
  auto model = std::make_unique<Model>(Model{*std::move(opened), *std::move(network), {}, {}, {}, {}, {}, {}, {}, {}});
  const Network& net = model->network;
  for (const std::string& label : net.labels(Layer::upos)) model->tags.push_back(member<Tag, Tag::X>(label).value_or(Tag::X));
  for (const std::string& label : net.relations()) model->relations.push_back(relation_of(label));
  model->xpos = without_blanks(net.labels(Layer::xpos));
  model->feats = without_blanks(net.labels(Layer::feats));
  for (const std::string& label : net.labels(Layer::lemma)) {
    const std::optional<LemmaRule> rule = LemmaRule::parse(label);
    if (!rule) return model->file.wrong("label lemma " + label + " is no rule");
    model->lemmas.push_back(*rule);
  }
  for (const std::string& label : net.labels(Layer::name)) {
    const std::optional<std::uint8_t> tag = name_tag_of(label);
    if (!tag) return model->file.wrong("label name " + label + " is none of ours");
    model->names.push_back(*tag);
  }
  if (const std::string list = folder + "/lemmas.tsv"; std::filesystem::exists(list)) {  // a model may come without one
    Result<Spelling> spelling = Spelling::load(list);
    if (!spelling) return spelling.error();
    model->spelling = *std::move(spelling);
  }
  if (const std::string list = folder + "/capitals.tsv"; std::filesystem::exists(list)) {
    Result<Capitals> capitals = Capitals::load(list);
    if (!capitals) return capitals.error();
    model->capitals = *std::move(capitals);
  }
  return Parser(std::move(model));
}

void Parser::Model::write(Batch& batch, const Forms& forms, std::span<const Piece> parts, Document& document) const {
  std::size_t m = 0;
  for (const Piece& piece : parts) {
    Index first_root = kNone;  // of the sentence's first piece
    if (piece.first != piece.whole) {
      first_root = static_cast<Index>(piece.whole);
      while (document.tokens[static_cast<std::size_t>(first_root)].head != kNone) ++first_root;
    }
    for (std::size_t i = 0; i < piece.size; ++i, ++m) {
      Token& token = document.tokens[piece.first + i];
      const auto label = [&](Layer layer) { return batch.labels[m][static_cast<std::size_t>(layer)]; };
      token.tag = tags[label(Layer::upos)];
      token.xpos = xpos[label(Layer::xpos)];
      token.features = feats[label(Layer::feats)];
      token.name_tag = names[label(Layer::name)];
      if (batch.heads[m] != kNone) {
        token.head = static_cast<Index>(piece.first) + batch.heads[m];
        token.relation = relations[batch.relations[m]];
      } else {
        token.head = first_root;
        token.relation = first_root == kNone ? Relation::root : Relation::parataxis;
      }
    }
  }
  write_lemmas(batch, forms, parts, document);
}

/// The lemma that a token would have under another tag.
std::string Parser::Model::lemma_as(const Token& token, std::string_view form, std::u32string_view letters, std::uint32_t xpos_label,
                                    std::uint32_t rule) const {
  Token other = token;
  other.xpos = xpos[xpos_label];
  other.tag = tag_of(other.xpos);
  if (const std::string* known = spelling.known(spelling.key(form, other), other)) return *known;
  lemmas[rule].apply(letters, other.lemma);
  if (other.lemma.empty()) other.lemma = form;
  spelling.mend(form, other);
  return other.lemma;
}

/// Lemmas, by the words that the treebanks know; the network is asked only about the others.
void Parser::Model::write_lemmas(Batch& batch, const Forms& forms, std::span<const Piece> parts, Document& document) const {
  struct Word {
    std::size_t token;  ///< of the document
    std::uint64_t key;
    const std::string* lemma;
    const Piece* piece;
  };
  thread_local std::vector<Word> words;
  thread_local std::vector<std::size_t> asked;  // tokens of the batch
  words.clear();
  asked.clear();
  for (const Piece& piece : parts)
    for (std::size_t token = piece.first; token < piece.first + piece.size; ++token) {
      words.push_back({token, spelling.key(document.of(document.tokens[token].span), document.tokens[token]), nullptr, &piece});
      spelling.expect(words.back().key);
    }
  for (Word& word : words) word.lemma = spelling.known(word.key, document.tokens[word.token]);
  for (std::size_t m = 0; m < words.size(); ++m) {
    if (words[m].lemma == nullptr) {
      asked.push_back(m);
    } else {
      document.tokens[words[m].token].lemma = *words[m].lemma;
    }
  }
  thread_local std::vector<Batch::Doubt> turned;  // names and other words that `capitals` takes for the other
  turned.clear();
  for (const Batch::Doubt& doubt : batch.doubts) {
    const Word& word = words[doubt.token];
    if (std::string_view("NJVRU").find(document.tokens[word.token].xpos.substr(0, 1)) == std::string_view::npos) continue;
    const float more = capitals.score(forms, word.piece->first, word.piece->first + word.piece->size, word.token);
    if ((doubt.margin + more > 0) == (doubt.margin > 0)) continue;
    turned.push_back(doubt);
    if (word.lemma != nullptr) asked.push_back(doubt.token);
  }
  network.lemmas(batch, asked);
  for (const std::size_t m : asked) {
    if (words[m].lemma != nullptr) continue;
    Token& token = document.tokens[words[m].token];
    lemmas[batch.labels[m][static_cast<std::size_t>(Layer::lemma)]].apply(forms[words[m].token], token.lemma);
    if (token.lemma.empty()) token.lemma = document.of(token.span);  // a rule that cuts the whole word
    spelling.mend(document.of(token.span), token);
  }
  for (const Batch::Doubt& doubt : turned) {
    const std::size_t at = words[doubt.token].token;
    Token& token = document.tokens[at];
    const bool name = doubt.margin <= 0;
    std::string other = lemma_as(token, document.of(token.span), forms[at], doubt.labels[name ? 1 : 0],
                                 batch.labels[doubt.token][static_cast<std::size_t>(Layer::lemma)]);
    if (begins_high(other) == name && begins_high(token.lemma) != name) token.lemma = std::move(other);
  }
  for (const Word& word : words) {
    Token& token = document.tokens[word.token];
    if (is_perfect(document, token)) token.lemma = "have";
  }
}

Done Parser::run(Document& document) const {
  if (Done good = check(document); !good) return good;
  const Forms forms(document);
  const Network& network = model_->network;
  const bool asks_names = !model_->capitals.empty();
  thread_local Batch batch;  // memory kept for the thread's next document
  batch.clear();
  std::vector<Piece> waiting;
  document.states.assign(document.tokens.size() * network.dim(), nn::kZero);
  const auto flush = [&] {
    if (waiting.empty()) return;
    network.run(batch);
    model_->write(batch, forms, waiting, document);
    const std::size_t dim = network.dim();
    const std::uint8_t* state = batch.states().data();
    for (const Piece& piece : waiting) {
      std::copy_n(state, piece.size * dim, document.states.data() + piece.first * dim);
      state += piece.size * dim;
    }
    batch.clear();
    waiting.clear();
  };
  for (const Sentence& sentence : document.sentences) {
    if (sentence.skimmed) continue;
    const auto begin = static_cast<std::size_t>(sentence.first);
    const auto end = static_cast<std::size_t>(sentence.last);
    const bool caseless = forms.caseless(begin, end);
    std::size_t first = begin;
    for (const std::size_t size : pieces(forms, begin, end, network.max_length())) {
      for (std::size_t i = first; i < first + size; ++i) {
        if (asks_names && forms[i].size() > 1 && is_upper(forms[i][0])) batch.maybe_names.push_back(batch.rows.size());
        batch.rows.push_back(network.features().rows(forms[i], i == begin, caseless));
        network.expect(batch.rows.back());
      }
      batch.lengths.push_back(size);
      waiting.push_back({first, size, begin});
      first += size;
      if (batch.rows.size() >= kBatch) flush();
    }
  }
  flush();
  return Nothing{};
}

Parser::Parser(std::unique_ptr<const Model> model) : model_(std::move(model)) {}
Parser::Parser(Parser&&) noexcept = default;
Parser& Parser::operator=(Parser&&) noexcept = default;
Parser::~Parser() = default;

}  // namespace demarche
