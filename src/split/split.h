#pragma once
#include "demarche/demarche.h"
namespace demarche { class Splitter{public: static Result<Splitter> load(const std::string&){return Splitter();} Done run(Document&) const;}; }
