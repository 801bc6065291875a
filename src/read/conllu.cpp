// Reading CoNLL-U with an error for each malformed line; see conllu.h.
#include "read/conllu.h"

#include <array>
#include <charconv>

#include "base/utf8.h"

namespace demarche {

namespace {

using Columns = std::array<std::string_view, 10>;

/// The ten columns, or how many there were.
Result<Columns> split(std::string_view line) {
  Columns columns;
  std::size_t count = 0;
  for (std::size_t at = 0;; ++count) {
    const std::size_t tab = line.find('\t', at);
    if (count < columns.size()) columns[count] = line.substr(at, tab == std::string_view::npos ? tab : tab - at);
    if (tab == std::string_view::npos) break;
    at = tab + 1;
  }
  if (count + 1 == columns.size()) return columns;
  return Error{.where = {}, .message = "a word has 10 columns parted by tabs, but here are " + std::to_string(count + 1)};
}

std::optional<Index> whole_number(std::string_view text) {
  Index value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

/// Adds one line of columns to the sentence; an Error says what is wrong with it.
Done add_line(std::string_view line, ConlluSentence& sentence) {
  const Result<Columns> split_line = split(line);
  if (!split_line) return split_line.error();
  const auto& [id, form, lemma, upos, xpos, features, head, relation, deps, misc] = *split_line;
  const auto wrong = [](std::string message) { return Error{.where = {}, .message = std::move(message)}; };
  const auto next = static_cast<Index>(sentence.words.size() + 1);
  const std::string shown(id.substr(0, 20));
  if (form.empty()) return wrong("the FORM of word " + shown + " is empty");
  if (const std::size_t dash = id.find('-'); dash != std::string_view::npos) {
    const auto first = whole_number(id.substr(0, dash));
    const auto last = whole_number(id.substr(dash + 1));
    if (!first || !last || *last < *first) return wrong("\"" + shown + "\" is not a range of words");
    if (*first != next) return wrong("the range " + shown + " must stand right before word " + std::to_string(*first));
    if (!sentence.joints.empty() && sentence.joints.back().last >= *first - 1)
      return wrong("the range " + shown + " overlaps the one before");
    sentence.joints.push_back({*first - 1, *last - 1, std::string(form), std::string(misc)});
    return Nothing{};
  }
  if (const std::size_t dot = id.find('.'); dot != std::string_view::npos) {
    const auto after = whole_number(id.substr(0, dot));
    if (!after || *after != next - 1 || !whole_number(id.substr(dot + 1)))
      return wrong("\"" + shown + "\" is not an empty node after word " + std::to_string(next - 1));
    return Nothing{};
  }
  const auto number = whole_number(id);
  if (!number) return wrong("\"" + shown + "\" is not a word's ID");
  if (*number != next) return wrong("word " + shown + " stands where word " + std::to_string(next) + " is due");
  sentence.words.push_back({std::string(form), std::string(misc)});
  return Nothing{};
}

Done check_whole(const ConlluSentence& sentence) {
  if (sentence.words.empty()) return Error{.where = {}, .message = "comments without a sentence"};
  if (!sentence.joints.empty() && sentence.joints.back().last >= static_cast<Index>(sentence.words.size())) {
    return Error{.where = {}, .message = "a range of words goes beyond the sentence's end"};
  }
  return Nothing{};
}

bool space_after(std::string_view misc) {
  return misc.find("SpaceAfter=No") == std::string_view::npos;
}

}  // namespace

std::optional<std::string> ConlluSentence::comment(std::string_view key) const {
  for (const std::string& line : comments) {
    std::string_view rest = line;
    rest.remove_prefix(1);
    while (rest.starts_with(' ')) rest.remove_prefix(1);
    if (!rest.starts_with(key)) continue;
    rest.remove_prefix(key.size());
    if (!rest.empty() && rest[0] != ' ' && rest[0] != '=') continue;
    while (!rest.empty() && (rest[0] == ' ' || rest[0] == '=')) rest.remove_prefix(1);
    return std::string(rest);
  }
  return std::nullopt;
}

ConlluReader ConlluReader::over(std::istream& in, const std::string& name, const ReadOptions& options) {
  ConlluReader reader;
  reader.in_ = &in;
  reader.name_ = name;
  reader.options_ = options;
  return reader;
}

std::optional<Result<ConlluSentence>> ConlluReader::next() {
  ConlluSentence sentence;
  std::optional<Error> problem;
  std::uint64_t bytes = 0;
  bool began = false;
  const auto complain = [&](Error error) {
    if (problem) return;
    error.where = name_;
    error.line = line_;
    problem = std::move(error);
  };
  std::string line;
  while (!done_) {
    line.clear();
    const LineRead read = read_line(*in_, line, options_.max_bytes);
    if (!read.more) {
      done_ = true;
      break;
    }
    ++line_;
    if (line.ends_with('\r')) line.pop_back();
    if (line_ == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    if (line.empty() && !read.too_long) {
      if (began) break;
      continue;
    }
    began = true;
    bytes += line.size();
    if (read.too_long || bytes > options_.max_bytes) {
      complain({.code = Error::Code::too_large,
                .where = {},
                .message = "the sentence is longer than " + std::to_string(options_.max_bytes) + " bytes: raise --max-bytes"});
      sentence = {};
    } else if (first_bad_byte(line) || line.find('\0') != std::string::npos) {
      complain({.code = Error::Code::bad_encoding, .where = {}, .message = "the line is not UTF-8 text"});
    } else if (line.starts_with('#')) {
      sentence.comments.push_back(line);
    } else if (!problem) {
      if (const Done added = add_line(line, sentence); !added) complain(added.error());
    }
  }
  if (!began) {
    if (any_) return std::nullopt;
    any_ = true;
    return Error{.code = Error::Code::empty, .where = name_, .message = "the file holds no sentence"};
  }
  any_ = true;
  if (const Done whole = check_whole(sentence); !whole && !problem) complain(whole.error());
  if (problem) return *problem;
  return sentence;
}

Document words_of(std::span<const ConlluSentence> sentences) {
  Document document;
  for (const ConlluSentence& given : sentences) {
    Sentence sentence;
    sentence.first = static_cast<Index>(document.tokens.size());
    sentence.new_paragraph = given.comment("newpar").has_value() || given.comment("newdoc").has_value();
    sentence.span.begin = static_cast<std::uint32_t>(document.text.size());
    std::size_t joint = 0;
    for (std::size_t w = 0; w < given.words.size(); ++w) {
      while (joint < given.joints.size() && given.joints[joint].last < static_cast<Index>(w)) ++joint;
      const bool inside = joint < given.joints.size() && given.joints[joint].first <= static_cast<Index>(w);
      const bool last_inside = inside && given.joints[joint].last == static_cast<Index>(w);
      Token token;
      token.joined = inside && given.joints[joint].first < static_cast<Index>(w);
      token.span.begin = static_cast<std::uint32_t>(document.text.size());
      document.text += given.words[w].form;
      token.span.end = static_cast<std::uint32_t>(document.text.size());
      document.tokens.push_back(std::move(token));
      const bool touches = inside && !last_inside;
      if (!touches && space_after(inside ? given.joints[joint].misc : given.words[w].misc)) document.text += ' ';
    }
    sentence.last = static_cast<Index>(document.tokens.size());
    sentence.span.end = document.tokens.back().span.end;
    document.sentences.push_back(sentence);
  }
  return document;
}

std::string text_of(std::span<const ConlluSentence> sentences) {
  std::string text;
  for (const ConlluSentence& sentence : sentences) {
    if (!text.empty() && (sentence.comment("newpar") || sentence.comment("newdoc"))) {
      while (text.ends_with(' ')) text.pop_back();
      text += "\n\n";
    }
    std::size_t joint = 0;
    for (std::size_t w = 0; w < sentence.words.size(); ++w) {
      const bool inside = joint < sentence.joints.size() && sentence.joints[joint].first <= static_cast<Index>(w);
      text += inside ? sentence.joints[joint].form : sentence.words[w].form;
      if (space_after(inside ? sentence.joints[joint].misc : sentence.words[w].misc)) text += ' ';
      if (inside) w = static_cast<std::size_t>(sentence.joints[joint++].last);
    }
  }
  while (text.ends_with(' ')) text.pop_back();
  return text;
}

}  // namespace demarche
