// The parser written down a second time, straight from docs/model-format.md: one sentence, one token, one number at a time. Slow; shares no
// code with src/nn and src/parse, so that a mistake would have to be made twice. Trusts the file and the document.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "demarche/demarche.h"

namespace demarche::reference {

using Row = std::vector<float>;
using Bytes = std::vector<int>;  // rounded values

inline std::uint64_t hash(const std::string& bytes) {
  std::uint64_t h = 14695981039346656037ULL;
  for (const unsigned char b : bytes) {
    h ^= b;
    h *= 1099511628211ULL;
  }
  return h ^ (h >> 32);
}

inline bool hidden(char32_t c) {
  for (const auto& [low, high] : {std::pair<char32_t, char32_t>{0, 8},
                                  {14, 27},
                                  {0x7F, 0x84},
                                  {0x86, 0x9F},
                                  {0xAD, 0xAD},
                                  {0x200B, 0x200F},
                                  {0x202A, 0x202E},
                                  {0x2060, 0x206F},
                                  {0xFE00, 0xFE0F},
                                  {0xFEFF, 0xFEFF}}) {
    if (c >= low && c <= high) return true;
  }
  return false;
}

inline std::u32string normalise(const std::string& form) {
  if (form == "''" || form == "``") return U"\"";
  if (form == "--" || form == "---") return U"-";
  std::u32string out;
  for (const char32_t c : decode(form)) {
    const auto in = [&](std::u32string_view set) { return set.find(c) != std::u32string_view::npos; };
    out += in(U"\u2018\u2019\u0060\u00B4\u2032\u201A\u201B\u2039\u203A") ? U"'"
           : in(U"\u201C\u201D\u201E\u201F\uFF02\u00AB\u00BB")           ? U"\""
           : in(U"\u2012\u2013\u2014\u2015")                             ? U"-"
           : c == 0x2026                                                 ? U"..."
           : c == 0xA0                                                   ? U" "
           : hidden(c)                                                   ? U""
                                                                         : std::u32string(1, c);
  }
  return out;
}

class Parser {
 public:
  explicit Parser(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    bytes_.assign(std::istreambuf_iterator<char>(in), {});
    std::uint32_t length;
    std::memcpy(&length, bytes_.data() + 12, 4);
    header_ = nlohmann::json::parse(bytes_.substr(16, length));
    start_ = (16 + length + 63) / 64 * 64;
    dim_ = header_["config"]["dim"];
  }

  void run(Document& d) const {
    for (const Sentence& sentence : d.sentences) {
      std::vector<std::u32string> forms;
      for (Index t = sentence.first; t < sentence.last; ++t) {
        forms.push_back(normalise(std::string(d.of(d.tokens[static_cast<std::size_t>(t)].span))));
      }
      const bool flag = caseless(forms);
      Index root = kNone;
      for (std::size_t at = 0; at < forms.size();) {
        const std::size_t size = cut(forms, at);
        const Index found =
            piece(d, sentence.first + static_cast<Index>(at), {forms.begin() + long(at), forms.begin() + long(at + size)}, at == 0, flag);
        if (root == kNone) {
          root = found;
        } else {
          d.tokens[static_cast<std::size_t>(found)].head = root;
          d.tokens[static_cast<std::size_t>(found)].relation = Relation::parataxis;
        }
        at += size;
      }
    }
  }

 private:
  template <class T>
  std::vector<T> values(const std::string& name, std::size_t first, std::size_t count) const {
    std::vector<T> out(count);
    std::memcpy(out.data(), bytes_.data() + start_ + header_["tensors"][name]["offset"].get<std::size_t>() + first * sizeof(T),
                count * sizeof(T));
    return out;
  }
  template <class T>
  T value(const std::string& name, std::size_t i = 0) const {
    return values<T>(name, i, 1)[0];
  }
  float real(const std::string& name, std::size_t i = 0) const { return value<float>(name, i); }
  std::size_t length(const std::string& name) const { return header_["tensors"][name]["shape"][0]; }

