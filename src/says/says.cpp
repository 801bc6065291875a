// The two steps of the stage: attributions (attribute.h), and, once claims are known, the chain of those who vouch for each.
//   [NYT [Sheinbaum: "The United States is not going to come"]]  ->  claim come: sources NYT, Sheinbaum; quote direct
// Does not doubt a source: what it says is recorded as its claim.
#include "says/says.h"

#include <algorithm>

#include "says/attribute.h"
#include "says/choose.h"
#include "types/within.h"

namespace demarche {
namespace {

class Chains {
 public:
  Chains(Document& document, const Tree& tree, const std::vector<Quotation>& quotations, const std::vector<Attribution>& beside)
      : d_(document), tree_(tree), quotations_(quotations), around_(document.attributions), beside_(beside), others_(beside) {}

  /// Gives every claim its chain by the rules.
  void assign() const {
    for (Claim& claim : d_.claims) assign(claim);
  }

  void assign(Claim& claim) const {
    claim.sources.clear();
    claim.quote = Quote::none;
    struct Link {
      const Attribution* attribution;
      std::uint32_t size;
    };
    std::vector<Link> links;
    std::vector<std::size_t> holding;
    const Span word = tree_[claim.trigger_token].span;  // the trigger may begin with the cue: "denied responsibility for the raid"
    around_.each(word, [&](std::size_t a, Span) { holding.push_back(a); });
    std::sort(holding.begin(), holding.end());
    holding.erase(std::unique(holding.begin(), holding.end()), holding.end());
    for (const std::size_t i : holding) {
      const Attribution& a = d_.attributions[i];
      if (!a.vouched || a.cue == claim.trigger_token || of_charge(claim, a.cue)) continue;
      if (a.quote != Quote::direct && a.cue != kNone && tree_.below(claim.trigger_token, a.cue) && aside(claim.trigger_token, a.cue))
        continue;
      std::uint32_t size = 0;
      for (Span s : a.content) size += s.size();
      links.push_back({&a, size});
    }
    others_.each(word, [&](std::size_t a, Span part) { links.push_back({&beside_[a], part.size()}); });
    std::stable_sort(links.begin(), links.end(), [](const Link& a, const Link& b) { return a.size > b.size; });
    if (links.size() == 1 && of_writer(*links.front().attribution, claim.trigger_token)) links.clear();
    for (const Link& link : links) {
      add(claim, link.attribution->medium);
      add(claim, link.attribution->source);
      add_partners(claim, *link.attribution);
    }
    if (!links.empty()) claim.quote = quote_of(claim, *links.back().attribution);
    if (!links.empty() && claim.quote == Quote::indirect && utters(claim, *links.back().attribution)) {
      claim.sources.pop_back();
      if (links.size() == 1) claim.quote = Quote::none;
    }
    if (avows(claim)) {
      for (Index m : claim.actors) add(claim, m);
      if (claim.quote == Quote::none) claim.quote = Quote::indirect;
    }
    add_voices(claim);
    if (claim.sources.empty()) add_quoted(claim, holding);
    if (claim.quote == Quote::none && reportedly(claim.trigger_token)) claim.quote = Quote::indirect;
    if (claim.sources.empty() && quoted_whole(claim.trigger_token)) claim.quote = Quote::direct;
  }

 private:
  /// The mayor had no doubt. "Soldiers burned it.": somebody's words, whosever they are.
  [[nodiscard]] bool quoted_whole(Index word) const {
    const Quotation* q = quotation_at(quotations_, word);
    while (q != nullptr && tree_[word].head != kNone && quotation_at(quotations_, tree_[word].head) == q) word = tree_[word].head;
    const Relation r = tree_[word].relation;
    return q != nullptr && (r == Relation::root ? q->clause || tree_[word].tag == Tag::VERB : q->clause && r == Relation::parataxis);
  }

  /// "has reportedly fled", "the alleged attack": somebody says so, whoever it is.
  [[nodiscard]] bool reportedly(Index word) const {
    static constexpr std::string_view adverbs[] = {"reportedly", "allegedly", "purportedly"};
    static constexpr std::string_view adjectives[] = {"alleged", "reported", "suspected", "purported", "rumoured", "rumored"};
    const auto among = [&](const auto& list, Index c) {
      return std::find(std::begin(list), std::end(list), tree_.form(c)) != std::end(list);
    };
    const auto& children = tree_.children(word);
    return std::any_of(children.begin(), children.end(), [&](Index c) {
      return (tree_[c].relation == Relation::advmod && among(adverbs, c)) || (tree_[c].relation == Relation::amod && among(adjectives, c));
    });
  }

  /// "The Taliban have claimed responsibility": by their own word.
  [[nodiscard]] bool avows(const Claim& claim) const {
    const Index object = tree_.child(claim.trigger_token, Relation::obj);
    const std::string& verb = tree_[claim.trigger_token].lemma;
    return claim.event == "ASSAULT" && (verb == "claim" || verb == "take") && object != kNone && tree_[object].lemma == "responsibility";
  }

