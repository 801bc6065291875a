// Features of acts: see weigh.h. Names: l the word, e and s the type and sense that the codebook gives, a and b its actor and recipient,
// o its objects, u its subject, q its prepositions, g what governs it, d what hangs on it, w the other words of the sentence.
#include "what/weigh.h"
#include "types/word_kinds.h"

#include <algorithm>

#include "base/utf8.h"

namespace demarche {
namespace {

class Features {
 public:
  Features(const Tree& tree, const Lexicon& lexicon, const Sentence& sentence, const std::vector<Reading>& readings, const Around& contents,
           const LinearModel* model)
      : tree_(tree), lexicon_(lexicon), sentence_(sentence), readings_(readings), contents_(contents), out_(model), around_(model) {
    surroundings();
  }

  /// What all words of the sentence share.
  [[nodiscard]] const Evidence& around() const { return around_; }

  const Evidence& of(const Weighed& candidate) {
    out_.clear();
    const Reading& c = candidate.reading;
    itself(c, candidate.open);
    party(c.actors, "a", c, candidate.open);
    party(c.recipients, "b", c, candidate.open);
    dependents(c);
    governor(c);
    neighbours(c);
    company(c);
    out_.close();
    return out_;
  }

 private:
  [[nodiscard]] const Document& document() const { return tree_.document(); }

  [[nodiscard]] const Reading* reading_at(Index token) const {
    for (const Reading& r : readings_)
      if (r.token == token && r.confidence > 0) return &r;
    return nullptr;
  }

  void itself(const Reading& c, bool open) {
    const Token& t = tree_[c.token];
    const std::string_view lemma = word_of(tree_, c.token), relation = name(t.relation);
    out_.add({"l:", lemma});
    out_.add({"lt:", lemma, "/", name(t.tag)});
    out_.add({"lr:", lemma, "/", relation});
    out_.add({"x:", t.xpos});
    out_.add({"r:", relation});
    out_.add({"rx:", relation, "/", t.xpos});
    if (open) {
      out_.add({"open/", name(t.tag)});
      for (const LexiconEntry& entry : lexicon_.entries(lemma))
        if (!entry.sense->border)  // rare readings of common words
          out_.add({"ne:", entry.sense->event, (entry.rest.empty() ? "" : "+")});
      return;
    }
    const std::string& event = c.sense->event;
    out_.add({"e:", event});
    out_.add({"s:", c.sense->id});
    out_.add({"sl:", c.sense->id, "/", lemma});
    out_.add({"ew:", event, "/", std::to_string(static_cast<int>(c.word_class))});
    out_.add({"er:", event, "/", relation});
    out_.add({"cf:", std::to_string(static_cast<int>(10 * c.confidence))});
    out_.add({"ec:", event, "/", std::to_string(static_cast<int>(4 * c.confidence))});
    out_.add({"sp:", std::to_string(std::min(c.specificity, 6))});
    if (c.carrier != kNone) out_.add({"ca:", word_of(tree_, c.carrier)});
    if (c.runner_up) out_.add({"ru:", c.runner_up->event});
    if (!c.sense->mode.empty()) out_.add({"mo:", event, "/", c.sense->mode});
  }

  void party(const std::vector<Index>& mentions, std::string_view role, const Reading& c, bool open) {
    const std::string_view event = open ? "open" : std::string_view(c.sense->event);
    if (mentions.empty()) {
      out_.add({role, ":none"});
      out_.add({"e", role, ":", event, "/none"});
      return;
    }
    const std::string what = kind_of_party(document(), mentions.front(), false);
    out_.add({role, ":", what});
    out_.add({"e", role, ":", event, "/", what});
    out_.add({"l", role, ":", word_of(tree_, c.token), "/", what});
    const Mention& m = document().mentions[static_cast<std::size_t>(mentions.front())];
    out_.add({role, "k:", std::to_string(static_cast<int>(m.kind))});
    out_.add({role, "h:", word_of(tree_, m.head)});
    if (mentions.size() > 1) out_.add({role, ":many"});
  }

