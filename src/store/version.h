// With what a document was coded: the program and each folder of its data, as hashes.
//   version_of("/usr/share/demarche", "0.1.0")  ->  {id "5f0c...", program "0.1.0", models "81d2...", actors ..., codebook ..., languages
//   ...}
// Other weights, actors, senses or word lists are another version; what the files are called within their folder counts, when they were
// made doesn't.
#pragma once

#include <string>
#include <vector>

#include "demarche/demarche.h"

namespace demarche {

/// A file of the data besides the weights: "actors/leaders.tsv"; of the user's own, "own/0.tsv" or, of a codebook,
/// "codebook/events/x.toml".
struct DataFile {
  std::string name, hash;
  std::string path;  ///< where it lies now; "" for one that is only remembered
};

struct Version {
  std::string id, program, models, actors, codebook, languages;
  std::vector<DataFile> files = {};  ///< sorted by name
};

/// Can a change of this file be told entry by entry (demarche/changes.h)? Then what it holds is kept in the database.
[[nodiscard]] bool is_told(const std::string& name);

/// What stands beside the data or in place of a part of it.
struct OwnData {
  std::vector<std::string> actors;  ///< tables: their bytes count, in their order, not what the files are called
  std::string codebook;             ///< a folder of event types that is used instead of the data's, "" = that
};

/// @param program what codes, and how
[[nodiscard]] Result<Version> version_of(const std::string& data, const std::string& program, const OwnData& own = {});

/// A document's id: 128 bits of its URL and content, as 32 hexadecimal digits. Not against people who make collisions on purpose.
[[nodiscard]] std::string document_id(const std::string& url, const std::string& text);

}  // namespace demarche
