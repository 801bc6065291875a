// The public Relater: see demarche/relate.h. Features (relation.h), the classifier that weighs them (nn/evidence.h), and one question that
// it leaves to the claims.
#include "demarche/relate.h"

#include <algorithm>
#include <array>

#include "base/data_folder.h"
#include "nn/evidence.h"
#include "what/relation.h"

namespace demarche {
namespace {

/// Verbal and material cooperation 0 and 1, verbal and material conflict 2 and 3: PLOVER's quad classes.
std::size_t quad_class(std::string_view type) {
  static constexpr std::pair<std::string_view, std::size_t> kClasses[] = {
      {"AGREE", 0},  {"CONSULT", 0}, {"SUPPORT", 0},  {"AID", 1},     {"CONCEDE", 1}, {"COOPERATE", 1}, {"RETREAT", 1}, {"ACCUSE", 2},
      {"REJECT", 2}, {"REQUEST", 2}, {"THREATEN", 2}, {"ASSAULT", 3}, {"COERCE", 3},  {"MOBILIZE", 3},  {"PROTEST", 3}, {"SANCTION", 3}};
  const auto* found = std::find_if(std::begin(kClasses), std::end(kClasses), [&](const auto& c) { return c.first == type; });
  return found == std::end(kClasses) ? 0 : found->second;
}

/// The likeliest type of the likeliest quad class of the likelier side: where types share what there is to say for conflict, it is one.
const std::pair<std::string, float>& likeliest(const std::vector<std::pair<std::string, float>>& types) {
  std::array<float, 4> quads{};
  for (const auto& [type, probability] : types) quads[quad_class(type)] += probability;
  const std::size_t side = quads[0] + quads[1] >= quads[2] + quads[3] ? 0 : 2;
  const std::size_t quad = quads[side] >= quads[side + 1] ? side : side + 1;
  return *std::find_if(types.begin(), types.end(), [&](const auto& t) { return quad_class(t.first) == quad; });  // they are sorted
}

}  // namespace

Result<Relater> Relater::load(const std::string& data) {
  const Result<std::string> folder = data_folder(data);
  if (!folder) return folder.error();
  auto lexicon = Lexicon::load(*folder);
  if (!lexicon) return lexicon.error();
  auto model = LinearModel::load_if_there(*folder + "/models/en/relation.bin");
  if (!model) return model.error();
  return Relater(std::make_unique<const Lexicon>(*std::move(lexicon)), *std::move(model));
}

Relating Relater::relate(const Document& document, const std::vector<Span>& source, const std::vector<Span>& target) const {
  const Tree tree(document);
  const Claim* claim = best_joining(document, source, target);
  Relating out;
  RelationFeatures features(tree, *lexicon_, model_.get(), source, target);
  if (model_) {
    const LinearModel::Weights probabilities = model_->weigh(features.all());
    for (std::size_t t = 0; t < model_->types().size(); ++t) out.types.emplace_back(model_->types()[t], probabilities[t]);
    std::stable_sort(out.types.begin(), out.types.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  } else {
    out.types = {claim ? std::pair(claim->event, claim->confidence) : std::pair(lexicon_->senses().front()->event, 0.0F)};
  }
  const auto& type = model_ ? likeliest(out.types) : out.types.front();
  out.event = type.first;
  out.confidence = type.second;
  // where no act is known that joins the two, who tells the other something consults him: what he is told of is not done to him
  if (features.tells() && (claim == nullptr || joins(document, *claim, source, target) < kJoinsBoth)) {
    out.event = "CONSULT";
    const auto consult = std::find_if(out.types.begin(), out.types.end(), [](const auto& t) { return t.first == "CONSULT"; });
    if (consult != out.types.end()) out.confidence = consult->second;
  }
  // the annotated sentences call every concession by one name: whether it is one of deeds, a claim that joins the two must tell
  if (out.event == "CONCEDE" && claim && claim->event == "RETREAT" && claim->status == Status::actual) out.event = claim->event;
  return out;
}

std::vector<std::string> Relater::features(const Document& document, const std::vector<Span>& source,
                                           const std::vector<Span>& target) const {
  return RelationFeatures(Tree(document), *lexicon_, nullptr, source, target).all().names();
}

Relater::Relater(std::unique_ptr<const Lexicon> lexicon, std::unique_ptr<const LinearModel> model)
    : lexicon_(std::move(lexicon)), model_(std::move(model)) {}
Relater::Relater(Relater&&) noexcept = default;
Relater& Relater::operator=(Relater&&) noexcept = default;
Relater::~Relater() = default;

}  // namespace demarche
