// See setting.h.
#include "who/setting.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

namespace demarche {
namespace {

constexpr double kWhere = 2.5, kNation = 1.2, kBody = 0.9, kWriter = 4;
constexpr double kLead = 0.5;     // least weight of the first sentences, wherever the phrase stands
constexpr Index kLeadEnd = 2;     // sentences
constexpr double kLater = 0.15;   // of what comes after
constexpr double kFar = 0.3;      // of what stands long before
constexpr Index kReach = 300;     // sentences; what is further off is another story, and would make long texts slow
constexpr double kOther = 0.1;    // of another story's
constexpr int kItems = 4;         // lines that name countries, of which news in brief has at least so many
constexpr double kLeast = 0.7;    // of the best country's evidence
constexpr double kMargin = 1.25;  // over the second

double nearness(Index here, Index there) {
  const Index back = here - there;
  double w = back < 0 ? kLater : back == 0 ? 1.0 : back == 1 ? 0.75 : back == 2 ? 0.5 : kFar;
  if (there < kLeadEnd) w = std::max(w, kLead);
  return w;
}

}  // namespace

std::span<const Setting::Evidence> Setting::within(Index first, Index last) const {
  const auto from = std::partition_point(evidence_.begin(), evidence_.end(), [&](const Evidence& e) { return e.sentence < first; });
  const auto to = std::partition_point(from, evidence_.end(), [&](const Evidence& e) { return e.sentence <= last; });
  return {from, to};
}

void Setting::divide(std::vector<Index> lines) {
  lines_ = std::move(lines);
  std::set<std::string_view> before, now;
  int items = 0, apart = 0;
  const auto end_line = [&] {
    if (now.empty()) return;
    items += 1;
    apart += std::none_of(now.begin(), now.end(), [&](std::string_view c) { return before.contains(c); });
    before.merge(now);
    now.clear();
  };
  Index line = kNone;
  for (const Evidence& e : evidence_) {
    if (lines_[static_cast<std::size_t>(e.sentence)] != line) end_line();
    line = lines_[static_cast<std::size_t>(e.sentence)];
    now.insert(e.country);
  }
  end_line();
  digest_ = items >= kItems && 2 * apart > items;
}

Index Setting::story(Index sentence) const {
  if (!digest_) return 0;
  const auto first = std::ranges::lower_bound(lines_, lines_[static_cast<std::size_t>(sentence)]);
  return static_cast<Index>(first - lines_.begin());
}

std::string Setting::country(Index sentence, bool civilian, std::string_view but) const {
  std::set<std::string> places, named;
  for (const Evidence& e : within(sentence, sentence)) {
    named.insert(e.country);
    if (e.kind == Kind::where) places.insert(e.country);
  }
  if (civilian && places.size() == 1) return *places.begin();  // "... killed 13 women in Daquq"
  if (civilian && places.empty() && named.size() == 1) return *named.begin();
  std::map<std::string, double> score, whole;
  const auto count = [&](const Evidence& e) {
    if (e.country == but) return;
    const double w = e.kind == Kind::where    ? kWhere
                     : e.kind == Kind::nation ? kNation
                     : e.kind == Kind::body   ? kBody
                     : civilian               ? 0
                                              : kWriter;
    score[e.country] +=
        w * (e.kind == Kind::writer ? 1 : nearness(sentence, e.sentence)) * (other_story(sentence, e.sentence) ? kOther : 1);
    whole[e.country] += w;
  };
  for (const Evidence& e : within(0, kLeadEnd - 1)) count(e);  // where all of a writer's is, too
  for (const Evidence& e : within(std::max(kLeadEnd, sentence - kReach), sentence + kReach)) count(e);
  std::string best;
  double most = 0, second = 0;
  for (const auto& [country, s] : score) {
    if (s > most) {
      second = most;
      most = s;
      best = country;
    } else {
      second = std::max(second, s);
    }
  }
  return !best.empty() && whole[best] >= kLeast && most >= kMargin * second ? best : "";
}

bool Setting::names(Index sentence, std::string_view country) const {
  return std::any_of(evidence_.begin(), evidence_.end(),
                     [&](const Evidence& e) { return e.country == country && e.sentence <= sentence && sentence - e.sentence <= 1; });
}

bool Setting::international(Index sentence) const {
  std::set<std::string> countries;
  for (const Evidence& e : within(sentence - 1, sentence))
    if (e.kind != Kind::where) countries.insert(e.country);
  return countries.size() >= 2;
}

}  // namespace demarche
