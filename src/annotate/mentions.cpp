#include "annotate/mentions.h"

#include <algorithm>
#include <array>

#include "annotate/mention_atoms.h"
#include "annotate/mention_memory.h"
#include "annotate/mention_phrases.h"
#include "annotate/mention_words.h"
#include "base/text.h"

namespace herald::annotate {

using news::Dep;
using news::Tag;

namespace {

/// Words whose "to" or "from" takes somebody who acts: an apology to, a demand from, to seek from.
bool addresses(std::string_view lemma) {
  static constexpr std::array<std::string_view, 75> kWords{
      "accede",         "aid",         "aim",        "anger",      "answer",     "apologise",
      "apologize",      "apology",     "appeal",     "assistance", "assurance",  "blame",
      "compensation",   "complain",    "complaint",  "concede",    "concession", "condolence",
      "congratulation", "credit",      "demand",     "demarche",   "explain",    "extract",
      "finger",         "fury",        "gift",       "give",       "grant",      "guarantee",
      "help",           "hint",        "invitation", "jab",        "lash",       "lend",
      "letter",         "list",        "loan",       "loyal",      "loyalty",    "message",
      "money",          "negotiation", "note",       "obtain",     "offer",      "order",
      "overture",       "payment",     "plea",       "pledge",     "point",      "present",
      "pressure",       "promise",     "protest",    "rebuke",     "reply",      "report",
      "request",        "response",    "secure",     "seek",       "signal",     "submit",
      "support",        "swipe",       "talk",       "target",     "transfer",   "tribute",
      "ultimatum",      "warning",     "win"};
  return std::binary_search(kWords.begin(), kWords.end(), lemma);
}

/// Resolves the drafts of an article sentence by sentence and writes its mentions.
class Resolver {
 public:
  Resolver(const lexicon::ActorLexicon& actors, news::AnnotatedArticle& article)
      : actors_(actors), article_(article), finder_(actors, article), memory_(actors) {}

  void run();

 private:
  void sentence(std::uint32_t index);
  void emit(Draft& draft);
  void push(const Draft& draft, std::uint32_t chain, const news::Actor& actor);
  bool is_place(const Draft& draft) const;
  bool is_subject(std::uint32_t token) const;
  std::uint32_t governor(std::uint32_t token) const;
  void settle_role(Draft& draft);
  void set_country(Draft& draft, std::string_view country) const;
  bool pronoun(std::uint32_t token);
  bool pair_of_states(std::uint32_t token);
  bool korean_north(std::uint32_t token);

