// What is seen of a party, for its sector: see codings.h. Names: S what the rules make of it, s the same without a country, R its part in
// the act, E the act's type, M its mode, k the kind of mention, h its word, t the words before it in its phrase, K that its sector is
// settled.
#include "who/codings.h"

#include <algorithm>

#include "base/utf8.h"
#include "types/within.h"
#include "types/word_kinds.h"

namespace demarche {
namespace {

constexpr std::size_t kStory = 3;  // sentences that a text must have for its countries to be judged
constexpr int kCampaign = 2;       // mentions of parties that make a campaign, in which who was in office is a candidate
constexpr Index kNear = 12;        // words around that are looked at

}  // namespace

Codings::Codings(const Document& document, const Tree& tree, const Words& words, const Knowledge& knowledge, const LinearModel* sectors,
                 const LinearModel* lands)
    : d_(document), tree_(tree), words_(words), knowledge_(knowledge), found_(document.mentions.size()), out_(sectors), of_land_(lands) {
  for (std::size_t i = 0; i < d_.mentions.size(); ++i) {
    const Mention& m = d_.mentions[i];
    const Entity* e = d_.entity_of(static_cast<Index>(i));
    if (e && m.kind == Mention::Kind::pronoun && words_.is(word(m.head), Words::first) && writer_.empty() && e->confidence > 0.3F)
      writer_ = e->country;
    if (e && e->sector == "PTY" && m.kind != Mention::Kind::pronoun) ++parties_;
    if (!e || e->id.empty() || e->country.empty() || e->medium || (m.kind != Mention::Kind::name && m.kind != Mention::Kind::modifier))
      continue;
    if (!namings_.empty() && namings_.back().head == m.head) continue;  // a copy
    namings_.push_back({m.head, tree_.sentence_of(m.head), e->country, e->place});
  }
  std::stable_sort(namings_.begin(), namings_.end(), [](const Naming& a, const Naming& b) { return a.head < b.head; });
  for (std::size_t i = 0; i < namings_.size(); ++i) {
    Count& count = counts_[namings_[i].country];
    if (count.all++ == 0) count.first = static_cast<Index>(i);
  }
  introduced_.resize(d_.entities.size());  // "Kenyan minister Ann Lee said ... Lee said"
  for (const Mention& m : d_.mentions) {
    if (m.kind != Mention::Kind::name || m.entity == kNone || !d_.entities[static_cast<std::size_t>(m.entity)].person) continue;
    const Index above = tree_[m.head].relation == Relation::appos ? tree_[m.head].head : kNone;
    const auto [first, last] = tree_.extent(above == kNone ? m.head : above);
    for (const Naming& n : around(first, last))
      if (n.head != m.head && n.country == d_.entities[static_cast<std::size_t>(m.entity)].country)
        introduced_[static_cast<std::size_t>(m.entity)] = true;
  }
  for (const auto& [country, count] : counts_) frequent_.push_back(country);
  std::stable_sort(frequent_.begin(), frequent_.end(), [&](auto a, auto b) { return counts_.at(a).all > counts_.at(b).all; });
  const std::size_t stories = counts_.size() * 10 / std::max<std::size_t>(d_.sentences.size(), 1);
  digest_ = stories < 4 ? "one" : stories < 9 ? "some" : "many";
}

std::string Codings::word(Index t) const {
  return lower(tree_[t].lemma);
}

/// What all features of one party are made of.
void Codings::look(Index m) {
  m_ = m;
  e_ = d_.entity_of(m);
  const Mention& it = mention(m);
  head_ = it.head;
  own_ = e_ ? std::string_view(e_->country) : std::string_view();
  what_ = kind_of_party(d_, m, true);
  kind_ = it.kind == Mention::Kind::name ? "n" : it.kind == Mention::Kind::nominal ? "c" : it.kind == Mention::Kind::pronoun ? "p" : "m";
  plain_ = what_.starts_with('?') ? what_.substr(1) : what_;
  const bool person = e_ && e_->person && it.kind == Mention::Kind::name;
  word_ = person ? "PERSON" : it.kind == Mention::Kind::name && e_ && e_->place ? "PLACE" : word(head_);
  if (it.kind == Mention::Kind::modifier) word_ = "MOD";
  plural_ = tree_[head_].xpos == "NNS" || tree_[head_].xpos == "NNPS";
  det_ = "-";
  before_.clear();
  for (const Index c : tree_.children(head_)) {
    const Relation r = tree_[c].relation;
    if (r == Relation::det) det_ = word(c);
    if (r == Relation::nummod) det_ = "#";
    if (r == Relation::nmod_poss) det_ = tree_[c].tag == Tag::PRON ? word(c) : "'s";
    if (c < head_ && (r == Relation::amod || r == Relation::compound || r == Relation::nmod_desc)) before_.push_back(c);
    if (r == Relation::appos || r == Relation::nmod_desc) before_.push_back(c);
  }
  if (tree_[head_].relation == Relation::appos && tree_[head_].head != kNone) before_.push_back(tree_[head_].head);
  relation_ = std::string(name(tree_[tree_.first_conjunct(head_)].relation));
  whence_ = whence(m);
  const bool known = e_ && e_->person && (!e_->id.empty() || e_->sector == "ELI");
  settled_ = !e_ || (e_->sector.empty() && e_->country.empty()) || it.kind == Mention::Kind::pronoun || (known && parties_ < kCampaign);
  spread_ = false;
  for (const auto* list : {&claim_->actors, &claim_->recipients})
    for (const Index o : *list) spread_ = spread_ || (o != m && mention(o).head == head_);
  land_ = names_land();
  Index next = head_ + 1;  // "THE PRESIDENT: ..." of a transcript, which need not say of what
  while (next < static_cast<Index>(d_.tokens.size()) && tree_[next].span.begin < it.span.end) ++next;
  const std::string_view form = d_.of(tree_[head_].span);
  turn_ = next < static_cast<Index>(d_.tokens.size()) && d_.of(tree_[next].span) == ":" && form.size() > 2 &&
          std::none_of(form.begin(), form.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// Whence the rules have the country of a party: from a table ("self"), its phrase ("in"), its owner ("of"), whom a pronoun stands for
/// ("pro"), or elsewhere.
std::string_view Codings::whence(Index m) const {
  const Mention& it = mention(m);
  if (e_ && !e_->id.empty() && (it.kind == Mention::Kind::name || it.kind == Mention::Kind::modifier)) return "self";
  if (it.kind == Mention::Kind::pronoun) return "pro";
  const auto [first, last] = tree_.extent(head_);
  for (const Naming& n : around(first, last))
    if (n.head != head_ && n.country == own_) return "in";
  if (it.kind == Mention::Kind::name && e_ && e_->person && introduced_[static_cast<std::size_t>(it.entity)]) return "in";
  for (const std::size_t i : mentions_within(d_, first, last, found_)) {
    const Entity* owner = d_.entity_of(static_cast<Index>(i));
    if (owner && !own_.empty() && owner->country == own_ && d_.mentions[i].head != head_) return "of";
  }
  return "far";
}

std::span<const Codings::Naming> Codings::around(Index first, Index last) const {
  const auto before = [](const Naming& n, Index t) { return n.head < t; };
  const auto from = std::lower_bound(namings_.begin(), namings_.end(), first, before);
  const auto to = std::lower_bound(from, namings_.end(), std::max(first, last), before);
  return {from, to};
}

std::string Codings::other_side() const {
  const std::vector<Index>& others = role_ == "a" ? claim_->recipients : claim_->actors;
  return others.empty() ? "none" : kind_of_party(d_, others.front(), true);
}

/// Is it a country itself?
bool Codings::names_land() const {
  const auto rows = e_ && !e_->id.empty() ? knowledge_.named(name_key(e_->name)) : std::span<const Index>{};
  return std::any_of(rows.begin(), rows.end(),
                     [&](Index r) { return knowledge_.row(r).id == e_->id && knowledge_.row(r).kind <= ActorRow::Kind::metonym; });
}

bool Codings::fits(std::string_view sector) const {
  const bool by_arms = claim_->mode == "aerial" || claim_->mode == "heavy-weapons" || claim_->mode == "drone";
  const bool arms = sector == "MIL" && by_arms && kind_ == "m" && role_ == "a";  // "Israeli airstrikes": annotators 1,128 of 1,159
  if (land_ && (spread_ || (!arms && d_.sentences.size() < kStory) || (!arms && sector != "GOV" && sector != "-"))) return false;
  return sector != "GOV" || own_.empty() || knowledge_.is_state(own_);
}

void Codings::describe() {
  const std::string& event = claim_->event;
  const std::string state = std::string(
      own_.size() == 3 ? (own_ == "IGO" || own_ == "UNO" || own_ == "EUR" || own_ == "NGO" || own_ == "IMG" || own_ == "MNC" ? own_ : "s")
                       : "-");
  const std::string s = what_ + "/" + kind_;
  const std::string_view trigger = word_of(tree_, claim_->trigger_token);
  if (land_) {
    out_.add({"KL:", plain_, kind_, relation_});
    out_.add({"KL:", plain_, kind_, "/", role_, event});
    out_.add({"KL:", plain_, kind_, relation_, "/", role_, event});
  }
  if (settled_) {
    out_.add({"K:", plain_, kind_, relation_});
    out_.add({"K:", plain_, kind_, "/", role_, event});
  }
  out_.add({"S:", s});
  out_.add({"s:", plain_});
  out_.add({"S:", s, "/", role_});
  out_.add({"SE:", s, "/", role_, event});
  out_.add({"SM:", s, "/", role_, event, "/", claim_->mode});
  out_.add({"RE:", role_, event});
  out_.add({"RM:", role_, event, "/", claim_->mode});
  out_.add({"Sr:", s, "/", relation_});
  out_.add({"SrE:", s, "/", relation_, "/", role_, event});
  out_.add({"h:", word_});
  out_.add({"hk:", word_, "/", kind_});
  out_.add({"hS:", word_, "/", plain_});
  out_.add({"hR:", word_, "/", role_});
  out_.add({"hE:", word_, "/", role_, event});
  out_.add({"C:", state, "/", plain_});
  out_.add({"pl:", plural_ ? "1" : "0", plain_});
  out_.add({"d:", det_, "/", plain_});
  out_.add({"o:", role_, other_side()});
  out_.add({"oS:", role_, other_side(), "/", s});
  out_.add({"l:", trigger});
  out_.add({"lR:", trigger, "/", role_});
  out_.add({"lS:", trigger, "/", role_, plain_});
  out_.add({"st:", plain_, "/", demarche::name(claim_->status)});
  describe_phrase();
}

/// The words of its phrase and around it.
void Codings::describe_phrase() {
  const std::string& event = claim_->event;
  for (const Index b : before_) {
    const Index m = d_.mention_of[static_cast<std::size_t>(b)];
    const Entity* e = m == kNone ? nullptr : d_.entity_of(m);
    const std::string w = e && e->place ? "LAND" : word(b);
    out_.add({"t:", w});
    out_.add({"tS:", w, "/", plain_});
    out_.add({"th:", w, "/", word_});
    if (e && !e->sector.empty()) out_.add({"te:", e->sector, "/", plain_});
  }
  if (const Index above = tree_[head_].head; above != kNone) {
    out_.add({"g:", word_of(tree_, above)});
    out_.add({"gr:", word_of(tree_, above), "/", relation_, "/", plain_});
  }
  if (e_ && !e_->person && !e_->place && !e_->id.empty()) {
    out_.add({"id:", e_->id});
    out_.add({"idE:", e_->id, "/", role_, event});
  }
  const std::string campaign = parties_ == 0 ? "0" : parties_ < 3 ? "1" : "3";
  out_.add({"camp:", campaign, plain_});
  if (e_ && e_->person) out_.add({"Pc:", e_->id.empty() ? "new" : "known", "/", plain_, campaign});
  if (e_ && e_->person) out_.add({"P:", e_->id.empty() ? "new" : "known", "/", plain_, e_->confidence < 0.5F ? "?" : ""});
  const Sentence& here = d_.sentences[static_cast<std::size_t>(tree_.sentence_of(head_))];
  for (Index t = std::max(here.first, head_ - kNear); t < std::min(here.last, head_ + kNear); ++t)
    if (has_meaning(tree_[t].tag) && t != head_) out_.add_word(word_of(tree_, t));
}

}  // namespace demarche
