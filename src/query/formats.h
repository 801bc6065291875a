// Claims as rows for other programs, one function a format, all in the table of formats.cpp.
//   const ExportFormat* format = find_export("csv");  out = format->begin;  format->write(claim, out);
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "query/rows.h"

namespace demarche {

struct ExportFormat {
  std::string_view name, gloss, begin;
  void (*write)(const FoundClaim& claim, std::string& out);
};

[[nodiscard]] std::span<const ExportFormat> export_formats();
/// nullptr if there is none of this name.
[[nodiscard]] const ExportFormat* find_export(std::string_view name);

/// Appends a field of CSV (RFC 4180), in quotation marks where it needs them.
void append_csv(std::string_view words, std::string& out);

/// Names of the parties, "Kenya; Uganda"; their words where they are only described.
[[nodiscard]] std::string names_of(const std::vector<Party>& parties);
[[nodiscard]] std::string codes_of(const std::vector<Party>& parties);

}  // namespace demarche