  void dependents(const Reading& c) {
    const std::string_view lemma = word_of(tree_, c.token);
    const bool noun = c.word_class == WordClass::noun;
    bool determined = false;
    for (const Index k : tree_.children(c.token)) {
      const Token& t = tree_[k];
      const Relation r = universal(t.relation);
      const std::string_view w = word_of(tree_, k);
      if (r == Relation::aux || r == Relation::mark || t.lemma == "not" || t.lemma == "never" || t.lemma == "no") out_.add({"h:", w});
      if (r == Relation::det) {
        out_.add({"dt:", w});
        determined = true;
      }
      if (t.relation == Relation::compound_prt) out_.add({"lp:", lemma, "+", w});
      if (t.relation == Relation::aux_pass || t.relation == Relation::nsubj_pass) out_.add({"passive"});
      if (t.relation == Relation::expl || t.relation == Relation::cop) out_.add({name(t.relation)});
      if (r == Relation::nsubj) out_.add({"u:", w});
      if (r == Relation::obj || t.relation == Relation::nsubj_pass) {
        out_.add({"o:", w});
        out_.add({"lo:", lemma, "+", w});
        if (noun_tag(t.tag))
          for (const Index g : tree_.children(k))
            if (has_meaning(tree_[g].tag)) out_.add({"o:", word_of(tree_, g)});
      }
      if (r == Relation::obl || r == Relation::nmod) {
        const std::string p = tree_.preposition(k);
        out_.add({"q:", p, (noun ? "/n" : "/v")});
        out_.add({"lq:", lemma, "+", p});
        out_.add({"d:", w});
        const Index m = document().mention_of[static_cast<std::size_t>(k)];
        out_.add({"qk:", p, "/", (m == kNone ? "-" : kind_of_party(document(), m, false))});
      }
      if (r == Relation::xcomp || r == Relation::ccomp || r == Relation::advcl || r == Relation::acl) {
        out_.add({"y:", name(r)});
        out_.add({"d:", w});
        if (const Reading* inner = reading_at(k)) out_.add({"ye:", name(r), "/", inner->sense->event});
      }
      if (r == Relation::amod || r == Relation::compound || t.relation == Relation::nmod_poss) {
        out_.add({"m:", w});
        out_.add({"lm:", lemma, "+", w});
        const Index m = document().mention_of[static_cast<std::size_t>(k)];
        if (m != kNone) out_.add({"mk:", kind_of_party(document(), m, false)});
      }
      if (r == Relation::advmod) out_.add({"v:", w});
      if (const Reading* inner = reading_at(k)) out_.add({"de:", inner->sense->event});
    }
    if (noun && !determined) out_.add({"dt:none"});
    if (noun) out_.add({"np:", tree_.preposition(c.token)});
  }

  void governor(const Reading& c) {
    const Token& t = tree_[c.token];
    if (t.head == kNone) return out_.add({"g:ROOT"});
    const std::string_view above = word_of(tree_, t.head), relation = name(t.relation);
    out_.add({"g:", above});
    out_.add({"gr:", above, "/", relation});
    out_.add({"gt:", name(tree_[t.head].tag), "/", relation});
    if (const Reading* outer = reading_at(t.head)) {
      out_.add({"ge:", outer->sense->event});
      out_.add({"ger:", outer->sense->event, "/", relation});
      if (c.sense) out_.add({"gee:", outer->sense->event, "/", c.sense->event});
    }
    for (const Reading& outer : readings_)
      for (const Index root : outer.content)
        if (outer.confidence > 0 && outer.token != c.token && tree_.below(c.token, root)) out_.add({"in:", outer.sense->event});
  }

  void surroundings() {
    if (sentence_.kind != Sentence::Kind::prose) around_.add({"headline"});
    int known = 0, doubtful = 0;
    for (Index k = sentence_.first; k < sentence_.last; ++k) {
      const Token& t = tree_[k];
      const Index m = document().mention_of[static_cast<std::size_t>(k)];
      known += m != kNone && is_coded(document(), m);
      const std::string_view lemma = tree_.lemma(k);
      doubtful += lexicon_.is(lemma, Topic::off) || lexicon_.is(lemma, Topic::contest) || lexicon_.is(lemma, Topic::disaster);
      if (has_meaning(t.tag)) around_.add_word(lemma);
    }
    around_.add({"kn:", std::to_string(std::min(known, 4))});
    if (doubtful) around_.add({"off:", std::to_string(std::min(doubtful, 2))});
    around_.add({"len:", std::to_string(std::min((sentence_.last - sentence_.first) / 8, 5))});
    around_.close();
  }

  /// The words beside it, whatever the tree says ("Kenyan uprising: ...").
  void neighbours(const Reading& c) {
    const std::string_view lemma = word_of(tree_, c.token), tag = tree_[c.token].xpos;
    const auto at = [&](Index k) { return k < sentence_.first || k >= sentence_.last ? std::string_view("|") : word_of(tree_, k); };
    const auto tag_at = [&](Index k) { return k < sentence_.first || k >= sentence_.last ? std::string_view("|") : name(tree_[k].tag); };
    const Index before = c.token - 1, after = c.token + 1;
    out_.add({"pv:", at(before)});
    out_.add({"pl:", at(before), "/", lemma});
    out_.add({"pt:", tag_at(before), tag});
    out_.add({"pp:", at(before - 1), " ", at(before)});
    out_.add({"p2:", at(before - 1)});
    out_.add({"nx:", at(after)});
    out_.add({"nl:", at(after), "/", lemma});
    out_.add({"nt:", tag_at(after), tag});
    out_.add({"nn:", at(after), " ", at(after + 1)});
    out_.add({"n2:", at(after + 1)});
    out_.add({"tt:", tag_at(before - 1), tag_at(before), tag, tag_at(after), tag_at(after + 1)});
  }

