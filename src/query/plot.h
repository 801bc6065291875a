// A series as a picture: bars in a terminal, an SVG, a PNG.
//   bars({"2024-05", "2024-06"}, {{12, 3}}, {"actual"}, 80)  ->  "2024-05 ██████████ 12\n2024-06 ██▌ 3\n"
// Values below zero (mean scores of conflict) grow to the left. A period without a value (NaN) has no bar.
#pragma once

#include <string>
#include <vector>

namespace demarche {

struct Plot {
  std::string title;
  std::vector<std::string> labels;         ///< of the periods
  std::vector<std::string> names;          ///< of the lines
  std::vector<std::vector<double>> lines;  ///< of each name a value a period
};

[[nodiscard]] std::string text_plot(const Plot& plot, int width);
[[nodiscard]] std::string svg_plot(const Plot& plot);
/// The bytes of a PNG; its labels are digits only, as it carries no font but these.
[[nodiscard]] std::string png_plot(const Plot& plot);

/// A round number at least as large: 1, 2, 5, 10, 20, 50 ...
[[nodiscard]] double round_up(double value);

}  // namespace demarche
