// The stage: loads the operators, asks the algebra for every claim, turns standings into degrees.
#include "happened/happened.h"

#include <algorithm>

#include "base/among.h"
#include "happened/degree.h"
#include "happened/history.h"
#include "happened/judge.h"
#include "happened/links.h"

namespace demarche {

struct Happened::Knowledge {
  Operators operators;
  Degrees degrees;
  StoryTimes times;
  std::unique_ptr<const LinearModel> statuses;
};

Result<Happened> Happened::load(const std::string& folder) {
  auto operators = Operators::load(folder);
  if (!operators) return operators.error();
  auto degrees = Degrees::load(folder);
  if (!degrees) return degrees.error();
  auto times = StoryTimes::load(folder);
  if (!times) return times.error();
  const std::string path = folder + "/models/en/statuses.bin";
  auto statuses = LinearModel::load_if_there(path);
  if (!statuses) return statuses.error();
  if (*statuses && (*statuses)->types() != Judge::types())
    return Error{Error::Code::bad_model, path, 0, 0, "its types are not the statuses; train it anew (train/train_statuses.py)"};
  return Happened(
      std::make_unique<const Knowledge>(Knowledge{*std::move(operators), *std::move(degrees), *std::move(times), *std::move(statuses)}));
}

namespace {

/// The noun that says what the act is, of a trigger whose verb only orders, plans or cancels it: "ordered the release of", "called a
/// strike". Speech acts are what their verb says.
Index noun_of(const Tree& tree, const Operators& operators, const Claim& claim) {
  static constexpr std::string_view kSpeech[] = {"AGREE", "CONCEDE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "ACCUSE"};
  const Index verb = claim.trigger_token;
  if (tree[verb].tag != Tag::VERB || std::find(std::begin(kSpeech), std::end(kSpeech), claim.event) != std::end(kSpeech)) return verb;
  const Index noun = tree.child(verb, {Relation::obj, Relation::nsubj_pass});
  if (noun == kNone || !nominal_tag(tree[noun].tag) || !claim.trigger.contains(tree[noun].span)) return verb;
  const std::vector<std::string> by = {"obj"};
  const Index particle = tree.child(verb, Relation::compound_prt);
  const std::string more = particle == kNone ? "" : " " + tree[particle].lemma;
  const std::string& what = tree[noun].lemma;
  const bool step = operators.effect(Sort::step, what, lower(tree, noun)).has_value();
  const Operator* o = step           ? operators.find(Sort::verb, tree[verb].lemma + more, lower(tree, verb) + more, by)
                      : more.empty() ? operators.find(Sort::verb, tree[verb].lemma + " " + what, lower(tree, verb) + " " + what, by)
                                     : nullptr;
  const bool open = o != nullptr && (o->positive == Effect::planned || o->positive == Effect::possible || o->positive == Effect::denied);
  return open ? noun : verb;
}

/// "Kenya planned an attack. The attack would involve ...": what an act that is known, but of which only a modal tells, is by the act of
/// its type before it; under "would" it is open where there is none.
std::optional<Status> before(const Document& document, const Tree& tree, const Clause& clause, std::size_t claim) {
  constexpr Index kReach = 3;  // sentences
  const Claim& c = document.claims[claim];
  const Token& t = tree[c.trigger_token];
  if (!nominal_tag(t.tag) || universal(t.relation) != Relation::nsubj || t.head == kNone || !clause.known(c.trigger_token) ||
      clause.realised(c.trigger_token))
    return std::nullopt;
  const auto& parts = tree.children(c.trigger_token);
  const auto told = [&](Index part) {  // "the Turkish attack", "the killing of the mayor"
    return tree[part].name_tag != 0 || tree[part].relation == Relation::nmod_poss || tree.preposition(part) == "of";
  };
  if (std::any_of(parts.begin(), parts.end(), told) || !clause.modality(t.head) || tree.child_lemma(t.head, "have") != kNone)
    return std::nullopt;
  for (std::size_t k = claim; k-- > 0;) {
    const Claim& earlier = document.claims[k];
    if (earlier.trigger_token == kNone || earlier.event != c.event) continue;
    if (tree.sentence_of(c.trigger_token) - tree.sentence_of(earlier.trigger_token) > kReach) break;
    return earlier.status == Status::planned || earlier.status == Status::possible ? std::optional(earlier.status) : std::nullopt;
  }
  return tree.child_lemma(t.head, "would") != kNone ? std::optional(Status::possible) : std::nullopt;
}

/// "may send troops to fight the cartels", "could agree to leave": what is to come of an act that is open itself is no plan, but open too.
bool of_open_act(const Document& document, const Tree& tree, std::size_t claim) {
  constexpr int kReach = 2;  // words upward: "send troops to"
  const Index to_do = document.claims[claim].trigger_token;
  const Relation how = tree[to_do].relation;
  if (tree[to_do].xpos != "VB" || tree.child_lemma(to_do, "to") == kNone) return false;
  if (how != Relation::advcl && how != Relation::xcomp) return false;
  Index above = tree[to_do].head;
  for (int step = 0; above != kNone && step < kReach; ++step, above = tree[above].head)
    for (std::size_t k = claim; k-- > 0;) {  // what it is to come of mostly stands before it
      const Claim& earlier = document.claims[k];
      if (earlier.trigger_token == above)
        return earlier.status == Status::possible || (how == Relation::advcl && earlier.status == Status::denied);
    }
  return false;
}

/// "did not respond to the call", "will not accept the plan": what is not done is the refusal, which is told as done or to come.
std::optional<Status> refusal(const Claim& claim, const Tree& tree, const Clause& clause) {
  static constexpr std::string_view kYielding[] = {"accept",    "agree",     "allow", "answer",  "certify",  "comment", "comply",
                                                   "consent",   "extend",    "give",  "grant",   "hear",     "heed",    "permit",
                                                   "recognise", "recognize", "reply", "respond", "tolerate", "want",    "welcome"};
  const Index verb = claim.trigger_token;
  if (claim.event != "REJECT" || !among(kYielding, tree[verb].lemma) || !clause.negated(verb)) return std::nullopt;
  const bool to_come = tree.child_lemma(verb, "will") != kNone || tree.child_lemma(verb, "would") != kNone;
  return to_come ? Status::planned : Status::actual;
}

}  // namespace

Done Happened::run(Document& document, const Tree& tree) const {
  const Clause clause(tree, knowledge_->operators);
  judge(document, tree, false, [&](std::size_t i, Judge& judge, Standing& s, const Findings& found) {
    Claim& claim = document.claims[i];
    s.status = judge.verdict(claim, s, found);
    if (s.status == Status::actual) s.status = before(document, tree, clause, i).value_or(s.status);
    if (s.status == Status::planned && of_open_act(document, tree, i)) s.status = Status::possible;
    if (s.status == Status::denied) s.status = refusal(claim, tree, clause).value_or(s.status);
    claim.status = s.status;
    claim.degree = knowledge_->degrees.value(found, s, Scale::committed);
  });
  return Nothing{};
}

std::vector<StatusReading> Happened::readings(const Document& document, const Tree& tree) const {
  std::vector<StatusReading> out;
  judge(document, tree, true, [&](std::size_t i, Judge& judge, const Standing& s, const Findings& found) {
    const Claim& claim = document.claims[i];
    out.push_back({claim.trigger, claim.event, s.status, judge.evidence(claim, s, found).names()});
  });
  return out;
}

/// Calls `use` for every claim with its number, the judge, what the algebra makes of it, and its findings.
template <class Use>
void Happened::judge(const Document& document, const Tree& tree, bool named, const Use& use) const {
  std::map<Index, Status> contents;
  for (const Content& c : document.contents)
    if (c.status && *c.status != Status::actual) contents.emplace(c.root, *c.status);
  const Algebra algebra(tree, knowledge_->operators, contents);
  const History history(tree, algebra.clause(), knowledge_->times);
  Judge judge(tree, algebra, named ? nullptr : knowledge_->statuses.get());
  Findings found(named);
  for (std::size_t i = 0; i < document.claims.size(); ++i) {
    const Claim& claim = document.claims[i];
    if (claim.trigger_token == kNone) continue;
    Standing s = algebra.of(noun_of(tree, knowledge_->operators, claim));
    if (s.status == Status::actual && history.holds(claim.trigger_token)) s.status = Status::historical;
    found.look(tree, algebra, claim.trigger_token, s);
    use(i, judge, s, found);
  }
}

Done Happened::link(Document& document, const Tree& tree) const {
  Links(document, tree, knowledge_->operators).run();
  return Nothing{};
}

double Happened::degree(const Document& document, Index token, Scale scale) const {
  const Tree tree(document);
  const std::map<Index, Status> none;
  const Algebra algebra(tree, knowledge_->operators, none);
  const Standing standing = algebra.of(token);
  Findings found(false);
  found.look(tree, algebra, token, standing);
  return knowledge_->degrees.value(found, standing, scale);
}

Status Happened::status(const Document& document, Index token) const {
  const Tree tree(document);
  const std::map<Index, Status> none;
  return Algebra(tree, knowledge_->operators, none).of(token).status;
}

std::vector<std::string> Happened::findings(const Document& document, Index token) const {
  const Tree tree(document);
  const std::map<Index, Status> none;
  const Algebra algebra(tree, knowledge_->operators, none);
  Findings found(true);
  found.look(tree, algebra, token, algebra.of(token));
  return found.names();
}

Happened::Happened(std::unique_ptr<const Knowledge> knowledge) : knowledge_(std::move(knowledge)) {}
Happened::Happened(Happened&&) noexcept = default;
Happened& Happened::operator=(Happened&&) noexcept = default;
Happened::~Happened() = default;

}  // namespace demarche
