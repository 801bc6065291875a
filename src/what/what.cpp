// The claims of a document: the acts of its sentences (acts.h), what each is the content of, the parties that the text leaves out (lend.h)
// and those that the classifier adds (cast.h).
#include "what/what.h"

#include <algorithm>
#include <filesystem>
#include <tuple>

#include "base/utf8.h"
#include "types/arguments.h"
#include "what/acts.h"
#include "what/cast.h"
#include "what/contexts.h"
#include "what/joins.h"
#include "what/lend.h"
#include "what/lexicon.h"
#include "what/match.h"
#include "what/modes.h"
#include "what/reactors.h"
#include "what/told_on.h"

namespace demarche {
namespace {

/// "reject.refuse: verb \"reject\", 3 points for words and requirements met; before agree.offer 45 %": the sense first, the rest for
/// people.
std::string reason(const Tree& tree, const Reading& c) {
  std::string out = c.sense->id + ": ";
  out += c.word_class == WordClass::verb ? "verb" : c.word_class == WordClass::noun ? "noun" : "adjective";
  out += " \"" + tree[c.token].lemma + "\"";
  if (c.carrier != kNone) out += " carried by \"" + tree[c.carrier].lemma + "\"";
  if (c.specificity > 0) out += ", " + std::to_string(c.specificity) + " points for words and requirements met";
  if (c.sense->id.ends_with(".open"))
    out += (c.runner_up ? ", of another type than its sense" : ", no sense of the codebook") + std::string(": judged by its neighbours");
  if (c.runner_up) out += "; before " + c.runner_up->id + " " + std::to_string(static_cast<int>(100 * c.runner_up_confidence)) + " %";
  return out;
}

/// Drops acts within another's content that belong to nobody even after parties were lent: "feared violence", "full compliance".
void drop_of_nobody(Document& document, const std::vector<bool>& of_nobody) {
  std::vector<Index> now(document.claims.size(), kNone);
  Index kept = 0;
  for (std::size_t i = 0; i < now.size(); ++i) {
    Claim& claim = document.claims[i];
    if (of_nobody[i] && claim.actors.empty() && claim.recipients.empty()) continue;
    now[i] = kept;
    if (static_cast<std::size_t>(kept) != i) document.claims[static_cast<std::size_t>(kept)] = std::move(claim);
    ++kept;
  }
  document.claims.resize(static_cast<std::size_t>(kept));
  std::erase_if(document.contents, [&](const Content& c) { return now[static_cast<std::size_t>(c.claim)] == kNone; });
  for (Content& c : document.contents) c.claim = now[static_cast<std::size_t>(c.claim)];
  for (Claim& claim : document.claims)
    if (claim.content_of != kNone) claim.content_of = now[static_cast<std::size_t>(claim.content_of)];
}

/// The claim whose content most closely encloses each claim.
void link_contents(const Tree& tree, Document& document) {
  std::vector<std::pair<Index, Index>> by_root;  // of each content the root, and the claim that it is of
  for (const Content& c : document.contents) by_root.emplace_back(c.root, c.claim);
  std::ranges::stable_sort(by_root, {}, &std::pair<Index, Index>::first);
  const auto within = [&](Index outer, Index claim) {  // is the outer one itself the claim's content, or its content's?
    for (; outer != kNone && outer != claim; outer = document.claims[static_cast<std::size_t>(outer)].content_of) {
    }
    return outer == claim;
  };
  for (Index i = 0; i < static_cast<Index>(document.claims.size()); ++i) {
    Claim& claim = document.claims[static_cast<std::size_t>(i)];
    for (Index t = claim.trigger_token; t != kNone && claim.content_of == kNone;
         t = argument::misjoined(tree, t) ? argument::rightly_joined(tree, t) : tree[t].head)
      for (const auto& [root, outer] : std::ranges::equal_range(by_root, t, {}, &std::pair<Index, Index>::first))
        if (!within(outer, i)) claim.content_of = outer;
  }
}

}  // namespace

Result<What> What::load(const std::string& folder, const std::string& codebook) {
  auto lexicon = Lexicon::load(folder, codebook);
  if (!lexicon) return lexicon.error();
  namespace fs = std::filesystem;
  std::error_code ec;
  fs::path file = fs::path(codebook) / "contexts.toml";
  if (codebook.empty() || !fs::exists(file, ec)) file = fs::path(folder) / "codebook" / "contexts.toml";
  auto contexts = fs::exists(file, ec) ? Contexts::load(file.string()) : Result<Contexts>(Contexts());
  if (!contexts) return contexts.error();
  std::vector<std::string> names;
  for (const Contexts::Context& context : contexts->all()) names.push_back(context.name);
  if (Done done = lexicon->check_contexts(names); !done) return done.error();
  What what(std::make_unique<const Lexicon>(*std::move(lexicon)), std::make_unique<const Contexts>(*std::move(contexts)));
  if (!codebook.empty()) return what;  // the classifiers know the senses and types of codebook/ alone
  for (const auto& [name, model, types] :
       {std::tuple{"/models/en/acts.bin", &what.acts_, std::size_t{0}}, {"/models/en/parties.bin", &what.parties_, 3}}) {
    auto loaded = LinearModel::load_if_there(folder + name);
    if (!loaded) return loaded.error();
    *model = *std::move(loaded);
    if (*model && ((*model)->types().front() != "none" || (types != 0 && (*model)->types().size() != types)))
      return Error{Error::Code::bad_model, folder + name, 0, 0,
                   "its types are not those of acts or parties; train it anew (train/train_acts.py)"};
  }
  return what;
}

Done What::run(Document& document, const Tree& tree) const {
  find(document, tree, true);
  return Nothing{};
}

void What::characterise(Document& document, const Tree& tree) const {
  name_modes(tree, *lexicon_, document);
  contexts_->add(document, tree);
}

void What::find(Document& document, const Tree& tree, bool cast) const {
  const Matcher matcher(tree, *lexicon_);
  const Around contents(document.attributions);
  std::vector<bool> of_nobody;
  for (const Sentence& s : document.sentences) {
    for (Reading& c : demarche::acts(tree, matcher, *lexicon_, contents, acts_.get(), s)) {
      of_nobody.push_back(c.of_nobody);
      Claim claim;
      claim.trigger = c.trigger;
      claim.trigger_token = c.token;
      claim.event = c.sense->event;
      claim.mode = c.sense->mode;
      const bool mended = c.runner_up != nullptr && c.sense->id.ends_with(".open");  // of one root, the code of its words says more
      claim.cameo = mended && c.runner_up->cameo.starts_with(c.sense->cameo.substr(0, 2)) ? c.runner_up->cameo : c.sense->cameo;
      claim.contexts = c.sense->contexts;
      claim.score = c.sense->score;
      claim.actors = std::move(c.actors);
      claim.recipients = std::move(c.recipients);
      claim.confidence = static_cast<float>(std::min(c.confidence, 0.99));
      claim.why = reason(tree, c);
      const auto index = static_cast<Index>(document.claims.size());
      for (Index root : c.content) document.contents.push_back({index, root, c.sense->content_status, c.sense->content_voice});
      document.claims.push_back(std::move(claim));
    }
  }
  link_contents(tree, document);
  lend_parties(tree, document);
  name_places(tree, document);
  if (cast && parties_) cast_parties(tree, *lexicon_, *parties_, document);
  if (cast) tell_on(tree, *lexicon_, document);
  leave_own_borders(tree, document);
  leave_reactors(tree, document);
  drop_of_nobody(document, of_nobody);
}

std::vector<ActReading> What::acts(const Document& document, const Tree& tree) const {
  const Matcher matcher(tree, *lexicon_);
  const Around contents(document.attributions);
  std::vector<ActReading> out;
  for (const Sentence& s : document.sentences) {
    std::vector<Index> kept;
    for (Weighed& w : possible_acts(tree, matcher, *lexicon_, contents, s, kept))
      out.push_back({w.reading.trigger, w.reading.token, w.reading.sense->event, w.reading.confidence,
                     std::find(kept.begin(), kept.end(), w.reading.token) != kept.end(), std::move(w.features)});
  }
  return out;
}

std::vector<PartyReading> What::parties(Document& document, const Tree& tree) const {
  find(document, tree, false);
  std::vector<PartyReading> out;
  for (Casting& c : castings(tree, *lexicon_)) {
    const Claim& claim = document.claims[static_cast<std::size_t>(c.claim)];
    const auto in = [&](const std::vector<Index>& list) { return std::find(list.begin(), list.end(), c.mention) != list.end(); };
    out.push_back({c.claim, document.mentions[static_cast<std::size_t>(c.mention)].entity, claim.trigger, claim.event,
                   document.mentions[static_cast<std::size_t>(c.mention)].span,
                   tree[document.mentions[static_cast<std::size_t>(c.mention)].head].span, in(claim.actors), in(claim.recipients),
                   std::move(c.features)});
  }
  return out;
}

What::What(std::unique_ptr<const Lexicon> lexicon, std::unique_ptr<const Contexts> contexts)
    : lexicon_(std::move(lexicon)), contexts_(std::move(contexts)) {}
What::What(What&&) noexcept = default;
What& What::operator=(What&&) noexcept = default;
What::~What() = default;

}  // namespace demarche