  /// "Kiev denied the accusation": that there is one is not its word.
  [[nodiscard]] bool of_charge(const Claim& claim, Index cue) const {
    const Token& word = tree_[claim.trigger_token];
    return claim.event == "ACCUSE" && word.tag == Tag::NOUN && word.relation == Relation::obj && word.head == cue && cue != kNone;
  }

  /// Who is there already, by whatever name, is not added: "Roe said she believes that", "the paper's cable says ... the cable says".
  void add(Claim& claim, Index mention) const {
    if (mention == kNone || std::find(claim.sources.begin(), claim.sources.end(), mention) != claim.sources.end()) return;
    const Index who = d_.mentions[static_cast<std::size_t>(mention)].entity;
    const bool again = who != kNone && !claim.sources.empty() && d_.mentions[static_cast<std::size_t>(claim.sources.back())].entity == who;
    if (!again) claim.sources.push_back(mention);
  }

  /// "Chad and Mali announced that ...": the others who say it with the first, but for "the senator and candidate", who is one.
  void add_partners(Claim& claim, const Attribution& a) const {
    if (a.source == kNone || d_.mention_of.empty()) return;
    const Index first = d_.mentions[static_cast<std::size_t>(a.source)].head;
    for (const Index k : tree_.conjuncts(first))
      if (k > first && a.source_span.contains(tree_[k].span) &&
          !(tree_[k].xpos == "NN" && tree_.child(k, {Relation::det, Relation::nmod_poss}) == kNone))
        add(claim, d_.mention_of[static_cast<std::size_t>(k)]);
  }

  [[nodiscard]] bool modal(Index verb) const {
    for (Index c : tree_.children(verb))
      if (tree_[c].xpos == "MD") return true;
    return false;
  }

  /// "We believe that they attacked" in a statement: whose text it is says so, with or without "we believe".
  [[nodiscard]] bool of_writer(const Attribution& a, Index trigger) const {
    if (a.source == kNone || a.cue == kNone || quotation_at(quotations_, trigger) != nullptr) return false;
    const Token& who = tree_[d_.mentions[static_cast<std::size_t>(a.source)].head];
    return who.features.find("Person=1") != std::string_view::npos && quotation_at(quotations_, a.cue) == nullptr;
  }

  /// "She stressed that any attack is unacceptable": by saying so she rejects it, and that she does is not her word but the writer's.
  [[nodiscard]] bool utters(const Claim& claim, const Attribution& a) const {
    const bool speech = claim.event == "REJECT" || claim.event == "ACCUSE" || claim.event == "SUPPORT";
    return speech && claim.actors == std::vector{a.source} && claim.sources.size() > 0 && claim.sources.back() == a.source &&
           tree_.child_lemma(claim.trigger_token, "to") == kNone &&
           tree_.child(claim.trigger_token, {Relation::nsubj, Relation::nsubj_pass, Relation::aux_pass}) == kNone &&
           !modal(claim.trigger_token);
  }

  /// Direct if the trigger is in a quotation that the cue stands outside of (or the cue of one who quotes them), or in a statement given
  /// whole without marks.
  [[nodiscard]] Quote quote_of(const Claim& claim, const Attribution& a) const {
    const Quotation* q = quotation_at(quotations_, claim.trigger_token);
    const bool cue_inside = q && a.cue != kNone && q->first <= a.cue && a.cue < q->last && claim.sources.size() < 2;
    if (q) return cue_inside ? Quote::indirect : Quote::direct;
    return a.quote == Quote::direct ? Quote::direct : Quote::indirect;
  }

  /// "accused Chad of a raid, a charge that it denies": what is said of an apposition is the writer's.
  [[nodiscard]] bool aside(Index word, Index root) const {
    bool relative = false;
    for (; word != kNone && word != root; word = tree_[word].head) {
      relative = relative || tree_[word].relation == Relation::acl_relcl;
      if (relative && tree_[word].relation == Relation::appos) return true;
    }
    return false;
  }

  /// "accused Mali of a raid, with reports of burnt houses": the reports say so within what the accuser says.
  [[nodiscard]] Index hearsay(const Claim& claim) const {
    if (claim.sources.empty()) return kNone;
    const Index head = d_.mentions[static_cast<std::size_t>(claim.sources.back())].head;
    return tree_[head].tag == Tag::NOUN && tree_.below(claim.trigger_token, head) ? claim.sources.back() : kNone;
  }

