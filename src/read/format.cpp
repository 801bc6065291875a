// Which format an input has; see format.h.
#include "read/format.h"

#include <array>
#include <filesystem>

#include "base/utf8.h"
#include "read/charset.h"

namespace demarche {

namespace {

constexpr std::array<Format, 6> kFormats = {{
    {"text", " .txt .text ", text_reader},
    {"jsonl", " .jsonl .ndjson .json ", jsonl_reader},
    {"html", " .html .htm .xhtml ", page_reader},
    {"csv", " .csv .tsv ", csv_reader},
    {"feed", " .rss .atom .rdf ", feed_reader},
    {"warc", " .warc .arc .wet ", warc_reader},
}};

std::string_view without_space(std::string_view bytes) {
  const std::size_t at = bytes.find_first_not_of(" \t\r\n\f\v");
  return at == std::string_view::npos ? std::string_view() : bytes.substr(at);
}

/// Past a declaration, a document type and comments to the first element; in small letters.
std::string first_element(std::string_view bytes) {
  bytes = without_space(bytes);
  while (bytes.starts_with("<?") || bytes.starts_with("<!")) {
    const bool subset = bytes.find('[') < bytes.find('>');  // of a document type
    const std::string_view end = bytes.starts_with("<!--") ? "-->" : subset ? "]>" : ">";
    const std::size_t at = bytes.find(end);
    if (at == std::string_view::npos) return {};
    bytes = without_space(bytes.substr(at + end.size()));
  }
  return lower(bytes.substr(0, 64));
}

bool begins_with_any(std::string_view text, std::initializer_list<std::string_view> beginnings) {
  for (const std::string_view beginning : beginnings) {
    if (text.starts_with(beginning)) return true;
  }
  return false;
}

std::string size_text(std::uint64_t bytes) {
  return std::to_string(bytes) + " bytes";
}

}  // namespace

std::span<const Format> formats() {
  return kFormats;
}

const Format* format_named(std::string_view name) {
  for (const Format& format : kFormats) {
    if (format.name == name) return &format;
  }
  return nullptr;
}

bool looks_like_page(std::string_view first_bytes) {
  const std::string_view text = without_space(first_bytes);
  return begins_with_any(lower(text.substr(0, 64)), {"<!doctype html", "<html", "<head", "<body"}) ||
         begins_with_any(first_element(text), {"<html", "<head", "<body", "<meta", "<title", "<div", "<article", "<p>", "<script"});
}

bool looks_like_feed(std::string_view first_bytes) {
  return begins_with_any(first_element(first_bytes), {"<rss", "<feed", "<rdf", "<channel", "<atom:feed", "<a:feed"});
}

const Format* find_format(std::string_view path, std::string_view first_bytes) {
  std::filesystem::path name(path);
  for (const std::string_view packed : {".gz", ".zst", ".xz"}) {
    if (name.extension() == packed) {
      name.replace_extension();
      break;
    }
  }
  const std::string extension = " " + lower(name.extension().string()) + " ";
  if (extension.size() > 3) {
    for (const Format& format : kFormats) {
      if (format.extensions.find(extension) != std::string_view::npos) return &format;
    }
  }
  const auto or_text = [](std::string_view wanted) {
    const Format* format = format_named(wanted);
    return format != nullptr ? format : format_named("text");
  };
  if (begins_with_any(first_bytes, {"WARC/", "filedesc:"})) return or_text("warc");
  const std::string_view text = without_space(first_bytes);
  if (text.starts_with("{")) return or_text("jsonl");
  if (looks_like_feed(text)) return or_text("feed");
  if (looks_like_page(text)) return or_text("html");
  if (text.starts_with("<?xml")) return or_text("feed");  // its reader will say if it is another kind of XML
  return or_text("text");
}

Result<std::string> Input::rest() const {
  std::string bytes;
  std::array<char, 65536> block{};
  while (bytes.size() <= options.max_bytes && (in->read(block.data(), block.size()), in->gcount() > 0)) {
    bytes.append(block.data(), static_cast<std::size_t>(in->gcount()));
  }
  if (bytes.size() > options.max_bytes) return too_large("it");
  if (!in->problem().empty()) return broken();
  if (bytes.empty()) return wrong(Error::Code::empty, "the file is empty");
  return bytes;
}

Error Input::too_large(std::string_view what, std::uint64_t line) const {
  return wrong(Error::Code::too_large,
               std::string(what) + " is longer than " + size_text(options.max_bytes) + ": split the document, or raise --max-bytes", line);
}

Error Input::broken(std::uint64_t line) const {
  return wrong(Error::Code::unreadable, std::string(in->problem()), line);
}

Error Input::wrong(Error::Code code, std::string message, std::uint64_t line, std::uint64_t offset) const {
  make_utf8(message);
  return {.code = code, .where = name, .line = line, .offset = offset, .message = std::move(message)};
}

}  // namespace demarche
