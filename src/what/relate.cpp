// The public Relater: see demarche/relate.h. Features (relation.h), classifier (relation_model.h), and one question that it leaves to the
// claims.
#include "demarche/relate.h"

#include "base/data_folder.h"
#include "what/relation.h"
#include "what/relation_model.h"

namespace demarche {

Result<Relater> Relater::load(const std::string& data) {
  const Result<std::string> folder = data_folder(data);
  if (!folder) return folder.error();
  auto lexicon = Lexicon::load(*folder);
  if (!lexicon) return lexicon.error();
  auto model = RelationModel::load(*folder + "/models/en/relation.bin");
  if (!model && model.error().code != Error::Code::not_found) return model.error();
  return Relater(std::make_unique<const Lexicon>(*std::move(lexicon)),
                 model ? std::make_unique<const RelationModel>(*std::move(model)) : nullptr);
}

Relating Relater::relate(const Document& document, const std::vector<Span>& source, const std::vector<Span>& target) const {
  const Tree tree(document);
  const Claim* claim = best_joining(document, source, target);
  Relating out;
  out.features = RelationFeatures(tree, *lexicon_, source, target).list();
  if (model_) {
    out.types = model_->types(out.features);
  } else {
    out.types = {claim ? std::pair(claim->event, claim->confidence) : std::pair(lexicon_->senses().front()->event, 0.0F)};
  }
  out.event = out.types.front().first;
  out.confidence = out.types.front().second;
  // the annotated sentences call every concession by one name: whether it is one of deeds, a claim that joins the two must tell
  if (out.event == "CONCEDE" && claim && claim->event == "RETREAT" && claim->status == Status::actual) out.event = claim->event;
  return out;
}

Relater::Relater(std::unique_ptr<const Lexicon> lexicon, std::unique_ptr<const RelationModel> model)
    : lexicon_(std::move(lexicon)), model_(std::move(model)) {}
Relater::Relater(Relater&&) noexcept = default;
Relater& Relater::operator=(Relater&&) noexcept = default;
Relater::~Relater() = default;

}  // namespace demarche
