// See contexts.h. Words are compared as lemmas and as they stand, small; a phrase must stand together.
#include "what/contexts.h"

#include <toml++/toml.h>
#include <algorithm>
#include <set>
#include <sstream>

#include "base/utf8.h"

namespace demarche {
namespace {

constexpr std::size_t kFewSentences = 3;  // a document is about what stands in at least so many of its sentences ...
constexpr double kShare = 0.3;            // ... and in this share of them

std::vector<std::string> strings(const toml::node* node) {
  std::vector<std::string> out;
  if (const auto* array = node ? node->as_array() : nullptr)
    for (const auto& v : *array)
      if (auto s = v.value<std::string>()) out.push_back(*s);
  return out;
}

/// Is the word next to the token, in the tree or the text ("tear" of "tear gas")? VERB and PERSON: is the token one, or of such a name?
bool stands_beside(const Tree& tree, Index token, std::string_view word) {
  const Token& t = tree[token];
  if (word == "VERB") return t.tag == Tag::VERB;
  if (word == "PERSON") return t.name_tag == 1 || t.name_tag == 2;
  const auto is = [&](Index i) { return tree[i].lemma == word || tree.form(i) == word; };
  const Sentence& s = tree.document().sentences[static_cast<std::size_t>(tree.sentence_of(token))];
  if ((token > s.first && is(token - 1)) || (token + 1 < s.last && is(token + 1)) || (t.head != kNone && is(t.head))) return true;
  const auto& children = tree.children(token);
  return std::any_of(children.begin(), children.end(), is);
}

}  // namespace

Result<Contexts> Contexts::load(const std::string& path) {
  toml::table file;
  try {
    file = toml::parse_file(path);
  } catch (const toml::parse_error& e) {
    return Error{Error::Code::bad_format, path, e.source().begin.line, 0, std::string(e.description())};
  }
  Contexts out;
  for (const auto& [name, value] : file) {
    const auto* table = value.as_table();
    if (!table)
      return Error{Error::Code::bad_format, path, value.source().begin.line, 0,
                   "expected a table [" + std::string(name.str()) + "] with words"};
    for (const auto& [key, list] : *table)
      if (key != "gloss" && key != "words" && key != "hints" && key != "unless" && key != "acts" && key != "example")
        return Error{Error::Code::bad_format, path, list.source().begin.line, 0,
                     "unknown key '" + std::string(key.str()) + "'; see docs/codebook.md"};
    out.contexts_.push_back({std::string(name.str()), strings(table->get("acts")), strings(table->get("example"))});
    Unless unless;
    if (const auto* senses = table->get_as<toml::table>("unless"))
      for (const auto& [word, beside] : *senses) unless[std::string(word.str())] = strings(&beside);
    const auto words = strings(table->get("words")), hints = strings(table->get("hints"));
    for (const auto& [word, beside] : unless) {
      const auto begins = [&](const std::string& phrase) { return phrase == word || phrase.starts_with(word + " "); };
      if (std::ranges::none_of(words, begins) && std::ranges::none_of(hints, begins))
        return Error{Error::Code::bad_format, path, table->get("unless")->source().begin.line, 0,
                     "unless: '" + word + "' begins none of the words and hints of [" + std::string(name.str()) + "]"};
    }
    out.add_words(words, unless, out.contexts_.size() - 1, false);
    out.add_words(hints, unless, out.contexts_.size() - 1, true);
  }
  return out;
}

void Contexts::add_words(const std::vector<std::string>& phrases, const Unless& unless, std::size_t context, bool hint) {
  for (const std::string& phrase : phrases) {
    std::istringstream in(phrase);
    std::string first, word;
    in >> first;
    Entry entry{context, hint, {}, {}};
    while (in >> word) entry.rest.push_back(word);
    if (const auto found = unless.find(first); found != unless.end()) entry.unless = found->second;
    by_word_[first].push_back(std::move(entry));
  }
}

Contexts::Seen Contexts::look(const Tree& tree, const Sentence& sentence) const {
  Seen seen{std::vector<bool>(contexts_.size()), std::vector<int>(contexts_.size())};
  std::set<const Entry*> hints;
  const auto is = [&](Index token, const std::string& word) {
    return token < sentence.last && (tree[token].lemma == word || tree.form(token) == word);
  };
  const auto take = [&](Index token, std::string_view word) {
    const std::vector<Entry>* entries = by_word_.find(word);
    if (entries == nullptr) return;
    for (const Entry& e : *entries) {
      Index at = token;
      if (!std::all_of(e.rest.begin(), e.rest.end(), [&](const std::string& w) { return is(++at, w); })) continue;
      if (std::any_of(e.unless.begin(), e.unless.end(), [&](const std::string& w) { return stands_beside(tree, token, w); })) continue;
      if (!e.hint)
        seen.words[e.context] = true;
      else if (hints.insert(&e).second)
        ++seen.hints[e.context];
    }
  };
  for (Index t = sentence.first; t < sentence.last; ++t) {
    const std::string_view lemma = tree.lemma(t), form = tree.form(t);
    take(t, lemma);
    if (form != lemma) take(t, form);
  }
  return seen;
}

void Contexts::add(Document& document, const Tree& tree) const {
  if (document.claims.empty() || contexts_.empty()) return;
  std::vector<Seen> seen;
  std::vector<std::size_t> sentences(contexts_.size());
  for (const Sentence& s : document.sentences) {
    seen.push_back(look(tree, s));
    for (std::size_t c = 0; c < contexts_.size(); ++c) sentences[c] += seen.back().words[c] ? 1U : 0U;
  }
  const auto least = std::max(static_cast<double>(kFewSentences), kShare * static_cast<double>(document.sentences.size()));
  for (Claim& claim : document.claims) {
    const auto in = std::partition_point(document.sentences.begin(), document.sentences.end(),
                                         [&](const Sentence& s) { return claim.trigger_token >= s.last; });
    if (in == document.sentences.end()) continue;
    const Seen& near = seen[static_cast<std::size_t>(in - document.sentences.begin())];
    for (std::size_t c = 0; c < contexts_.size(); ++c) {
      const Context& context = contexts_[c];
      const bool by_act = std::any_of(context.acts.begin(), context.acts.end(),
                                      [&](const std::string& a) { return a == claim.event || a == claim.event + "/" + claim.mode; });
      const bool by_sentence = near.words[c] || near.hints[c] > 1 || (near.hints[c] > 0 && sentences[c] > 0);
      const bool by_document = static_cast<double>(sentences[c]) >= least;
      if ((by_act || by_sentence || by_document) &&
          std::find(claim.contexts.begin(), claim.contexts.end(), context.name) == claim.contexts.end())
        claim.contexts.push_back(context.name);
    }
  }
}

}  // namespace demarche
