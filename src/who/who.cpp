// The stage: see who.h.
#include "who/who.h"

#include "who/acting.h"
#include "who/coding.h"
#include "who/opposed.h"
#include "who/parties.h"
#include "who/possession.h"
#include "who/resolve.h"
#include "who/speakers.h"

namespace demarche {

Result<Who> Who::load(const std::string& folder, const std::vector<std::string>& tables, Codes codes) {
  auto knowledge = Knowledge::load(folder, tables);
  if (!knowledge) return knowledge.error();
  auto words = Words::load(folder);
  if (!words) return words.error();
  Who who(std::make_unique<const Knowledge>(*std::move(knowledge)), std::make_unique<const Words>(*std::move(words)));
  if (codes == Codes::ruled) return who;
  for (const auto& [file, model] : {std::pair{"/models/en/sectors.bin", &who.sectors_}, {"/models/en/lands.bin", &who.lands_}}) {
    auto loaded = LinearModel::load_if_there(folder + file);
    if (!loaded) return loaded.error();
    *model = *std::move(loaded);
  }
  return who;
}

Done Who::run(Document& document, const Tree& tree) const {
  Resolver(document, tree, *knowledge_, *words_).run();
  return Nothing{};
}

Done Who::resolve_speakers(Document& document, const Tree& tree) const {
  resolve_first_person(document, tree, *words_, *knowledge_);
  resolve_owned(document, tree, *words_);
  return Nothing{};
}

Done Who::resolve_actors(Document& document, const Tree& tree) const {
  const Parted parted = part_opposed(document, tree, *knowledge_);
  resolve_parties(document, tree, *words_, *knowledge_);
  resolve_acting(document, tree, *knowledge_);
  weigh_codes(document, tree, *words_, *knowledge_, sectors_.get(), lands_.get(), parted);
  return Nothing{};
}

std::vector<CodeReading> Who::codes(Document& document, const Tree& tree) const {
  part_opposed(document, tree, *knowledge_);
  resolve_parties(document, tree, *words_, *knowledge_);
  resolve_acting(document, tree, *knowledge_);
  std::vector<CodeReading> out;
  for (Coding& c : codings(document, tree, *words_, *knowledge_)) {
    const Claim& claim = document.claims[static_cast<std::size_t>(c.claim)];
    const Entity* e = document.entity_of(c.mention);
    out.push_back({c.claim, claim.trigger, claim.event, c.role, document.mentions[static_cast<std::size_t>(c.mention)].span,
                   e ? e->code() : "---", std::move(c.features), std::move(c.lands)});
  }
  return out;
}

const std::vector<Error>& Who::notes() const {
  return knowledge_->notes();
}

Who::Who(std::unique_ptr<const Knowledge> knowledge, std::unique_ptr<const Words> words)
    : knowledge_(std::move(knowledge)), words_(std::move(words)) {}
Who::Who(Who&&) noexcept = default;
Who& Who::operator=(Who&&) noexcept = default;
Who::~Who() = default;

}  // namespace demarche
