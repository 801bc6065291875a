// The stage: loads the operators, asks the algebra for every claim, turns standings into degrees.
#include "happened/happened.h"

#include <fstream>

#include "happened/algebra.h"

namespace demarche {
namespace {

/// Means over uds_ih2-train by the status that this stage gives.
double degree_of(const Standing& s) {
  switch (s.status) {
    case Status::actual: return s.hedged || s.reported ? 2.2 : 2.8;
    case Status::historical: return 2.8;
    case Status::planned: return 1.0;
    case Status::possible: return 0.4;
    case Status::denied: return -2.2;
  }
  return 0;
}

bool parse_effect(const std::string& text, std::optional<Status>& out) {
  out.reset();
  if (text == "same") return true;
#define DEMARCHE_STATUS(id, plover, gloss) \
  if (text == #id) {                       \
    out = Status::id;                      \
    return true;                           \
  }
#include "demarche/types.def"
  return false;
}

}  // namespace

Result<Happened> Happened::load(const std::string& folder) {
  auto operators = std::make_unique<Operators>();
  const std::string path = folder + "/languages/en/operators.tsv";
  std::ifstream in(path);
  if (!in) return Error{Error::Code::not_found, path, 0, 0, "missing list of status operators"};
  std::uint64_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    const auto a = line.find('\t'), b = line.find('\t', a + 1), c = line.find('\t', b + 1);
    if (a == std::string::npos || b == std::string::npos || c == std::string::npos) return Error{Error::Code::bad_format, path, number, 0, "needs four cells"};
    const std::string word_class = line.substr(a + 1, b - a - 1);
    auto& table = word_class == "verb" ? operators->verbs : word_class == "noun" ? operators->nouns : word_class == "adjective" ? operators->adjectives : operators->modifiers;
    Effect& e = table[line.substr(0, a)];
    if (!parse_effect(line.substr(b + 1, c - b - 1), e.positive) || !parse_effect(line.substr(c + 1), e.negated))
      return Error{Error::Code::bad_format, path, number, 0, "unknown effect; use a status or `same`"};
  }
  std::ifstream light(folder + "/languages/en/light_verbs.tsv");
  for (std::string line; std::getline(light, line);)
    if (!line.empty() && line[0] != '#') operators->light.insert(line.substr(0, line.find('\t')));
  return Happened(std::move(operators));
}

Done Happened::run(Document& document) const {
  const Tree tree(document);
  std::map<Index, Status> contents;
  for (const Content& c : document.contents)
    if (c.status && *c.status != Status::actual) contents.emplace(c.root, *c.status);
  const Algebra algebra(tree, *operators_, contents);
  for (Claim& claim : document.claims) {
    const Standing s = algebra.of(claim.trigger_token);
    claim.status = s.status;
    claim.degree = degree_of(s);
  }
  return Nothing{};
}

double Happened::degree(const Document& document, Index token) const {
  const Tree tree(document);
  const std::map<Index, Status> none;
  return degree_of(Algebra(tree, *operators_, none).of(token));
}

Happened::Happened(std::unique_ptr<const Operators> operators) : operators_(std::move(operators)) {}
Happened::Happened(Happened&&) noexcept = default;
Happened& Happened::operator=(Happened&&) noexcept = default;
Happened::~Happened() = default;

}  // namespace demarche
