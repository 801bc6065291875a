// Blocks, prose and the element that holds it; see main_text.h. One pass over the nodes for each step.
#include "read/main_text.h"

#include <algorithm>
#include <array>
#include <vector>

#include "read/page_parts.h"

namespace demarche {

namespace {

using enum Element;

struct Block {
  std::uint32_t node = 0;   ///< the block element that it stands in
  std::uint32_t first = 0;  ///< its first text node
  std::string text;
  std::size_t linked = 0;  ///< bytes of text in links
  bool heading = false, item = false, cell = false, paragraph = false;
  bool prose = false, keep = false;
};

/// Cuts the page into blocks, passing over what is never text.
class Cutter {
 public:
  Cutter(const Markup& page, const std::vector<Part>& parts) : page_(page), parts_(parts) {}

  /// The blocks below a node.
  std::vector<Block> cut(std::uint32_t node_from = 0) {
    const std::uint32_t end = page_.nodes[node_from].end;
    for (std::uint32_t k = node_from + 1; k < end;) {
      while (!open_.empty() && k >= page_.nodes[open_.back()].end) {
        finish();
        open_.pop_back();
      }
      const Node& node = page_.nodes[k];
      if (parts_[k] == Part::never) {
        k = node.end;
        continue;
      }
      if (node.element == none) {
        add(k);
      } else if (node.element == br_) {
        if (++breaks_ > 1) finish();
        text_ += ' ';
      } else if (node.element == hr_) {
        finish();
      } else if (is_block(node.element)) {
        finish();
        open_.push_back(k);
      } else if (node.element == a_ && node.end > link_end_) {
        link_end_ = node.end;
      }
      ++k;
    }
    finish();
    return std::move(blocks_);
  }

 private:
  void add(std::uint32_t k) {
    const Node& node = page_.nodes[k];
    const std::size_t before = text_.size();
    append_text(node, text_);
    if (node.body.find_first_not_of(" \t\r\n\f") != std::string_view::npos) {
      breaks_ = 0;
      if (first_ == 0) first_ = k;
      if (k < link_end_) linked_ += text_.size() - before;
    }
  }

  void finish() {
    std::string text = squeezed(text_);
    if (!text.empty()) {
      Block block{.node = open_.empty() ? 0 : open_.back(), .first = first_, .text = std::move(text), .linked = linked_};
      for (const std::uint32_t open : open_) {
        const Element element = page_.nodes[open].element;
        block.item = block.item || element == li_ || element == dd_ || element == dt_;
        block.cell = block.cell || element == td_ || element == th_;
        block.heading = block.heading || (element >= h1_ && element <= h6_);
        block.paragraph = element == p_ || (block.paragraph && element != div_);
      }
      blocks_.push_back(std::move(block));
    }
    text_.clear();
    first_ = 0;
    linked_ = 0;
    breaks_ = 0;
  }

  const Markup& page_;
  const std::vector<Part>& parts_;
  std::vector<Block> blocks_;
  std::vector<std::uint32_t> open_;
  std::string text_;
  std::uint32_t first_ = 0, link_end_ = 0, breaks_ = 0;
  std::size_t linked_ = 0;
};

bool ends_a_sentence(std::string_view text) {
  static constexpr auto kEnds =
      std::to_array<std::string_view>({".", "!", "?", ":", ".\"", "\xE2\x80\x9D", "\xE2\x80\x99", "\xE2\x80\xA6", "\"", ".)"});
  return std::any_of(kEnds.begin(), kEnds.end(), [&](std::string_view end) { return text.ends_with(end); });
}

class Finder {
 public:
  explicit Finder(const Markup& page) : page_(page), parts_(page.nodes.size(), Part::plain) {
    for (std::uint32_t k = 1; k < page.nodes.size(); ++k) {
      parts_[k] = part_of(page.nodes[k]);
      if (parts_[k] == Part::never) k = page.nodes[k].end - 1;
    }
    blocks_ = Cutter(page, parts_).cut();
    for (Block& block : blocks_) block.prose = is_prose(block);
    sum_prose();
  }

  std::string find(std::string_view title) {
    drop_noise();
    choose(find_container());
    for (Block& block : blocks_) block.keep = !dropped_[block.first] && chosen_[block.first] && is_kept(block);
    trim();
    keep_lead(title);
    std::string text;
    std::string_view before;
    for (const Block& block : blocks_) {
      if (!block.keep || block.text == before || (text.empty() && block.text == title)) continue;
      if (!text.empty()) text += "\n\n";
      text += block.text;
      before = block.text;
    }
    return text;
  }

 private:
  static bool is_prose(const Block& block) {
    if (block.heading || block.linked * 3 > block.text.size()) return false;
    if (block.text.size() < 200 && begins_as_noise(block.text)) return false;
    if (block.item || block.cell) return block.text.size() >= 120;
    return block.text.size() >= 100 || (block.text.size() >= 40 && block.paragraph && ends_a_sentence(block.text));
  }

  void sum_prose() {
    prose_.assign(page_.nodes.size() + 1, 0);
    for (const Block& block : blocks_) {
      if (block.prose && (dropped_.empty() || !dropped_[block.first])) prose_[block.first + 1] += block.text.size() - block.linked;
    }
    for (std::size_t k = 1; k < prose_.size(); ++k) prose_[k] += prose_[k - 1];
  }
  std::size_t prose(std::uint32_t node) const { return prose_[page_.nodes[node].end] - prose_[node]; }

  /// Marks the nodes of parts that are noise by their names and don't hold most of the page's prose.
  void drop_noise() {
    dropped_.assign(page_.nodes.size(), false);
    const std::size_t all = prose(0);
    for (std::uint32_t k = 1; k < page_.nodes.size();) {
      const Node& node = page_.nodes[k];
      if (parts_[k] == Part::never || (parts_[k] == Part::noise && prose(k) * 2 <= all)) {
        std::fill(dropped_.begin() + k, dropped_.begin() + node.end, true);
        k = node.end;
      } else {
        ++k;
      }
    }
    sum_prose();
  }

