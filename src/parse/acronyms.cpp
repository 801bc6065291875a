// See acronyms.h.
#include "parse/acronyms.h"

#include <algorithm>
#include <string_view>

#include "types/tree.h"

namespace demarche {
namespace {

constexpr std::uint8_t kOrganisation = 3;  ///< Token::name_tag of the first word of one's name

bool in_capitals(std::string_view form) {
  return form.size() > 1 && std::all_of(form.begin(), form.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// Function words that are nobody's name.
bool is_auxiliary(std::string_view form) {
  static constexpr std::string_view kForms[] = {"AM",  "ARE",  "WAS", "WERE", "BE",    "HAS",   "HAVE", "HAD",   "DO",     "DOES", "DID",
                                                "MAY", "WILL", "CAN", "MUST", "WOULD", "COULD", "GET",  "SHALL", "SHOULD", "MIGHT"};
  return std::find(std::begin(kForms), std::end(kForms), form) != std::end(kForms);
}

}  // namespace

void mend_acronym(Document& d, const Sentence& s) {
  if (s.last - s.first < 3 || d.of(d.tokens[static_cast<std::size_t>(s.last) - 1].span) == "?") return;
  const auto token = [&](Index i) -> Token& { return d.tokens[static_cast<std::size_t>(i)]; };
  Token& name = token(s.first);
  const std::string_view form = d.of(name.span);
  if (!in_capitals(form) || in_capitals(d.of(token(s.first + 1).span)) || name.head == kNone) return;
  if (!(name.tag == Tag::AUX && !is_auxiliary(form)) && !(name.tag == Tag::PRON && (form == "WHO" || form == "US"))) return;
  const Index v = name.head;
  bool passive = false, helped = false, object = false;
  for (Index i = s.first + 1; i < s.last; ++i) {
    const Token& t = token(i);
    if (t.head != v) continue;
    if (t.relation == Relation::nsubj || t.relation == Relation::nsubj_pass) return;
    passive = passive || t.relation == Relation::aux_pass;
    helped = helped || (i < v && (tensed(t) || t.xpos == "MD") && t.tag == Tag::AUX);
    object = object || t.relation == Relation::obj || t.relation == Relation::ccomp;
  }
  Token& verb = token(v);
  if (form == "IS" && !helped && !object) return;  // "IS killed": it may be the verb
  if (verb.xpos == "VBN" && !helped) verb.xpos = "VBD";
  name.tag = Tag::PROPN;
  name.xpos = "NNP";
  name.features = "Number=Sing";
  name.lemma = form;
  if (name.name_tag == 0) name.name_tag = kOrganisation;
  name.relation = passive ? Relation::nsubj_pass : Relation::nsubj;
}

}  // namespace demarche