  std::size_t cut(const std::vector<std::u32string>& forms, std::size_t at) const {
    const std::size_t most = header_["config"]["max_len"];
    if (forms.size() - at <= most) return forms.size() - at;
    for (const std::set<std::u32string>& marks :
         {std::set<std::u32string>{U".", U";", U":", U"!", U"?"}, std::set<std::u32string>{U",", U"-"}}) {
      for (std::size_t size = most; size > most / 2; --size) {
        if (marks.count(forms[at + size - 1]) != 0) return size;
      }
    }
    return most;
  }

  static bool caseless(const std::vector<std::u32string>& forms) {
    int lettered = 0;
    int capital = 0;
    bool any = false;
    for (const std::u32string& form : forms) {
      const auto letters = std::count_if(form.begin(), form.end(), is_letter);
      const auto upper = std::count_if(form.begin(), form.end(), is_upper);
      lettered += letters > 0;
      capital += letters > 1 && upper == letters;
      any = any || upper > 0;
    }
    return lettered > 3 && (capital >= 0.8 * lettered || !any);
  }

  std::vector<std::size_t> rows(const std::u32string& form, bool first, bool flag) const {
    std::u32string low;
    for (const char32_t c : form) low += c >= '0' && c <= '9' ? U'0' : lower(c);
    const auto end = [&](std::size_t n) { return encode(low.size() > n ? low.substr(low.size() - n) : low); };
    std::u32string shape;
    for (const char32_t c : form) {
      char32_t s = is_upper(c) ? U'X' : c >= '0' && c <= '9' ? U'd' : is_letter(c) ? U'x' : c;
      if (flag && (s == 'X' || s == 'x')) s = 'c';
      shape += s;
    }
    std::u32string cut;
    for (std::size_t i = 0; i < shape.size(); ++i) {
      if (i < 2 || shape[i] != shape[i - 1] || shape[i] != shape[i - 2]) cut += shape[i];
    }
    const std::string keys[] = {"p" + encode(low.substr(0, 3)), "s" + end(2), "t" + end(3), "u" + end(4),
                                (first ? "h^" : "h") + encode(cut)};
    const std::size_t words = header_["config"]["words"];
    const std::size_t buckets = header_["config"]["word_buckets"];
    const std::uint64_t h = hash(encode(low));
    std::vector<std::size_t> out = {words + h % buckets};
    const auto known = values<std::uint64_t>("word_keys", 0, length("word_keys"));
    for (std::size_t i = 0; i < known.size(); ++i) {
      if (known[i] == h) out[0] = static_cast<std::size_t>(value<std::int32_t>("word_rows", i));
    }
    std::size_t base = words + buckets;
    for (std::size_t i = 0; i < 5; ++i) {
      const std::size_t table = header_["config"]["tables"][i];
      out.push_back(base + hash(keys[i]) % table);
      base += table;
    }
    return out;
  }

  static float lanes(const Row& x) {
    float lane[16] = {};
    for (std::size_t i = 0; i < x.size(); ++i) lane[i % 16] += x[i];
    for (int apart = 8; apart > 0; apart /= 2) {
      for (int i = 0; i < apart; ++i) lane[i] += lane[i + apart];
    }
    return lane[0];
  }
  /// Activations of the file's scales go to 127; signed ones are coded in 63 steps either way.
  static float finer(float scale) { return scale * 127.0F / 63.0F; }
  static int rounded(float x, float low, float high) { return static_cast<int>(std::min(std::max(std::rint(x), low), high)); }
  static Bytes normalised(const Row& x, float scale) {
    const float mean = lanes(x) / static_cast<float>(x.size());
    Row squares;
    for (const float v : x) squares.push_back((v - mean) * (v - mean));
    const float inverse = 1.0F / std::sqrt(lanes(squares) / static_cast<float>(x.size()) + 1e-5F);
    Bytes out;
    for (const float v : x) out.push_back(rounded((v - mean) * inverse * (1.0F / scale), -64, 63));
    return out;
  }
  static Bytes quantised(const Row& x, float scale) {  ///< what is never below zero
    Bytes out;
    for (const float v : x) out.push_back(rounded(v / scale, 0, 127));
    return out;
  }
  Row linear(const std::string& name, const Bytes& q, float scale) const {
    Row out;
    const std::size_t outputs = length(name + ".weight");
    const auto weights = values<std::int8_t>(name + ".weight", 0, outputs * q.size());
    for (std::size_t n = 0; n < outputs; ++n) {
      std::int32_t sum = 0;
      for (std::size_t i = 0; i < q.size(); ++i) sum += q[i] * weights[n * q.size() + i];
      out.push_back(static_cast<float>(sum) * (scale * real(name + ".wscale", n)) + real(name + ".bias", n));
    }
    return out;
  }

