// See parties.h.
#include "who/parties.h"

#include <algorithm>
#include <map>
#include <vector>

#include "types/within.h"
#include "who/acting.h"
#include "who/coreference.h"

namespace demarche {
namespace {

constexpr Index kReach = 2;    // sentences back to the act or the names that a plural goes back to
constexpr Index kBetween = 3;  // tokens between two nations of a list: "'s and the"

class Parties {
 public:
  Parties(Document& d, const Tree& tree, const Words& words, const Knowledge& knowledge)
      : d_(d), tree_(tree), words_(words), knowledge_(knowledge), found_(d.mentions.size()) {}

  void run() {
    for (std::size_t c = 0; c < d_.claims.size(); ++c) {
      spread(d_.claims[c].actors, d_.claims[c].recipients);
      spread(d_.claims[c].recipients, d_.claims[c].actors);
      once(d_.claims[c].actors);
      once(d_.claims[c].recipients);
    }
  }

 private:
  using Entities = std::vector<Index>;

  [[nodiscard]] const Mention& mention(Index m) const { return d_.mentions[static_cast<std::size_t>(m)]; }
  [[nodiscard]] const Entity& entity(Index e) const { return d_.entities[static_cast<std::size_t>(e)]; }
  [[nodiscard]] std::string lemma(Index t) const { return lower(tree_[t].lemma); }
  [[nodiscard]] bool plural(Index head) const { return tree_[head].xpos == "NNS" || tree_[head].xpos == "NNPS"; }

  /// One party becomes as many as it stands for, but for those on the act's other side.
  void spread(std::vector<Index>& parties, const std::vector<Index>& others) {
    for (std::size_t i = 0; i < parties.size(); ++i) {
      const Index m = parties[i];
      Entities all = of(m);
      if (all.size() < 2) continue;
      std::erase_if(all, [&](Index e) {
        return std::any_of(others.begin(), others.end(), [&](Index o) {
          return mention(o).entity == e || (d_.entity_of(o) && !entity(e).country.empty() && d_.entity_of(o)->code() == entity(e).code());
        });
      });
      const bool joint = goes_back(mention(m));
      for (std::size_t k = 0; k < all.size(); ++k) {
        if (k == 0) {
          d_.mentions[static_cast<std::size_t>(m)].entity = all[0];
          d_.mentions[static_cast<std::size_t>(m)].joint = joint;
          continue;
        }
        parties.insert(parties.begin() + static_cast<std::ptrdiff_t>(++i), copy_of(m, all[k]));
      }
    }
  }

  /// "The president of Kenya, Ann Lee, said": one person by two phrases is one party; the name stays.
  void once(std::vector<Index>& parties) const {
    for (std::size_t i = 0; i < parties.size(); ++i)
      for (std::size_t k = parties.size(); k-- > i + 1;) {
        const Mention &a = mention(parties[i]), &b = mention(parties[k]);
        if (a.entity == kNone || a.entity != b.entity || !entity(a.entity).person || a.kind == Mention::Kind::pronoun ||
            b.kind == Mention::Kind::pronoun)
          continue;
        if (b.kind == Mention::Kind::name) parties[i] = parties[k];
        parties.erase(parties.begin() + static_cast<std::ptrdiff_t>(k));
      }
  }

  Index copy_of(Index m, Index e) {
    const auto [at, fresh] = copies_.try_emplace({m, e}, static_cast<Index>(d_.mentions.size()));
    if (fresh) {
      Mention copy = mention(m);
      copy.entity = e;
      d_.mentions.push_back(copy);
    }
    return at->second;
  }

  /// The entities that a mention stands for; one, or none, if it is no list.
  const Entities& of(Index m) {
    const auto at = known_.find(m);
    if (at != known_.end()) return at->second;
    known_[m] = {};  // a plural that goes back to itself
    Entities found;
    if (mention(m).kind == Mention::Kind::pronoun || words_.is(lemma(mention(m).head), Words::both))
      found = of_pronoun(m);
    else if (mention(m).kind != Mention::Kind::modifier)
      found = counted(m);
    if (found.empty()) found = of_nations(m);
    if (found.size() < 2) found = mention(m).entity == kNone ? Entities{} : Entities{mention(m).entity};
    return known_[m] = std::move(found);
  }

  void add(Entities& list, Index e) const {
    if (e == kNone) return;
    const bool there = std::any_of(list.begin(), list.end(), [&](Index l) {
      return l == e || (entity(l).code() == entity(e).code() && !(entity(l).person && entity(e).person && entity(l).id != entity(e).id));
    });
    if (!there) list.push_back(e);
  }

