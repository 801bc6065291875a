// Greedy heads, one root, and the maximum spanning tree where greedy heads run in a circle (about one sentence in ten).
#include "parse/heads.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace demarche {

namespace {

/// The nodes of a cycle of `heads` (kNone ends a path), or none.
std::vector<Index> find_cycle(std::span<const Index> heads) {
  std::vector<Index> seen(heads.size(), kNone);  // the walk that saw it
  for (std::size_t start = 0; start < heads.size(); ++start) {
    auto at = static_cast<Index>(start);
    while (at != kNone && seen[static_cast<std::size_t>(at)] == kNone) {
      seen[static_cast<std::size_t>(at)] = static_cast<Index>(start);
      at = heads[static_cast<std::size_t>(at)];
    }
    if (at == kNone || seen[static_cast<std::size_t>(at)] != static_cast<Index>(start)) continue;
    std::vector<Index> cycle = {at};
    for (Index next = heads[static_cast<std::size_t>(at)]; next != at; next = heads[static_cast<std::size_t>(next)]) cycle.push_back(next);
    return cycle;
  }
  return {};
}

/// The maximum spanning tree: cycles of best heads are contracted to one node each, until none is left, and opened again in reverse.
class SpanningTree {
 public:
  SpanningTree(const ArcScores& scores, std::span<Index> heads)
      : heads_(heads), size_(heads.size()), scores_(size_ * size_), alive_(size_, true) {
    for (std::size_t i = 0; i < size_; ++i) std::copy_n(scores.row(i), size_, scores_.begin() + static_cast<std::ptrdiff_t>(i * size_));
  }

  void run() {
    for (std::vector<Index> cycle = find_cycle(heads_); !cycle.empty(); cycle = find_cycle(heads_)) contract(cycle);
    for (; !contracted_.empty(); contracted_.pop_back()) open(contracted_.back());
  }

 private:
  struct Contracted {
    std::vector<Index> members, heads;  ///< of the cycle; the first member stands for all
    std::vector<Index> enter, leave;    ///< by node outside: the member that would hang on it, the member it would hang on
  };

  double& score(Index dependent, Index head) {
    return scores_[static_cast<std::size_t>(dependent) * size_ + static_cast<std::size_t>(head)];
  }
  Index& head(Index node) { return heads_[static_cast<std::size_t>(node)]; }

  void contract(const std::vector<Index>& cycle) {
    Contracted c{cycle, {}, std::vector<Index>(size_, kNone), std::vector<Index>(size_, kNone)};
    for (const Index member : cycle) {
      c.heads.push_back(head(member));
      alive_[static_cast<std::size_t>(member)] = false;
    }
    const Index whole = cycle.front();
    Index best = kNone;
    for (std::size_t i = 0; i < size_; ++i) {
      if (!alive_[i]) continue;
      const auto u = static_cast<Index>(i);
      Index enter = whole;
      Index leave = whole;
      const auto gain = [&](Index member) { return score(member, u) - score(member, head(member)); };
      for (const Index member : cycle) {
        if (gain(member) > gain(enter)) enter = member;
        if (score(u, member) > score(u, leave)) leave = member;
      }
      c.enter[i] = enter;
      c.leave[i] = leave;
    }
    for (std::size_t i = 0; i < size_; ++i) {  // apart, since `whole` is a member itself
      if (!alive_[i]) continue;
      const auto u = static_cast<Index>(i);
      gains_.emplace_back(u, score(c.enter[i], u) - score(c.enter[i], head(c.enter[i])));
      score(u, whole) = score(u, c.leave[i]);
      if (head(u) != kNone && !alive_[static_cast<std::size_t>(head(u))]) head(u) = whole;
    }
    for (const auto& [u, gain] : gains_) {
      score(whole, u) = gain;
      if (best == kNone || gain > score(whole, best)) best = u;
    }
    gains_.clear();
    for (const Index member : cycle) head(member) = kNone;
    head(whole) = best;
    alive_[static_cast<std::size_t>(whole)] = true;
    contracted_.push_back(std::move(c));
  }

  void open(const Contracted& c) {
    const Index whole = c.members.front();
    const Index above = head(whole);
    for (std::size_t i = 0; i < size_; ++i) {
      if (c.leave[i] != kNone && heads_[i] == whole) heads_[i] = c.leave[i];
    }
    for (std::size_t m = 0; m < c.members.size(); ++m) head(c.members[m]) = c.heads[m];
    head(c.enter[static_cast<std::size_t>(above)]) = above;
  }

  std::span<Index> heads_;
  std::size_t size_;
  std::vector<double> scores_;
  std::vector<bool> alive_;
  std::vector<std::pair<Index, double>> gains_;
  std::vector<Contracted> contracted_;
};

/// The one root: of those whose best head is the root the one with the best score, else the one that loses least by it.
std::size_t choose_root(const nn::Kernel& kernel, const ArcScores& scores, std::span<const Index> heads) {
  const std::size_t n = scores.size;
  std::size_t root = n;
  for (std::size_t i = 0; i < n; ++i) {
    if (heads[i] == kNone && (root == n || scores.row(i)[n] > scores.row(root)[n])) root = i;
  }
  if (root != n) return root;
  float least = std::numeric_limits<float>::infinity();
  root = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const float* row = scores.row(i);
    const float loss = row[kernel.argmax(row, scores.stride)] - row[n];
    if (loss < least) {
      least = loss;
      root = i;
    }
  }
  return root;
}

}  // namespace

void find_heads(const nn::Kernel& kernel, const ArcScores& scores, std::span<Index> heads) {
  const std::size_t n = scores.size;
  const auto best = [&](std::size_t i) {
    const std::size_t found = kernel.argmax(scores.row(i), scores.stride);
    return found >= n ? kNone : static_cast<Index>(found);
  };
  for (std::size_t i = 0; i < n; ++i) heads[i] = best(i);
  const std::size_t root = choose_root(kernel, scores, heads);
  for (std::size_t i = 0; i < n; ++i) {
    scores.row(i)[n] = -std::numeric_limits<float>::infinity();
    if (heads[i] == kNone) heads[i] = best(i);
  }
  heads[root] = kNone;
  if (!find_cycle(heads).empty()) SpanningTree(scores, heads).run();
}

}  // namespace demarche