  /// side 0: what the words up to each leave behind; 1: what those from it on do.
  std::vector<Bytes> faded(const std::string& layer, const std::vector<Bytes>& q, std::size_t side) const {
    if (!header_["tensors"].contains(layer + ".fade")) return q;
    const Row decay = values<float>(layer + ".fade", 2 * side * dim_, dim_);
    const Row gain = values<float>(layer + ".fade", (2 * side + 1) * dim_, dim_);
    std::vector<Bytes> out(q.size());
    Row state(dim_, 0.0F);
    for (std::size_t k = 0; k < q.size(); ++k) {
      const std::size_t t = side == 0 ? k : q.size() - 1 - k;
      for (std::size_t i = 0; i < dim_; ++i) {
        state[i] = state[i] * decay[i] + static_cast<float>(q[t][i]) * gain[i];
        out[t].push_back(rounded(state[i], -64, 63));
      }
    }
    return out;
  }

  std::vector<Row> encoded(const std::vector<std::u32string>& forms, bool first, bool flag) const {
    std::vector<Row> x;
    for (std::size_t t = 0; t < forms.size(); ++t) {
      Row sum(dim_, 0.0F);
      for (const std::size_t row : rows(forms[t], first && t == 0, flag)) {
        const auto embedding = values<std::int8_t>("embed", row * dim_, dim_);
        for (std::size_t i = 0; i < dim_; ++i) sum[i] += static_cast<float>(embedding[i]) * real("embed_scale", row);
      }
      x.push_back(sum);
    }
    for (std::size_t l = 0; l < header_["config"]["dilations"].size(); ++l) {
      const long dilation = header_["config"]["dilations"][l];
      const std::string name = "conv" + std::to_string(l);
      std::vector<Bytes> q;
      for (const Row& row : x) q.push_back(normalised(row, finer(real(name + ".scale"))));
      const std::vector<Bytes> sides[] = {faded(name, q, 0), q, faded(name, q, 1)};
      for (std::size_t t = 0; t < x.size(); ++t) {
        Bytes in;
        for (long tap = -1; tap <= 1; ++tap) {
          const long at = static_cast<long>(t) + tap * dilation;
          const Bytes row = at >= 0 && at < static_cast<long>(q.size()) ? sides[tap + 1][static_cast<std::size_t>(at)] : Bytes(dim_, 0);
          in.insert(in.end(), row.begin(), row.end());
        }
        const Row y = linear(name, in, finer(real(name + ".scale")));
        for (std::size_t i = 0; i < dim_; ++i) x[t][i] += std::max(0.0F, y[i]);
      }
    }
    return x;
  }