  // ---- nations of one phrase ----

  /// Can this stand in a list of those whom others belong to: a state, a body, an armed group?
  [[nodiscard]] bool lists(Index m) const {
    const Entity* e = d_.entity_of(m);
    return e && !e->person && !e->medium && !e->country.empty() && e->sector != "CVL" && (e->place || e->group || e->sector.empty());
  }

  /// "Chinese" after "Indian and": is there something that joins them?
  [[nodiscard]] bool joined(const Mention& before, const Mention& after) const {
    bool joint = false;
    Index between = 0;
    const std::uint32_t until = after.span.begin >= before.span.end ? after.span.begin : tree_[after.head].span.begin;
    for (Index t = before.head + 1; t < after.head; ++t) {
      if (tree_[t].span.begin < before.span.end || tree_[t].span.end > until) continue;
      ++between;
      const std::string_view form = d_.of(tree_[t].span);
      joint = joint || form == "," || form == "-" || form == "/" || words_.is(lemma(t), Words::conjunction);
    }
    return joint && between <= kBetween;
  }

  /// The mentions that a phrase names as those it belongs to, in order.
  [[nodiscard]] std::vector<Index> owners(Index head) const {
    std::vector<Index> before, after;
    bool in = false;
    const auto take = [&](std::vector<Index>& list, Index token) {
      for (const Index t : tree_.conjuncts(token)) {
        if (t == head) continue;
        const Index m = d_.mention_of[static_cast<std::size_t>(t)];
        if (m == kNone || !lists(m)) continue;
        list.push_back(m);
        for (Index inner = t + 1; inner < static_cast<Index>(d_.tokens.size()) && tree_[inner].span.end <= mention(m).span.end;
             ++inner)  // "the States of Micronesia, Palau": hung on the name's end
          for (const Index k : tree_.conjuncts(inner))
            if (const Index other = d_.mention_of[static_cast<std::size_t>(k)];
                k > inner && tree_[k].span.begin >= mention(m).span.end && other != kNone && lists(other))
              list.push_back(other);
      }
    };
    for (const Index c : tree_.children(head)) {
      const Relation r = tree_[c].relation;
      if (c < head && (r == Relation::amod || r == Relation::compound || r == Relation::nmod_poss || r == Relation::nmod_desc ||
                       r == Relation::nmod_unmarked))
        take(before, c);
      else if (const std::string p = c > head && r == Relation::nmod ? preposition_of(tree_, c) : "";
               words_.is(p, Words::belongs) || p == "in") {
        in = in || p == "in";  // where they are, not whose
        take(after, c);
      }
    }
    const Agent* sort = knowledge_.agent(lemma(head));
    const bool ours = !before.empty() && mention(before[0]).kind == Mention::Kind::pronoun && (!sort || sort->sector.empty());
    const bool own = in && !before.empty() && !ours;  // but "our partners in Chad"
    return before.size() >= 2 || after.empty() || own ? before : after;
  }

  Entities of_nations(Index m) {
    const Mention phrase = mention(m);
    const Agent* agent = knowledge_.agent(lemma(phrase.head));
    if (phrase.kind == Mention::Kind::modifier || phrase.kind == Mention::Kind::pronoun || phrase.entity == kNone) return {};
    if (phrase.kind == Mention::Kind::name && entity(phrase.entity).place) return halved(phrase);
    if (!plural(phrase.head) && (!agent || agent->kind != Agent::Kind::group)) return {};
    const std::vector<Index> list = owners(phrase.head);
    if (list.empty() || (list.size() < 2 && !words_.is(lemma(mention(list[0]).head), Words::many))) return {};
    const Entity base = entity(phrase.entity);
    if (base.country == "NGO") return {};  // of whatever nation
    std::string sector = agent && entity(mention(list[0]).entity).sector == base.sector ? agent->sector : base.sector;
    if (sector.empty() && agent) sector = agent->sector;
    Entities out;
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (i > 0 && !joined(mention(list[i - 1]), mention(list[i]))) return {};
      for (const Index owner : Entities(of(list[i]))) {
        const Entity& o = entity(owner);
        Entity e;
        e.name = std::string(d_.of(phrase.span));
        e.person = base.person;
        e.group = base.group;
        e.place = base.place;
        e.confidence = base.confidence;
        e.country = o.country;
        const bool whole =
            !knowledge_.is_state(o.country) || (o.group && !o.sector.empty() && o.sector != "GOV");  // a body's people have its code
        e.sector = whole && (!agent || agent->yields || agent->inherits || sector == "GOV") ? o.sector : sector;
        add(out, entity_like(d_, std::move(e)));
      }
    }
    return out;
  }

