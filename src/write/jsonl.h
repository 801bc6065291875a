// A document as one line of JSON, the record of docs/claims.md; its schema is docs/claims.schema.json.
//   {"doc":"n1","date":"2024-05-14","text":"Kenya rejected the plan.","claims":[{"id":"c1","trigger":[6,14],"event":"REJECT",...}]}
#pragma once

#include <string>

#include "write/write.h"

namespace demarche {

/// Appends the record and a line end. Offsets are code points, end exclusive.
void write_jsonl(const Document& document, const Style& style, std::string& out);

}  // namespace demarche