  void company(const Reading& c) {
    int acts = 0;
    for (const Reading& r : readings_) acts += r.confidence > 0 && r.token != c.token;
    out_.add({"ac:", std::to_string(std::min(acts, 4))});
    bool said = false;
    contents_.each(c.trigger, [&](std::size_t, Span) { said = true; });
    if (said) out_.add({"said"});
  }

  const Tree& tree_;
  const Lexicon& lexicon_;
  const Sentence& sentence_;
  const std::vector<Reading>& readings_;
  const Around& contents_;
  Evidence out_, around_;
};

}  // namespace

bool of_some_country(const Document& document, const Reading& reading) {
  const auto from_somewhere = [&](Index m) {
    const Entity* e = document.entity_of(m);
    return e != nullptr && !e->country.empty();
  };
  return std::any_of(reading.actors.begin(), reading.actors.end(), from_somewhere) ||
         std::any_of(reading.recipients.begin(), reading.recipients.end(), from_somewhere);
}

std::optional<Reading> Matcher::open(Index token) const {
  const Token& t = tree_[token];
  const bool verb = t.tag == Tag::VERB, noun = t.tag == Tag::NOUN && t.relation != Relation::compound && t.relation != Relation::flat;
  if ((!verb && !noun) || (verb && t.relation == Relation::amod) || t.relation == Relation::fixed) return std::nullopt;
  if (noun)  // somebody or some place is no act
    if (const Entity* e = doc().entity_of(doc().mention_of[static_cast<std::size_t>(token)]);
        e && (e->person || e->group || e->place || !e->sector.empty()))
      return std::nullopt;
  const Index carrier = noun ? carrier_of(token) : kNone;
  const Frame frame = noun ? noun_frame(tree_, token, carrier) : verb_frame(tree_, token);
  const LexiconEntry entry{lexicon_.open(), noun ? WordClass::noun : WordClass::verb, {}};
  return fit(entry, token, carrier, frame);
}

std::vector<Weighed> candidates(const Tree& tree, const Lexicon& lexicon, const Matcher& matcher, const Sentence& sentence,
                                const std::vector<Reading>& readings, const Around& contents, const LinearModel* model) {
  std::vector<Weighed> out;
  std::vector<bool> used(static_cast<std::size_t>(sentence.last - sentence.first));
  const auto use = [&](Index token) {
    if (token >= sentence.first && token < sentence.last) used[static_cast<std::size_t>(token - sentence.first)] = true;
  };
  for (const Reading& r : readings) {
    for (const Index u : r.used) use(u);
    use(r.token);
    use(r.carrier);
    if (r.confidence > 0) out.push_back({.reading = r});
  }
  bool of_country = false;  // is anybody of the sentence?
  for (Index t = sentence.first; t < sentence.last; ++t) {
    const Entity* e = tree.document().entity_of(tree.document().mention_of[static_cast<std::size_t>(t)]);
    of_country = of_country || (e != nullptr && !e->country.empty());
  }
  std::vector<std::pair<Index, std::uint64_t>> gates;  // asked together, as most of the time goes into fetching what the model knows
  for (Index t = sentence.first; t < sentence.last; ++t) {
    if (used[static_cast<std::size_t>(t - sentence.first)] || (tree[t].tag != Tag::VERB && tree[t].tag != Tag::NOUN)) continue;
    if (model != nullptr && !of_country && tree[t].tag == Tag::VERB) continue;  // as below, without reading it
    gates.emplace_back(t, model == nullptr ? 0 : feature_key({"gate:", word_of(tree, t)}));
    if (model != nullptr) model->expect(gates.back().second);
  }
  for (const auto& [t, gate] : gates) {
    if (model != nullptr && !model->knows(gate)) continue;  // no act was ever called so
    auto r = matcher.open(t);
    if (!r || (model != nullptr && r->word_class != WordClass::noun && !of_some_country(tree.document(), *r))) continue;  // never an act
    out.push_back({.reading = *std::move(r), .open = true});
  }
  if (out.empty()) return out;
  Features features(tree, lexicon, sentence, readings, contents, model);
  const auto around = model != nullptr ? model->sum(features.around()) : LinearModel::Weights{};
  for (Weighed& w : out) {
    const Evidence& evidence = features.of(w);
    if (model != nullptr) {
      w.types = model->weigh(evidence, around);
      continue;
    }
    w.features = evidence.names();
    w.features.insert(w.features.end(), features.around().names().begin(), features.around().names().end());
  }
  return out;
}

}  // namespace demarche