  /// Chu-Liu-Edmonds as in the textbook: best heads; if they run in a circle, make it one node and start again. w[dependent][head].
  static std::vector<int> spanning_tree(const std::vector<std::vector<double>>& w, int root) {
    const int n = static_cast<int>(w.size());
    std::vector<int> best(w.size(), -1);
    for (int v = 0; v < n; ++v) {
      for (int u = 0; v != root && u < n; ++u) {
        if (u != v && (best[v] < 0 || w[v][u] > w[v][best[v]])) best[v] = u;
      }
    }
    std::set<int> circle;
    for (int v = 0; v < n && circle.empty(); ++v) {
      int u = v;
      for (int steps = 0; steps < n && u >= 0; ++steps) u = best[u];
      for (; u >= 0 && circle.insert(u).second;) u = best[u];
    }
    if (circle.empty()) return best;
    std::vector<int> number(w.size());  // in the smaller graph; the circle is the last
    int count = 0;
    for (int v = 0; v < n; ++v) number[v] = circle.count(v) != 0 ? -1 : count++;
    for (int& k : number) k = k < 0 ? count : k;
    std::vector<std::vector<double>> small(count + 1, std::vector<double>(count + 1, -1e300));
    std::vector<std::vector<std::pair<int, int>>> arc(count + 1, std::vector<std::pair<int, int>>(count + 1));
    for (int v = 0; v < n; ++v) {
      for (int u = 0; u < n; ++u) {
        if (number[v] == number[u] || v == root) continue;
        const double score = number[v] == count ? w[v][u] - w[v][best[v]] : w[v][u];
        if (score > small[number[v]][number[u]]) {
          small[number[v]][number[u]] = score;
          arc[number[v]][number[u]] = {v, u};
        }
      }
    }
    const std::vector<int> heads = spanning_tree(small, number[root]);
    for (int k = 0; k <= count; ++k) {
      if (heads[k] >= 0) best[arc[k][heads[k]].first] = arc[k][heads[k]].second;
    }
    return best;
  }

  /// Fills the tokens of one piece, returns its root.
  Index piece(Document& d, Index base, const std::vector<std::u32string>& forms, bool first, bool flag) const;
  std::vector<int> tree(const std::vector<Row>& dep, const std::vector<Row>& head) const;
  void write(Token& token, std::string_view text, const std::u32string& form, const Row& out) const;