  /// "North and South Korea", hung as one name.
  Entities halved(const Mention& name) {
    for (const Index c : tree_.children(name.head)) {
      const Index m = c < name.head && tree_[c].relation == Relation::compound ? d_.mention_of[static_cast<std::size_t>(c)] : kNone;
      const Entity* half = m == kNone ? nullptr : d_.entity_of(m);
      if (half && half->place && half->sector.empty() && half->country != entity(name.entity).country && joined(mention(m), name))
        return {mention(m).entity, name.entity};
    }
    return {};
  }

  // ---- what goes back to a list ----

  [[nodiscard]] bool goes_back(const Mention& m) const {
    return m.kind == Mention::Kind::pronoun || words_.is(lemma(m.head), Words::both) || count(m) != 0;
  }

  Entities of_pronoun(Index m) {
    const Mention pronoun = mention(m);
    if (!words_.is(lemma(pronoun.head), Words::many | Words::both)) return {};
    Index a = kNone;
    if (pronoun.kind == Mention::Kind::pronoun) a = antecedent(d_, tree_, words_, m);
    if (a == kNone) return pronoun.entity == kNone || pronoun.kind != Mention::Kind::pronoun ? told(pronoun.head, 0) : Entities{};
    Entities out;
    const std::vector<Index> list = mention(a).kind == Mention::Kind::pronoun || tree_.first_conjunct(mention(a).head) != mention(a).head
                                        ? std::vector<Index>{mention(a).head}
                                        : tree_.conjuncts(mention(a).head);
    for (const Index t : list)
      if (const Index one = t == mention(a).head ? a : d_.mention_of[static_cast<std::size_t>(t)]; one != kNone)
        for (const Index e : Entities(of(one))) add(out, e);
    const bool before = tree_.sentence_of(mention(a).head) < tree_.sentence_of(pronoun.head) && pronoun.entity == mention(a).entity;
    if (out.size() == 1 && before && !entity(out[0]).person && knowledge_.is_state(entity(out[0]).country) &&
        mention(a).kind == Mention::Kind::name) {  // a country is no "they"
      if (Entities acted = told(pronoun.head, 0); !acted.empty()) return acted;
      return named(pronoun.head, 2);
    }
    return out;
  }

  /// "The two men": whoever two persons are.
  [[nodiscard]] bool anybody(const std::string& noun) const {
    const Agent* agent = knowledge_.agent(noun);
    return agent && agent->sector == "CVL" && words_.is(noun, Words::masculine | Words::feminine);
  }

  /// How many "the two leaders" says that there are, 0 if it says nothing of the kind; -1 for "the neighbours".
  [[nodiscard]] int count(const Mention& m) const {
    if (m.kind != Mention::Kind::nominal || !plural(m.head)) return 0;
    const std::string l = lemma(m.head);
    const Agent* agent = knowledge_.agent(l);
    const bool side = words_.is(l, Words::country | Words::side);
    if (!side && !anybody(l) && (!agent || agent->sector != "GOV")) return 0;
    int many = 0;
    bool definite = false;
    for (const Index c : tree_.children(m.head)) {
      if (const int n = words_.count(lemma(c)); n != 0) many = n;
      definite = definite || words_.is(lemma(c), Words::definite | Words::both);
      const Relation r = tree_[c].relation;
      if (universal(r) == Relation::nmod || r == Relation::amod || r == Relation::compound || r == Relation::acl_relcl)
        return 0;  // says which
    }
    if (anybody(l) && !definite) return 0;
    return many != 0 ? many : definite && words_.is(l, Words::side) ? -1 : 0;
  }

  Entities counted(Index m) {
    const Mention phrase = mention(m);
    const int many = count(phrase);
    if (many == 0) return {};
    Entities found = told(phrase.head, many < 0 ? 2 : static_cast<std::size_t>(many));
    if (found.empty() && many > 0) found = named(phrase.head, static_cast<std::size_t>(many));
    const std::string l = lemma(phrase.head);
    const Agent* agent = knowledge_.agent(l);
    const bool countries = words_.is(l, Words::country),
               people = agent && agent->kind == Agent::Kind::person && !words_.is(l, Words::country | Words::side);
    Entities out;
    for (const Index f : found) {
      Entity e = entity(f);
      const bool state = knowledge_.is_state(e.country);
      if ((countries || many < 0) && !state) return {};
      if (countries) e = country_of(knowledge_, e.country);
      if (anybody(l) && !e.person) return {};
      if (people && !anybody(l) && (!state || (!e.place && e.sector != "GOV"))) return {};
      if (people && !e.person) {
        e = government_of(std::move(e));
        e.id.clear();
        e.name = std::string(d_.of(phrase.span));
        e.person = true;
        e.group = false;
      }
      add(out, entity_like(d_, std::move(e)));
    }
    return out;
  }

