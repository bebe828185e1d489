#include "annotate/mentions.h"

#include <algorithm>
#include <array>

#include "annotate/mention_atoms.h"
#include "annotate/mention_memory.h"
#include "annotate/mention_phrases.h"
#include "annotate/mention_reference.h"
#include "annotate/mention_resolver.h"
#include "annotate/mention_words.h"
#include "base/text.h"

namespace herald::annotate {

using news::Dep;
using news::Tag;

namespace {

/// Words whose "to" or "from" takes somebody who acts: an apology to, a demand from, to seek from.
bool addresses(std::string_view lemma) {
  static constexpr std::array<std::string_view, 79> kWords{
      "accede",       "aid",      "aim",       "ambassador", "anger",       "answer",     "apologise",
      "apologize",    "apology",  "appeal",    "assistance", "assurance",   "blame",      "close",
      "compensation", "complain", "complaint", "concede",    "concession",  "condolence", "congratulation",
      "credit",       "demand",   "demarche",  "envoy",      "explain",     "extract",    "finger",
      "fury",         "gift",     "give",      "grant",      "guarantee",   "help",       "hint",
      "invitation",   "jab",      "lash",      "lend",       "letter",      "list",       "loan",
      "loyal",        "loyalty",  "message",   "money",      "negotiation", "note",       "obtain",
      "offer",        "order",    "overture",  "payment",    "plea",        "pledge",     "point",
      "present",      "pressure", "promise",   "protest",    "rebuke",      "reply",      "report",
      "request",      "response", "secure",    "seek",       "signal",      "submit",     "support",
      "swipe",        "talk",     "target",    "transfer",   "tribute",     "ultimatum",  "warning",
      "win",          "word"};
  return std::binary_search(kWords.begin(), kWords.end(), lemma);
}

}  // namespace

std::uint32_t Resolver::governor(std::uint32_t token) const {
  // The function of a conjunct is that of the first one.
  for (int depth = 0; depth < 6 && view_.token(token).dep == Dep::kConj; ++depth)
    token = view_.token(token).head;
  return token;
}

Occurrence Resolver::occurrence_of(std::uint32_t token) const {
  // Weights of the functions in the order Lappin and Leass found: subject, object, oblique, inside a phrase.
  const std::uint32_t first = governor(token);
  const news::Token& t = view_.token(first);
  const bool main = view_.token(t.head).dep == Dep::kROOT;
  double weight = 30;
  switch (t.dep) {
    case Dep::kNsubj:
    case Dep::kNsubjpass:
      weight = main ? 110 : 80;
      break;
    case Dep::kDobj:
    case Dep::kDative:
    case Dep::kAgent:
      weight = 50;
      break;
    case Dep::kPobj: {
      const Tag above = view_.token(view_.token(t.head).head).tag;
      weight = above >= Tag::kVB && above <= Tag::kVBZ ? 40 : 20;
      break;
    }
    case Dep::kPoss:
      weight = 25;
      break;
    default:
      break;
  }
  return {index_, token, 60 + weight, t.dep == Dep::kNsubj || t.dep == Dep::kNsubjpass};
}

bool Resolver::stands_in(std::uint32_t token) const {
  // "set foot in the country": a place.
  static constexpr std::array<std::string_view, 6> kIn{"in",         "inside", "across",
                                                       "throughout", "within", "around"};
  const news::Token& t = view_.token(token);
  return t.dep == Dep::kPobj && one_of(view_.word(t.head), kIn);
}

bool Resolver::second_half_of_place(const Draft& draft) const {
  // "from Bishkek, Kyrgyzstan"
  if (!draft.country || draft.first < 2 || view_.word(draft.first - 1) != ",") return false;
  for (const Atom& atom : atoms_) {
    const bool town = atom.kind == AtomKind::kCapital || atom.kind == AtomKind::kPlace;
    if (town && atom.end == draft.first - 1 && actors_.countries()[atom.item].code == draft.actor.country)
      return true;
  }
  const news::Token& t = view_.token(governor(draft.head));
  // "Peru, Chile and Ecuador", with the second taken for an apposition: a state is no part of another.
  const bool of_state = std::any_of(atoms_.begin(), atoms_.end(), [&](const Atom& atom) {
    return atom.kind == AtomKind::kCountry && atom.first <= t.head && t.head < atom.end;
  });
  return t.dep == Dep::kAppos && view_.proper(t.head) && !of_state;
}

bool Resolver::is_place(const Draft& draft) const {
  static constexpr std::array<std::string_view, 13> kIn{"in",     "at",         "near",   "inside",  "across",
                                                        "around", "throughout", "within", "outside", "over",
                                                        "off",    "along",      "via"};
  static constexpr std::array<std::string_view, 7> kSeat{"to",      "from", "toward", "towards",
                                                         "through", "into", "for"};
  static constexpr std::array<std::string_view, 8> kDeparts{"depart", "flight", "fly",  "head",
                                                            "leave",  "bind",   "sail", "bound"};
  if (!draft.country && !draft.capital) return false;
  if (draft.head < draft.first || draft.head >= draft.end) return false;
  const std::uint32_t first = governor(draft.head);
  const news::Token& t = view_.token(first);
  std::string_view preposition;
  if (t.dep == Dep::kPobj && t.head < view_.size())
    preposition = view_.word(t.head);
  else if (first == draft.head && draft.first > 0 && view_.token(draft.first - 1).tag == Tag::kIN)
    preposition = view_.word(draft.first - 1);
  if (t.dep == Dep::kPoss && !base::ascii_iequals(preposition, "in"))
    return false;  // "tribute to Tehran's patience"
  // "a Seoul market": where it is.
  if (draft.capital && draft.adjective && draft.actor.name.empty()) return true;
  if (second_half_of_place(draft)) return true;
  if (preposition.empty()) {
    return draft.capital && draft.actor.name.empty() &&
           (t.dep == Dep::kNpadvmod || t.dep == Dep::kAppos || t.dep == Dep::kROOT);
  }
  const bool at_somebody =
      draft.capital && base::ascii_iequals(preposition, "at");  // "pointed the finger at Moscow"
  // "eastern Ukraine", "most of southern Somalia": a region.
  static constexpr std::array<std::string_view, 9> kRegions{"central",      "eastern",      "northeastern",
                                                            "northern",     "northwestern", "southeastern",
                                                            "southwestern", "southern",     "western"};
  if (draft.country && draft.first > 0 &&
      std::find(kRegions.begin(), kRegions.end(), view_.word(draft.first - 1)) != kRegions.end())
    return true;
  // "missiles fired at Russia" is done to it.
  if (base::ascii_iequals(preposition, "at") && draft.country) return false;
  if (one_of(preposition, kIn) && !at_somebody) return true;
  // "west of Kinshasa", "the streets of Tehran".
  static constexpr std::array<std::string_view, 22> kParts{
      "airport",   "area",      "center",    "centre",    "city",      "district", "east",      "mile",
      "kilometer", "kilometre", "north",     "northeast", "northwest", "outskirt", "outskirts", "port",
      "south",     "southeast", "southwest", "street",    "suburb",    "west"};
  if (draft.capital && !draft.actor.name.empty() &&
      (base::ascii_iequals(preposition, "on") || base::ascii_iequals(preposition, "behind") ||
       base::ascii_iequals(preposition, "beside")))
    return true;  // "behind the Elysee"
  if (draft.capital && t.dep == Dep::kPobj && base::ascii_iequals(preposition, "of") &&
      one_of(view_.token(view_.token(t.head).head).lemma, kParts))
    return true;
  if (at_somebody) return t.dep != Dep::kPobj || !addresses(view_.token(view_.token(t.head).head).lemma);
  if (!draft.capital || !one_of(preposition, kSeat)) return false;
  if (base::ascii_iequals(preposition, "for"))
    return t.dep == Dep::kPobj && one_of(view_.token(view_.token(t.head).head).lemma, kDeparts);
  // "flew to Paris" names a place, "an apology to Paris" a government.
  return t.dep != Dep::kPobj || !addresses(view_.token(view_.token(t.head).head).lemma);
}

void Resolver::push(const Draft& draft, std::uint32_t chain, const news::Actor& actor) {
  if (!article_.mentions.empty()) {
    const news::Mention& last = article_.mentions.back();
    const bool same_phrase = last.first == draft.first && last.end == draft.end && last.chain != chain;
    if (last.sentence == index_ && last.end > draft.first && last.first <= draft.first && !same_phrase)
      return;
  }
  news::Mention m;
  m.sentence = index_;
  m.first = draft.first;
  m.end = draft.end;
  m.head = draft.head;
  m.span = {view_.token(draft.first).span.begin, view_.token(draft.end - 1).span.end};
  m.actor = actor;
  m.chain = chain;
  m.pronoun = draft.pronoun;
  m.adjective = draft.adjective;
  article_.mentions.push_back(std::move(m));
}

std::uint32_t Resolver::note(const Draft& draft, double factor) {
  Occurrence place = occurrence_of(draft.head);
  place.weight *= factor;
  std::uint32_t chain = 0;
  if (draft.same_as >= 0) {
    chain = static_cast<std::uint32_t>(draft.same_as);
    memory_.touch(chain, place);
  } else {
    chain = memory_.note(draft, place);
  }
  // Those in one coordination can be meant together: "Russia and China", "Russian and Chinese troops".
  const std::uint32_t first = governor(draft.head);
  for (const auto& [head, other] : heads_) {
    if (head != first || other == chain || draft.adjective) continue;
    memory_.note_set(other, chain, occurrence_of(first));
    break;
  }
  heads_.emplace_back(draft.head, chain);
  return chain;
}

void Resolver::note_thing(std::uint32_t i) {
  const news::Token& t = view_.token(i);
  const bool noun = t.tag == Tag::kNN || t.tag == Tag::kNNS || t.tag == Tag::kNNP || t.tag == Tag::kNNPS;
  if (!noun || t.dep == Dep::kCompound || t.dep == Dep::kNpadvmod || t.dep == Dep::kAmod) return;
  for (const news::Entity& e : view_.sentence->entities) {
    const bool time = e.label == news::EntityLabel::kDATE || e.label == news::EntityLabel::kTIME;
    if (time && e.first <= i && i < e.end) return;
  }
  memory_.note_thing(t.lemma, t.tag == Tag::kNNS || t.tag == Tag::kNNPS, occurrence_of(i));
}

void Resolver::emit(Draft& draft, const ReferenceFinder& references) {
  settle_role(draft, references);
  if (draft.role && !draft.person && !draft.qualified &&
      (draft.unnamed || draft.role->needs_country || draft.role->code.empty())) {
    note_thing(draft.head);
    return;
  }
  settle_people(draft);
  if (draft.role && draft.role->code.empty() && !draft.person) {  // "the country": the state itself
    draft.country = true;
    draft.actor.role.clear();
  }
  if (draft.nobody_known()) {
    note_thing(draft.head);
    return;
  }
  if (is_description(draft) || is_building(draft)) {
    note_thing(draft.head);
    return;
  }
  draft.gender = gender_of(actors_, view_, draft);
  if (draft.person && draft.actor.code.empty() && draft.actor.country.empty()) {
    note(draft);  // no actor to us, but "she" may be her
    return;
  }
  if (is_place(draft)) {
    draft.adjective = false;
    note(draft, 0.6);  // a place is no actor, but "the country" may mean it later
    return;
  }
  const news::Token& head = view_.token(draft.head);
  const news::Token& first_head = view_.token(governor(draft.head));
  // "printed in Spanish and French": languages.
  if (draft.adjective && !draft.role && !draft.country && first_head.dep == Dep::kPobj &&
      view_.is(first_head.head, "in") && head.head < draft.head)
    return;
  if (draft.capital && !draft.adjective && head.dep == Dep::kDobj) {
    // "shelled Kyiv" strikes the city, "urged Kyiv" its government; the state is right for both.
    static constexpr std::array<std::string_view, 14> kStrikes{"shell", "bomb",  "hit",   "strike", "attack",
                                                               "leave", "visit", "reach", "enter",  "capture",
                                                               "seize", "storm", "pound", "rock"};
    if (one_of(view_.token(head.head).lemma, kStrikes)) draft.actor.code = draft.actor.country;
  }
  draft.indefinite = draft.role && !draft.person && some_of_a_kind(draft);
  const std::uint32_t chain = note(draft, draft.adjective ? 0.5 : 1);
  if (draft.named_body && !draft.actor.code.empty()) memory_.know_as(draft.actor.name, draft.actor);
  note_body_inside(draft);
  name_holder(draft);
  push(draft, chain, draft.actor);
}

void Resolver::note_body_inside(const Draft& draft) {
  // Less in mind than the one who speaks for it: as a possessor in Lappin and Leass, halved.
  constexpr double kInside = 42;
  if (!draft.body_inside || draft.body_inside->code.empty()) return;
  Draft body;
  body.actor = *draft.body_inside;
  memory_.note(body, {index_, draft.first, kInside, false});
}

bool Resolver::in_longer_name(const Draft& draft) const {
  // "International Women's Day", "the Pregnant Workers Fairness Act", "Air Force One".
  static constexpr std::array<std::string_view, 26> kNames{
      "act",      "award", "awards",  "briefing",   "conference", "cup",   "day",   "days",   "fellowship",
      "festival", "fund",  "gaggle",  "initiative", "law",        "medal", "month", "museum", "one",
      "park",     "prize", "program", "programme",  "project",    "show",  "week",  "year"};
  if (!view_.proper(draft.head) && view_.word(draft.head).front() >= 'a') return false;
  for (std::uint32_t i = draft.end; i < std::min<std::size_t>(view_.size(), draft.end + 4); ++i) {
    const char first = view_.word(i).front();
    if (view_.token(i).tag != Tag::kPOS && (first < 'A' || first > 'Z')) return false;
    if (one_of(view_.word(i), kNames)) return true;
  }
  return false;
}

bool Resolver::is_building(const Draft& draft) const {
  // "clashed outside parliament", "in front of the court": a house.
  static constexpr std::array<std::string_view, 4> kBeside{"inside", "near", "opposite", "outside"};
  static constexpr std::array<std::string_view, 5> kHouses{"EDU", "HLH", "JUD", "LEG", "REL"};
  const bool body = !draft.role || (draft.role->kind == lexicon::RoleKind::kBody && !draft.plural);
  const std::string_view code = draft.actor.code;
  const news::Token& t = view_.token(draft.head);
  if (!body || draft.person || t.dep != Dep::kPobj || code.size() < 3) return false;
  if (!one_of(code.substr(code.size() - 3), kHouses)) return false;
  if (one_of(view_.word(t.head), kBeside)) return true;
  return view_.is(t.head, "of") && view_.is(view_.token(t.head).head, "front");
}

bool Resolver::is_description(const Draft& draft) const {
  // A role that is said of somebody or only names the office: "was a great man", "ran for president", "voter
  // ID".
  if (!draft.role || draft.person || draft.role->code.empty()) return false;
  static constexpr std::array<std::string_view, 9> kOfPeople{"AGR", "BUS", "CRM", "CVL", "EDU",
                                                             "ELI", "HLH", "LAB", "REF"};
  static constexpr std::array<std::string_view, 8> kPosts{"candidacy", "candidate", "job",  "nomination",
                                                          "office",    "position",  "post", "title"};
  const std::uint32_t first = governor(draft.head);
  const news::Token& t = view_.token(first);
  if (in_longer_name(draft)) return true;
  if (draft.end < view_.size() && view_.is(draft.end, "to") && draft.role->singular == "opposition")
    return true;
  if (draft.adjective && !draft.qualified && one_of(draft.role->code, kOfPeople)) return true;
  const bool bare = draft.first == draft.core && view_.token(draft.first).tag != Tag::kDT &&
                    (draft.first == 0 || view_.token(draft.first - 1).tag != Tag::kDT) &&
                    draft.owner_pronoun < 0;
  const bool definite = view_.is(draft.first, "the");
  if (t.dep == Dep::kOprd) return !draft.plural;
  if (t.dep == Dep::kAttr || t.dep == Dep::kAcomp)
    return draft.plural ? !definite && !draft.qualified : bare || some_of_a_kind(draft);
  if (draft.plural || draft.role->kind != lexicon::RoleKind::kPerson || t.dep != Dep::kPobj) return false;
  if (view_.is(t.head, "as") || (bare && view_.is(t.head, "for"))) return true;
  return bare && view_.is(t.head, "of") && one_of(view_.token(view_.token(t.head).head).lemma, kPosts);
}

bool Resolver::some_of_a_kind(const Draft& draft) const {
  // "a minister", "the first time a sitting U.S. president": nobody in particular.
  static constexpr std::array<std::string_view, 9> kSome{"a",     "an", "another", "any", "each",
                                                         "every", "no", "some",    "one"};
  std::uint32_t i = draft.first;
  if (one_of(view_.word(i), kSome)) return true;
  for (int steps = 0; i > 0 && steps < 4; ++steps) {
    --i;
    const Tag tag = view_.token(i).tag;
    if (tag == Tag::kDT) return one_of(view_.word(i), kSome);
    const bool modifier =
        tag == Tag::kJJ || tag == Tag::kVBG || tag == Tag::kVBN || tag == Tag::kNN || tag == Tag::kNNP;
    if (!modifier || view_.token(i).head <= i) return false;
  }
  return false;
}

void Resolver::emit(const Reference& reference, std::uint32_t first) {
  for (const std::uint32_t chain : reference.chains) {
    Draft d;
    d.first = first;
    d.end = reference.end;
    d.head = reference.head;
    d.pronoun = true;
    const Chain& meant = memory_.chain(chain);
    news::Actor actor = meant.actor;
    // Of "both sides" only who may fight stands for himself; a person or people for their state.
    const bool for_state =
        reference.sides && (meant.kind == ChainKind::kPerson || !may_fight(actor.code) ||
                            (meant.kind == ChainKind::kState && !reference.sector.empty()));
    if ((reference.states || for_state) && !actor.country.empty()) {
      news::Actor state;
      state.country = actor.country;
      state.code = actor.country + reference.sector;
      actor = std::move(state);
    }
    if (actor.code.empty()) continue;
    memory_.touch(chain, occurrence_of(reference.head));
    heads_.emplace_back(reference.head, chain);
    if (reference.states && reference.chains.size() == 1 && stands_in(reference.head)) continue;
    push(d, chain, actor);
  }
  // "both countries said they": named together once more.
  for (std::size_t k = 1; k < reference.chains.size(); ++k)
    memory_.note_set(reference.chains.front(), reference.chains[k], occurrence_of(reference.head));
}

std::optional<Reference> Resolver::definite(std::uint32_t i, std::span<const Draft> drafts,
                                            const ReferenceFinder& references) const {
  if (!drafts.empty() && drafts.front().first <= i && !drafts.front().unsettled()) return std::nullopt;
  const auto meant = references.definite(i);
  // "the Ruritanian island" says itself whose it is.
  for (const Draft& draft : drafts) {
    if (!meant || draft.first >= meant->end) break;
    if (draft.qualified) return std::nullopt;
  }
  return meant;
}

void Resolver::sentence(std::uint32_t index) {
  index_ = index;
  view_ = finder_.view(index);
  heads_.clear();
  if (view_.size() == 0) return;
  atoms_ = finder_.find(index, memory_.known());
  std::vector<Draft> drafts = PhraseBuilder(finder_, index, atoms_, memory_.known()).build();
  const ReferenceFinder references(finder_, memory_, view_, index_);
  const std::size_t begin = article_.mentions.size();
  std::vector<std::uint32_t> waiting;
  std::size_t next = 0;
  for (std::uint32_t i = 0; i < view_.size();) {
    const bool drafted = next < drafts.size() && drafts[next].first <= i;
    std::optional<Reference> meant = definite(i, std::span(drafts).subspan(next), references);
    const bool of_body = !drafted && next < drafts.size() && drafts[next].first == i + 1 &&
                         !drafts[next].person && !drafts[next].role && !drafts[next].actor.name.empty() &&
                         !drafts[next].adjective;
    if (of_body && view_.token(i).tag == Tag::kPRPS) {  // "her National League for Democracy" is one phrase
      drafts[next].first = i;
      continue;
    }
    // "its allies" are somebody, but nobody knows who.
    const news::Token& token = view_.token(i);
    if (!meant && !drafted && token.tag == Tag::kPRPS && token.head > i &&
        is_relation(view_.token(token.head).lemma)) {
      ++i;
      continue;
    }
    if (!meant && !drafted && comes_before_its_subject(i)) {
      waiting.push_back(i++);
      continue;
    }
    if (!meant && !drafted) meant = references.pronoun(i);
    if (meant) {
      emit(*meant, i);
      if (view_.token(i).tag == Tag::kPRP || view_.token(i).tag == Tag::kPRPS) learn_gender(i, *meant);
      i = meant->end;
      while (next < drafts.size() && drafts[next].first < i) ++next;
      continue;
    }
    if (drafted) {
      const Draft& draft = drafts[next];
      emit(drafts[next], references);
      while (next + 1 < drafts.size() && drafts[next + 1].first == draft.first &&
             drafts[next + 1].end == draft.end)
        emit(drafts[++next], references);  // "U.S.-Qatar"
      i = std::max(i + 1, abbreviation(draft, drafts));
      ++next;
      while (next < drafts.size() && drafts[next].first < i) ++next;
      continue;
    }
    note_thing(i++);
  }
  resolve_forward(waiting, begin, references);
}

void Resolver::resolve_forward(const std::vector<std::uint32_t>& waiting, std::size_t begin,
                               const ReferenceFinder& references) {
  for (const std::uint32_t i : waiting) {
    const auto subject = main_subject(i);
    auto meant = references.forward(i, subject);
    if (!meant) meant = references.pronoun(i);
    if (meant) emit(*meant, i);
  }
  std::stable_sort(article_.mentions.begin() + static_cast<std::ptrdiff_t>(begin), article_.mentions.end(),
                   [](const news::Mention& a, const news::Mention& b) { return a.first < b.first; });
}

std::optional<std::uint32_t> Resolver::main_subject(std::uint32_t token) const {
  std::uint32_t root = token;
  for (int depth = 0; depth < 12 && view_.token(root).head != root; ++depth) root = view_.token(root).head;
  for (const std::uint32_t child : view_.sentence->children[root]) {
    const Dep dep = view_.token(child).dep;
    if (dep == Dep::kNsubj || dep == Dep::kNsubjpass) return child;
  }
  return std::nullopt;
}

std::optional<std::uint32_t> Resolver::subject_before(std::uint32_t verb, std::uint32_t token) const {
  for (const std::uint32_t child : view_.sentence->children[verb]) {
    const Dep dep = view_.token(child).dep;
    if (child < token && (dep == Dep::kNsubj || dep == Dep::kNsubjpass)) return child;
  }
  return std::nullopt;
}

bool Resolver::comes_before_its_subject(std::uint32_t i) const {
  // "In its first statement, the cabinet": a possessive in a phrase before the subject of the sentence.
  if (view_.token(i).tag != Tag::kPRPS) return false;
  const auto subject = main_subject(i);
  if (!subject || *subject <= i) return false;
  for (std::uint32_t up = i; view_.token(up).head != up;) {
    up = view_.token(up).head;
    if (up == *subject) return false;  // inside the subject itself
    // "The bloc will lift its sanctions, Togo said": the clause has a subject of its own.
    const auto own = subject_before(up, i);
    if (own && *own != *subject) return false;
    if (up > *subject) break;
  }
  // A comma parts the phrase from the subject.
  for (std::uint32_t t = i + 1; t < *subject; ++t) {
    if (view_.word(t) == ",") return true;
  }
  return false;
}

std::uint32_t Resolver::abbreviation(const Draft& d, const std::vector<Draft>& drafts) {
  // "the Organisation (ABC)": the letters are its name from now on.
  if (d.person || d.pronoun || d.actor.code.empty() || d.end + 2 >= view_.size()) return d.end;
  if (article_.mentions.empty() || article_.mentions.back().first != d.first) return d.end;
  if (view_.word(d.end) != "(" || view_.word(d.end + 2) != ")") return d.end;
  const std::string_view letters = view_.word(d.end + 1);
  const auto capitals =
      std::count_if(letters.begin(), letters.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (letters.size() < 2 || letters.size() > 12 || capitals < 2) return d.end;
  Draft short_form = d;
  short_form.first = short_form.core = d.end + 1;
  short_form.end = d.end + 2;
  short_form.head = d.end + 1;
  news::Actor actor = d.actor;
  // One that is known under these letters is named better than by the words before.
  for (const Draft& own : drafts) {
    if (own.first == d.end + 1 && own.end == d.end + 2 && !own.actor.name.empty() && !own.person &&
        own.actor.country == actor.country)
      actor = own.actor;
  }
  memory_.know_as(letters, actor);
  push(short_form, article_.mentions.back().chain, actor);
  return d.end + 3;
}

void Resolver::learn_gender(std::uint32_t token, const Reference& meant) {
  static constexpr std::array<std::string_view, 3> kMan{"he", "him", "his"};
  static constexpr std::array<std::string_view, 2> kWoman{"she", "her"};
  if (one_of(view_.word(token), kMan)) memory_.set_gender(meant.chains.front(), lexicon::Gender::kMale);
  if (one_of(view_.word(token), kWoman)) memory_.set_gender(meant.chains.front(), lexicon::Gender::kFemale);
}

void Resolver::run() {
  article_.mentions.clear();
  for (std::uint32_t i = 0; i < article_.sentences.size(); ++i) sentence(i);
}

void find_mentions(const lexicon::ActorLexicon& actors, news::AnnotatedArticle& article) {
  Resolver(actors, article).run();
}

}  // namespace herald::annotate
