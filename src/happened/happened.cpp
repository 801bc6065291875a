// The stage: loads the operators, asks the algebra for every claim, turns standings into degrees.
#include "happened/happened.h"

#include "happened/degree.h"
#include "happened/history.h"
#include "happened/links.h"

namespace demarche {

struct Happened::Knowledge {
  Operators operators;
  Degrees degrees;
  StoryTimes times;
};

Result<Happened> Happened::load(const std::string& folder) {
  auto operators = Operators::load(folder);
  if (!operators) return operators.error();
  auto degrees = Degrees::load(folder);
  if (!degrees) return degrees.error();
  auto times = StoryTimes::load(folder);
  if (!times) return times.error();
  return Happened(std::make_unique<const Knowledge>(Knowledge{*std::move(operators), *std::move(degrees), *std::move(times)}));
}

Done Happened::run(Document& document) const {
  const Tree tree(document);
  std::map<Index, Status> contents;
  for (const Content& c : document.contents)
    if (c.status && *c.status != Status::actual) contents.emplace(c.root, *c.status);
  const Algebra algebra(tree, knowledge_->operators, contents);
  const History history(tree, algebra.clause(), knowledge_->times);
  for (Claim& claim : document.claims) {
    if (claim.trigger_token == kNone) continue;
    Standing s = algebra.of(claim.trigger_token);
    if (s.status == Status::actual && history.holds(claim.trigger_token)) s.status = Status::historical;
    claim.status = s.status;
    claim.degree = knowledge_->degrees.value(tree, algebra, claim.trigger_token, s, Scale::committed);
  }
  return Nothing{};
}

Done Happened::link(Document& document) const {
  const Tree tree(document);
  Links(document, tree, knowledge_->operators).run();
  return Nothing{};
}

double Happened::degree(const Document& document, Index token, Scale scale) const {
  const Tree tree(document);
  const std::map<Index, Status> none;
  const Algebra algebra(tree, knowledge_->operators, none);
  return knowledge_->degrees.value(tree, algebra, token, algebra.of(token), scale);
}

Status Happened::status(const Document& document, Index token) const {
  const Tree tree(document);
  const std::map<Index, Status> none;
  return Algebra(tree, knowledge_->operators, none).of(token).status;
}

std::vector<std::string> Happened::findings(const Document& document, Index token) const {
  const Tree tree(document);
  const std::map<Index, Status> none;
  const Algebra algebra(tree, knowledge_->operators, none);
  return demarche::findings(tree, algebra, token, algebra.of(token));
}

Happened::Happened(std::unique_ptr<const Knowledge> knowledge) : knowledge_(std::move(knowledge)) {}
Happened::Happened(Happened&&) noexcept = default;
Happened& Happened::operator=(Happened&&) noexcept = default;
Happened::~Happened() = default;

}  // namespace demarche
