// The stage: names and phrases first (resolve.h), then pronouns (coreference.h).
#include "who/who.h"

#include "who/coreference.h"
#include "who/resolve.h"

namespace demarche {

Result<Who> Who::load(const std::string& folder) {
  auto knowledge = Knowledge::load(folder);
  if (!knowledge) return knowledge.error();
  return Who(std::make_unique<const Knowledge>(*std::move(knowledge)));
}

Done Who::run(Document& document) const {
  Resolver resolver(document, *knowledge_);
  resolver.run();
  resolve_pronouns(document, resolver.tree());
  return Nothing{};
}

Done Who::resolve_speakers(Document& document) const {
  const Tree tree(document);
  resolve_first_person(document, tree);
  return Nothing{};
}

Who::Who(std::unique_ptr<const Knowledge> knowledge) : knowledge_(std::move(knowledge)) {}
Who::Who(Who&&) noexcept = default;
Who& Who::operator=(Who&&) noexcept = default;
Who::~Who() = default;

}  // namespace demarche
