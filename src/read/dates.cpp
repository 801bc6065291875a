// ISO 8601, RFC 822, asctime and English dates in words; see dates.h. Names of months in other languages are not known.
#include "read/dates.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <vector>

#include "base/utf8.h"

namespace demarche {

namespace {

struct Piece {
  std::string_view text;
  int number = -1;  ///< value of a run of figures, -1 for a word
};

/// Runs of figures and of letters.
std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  const auto figure = [&](std::size_t k) { return text[k] >= '0' && text[k] <= '9'; };
  const auto letter = [&](std::size_t k) { return is_letter(static_cast<unsigned char>(text[k])); };
  for (std::size_t at = 0; at < text.size() && pieces.size() < 16;) {
    std::size_t end = at;
    if (figure(at)) {
      while (end < text.size() && figure(end)) ++end;
      int number = 0;
      for (std::size_t k = at; k < end && k < at + 9; ++k) number = number * 10 + (text[k] - '0');
      pieces.push_back({text.substr(at, end - at), number});
    } else if (letter(at)) {
      while (end < text.size() && letter(end)) ++end;
      pieces.push_back({text.substr(at, end - at), -1});
    } else {
      ++end;
    }
    at = end;
  }
  return pieces;
}

int month_of(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kMonths = {"january", "february", "march",     "april",   "may",      "june",
                                                               "july",    "august",   "september", "october", "november", "december"};
  if (word.size() < 3) return 0;
  const std::string small = lower(word);
  for (std::size_t k = 0; k < kMonths.size(); ++k) {
    if (kMonths[k].starts_with(small) || small == "sept" + std::string(k == 8 ? "" : "-")) return static_cast<int>(k) + 1;
  }
  return 0;
}

std::string day(int year, int month, int day) {
  using namespace std::chrono;
  if (year < 1800 || year > 9999 || month < 1 || day < 1 ||
      !year_month_day{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                      std::chrono::day(static_cast<unsigned>(day))}
           .ok())
    return {};
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", year % 10000, month % 100, day % 100);
  return text.data();
}

std::string day_of_seconds(std::string_view text) {
  long long seconds = 0;
  for (const char c : text.substr(0, 10)) seconds = seconds * 10 + (c - '0');
  const auto ymd =
      std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(seconds))));
  return day(static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
             static_cast<int>(static_cast<unsigned>(ymd.day())));
}

int full_year(const Piece& piece) {
  if (piece.text.size() == 4) return piece.number;
  if (piece.text.size() == 2) return piece.number + (piece.number < 70 ? 2000 : 1900);  // RFC 822
  return 0;
}

/// With the month in words: "14 May 2024", "May 14, 2024", "May 14 23:10:00 GMT 2024".
std::string day_in_words(const std::vector<Piece>& pieces) {
  for (std::size_t k = 0; k < pieces.size(); ++k) {
    const int month = pieces[k].number < 0 ? month_of(pieces[k].text) : 0;
    if (month == 0) continue;
    const auto number = [&](std::size_t i) { return i < pieces.size() ? pieces[i].number : -1; };
    std::size_t before = k - 1;
    if (k > 0 && pieces[before].number < 0 && k > 1) --before;  // "14th of May"
    if (k > 1 && pieces[before].number < 0 && k > 2) --before;
    if (k > 0 && number(before) >= 1 && number(before) <= 31 && number(k + 1) >= 0) {
      std::string found = day(full_year(pieces[k + 1]), month, number(before));
      if (!found.empty()) return found;
    }
    if (number(k + 1) >= 1 && number(k + 1) <= 31) {
      for (std::size_t i = k + 2; i < pieces.size(); ++i) {
        if (pieces[i].text.size() == 4 && pieces[i].number >= 1800) return day(pieces[i].number, month, number(k + 1));
      }
    }
  }
  return {};
}

/// In figures alone: "2024-05-14", "2024/5/14", "20240514T10", "14.05.2024".
std::string day_in_figures(const std::vector<Piece>& pieces, std::string_view text) {
  for (std::size_t k = 0; k < pieces.size(); ++k) {
    const Piece& first = pieces[k];
    if (first.number < 0) continue;
    if (first.text.size() == 8 || first.text.size() == 14) {
      const auto part = [&](std::size_t from, std::size_t count) {
        int value = 0;
        for (const char c : first.text.substr(from, count)) value = value * 10 + (c - '0');
        return value;
      };
      std::string found = day(part(0, 4), part(4, 2), part(6, 2));
      if (!found.empty()) return found;
    }
    if (first.text.size() == 10 && first.text.size() == text.size()) return day_of_seconds(first.text);
    if (first.text.size() == 13 && first.text.size() == text.size()) return day_of_seconds(first.text);
    if (k + 2 >= pieces.size() || pieces[k + 1].number < 0 || pieces[k + 2].number < 0) continue;
    const int second = pieces[k + 1].number;
    if (first.text.size() == 4 && first.number >= 1800) return day(first.number, second, pieces[k + 2].number);
    if (pieces[k + 2].text.size() == 4 && first.text.size() <= 2 && pieces[k + 1].text.size() <= 2) {
      const char mark = first.text.end()[0];
      if (mark == '.' || first.number > 12) return day(pieces[k + 2].number, second, first.number);
      if (second > 12) return day(pieces[k + 2].number, first.number, second);
      return {};
    }
  }
  return {};
}

}  // namespace

std::string day_of(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  text = text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin).substr(0, 80);
  const std::vector<Piece> pieces = pieces_of(text);
  std::string found = day_in_words(pieces);
  return found.empty() ? day_in_figures(pieces, text) : found;
}

}  // namespace demarche
