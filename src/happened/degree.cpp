// See degree.h.
#include "happened/degree.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>

#include "nn/evidence.h"

namespace demarche {
namespace {

constexpr double kWithin = 0.3;              // share of the fitted weights in the committed degree: a nuance, never another status
constexpr double kPart = 1e6, kMost = 1000;  // a weight of one in millionths; the greatest

/// FactBank's values of the statuses; what a source merely says is a little less than certain.
double committed(const Standing& s) {
  switch (s.status) {
    case Status::planned:
      return 2.0;
    case Status::possible:
      return 1.0;
    case Status::denied:
      return -3.0;
    case Status::actual:
    case Status::historical:
      break;
  }
  const bool said =
      std::any_of(s.way.begin(), s.way.end(), [](const Passage& p) { return p.rule != nullptr && p.rule->positive == Effect::said; });
  return said ? 2.5 : 3.0;
}

}  // namespace

void Findings::add(std::initializer_list<std::string_view> parts) {
  if (!named_) return keys_.push_back(feature_key(parts));
  names_.emplace_back();
  for (const std::string_view part : parts) names_.back() += part;
}

void Findings::look(const Tree& tree, const Algebra& algebra, Index act, const Standing& s) {
  keys_.clear();
  names_.clear();
  const Token& t = tree[act];
  const std::string_view tag = t.xpos, status = name(s.status), relation = name(universal(t.relation));
  add({"bias"});
  add({"status ", status});
  add({"own ", name(s.own), " ", tag});
  add({"status tag ", status, " ", tag});
  add({"relation ", name(t.relation)});
  add({"relation tag ", relation, " ", tag});
  add({"lemma ", t.lemma});
  add({"lemma tag ", t.lemma, " ", tag});
  of_children(tree, act);
  add({"frame ", frame_, tag});
  if (algebra.clause().negated(act)) add({"negated ", frame_.empty() ? tag : std::string_view(frame_)});
  if (algebra.clause().question(act)) add({"question ", relation});
  if (algebra.clause().definite(act)) add({"definite ", relation});
  of_way(tree, algebra, tag, s);
  if (t.head != kNone && s.way.empty()) {
    add({"head ", name(tree[t.head].tag), " ", tree[t.head].lemma, " ", relation});
    add({"head tag ", tree[t.head].xpos, " ", name(t.relation)});
  }
  // the verb that a later conjunct or dependent shares its mood with
  if (t.head != kNone)
    for (Index c : tree.children(t.head))
      if (universal(tree[c].relation) == Relation::aux || tree[c].relation == Relation::mark)
        add({"head aux ", tree[c].lemma, " ", relation});
  std::sort(keys_.begin(), keys_.end());
  keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
  std::sort(names_.begin(), names_.end());
  names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
}

void Findings::of_children(const Tree& tree, Index act) {
  const std::string_view tag = tree[act].xpos;
  frame_.clear();
  for (Index c : tree.children(act)) {
    const Token& k = tree[c];
    const Relation r = universal(k.relation);
    if (r == Relation::aux || r == Relation::cop || r == Relation::mark || r == Relation::case_ || r == Relation::cc) {
      add({name(r), " ", k.lemma});
      add({"form ", name(r), " ", k.lemma, " ", k.xpos});
      if (r != Relation::cc) ((frame_ += k.lemma) += k.xpos) += ' ';
    } else if (r == Relation::nsubj || r == Relation::expl || r == Relation::det || r == Relation::advmod) {
      const bool closed = k.tag == Tag::PRON || k.tag == Tag::DET || r == Relation::advmod;
      add({name(k.relation), " ", closed ? std::string_view(k.lemma) : name(k.tag)});
      if (closed && r != Relation::advmod) add({"child tag ", k.lemma, " ", tag});
    } else {
      add({"has ", name(k.relation)});
    }
    for (Index g : tree.children(c))
      if (tree[g].relation == Relation::det && (tree[g].lemma == "no" || tree[g].lemma == "any")) add({"child det ", tree[g].lemma});
  }
}

/// The governors, operators and others alike: "way1 verb want".
void Findings::of_way(const Tree& tree, const Algebra& algebra, std::string_view tag, const Standing& s) {
  std::string_view at = "1 ";
  for (const Passage& p : s.way) {
    const std::vector<std::string> by = algebra.hangs_by(p.operand);
    const std::string_view how = by.empty() ? name(universal(tree[p.operand].relation)) : std::string_view(by.front());
    const std::string_view negated = p.negated ? " not" : "";
    const Token& governor = tree[p.governor];
    add({"way", at, name(governor.tag), " ", governor.lemma});
    add({"by", at, how, negated});
    add({"way by", at, name(governor.tag), " ", governor.lemma, " ", how, negated});
    add({"governor", at, governor.xpos, " ", how});
    if (p.rule != nullptr) add({"rule ", std::to_string(static_cast<int>(p.negated ? p.rule->negated : p.rule->positive)), " ", tag});
    if (const auto modality = algebra.clause().modality(p.governor)) add({"under", at, name(*modality)});
    at = "n ";
  }
}

Result<Degrees> Degrees::load(const std::string& folder) {
  Degrees out;
  const std::string path = folder + "/languages/en/happened_degrees.tsv";
  std::ifstream in(path);
  if (!in) return Error{.code = Error::Code::not_found, .where = path, .message = "the weights of degrees are missing"};
  std::uint64_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    const std::size_t first = line.find('\t');
    const std::size_t second = first == std::string::npos ? first : line.find('\t', first + 1);
    const char* end = line.data() + line.size();
    double within = 0, realised = 0;
    if (second == std::string::npos || std::from_chars(line.data() + first + 1, end, within).ptr != line.data() + second ||
        std::from_chars(line.data() + second + 1, end, realised).ptr != end || std::abs(within) > kMost || std::abs(realised) > kMost)
      return Error{
          .code = Error::Code::bad_format, .where = path, .line = number, .message = "needs a finding and two numbers, parted by tabs"};
    out.weights_[std::string_view(line).substr(0, first)] = {static_cast<std::int32_t>(std::lround(kPart * within)),
                                                             static_cast<std::int32_t>(std::lround(kPart * realised))};
  }
  return out;
}

double Degrees::value(const Findings& found, const Standing& standing, Scale scale) const {
  std::int64_t within = 0, realised = 0;
  for (const std::uint64_t key : found.keys()) weights_.expect(key);
  for (const std::uint64_t key : found.keys())
    if (const Weight* w = weights_.find(key)) {
      within += w->within;
      realised += w->realised;
    }
  const double degree = scale == Scale::realised ? static_cast<double>(realised) / kPart
                                                 : committed(standing) + kWithin * static_cast<double>(within) / kPart;
  return std::clamp(degree, -3.0, 3.0);
}

}  // namespace demarche