  /// The element with the most prose of its own: the parent of the article's paragraphs.
  std::uint32_t heaviest_parent() const {
    std::vector<std::size_t> own(page_.nodes.size(), 0);
    std::uint32_t best = 0;
    for (const Block& block : blocks_) {
      if (!block.prose || dropped_[block.first]) continue;
      const std::uint32_t parent = page_.nodes[block.node].parent;
      own[parent] += block.text.size() - block.linked;
      if (own[parent] > own[best]) best = parent;
    }
    return best;
  }

  std::uint32_t find_container() const {
    const std::uint32_t heavy = heaviest_parent();
    std::uint32_t best = 0;
    for (std::uint32_t k = 1; k < page_.nodes.size(); ++k) {  // what calls itself the article's body, if it holds much of the prose
      if (parts_[k] != Part::body || dropped_[k]) continue;
      const bool holds = k <= heavy && heavy < page_.nodes[k].end;
      if (prose(k) > (best == 0 ? prose(0) * (holds ? 1 : 4) / 10 : prose(best))) best = k;
    }
    std::uint32_t at = best;
    while (true) {
      std::uint32_t heaviest = 0;
      for (std::uint32_t k = at + 1; k < page_.nodes[at].end; k = page_.nodes[k].end) {
        if (page_.nodes[k].element != none && (heaviest == 0 || prose(k) > prose(heaviest))) heaviest = k;
      }
      if (heaviest == 0 || prose(heaviest) * 10 < prose(at) * 8 || page_.nodes[heaviest].element == p_) return at;
      at = heaviest;
    }
  }

  /// Marks what is below the container, and below other parts that are its like: some sites cut an article into several.
  void choose(std::uint32_t container) {
    chosen_.assign(page_.nodes.size(), false);
    const Node& like = page_.nodes[container];
    for (std::uint32_t k = container; k < page_.nodes.size(); ++k) {
      const Node& node = page_.nodes[k];
      const bool same =
          parts_[container] == Part::body && node.element == like.element && node.body == like.body && node.parent == like.parent;
      if (k == container || same) std::fill(chosen_.begin() + k, chosen_.begin() + node.end, true);
    }
  }

  /// The paragraph between the title and the article that sums it up, where the page calls it so.
  void keep_lead(std::string_view title) {
    std::size_t first = 0;
    while (first < blocks_.size() && !blocks_[first].keep) ++first;
    if (first == blocks_.size()) return;
    bool after_title = false;
    std::string_view last;
    for (std::size_t k = 0; k < first; ++k) {
      Block& block = blocks_[k];
      after_title = after_title || (block.heading && (page_.nodes[block.node].element == h1_ || block.text == title));
      if (!after_title || block.text.size() < 50 || block.text.size() > 700 || block.linked * 3 > block.text.size() || block.text == title)
        continue;
      if (begins_as_noise(block.text) || blocks_[first].text.starts_with(block.text) || block.text == last) continue;
      if (!is_lead(block.node)) continue;
      block.keep = true;
      last = block.text;
    }
  }

  bool is_lead(std::uint32_t node) const {
    for (int level = 0; level < 3 && node != 0; ++level, node = page_.nodes[node].parent) {
      if (parts_[node] == Part::never || page_.nodes[node].element == figcaption_ || page_.nodes[node].element == figure_) return false;
      if (calls_itself_lead(page_.nodes[node])) return true;
    }
    return false;
  }

  bool is_kept(const Block& block) const {
    if (block.prose) return true;
    if (block.text.size() < 200 && begins_as_noise(block.text)) return false;
    if (block.linked * 2 > block.text.size()) return false;
    if (block.heading) return true;
    if (block.cell) return block.text.size() > 60;
    if (block.item) return true;
    return block.paragraph || (block.text.size() >= 40 && ends_a_sentence(block.text));
  }

  /// Headings that nothing follows, and what stands before the first and after the last prose, go.
  void trim() {
    std::size_t first = blocks_.size();
    std::size_t last = 0;
    for (std::size_t k = 0; k < blocks_.size(); ++k) {
      if (!blocks_[k].keep || !blocks_[k].prose) continue;
      first = std::min(first, k);
      last = k;
    }
    bool followed = false;
    for (std::size_t k = blocks_.size(); k-- > 0;) {
      Block& block = blocks_[k];
      if (k < first || k > last) {
        const bool speech = !block.heading && block.paragraph && ends_a_sentence(block.text);
        block.keep = block.keep && speech;
      }
      if (!block.keep) continue;
      if (block.heading && !followed) block.keep = false;
      followed = !block.heading;
    }
  }

  const Markup& page_;
  std::vector<Part> parts_;
  std::vector<Block> blocks_;
  std::vector<std::size_t> prose_;  ///< bytes of prose in the nodes before
  std::vector<bool> dropped_, chosen_;
};

}  // namespace

std::string all_text(const Markup& markup, std::uint32_t node) {
  std::vector<Part> parts(markup.nodes.size(), Part::plain);
  for (std::size_t k = 0; k < parts.size(); ++k) {
    const Element element = markup.nodes[k].element;
    if (element == script_ || element == style_ || element == template_ || element == iframe_) parts[k] = Part::never;
  }
  std::string text;
  for (const Block& block : Cutter(markup, parts).cut(node)) {
    if (!text.empty()) text += "\n\n";
    text += block.text;
  }
  return text;
}

std::string main_text(const Markup& page, std::string_view title) {
  return Finder(page).find(title);
}

}  // namespace demarche