  /// "condemned the "invasion"", "urged them to "purge the capital"": wishes and judgements vouch for nothing, but these words are theirs.
  void add_quoted(Claim& claim, const std::vector<std::size_t>& holding) const {
    const Quotation* q = quotation_at(quotations_, claim.trigger_token);
    const auto outside = [&](Index word) {
      return word != kNone && (word < q->first || word >= q->last) && tree_.sentence_of(word) == tree_.sentence_of(claim.trigger_token);
    };
    if (q == nullptr) return;
    for (const std::size_t i : holding)
      if (const Attribution& a = d_.attributions[i]; claim.sources.empty() && a.source != kNone && outside(a.cue)) add(claim, a.source);
    if (claim.sources.empty() && claim.content_of != kNone)
      if (const Claim& outer = d_.claims[static_cast<std::size_t>(claim.content_of)]; outside(outer.trigger_token))
        for (const Index m : outer.actors) add(claim, m);
    if (!claim.sources.empty()) claim.quote = Quote::direct;
  }

  /// "Syria accused Israel of bombing": the accuser is the innermost source of the bombing.
  void add_voices(Claim& claim) const {
    std::vector<const Claim*> voices;  // innermost first
    Index inner = static_cast<Index>(&claim - d_.claims.data());
    for (int depth = 0; depth < 4 && inner != kNone; ++depth) {
      const Claim& c = d_.claims[static_cast<std::size_t>(inner)];
      const bool voice = c.content_of != kNone && std::any_of(d_.contents.begin(), d_.contents.end(), [&](const Content& k) {
                           return k.claim == c.content_of && k.voice && tree_.below(c.trigger_token, k.root) &&
                                  !aside(c.trigger_token, k.root) &&
                                  !of_charge(c, d_.claims[static_cast<std::size_t>(k.claim)].trigger_token);
                         });
      if (voice) voices.push_back(&d_.claims[static_cast<std::size_t>(c.content_of)]);
      inner = c.content_of;
    }
    const Index within = hearsay(claim);
    for (auto v = voices.rbegin(); v != voices.rend(); ++v) {
      for (Index m : (*v)->actors) add(claim, m);
      if (claim.quote == Quote::none) claim.quote = Quote::indirect;
    }
    const auto reports = std::find(claim.sources.begin(), claim.sources.end(), within);
    if (within != kNone && reports != claim.sources.end()) std::rotate(reports, reports + 1, claim.sources.end());
  }

  Document& d_;
  const Tree& tree_;
  const std::vector<Quotation>& quotations_;
  Around around_;
  const std::vector<Attribution>& beside_;  ///< Attributor::beside()
  Around others_;
};

}  // namespace

struct Says::Knowledge {
  CueTable table;
  std::unique_ptr<const LinearModel> sources;
};

Result<Says> Says::load(const std::string& folder) {
  auto table = CueTable::load(folder);
  if (!table) return table.error();
  const std::string path = folder + "/models/en/sources.bin";
  auto sources = LinearModel::load_if_there(path);
  if (!sources) return sources.error();
  if (*sources && (*sources)->types() != Chooser::types())
    return Error{Error::Code::bad_model, path, 0, 0, "its types are not no and yes; train it anew (train/train_sources.py)"};
  return Says(std::make_unique<const Knowledge>(Knowledge{*std::move(table), *std::move(sources)}));
}

Done Says::run(Document& document, const Tree& tree) const {
  const std::vector<Quotation> marks = quotations(tree);
  Attributor(document, tree, knowledge_->table, marks).run();
  return Nothing{};
}

Done Says::assign(Document& document, const Tree& tree) const {
  const std::vector<Quotation> marks = quotations(tree);
  const std::vector<Attribution> beside = Attributor(document, tree, knowledge_->table, marks).beside();
  Chains(document, tree, marks, beside).assign();
  if (knowledge_->sources) Chooser(document, tree, marks, beside, knowledge_->sources.get()).choose(document);
  return Nothing{};
}

std::vector<SourceReading> Says::choices(Document& document, const Tree& tree) const {
  const std::vector<Quotation> marks = quotations(tree);
  const std::vector<Attribution> beside = Attributor(document, tree, knowledge_->table, marks).beside();
  Chains(document, tree, marks, beside).assign();
  return Chooser(document, tree, marks, beside, nullptr).readings();
}

std::vector<CueReading> Says::readings(const Document& document) const {
  const Tree tree(document);
  const std::vector<Quotation> marks = quotations(tree);
  Candidates candidates(tree, knowledge_->table, marks);
  std::vector<CueReading> out;
  std::vector<std::uint64_t> keys;
  for (std::size_t s = 0; s < document.sentences.size(); ++s)
    for (Candidate& c : candidates.of_sentence(static_cast<Index>(s))) {
      candidates.keys(c, keys);
      std::vector<std::string> features = candidates.features(c);
      out.push_back({c.cue_span, c.source_span, std::move(c.content), std::move(features), knowledge_->table.probability(keys)});
    }
  return out;
}

Says::Says(std::unique_ptr<const Knowledge> knowledge) : knowledge_(std::move(knowledge)) {}
Says::Says(Says&&) noexcept = default;
Says& Says::operator=(Says&&) noexcept = default;
Says::~Says() = default;

}  // namespace demarche