  /// The parties of the last act told before, if they are as many (or, for 0, at least two who act together).
  Entities told(Index head, std::size_t many) {
    const Index here = tree_.sentence_of(head);
    std::vector<std::size_t> order;
    for (std::size_t c = 0; c < d_.claims.size(); ++c) {
      const Index t = d_.claims[c].trigger_token;
      if (t != kNone && t < head && here - tree_.sentence_of(t) <= kReach && (many != 0 || here != tree_.sentence_of(t)))
        order.push_back(c);
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return d_.claims[a].trigger_token > d_.claims[b].trigger_token; });
    for (const std::size_t c : order) {
      Entities actors;
      for (const Index m : d_.claims[c].actors)
        if (mention(m).head < head)
          for (const Index e : Entities(of(m))) add(actors, e);
      if (many == 0 ? actors.size() >= 2 : actors.size() == many) return actors;
      if (many == 0 || here - tree_.sentence_of(d_.claims[c].trigger_token) > 1)
        continue;  // an act's two sides are a list only for the next sentence
      for (const Index m : d_.claims[c].recipients)
        if (mention(m).head < head)
          for (const Index e : Entities(of(m))) add(actors, e);
      if (actors.size() == many && std::none_of(actors.begin(), actors.end(), [&](Index e) { return entity(e).country.empty(); }) &&
          !others(d_.claims[c].trigger_token, head, actors))
        return actors;
    }
    return {};
  }

  /// Mentions with heads in [first, last), in their order.
  [[nodiscard]] std::vector<std::size_t> within(Index first, Index last) const {
    std::vector<std::size_t> out;
    for (const std::size_t i : mentions_within(d_, first, last, found_)) out.push_back(i);
    for (std::size_t i = found_; i < d_.mentions.size(); ++i)
      if (d_.mentions[i].head >= first && d_.mentions[i].head < last) out.push_back(i);
    return out;
  }

  /// Does the text name a state besides these between two tokens?
  [[nodiscard]] bool others(Index first, Index last, const Entities& these) const {
    for (const std::size_t i : within(first + 1, last)) {
      const Mention& m = d_.mentions[i];
      const Entity* e = d_.entity_of(static_cast<Index>(i));
      if (m.kind == Mention::Kind::pronoun || !e || !knowledge_.is_state(e->country)) continue;
      if (std::none_of(these.begin(), these.end(), [&](Index t) { return entity(t).country == e->country; })) return true;
    }
    return false;
  }

  /// The first mentions of the countries that the text names shortly before, if they are as many.
  [[nodiscard]] Entities named(Index head, std::size_t many) const {
    const Index here = tree_.sentence_of(head);
    const Index from = d_.sentences[static_cast<std::size_t>(std::max(0, here - kReach))].first;
    for (Index reach = 0; reach <= kReach; ++reach) {  // the nearest sentences that name so many
      Entities found;
      for (const std::size_t i : within(from, head)) {
        const Mention& m = d_.mentions[i];
        const Entity* e = d_.entity_of(static_cast<Index>(i));
        if (here - tree_.sentence_of(m.head) > reach || !e || !knowledge_.is_state(e->country)) continue;
        const bool names = m.kind != Mention::Kind::pronoun && (e->place || e->sector == "GOV");
        if (names && std::none_of(found.begin(), found.end(), [&](Index f) { return entity(f).country == e->country; }))
          found.push_back(m.entity);
      }
      if (found.size() > many) return {};
      if (found.size() == many) return found;
    }
    return {};
  }

  Document& d_;
  const Tree& tree_;
  const Words& words_;
  const Knowledge& knowledge_;
  std::size_t found_;  // so many mentions are in the order of their heads; copies come after them
  std::map<Index, Entities> known_;
  std::map<std::pair<Index, Index>, Index> copies_;
};

}  // namespace

void resolve_parties(Document& document, const Tree& tree, const Words& words, const Knowledge& knowledge) {
  Parties(document, tree, words, knowledge).run();
}

}  // namespace demarche
