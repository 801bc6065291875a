// The PNG of plot.h: a raster of bars with digits drawn from a table of 3 by 5 points, stored by zlib.
#include <zlib.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "query/plot.h"

namespace demarche {

namespace {

struct Colour {
  std::uint8_t red, green, blue;
};
constexpr Colour kWhite{255, 255, 255}, kGrey{221, 221, 221}, kBlack{40, 40, 40};
constexpr std::array<Colour, 5> kBars = {{{31, 111, 180}, {217, 130, 43}, {138, 138, 138}, {180, 52, 47}, {79, 157, 105}}};

/// Rows of three points from the top, four bits each, of 0-9, '-' and '.'.
constexpr std::array<std::uint32_t, 12> kDigits = {0x75557, 0x26227, 0x71747, 0x71717, 0x55711, 0x74717,
                                                   0x74757, 0x71111, 0x75757, 0x75717, 0x00700, 0x00002};

class Canvas {
 public:
  static constexpr int kWidth = 1200, kHeight = 560;
  Canvas() : points_(static_cast<std::size_t>(kWidth) * kHeight, kWhite) {}
  void fill(int left, int top, int right, int bottom, Colour colour) {
    for (int y = std::max(0, top); y < std::min(kHeight, bottom); ++y)
      for (int x = std::max(0, left); x < std::min(kWidth, right); ++x)
        points_[static_cast<std::size_t>(y) * kWidth + static_cast<std::size_t>(x)] = colour;
  }
  static int width_of(const std::string& digits, int size) { return static_cast<int>(digits.size()) * 4 * size; }
  void write(const std::string& digits, int left, int top, int size) {
    for (const char c : digits) {
      const std::size_t glyph = c == '-' ? 10 : c == '.' ? 11 : c >= '0' && c <= '9' ? static_cast<std::size_t>(c - '0') : kDigits.size();
      for (int row = 0; row < 5 && glyph < kDigits.size(); ++row)
        for (int column = 0; column < 3; ++column)
          if ((kDigits[glyph] >> static_cast<unsigned>((4 - row) * 4 + 2 - column) & 1U) != 0)
            fill(left + column * size, top + row * size, left + (column + 1) * size, top + (row + 1) * size, kBlack);
      left += 4 * size;
    }
  }
  [[nodiscard]] std::string rows() const {
    std::string out;
    for (int y = 0; y < kHeight; ++y) {
      out += '\0';  // no filter
      for (int x = 0; x < kWidth; ++x) {
        const Colour& c = points_[static_cast<std::size_t>(y) * kWidth + static_cast<std::size_t>(x)];
        for (const std::uint8_t part : {c.red, c.green, c.blue}) out += static_cast<char>(part);
      }
    }
    return out;
  }

 private:
  std::vector<Colour> points_;
};

void append_big_endian(std::uint32_t value, std::string& out) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> static_cast<unsigned>(shift) & 0xFFU);
}

void append_chunk(const std::string& kind, const std::string& data, std::string& out) {
  append_big_endian(static_cast<std::uint32_t>(data.size()), out);
  const std::string body = kind + data;
  out += body;
  append_big_endian(static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()))), out);
}

std::string digits_of(double value) {
  value = std::round(value * 100) / 100;
  char digits[32];
  return {digits, std::to_chars(digits, digits + sizeof digits, value == 0 ? 0.0 : value, std::chars_format::fixed).ptr};
}

}  // namespace

std::string png_plot(const Plot& plot) {
  constexpr int kLeft = 110, kRight = 20, kTop = 20, kBottom = 40, kSize = 3;
  double low = 0;
  double high = 0;
  for (const auto& line : plot.lines)
    for (const double value : line)
      if (!std::isnan(value)) low = std::min(low, value), high = std::max(high, value);
  high = round_up(high);
  low = -round_up(-low);
  if (low == high) high = 1;
  Canvas canvas;
  const double count = static_cast<double>(std::max<std::size_t>(1, plot.labels.size()));
  const auto x = [&](double place) { return kLeft + static_cast<int>((Canvas::kWidth - kLeft - kRight) * place / count); };
  const auto y = [&](double value) { return kTop + static_cast<int>((Canvas::kHeight - kTop - kBottom) * (high - value) / (high - low)); };
  for (int i = 0; i <= 4; ++i) {
    const double value = low + (high - low) * i / 4;
    const std::string digits = digits_of(value);
    canvas.fill(kLeft, y(value), Canvas::kWidth - kRight, y(value) + 1, kGrey);
    canvas.write(digits, kLeft - 10 - Canvas::width_of(digits, kSize), y(value) - 7, kSize);
  }
  const double bar = 0.8 / static_cast<double>(std::max<std::size_t>(1, plot.lines.size()));
  for (std::size_t line = 0; line < plot.lines.size(); ++line) {
    for (std::size_t i = 0; i < plot.lines[line].size(); ++i) {
      const double value = plot.lines[line][i];
      if (std::isnan(value)) continue;
      const double begin = static_cast<double>(i) + 0.1 + bar * static_cast<double>(line);
      canvas.fill(x(begin), std::min(y(value), y(0)), std::max(x(begin) + 1, x(begin + bar)), std::max(y(value), y(0)),
                  kBars[line % kBars.size()]);
    }
  }
  canvas.fill(kLeft, y(0), Canvas::kWidth - kRight, y(0) + 2, kBlack);
  const std::size_t step = std::max<std::size_t>(1, (plot.labels.size() + 7) / 8);
  for (std::size_t i = 0; i < plot.labels.size(); i += step)
    canvas.write(plot.labels[i], x(static_cast<double>(i) + 0.5) - Canvas::width_of(plot.labels[i], 2) / 2, Canvas::kHeight - kBottom + 12,
                 2);

  const std::string rows = canvas.rows();
  uLongf size = compressBound(static_cast<uLong>(rows.size()));
  std::string packed(size, '\0');
  if (compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(rows.data()),
                static_cast<uLong>(rows.size()), 6) != Z_OK)
    return {};
  packed.resize(size);
  std::string out("\x89PNG\r\n\x1a\n", 8);
  std::string head;
  append_big_endian(Canvas::kWidth, head);
  append_big_endian(Canvas::kHeight, head);
  head += std::string("\x08\x02\x00\x00\x00", 5);  // eight bits a colour, red, green, blue
  append_chunk("IHDR", head, out);
  append_chunk("IDAT", packed, out);
  append_chunk("IEND", {}, out);
  return out;
}

}  // namespace demarche
