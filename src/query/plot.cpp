// Bars and lines; see plot.h.
#include "query/plot.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/escape.h"

namespace demarche {

namespace {

std::string short_number(double value) {
  if (std::isnan(value)) return "";
  value = std::round(value * 100) / 100;
  char digits[32];
  return {digits, std::to_chars(digits, digits + sizeof digits, value == 0 ? 0.0 : value).ptr};
}

std::string escaped(const std::string& words) {
  std::string out;
  for (const char c : words)
    if (!append_entity(c, out) && static_cast<unsigned char>(c) >= 0x20) out += c;
  return out;
}

struct Range {
  double low = 0, high = 0;
};

Range range_of(const Plot& plot) {
  Range range;
  for (const auto& line : plot.lines) {
    for (const double value : line) {
      if (std::isnan(value)) continue;
      range.low = std::min(range.low, value);
      range.high = std::max(range.high, value);
    }
  }
  if (range.high > 0) range.high = round_up(range.high);
  if (range.low < 0) range.low = -round_up(-range.low);
  if (range.low == range.high) range.high = 1;
  return range;
}

constexpr const char* kColours[] = {"#1f6fb4", "#d9822b", "#8a8a8a", "#b4342f", "#4f9d69"};  // told apart by the colour-blind

}  // namespace

double round_up(double value) {
  if (!(value > 0)) return 0;
  const double ten = std::pow(10, std::floor(std::log10(value)));
  for (const double step : {1.0, 2.0, 5.0}) {
    if (value <= step * ten * (1 + 1e-12)) return step * ten;
  }
  return 10 * ten;
}

std::string text_plot(const Plot& plot, int width) {
  static constexpr const char* kEighths[] = {"", "\u258f", "\u258e", "\u258d", "\u258c", "\u258b", "\u258a", "\u2589"};
  std::size_t label = 0;
  for (const std::string& name : plot.labels) label = std::max(label, name.size());
  for (const std::string& name : plot.names) label = std::max(label, plot.names.size() > 1 ? name.size() : 0);
  double low = 0;
  double high = 0;
  for (const auto& line : plot.lines)
    for (const double value : line)
      if (!std::isnan(value)) low = std::min(low, value), high = std::max(high, value);
  const double span = std::max(high - low, 1e-9);
  const int room = std::max(10, width - static_cast<int>(label) - 12);
  const int left = static_cast<int>(std::lround(-low / span * room));
  std::string out = plot.title.empty() ? "" : plot.title + "\n";
  for (std::size_t i = 0; i < plot.labels.size(); ++i) {
    for (std::size_t line = 0; line < plot.lines.size(); ++line) {
      const double value = plot.lines[line][i];
      if (plot.names.size() > 1 && line == 0) out += plot.labels[i] + "\n";
      const std::string& name = plot.names.size() > 1 ? plot.names[line] : plot.labels[i];
      out += name + std::string(label - name.size() + 1, ' ');
      if (!std::isnan(value)) {
        const int eighths = static_cast<int>(std::lround(std::abs(value) / span * room * 8));
        if (value < 0) {
          const int cells = std::max(eighths > 0 ? 1 : 0, (eighths + 4) / 8);
          out += std::string(static_cast<std::size_t>(std::max(0, left - cells)), ' ');
          for (int k = 0; k < cells; ++k) out += "\u2588";
        } else {
          out += std::string(static_cast<std::size_t>(left), ' ');
          for (int k = 0; k < eighths / 8; ++k) out += "\u2588";
          out += kEighths[eighths % 8];
        }
        out += " " + short_number(value);
      }
      out += "\n";
    }
  }
  return out;
}

std::string svg_plot(const Plot& plot) {
  constexpr double kWidth = 900, kHeight = 420, kLeft = 70, kRight = 20, kTop = 50, kBottom = 50;
  const Range range = range_of(plot);
  const std::size_t count = std::max<std::size_t>(1, plot.labels.size());
  const auto x = [&](double place) { return kLeft + (kWidth - kLeft - kRight) * place / static_cast<double>(count); };
  const auto y = [&](double value) { return kTop + (kHeight - kTop - kBottom) * (range.high - value) / (range.high - range.low); };
  std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 900 420\" font-family=\"sans-serif\" font-size=\"12\">\n";
  const auto put = [&](const std::string& element) { out += element + "\n"; };
  const auto at = [](double value) { return short_number(value); };
  put("<rect width=\"900\" height=\"420\" fill=\"#fff\"/>");
  put("<text x=\"70\" y=\"24\" font-size=\"16\">" + escaped(plot.title) + "</text>");
  for (int i = 0; i <= 4; ++i) {
    const double value = range.low + (range.high - range.low) * i / 4;
    put("<line x1=\"70\" x2=\"880\" y1=\"" + at(y(value)) + "\" y2=\"" + at(y(value)) + "\" stroke=\"#ddd\"/>");
    put("<text x=\"62\" y=\"" + at(y(value) + 4) + "\" text-anchor=\"end\">" + short_number(value) + "</text>");
  }
  const double width = (kWidth - kLeft - kRight) / static_cast<double>(count);
  const double bar = width * 0.8 / static_cast<double>(std::max<std::size_t>(1, plot.lines.size()));
  for (std::size_t line = 0; line < plot.lines.size(); ++line) {
    const std::string colour = kColours[line % std::size(kColours)];
    for (std::size_t i = 0; i < plot.lines[line].size(); ++i) {
      const double value = plot.lines[line][i];
      if (std::isnan(value) || value == 0) continue;
      put("<rect x=\"" + at(x(static_cast<double>(i)) + width * 0.1 + bar * static_cast<double>(line)) + "\" y=\"" +
          at(std::min(y(value), y(0))) + "\" width=\"" + at(std::max(0.2, bar)) + "\" height=\"" + at(std::abs(y(value) - y(0))) +
          "\" fill=\"" + colour + "\"><title>" + escaped(plot.labels[i] + " " + plot.names[line]) + ": " + short_number(value) +
          "</title></rect>");
    }
    const double right = 880 - 90 * static_cast<double>(plot.lines.size() - line - 1);
    put("<text x=\"" + at(right) + "\" y=\"40\" text-anchor=\"end\" fill=\"" + colour + "\">" + escaped(plot.names[line]) + "</text>");
  }
  const std::size_t step = std::max<std::size_t>(1, (plot.labels.size() + 9) / 10);
  for (std::size_t i = 0; i < plot.labels.size(); i += step)
    put("<text x=\"" + at(x(static_cast<double>(i) + 0.5)) + "\" y=\"390\" text-anchor=\"middle\">" + escaped(plot.labels[i]) + "</text>");
  put("<line x1=\"70\" x2=\"880\" y1=\"" + at(y(0)) + "\" y2=\"" + at(y(0)) + "\" stroke=\"#333\"/>");
  return out + "</svg>\n";
}

}  // namespace demarche
