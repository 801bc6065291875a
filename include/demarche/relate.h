// What does one given party do to another? For sentences whose parties are known, as in ICEWS-like pipelines: every pair gets a type.
//
//   auto relater = demarche::Relater::load();
//   auto relating = relater->relate(*document, {{0, 5}}, {{15, 21}});   // "Kenya rejected Uganda's plan.", read by a Coder: Kenya, Uganda
//   relating.event                                                       // "REJECT"; relating.confidence is a calibrated probability
//
// A Relater is immutable after loading; any number of threads may call it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "demarche/demarche.h"

namespace demarche {

class Lexicon;
class LinearModel;

struct Relating {
  std::string event;                                 ///< the likeliest PLOVER type; never empty
  float confidence = 0;                              ///< its probability
  std::vector<std::pair<std::string, float>> types;  ///< all types with their probabilities, likeliest first
};

class Relater {
 public:
  /// @param data as Coder::Options::data. Without models/en/relation.bin there the claims alone decide.
  static Result<Relater> load(const std::string& data = "");
  /// @param document as read by a Coder, bare or not (Coder::Options); the spans, of its bytes, need not be mentions.
  [[nodiscard]] Relating relate(const Document& document, const std::vector<Span>& source, const std::vector<Span>& target) const;

  /// What is weighed there, sorted: for the trainers in train/, by way of demarche-eval.
  [[nodiscard]] std::vector<std::string> features(const Document& document, const std::vector<Span>& source,
                                                  const std::vector<Span>& target) const;

  Relater(Relater&&) noexcept;
  Relater& operator=(Relater&&) noexcept;
  ~Relater();

 private:
  Relater(std::unique_ptr<const Lexicon> lexicon, std::unique_ptr<const LinearModel> model);
  std::unique_ptr<const Lexicon> lexicon_;
  std::unique_ptr<const LinearModel> model_;
};

}  // namespace demarche
