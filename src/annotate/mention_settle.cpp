// Whose a role is that comes without a country: the owner's, an earlier actor's, the state's the text is
// about.
#include <algorithm>
#include <array>
#include <string>

#include "annotate/mention_resolver.h"
#include "annotate/mention_words.h"

namespace herald::annotate {

using news::Dep;
using news::Tag;

namespace {

/// A role without a country belongs to the state in mind when that has so many times the salience of the
/// next.
constexpr double kInMind = 1.25;
/// The same where the dateline names another one.
constexpr double kElsewhere = 2.5;

}  // namespace

void Resolver::set_country(Draft& draft, std::string_view country) const {
  draft.actor.country = std::string(country);
  draft.actor.code =
      draft.actor.country +
      (draft.former && holds_office(draft.role->code) ? std::string("ELI") : std::string(draft.role->code));
  draft.qualified = true;
}

bool Resolver::settle_by_other(Draft& draft, const ReferenceFinder& references) {
  const auto pair = finder_.main_pair();
  const auto owner = references.owner(static_cast<std::uint32_t>(draft.owner_pronoun));
  draft.unnamed = true;
  if (!pair || !owner) return true;
  const std::string_view own = memory_.chain(*owner).actor.country;
  const std::string_view first = actors_.countries()[pair->first].code,
                         second = actors_.countries()[pair->second].code;
  if (own != first && own != second) return true;
  draft.actor = {};
  draft.actor.country = draft.actor.code = std::string(own == first ? second : first);
  draft.country = draft.qualified = true;
  draft.unnamed = false;
  return true;
}

namespace {

/// "Its chairman": a party, a group, an organisation has one, a government hardly.
bool heads_a_body(const lexicon::Role& role) {
  static constexpr std::array<std::string_view, 8> kHeads{
      "chair", "chairman", "chairwoman", "founder", "co-founder", "deputy leader", "leader", "member"};
  return one_of(role.text(), kHeads);
}

}  // namespace

bool Resolver::set_term(Draft& draft, const Chain& owner) const {
  // "her successor" is to come while she holds the office, and holds it when she has left.
  const bool before = view_.is(draft.head, "predecessor"), after = view_.is(draft.head, "successor");
  if (!before && !after) return true;
  const std::string_view code = owner.actor.code;
  const bool left = code.ends_with("ELI");
  draft.unnamed = owner.kind != ChainKind::kPerson || code.size() < 6 || !holds_office(code.substr(3)) ||
                  (after && left);  // in office by now, or out of it again
  return !draft.unnamed;
}

bool Resolver::settle_by_owner(Draft& draft, const ReferenceFinder& references) {
  static constexpr std::array<std::string_view, 5> kOthers{"ally", "neighbor", "neighbour", "partner",
                                                           "rival"};
  static constexpr std::array<std::string_view, 4> kOwnState{"country", "nation", "homeland", "state"};
  if (draft.owner_pronoun < 0) return false;
  const auto at = static_cast<std::uint32_t>(draft.owner_pronoun);
  const bool pronoun = view_.token(at).tag == Tag::kPRPS || view_.token(at).tag == Tag::kWPS;
  // "its neighbour" is anybody but the owner: of the two states an article is about, the other one.
  if (pronoun && one_of(view_.word(draft.head), kOthers)) return settle_by_other(draft, references);
  if (draft.role->code.empty() && pronoun && !one_of(draft.role->text(), kOwnState)) return true;
  const auto led = pronoun && heads_a_body(*draft.role) ? references.body_led(at) : std::nullopt;
  const auto owner = led ? led : pronoun ? references.owner(at) : references.state(1.2);
  if (!owner) return true;  // somebody's, but nobody knows whose
  const Chain& chain = memory_.chain(*owner);
  if (pronoun && chain.gender == lexicon::Gender::kUnknown && chain.kind == ChainKind::kPerson)
    memory_.set_gender(*owner, view_.is(at, "her") ? lexicon::Gender::kFemale : lexicon::Gender::kMale);
  const news::Actor& actor = chain.actor;
  const bool body = chain.kind == ChainKind::kBody;
  if (actor.country.empty() || (body && (generic(*draft.role) || stands_alone(actor.code)))) {
    if (actor.code.empty() || chain.kind == ChainKind::kPerson) return true;
    draft.actor.code = code_within(actor.code, draft.role->code);
    draft.actor.country = actor.country;
  } else {
    if (!set_term(draft, chain)) return true;
    set_country(draft, actor.country);
    if (chain.person && !draft.former && draft.role->code != "ELI")
      draft.actor.code = actor.country + std::string(followers_code(actor.code, draft.role->code));
  }
  draft.qualified = true;
  return true;
}

bool Resolver::settle_by_earlier(Draft& draft, const ReferenceFinder& references) {
  static constexpr std::array<std::string_view, 5> kDefinite{"the", "this", "that", "these", "those"};
  if (draft.person || draft.former || !one_of(view_.word(draft.first), kDefinite)) return false;
  if (draft.end < view_.size() && view_.is(draft.end, "of")) return false;  // of something not known
  const auto earlier = references.described(draft);
  if (!earlier) return false;
  const Chain& chain = memory_.chain(*earlier);
  if (chain.kind == ChainKind::kPerson) {
    set_country(draft, chain.actor.country);
    if (!draft.role->code.empty() && chain.actor.code.size() > 3 && !chain.actor.code.ends_with("ELI"))
      draft.actor.code = chain.actor.code;
  } else {
    draft.actor.code = chain.actor.code;
    draft.actor.country = chain.actor.country;
    draft.actor.name = chain.actor.name;
  }
  draft.qualified = true;
  draft.same_as = static_cast<std::int32_t>(*earlier);
  return true;
}

std::optional<std::string_view> Resolver::sender(const Draft& draft) const {
  // "Lebanon offered to send 15,000 soldiers", "France keeps troops in Niamey": they are the subject's.
  static constexpr std::array<std::string_view, 24> kVerbs{
      "bring",    "call",     "deploy", "dispatch", "keep",    "lose",   "maintain", "mass",
      "mobilise", "mobilize", "move",   "order",    "pledge",  "post",   "promise",  "pull",
      "recall",   "redeploy", "remove", "send",     "station", "summon", "withdraw", "have"};
  const news::Token& t = view_.token(draft.head);
  if (t.dep != Dep::kDobj || !one_of(view_.token(t.head).lemma, kVerbs)) return std::nullopt;
  const auto state_at = [&](std::uint32_t token) -> std::optional<std::string_view> {
    for (const auto& [head, chain] : heads_) {
      const Chain& c = memory_.chain(chain);
      const bool sends =
          c.kind == ChainKind::kState || (c.kind == ChainKind::kPerson && c.actor.code.ends_with("GOV"));
      if (head == token && sends && !c.actor.country.empty()) return c.actor.country;
    }
    return std::nullopt;
  };
  std::uint32_t verb = t.head;
  for (int depth = 0; depth < 4; ++depth) {
    for (const std::uint32_t child : view_.sentence->children[verb]) {
      if (view_.token(child).dep != Dep::kNsubj) continue;
      const Tag tag = view_.token(child).tag;
      // "Washington, which keeps troops": the noun of the relative clause.
      const bool relative = tag == Tag::kWDT || tag == Tag::kWP;
      return state_at(relative ? view_.token(verb).head : child);
    }
    const Dep dep = view_.token(verb).dep;
    if (dep != Dep::kXcomp && dep != Dep::kConj) return std::nullopt;
    verb = view_.token(verb).head;
  }
  return std::nullopt;
}

bool Resolver::says_little(const Atom& atom) const {
  // "London-based Lonmin", "an Irish pub", "Pakistani peacekeepers": the people around need not be of that
  // state.
  if (atom.end + 1 < view_.size() && view_.word(atom.end) == "-") return true;
  if (atom.kind != AtomKind::kAdjective) return false;
  const std::uint32_t noun = view_.token(atom.end - 1).head;
  return std::none_of(atoms_.begin(), atoms_.end(), [&](const Atom& a) {
    const bool soldiers = a.kind == AtomKind::kRole && actors_.roles()[a.item].code == "MIL";
    return a.kind >= AtomKind::kBody && !soldiers && a.first <= noun && noun < a.end;
  });
}

std::optional<std::uint32_t> Resolver::country_of_sentence() const {
  std::optional<std::uint32_t> found;
  for (const Atom& atom : atoms_) {
    std::optional<std::uint32_t> country;
    if (atom.kind <= AtomKind::kPlace && !says_little(atom)) country = atom.item;
    if (atom.kind == AtomKind::kPerson) country = actors_.country(actors_.persons()[atom.item].code);
    if (!country) continue;
    if (found && *found != *country) return std::nullopt;
    found = country;
  }
  return found;
}

std::optional<std::string_view> Resolver::country_about(const Draft& draft,
                                                        const ReferenceFinder& references) const {
  static constexpr std::array<std::string_view, 4> kDefinite{"the", "this", "these", "those"};
  static constexpr std::array<std::string_view, 6> kOrgans{"COP", "GOV", "JUD", "LEG", "MIL", "SPY"};
  const bool definite = one_of(view_.word(draft.first), kDefinite);
  const bool local = local_by_nature(draft.role->code), organ = one_of(draft.role->code, kOrgans);
  const auto code = [&](std::uint32_t country) { return actors_.countries()[country].code; };
  const auto written = finder_.dateline_country(), home = finder_.home_country();
  // A government speaks of its own officials, but of the children and cartels of the whole world.
  const auto may_be = [&](std::optional<std::uint32_t> country) {
    return country && (organ || !home || *country != *home);
  };
  // "Rep. Jerry Nadler" sits in one congress, whatever the article is about.
  static constexpr std::array<std::string_view, 6> kOfCongress{"rep",  "rep.",        "sen",
                                                               "sen.", "congressman", "congresswoman"};
  const auto congress = actors_.country("USA");
  if (draft.person && congress && finder_.has_evidence("USA") && one_of(draft.role->text(), kOfCongress))
    return code(*congress);
  if (const auto here = finder_.place_in(index_, atoms_); here && local) return code(*here);
  // The place of writing weighs against a state named at most twice as often.
  const auto outweighed = [&](std::optional<std::uint32_t> country) {
    return country && written && finder_.evidence(*written) * 2 >= finder_.evidence(*country);
  };
  if (home && organ) return code(*home);
  if (const auto only = finder_.only_country(); may_be(only)) return code(*only);
  if (local || draft.role->code == "MIL") {
    if (const auto named = country_of_sentence()) return code(*named);
  }
  if (definite || local || draft.person || draft.plural) {
    const auto main = finder_.main_country();
    if (may_be(main) && !outweighed(main)) return code(*main);
    // Where the article was written counts unless another state is far more in mind.
    const double margin = written ? kElsewhere : draft.plural && !definite ? 2 * kInMind : kInMind;
    // "Oslo brokered a truce between the government and": another one's than the subject's.
    const auto state =
        references.state(margin, {}, definite && organ ? std::optional(draft.head) : std::nullopt);
    if (state && may_be(actors_.country(memory_.chain(*state).actor.country)))
      return memory_.chain(*state).actor.country;
  }
  if (local) {
    const auto most = finder_.most_named();
    if (may_be(most) && !outweighed(most)) return code(*most);
  }
  if (written && (definite || local)) return code(*written);
  return std::nullopt;
}

void Resolver::settle_people(Draft& draft) const {
  // "Kurds" live in several states: in the one the sentence speaks of, or the only one of the article.
  if (draft.role || draft.actor.code != "CVL" || draft.actor.name.empty()) return;
  auto country = finder_.place_in(index_, atoms_);
  if (!country) country = finder_.only_country();
  if (country) set_code(draft, actors_.countries()[*country].code, "CVL");
}

bool Resolver::is_generic_people(const Draft& draft) const {
  // "the well-being of youth", "a roster of automakers": people of a kind anywhere.
  static constexpr std::array<std::string_view, 6> kOf{"of", "for", "as", "like", "among", "than"};
  static constexpr std::array<std::string_view, 7> kPeople{"AGR", "BUS", "CVL", "EDU", "HLH", "LAB", "REL"};
  if (!draft.plural || draft.first != draft.core || !one_of(draft.role->code, kPeople)) return false;
  const news::Token& t = view_.token(draft.head);
  return t.dep == Dep::kPobj && one_of(view_.word(t.head), kOf);
}

void Resolver::settle_role(Draft& draft, const ReferenceFinder& references) {
  if (draft.qualified || !draft.role) return;
  // "the bigger neighbour" is a state as often as a resident.
  static constexpr std::array<std::string_view, 2> kNeighbours{"neighbor", "neighbour"};
  if (draft.owner_pronoun < 0 && one_of(draft.role->text(), kNeighbours)) {
    draft.unnamed = true;
    return;
  }
  // "its neighbours", "their allies" are anybody but the owner.
  if (draft.role->code.empty() && draft.plural) return;
  if (settle_by_owner(draft, references) || draft.foreign_backed) return;
  if (draft.role->code.empty()) {  // "the country", but not "a state"
    if (draft.person || !(view_.is(draft.first, "the") || view_.is(draft.first, "this"))) return;
    const auto state = references.state(1.2, draft.role->text());
    if (state) set_country(draft, memory_.chain(*state).actor.country);
    return;
  }
  // "THE PRESIDENT:" in what a government publishes is its own.
  const auto home = finder_.home_country();
  if (home && draft.end < view_.size() && view_.word(draft.end) == ":" && !draft.role->office.empty())
    return set_country(draft, actors_.countries()[*home].code);
  if (settle_by_earlier(draft, references)) return;
  // Migrants are seldom of the country they are in.
  static constexpr std::array<std::string_view, 4> kOfNoState{"IGO", "MED", "NGO", "REF"};
  const bool medium =
      draft.role->code == "MED" && draft.role->kind == lexicon::RoleKind::kBody;  // "state media"
  if ((draft.role->needs_country && !draft.named_body) || (one_of(draft.role->code, kOfNoState) && !medium)) {
    const auto only = finder_.only_country();
    if (only && !draft.role->needs_country && draft.role->code != "REF")
      set_country(draft, actors_.countries()[*only].code);
    return;
  }
  // "a shipyard" is some shipyard.
  const bool some = view_.is(draft.first, "a") || view_.is(draft.first, "an");
  static constexpr std::array<std::string_view, 4> kPremises{"BUS", "EDU", "JUD", "REL"};
  if (some && draft.role->kind == lexicon::RoleKind::kBody && one_of(draft.role->code, kPremises)) return;
  if (is_generic_people(draft)) return;
  // "officers" in a story of police are police.
  if (draft.role->code == "MIL" && draft.role->text() == "officer" &&
      references.nearest_sector("COP", "MIL")) {
    draft.actor.code = "COP";
    if (const auto country = country_about(draft, references)) {
      set_country(draft, *country);
      draft.actor.code = draft.actor.country + "COP";
    }
    return;
  }
  const auto owner = sender(draft);
  if (const auto country = owner ? owner : country_about(draft, references)) set_country(draft, *country);
}

void Resolver::name_holder(Draft& draft) const {
  // "the French president" is somebody as of the day; past known-until the table holds nobody.
  const auto day = finder_.day();
  if (!draft.role || draft.person || draft.plural || draft.former || draft.indefinite || !day) return;
  if (draft.role->office.empty() || draft.actor.country.empty() || !draft.actor.name.empty()) return;
  if (draft.actor.code.ends_with("ELI")) return;
  const auto holders = actors_.office_holder(draft.actor.country, draft.role->office, *day);
  if (holders.size() != 1 || holders.front()->sector == "ELI") return;
  const lexicon::Person& person = actors_.persons()[holders.front()->person];
  draft.actor.name = std::string(person.name);
}

}  // namespace herald::annotate
