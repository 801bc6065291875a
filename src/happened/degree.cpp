// See degree.h.
#include "happened/degree.h"

#include <algorithm>
#include <charconv>
#include <fstream>

namespace demarche {
namespace {

constexpr double kWithin = 0.3;  // share of the fitted weights in the committed degree: a nuance, never another status

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

/// The governor's part: "verb want", for operators and others alike.
std::string governor(const Tree& tree, Index word) {
  return std::string(name(tree[word].tag)) + " " + tree[word].lemma;
}

}  // namespace

std::vector<std::string> findings(const Tree& tree, const Algebra& algebra, Index act, const Standing& s) {
  std::vector<std::string> out = {"bias"};
  const Token& t = tree[act];
  const std::string tag(t.xpos);
  const std::string status(name(s.status));
  const std::string relation(name(universal(t.relation)));
  const auto add = [&](const char* kind, const std::string& value) { out.push_back(std::string(kind) + " " + value); };
  add("status", status);
  add("own", std::string(name(s.own)) + " " + tag);
  add("status tag", status + " " + tag);
  add("relation", std::string(name(t.relation)));
  add("relation tag", relation + " " + tag);
  add("lemma", t.lemma);
  add("lemma tag", t.lemma + " " + tag);
  std::string frame;
  for (Index c : tree.children(act)) {
    const Token& k = tree[c];
    const Relation r = universal(k.relation);
    if (r == Relation::aux || r == Relation::cop || r == Relation::mark || r == Relation::case_ || r == Relation::cc) {
      add(std::string(name(r)).c_str(), k.lemma);
      add("form", std::string(name(r)) + " " + k.lemma + " " + std::string(k.xpos));
      if (r != Relation::cc) frame += k.lemma + std::string(k.xpos) + " ";
    } else if (r == Relation::nsubj || r == Relation::expl || r == Relation::det || r == Relation::advmod) {
      const bool closed = k.tag == Tag::PRON || k.tag == Tag::DET || r == Relation::advmod;
      add(std::string(name(k.relation)).c_str(), closed ? k.lemma : std::string(name(k.tag)));
      if (closed && r != Relation::advmod) add("child tag", k.lemma + " " + tag);
    } else {
      add("has", std::string(name(k.relation)));
    }
    for (Index g : tree.children(c))
      if (tree[g].relation == Relation::det && (tree[g].lemma == "no" || tree[g].lemma == "any")) add("child det", tree[g].lemma);
  }
  add("frame", frame + tag);
  if (algebra.clause().negated(act)) add("negated", frame.empty() ? tag : frame);
  if (algebra.clause().question(act)) add("question", relation);
  if (algebra.clause().definite(act)) add("definite", relation);
  int step = 0;
  for (const Passage& p : s.way) {
    const std::string at = step == 0 ? "1" : "n";
    const std::vector<std::string> by = algebra.hangs_by(p.operand);
    const std::string how = by.empty() ? std::string(name(universal(tree[p.operand].relation))) : by.front();
    add(("way" + at).c_str(), governor(tree, p.governor));
    add(("by" + at).c_str(), how + (p.negated ? " not" : ""));
    add(("way by" + at).c_str(), governor(tree, p.governor) + " " + how + (p.negated ? " not" : ""));
    add(("governor" + at).c_str(), std::string(tree[p.governor].xpos) + " " + how);
    if (p.rule != nullptr) add("rule", std::to_string(static_cast<int>(p.negated ? p.rule->negated : p.rule->positive)) + " " + tag);
    if (algebra.clause().modality(p.governor)) add(("under" + at).c_str(), std::string(name(*algebra.clause().modality(p.governor))));
    ++step;
  }
  if (t.head != kNone && step == 0) {
    add("head", governor(tree, t.head) + " " + relation);
    add("head tag", std::string(tree[t.head].xpos) + " " + std::string(name(t.relation)));
  }
  // the verb that a later conjunct or dependent shares its mood with
  if (t.head != kNone)
    for (Index c : tree.children(t.head))
      if (universal(tree[c].relation) == Relation::aux || tree[c].relation == Relation::mark)
        add("head aux", tree[c].lemma + " " + relation);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
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
    Weight w;
    if (second == std::string::npos || std::from_chars(line.data() + first + 1, end, w.within).ptr != line.data() + second ||
        std::from_chars(line.data() + second + 1, end, w.realised).ptr != end)
      return Error{
          .code = Error::Code::bad_format, .where = path, .line = number, .message = "needs a finding and two numbers, parted by tabs"};
    out.weights_[line.substr(0, first)] = w;
  }
  return out;
}

double Degrees::value(const std::vector<std::string>& found, const Standing& standing, Scale scale) const {
  Weight sum;
  for (const std::string& f : found)
    if (const auto w = weights_.find(f); w != weights_.end()) {
      sum.within += w->second.within;
      sum.realised += w->second.realised;
    }
  const double degree =
      scale == Scale::realised ? static_cast<double>(sum.realised) : committed(standing) + kWithin * static_cast<double>(sum.within);
  return std::clamp(degree, -3.0, 3.0);
}

}  // namespace demarche
