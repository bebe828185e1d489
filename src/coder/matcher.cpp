#include "coder/matcher.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "coder/matcher_view.h"

namespace herald::coder {

using lexicon::Filler;
using lexicon::Part;
using lexicon::Pattern;
using lexicon::Slot;
using lexicon::Trigger;
using news::Dep;
using news::Pos;
using news::Tag;

namespace {

/// Acts that several do together without one being the other's object.
bool is_joint(news::EventType type) {
  return type == news::EventType::kConsult || type == news::EventType::kCooperate ||
         type == news::EventType::kAgree;
}

/// Acts whose object word is what the source moves ("sent troops", "withdrew its forces").
bool moves_means(const Pattern& pattern) {
  const bool withdraws = pattern.mode == "withdraw" && (pattern.type == news::EventType::kRetreat ||
                                                        pattern.type == news::EventType::kSanction);
  return pattern.type == news::EventType::kMobilize || withdraws;
}

/// Verbs over which the subject suffers or owns the noun rather than does it; talks and deals excepted.
bool only_has(const std::string& verb) {
  return verb == "have" || verb == "suffer" || verb == "receive" || verb == "face";
}

/// Nouns that, under an operator, may leave their target to the word above: "ended the curfew", "called for
/// talks".
bool may_leave_target(news::EventType type) {
  return type != news::EventType::kAssault && type != news::EventType::kAccuse &&
         type != news::EventType::kSupport;
}

/// Acts that address the government of the country they are done in: "arrived in Chad for talks", "sought
/// asylum in Peru", "opened an embassy in Togo".
bool goes_to_host(const Pattern& pattern) {
  return pattern.type == news::EventType::kConsult || pattern.type == news::EventType::kRequest ||
         pattern.type == news::EventType::kSupport;
}

/// What the parties of a subject do with each other: they sign, they restore ties, they put off their talks,
/// they trade fire.
bool is_mutual(const Pattern& pattern) {
  static constexpr std::array<std::string_view, 19> kWords{
      "battle",    "clash",      "deepen",      "establish", "exchange", "mend",    "normalise",
      "normalize", "rebuild",    "reestablish", "renew",     "repair",   "restore", "resume",
      "sign",      "strengthen", "swap",        "trade",     "upgrade"};
  const bool settles = std::find(kWords.begin(), kWords.end(), pattern.lemma) != kWords.end();
  return settles || (pattern.type == news::EventType::kReject && pattern.mode == "meet");
}

/// "wanted the rebels to leave": who is to do it, where the parser makes him the subject of the infinitive.
std::vector<std::uint32_t> asked_to(const news::Sentence& s, std::uint32_t verb) {
  for (const std::uint32_t c : s.children[verb]) {
    const std::int32_t subject = s.child(c, Dep::kNsubj);
    if (s.tokens[c].dep != Dep::kCcomp || s.tokens[c].tag != Tag::kVB || subject < 0) continue;
    const auto& words = s.children[c];
    const bool to =
        std::any_of(words.begin(), words.end(), [&](std::uint32_t w) { return s.tokens[w].tag == Tag::kTO; });
    if (to) return with_conjuncts(s, static_cast<std::uint32_t>(subject));
  }
  return {};
}

/// Verbs of AGREE that each subject does for itself.
bool makes_promise(const std::string& lemma) {
  static constexpr std::array<std::string_view, 8> kPromises{"announce", "commit",  "offer",     "pledge",
                                                             "promise",  "propose", "undertake", "vow"};
  return std::find(kPromises.begin(), kPromises.end(), lemma) != kPromises.end();
}

}  // namespace

std::optional<Trigger> trigger_kind(const news::Token& token) {
  switch (token.pos) {
    case Pos::kVERB:
      return Trigger::kVerb;
    case Pos::kNOUN:
      return Trigger::kNoun;
    case Pos::kADJ:
      return Trigger::kAdj;
    default:
      return std::nullopt;
  }
}

Matcher::Matcher(const lexicon::Codebook& book, const Cast& cast, Slack slack)
    : book_(book), cast_(cast), s_(cast.sentence()), slack_(slack) {}

void Matcher::add(std::vector<Fill>& to, const std::vector<Fill>& fills) const {
  for (const Fill& fill : fills) {
    const bool known =
        std::any_of(to.begin(), to.end(), [&](const Fill& f) { return f.mention == fill.mention; });
    if (!known) to.push_back(fill);
  }
}

bool Matcher::in_set(const lexicon::WordSet& words, std::uint32_t token) const {
  std::string lemma = lower_lemma(s_.tokens[token]);
  if (lexicon::contains(words, lemma)) return true;
  if (lexicon::contains(words, "money") && is_money(token)) return true;
  // Entries of several words ("humanitarian_aid") stand as they are written before the head.
  for (std::uint32_t back = 1; back <= 3 && back <= token; ++back) {
    lemma = lower_lemma(s_.tokens[token - back]) + "_" + lemma;
    if (lexicon::contains(words, lemma)) return true;
  }
  return false;
}

/// "40 million crowns": a sum by its number or by the parser's word, whatever the currency is called.
bool Matcher::is_money(std::uint32_t token) const {
  for (const news::Entity& entity : s_.entities) {
    if (entity.label == news::EntityLabel::kMONEY && entity.first <= token && token < entity.end) return true;
  }
  for (const std::uint32_t c : s_.children[token]) {
    const std::string lemma = lower_lemma(s_.tokens[c]);
    if (lemma == "million" || lemma == "billion" || lemma == "trillion")
      return s_.tokens[token].pos == Pos::kNOUN &&
             (s_.tokens[token].tag == Tag::kNNS || s_.tokens[token].lemma.ends_with('s'));
  }
  return false;
}

/// "A said the pictures were false and accused B": the parser joins the second verb to the told clause, whose
/// subject is no actor; who speaks is meant.
std::vector<Fill> Matcher::speaker_above(std::uint32_t verb) const {
  const news::Token& own = s_.tokens[verb];
  if (own.dep != Dep::kConj) return {};
  const news::Token& told = s_.tokens[own.head];
  if (told.dep != Dep::kCcomp ||
      !lexicon::contains(book_.words("speech_verb"), lower_lemma(s_.tokens[told.head])))
    return {};
  std::vector<Fill> fills;
  for (const std::uint32_t subject : roles_of(s_, told.head).subjects) add(fills, cast_.at(subject, true));
  return fills;
}

/// "spoke by telephone with B": the parser hangs the last phrase on the noun of the one before.
void Matcher::add_nested_phrases(View& view) const {
  const std::size_t own = view.phrases.size();
  for (std::size_t i = 0; i < own; ++i) {
    const std::uint32_t noun = view.phrases[i].object;
    if (s_.tokens[noun].pos != Pos::kNOUN || !cast_.direct(noun).empty()) continue;
    const auto more = prep_phrases(s_, noun);
    view.phrases.insert(view.phrases.end(), more.begin(), more.end());
  }
}

Matcher::View Matcher::verb_view(std::uint32_t token) const {
  View view;
  view.token = view.governor = token;
  Roles roles = roles_of(s_, token);
  for (const std::uint32_t subject : roles.subjects) add(view.sources, cast_.at(subject, true));
  if (view.sources.empty() && roles.inherited) add(view.sources, speaker_above(token));
  view.objects = std::move(roles.objects);
  if (view.objects.empty()) view.objects = asked_to(s_, token);
  view.phrases = std::move(roles.preps);
  view.particles = std::move(roles.particles);
  view.inherited = roles.inherited;
  view.passive = roles.passive;
  view.subject = !roles.subjects.empty();
  for (const std::uint32_t object : view.objects) {
    if (object == token || s_.tokens[object].head != token) continue;
    const auto more = prep_phrases(s_, object);
    view.phrases.insert(view.phrases.end(), more.begin(), more.end());
  }
  add_nested_phrases(view);
  return view;
}

Matcher::View Matcher::noun_view(std::uint32_t token) const {
  View view;
  view.token = view.governor = token;
  view.trigger = Trigger::kNoun;
  view.phrases = prep_phrases(s_, token);
  for (const std::uint32_t c : s_.children[token]) {
    const Dep dep = s_.tokens[c].dep;
    if (dep == Dep::kPoss || dep == Dep::kAmod || dep == Dep::kCompound || dep == Dep::kNmod) {
      for (const std::uint32_t each : with_conjuncts(s_, c)) {
        // "(the leaders) reaffirmed their support": who "they" are is the verb's to say.
        const bool loose =
            dep == Dep::kPoss && s_.tokens[each].tag == Tag::kPRPS && s_.tokens[token].dep == Dep::kDobj;
        if (loose) continue;
        add(view.sources, cast_.direct(each));
        if (dep != Dep::kPoss) add(view.sources, cast_.adjective(each));
      }
    }
  }
  const news::Token& own = s_.tokens[token];
  std::uint32_t verb = own.head;
  bool object = own.dep == Dep::kDobj || own.dep == Dep::kNsubjpass;
  if (own.dep == Dep::kConj) {  // "held talks and exercises with"
    object = s_.tokens[own.head].dep == Dep::kDobj;
    verb = s_.tokens[own.head].head;
  } else if (own.dep == Dep::kPobj && lexicon::contains(book_.words("light_verb_in"),
                                                        lower_lemma(s_.tokens[s_.tokens[own.head].head]))) {
    object = s_.tokens[own.head].lemma == "in" || s_.tokens[own.head].lemma == "into";
    verb = s_.tokens[own.head].head;
  }
  const bool light_in = own.dep == Dep::kPobj && object;
  if (object && (light_in || lexicon::contains(book_.words("light_verb"), lower_lemma(s_.tokens[verb])))) {
    view.light = true;
    view.governor = verb;
    const Roles roles = roles_of(s_, verb);
    if (view.sources.empty()) {
      for (const std::uint32_t subject : roles.subjects) add(view.sources, cast_.at(subject, true));
      view.inherited = roles.inherited;
    }
    view.phrases.insert(view.phrases.end(), roles.preps.begin(), roles.preps.end());
  }
  return view;
}

Matcher::View Matcher::adjective_view(std::uint32_t token) const {
  View view;
  view.token = view.governor = token;
  view.trigger = Trigger::kAdj;
  view.phrases = prep_phrases(s_, token);
  const news::Token& own = s_.tokens[token];
  if (own.dep == Dep::kAcomp || own.dep == Dep::kOprd || own.dep == Dep::kConj || own.dep == Dep::kAdvcl) {
    view.governor = own.dep == Dep::kConj ? s_.tokens[own.head].head : own.head;
    const Roles roles = roles_of(s_, view.governor);
    for (const std::uint32_t subject : roles.subjects) add(view.sources, cast_.at(subject, true));
    if (roles.passive) {
      for (const std::uint32_t subject : roles.objects) add(view.sources, cast_.at(subject, true));
    }
  } else if (own.dep == Dep::kAmod) {
    view.sources = cast_.at(own.head, true);
  }
  return view;
}

Matcher::View Matcher::view_of(std::uint32_t token, Trigger trigger) const {
  if (trigger == Trigger::kVerb) return verb_view(token);
  if (trigger == Trigger::kNoun) return noun_view(token);
  return adjective_view(token);
}

bool Matcher::is_event_noun(std::uint32_t token) const {
  if (s_.tokens[token].pos != Pos::kNOUN) return false;
  const auto lemmas = trigger_lemmas(token, Trigger::kNoun);
  return std::any_of(lemmas.begin(), lemmas.end(), [&](const std::string& lemma) {
    const auto patterns = book_.patterns(Trigger::kNoun, lemma);
    return std::any_of(patterns.begin(), patterns.end(), [&](const Pattern& p) { return may_use(p); });
  });
}

std::vector<std::string> Matcher::trigger_lemmas(std::uint32_t token, Trigger trigger) const {
  std::string lemma = lower_lemma(s_.tokens[token]);
  if (trigger != Trigger::kNoun || token == 0) return {std::move(lemma)};
  // "air strike": a compound is more specific than its head.
  return {lower_lemma(s_.tokens[token - 1]) + "_" + lemma, std::move(lemma)};
}

/// The parties of a joint act: all of `both` when the text names them together ("between A and B"), else
/// those in `both` with the source.
bool Matcher::join_parties(const Part& part, const std::vector<Fill>& both, Match& out) const {
  if (both.empty()) return false;
  const bool between = lexicon::contains(part.preps, "between") || lexicon::contains(part.preps, "among");
  if (both.size() >= 2 && out.sources.empty() && between) out.sources = both;
  add(out.targets, both);
  out.reciprocal = true;
  return true;
}

bool Matcher::match_object(const Part& part, const View& view, Match& out) const {
  bool found = false;
  std::vector<Fill> both;
  for (const std::uint32_t object : view.objects) {
    switch (part.filler) {
      case Filler::kTarget: {
        // What is already taken as the object word does not fill the target as well, but its owner may.
        const auto fills = out.pattern->op != lexicon::Operator::kNone || is_joint(out.pattern->type)
                               ? cast_.direct(object)
                               : cast_.at(object, false);
        add(out.targets, fills);
        found = found || !fills.empty();
        break;
      }
      case Filler::kWords:
        if (in_set(part.words, object)) {
          out.fixed.push_back(object);
          found = true;
        }
        break;
      case Filler::kDeed:
        if (is_event_noun(object)) {
          out.deeds.push_back(object);
          found = true;
        }
        break;
      case Filler::kBoth:  // "met a group of Saudi generals"
        add(both, cast_.at(object, true));
        if (both.empty() && in_set(book_.words("leader"), object)) add(both, cast_.at(object, false));
        break;
      default:
        found = true;
    }
  }
  return part.filler == Filler::kBoth ? join_parties(part, both, out) : found;
}

bool Matcher::match_prep(const Part& part, const View& view, Match& out) const {
  bool found = false;
  std::vector<Fill> both;
  for (const PrepPhrase& phrase : view.phrases) {
    if (!lexicon::contains(part.preps, lower_lemma(s_.tokens[phrase.prep]))) continue;
    switch (part.filler) {
      case Filler::kTarget:
        add(out.targets, cast_.at(phrase.object, false));
        if (out.targets.empty() && goes_to_host(*out.pattern) && s_.tokens[phrase.prep].lemma == "in")
          add(out.targets, cast_.place(phrase.object));
        found = found || !out.targets.empty();
        break;
      case Filler::kSource:
        add(out.sources, cast_.at(phrase.object, true));
        found = found || !out.sources.empty();
        break;
      case Filler::kBoth:
        add(both, cast_.at(phrase.object, false));
        break;
      case Filler::kWords:
        if (!in_set(part.words, phrase.object)) break;
        out.fixed.push_back(phrase.prep);
        out.fixed.push_back(phrase.object);
        found = true;
        break;
      case Filler::kDeed:
        if (s_.tokens[phrase.object].dep == Dep::kPcomp || is_event_noun(phrase.object)) {
          out.deeds.push_back(phrase.object);
          found = true;
        }
        break;
      case Filler::kAny:
        found = true;
        break;
    }
  }
  return part.filler == Filler::kBoth ? join_parties(part, both, out) : found;
}

bool Matcher::match_clause(const View& view, Match& out) const {
  for (const std::uint32_t over : {view.token, view.governor}) {
    for (const std::uint32_t c : s_.children[over]) {
      const Dep dep = s_.tokens[c].dep;
      const bool infinitive = dep == Dep::kAcl && s_.tokens[c].tag == Tag::kVB;
      const bool clause = dep == Dep::kXcomp || dep == Dep::kCcomp || infinitive ||
                          (dep == Dep::kAdvcl && s_.tokens[c].tag == Tag::kVB);
      if (!clause || c == view.token) continue;
      out.deeds.push_back(c);
    }
    if (!out.deeds.empty() || view.token == view.governor) break;
  }
  if (out.deeds.empty()) {
    for (const std::uint32_t object : view.objects) {
      if (is_event_noun(object)) out.deeds.push_back(object);
    }
  }
  return !out.deeds.empty();
}

bool Matcher::match_part(const Part& part, const View& view, Match& out) const {
  switch (part.slot) {
    case Slot::kObject:
      return match_object(part, view, out);
    case Slot::kNoObject:
      return view.objects.empty();
    case Slot::kPrep:
      return match_prep(part, view, out);
    case Slot::kClause:
      return match_clause(view, out);
    case Slot::kParticle:
      for (const std::uint32_t particle : view.particles) {
        if (lexicon::contains(part.words, lower_lemma(s_.tokens[particle]))) {
          out.fixed.push_back(particle);
          return true;
        }
      }
      return false;
  }
  return false;
}

void Matcher::finish(const Pattern& pattern, const View& view, Match& out) const {
  // "Seized a Turkish ship", "near the Turkish border": the target may stand in a phrase that fixed words
  // matched. A role without a country there ("mobilised troops") and the source's own forces are the means,
  // not the target.
  if (out.targets.empty() && pattern.op == lexicon::Operator::kNone) {
    for (const std::uint32_t token : out.fixed) {
      if (token != view.token && token != view.governor) add(out.targets, cast_.at(token, false));
    }
  }
  if (moves_means(pattern)) {
    std::erase_if(out.targets, [&](const Fill& fill) {
      const bool means = std::find(out.fixed.begin(), out.fixed.end(), fill.mention->head) != out.fixed.end();
      const bool own = std::any_of(out.sources.begin(), out.sources.end(), [&](const Fill& source) {
        return source.mention->actor.country == fill.mention->actor.country &&
               !fill.mention->actor.country.empty();
      });
      return means || own;
    });
  }
  std::erase_if(out.targets, [&](const Fill& target) {
    return !out.reciprocal && std::any_of(out.sources.begin(), out.sources.end(), [&](const Fill& source) {
      return source.mention == target.mention || source.mention->chain == target.mention->chain;
    });
  });
}

/// "received the Turkish envoy" says what "an envoy of Turkey" does: the owner stands in the object word's
/// phrase.
bool Matcher::match_owner(const Part& part, Match& out) const {
  if (part.slot != Slot::kPrep || part.filler != Filler::kTarget) return false;
  if (!lexicon::contains(part.preps, "of") && !lexicon::contains(part.preps, "from")) return false;
  for (std::size_t i = 1; i < out.fixed.size(); ++i) {
    const std::uint32_t token = out.fixed[i];
    if (token == out.trigger || token == out.governor || s_.tokens[token].pos != Pos::kNOUN) continue;
    add(out.targets, cast_.at(token, false));
  }
  return !out.targets.empty();
}

/// "A and B met", "A and B signed an agreement": the parties of a joint act may all stand in the subject.
bool Matcher::join_subjects(const Pattern& pattern, const View& view, Match& out) const {
  if (out.sources.size() < 2 || pattern.op != lexicon::Operator::kNone || pattern.mode == "third-party")
    return false;
  const bool mutual = is_mutual(pattern);
  if (!is_joint(pattern.type) && !mutual) return false;
  if (pattern.type == news::EventType::kAgree && makes_promise(pattern.lemma)) return false;
  const bool other_object = std::any_of(view.objects.begin(), view.objects.end(), [&](std::uint32_t object) {
    return std::find(out.fixed.begin(), out.fixed.end(), object) == out.fixed.end();
  });
  if (other_object) return false;
  out.targets = out.sources;
  out.reciprocal = true;
  return true;
}

bool Matcher::match_parts(const Pattern& pattern, const View& view, bool nested, Match& out) const {
  int optional = 0;
  for (const Part& part : pattern.parts) {
    const bool matched = match_part(part, view, out) || match_owner(part, out);
    if (matched && part.optional) ++optional;
    // "traded fire" of two, where "with" could have stood.
    if (!matched && part.optional && part.filler == Filler::kBoth && is_mutual(pattern))
      join_subjects(pattern, view, out);
    if (matched || part.optional) continue;
    // Under an operator the one above names the target: "ended the curfew", "called for talks".
    const bool left = nested && pattern.trigger == Trigger::kNoun && may_leave_target(pattern.type) &&
                      s_.child(view.token, Dep::kAcl) < 0;
    if (left && (part.filler == Filler::kTarget || part.filler == Filler::kBoth)) {
      --optional;
      continue;
    }
    if (part.filler != Filler::kBoth && part.filler != Filler::kTarget) {
      if (!forgive(pattern, part, view, out)) return false;
      continue;
    }
    const bool with = part.slot != Slot::kPrep || lexicon::contains(part.preps, "with") ||
                      lexicon::contains(part.preps, "between");
    if ((!with || !join_subjects(pattern, view, out)) && !forgive(pattern, part, view, out)) return false;
  }
  out.score = optional;
  return true;
}

bool Matcher::match(const Pattern& pattern, const View& view, bool nested, Match& out) const {
  out.pattern = &pattern;
  out.trigger = view.token;
  out.governor = view.governor;
  out.sources = view.sources;
  out.inherited = view.inherited;
  out.passive = view.passive;
  out.foreign_subject = view.subject && view.sources.empty();
  if (pattern.hint) out.missing = 1;
  out.fixed.push_back(view.token);
  if (view.light) out.fixed.push_back(view.governor);
  // "by S" is understood of every noun.
  if (pattern.trigger == Trigger::kNoun) {
    static const Part kBy{Slot::kPrep, Filler::kSource, true, {"by"}, {}};
    match_prep(kBy, view, out);
  }
  // "their strong cooperation" describes; a joint act is done ("signed", "held", "began").
  if (pattern.trigger == Trigger::kNoun && pattern.type == news::EventType::kCooperate && !view.light &&
      !nested)
    return false;
  if (view.light && only_has(lower_lemma(s_.tokens[view.governor])) && !is_joint(pattern.type)) return false;
  if (!match_parts(pattern, view, nested, out)) return false;
  if (out.targets.empty()) join_subjects(pattern, view, out);
  out.score += pattern.fixed * 4 - out.missing * 3;
  finish(pattern, view, out);
  return true;
}

Readings Matcher::readings(std::uint32_t token, bool nested) const {
  Readings found;
  for (const Trigger kind : kinds_of(token)) {
    if (!found.deed && !found.over) read_as(token, kind, nested, found);
  }
  return found;
}

void Matcher::read_as(std::uint32_t token, Trigger kind, bool nested, Readings& found) const {
  std::optional<View> view;  // the same for every pattern of the token
  for (const std::string& lemma : trigger_lemmas(token, kind)) {
    const bool deed_settled = found.deed.has_value(), over_settled = found.over.has_value();
    for (const Pattern& pattern : book_.patterns(kind, lemma)) {
      const bool is_operator = pattern.op != lexicon::Operator::kNone;
      if (!may_use(pattern) || (is_operator ? over_settled : deed_settled)) continue;
      if (!view) view = view_of(token, kind);
      std::optional<Match>& best = is_operator ? found.over : found.deed;
      Match candidate;
      if (match(pattern, *view, nested && !is_operator, candidate) &&
          (!best || candidate.score > best->score))
        best = std::move(candidate);
    }
  }
}

std::vector<std::pair<const Pattern*, bool>> Matcher::tried(std::uint32_t token) const {
  std::vector<std::pair<const Pattern*, bool>> out;
  const auto kind = trigger_kind(s_.tokens[token]);
  if (!kind) return out;
  const View view = view_of(token, *kind);
  for (const std::string& lemma : trigger_lemmas(token, *kind)) {
    for (const Pattern& pattern : book_.patterns(*kind, lemma)) {
      if (!may_use(pattern)) continue;
      Match candidate;
      out.emplace_back(&pattern, match(pattern, view, false, candidate));
    }
  }
  return out;
}

}  // namespace herald::coder