  std::string bytes_;
  nlohmann::json header_;
  std::size_t start_ = 0, dim_ = 0;
};

inline std::vector<int> Parser::tree(const std::vector<Row>& dep, const std::vector<Row>& head) const {
  const int n = static_cast<int>(dep.size());
  std::vector<std::vector<double>> w(dep.size(), std::vector<double>(dep.size(), -1e300));
  std::vector<double> root_score;
  std::vector<double> best(dep.size(), -1e300);
  for (int i = 0; i < n; ++i) {
    Bytes q;
    for (const float v : linear("arc", quantised(dep[i], real("arc.dep_scale")), real("arc.dep_scale"))) {
      q.push_back(rounded(v / finer(real("arc.t_scale")), -64, 63));
    }
    for (int j = -1; j < n; ++j) {
      const Bytes e = j < 0 ? Bytes() : quantised(head[j], real("arc.head_scale"));
      const auto at_root = values<std::int8_t>("arc.root", 0, q.size());
      std::int32_t dot = 0;
      for (std::size_t k = 0; k < q.size(); ++k) dot += q[k] * (j < 0 ? at_root[k] : e[k]);
      const float score = static_cast<float>(dot) * (finer(real("arc.t_scale")) * real("arc.head_scale")) +
                          (j < 0 ? real("arc.root_bias") : real("arc.distance", static_cast<std::size_t>(std::clamp(j - i, -20, 20) + 20)));
      if (j < 0) {
        root_score.push_back(score);
      } else if (j != i) {
        w[i][j] = score;
        best[i] = std::max(best[i], w[i][j]);
      }
    }
  }
  int root = -1;
  for (int i = 0; i < n; ++i) {
    if (root_score[i] > best[i] && (root < 0 || root_score[i] > root_score[root])) root = i;
  }
  for (int i = 0; i < n && root != i; ++i) {  // nobody chose it: the smallest loss, in floats as the parser computes it
    bool least = root < 0;
    for (int k = 0; k < n && least; ++k) {
      const auto loss = [&](int t) { return static_cast<float>(best[t]) - static_cast<float>(root_score[t]); };
      least = loss(k) > loss(i) || (loss(k) == loss(i) && k >= i);
    }
    if (least) root = i;
  }
  return spanning_tree(w, root);
}

inline void Parser::write(Token& token, std::string_view text, const std::u32string& form, const Row& out) const {
  std::size_t at = 0;
  const auto best = [&](const char* layer) {
    const auto& labels = header_["labels"][layer];
    const auto begin = out.begin() + static_cast<long>(at);
    const auto found = std::max_element(begin, begin + static_cast<long>(labels.size()));
    at += labels.size();
    return labels[static_cast<std::size_t>(found - begin)].get<std::string>();
  };
  const std::string tag = best("upos");
  for (int i = 0; i <= static_cast<int>(Tag::X); ++i) {
    if (name(static_cast<Tag>(i)) == tag) token.tag = static_cast<Tag>(i);
  }
  token.lemma = best("xpos") + " ";  // views need an owner: the test compares this text
  token.lemma += best("feats") + " ";
  const std::string rule = best("lemma");
  std::string lemma;
  if (rule[0] == '=') {
    lemma = rule.substr(1);
  } else {
    const std::size_t n = std::stoul(rule);
    const char letters = rule.back();
    std::u32string stem = form;
    for (char32_t& c : stem) c = letters == 'k' ? c : lower(c);
    if (letters == 'c' && !stem.empty()) stem[0] = upper(stem[0]);
    const std::size_t bar = rule.find('|');
    lemma = n > form.size() ? encode(form) : encode(stem.substr(0, stem.size() - n)) + rule.substr(bar + 1, rule.size() - bar - 3);
  }
  token.lemma += lemma.empty() ? text : lemma;  // a rule that cuts the whole word
  static const std::map<std::string, int> kNames = {
      {"O", 0},       {"B-person", 1}, {"I-person", 2},      {"B-organization", 3}, {"I-organization", 4},
      {"B-place", 5}, {"I-place", 6},  {"B-nationality", 7}, {"I-nationality", 8}};
  token.name_tag = static_cast<std::uint8_t>(kNames.at(best("name")));
}

inline Index Parser::piece(Document& d, Index base, const std::vector<std::u32string>& forms, bool first, bool flag) const {
  std::vector<Row> dep, head, rel_dep, rel_head;
  const std::size_t arc = header_["config"]["arc_dim"];
  const std::size_t rel = header_["config"]["rel_dim"];
  const std::vector<Row> x = encoded(forms, first, flag);
  for (std::size_t t = 0; t < x.size(); ++t) {
    const Row out = linear("out", normalised(x[t], finer(real("out.scale"))), finer(real("out.scale")));
    Token& token = d.tokens[static_cast<std::size_t>(base) + t];
    write(token, d.of(token.span), forms[t], out);
    auto from = out.end() - static_cast<long>(2 * (arc + rel));
    const auto take = [&](std::vector<Row>& into, std::size_t n) {
      into.emplace_back(from, from + static_cast<long>(n));
      from += static_cast<long>(n);
    };
    take(dep, arc), take(head, arc), take(rel_dep, rel), take(rel_head, rel);
  }
  const std::vector<int> heads = tree(dep, head);
  Index root = kNone;
  for (std::size_t t = 0; t < x.size(); ++t) {
    Token& token = d.tokens[static_cast<std::size_t>(base) + t];
    token.head = heads[t] < 0 ? kNone : base + heads[t];
    token.relation = Relation::root;
    if (heads[t] < 0) {
      root = base + static_cast<Index>(t);
      continue;
    }
    Row z;
    for (std::size_t k = 0; k < rel; ++k) z.push_back(rel_dep[t][k] + rel_head[static_cast<std::size_t>(heads[t])][k]);
    const Row scores = linear("rel", quantised(z, real("rel.scale")), real("rel.scale"));
    std::string best;
    float best_score = 0;
    for (std::size_t r = 0; r < scores.size(); ++r) {
      const std::string label = header_["labels"]["relation"][r];
      if (label != "root" && (best.empty() || scores[r] > best_score)) {
        best = label;
        best_score = scores[r];
      }
    }
    token.relation = Relation::dep;
    for (const std::string& text : {best.substr(0, best.find(':')), best}) {
      for (int i = 0; i <= static_cast<int>(Relation::xcomp); ++i) {
        if (name(static_cast<Relation>(i)) == text) token.relation = static_cast<Relation>(i);
      }
    }
  }
  return root;
}

}  // namespace demarche::reference