  const lexicon::ActorLexicon& actors_;
  news::AnnotatedArticle& article_;
  AtomFinder finder_;
  MentionMemory memory_;
  std::uint32_t index_ = 0;
  SentenceView view_;
};

std::uint32_t Resolver::governor(std::uint32_t token) const {
  // The function of a conjunct is that of the first one.
  for (int depth = 0; depth < 6 && view_.token(token).dep == Dep::kConj; ++depth)
    token = view_.token(token).head;
  return token;
}

bool Resolver::is_subject(std::uint32_t token) const {
  const Dep dep = view_.token(governor(token)).dep;
  return dep == Dep::kNsubj || dep == Dep::kNsubjpass;
}

bool Resolver::is_place(const Draft& draft) const {
  static constexpr std::array<std::string_view, 13> kIn{"in",     "at",         "near",   "inside",  "across",
                                                        "around", "throughout", "within", "outside", "over",
                                                        "off",    "along",      "via"};
  static constexpr std::array<std::string_view, 7> kSeat{"to",      "from", "toward", "towards",
                                                         "through", "into", "for"};
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
  if (preposition.empty()) {
    return draft.capital && (t.dep == Dep::kNpadvmod || t.dep == Dep::kAppos || t.dep == Dep::kROOT);
  }
  const bool at_somebody =
      draft.capital && base::ascii_iequals(preposition, "at");  // "pointed the finger at Moscow"
  if (one_of(preposition, kIn) && !at_somebody) return true;
  if (at_somebody) return t.dep != Dep::kPobj || !addresses(view_.token(view_.token(t.head).head).lemma);
  if (!draft.capital || !one_of(preposition, kSeat)) return false;
  // "flew to Paris" names a place, "an apology to Paris" a government.
  return t.dep != Dep::kPobj || !addresses(view_.token(view_.token(t.head).head).lemma);
}

void Resolver::set_country(Draft& draft, std::string_view country) const {
  draft.actor.country = std::string(country);
  draft.actor.code =
      draft.actor.country + (draft.former ? std::string("ELI") : std::string(draft.role->code));
  draft.qualified = true;
}

void Resolver::settle_role(Draft& draft) {
  if (draft.qualified || !draft.role) return;
  // "its neighbours", "their allies" are anybody but the owner.
  if (draft.role->code.empty() && draft.plural) return;
  if (draft.owner_pronoun >= 0) {
    const std::uint32_t at = static_cast<std::uint32_t>(draft.owner_pronoun);
    const bool person = view_.is(at, "his") || view_.is(at, "her");
    const auto owner = person ? memory_.only_person(index_, false) : memory_.only_country(index_);
    if (owner && !memory_.chain(*owner).actor.country.empty())
      set_country(draft, memory_.chain(*owner).actor.country);
    if (!draft.qualified && !person) {
      if (const auto thing = memory_.only_thing(index_, false)) {
        const news::Actor& actor = memory_.chain(*thing).actor;
        if (actor.country.empty())
          draft.actor.code = actor.code;
        else
          set_country(draft, actor.country);
        draft.qualified = true;
      }
    }
    return;
  }
  if (draft.foreign_backed) return;
  if (draft.person) {  // a minister we do not know, in an article about one country
    const auto only = finder_.only_country();
    if (only && !draft.role->code.empty() && !draft.role->needs_country)
      set_country(draft, actors_.countries()[*only].code);
    return;
  }
  if (draft.role->code.empty()) {  // "the country", but not "a state" or "the states"
    if (draft.plural || !(view_.is(draft.first, "the") || view_.is(draft.first, "this"))) return;
    const auto state = memory_.only_country(index_);
    if (state) set_country(draft, memory_.chain(*state).actor.country);
    return;
  }
  // "the president", said before with a country.
  const bool definite = draft.first < view_.size() && view_.is(draft.first, "the");
  if (definite && !draft.former) {
    if (const auto earlier = memory_.with_role(*draft.role)) {
      set_country(draft, memory_.chain(*earlier).actor.country);
      return;
    }
  }
  if (draft.role->needs_country || draft.role->code == "REF")
    return;  // migrants are seldom of the country they are in
  if (const auto only = finder_.only_country()) {
    set_country(draft, actors_.countries()[*only].code);
    return;
  }
  if (const auto place = finder_.dateline_country(); place && definite && !draft.role->code.empty()) {
    set_country(draft, actors_.countries()[*place].code);
  }
}

void Resolver::push(const Draft& draft, std::uint32_t chain, const news::Actor& actor) {
  if (!article_.mentions.empty()) {
    const news::Mention& last = article_.mentions.back();
    if (last.sentence == index_ && last.end > draft.first) return;
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

void Resolver::emit(Draft& draft) {
  settle_role(draft);
  if (draft.role && !draft.person && !draft.qualified &&
      (draft.role->needs_country || draft.role->code.empty()))
    return;
  if (draft.role && draft.role->code.empty() && !draft.person) {  // "the country": the state itself
    draft.country = true;
    draft.actor.role.clear();
  }
  if (draft.person && draft.actor.code.empty() && draft.actor.country.empty()) {
    memory_.note(draft, index_, is_subject(draft.head));  // no actor to us, but "she" may be her
    return;
  }
  if (is_place(draft)) {
    draft.adjective = false;
    memory_.note(draft, index_,
                 is_subject(draft.head));  // a place is no actor, but "the country" may mean it later
    return;
  }
  const news::Token& head = view_.token(draft.head);
  if (draft.capital && !draft.adjective && head.dep == Dep::kDobj) {
    // "shelled Kyiv" strikes the city, "urged Kyiv" its government; the state is right for both.
    static constexpr std::array<std::string_view, 14> kStrikes{"shell", "bomb",  "hit",   "strike", "attack",
                                                               "leave", "visit", "reach", "enter",  "capture",
                                                               "seize", "storm", "pound", "rock"};
    if (one_of(view_.token(head.head).lemma, kStrikes)) draft.actor.code = draft.actor.country;
  }
  draft.indefinite =
      draft.role && !draft.person && (view_.is(draft.first, "a") || view_.is(draft.first, "an"));
  const std::uint32_t chain = memory_.note(draft, index_, is_subject(draft.head));
  push(draft, chain, draft.actor);
}

bool Resolver::pronoun(std::uint32_t i) {
  const news::Token& t = view_.token(i);
  if (t.tag != Tag::kPRP && t.tag != Tag::kPRPS) return false;
  static constexpr std::array<std::string_view, 5> kPerson{"he", "she", "him", "his", "her"};
  static constexpr std::array<std::string_view, 3> kGroup{"they", "them", "their"};
  const bool object =
      t.tag == Tag::kPRP && (t.dep == Dep::kDobj || t.dep == Dep::kPobj || t.dep == Dep::kDative);
  std::optional<std::uint32_t> chain;
  if (one_of(view_.word(i), kPerson)) {
    chain = memory_.only_person(index_, object);
  } else if (one_of(view_.word(i), kGroup)) {
    if (object) return false;
    chain = memory_.only_group(index_, object);
  } else if (view_.is(i, "it") || view_.is(i, "its")) {
    // "it" is most often a thing or a clause: only what was a subject before can be meant, and only as an
    // actor.
    if (t.tag == Tag::kPRP && t.dep != Dep::kNsubj && t.dep != Dep::kNsubjpass) return false;
    chain = memory_.only_thing(index_, object);
    if (chain && !memory_.chain(*chain).subject) return false;
  }
  if (!chain) return false;
  if (memory_.chain(*chain).actor.code.empty()) return false;
  Draft d;
  d.first = i;
  d.end = i + 1;
  d.head = i;
  d.pronoun = true;
  memory_.touch(*chain, index_, is_subject(i));
  push(d, *chain, memory_.chain(*chain).actor);
  return true;
}

bool Resolver::pair_of_states(std::uint32_t i) {
  static constexpr std::array<std::string_view, 15> kSides{
      "countries", "nations", "sides",    "states",  "neighbors",  "neighbours", "governments", "powers",
      "rivals",    "allies",  "capitals", "leaders", "presidents", "ministers",  "delegations"};
  std::uint32_t noun = i + 1;
  if (view_.is(i, "the") && noun < view_.size() && view_.is(noun, "two"))
    ++noun;
  else if (!view_.is(i, "both") && !(view_.is(i, "the") && noun < view_.size() && view_.is(noun, "leaders")))
    return false;
  if (noun < view_.size() && view_.token(noun).tag == Tag::kJJ) ++noun;
  if (noun >= view_.size() || !one_of(view_.word(noun), kSides)) return false;
  static constexpr std::array<std::string_view, 5> kOffices{"leaders", "governments", "presidents",
                                                            "ministers", "delegations"};
  const auto pair = memory_.two_countries(index_);
  if (!pair) return false;
  for (const bool second : {false, true}) {
    Draft d;
    d.first = second ? noun : i;
    d.end = second ? noun + 1 : noun;
    d.head = noun;
    d.pronoun = true;
    const std::uint32_t chain = second ? pair->second : pair->first;
    news::Actor actor;
    actor.country = memory_.chain(chain).actor.country;
    actor.code = actor.country + (one_of(view_.word(noun), kOffices) ? "GOV" : "");
    push(d, chain, actor);
  }
  return true;
}

bool Resolver::korean_north(std::uint32_t i) {
  const bool north = view_.word(i) == "North", south = view_.word(i) == "South";
  if (!north && !south) return false;
  if (i == 0 || !view_.is(i - 1, "the") || !(finder_.has_evidence("PRK") || finder_.has_evidence("KOR")))
    return false;
  if (i + 1 < view_.size() &&
      (view_.proper(i + 1) || view_.token(i + 1).tag == Tag::kNN || view_.token(i).dep == Dep::kCompound))
    return false;
  Draft d;
  d.first = i - 1;
  d.end = i + 1;
  d.head = i;
  d.country = d.qualified = true;
  d.actor.country = d.actor.code = north ? "PRK" : "KOR";
  if (is_place(d)) return false;
  push(d, memory_.note(d, index_, is_subject(d.head)), d.actor);
  return true;
}

void Resolver::sentence(std::uint32_t index) {
  index_ = index;
  view_ = finder_.view(index);
  if (view_.size() == 0) return;
  const std::vector<Atom> atoms = finder_.find(index, memory_.known());
  std::vector<Draft> drafts = PhraseBuilder(finder_, index, atoms, memory_.known()).build();
  std::size_t next = 0;
  for (std::uint32_t i = 0; i < view_.size();) {
    if (pair_of_states(i)) {
      while (next < drafts.size() && drafts[next].first < article_.mentions.back().end) ++next;
      i = article_.mentions.back().end;
      continue;
    }
    if (next < drafts.size() && drafts[next].first <= i) {
      i = std::max(i + 1, drafts[next].end);
      emit(drafts[next++]);
      continue;
    }
    if (!pronoun(i)) korean_north(i);
    ++i;
  }
}

void Resolver::run() {
  article_.mentions.clear();
  for (std::uint32_t i = 0; i < article_.sentences.size(); ++i) sentence(i);
}

}  // namespace

void find_mentions(const lexicon::ActorLexicon& actors, news::AnnotatedArticle& article) {
  Resolver(actors, article).run();
}

}  // namespace herald::annotate
